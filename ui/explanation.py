"""What explains a lesson: sections written in Markdown, as markup of our own.

Formulas stand in ``$…$``, or on a line of their own in ``$$…$$``. A link such as
``[logit](glossary#logit)`` leads to the term in the glossary, in the language of the
reader. Markup in words is shown as it is written, and nothing of it is obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from live.link import LANGUAGE
from ui.contents import GLOSSARY
from ui.formula import formula
from ui.markup import environment
from ui.words import words

TEMPLATE: Final = "templates/explanation.html"


@lru_cache(maxsize=64)
def explanation(lesson: str, language: str) -> str:
    """Return the sections of a lesson in a language, each with its heading."""
    return made_of(words(language, lesson).own.get("sections", ()), language)


def made_of(sections: Iterable[Mapping[str, str]], language: str) -> str:
    """Return sections, each a title and a text in Markdown, as markup."""
    shown = [
        {
            "title": markup(read_line(section["title"]), language),
            "text": markup(read(section["text"]), language),
        }
        for section in sections
    ]
    return environment().get_template(TEMPLATE).render(sections=shown)


def read(text: str) -> list[Token]:
    """Read Markdown into blocks."""
    return reader().parse(text)


def read_line(text: str) -> list[Token]:
    """Read Markdown that is one line."""
    return reader().parseInline(text)


def terms(text: str) -> list[str]:
    """Return the terms of the glossary that a text leads to, in their order."""
    led = (urlsplit(str(link.attrs["href"])) for link in links(read(text)))
    return [address.fragment for address in led if address.path == GLOSSARY]


def markup(tokens: Sequence[Token], language: str) -> Markup:
    """Return what was read as markup; links keep the language."""
    for link in links(tokens):
        link.attrs["href"] = kept(str(link.attrs["href"]), language)
    made = reader().renderer.render(tokens, reader().options, {})
    return Markup(made)  # noqa: S704 - its reader lets no markup through


def kept(address: str, language: str) -> str:
    """Return the address of a page of ours with the language in it.

    It stays relative, since the app may live below a path.
    """
    page, joint, place = address.partition("#")
    return f"{page}?{LANGUAGE}={language}{joint}{place}"


def links(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield where links begin."""
    for token in tokens:
        if token.type == "link_open":
            yield token
        yield from links(token.children or ())


@cache
def reader() -> MarkdownIt:
    """Return what reads Markdown: paragraphs, lists, tables, formulas and links."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    dollarmath_plugin(made, allow_labels=False)
    pieces: Any = environment().get_template(TEMPLATE).module

    def inside(_: Any, tokens: Sequence[Token], at: int, *rest: object) -> str:  # noqa: ANN401, ARG001
        return formula(tokens[at].content.strip(), None, 0)

    def alone(_: Any, tokens: Sequence[Token], at: int, *rest: object) -> str:  # noqa: ANN401, ARG001
        latex = tokens[at].content.strip()
        made = formula(latex, None, 0, on_its_own=True)
        return str(pieces.alone(Markup(made)))  # noqa: S704 - made from our words

    made.add_render_rule("math_inline", inside)
    made.add_render_rule("math_block", alone)
    made.add_render_rule("table_open", lambda *_: str(pieces.opened_table()))
    made.add_render_rule("table_close", lambda *_: str(pieces.closed_table()))
    return made
