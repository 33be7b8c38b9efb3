"""A table of readouts: every step of a computation, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Line:
    """One line of a table.

    Parameters
    ----------
    sign
        Markup that says what its cells are; its hyphens are shown as minus signs.
    readout
        The row of readouts that its cells show, numbered from 1.
    last
        Markup of cells after those.

    """

    sign: str
    readout: str
    last: tuple[str, ...] = ()


def out(readout: str) -> str:
    """Return the markup of a readout."""
    return f'<output name="{readout}"></output>'


def table(
    heads: Sequence[str],
    groups: Sequence[tuple[str, Sequence[Line]]],
    count: int,
    foot: str = "",
) -> str:
    """Return a table of `count` readouts a line, in groups of lines.

    `heads` is the markup above the readouts and above what comes after them, and
    `foot` what stands below the table. It all stands below the picture alone.
    """
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    body = "".join(
        f"<tbody>{''.join(lines_of(title, lines, heads, count))}</tbody>"
        for title, lines in groups
    )
    return (
        '<div class="lab-beside"><table class="lab-table"><thead><tr>'
        f"<td></td><td></td>{top}</tr></thead>{body}</table>{foot}</div>"
    )


def lines_of(
    title: str, lines: Sequence[Line], heads: Sequence[str], count: int
) -> list[str]:
    """Return the lines of one group; its title stands beside them all."""
    named = f'<th scope="rowgroup" rowspan="{len(lines)}">{title}</th>'
    return [
        f"<tr>{'' if i else named}"
        f'<th scope="row">{line.sign.replace("-", MINUS)}</th>'
        f"{cells(line, len(heads), count)}</tr>"
        for i, line in enumerate(lines)
    ]


def cells(line: Line, width: int, count: int) -> str:
    """Return the cells of a line, as many as there are heads."""
    numbers = [out(f"{line.readout}{i}") for i in range(1, count + 1)]
    shown = [*numbers, *line.last]
    shown += [""] * (width - len(shown))
    return "".join(f"<td>{cell}</td>" for cell in shown)
