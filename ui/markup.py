"""Markup: the template of a lesson, filled with its words, formulas and readouts.

Templates are files, escaped by default. Beside `words` they know ``out('p1')``, a
readout; ``slot('z1', '.2f')``, a control or an answer; ``formula('share')``, a
formula of the words; ``total('p', 'sum')``, readouts that add up; and the macros of
``ui/templates``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from live import Words
from ui.contents import PAGES
from ui.formula import formula
from ui.words import FRAME

MINUS: Final = "\N{MINUS SIGN}"


@cache
def environment() -> Environment:
    """Return where templates are found, and what all of them can use."""
    found = Environment(
        loader=ChoiceLoader([FileSystemLoader(PAGES), FileSystemLoader(FRAME)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["minus"] = lambda text: text.replace("-", MINUS)
    found.filters["as_json"] = lambda rows: json.dumps(rows, ensure_ascii=False)
    pieces: Any = found.get_template("templates/pieces.html").module
    found.globals |= {
        "out": pieces.out,
        "slot": pieces.slot,
        "total": pieces.total,
        "steps": pieces.steps,
    }
    return found


def rendered(
    template: str,
    words: Words,
    count: int,
    context: Mapping[str, Any],
    *,
    formulas: bool = True,
) -> str:
    """Return the markup of a template for so many classes, perhaps without formulas."""

    def placed(name: str, terms: int = count) -> Markup:
        if not formulas:
            return Markup()
        told = words["formulas"][name]
        return Markup(formula(told["latex"], told["label"], terms))  # noqa: S704 - made from our words

    return (
        environment()
        .get_template(template)
        .render(
            words=words.own, frame=words.shared, formula=placed, count=count, **context
        )
    )
