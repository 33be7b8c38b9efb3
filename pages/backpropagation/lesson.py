"""Lesson: one walk back through a calculation finds every derivative."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from core.graph import ADD, SUBTRACT
from live import Choice, Group, Readout, Scrubber, Slider, State, View, Words
from live.controls.numbers import UnreadableError, read_number
from live.wire import Packer
from pages.backpropagation import recipe
from pages.backpropagation.checks import NETS, NUDGES
from pages.backpropagation.drawing import said
from pages.backpropagation.equations import back, form, partial, steps
from pages.backpropagation.picture import picture
from pages.backpropagation.scene import Scene
from pages.backpropagation.walk import WALKS, Walk
from ui.lesson import Lesson

GRAPH: Final = Choice("graph", tuple(WALKS), "two", swept=False)
LAST: Final = 16  # as many steps as the longest graph has


@dataclass(frozen=True)
class Steps(Scrubber):
    """Steps of a graph; beyond the last one all is done."""

    def read(self, text: str) -> tuple[float, bool]:
        """Return how many steps, and whether that had to be changed to fit."""
        number = read_number(text)
        fits = min(max(number, float(self.low)), float(LAST))
        return min(fits, float(self.high)), fits != number


@dataclass(frozen=True)
class Checked(Choice):
    """A parameter of a graph; one that only other graphs have becomes the first."""

    def read(self, text: str) -> tuple[float, bool]:
        """Return the position of a parameter."""
        if text not in ALL:
            raise UnreadableError(text[:40])
        return float(self.codes.index(text) if text in self.codes else 0), False


@dataclass(frozen=True)
class Parameter(Slider):
    """A slider that is called like the node of a graph."""

    node: str = ""

    def describe(self, words: Words, pack: Packer) -> dict[str, Any]:
        """Return what the browser must know to draw it."""
        return super().describe(words, pack) | {"label": words.label(self.node)}


BLUE: Final = "var(--series-1)"
WEIGHTS: Final = {
    key: Parameter(key, -end, end, step=0.5, default=default, color=BLUE, node=key)
    for key, end, default in (("w1", 4, 2), ("b1", 8, 0), ("w2", 4, 3), ("b2", 8, 1))
}
ALL: Final = tuple(WEIGHTS)
DATA: Final = Group(
    "data",
    (Slider("x", -4, 4, step=0.5, default=1), Slider("y", -8, 8, step=0.5, default=5)),
)
NUDGE: Final = Slider(
    "h", 1e-16, 1, steps=len(NUDGES), scale="log", default=1e-3, color=BLUE
)
NET: Final = Choice("net", ("this", *NETS), [*NETS][-1])
TWO: Final = "graph=two&w1=2&b1=0&w2=3&b2=1&x=1&y=5&check=w1"
PRESETS: Final = {
    "two": f"{TWO}&at=16&h=0.001",
    "half": f"{TWO}&at=12&h=0.001",
    "one": "graph=one&w1=2&b1=8&x=-2&y=2&check=w1&at=8&h=0.001",
    "fan": "graph=fan&w1=2&b1=1&w2=2&b2=-1&x=1&y=1&check=w1&at=16&h=0.001",
    "dead": f"{TWO.replace('w1=2', 'w1=-2')}&at=16&h=0.001",
    "corner": f"{TWO.replace('w1=2', 'w1=0')}&at=16&h=0.001",
    "small": f"{TWO}&at=16&h=1e-14",
}


def view(state: State) -> View:
    """Return the view of a state: of the graph that is chosen."""
    name = state.code(GRAPH)
    walk, words = WALKS[name], state.words
    keys = tuple(walk.keys)
    named = tuple(said(node) for node in walk.keys.values())
    checked = Checked("check", keys, "w1", named=named, swept=False)
    key = state.code(checked)
    last = 2 * walk.steps
    at = Steps("at", 0, last, step=1, default=last, seconds=last)
    members = [replace(WEIGHTS[one], node=node) for one, node in walk.keys.items()]
    weights = Group("weights", tuple(members))
    return View(
        controls=[at, weights, GRAPH, DATA, NUDGE, checked, NET],
        folded=[GRAPH, *DATA.members, NUDGE, checked, NET],
        away=[WEIGHTS[one] for one in ALL if one not in keys],
        scene=Scene(walk, key),
        picture=picture(name, key, words),
        readouts=[
            Readout("stage", labels=steps(walk, words["before"]), told=True),
            Readout("loss", ".6g", told=True, exact=True),
            *(
                Readout(f"grad_{one}", ".6g", label=partial(node), told=True)
                for one, node in walk.keys.items()
            ),
            Readout("ahead", ".16g", exact=True),
            Readout("nudged", ".8g", exact=True),
            Readout("apart", ".2g", exact=True),
            Readout("once", ",d"),
            Readout("each", ",d"),
        ],
        drag={"walker": at, "apart": NUDGE},
        pick={"parameters": checked, "folded_parameters": checked},
        by={"best": ["h"], "enough": ["at"]},
        presets=PRESETS,
        context=table(walk, key),
        recipe=getattr(recipe, name),
        row=30,
    )


def table(walk: Walk, key: str) -> dict[str, object]:
    """Return what the template writes of a walk, in the names of its nodes."""
    node = walk.keys[key]
    numbers = [
        {
            "name": said(name),
            "place": k + 1,
            "form": form(walk, k),
            "back": back(walk, k),
        }
        for k, name in enumerate(walk.names)
        if walk.graph[k].operation or walk.graph[k].is_parameter
    ]
    grads = {walk.names.index(one) + 1: f"grad_{by}" for by, one in walk.keys.items()}
    bends = [walk.graph[k].operation not in {ADD, SUBTRACT} for k, _ in walk.edges]
    ways = [[e + 1 for e in way if bends[e]] for way in walk.ways(node)]
    return {
        "numbers": numbers,
        "grads": grads,
        "ways": ways,
        "checked": said(node),
        "by": partial(node),
        "grad": f"grad_{key}",
    }


lesson = Lesson("backpropagation", view)

if __name__ == "__main__":
    lesson.run()
