"""A table of readouts: every step of a computation, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Step:
    """One step of a computation: a column of a table.

    Parameters
    ----------
    sign
        Markup above its cells; hyphens are shown as minus signs.
    readout
        The row of readouts that its cells show, numbered from 1.
    below
        The readouts below those, by the key of their line.

    """

    sign: str
    readout: str
    below: Mapping[str, str] = field(default_factory=dict)


Group = tuple[str, Sequence[Step]]


def table(
    groups: Sequence[Group], rows: Sequence[str], below: Mapping[str, str], foot: str
) -> str:
    """Return a table of groups of steps, to stand beside the controls.

    `rows` is the markup before each line of readouts, `below` that before the lines
    after them, by key, and `foot` what stands under it all.
    """
    steps = [step for _, group in groups for step in group]
    spans = "".join(f'<colgroup span="{len(group)}"></colgroup>' for _, group in groups)
    titles = "".join(
        f'<th scope="colgroup" colspan="{len(group)}">{title}</th>'
        for title, group in groups
    )
    signs = "".join(
        f'<th scope="col">{step.sign.replace("-", MINUS)}</th>' for step in steps
    )
    lines = [
        line(head, [f"{step.readout}{i}" for step in steps])
        for i, head in enumerate(rows, start=1)
    ]
    last = [
        line(head, [step.below.get(key, "") for step in steps])
        for key, head in below.items()
    ]
    # What can be scrolled by keys is told by name.
    label = escape(", ".join(title for title, _ in groups))
    return (
        f'<div class="lab-beside" tabindex="0" role="region" aria-label="{label}">'
        '<table class="lab-table">'
        f"<colgroup></colgroup>{spans}<thead><tr><td></td>{titles}</tr>"
        f"<tr><td></td>{signs}</tr></thead><tbody>{''.join(lines)}</tbody>"
        f"<tbody>{''.join(last)}</tbody></table><p>{foot}</p></div>"
    )


def line(head: str, readouts: Sequence[str]) -> str:
    """Return a line of readouts; where there is no name there is no readout."""
    cells = "".join(
        f'<td><output name="{name}"></output></td>' if name else "<td></td>"
        for name in readouts
    )
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'
