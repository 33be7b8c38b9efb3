"""Lesson: temperature divides every logit, and so decides how sure softmax is."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from core.draws import MOST
from live import Choice, Control, Readout, Scrubber, State, View
from live.sweep import Scene
from pages.temperature import recipe
from pages.temperature.picture import picture
from pages.temperature.scene import backdrop, scene, with_truth, without_draws
from pages.temperature.stages import DRAWS, THREE, TRIANGLE, shown, stages
from ui.classes import COUNT, FEW, TEMPERATURE, Classes, naming, shared_classes
from ui.lesson import Lesson

N: Final = Scrubber("n", 0, MOST, step=10, seconds=8)
PRESETS: Final = {
    "cool": "k=3&z1=0.3&z2=2.9&z3=4&t=0.5",
    "source": "k=3&z1=0.3&z2=2.9&z3=4&t=1",
    "sharp": "t=0.2",
    "flat": "t=inf",
    "tie": "k=3&z1=3&z2=3&z3=1&t=0",
}
# Made-up logits of eight words, which have their names in each language.
WORDS: Final = "k=8&t=1&z1=4.1&z2=3.2&z3=2.9&z4=2.1&z5=1.4&z6=1.1&z7=0.3&z8=-2"


@dataclass(frozen=True)
class Own:
    """What a stage has of its own: controls, and what they are for."""

    controls: list[Control]
    scene: Scene = without_draws
    readouts: tuple[Readout, ...] = ()
    truth: int = 0


def view(state: State) -> View:
    """Return the view of a state."""
    classes, words = shared_classes(state), state.words
    stage = stages(state.number(N))
    kind = shown(state.code(stage), len(classes))
    own = own_of(kind, state, classes)
    drawn = kind == DRAWS
    # Of many classes larger steps leave room in a message for the draws.
    coarse = drawn and len(classes) > FEW
    logits = classes.stepped(0.2) if coarse else classes.logits
    return View(
        controls=[TEMPERATURE, *own.controls, logits, stage, COUNT],
        away=[part for part in (N, true_class(classes)) if part not in own.controls],
        scene=own.scene,
        backdrop=backdrop,
        stride=10,
        picture=picture(classes.names, kind, own.truth, words),
        readouts=[*readouts(classes), *own.readouts],
        drag={} if drawn else {"riding": TEMPERATURE},
        by={task: ["t"] for task in ("sure", "unsure", "bit")}
        | {"faithful": ["n"] if drawn else ["t"]},
        presets=PRESETS | {"words": f"{WORDS}&{naming(words['words'])}"},
        context={"names": classes.names, "truth": own.truth + 1, "stage": kind},
        recipe=recipe.draws if drawn else recipe.temperature,
        row=classes.row,
    )


def own_of(kind: str, state: State, classes: Classes) -> Own:
    """Return what a stage has of its own."""
    if kind == DRAWS:
        return Own([N], scene)
    if kind == TRIANGLE:
        y = true_class(classes)
        truth = int(state[y])
        return Own(
            [y], partial(with_truth, truth), (Readout("price", told=True),), truth
        )
    return Own([])


def true_class(classes: Classes) -> Choice:
    """Return the choice of a class whose loss the triangle shows."""
    names = classes.names[:THREE]
    return Choice("y", ("1", "2", "3"), "2", named=names, swept=False)


def readouts(classes: Classes) -> list[Readout]:
    """Return the numbers of every stage."""
    return [
        Readout("p", labels=classes.names, told=True),
        Readout("sum", ".12g"),
        Readout("entropy", told=True),
        Readout("bits"),
        Readout("perplexity", ".3f", told=True),
        Readout("argmax", "d", labels=classes.names),
        Readout("limit", "d", labels=["", "\N{NO-BREAK SPACE}(T → 0)"]),
    ]


lesson = Lesson("temperature", view, opening=PRESETS["cool"])

if __name__ == "__main__":
    lesson.run()
