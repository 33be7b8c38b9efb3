"""Lesson: the sigmoid makes a probability of a logit, and the logit goes back."""

from dataclasses import replace
from typing import Final

from core import logit, sigmoid
from live import Choice, Readout, Slider, State, View
from pages.sigmoid.picture import picture
from pages.sigmoid.recipe import there_and_back
from pages.sigmoid.scene import scene
from ui.lesson import Lesson

START: Final = 2.0
CLOSE, NEAR, FAR = "8", "10", "40"  # where the axis of z may end
LOGITS: Final = {
    span: Slider("z", -float(span), float(span), step=step, default=START)
    for span, step in ((CLOSE, 0.1), (NEAR, 0.1), (FAR, 0.5))
}
# The same point, seen from the other side.
PROBABILITY: Final = Slider(
    "p", 0, 1, step=0.01, default=float(sigmoid(START)), sets={"z": logit}
)
VIEW: Final = Choice(
    "view",
    (CLOSE, NEAR, FAR),
    NEAR,
    named=tuple(f"± {span}" for span in (CLOSE, NEAR, FAR)),
    swept=False,
)
WAY: Final = Choice("way", ("there", "back"), "there", swept=False)
PRESETS: Final = {
    "two": f"z=2&view={CLOSE}",
    "even": f"z=0&view={CLOSE}",
    "three": f"z={float(logit(0.75))!r}&view={CLOSE}",
    "rare": f"z={float(logit(0.001))!r}&view={CLOSE}",
    "lost": f"z=37&view={FAR}",  # where float64 gives up
}


def view(state: State) -> View:
    """Return the view of a state."""
    choice = range_of(state)
    span = state.code(choice)
    return View(
        controls=[LOGITS[span], PROBABILITY, WAY, choice],
        scene=scene,
        picture=picture(float(span), state.words, back=state.code(WAY) == "back"),
        readouts=[
            Readout("p", ".6f", told=True, exact=True),
            Readout("odds", ".6g", told=True),
            Readout("logit", ".4f", told=True, exact=True),
            Readout("slope", ".4f", told=True),
        ],
        drag={"point": LOGITS[span]},
        by={"lost": ["z"]},
        presets=PRESETS,
        recipe=there_and_back,
    )


def range_of(state: State) -> Choice:
    """Return the choice of a view; where the link says none it shows the point."""
    given = state.link.parameters
    if list(given.get(VIEW.key, [])) in ([CLOSE], [NEAR]):
        return VIEW
    by_p = PROBABILITY.key in given and "z" not in given
    z = logit(state.number(PROBABILITY)) if by_p else state.number(LOGITS[FAR])
    return replace(VIEW, default=FAR if abs(float(z)) > float(NEAR) else NEAR)


lesson = Lesson("sigmoid", view, opening=PRESETS["two"])

if __name__ == "__main__":
    lesson.run()
