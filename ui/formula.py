"""Formulas with today's numbers in them, as MathML.

The numbers are slots: the lab writes them and moves them with the drag.
"""

from __future__ import annotations

from collections.abc import Iterable


def number(slot: str, pattern: str = "") -> str:
    """Return a number that shows a readout or a control."""
    layout = f' data-format="{pattern}"' if pattern else ""
    return f'<mn data-slot="{slot}"{layout}></mn>'


def name(slot: str) -> str:
    """Return a text that shows a readout or a control."""
    return f'<mtext data-slot="{slot}"></mtext>'


def row(*parts: str) -> str:
    """Return parts side by side, as one."""
    return f"<mrow>{''.join(parts)}</mrow>"


def operator(sign: str) -> str:
    """Return a sign between two parts."""
    return f"<mo>{sign}</mo>"


def variable(letter: str, index: str = "") -> str:
    """Return a letter, with an index where one is given."""
    return f"<msub><mi>{letter}</mi>{index}</msub>" if index else f"<mi>{letter}</mi>"


def fraction(above: str, below: str) -> str:
    """Return one part over another."""
    return f"<mfrac>{row(above)}{row(below)}</mfrac>"


def power(base: str, exponent: str) -> str:
    """Return a power."""
    return f"<msup>{base}{row(exponent)}</msup>"


def total(terms: Iterable[str]) -> str:
    """Return terms with a plus between them."""
    return row(operator("+").join(terms))


def text(words: str) -> str:
    """Return words that stand in a formula."""
    return f"<mtext>{words}</mtext>"


def lines(*rows: Iterable[str]) -> str:
    """Return lines of parts; parts in the same place stand below each other."""
    cells = ("".join(f"<mtd>{row(part)}</mtd>" for part in parts) for parts in rows)
    table = "".join(f"<mtr>{line}</mtr>" for line in cells)
    return f'<mtable displaystyle="true">{table}</mtable>'


def formula(*parts: str, label: str) -> str:
    """Return a whole formula; `label` is what it is about."""
    return f'<math aria-label="{label}">{row(*parts)}</math>'
