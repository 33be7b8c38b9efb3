"""Lesson: softmax regression learns to tell three kinds of iris apart."""

from itertools import combinations
from typing import Final

from core.iris import EACH, SPECIES
from core.runs import EPOCHS, OUTCOMES, Run, regions_of, run
from live import Choice, Control, Count, Readout, Scrubber, Slider, State, View, Words
from pages.iris.picture import picture, top_of
from pages.iris.recipe import recipe
from pages.iris.regions import SIGNS, WINDOWS
from pages.iris.scene import Training
from ui.lesson import Lesson

FLOWERS: Final = EACH * len(SPECIES)
BATCHES: Final = {"10": 10, "30": 30, "all": 0}
PAIRS: Final = {f"{i + 1}-{j + 1}": (i, j) for i, j in combinations(range(4), 2)}

# A training starts when one of these is let go of, and is not foreseen.
RATE: Final = Slider(
    "rate", 0.001, 1000, steps=121, scale="log", default=0.1, swept=False
)
L2: Final = Slider("l2", 0.0001, 1, steps=41, scale="log", below=0, swept=False)
BATCH: Final = Choice("batch", tuple(BATCHES), "all", swept=False)
FEATURES: Final = Choice("features", tuple(PAIRS), "3-4", swept=False)
COUNT: Final = Choice("species", ("2", "3"), "3", swept=False)
SEED: Final = Count("seed", 0, 99, default=0)
FOLDED: Final[list[Control]] = [L2, FEATURES, COUNT, SEED]
EPOCH: Final = Scrubber("epoch", 0, EPOCHS, step=1, default=50, seconds=8)

CALM: Final = "species=3&batch=all&l2=0&seed=0"
PRESETS: Final = {
    "untrained": "epoch=0",
    "trained": f"{CALM}&rate=1&epoch=200",
    "batches": "species=3&batch=10&l2=0&seed=0&rate=0.1&epoch=200",
    "long": f"{CALM}&rate=100&epoch=200",
    "diverged": "species=3&batch=all&l2=0.1&seed=0&rate=100&epoch=200",
    "two": "species=2",
    # In it a setosa has the probabilities of the source, to two decimals.
    "source": "species=3&batch=all&l2=0.08&seed=1&rate=13&epoch=6&flower=26",
}


def view(state: State) -> View:
    """Return the view of a state: train, then show."""
    batch, pair = BATCHES[state.code(BATCH)], PAIRS[state.code(FEATURES)]
    seed, count = int(state.number(SEED)), int(state.code(COUNT))
    made = run(state.number(RATE), batch, state.number(L2), seed, count)
    training = Training(made, regions_of(made, pair, WINDOWS))
    flower = Slider("flower", made.flowers.first, FLOWERS - 1, step=1, default=70)
    return View(
        controls=[EPOCH, RATE, BATCH, flower, *FOLDED],
        folded=FOLDED,
        scene=training.both if count == 2 else training.scene,
        backdrop=training.backdrop,
        picture=picture(state.words, made.species, pair, top_of(made.losses)),
        readouts=readouts(made, state.words),
        drag={"now_loss": EPOCH},
        pick={"flowers": flower},
        by={"halved": ["epoch"], "stray": ["flower"]},
        presets=PRESETS,
        context={"species": dict(zip(made.species, SIGNS[-count:], strict=True))},
        recipe=recipe,
    )


def readouts(made: Run, words: Words) -> list[Readout]:
    """Return the numbers to show: of the table, and of the whole run."""
    names = [words["species"][one] for one in made.species]
    loss = ".4f" if made.ended == EPOCHS else ".4s"
    return [
        Readout("cm", ".1f"),
        *map(Readout, ("mean", "deviation")),
        *columns(made),
        Readout("p", labels=names, told=True),
        Readout("species_of", "d", labels=names, told=True),
        Readout("loss", loss),
        Readout("train_loss", loss, told=True),
        Readout("held_loss", loss),
        Readout("train_accuracy", ".1%"),
        Readout("held_accuracy", ".1%"),
        Readout("outcome", "d", labels=[words["outcomes"][one] for one in OUTCOMES]),
    ]


def columns(made: Run) -> list[Readout]:
    """Return the numbers of the table that are written like weights, and some more."""
    largest, species = abs(made.weights).max(), made.species
    digits = ".4f" if largest < 10 else ".2f" if largest < 1000 else ".3s"
    names, more = [*species, "x", "bias", "logit"], [Readout("y", "d")]
    if len(species) == len(SPECIES):
        names += [f"{one}_{of}" for of in ("part", "pull") for one in species]
        names += ["miss"]
    else:
        lines = ("", "_bias", "_logit", "_p")
        names += ["gap", "gap_bias", "gap_logit", *(f"single{line}" for line in lines)]
        more = [Readout(f"apart{line}", ".1s", exact=True) for line in lines]
    return [*(Readout(name, digits) for name in names), *more]


lesson = Lesson("iris", view, opening=PRESETS["untrained"])

if __name__ == "__main__":
    lesson.run()
