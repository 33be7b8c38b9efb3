"""Claims about the questions of lessons: what is right, hidden, and said."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from live import Link
from live.controls import parts_of
from live.link import PREPARED, parsed
from live.question import KINDS, Question, Truth, UnclearError, trend_of, truth_of
from tests.message import Message
from ui.contents import LESSONS, folder_of
from ui.lesson import Opened, find
from ui.questions import asked_of, hideable, opener, parts, posed, questions, read
from ui.words import LANGUAGES, words

ALL = [(lesson, key) for lesson in LESSONS for key in questions(lesson)]
VARIED = [(lesson, key) for lesson, key in ALL if questions(lesson)[key].vary]
DRAWS = 10
MASKED = {"x": [None], "y": [None], "opacity": 0}
# A particle of Korean fits the sound before it, and a name may be anything.
PARTICLE = re.compile(
    r"\{name\d\}(?:이|가|은|는|을|를|와|과|로|으로|라|이라)(?![가-힣])"
)
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")

every = pytest.mark.parametrize(("lesson", "key"), ALL, ids=map("/".join, ALL))
languages = pytest.mark.parametrize("language", LANGUAGES)


def opened(
    lesson: str, query: str, language: str = "en", *, told: bool = False
) -> Opened:
    """Return a lesson as a link says it; before the answer, or once it is told."""
    return find(lesson).open(Link(parsed(query), told=told), language)


def sent(
    lesson: str, query: str, language: str = "en", *, told: bool = False
) -> Message:
    """Return what a browser is sent for a link."""
    return Message(opened(lesson, query, language, told=told).answer())


def truth(lesson: str, key: str, numbers: int = 0) -> Truth:
    """Return what is right."""
    return posed(find(lesson).view, lesson, key, numbers).truth


def said(lesson: str, key: str, language: str) -> dict[str, Any]:
    """Return the words of a question."""
    found: dict[str, Any] = words(language, lesson)["questions"][key]
    return found


def options(question: Question) -> int:
    """Return how many options the structure of a question has; 0 if it has none."""
    if question.kind == "choose" and question.by in {"bins", "place"}:
        return len(question.edges) + 1
    return len(question.trend or question.classes)


# --- what is right


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_asks(lesson):
    """Two questions at least, and what its plan names is there."""
    plan = read(lesson)["plan"]
    assert len(questions(lesson)) >= 2
    assert set(plan["questions"]) <= questions(lesson).keys()


@languages
@every
def test_exactly_one_answer_is_right(lesson, key, language):
    """Whatever the language, and by a margin: else there would be no truth."""
    question = questions(lesson)[key]
    found = truth_of(question, opener(find(lesson).view, lesson, language))
    assert same(found, truth(lesson, key))
    if question.kind in {"choose", "along"}:
        assert found.option in range(len(said(lesson, key, language)["options"]))
    elif question.kind == "order":
        count = len(said(lesson, key, language)["options"])
        assert sorted(found.order) == list(range(count))
    else:
        assert math.isfinite(found.value)


def same(one: Truth, other: Truth) -> bool:
    """Whether two truths are equal, not-a-number included."""
    pairs = (one.value, other.value), (one.before, other.before)
    numbers = all(np.array_equal(a, b, equal_nan=True) for a, b in pairs)
    return numbers and (one.option, one.order) == (other.option, other.order)


@pytest.mark.parametrize("numbers", range(1, DRAWS + 1))
@pytest.mark.parametrize(
    ("lesson", "key"),
    VARIED,
    ids=map("/".join, VARIED),
)
def test_other_numbers_can_be_asked_too(lesson, key, numbers):
    """Ten draws each have one right answer, within the steps of their controls."""
    one = posed(find(lesson).view, lesson, key, numbers)
    state, view = opener(find(lesson).view, lesson)(one.question.state)
    assert state.problems == []
    assert one.question.state != questions(lesson)[key].state or numbers
    for part in parts_of(view.controls):
        if part.key in one.question.vary:
            low, high, _ = one.question.vary[part.key]
            assert low <= state.number(part) <= high
            assert np.abs(part.grid - state.number(part)).min() < 1e-9


def test_a_draw_is_the_same_for_everybody():
    """It depends on lesson, question and number alone, whatever was drawn before."""
    first = posed.__wrapped__(find("softmax").view, "softmax", "bystander", 7)
    posed(find("softmax").view, "softmax", "bystander", 8)
    again = posed.__wrapped__(find("softmax").view, "softmax", "bystander", 7)
    assert first.question.state == again.question.state
    assert first.question.state != questions("softmax")["bystander"].state


KNOWN = {
    "softmax/bystander": 0.042970,
    "softmax/crowd": 0.450853,
    "temperature/most": 2.0,
    "sigmoid/one": 36.736801,
    "cross-entropy/further": 6.002476,
    "stability/float16": 11.0899,
    "stability/float64": 709.7827,
    "iris/steps": 10.915925,
    "activations/eight": 5.515264e-6,
    "convolution/pixel": 188 / 360,
}


@pytest.mark.parametrize("name", KNOWN)
def test_some_truths_are_known(name):
    """By other means: on paper, in the sources, in a measurement of before."""
    assert truth(*name.split("/")).value == pytest.approx(KNOWN[name], rel=1e-5)


RIGHT = {
    "softmax/crowd": "less than half",
    "softmax/shift": "stays",
    "temperature/most": "towards 2 bits",
    "sigmoid/one": "from about 37",
    "sigmoid/learn": "ever more weakly",
    "why-exponential/ratio": "more than everything",
    "why-exponential/squares": "just half",
    "output-layers/price": "leave z as it is",
    "stability/negative": "nan, no number at all",
    "iris/heldout": "it falls, then rises again",
    "iris/steps": "higher",
    "optimisers/double": "no, it never arrives",
    "activations/half": "about 0.004",
}


@pytest.mark.parametrize("name", RIGHT)
def test_some_right_options_are_known(name):
    """What is worked out names the option that the lesson is about."""
    lesson, key = name.split("/")
    option = truth(lesson, key).option
    assert said(lesson, key, "en")["options"][option] == RIGHT[name]


@pytest.mark.parametrize(
    ("walked", "trend"),
    [
        ([0, 1, 2], "rises"),
        ([2, 1, 0], "falls"),
        ([1, 1.04, 1], "stays"),
        ([0, 2, 0], "rises, then falls"),
        ([2, 0, 2], "falls, then rises"),
        ([0, 2, 1.96], "rises"),
    ],
)
def test_a_trend_is_read(walked, trend):
    """As a person would name it who sees no more than what is near."""
    assert trend_of(np.array(walked, float), 0.1) == trend


@pytest.mark.parametrize("walked", [[0, 0.15], [0, 2, 1.85], [0, 2, 0, 2], [0, np.nan]])
def test_what_is_in_between_is_no_trend(walked):
    """Nobody can be asked what even the numbers do not say."""
    with pytest.raises(UnclearError):
        trend_of(np.array(walked, float), 0.1)


def test_a_question_without_a_clear_answer_is_refused():
    """An edge through the truth, two of a kind, a mark beyond its axis."""
    opens = opener(find("softmax").view, "softmax")
    crowd, zero = (questions("softmax")[key] for key in ("crowd", "zero"))
    edge = replace(crowd, edges=(truth("softmax", "crowd").value, 0.8))
    beyond = replace(zero, axis=(0.0, 0.5, 0.1))
    tied = replace(crowd, kind="order", answer="p")
    for unclear in (edge, beyond, tied):
        with pytest.raises(UnclearError):
            truth_of(unclear, opens)


# --- how it is written


@every
def test_a_question_fits_its_lesson(lesson, key):
    """What it shows is drawn, what it says is a readout, and it moves controls."""
    question = questions(lesson)[key]
    state, view = opener(find(lesson).view, lesson)(question.state)
    traces = {trace["name"] for trace in json.loads(view.picture.text)["data"]}
    keys = {part.key for part in parts_of([*view.controls, *view.away])}
    assert question.kind in KINDS
    assert question.shows <= traces
    assert question.says <= {readout.name for readout in view.readouts}
    assert state.problems == []
    assert {*question.change, *question.vary, *question.state} <= keys
    assert not question.along or question.along in keys
    assert bool(question.target) == (question.kind == "set")
    assert not question.target or question.target.partition(".")[0] in traces


@languages
@every
def test_the_words_of_a_question_fit_its_structure(lesson, key, language):
    """As many options as the structure has, and no two alike."""
    question, told = questions(lesson)[key], said(lesson, key, language)
    given = told.get("options", [])
    asks = {"ask", "why", "misconception", *(["options"] if given else [])}
    assert told.keys() == asks
    assert len(set(given)) == len(given)
    assert not options(question) or options(question) == len(given)
    assert bool(given) == (question.kind in {"choose", "along", "order"})


@pytest.mark.parametrize("lesson", LESSONS)
@languages
def test_words_and_structure_have_the_same_keys(lesson, language):
    """In the same order, since one is asked after the other."""
    own = words(language, lesson).own
    assert [*own["questions"]] == [*questions(lesson)]
    assert own["parts"].keys() == parts(lesson).keys()


@pytest.mark.parametrize("lesson", LESSONS)
def test_korean_puts_no_particle_behind_a_name(lesson):
    """Which one fits depends on its last sound, and anybody may choose the name."""
    text = json.dumps(words("ko", lesson)["questions"], ensure_ascii=False)
    assert PARTICLE.findall(text) == []


@every
def test_names_in_a_question_are_classes_that_there_are(lesson, key):
    """A sentence about the third class needs three."""
    question = questions(lesson)[key]
    state, view = opener(find(lesson).view, lesson)(question.state)
    texts = {k for k, value in state.values.items() if isinstance(value, str)}
    for language in LANGUAGES:
        text = json.dumps(said(lesson, key, language))
        assert set(re.findall(r"\{(\w+)\}", text)) <= texts, view


# --- the leak hunt


def leaks(lesson: str, key: str, numbers: int, language: str) -> Iterator[str]:
    """Yield what of a message before the answer could tell it."""
    message = sent(lesson, f"ask={key}&numbers={numbers}", language)
    question, right = (
        questions(lesson)[key],
        posed(find(lesson).view, lesson, key, numbers).truth,
    )
    head, page = message.header, message.header["page"]
    empty = {name: head[name] for name in ("code", "template", "links", "examples")}
    empty |= {name: head[name] for name in ("presets", "tasks", "handles")}
    yield from [name for name, found in empty.items() if found]
    yield from [key for key, table in head["tables"].items() if table]
    yield from [name for name in ("idea", "sections") if page[name]]
    yield from ["told"] if head["question"]["told"] else []
    keys = {control["key"] for control in head["controls"]}
    for name in head["rest"]:
        trace, dot, _ = name.partition(".")
        if trace not in (question.shows if dot else question.says | keys):
            yield name
    for trace in json.loads(head["figure"])["data"]:
        if trace["name"] not in question.shows and not trace.items() >= MASKED.items():
            yield trace["name"]
    if is_told_by_a_number(question, right):
        numbers_ = [
            *np.concatenate([np.ravel(a) for a in message.arrays]),
            *texts(head),
        ]
        given = {abs(float(x)) for x in NUMBER.findall(json.dumps(question.moves))}
        found = [x for x in numbers_ if reads_like(x, right.value)]
        yield from [str(x) for x in found if abs(x) not in given]


def is_told_by_a_number(question: Question, right: Truth) -> bool:
    """Whether three digits of a number would give the answer away."""
    plain = math.isclose(float(f"{right.value:.2g}"), right.value, rel_tol=1e-6)
    stays = question.moves and right.value == pytest.approx(right.before, rel=1e-3)
    index = question.by == "index" or question.kind == "order"
    return math.isfinite(right.value) and not (plain or index or stays)


def texts(head: dict[str, Any]) -> Iterator[float]:
    """Yield every number that stands in a text of a message."""
    shown = {
        name: part for name, part in head.items() if name not in {"words", "arrays"}
    }
    shown["figure"] = json.loads(shown["figure"])
    for layout in shown["figure"]["layouts"].values():
        del layout["room"]
        for name in [name for name in layout if "axis" in name]:
            layout[name].pop("domain", None)
    text = json.dumps(shown, ensure_ascii=False).replace("\N{MINUS SIGN}", "-")
    return (float(number) for number in NUMBER.findall(text))


def reads_like(number: float, right: float) -> bool:
    """Whether a number tells three digits of another one, perhaps in percent."""
    return any(
        abs(number - scale * right) < 5e-4 * abs(scale * right)
        for scale in (1, 100, -1)
    )


@every
def test_nothing_that_is_sent_tells_the_answer(lesson, key):
    """No array, text, static trace, tick, label, table, example or code does."""
    for numbers, language in ((0, "en"), (3, "ko"), (7, "en")):
        assert [*leaks(lesson, key, numbers, language)] == []


def test_the_leak_hunt_finds_leaks(monkeypatch):
    """What shows too much is caught, by name or by its number."""
    told = questions("softmax")["zero"]
    too_much = replace(told, shows=told.shows | {"shares"})
    monkeypatch.setitem(questions("softmax"), "zero", too_much)
    posed.cache_clear()
    try:
        assert [*leaks("softmax", "zero", 0, "en")]
    finally:
        posed.cache_clear()


@every
def test_everything_comes_once_it_is_told(lesson, key):
    """Then the lesson is what it always is, in the state of the question."""
    message = sent(lesson, f"ask={key}", told=True)
    question, told = questions(lesson)[key], message.header["question"]["told"]
    plain = find(lesson).open(
        Link({k: [text] for k, text in question.state.items()}, 1), "en"
    )
    whole = Message(plain.answer())
    assert message.answer["tables"] == whole.answer["tables"]
    assert message.answer["rest"] == whole.answer["rest"]
    assert message.header["figure"] == whole.header["figure"]
    assert message.answer["code"]
    assert told["why"] == said(lesson, key, "en")["why"]
    assert float(told["value"]) == pytest.approx(truth(lesson, key).value, nan_ok=True)


def test_what_a_sweep_has_moved_stays_where_it_is():
    """Once it is told the link says the state; before, the question does."""
    link = "ask=bystander&k=3&z1=0.3&z2=2.9&z3=6&shift=0"
    assert sent("softmax", link, told=True).values["z3"] == 6
    assert sent("softmax", link).values["z3"] == 4


def test_a_question_takes_no_number_from_the_link():
    """Nor what it does not name itself, until it is told."""
    link = "ask=hotter&stage=entropy&z1=3"
    before = opened("temperature", link).state
    assert (before.values["stage"], before.values["z1"]) == (0, 0.3)
    told = opened("temperature", link, told=True).state
    assert (told.values["stage"], told.values["z1"]) == (1, 3)


def test_names_of_the_learner_are_kept():
    """And no number of a question follows to other lessons."""
    told = opened("softmax", "ask=bystander&name2=owl&z2=9")
    assert told.state.values["name2"] == "owl"
    assert told.state.values["z2"] == 2.9
    assert told.follows == {}


# --- what a link prepares

WRONG = {
    "ask=nothing": "ask",
    "ask=__proto__": "ask",
    "ask=": "ask",
    "ask=bystander&ask=shift": "ask",
    "ask=bystander&numbers=x": "numbers",
    "ask=bystander&numbers=10000": "numbers",
    "ask=bystander&numbers=-1": "numbers",
    "ask=bystander&numbers=٣": "numbers",
    "numbers=3": "numbers",
    "hide=nothing": "hide",
    "hide=": "hide",
    "hide=powers,": "hide",
    "hide=powers&hide=strip": "hide",
    "ask=bystander&hide=<b>": "hide",
    f"say={'x' * 201}": "say",
    "say=a%0Ab": "say",
    "say=%E2%80%AEabc": "say",
    "ask=bystander&say=a&say=b": "say",
}


@pytest.mark.parametrize("link", WRONG)
def test_what_makes_no_sense_is_left_out_as_a_whole(link):
    """One notice names it, the lab opens as usual, and never half a mask."""
    shown = opened("softmax", link)
    assert {(one.key, one.kind) for one in shown.problems} == {
        (WRONG[link], "unreadable")
    }
    message = Message(shown.answer())
    plain = Message(opened("softmax", "").answer())
    assert message.header["question"] is None
    assert message.answer["kept"] == {}
    assert (message.header["said"], message.header["masked"]) == ("", [])
    assert message.answer["rest"] == plain.answer["rest"]


def test_a_draw_without_a_clear_answer_is_left_out(monkeypatch):
    """As any other number that makes no sense."""
    tied = replace(questions("softmax")["zero"], axis=(0.0, 0.1, 0.01))
    monkeypatch.setitem(questions("softmax"), "zero", tied)
    problems = opened("softmax", "ask=zero&numbers=9998").problems
    assert {(one.key, one.kind) for one in problems} == {("numbers", "unreadable")}


def test_words_of_a_teacher_are_text():
    """They come as they are, and as nothing else than a text."""
    words_ = "<b>Look</b> at https://a.example & [x](y)"
    shown = opened("softmax", "").lesson.open(Link({"say": [words_]}), "en")
    message = Message(shown.answer())
    assert message.answer["said"] == words_
    assert message.answer["kept"] == {"say": words_}
    assert words_ not in message.header["template"]


def test_an_unknown_key_beside_a_question_is_named():
    """A question takes its own numbers, and passes nothing over in silence."""
    problems = opened("softmax", "ask=bystander&z1=3&nobody=1&present=1").problems
    assert {(one.key, one.kind) for one in problems} == {("nobody", "unknown")}


def test_a_part_that_is_hidden_stays_away():
    """Its traces are empty, its numbers are masked, and all else is as ever."""
    message, plain = sent("softmax", "hide=powers"), sent("softmax", "")
    data = {t["name"]: t for t in json.loads(message.header["figure"])["data"]}
    assert data["weights"].items() >= MASKED.items()
    assert np.isnan(message.rest["power"]).all()
    assert {"powers", "power", "weights"} <= set(message.header["masked"])
    assert not {name for name in message.rest if name.startswith("weights.")}
    np.testing.assert_array_equal(message.rest["p"], plain.rest["p"])
    assert "power" not in message.answer["tables"]["z1"]


@pytest.mark.parametrize(
    ("part", "field"), [("presets", "presets"), ("tasks", "tasks"), ("code", "code")]
)
def test_a_part_of_the_page_can_be_hidden(part, field):
    """It is not sent at all."""
    assert sent("softmax", "").header[field]
    assert not sent("softmax", f"hide={part}").header[field]


def test_words_and_formulas_can_be_hidden():
    """The explanation, and every formula."""
    assert sent("softmax", "hide=text").header["page"]["sections"] == ""
    assert "<math" in sent("softmax", "").header["template"]
    assert "<math" not in sent("softmax", "hide=formula").header["template"]


def test_a_question_and_hidden_parts_go_together():
    """Once it is told, what the link hides stays hidden."""
    message = sent("softmax", "ask=bystander&hide=powers", told=True)
    assert np.isnan(message.rest["power"]).all()
    assert np.isfinite(message.rest["p"]).all()


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_part_of_a_lesson_hides_something(lesson):
    """It names traces, readouts or controls that there are in some state of it."""
    view = find(lesson).view
    states = [{}, *(dict(q.state) for q in questions(lesson).values())]
    known = set()
    for texts_ in states:
        _, made = opener(view, lesson)(texts_)
        known |= {t["name"] for t in json.loads(made.picture.text)["data"]}
        known |= {readout.name for readout in made.readouts}
    for name, hidden in parts(lesson).items():
        assert set(hidden) & known, name
    assert parts(lesson).keys() <= hideable(view, lesson)


@pytest.mark.parametrize("lesson", LESSONS)
def test_questions_stand_beside_their_lesson(lesson):
    """One file in its folder."""
    assert (folder_of(lesson) / "questions.toml").exists()


def test_nothing_is_asked_by_a_plain_link():
    """And then nothing is different."""
    lesson = find("softmax")
    assert asked_of(lesson.view, "softmax", Link({"z1": ["1"]})).kept == {}
    assert not set(PREPARED) & {
        part.key for part in parts_of(lesson.open(Link({}), "en").view.controls)
    }


def test_a_title_may_be_the_answer():
    """Where it is, it is left out, like all words of a panel that shows nothing."""
    message = sent("output-layers", "ask=price")
    title = words("en", "output-layers")["readings"]["identity"]
    assert title in sent("output-layers", "task=signed").header["figure"]
    figure = json.loads(message.header["figure"])
    notes = [
        n["text"] for one in figure["layouts"].values() for n in one["annotations"]
    ]
    assert [text for text in notes if title in text] == []
