"""A question of a lesson to its learner, and the truth, which the scene works out.

Nobody types a right answer: whatever is asked for is an answer of the scene, or a
number that the picture draws, before and after what the question changes.
"""

from __future__ import annotations

import contextlib
import json
import math
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

import numpy as np

from live.controls import Array, Single, parts_of
from live.state import State
from live.sweep import Found, answers, arguments_of, places_of, what_ifs
from live.view import View

Kind = Literal["set", "where", "choose", "order", "along"]
KINDS: Final = ("set", "where", "choose", "order", "along")
# What can be made of a number: the bin it falls into, what it counts, what kind of
# number it is, or how it compares with the one before the change; or the bin into which
# a place on the axis of a control falls.
BY: Final = ("bins", "index", "class", "trend", "place")
TRENDS: Final = ("rises", "falls", "stays", "rises, then falls", "falls, then rises")
CLASSES: Final = ("number", "0", "inf", "-inf", "nan")
TIE: Final = 0.02  # two numbers that are closer have no order
MARGIN: Final = 2  # times as far as what counts as close
ROUNDS, PARTS = 7, 64  # in which a threshold is narrowed down

Texts = Mapping[str, str]
Opener = Callable[[Texts], tuple[State, View]]


class UnclearError(ValueError):
    """No option is right, or none by a margin."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: what it shows, what it changes, and what it asks for.

    Parameters
    ----------
    key
        Its name in the link and in the words.
    kind
        What the learner does: set a mark, say where on the axis of a control, choose
        one of a few, order some, or say what a number does along a control.
    state
        The numbers that the page shows while one thinks, as a link says them.
    shows, says
        Traces and readouts that travel before the answer. All others do not.
    answer
        What is asked for: an answer of the scene, ``p2`` for the second number of a
        row, or an attribute of a trace, such as ``squares.x1``.
    change
        What happens then, by control: ``+2``, ``*2`` or a value. Without it the state
        itself is asked for.
    along, to
        The control that is moved through its range, and how far.
    find
        For a place: ``first nan``, ``first 0`` or ``largest``.
    by, edges, classes, trend
        How a number becomes one of the options.
    near
        How far off still counts as close, or as no change; with `times`, as a factor.
    vary
        What other numbers draw anew: lowest, highest, step.
    axis
        For a number that is set: its ends and its step.
    format
        How the number is written.
    target
        The mark of the picture that shows it: ``shares.x2``.
    descends
        Whether an order begins with the largest.
    titled
        Whether panels that show nothing keep their titles, which may be the answer.

    """

    key: str
    kind: Kind
    state: Texts
    shows: frozenset[str]
    answer: str
    says: frozenset[str] = frozenset()
    change: Texts = field(default_factory=dict)
    along: str = ""
    to: str = ""
    find: str = ""
    by: str = ""
    edges: tuple[float, ...] = ()
    classes: tuple[str, ...] = ()
    trend: tuple[str, ...] = ()
    near: float = 0.0
    times: bool = False
    vary: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    axis: tuple[float, float, float] = (0, 1, 0.01)
    format: str = ".1%"
    target: str = ""
    descends: bool = True
    titled: bool = True

    @property
    def moves(self) -> Texts:
        """What is different after it: the changed controls, as a link says them."""
        if self.along and self.to:
            return {self.along: self.to}
        return {key: changed(self.state[key], by) for key, by in self.change.items()}

    def drawn(self, draw: np.random.Generator) -> Texts:
        """Return the state with other numbers, drawn on their grids."""
        steps = {
            key: low + step * int(draw.integers(round((high - low) / step) + 1))
            for key, (low, high, step) in self.vary.items()
        }
        return {**self.state, **{k: f"{value:.10g}" for k, value in steps.items()}}


@dataclass(frozen=True)
class Truth:
    """What is right, and what was there before.

    Attributes
    ----------
    value
        The number that was asked for; of a row, not a number.
    before
        The same number before the change.
    option
        Which option is right, from 0; None where there are none.
    order
        The right order, by positions in the row.
    at
        For a number that is set: where its mark stands on the other axis then.

    """

    value: float
    before: float
    option: int | None = None
    order: tuple[int, ...] = ()
    at: float = math.nan


def changed(text: str, by: str) -> str:
    """Return a number of a link after a change: ``+2``, ``*2`` or a value."""
    if by[:1] == "+":
        return f"{float(text) + float(by[1:]):.12g}"
    return f"{float(text) * float(by[1:]):.12g}" if by[:1] == "*" else by


def truth_of(question: Question, opened: Opener) -> Truth:
    """Return what is right in the state that a question has.

    Raises
    ------
    UnclearError
        If no option is right, or not by a margin: then it cannot be asked so.

    """
    state, view = opened(question.state)
    before = only(numbers_of(question, state, view))
    if question.kind == "where":
        return Truth(place_of(question, state, view), before)
    if question.kind == "order":
        return Truth(math.nan, math.nan, order=order_of(question, state, view))
    if question.kind == "along":
        walked = walk_of(question, state, view)
        return Truth(
            float(walked[-1]), float(walked[0]), option_of_trend(question, walked)
        )
    if question.by == "place":
        place = place_of(question, state, view)
        return Truth(place, before, option_of(question, before, place))
    after = opened({**question.state, **question.moves})
    value = only(numbers_of(question, *after))
    if question.kind == "set":
        checked(question, before, value)
        return Truth(value, before, at=beside(question.target, *after))
    return Truth(value, before, option_of(question, before, value))


def only(numbers: Array) -> float:
    """Return the first of some numbers; the only one, unless it is a row."""
    return float(np.ravel(numbers)[0])


def numbers_of(question: Question, state: State, view: View) -> Array:
    """Return what is asked for in a state: a number or a row."""
    found: Array = along(question.answer, state, view)[0]
    return found


def along(
    answer: str,
    state: State,
    view: View,
    part: Single | None = None,
    at: Sequence[float] | Array = (),
) -> Array:
    """Return an answer in a state, and below for every value `at` of a control.

    Curves that only the backdrop knows may be asked for, too.
    """
    moved, grids = ([part], [np.asarray(at, float)]) if part else ([], [])
    for behind, scene in enumerate([view.scene, view.backdrop or view.scene]):
        arguments = arguments_of(scene, view.controls)
        places = places_of(arguments)
        stacked = what_ifs(moved, grids, arguments, places, state.values)

        def picked(found: Found, behind: int = behind) -> Found:
            array = named(answer, found, view, behind=bool(behind))
            return {} if array is None else {answer: array}

        if answer in (found := answers(scene, arguments, stacked, picked)):
            return found[answer]
    raise KeyError(answer)


def named(name: str, found: Found, view: View, *, behind: bool) -> Array | None:
    """Return the answer of a name; of a trace, what it draws; None if there is none."""
    if name in found:
        return found[name]
    drawn = view.picture.moves(found, behind=behind) if "." in name else found
    row, digits = split_name(name)
    if name in drawn:
        return drawn[name]
    if row not in drawn or not digits:
        return None
    return np.asarray(drawn[row])[..., int(digits) - 1]


def split_name(name: str) -> tuple[str, str]:
    """Return the name of a row and the number of a place in it, as text."""
    row = name.rstrip("0123456789")
    return row, name[len(row) :]


# --- one of a few


def option_of(question: Question, before: float, value: float) -> int:
    """Return which option a number is, by a margin."""
    if question.by == "trend":
        return option_of_trend(question, np.array([before, value]))
    if question.by == "class":
        return listed(question.classes, class_of(value))
    if question.by == "index":
        return int(value) - 1
    apart = min(abs(value - edge) for edge in question.edges)
    if not apart > MARGIN * question.near:
        raise UnclearError(f"{value} is too close to an edge, or no number")
    return bisect(question.edges, value)


def class_of(value: float) -> str:
    """Return what kind of number a number is."""
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return "number" if value else "0"


def listed(options: Sequence[str], one: str) -> int:
    """Return which option one is."""
    if one not in options:
        raise UnclearError(f"{one} is no option")
    return options.index(one)


def option_of_trend(question: Question, walked: Array) -> int:
    """Return which option a number follows on its way."""
    return listed(question.trend, trend_of(walked, question.near))


def trend_of(walked: Array, near: float) -> str:
    """Return what a number does on its way, by a margin.

    Raises
    ------
    UnclearError
        If it is in between: it moves, and not far enough to be seen.

    """
    rise, fall = gain(walked), gain(-walked)
    least, most = MARGIN * near, near / MARGIN
    if max(rise, fall) <= most:
        return "stays"
    if rise >= least and fall <= most:
        return "rises"
    if fall >= least and rise <= most:
        return "falls"
    for sign, trend in ((1, "rises, then falls"), (-1, "falls, then rises")):
        turned, top = sign * walked, int((sign * walked).argmax())
        up, down = turned[: top + 1], turned[top:]
        turns = min(gain(up), gain(-down)) >= least
        if turns and max(gain(-up), gain(down)) <= most:
            return trend
    raise UnclearError(f"neither this nor that: up {rise}, down {fall}")


def gain(walked: Array) -> float:
    """Return the most that a number rises from any place to a later one."""
    return float((walked - np.minimum.accumulate(walked)).max())


# --- a number, a place, an order


def checked(question: Question, before: float, value: float) -> None:
    """Refuse a number that cannot be set, or that was there before."""
    low, high, _ = question.axis
    if not low <= value <= high:
        raise UnclearError(f"{value} lies beyond the axis")
    if question.change and not abs(value - before) >= MARGIN * question.near:
        raise UnclearError(f"{value} is hardly another number than {before}")


def beside(target: str, state: State, view: View) -> float:
    """Return where a mark stands on the axis that nobody is asked about."""
    trace, _, mark = target.rpartition(".")
    letter, place = split_name(mark)
    other = "y" if letter == "x" else "x"
    for drawn in json.loads(view.picture.text)["data"]:
        still = drawn.get(other, [])
        if drawn["name"] == trace and any(still[1:]):
            return float(still[int(place) - 1])
    with contextlib.suppress(KeyError):
        return only(along(f"{trace}.{other}{place}", state, view))
    return float(int(place) - 1)


def control_of(question: Question, view: View) -> Single:
    """Return the control that a question moves through its range."""
    [part] = [one for one in parts_of(view.controls) if one.key == question.along]
    return part


def walk_of(question: Question, state: State, view: View) -> Array:
    """Return what is asked for all along a control, from the state to its end."""
    part = control_of(question, view)
    start, end = float(state[part]), float(part.read(question.to)[0])
    low, high = sorted((start, end))
    inside = part.grid[(part.grid > low) & (part.grid < high)]
    way = [start, *(inside if end > start else inside[::-1]), end]
    return along(question.answer, state, view, part, np.array(way))[1:]


def place_of(question: Question, state: State, view: View) -> float:
    """Return the place on the axis of a control, as exactly as numbers go."""
    part = control_of(question, view)
    grid = part.grid[np.isfinite(part.grid)]
    if question.find == "largest":
        at = int(np.nanargmax(along(question.answer, state, view, part, grid)[1:]))
        return float(grid[at])

    def first(values: Array) -> int:
        found = along(question.answer, state, view, part, values)[1:]
        there = np.isnan(found) if question.find == "first nan" else found == 0
        if not there.any() or there[0]:
            raise UnclearError(f"{question.find} is nowhere inside of the axis")
        return int(there.argmax())

    for _ in range(ROUNDS):
        at = first(grid)
        grid = np.linspace(grid[at - 1], grid[at], PARTS)
    return float(grid[first(grid)])


def order_of(question: Question, state: State, view: View) -> tuple[int, ...]:
    """Return the positions of a row in their order."""
    row = numbers_of(question, state, view)
    sorted_ = np.argsort(-row if question.descends else row)
    if not (np.abs(np.diff(row[sorted_])) >= TIE).all():
        raise UnclearError("two of them are as good as equal")
    return tuple(map(int, sorted_))


def draws(
    question: Question, opened: Opener, draw: np.random.Generator, most: int = 100
) -> Iterator[tuple[Texts, Truth]]:
    """Yield states with other numbers in which exactly one answer is right."""
    for _ in range(most):
        other = replace(question, state=question.drawn(draw))
        with contextlib.suppress(UnclearError):
            yield other.state, truth_of(other, opened)
