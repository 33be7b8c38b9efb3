"""The classes and logits that all lessons share.

Their keys mean the same on every page: `k` classes, named `name1 …`, with
logits `z1 …`, at temperature `t`. They follow the learner through the menu.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from live import Control, Count, Group, Link, Slider, Text

FEWEST: Final = 2
MOST: Final = 10
FEW: Final = 6  # classes whose rows can be tall
LOGITS: Final = (0.3, 2.9, 4.0)  # further classes begin at 0


@dataclass(frozen=True)
class Classes:
    """The classes of one link."""

    count: Count
    logits: Group
    names: tuple[str, ...]

    @property
    def controls(self) -> list[Control]:
        """The logits, then how many there are."""
        return [self.logits, self.count]

    @property
    def row(self) -> int:
        """The height of a row in pixels that lets every class stay in sight."""
        return 44 if len(self) <= FEW else 30

    @property
    def sum_of_shares(self) -> str:
        """Markup that adds up the readouts of all probabilities."""
        shares = (f'<output name="p{i}"></output>' for i in range(1, len(self) + 1))
        return f'{" + ".join(shares)} = <b><output name="sum"></output></b>'

    def __len__(self) -> int:
        """How many classes there are."""
        return len(self.names)


def class_count(words: Mapping[str, Any]) -> Count:
    """Return the control of how many classes there are."""
    return Count(
        key="k", label=words["count"], low=FEWEST, high=MOST, default=len(LOGITS)
    )


def temperature(words: Mapping[str, Any]) -> Slider:
    """Return the temperature that all lessons share; 0 and infinity are legal."""
    return Slider(
        key="t",
        label=words["temperature"],
        low=0.05,
        high=20,
        scale="log",
        below=0,
        above=float("inf"),
        default=1,
    )


def shared_logits(words: Mapping[str, Any]) -> Group:
    """Return a logit for each of the most classes there can be."""
    return logits(words["rename"], tuple(words["names"]))


@cache  # one for each language
def logits(rename: str, names: tuple[str, ...]) -> Group:
    """Return a logit for each name; `rename` says what its text field is for."""
    return Group(
        [
            Slider(
                key=f"z{i}",
                label=Text(key=f"name{i}", label=f"{rename} {i}", default=name),
                low=-10,
                high=10,
                step=0.1,
                default=LOGITS[i - 1] if i <= len(LOGITS) else 0.0,
                color=f"var(--series-{i})",
            )
            for i, name in enumerate(names, start=1)
        ]
    )


def shared_controls(words: Mapping[str, Any]) -> list[Control]:
    """Return everything that lessons share, for the most classes there can be."""
    return [class_count(words), shared_logits(words), temperature(words)]


def absent(count: int) -> set[str]:
    """Return the keys of the classes that there are not."""
    beyond = range(count + 1, MOST + 1)
    return {f"{letters}{i}" for letters in ("z", "name") for i in beyond}


def shared_classes(link: Link, words: Mapping[str, Any]) -> Classes:
    """Return the classes that a link says, in the words of its language."""
    count, every = class_count(words), shared_logits(words)
    values, _ = link.read([count, every])
    classes = range(1, int(values["k"]) + 1)
    return Classes(
        count,
        Group(every.members[: len(classes)]),
        tuple(str(values[f"name{i}"]) for i in classes),
    )
