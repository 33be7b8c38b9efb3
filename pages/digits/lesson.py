"""Lesson: a network reads what is drawn, and gives all ten digits a share."""

from typing import Final

from core.counted_right import counted_right
from core.handwriting import EPOCHS
from live import Choice, Ink, Menu, Readout, Scrubber, Slider, State, View
from pages.digits.net import SECOND
from pages.digits.picture import picture
from pages.digits.recipe import recipe
from pages.digits.samples import DIGITS, NONE, samples
from pages.digits.scene import Drawing
from ui.lesson import Lesson

SAMPLE: Final = Choice("sample", (*DIGITS, NONE), "4", named=DIGITS, swept=False)
EPOCH: Final = Scrubber("epoch", 0, EPOCHS, step=1, default=EPOCHS, seconds=8)
WINNER: Final = "winner"
TO: Final = Menu("to", (WINNER, *DIGITS), WINNER)
NUDGE: Final = Slider("nudge", -10, 10, step=0.5)

PLAIN: Final = f"epoch={EPOCHS}&to={WINNER}&nudge=0"
# A 4 whose top is nearly closed, as a 9 has it.
OPEN: Final = "44.14-36.26-34.50-46.56-58.52_62.16-60.50-58.86"
PRESETS: Final = {
    "four": f"sample=4&{PLAIN}",
    "before": f"sample=4&epoch=0&to={WINNER}&nudge=0",
    "one": f"sample=4&epoch=1&to={WINNER}&nudge=0",
    "between": f"ink={OPEN}&{PLAIN}",
    "nudged": f"sample=4&epoch={EPOCHS}&to=1&nudge=2.5",
    "line": f"ink=12.50-88.50&{PLAIN}",
    "empty": f"sample={NONE}&{PLAIN}",
}


def view(state: State) -> View:
    """Return the view of a state."""
    ink = Ink("ink", instead=SAMPLE, drawings=samples())
    drawn, sample = str(state[ink]), int(state.number(SAMPLE))
    is_sample = not drawn and sample < len(DIGITS)
    shown = Drawing(drawn or samples()[sample], sample if is_sample else -1)
    return View(
        controls=[ink, SAMPLE, EPOCH, TO, NUDGE],
        scene=shown.scene,
        picture=picture(state.words),
        readouts=[
            Readout("argmax", "d", told=True),
            Readout("sure", ".1%", told=True),
            *(Readout(name, ".1%") for name in ("accuracy", "low", "high")),
            Readout("p", ".1%", labels=DIGITS),
            Readout("logit", ".2f", labels=DIGITS),
            Readout("chosen", "d"),
            *(Readout(name, ".3f") for name in ("second", "weight", "product")),
            *(Readout(name, ".3f") for name in ("bias", "added", "chosen_z")),
        ],
        drag={"hand": NUDGE},
        pick={"digits": TO},
        by={
            "ninety": ["epoch"],
            "mistaken": ["epoch"],
            "torn": ["ink"],
            "line": ["ink"],
            "overtake": ["nudge"],
        },
        presets=PRESETS,
        context={"names": DIGITS, "units": SECOND, "tests": counted_right()},
        recipe=recipe,
    )


lesson = Lesson("digits", view, opening=PRESETS["four"])

if __name__ == "__main__":
    lesson.run()
