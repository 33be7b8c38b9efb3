"""A view: controls, scene and picture of a lab in one state, put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Protocol

from live.controls import Array, Control, Plane
from live.sweep import Found, Scene


class Picture(Protocol):
    """What a view needs of a picture."""

    @property
    def text(self) -> str:
        """The figure as JSON: its data, and a layout for each variant."""

    def moves(self, found: Found, *, behind: bool = False) -> dict[str, Array]:
        """Return what moves in it, named ``"trace.attribute"``.

        `behind` asks for what the backdrop moves instead of the scene.
        """

    def points(self, trace: str) -> int:
        """Return how many points a trace has."""


@dataclass(frozen=True)
class Readout:
    """A number of the scene to be shown as text.

    Parameters
    ----------
    name
        The key of the scene's answer. A row of numbers is shown as
        ``name1``, ``name2``, and so on.
    format
        How to write it: ``.4f``, ``.1%``, ``.3g``, ``.2e``, ``d``, ``,d``, or ``.3s``,
        which is short: with a power of ten where zeros would make it long.
    labels
        For a row of numbers, what each is of; for a single number that counts
        from 1, what each number means.
    label
        For a single number, what it is of; else the word of the lesson under
        ``readouts``, if it has one.
    told
        Whether the text alternative of the picture says it.
    exact
        Whether its tables keep float64.

    """

    name: str
    format: str = ".4f"
    _: KW_ONLY
    labels: Sequence[str] = ()
    label: str = ""
    told: bool = False
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class View:
    """A scene that can be touched, in one state.

    Parameters
    ----------
    controls
        What can be moved.
    scene
        Pure function of controls, taken by their keys. Its answers are numbers
        of the lesson's subject; readouts, tasks, pictures and formulas name them.
        An answer that is called like a control moves its thumb.
    picture
        What the answers draw.
    backdrop
        A second scene for smooth curves, which the eye reads and nobody
        recomputes. Its tables hold every `stride`-th row, in 65,536 levels,
        and the browser draws straight lines between them; so a curve of many
        points fits into a message. A `stride` of 1 is for what leaps from row to
        row: it keeps them all, in levels.
    readouts
        The numbers to show.
    tasks
        The table of the lesson's words that holds what to try: for each a text, a
        hint, and why it is so. A task is ticked off when a learner has moved
        something, the hand rests, and the answer of its key has become 1.
    by
        Which controls have to be moved for a task to count, by its key: ``"z"``
        also means ``"z1"``, ``"z2"``, … Any control will do for the others.
    drag
        Which traces of the picture can be dragged, and what they move: a group, whose
        members the points move one by one, a control that all points move, or two
        at once, in which the point lies.
    pick
        Which traces choose a value of a control by the point that is pressed.
    presets
        Examples: a part of a link each, by the key of their label in the words
        under ``presets``. What such a link does not say stays as it is.
    context
        What the template shows beside words, formulas and readouts.
    links
        Addresses of other pages in this state; ``<a data-link="name">`` in the
        template leads there, with what every link carries.
    recipe
        A function that computes the same numbers in NumPy alone; its arguments
        are called like controls, and the learner sees its source.
    away
        Controls that have no place in this state, such as those of another view.
        The link goes on carrying what it says of them.
    folded
        Controls that stand folded below the others until somebody wants them.
    row
        Height in pixels of one control, so that a picture can line up with it.

    """

    controls: Sequence[Control]
    scene: Scene
    picture: Picture
    backdrop: Scene | None = None
    stride: int = 5
    readouts: Sequence[Readout] = ()
    tasks: str = "tasks"
    by: Mapping[str, Sequence[str]] = field(default_factory=dict)
    drag: Mapping[str, Control | Plane] = field(default_factory=dict)
    pick: Mapping[str, Control] = field(default_factory=dict)
    presets: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    recipe: Callable[..., object] | None = None
    away: Sequence[Control] = ()
    folded: Sequence[Control] = ()
    row: int = 44
