"""Lesson: formulas that agree on paper and part in the computer."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from core.contests import CONTESTS, KINDS
from figures.picture import Picture
from live import Choice, Menu, Readout, Slider, State, View
from pages.stability import recipe
from pages.stability.errors import errors
from pages.stability.picture import picture
from pages.stability.scene import roundoff, scene
from ui.classes import COUNT, FEW, shared_classes
from ui.lesson import Lesson

STAGE: Final = Choice("stage", ("answers", "errors"), "answers", swept=False)
WHAT: Final = Menu("what", tuple(CONTESTS), "softmax", swept=False)
DTYPE: Final = Choice("dtype", KINDS, "float64", named=KINDS)
# Its ends make steps of 1, 10, 100 and 1000.
SIZE: Final = Slider("size", 0.1, 10**3.3, above=2000, steps=44, scale="log", default=1)
OFFSET: Final = Slider("offset", -1100, 1100, step=50)
N: Final = Slider("n", 1, 60000, steps=121, scale="log", default=10000)
PRESETS: Final = {
    "large": "k=3&size=10&offset=1000&z1=1&z2=0&z3=-1",
    "negative": "k=3&size=10&offset=-1000&z1=0&z2=-1&z3=1",
    "sure": "k=3&size=10&offset=0&z1=4&z2=0&z3=0",
    "edges": "k=3&size=100&offset=0&z1=7.2&z2=0&z3=-7.2",
}
# These never come near the ends of float32, so that their tables need no more.
PLAIN: Final = {
    *("logit", "gap", "weight_sum"),
    *("log_p", "usual", "from_p", "yes_no_from_p"),
}


def view(state: State) -> View:
    """Return the view of a state: what it compares decides all."""
    contest = state.code(WHAT)
    return of_roundoff(state) if contest == "roundoff" else of_logits(contest, state)


def of_logits(contest: str, state: State) -> View:
    """Return the view of a contest between logits."""
    classes = shared_classes(state)
    is_few = len(classes) <= FEW
    # Large steps leave room in a message for numbers of double length.
    step, digits = (0.5, ".4s") if is_few else (1, ".3s")
    long = dict.fromkeys(("logit", "gap"), ".6s")
    if contest == "softmax" and is_few:
        long |= dict.fromkeys(CONTESTS[contest].ways, ".7s") | {"right": ".7s"}
    steps = [
        Readout(name, long.get(name, digits), exact=name not in PLAIN)
        for name in CONTESTS[contest].names
    ]
    ways = state.words["ways"][contest]
    return View(
        controls=[WHAT, STAGE, DTYPE, classes.stepped(step), SIZE, OFFSET, COUNT],
        away=[N],
        scene=partial(scene, contest),
        picture=picture_of(contest, classes.names, state),
        readouts=[*steps, Readout("error", ".3s", labels=ways, told=True)],
        drag=drag(SIZE, state),
        by={"nothing": ["offset"]},
        presets=PRESETS,
        context={"contest": contest, "names": classes.names},
        recipe=getattr(recipe, contest),
        row=classes.row,
    )


def of_roundoff(state: State) -> View:
    """Return the view of a difference of two numbers that are nearly 1."""
    lines = state.words["roundoff"]
    return View(
        controls=[WHAT, STAGE, N],
        away=[DTYPE, SIZE, OFFSET, *shared_classes(state).controls],
        scene=roundoff,
        picture=picture_of("roundoff", KINDS, state),
        readouts=[Readout(kind, ".17g", labels=lines, exact=True) for kind in KINDS],
        drag=drag(N, state),
        presets={"roundoff": "n=10000"},
        context={"contest": "roundoff", "lines": lines},
        recipe=recipe.roundoff,
    )


def picture_of(contest: str, names: Sequence[str], state: State) -> Picture:
    """Return the picture of a stage: the answers, or how errors grow."""
    if state.code(STAGE) == "errors":
        return errors(contest, state.words)
    return picture(contest, tuple(names), state.words)


def drag(size: Slider, state: State) -> dict[str, Slider]:
    """Return what can be dragged: the size, along the errors."""
    return {"now": size} if state.code(STAGE) == "errors" else {}


lesson = Lesson("stability", view, opening=PRESETS["large"])

if __name__ == "__main__":
    lesson.run()
