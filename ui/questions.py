"""Questions of a lesson: from its file to what a link asks.

Their structure stands in ``questions.toml`` beside the lesson, once for all languages;
their words stand under ``questions`` in the words of the lesson.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np

from live import Link, Problem, State, View
from live.answer import texts_of
from live.controls import parts_of
from live.controls.text import harmless
from live.link import ASK, HIDE, NUMBERS, PREPARED, RESERVED, SAY
from live.masking import PARTS, Mask
from live.question import (
    Opener,
    Question,
    Texts,
    Truth,
    UnclearError,
    draws,
    split_name,
    truth_of,
)
from ui.classes import SHARED, viewed
from ui.contents import folder_of
from ui.words import frame, words

LONGEST_SAID: Final = 200
MOST_NUMBERS: Final = 9999
FILE: Final = "questions.toml"
NAMES: Final = frozenset(part.key for part in parts_of(SHARED) if part.kind == "text")
Viewed = Callable[[State], View]


@lru_cache(maxsize=64)
def read(lesson: str) -> Mapping[str, Any]:
    """Return what stands in the file of a lesson; nothing if it has none."""
    file = folder_of(lesson) / FILE
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


@lru_cache(maxsize=64)
def questions(lesson: str) -> Mapping[str, Question]:
    """Return the questions of a lesson, by their keys, in their order."""
    return {k: of(k, told) for k, told in read(lesson).get("questions", {}).items()}


def of(key: str, told: Mapping[str, Any]) -> Question:
    """Return a question as its file tells it."""
    near = str(told.get("near", 0))
    lists: dict[str, Any] = {k: tuple(told[k]) for k in LISTS if k in told}
    plain: dict[str, Any] = {k: told[k] for k in PLAIN if k in told}
    return Question(
        key=key,
        state=texts_of(told["state"]),
        shows=frozenset(told["shows"]),
        says=frozenset(told.get("says", ())),
        change={name: str(by) for name, by in told.get("change", {}).items()},
        to=str(told.get("to", "")),
        near=float(near.removeprefix("*")),
        times=near.startswith("*"),
        vary={name: tuple(ends) for name, ends in told.get("vary", {}).items()},
        **plain,
        **lists,
    )


PLAIN: Final = (
    "kind",
    "answer",
    "along",
    "find",
    "by",
    "format",
    "target",
    "descends",
    "titled",
)
LISTS: Final = ("edges", "classes", "trend", "axis")


def parts(lesson: str) -> Mapping[str, list[str]]:
    """Return what a link can hide of a lesson by a name: traces and readouts."""
    found: Mapping[str, list[str]] = read(lesson).get("parts", {})
    return found


def opener(view: Viewed, lesson: str, language: str = "en") -> Opener:
    """Return what opens a lesson in a state, as texts of a link."""

    def opened(texts: Texts) -> tuple[State, View]:
        said = {key: [text] for key, text in texts.items()}
        return viewed(view, Link(said, 1), words(language, lesson))

    return opened


@dataclass(frozen=True)
class Posed:
    """A question with the numbers that it has here, and what is right then."""

    question: Question
    truth: Truth


@lru_cache(maxsize=4096)
def posed(view: Viewed, lesson: str, key: str, numbers: int) -> Posed:
    """Return a question with its own numbers, or with those of a draw.

    The same draw is the same for everybody: it depends on the lesson, the question
    and its number alone.
    """
    question, opened = questions(lesson)[key], opener(view, lesson)
    if not numbers or not question.vary:
        return Posed(question, truth_of(question, opened))
    name = hashlib.sha256(f"{lesson}/{key}/{numbers}".encode()).digest()
    draw = np.random.default_rng(int.from_bytes(name[:8], "big"))
    for state, truth in draws(question, opened, draw):
        return Posed(replace(question, state=state), truth)
    raise UnclearError(f"{lesson}/{key} has no clear answer in a hundred draws")


@dataclass(frozen=True)
class Asked:
    """What a link asks, says and hides; nothing, if it makes no sense.

    Attributes
    ----------
    posed
        The question; None if there is none.
    numbers
        Which draw.
    said
        What a teacher says.
    hides
        What is hidden for good: names as the link says them.
    problems
        Keys that make no sense. Then all is left out: half a mask would be none.

    """

    posed: Posed | None = None
    numbers: int = 0
    said: str = ""
    hides: tuple[str, ...] = ()
    problems: frozenset[Problem] = field(default_factory=frozenset)

    @property
    def kept(self) -> dict[str, str]:
        """What every link of the page keeps of it, as texts."""
        found = {
            ASK: self.posed.question.key if self.posed else "",
            NUMBERS: str(self.numbers) if self.posed and self.numbers else "",
            SAY: self.said,
            HIDE: ",".join(self.hides),
        }
        return {key: text for key, text in found.items() if text}

    def mask(self, lesson: str, *, told: bool) -> Mask:
        """Return what is not shown, before the answer or once it is told."""
        hides = frozenset(
            name for one in self.hides for name in (one, *parts(lesson).get(one, ()))
        )
        if told or not self.posed:
            return Mask(hides=hides)
        question = self.posed.question
        return Mask(
            question.shows,
            question.says,
            hides,
            titled=question.titled,
            target=question.target.partition(".")[0],
        )

    def link(self, link: Link) -> Link:
        """Return the link of the state that is asked about.

        Names stay those of the learner; numbers are those of the question, until it is
        told and a sweep moves them.
        """
        if not self.posed:
            return link
        given, state = link.parameters, self.posed.question.state
        kept = {k: v for k, v in given.items() if k in NAMES | RESERVED or link.told}
        said = {key: [text] for key, text in state.items()}
        whole = {**said, **kept} if link.told else {**kept, **said}
        return replace(link, parameters=whole)


NOTHING: Final = Asked()


def asked_of(view: Viewed, lesson: str, link: Link) -> Asked:
    """Return what a link asks, says and hides in a lesson."""
    given = {key: link.parameters[key] for key in PREPARED if key in link.parameters}
    if not given:
        return NOTHING
    single = {key: texts[0] for key, texts in given.items() if len(texts) == 1}
    known = {ASK: questions(lesson), HIDE: hideable(view, lesson)}
    wrong = {key for key in given if not makes_sense(key, single.get(key), known)}
    if NUMBERS in single and ASK not in single:
        wrong |= {NUMBERS}
    if wrong:
        return Asked(problems=frozenset(Problem(key, "unreadable") for key in wrong))
    number = int(single.get(NUMBERS, 0))
    key = single.get(ASK)
    try:
        one = posed(view, lesson, key, number) if key else None
    except UnclearError:
        return Asked(problems=frozenset({Problem(NUMBERS, "unreadable")}))
    return Asked(
        one,
        number,
        single.get(SAY, "").strip(),
        tuple(dict.fromkeys(single[HIDE].split(","))) if HIDE in single else (),
    )


def makes_sense(key: str, text: str | None, known: Mapping[str, Any]) -> bool:
    """Whether what a link says for a key can be taken as it stands."""
    if text is None:
        return False
    if key == ASK:
        return text in known[ASK]
    if key == NUMBERS:
        return text.isascii() and text.isdigit() and len(text) <= len(str(MOST_NUMBERS))
    if key == SAY:
        return len(text) <= LONGEST_SAID and harmless(text) == text
    return all(name in known[HIDE] for name in text.split(","))


@lru_cache(maxsize=64)
def hideable(view: Viewed, lesson: str) -> frozenset[str]:
    """Return every name that a link can hide: controls, and parts of the page."""
    _, made = opener(view, lesson)({})
    keys = {part.key for part in parts_of([*made.controls, *made.away])}
    return frozenset(keys - NAMES) | {*parts(lesson), *PARTS}


def described(asked: Asked, lesson: str, language: str, *, told: bool) -> Any:  # noqa: ANN401 - for JSON
    """Return what the browser is told of a question; the truth once it may be."""
    if not asked.posed:
        return None
    question, keys = asked.posed.question, [*questions(lesson)]
    place, own = keys.index(question.key), words(language, lesson)["questions"]
    said = own[question.key]
    trace, _, mark = question.target.rpartition(".")
    return {
        "key": question.key,
        "kind": question.kind,
        "place": place + 1,
        "of": len(keys),
        "next": (*keys[place + 1 :], "")[0],
        "numbers": asked.numbers,
        "draws": bool(question.vary),
        "ask": said["ask"],
        "options": said.get("options", []),
        "axis": list(question.axis),
        "by": question.by,
        "format": question.format,
        "target": [trace, split_name(mark)[0], asked.posed.truth.at] if trace else None,
        "along": question.along,
        "moves": dict(question.moves),
        "state": dict(question.state),
        "told": told_of(asked.posed, said) if told else None,
    }


def listed(lesson: str, language: str) -> dict[str, Any]:
    """Return which questions there are in a lesson, and which parts a link can hide."""
    own = words(language, lesson).own
    asks, said = own.get("questions", {}), own.get("parts", {})
    return {
        "questions": [
            {"key": key, "ask": asks[key]["ask"], "draws": bool(one.vary)}
            for key, one in questions(lesson).items()
        ],
        "parts": [{"key": key, "label": said[key]} for key in parts(lesson)],
        "classroom": frame(language)["classroom"] if asks else {},
        "seat": frame(language)["phone"] if asks else {},
    }


def told_of(posed: Posed, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told once there is an answer: the truth, and why."""
    question, truth = posed.question, posed.truth
    return {
        # As texts: no number at all may be right, and JSON has no word for that.
        "value": repr(truth.value),
        "before": repr(truth.before),
        "option": truth.option,
        "order": list(truth.order),
        "near": question.near,
        "times": question.times,
        "why": said["why"],
    }
