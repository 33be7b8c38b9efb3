"""Lesson: one row of logits, read in four ways; the task decides which is right."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from live import Choice, Readout, State, View, Words
from pages.output_layers.picture import picture
from pages.output_layers.recipe import readings
from pages.output_layers.scene import READINGS, RIGHT, SIGNS, TASKS, scene
from ui.classes import COUNT, classes_of, shared_classes
from ui.lesson import Lesson

TASK: Final = Choice("task", TASKS, "one")
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
    first_two = urlencode(classes_of(state, 2).said(state))
    right = READINGS[RIGHT[int(state[TASK])]]
    return View(
        controls=[TASK, classes.logits, COUNT],
        scene=scene,
        picture=picture(classes.names, classes.row, words),
        readouts=readouts(classes.names, words, right),
        drag=dict.fromkeys(("identity", "sigmoid", "softmax"), classes.logits),
        by=dict.fromkeys(TO_TRY, ("z",)),
        presets={t: f"{link}&{urlencode(names[t])}" for t, link in STORIES.items()},
        context={"names": classes.names, "task": state.code(TASK)},
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
