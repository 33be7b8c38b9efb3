"""What a room is, and what may come after what.

    open ─▶ closed ─▶ open, asked again ─▶ closed ─▶ revealed ─▶ open, the next question

Pure functions: whoever stores a room, and whoever talks to phones, asks here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

Phase = Literal["open", "closed", "revealed", "ended"]
Guess = tuple[int, ...]
Tally = Mapping[Guess, int]

OPEN: Final = "open"
CLOSED: Final = "closed"
REVEALED: Final = "revealed"
ENDED: Final = "ended"
# No vowels, so that no word comes about, and nothing that looks like something else.
LETTERS: Final = "23456789CDFGHJKMNPQRTVWXY"
CODE: Final = re.compile(f"[{LETTERS}]{{5}}")
FEWEST: Final = 3  # answers of which it is told how they lie; fewer might be known
MOST_ROUNDS: Final = 9  # in which the same is asked again
LATEST: Final = 2  # rounds that are compared
MOST_PLACES: Final = 5_000  # on an axis
LONGEST_ORDER: Final = 10
# As many as one machine can carry: 200 classes of 30 ask 6,000 times a second.
MOST_ROOMS: Final = 200
MOST_PHONES: Final = 2_000  # in a room; each can guess once each time
HALF: Final = 0.5
AGREED: Final = 0.8  # the share of a class from which on it is of one opinion


class MoveError(ValueError):
    """A phase cannot come after the one that a room is in."""


@dataclass(frozen=True)
class Takes:
    """Which guesses a question takes.

    Attributes
    ----------
    kind
        A place on an axis, one of some options, or an order of them.
    count
        How many places, options or things there are.

    """

    kind: Literal["place", "option", "order"]
    count: int

    def __post_init__(self) -> None:
        """Refuse what would make too many different guesses."""
        most = LONGEST_ORDER if self.kind == "order" else MOST_PLACES
        if not 1 <= self.count <= most:
            raise ValueError(f"{self.kind} takes 1 to {most}, got {self.count}")

    def guess(self, said: object) -> Guess | None:
        """Read what a phone says: numbers of places, from 0; None if it is no guess.

        An empty list says that somebody cannot tell, which is an answer too.
        """
        if not isinstance(said, list) or len(said) > LONGEST_ORDER:
            return None
        if not all(type(one) is int and 0 <= one < self.count for one in said):
            return None
        if not said:
            return ()
        needed = set(range(self.count)) if self.kind == "order" else {said[0]}
        return tuple(said) if len(said) == len(needed) == len({*said}) else None


@dataclass(frozen=True)
class Room:
    """A room, as everybody in it may know it.

    Attributes
    ----------
    code
        Under which it is found.
    offer, link
        Whose question it is, and which: the truth is not here.
    phase
        What may be done now.
    v
        Counts every change, so that who saw one asks only for the next.
    turn
        Counts every time that guesses are taken, so that none which comes late counts
        for the question after it.
    round
        Which time the same question is asked, from 1.
    earlier
        How the guesses lay in the round before this one, and in this one once it is
        over. Nobody looks at more, and whoever stuffs nine rounds fills no answer.

    """

    code: str
    offer: str
    link: str
    phase: Phase = OPEN
    v: int = 1
    turn: int = 1
    round: int = 1
    earlier: tuple[Tally, ...] = field(default=())

    @property
    def takes_guesses(self) -> bool:
        """Whether somebody may guess now."""
        return self.phase == OPEN

    def changed(self, phase: Phase, link: str = "", tally: Tally | None = None) -> Room:
        """Return the room after a change.

        Parameters
        ----------
        phase
            What comes now.
        link
            Another question; without it, the same is asked again.
        tally
            How the guesses of this turn lie, which is kept where it is over.

        Raises
        ------
        MoveError
            If that cannot come now.

        """
        if self.phase == ENDED:
            raise MoveError("it has ended")
        if phase == OPEN:
            return self.asking(link) if link else self.again(tally or {})
        if link:
            raise MoveError("another question begins with guesses")
        if self.phase == phase or (self.phase == REVEALED and phase == CLOSED):
            raise MoveError(f"{phase} cannot come after {self.phase}")
        # Who has the floor can always show what is right, whoever has guessed or not.
        earlier = self.with_round(tally or {}) if phase == REVEALED else self.earlier
        return replace(self, phase=phase, v=self.v + 1, earlier=earlier)

    def asking(self, link: str) -> Room:
        """Return the room with another question."""
        return replace(
            self,
            link=link,
            phase=OPEN,
            v=self.v + 1,
            turn=self.turn + 1,
            round=1,
            earlier=(),
        )

    def again(self, tally: Tally) -> Room:
        """Return the room where the same is asked once more."""
        if self.phase != CLOSED or self.round >= MOST_ROUNDS:
            raise MoveError(f"not again after {self.phase} in round {self.round}")
        return replace(
            self,
            phase=OPEN,
            v=self.v + 1,
            turn=self.turn + 1,
            round=self.round + 1,
            earlier=self.with_round(tally),
        )

    def with_round(self, tally: Tally) -> tuple[Tally, ...]:
        """Return how guesses lay in the rounds that are compared, the newest last."""
        return (*self.earlier, tally)[-LATEST:]


def is_code(said: str) -> bool:
    """Whether a text can be the code of a room."""
    return bool(CODE.fullmatch(said))


def spread(tally: Tally) -> list[list[object]] | None:
    """Return how guesses lie, as lists of a guess and how often; None for too few."""
    if sum(tally.values()) < FEWEST:
        return None
    return [[list(guess), count] for guess, count in sorted(tally.items())]


def agreement(tally: Tally, takes: Takes) -> str:
    """Return how far a class agrees with itself: ``few``, ``one``, ``most``, ``apart``.

    It says nothing of what is right, so it may stand where everybody sees it.
    """
    told = {guess: count for guess, count in tally.items() if guess}
    total = sum(told.values())
    if total < FEWEST:
        return "few"
    share = largest(told, takes) / total
    return "one" if share >= AGREED else "most" if share > HALF else "apart"


def largest(tally: Tally, takes: Takes) -> int:
    """Return how many are of the opinion that most have.

    On an axis those are of one opinion who lie within a tenth of it.
    """
    if takes.kind != "place":
        return max(tally.values())
    places = sorted((guess[0], count) for guess, count in tally.items())
    return max(
        sum(n for place, n in places if 0 <= place - first <= takes.count // 10)
        for first, _ in places
    )


def tallied(guesses: Sequence[Guess]) -> Tally:
    """Return how often each guess was made."""
    return dict(Counter(guesses))
