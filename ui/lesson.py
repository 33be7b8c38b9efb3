"""A lesson: its name, and a function that makes its view of a state.

Nothing here knows Streamlit but the one line with which a lesson is run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import import_module
from typing import Any

from live import Link, Problem, State, View
from live.answer import Lab, Prepared, packed, texts_of
from live.controls import Single, parts_of
from live.link import LANGUAGE
from live.masking import CODE, FORMULA, TEXT
from ui.cards import cards, ways
from ui.classes import follows, viewed
from ui.contact import contact
from ui.contents import OVERVIEW, folder_of, module_of
from ui.explanation import explanation
from ui.markup import rendered
from ui.questions import Asked, asked_of, described, listed
from ui.recipe import script
from ui.words import LANGUAGES, frame, words

ANSWERS = "live/answers"


@dataclass(frozen=True)
class Lesson:
    """A lesson, in all its states and languages.

    Parameters
    ----------
    name
        Its address. Its folder is called so too, with ``_`` for ``-``.
    view
        Makes its view of a state; called once for each opening and each commit.
    opening
        The example with which it begins where a link says nothing of it: a part of
        a link. What it does not say is as by default. Of what follows the learner
        it says either all that the lesson has, or nothing.

    """

    name: str
    view: Callable[[State], View]
    opening: str = ""

    def open(self, link: Link, language: str) -> Opened:
        """Return the lesson as a link says it, in a language."""
        asked = asked_of(self.view, self.name, link)
        begins = link.is_bare and not asked.posed
        said = self.begun(link) if begins else asked.link(link)
        state, view = viewed(self.view, said, words(language, self.name))
        return Opened(self, state, view, asked, link)

    def begun(self, bare: Link, followed: Mapping[str, str] | None = None) -> Link:
        """Return what is shown where a link is bare.

        That is the opening, together with what has followed the learner; or that
        alone, where the opening says something else of the same.
        """
        opening, followed = texts_of(self.opening), followed or {}
        begins = {} if opening.keys() & followed.keys() else opening
        said = {key: [text] for key, text in {**begins, **followed}.items()}
        return replace(bare, parameters={**said, **bare.parameters})

    def run(self, page: str = "ui.page") -> None:
        """Show its page; Streamlit runs the script of a lesson for that."""
        # The module that shows pages knows Streamlit, and lessons do not.
        import_module(page).show(find(self.name))


@dataclass(frozen=True)
class Opened:
    """A lesson in one state."""

    lesson: Lesson
    state: State
    view: View
    asked: Asked
    link: Link  # as it was given

    @property
    def name(self) -> str:
        """The name of the lesson."""
        return self.lesson.name

    @cached_property
    def template(self) -> str:
        """The markup under the picture; nothing if the lesson has no template."""
        file = folder_of(self.name) / "template.html"
        if not file.exists():
            return ""
        count = len(self.view.context.get("names", ()))
        place = f"{module_of(self.name)}/template.html"
        formulas = FORMULA not in self.asked.hides
        return rendered(
            place, self.state.words, count, self.view.context, formulas=formulas
        )

    @property
    def code(self) -> str:
        """The code that gives the same numbers; nothing if there is no recipe.

        Nor is there any before an answer, which it would tell.
        """
        recipe = self.view.recipe
        if self.asks or CODE in self.asked.hides:
            return ""
        return script(recipe, self.state, self.view.controls) if recipe else ""

    @property
    def asks(self) -> bool:
        """Whether a question is still to be answered."""
        return bool(self.asked.posed) and not self.link.told

    @property
    def prepared(self) -> Prepared:
        """What somebody has prepared with the link."""
        asked, told = self.asked, self.link.told
        language = self.state.words.language
        return Prepared(
            mask=asked.mask(self.name, told=told),
            question=described(asked, self.name, language, told=told),
            said=asked.said,
            kept=asked.kept,
        )

    @property
    def follows(self) -> dict[str, str | None]:
        """What of the link follows the learner to other lessons.

        No number of the opening does, or of a question, since nobody chose it.
        """
        if self.asked.posed:
            return {}
        following = follows(self.state)
        if not self.begins:
            return following
        return {k: None if k in self.numbers else t for k, t in following.items()}

    @property
    def numbers(self) -> dict[str, Single]:
        """Every control but texts, and views of other controls, by its key."""
        values = self.state.values
        return {
            part.key: part
            for part in parts_of(self.view.controls)
            if not part.sets and not isinstance(values[part.key], str)
        }

    @property
    def begins(self) -> bool:
        """Whether every number is as in the opening."""
        opening, state = texts_of(self.lesson.opening), self.state
        return bool(opening) and all(
            state[part]
            == (
                part.read(opening[key])[0]
                if key in opening
                else part.initial(state.words)
            )
            for key, part in self.numbers.items()
        )

    @property
    def problems(self) -> set[Problem]:
        """What in the link could not be taken as it stands."""
        given = self.state.link.parameters.get(LANGUAGE)
        problems = {*self.state.problems, *self.asked.problems}
        if self.asked.posed:
            problems |= {*self.state.unread(self.link)}
        if given is not None and (len(given) != 1 or given[0] not in LANGUAGES):
            problems.add(Problem(LANGUAGE, "unreadable"))
        return problems

    def answer(self, plotly: str = "", *, language_chosen: bool | None = None) -> bytes:
        """Return everything the browser needs; `plotly` is where plotly.js is.

        Every link of the page carries the language once it was chosen: by the
        link, unless the host knows better.
        """
        language = self.state.words.language
        given = self.state.link.parameters.get(LANGUAGE) == [language]
        is_chosen = given if language_chosen is None else language_chosen
        lab = Lab(
            name=self.name,
            asks=f"{ANSWERS}/{self.name}/{language}",
            plotly=plotly,
            carried={LANGUAGE: language} if is_chosen else {},
            opening=texts_of(self.lesson.opening),
            page=self.page,
        )
        return packed(
            lab,
            self.state,
            self.view,
            self.template,
            self.code,
            self.follows,
            self.prepared,
        )

    @property
    def page(self) -> dict[str, Any]:
        """What the browser shows around the lab, as far as it tells no answer."""
        page = page_of(self.name, self.state.words.language)
        if self.asks:
            # Another question may say what this one asks for.
            keys = [{**one, "ask": ""} for one in page["questions"]]
            return page | {"idea": "", "sections": "", "questions": keys}
        return page | {"sections": ""} if TEXT in self.asked.hides else page


@cache
def page_of(name: str, language: str) -> dict[str, Any]:
    """Return what the browser shows around a lab."""
    said = words(language, name)
    others = [code for code in LANGUAGES if code != language]
    page = {
        "title": said["title"],
        "idea": said["idea"],
        "language": LANGUAGES[language],
        "languages": {code: language_said(code) for code in others},
        "sections": explanation(name, language),
        "contact": contact(),
        **listed(name, language),
        **ways(name, language),
    }
    return page | ({"contents": cards(language)} if name == OVERVIEW else {})


def find(name: str) -> Lesson:
    """Return the lesson of a name."""
    lesson: Lesson = import_module(f"pages.{module_of(name)}.lesson").lesson
    return lesson


def answering(name: str, language: str, plotly: str) -> Callable[[Link], bytes]:
    """Return a function that answers for a lesson in a language, link by link."""
    lesson = find(name)
    return lambda link: lesson.open(link, language).answer(plotly)


def language_said(code: str) -> dict[str, str]:
    """Return how a language is called in itself, in full and in little room."""
    return {"name": LANGUAGES[code], "sign": frame(code)["sign"]}
