"""Lesson: gradient descent and Adam in one ravine, step by step."""

from functools import partial
from typing import Final

from core.ravine import STEPS
from live import Control, Plane, Readout, Scrubber, Slider, State, View
from pages.optimisers import real
from pages.optimisers.backdrop import backdrop
from pages.optimisers.picture import picture
from pages.optimisers.recipe import recipe
from pages.optimisers.scene import Ravine
from ui.lesson import Lesson

GD_COLOR: Final = "var(--series-2)"
ADAM_COLOR: Final = "var(--series-1)"
STEP: Final = Scrubber("step", 0, STEPS, step=1, default=12, seconds=8)
C: Final = Slider("c", 0.001, 1000, steps=61, scale="log", default=1)
GD: Final = Slider("gd", 0.001, 1, steps=31, scale="log", default=0.09, color=GD_COLOR)
ADAM: Final = Slider(
    "adam", 0.001, 1, steps=31, scale="log", default=0.2, color=ADAM_COLOR
)
# What changes the whole way has no table, and asks while it moves.
TILT: Final = Slider("tilt", 0, 45, step=1, swept=False, asks=True)
BETA1: Final = Slider("beta1", 0, 0.99, step=0.01, default=0.9, swept=False, asks=True)
BETA2: Final = Slider(
    "beta2", 0, 0.999, step=0.001, default=0.999, swept=False, asks=True
)
X0: Final = Slider("x0", -4.7, 2, step=0.01, default=-4, swept=False, asks=True)
Y0: Final = Slider("y0", -1.15, 1.15, step=0.01, default=1, swept=False, asks=True)
FOLDED: Final[list[Control]] = [TILT, BETA1, BETA2, X0, Y0]
FIRST: Final = "c=1&gd=0.09&adam=0.2&beta1=0.9&beta2=0.999&tilt=0&x0=-4&y0=1"


def changed(**numbers: float) -> str:
    """Return the link of the ravine at first, with other numbers."""
    said = dict(part.split("=") for part in f"step=12&{FIRST}".split("&"))
    said |= {key: str(number) for key, number in numbers.items()}
    return "&".join(f"{key}={number}" for key, number in said.items())


PRESETS: Final = {
    "ravine": changed(),
    "double": changed(c=2),
    "thousand": changed(c=1000),
    "hundredth": changed(c=0.01, step=40),
    "first": changed(step=1),
    "turned": changed(tilt=45, step=40),
    "rmsprop": changed(beta1=0),
}


def view(state: State) -> View:
    """Return the view of a state."""
    x0, y0, tilt = state.number(X0), state.number(Y0), state.number(TILT)
    ravine = Ravine(x0, y0, tilt, state.number(BETA1), state.number(BETA2))
    words = state.words
    return View(
        controls=[STEP, C, GD, ADAM, *FOLDED],
        scene=ravine.scene,
        backdrop=partial(backdrop, ravine),
        stride=1,
        picture=picture(words),
        readouts=[
            *(Readout(name, ".5s") for name in ("adam_w", *ROW)),
            Readout("gd_w", ".5s"),
            *(Readout(f"{who}_loss", ".3s", told=True) for who in ("gd", "adam")),
            *(Readout(f"{who}_first", ".3s") for who in ("gd", "adam")),
            *(Readout(f"{who}_steps", "d") for who in ("gd", "adam")),
            Readout("verdict", "d", labels=words["verdicts"], told=True),
        ],
        drag={"start": Plane(X0, Y0), "now_c": C},
        by={"flies": ["c"], "quick": ["adam"], "straight": ["tilt"]},
        presets=PRESETS,
        folded=FOLDED,
        context={"columns": ("adam_w", *ROW), "real": real.rows()},
        recipe=recipe,
    )


# What Adam's step is made of, in the order of the table.
ROW: Final = (
    *("g", "m_before", "m", "v_before", "v", "m_hat", "root", "ratio", "move"),
)
lesson = Lesson("optimisers", view)

if __name__ == "__main__":
    lesson.run()
