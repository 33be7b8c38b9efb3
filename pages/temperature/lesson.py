"""Lesson: temperature divides every logit, and so decides how sure softmax is."""

from typing import Final

from core.draws import MOST
from live import Readout, Scrubber, State, View
from pages.temperature.picture import picture
from pages.temperature.recipe import temperature
from pages.temperature.scene import backdrop, scene
from ui.classes import COUNT, TEMPERATURE, naming, shared_classes
from ui.lesson import Lesson

DRAWS: Final = Scrubber("n", 0, MOST, step=10, seconds=8)
PRESETS: Final = {
    "source": "k=3&z1=0.3&z2=2.9&z3=4&t=1",
    "sharp": "t=0.2",
    "flat": "t=inf",
    "tie": "k=3&z1=3&z2=3&z3=1&t=0",
}
# Made-up logits of eight words, which have their names in each language.
WORDS: Final = "k=8&t=1&z1=4.1&z2=3.2&z3=2.9&z4=2.1&z5=1.4&z6=1.1&z7=0.3&z8=-2"


def view(state: State) -> View:
    """Return the view of a state."""
    classes = shared_classes(state)
    return View(
        controls=[classes.logits, TEMPERATURE, DRAWS, COUNT],
        scene=scene,
        backdrop=backdrop,
        stride=10,
        picture=picture(classes.names, classes.row, state.words),
        readouts=[
            Readout("p", labels=classes.names, told=True),
            Readout("sum", ".12g"),
            Readout("entropy", told=True),
            Readout("bits"),
            Readout("perplexity", ".3f", told=True),
            Readout("argmax", "d", labels=classes.names),
            Readout("limit", "d", labels=["", "\N{NO-BREAK SPACE}(T → 0)"]),
        ],
        drag={"riding": TEMPERATURE, "entropy_now": TEMPERATURE},
        by={"sure": ["t"], "unsure": ["t"], "bit": ["t"], "faithful": ["n"]},
        presets=PRESETS | {"words": f"{WORDS}&{naming(state.words['words'])}"},
        context={"names": classes.names},
        recipe=temperature,
        row=classes.row,
    )


lesson = Lesson("temperature", view)

if __name__ == "__main__":
    lesson.run()
