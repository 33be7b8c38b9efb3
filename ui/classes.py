"""The classes and logits that all lessons share.

Their keys mean the same on every page: `k` classes, named `name1 …`, with
logits `z1 …`, at temperature `t`. They follow the learner through the menu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from live import Control, Count, Group, Link, Slider, State, Text, Value, View, Words
from live.controls import parts_of

FEWEST: Final = 2
MOST: Final = 10
FEW: Final = 6  # classes whose rows can be tall
DEFAULTS: Final = (0.3, 2.9, 4.0)  # further classes begin at 0

COUNT: Final = Count("k", FEWEST, MOST, default=len(DEFAULTS))
TEMPERATURE: Final = Slider(
    "t", 0.05, 20, scale="log", below=0, above=float("inf"), default=1
)
LOGITS: Final = Group(
    "z",
    tuple(
        Slider(
            f"z{i}",
            -10,
            10,
            step=0.1,
            default=DEFAULTS[i - 1] if i <= len(DEFAULTS) else 0.0,
            color=f"var(--series-{i})",
            name=Text(f"name{i}"),
        )
        for i in range(1, MOST + 1)
    ),
)
SHARED: Final[tuple[Control, ...]] = (COUNT, LOGITS, TEMPERATURE)


@dataclass(frozen=True)
class Classes:
    """The classes of one link."""

    logits: Group
    names: tuple[str, ...]

    @property
    def controls(self) -> list[Control]:
        """The logits, then how many there are."""
        return [self.logits, COUNT]

    @property
    def row(self) -> int:
        """The height of a row in pixels that lets every class stay in sight."""
        return 44 if len(self) <= FEW else 30

    def stepped(self, step: float) -> Group:
        """Return their logits, in steps of another size."""
        return Group("z", tuple(replace(logit, step=step) for logit in self.logits))

    def said(self, state: State) -> dict[str, Value]:
        """Return what a link says of them: sliders first, then their names."""
        parts = sorted(self.logits.parts, key=lambda part: part.kind)
        return {part.key: state[part] for part in parts}

    def __len__(self) -> int:
        """How many classes there are."""
        return len(self.names)


def viewed(
    view: Callable[[State], View], link: Link, words: Words
) -> tuple[State, View]:
    """Return the state that a link says, all of it read, and the view of it."""
    state = State(link, words)
    made = view(state)
    state.settle(made.controls, made.away, SHARED)
    return state, made


def shared_classes(state: State) -> Classes:
    """Return the classes that a link says, in the words of its language."""
    return classes_of(state, int(state.number(COUNT)))


def classes_of(state: State, count: int) -> Classes:
    """Return the first `count` of the shared classes."""
    logits = Group("z", LOGITS.members[:count])
    names = (state[part] for part in logits.parts if part.kind == "text")
    return Classes(logits, tuple(map(str, names)))


def naming(names: Iterable[str]) -> str:
    """Return the part of a link that gives the classes names."""
    return urlencode({f"name{i}": name for i, name in enumerate(names, start=1)})


def follows(state: State) -> dict[str, str | None]:
    """Return what of a link follows the learner, and what no longer does.

    What only this lesson has room for does not follow, such as a logit of minus
    infinity; nor do the classes that there no longer are.
    """
    settled = set(state.values)
    if COUNT.key in settled:
        settled |= absent(int(state.number(COUNT)))
    legal = [part for part in parts_of(SHARED) if part.holds(state[part])]
    return {
        **dict.fromkeys(p.key for p in parts_of(SHARED) if p.key in settled),
        **state.texts_of(legal),
    }


def absent(count: int) -> set[str]:
    """Return the keys of the classes that there are not."""
    beyond = range(count + 1, MOST + 1)
    return {f"{letters}{i}" for letters in ("z", "name") for i in beyond}
