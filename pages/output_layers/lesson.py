"""Lesson: one row of logits, read in four ways; the task decides which is right."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from urllib.parse import urlencode

import numpy as np

from live import Choice, Group, Readout, State, View, Words
from pages.output_layers.picture import picture
from pages.output_layers.recipe import readings
from pages.output_layers.scene import SIGNS, TASKS, neurons_of, right_of, scene
from ui.classes import COUNT, classes_of, shared_classes
from ui.lesson import Lesson

TASK: Final = Choice("task", TASKS, "one", swept=False)
FLAT: Final = "relu"  # a bar that a hand cannot move where it is 0
TO_TRY: Final = ("all", "none", "chance", "forgotten", "agree")
# A story for each task; the words give its classes their names.
STORIES: Final = {
    "signed": "task=signed&z1=-1.2",
    "positive": "task=positive&z1=-1.2",
    "yesno": "task=yesno&k=2&z1=1.5&z2=-1",
    "one": "task=one&k=3&z1=0.3&z2=2.9&z3=4",
    "several": "task=several&k=3&z1=2.2&z2=-1.4&z3=1.1",
}


def view(state: State) -> View:
    """Return the view of a state."""
    classes, words, names = shared_classes(state), state.words, state.words["names"]
    task = state.code(TASK)
    right, used = right_of(task), neurons_of(task, len(classes))
    first_two = urlencode(classes_of(state, 2).said(state))
    return View(
        controls=[TASK, classes.logits, COUNT],
        scene=partial(scene, np.array(state[TASK])),
        picture=picture(classes.names, task, words),
        readouts=readouts(classes.names, words, right),
        drag={}
        if right == FLAT
        else {right: Group("z", classes.logits.members[:used])},
        by=dict.fromkeys(TO_TRY, ("z",)),
        presets={t: f"{link}&{urlencode(names[t])}" for t, link in STORIES.items()},
        context={"names": classes.names, "task": task, "right": right},
        links={"two-classes": f"two-classes?{first_two}"},
        recipe=readings,
        row=classes.row,
    )


def readouts(names: Sequence[str], words: Words, right: str) -> list[Readout]:
    """Return what is shown; of the outputs, those of the `right` reading are told."""
    found = [
        Readout("right", labels=[*words["readings"].values()], told=True),
        Readout("neurons", "d", told=True),
        Readout("loss", labels=[*words["losses"].values()]),
        Readout("sum_sigmoid", told=True),
        Readout("sum_softmax", ".12g"),
        Readout("pair"),
    ]
    for reading, title in words["readings"].items():
        labels = [f"{title}, {name}" for name in names]
        reasons = [words["why"][task][reading] for task in TASKS]
        found += [
            Readout(reading, labels=labels, told=reading == right),
            Readout(f"fits_{reading}", labels=SIGNS),
            Readout(f"why_{reading}", labels=reasons),
        ]
    return found


lesson = Lesson("output-layers", view)

if __name__ == "__main__":
    lesson.run()
