"""Claims about hostile links and commits: a notice at worst, never an error."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.controls.text import is_harmless
from tests.pages.streamlit_visit import Visit
from tests.pages.visits import Reading, opened
from ui.words import frame

NOTICE = frame("en")["notice"]
LONG = "A" * 90_000

UNREADABLE = {
    **{f"t={text[:12]}": ("t", text) for text in ("abc", "nan", "1e999", "-1e999", "")},
    **{
        f"z1={text[:16]!a}": ("z1", text)
        for text in (
            *("abc", "nan", "NaN", "-nan", "1e999", "Infinity", "0x1f", "1_0", "1,5"),
            *("", " ", "+", "1 2", "1;2", "1\n2", "1\x00", "true", "null", "None"),
            *("\N{FULLWIDTH DIGIT ONE}", "\N{ARABIC-INDIC DIGIT ONE}", "\N{INFINITY}"),
            *("[1]", "{}", "[object Object]", "<script>alert(1)</script>", LONG),
            *("![x](//a.example/x)", "' OR 1=1 --", "../../etc/passwd", "${7*7}"),
            *("%00", "%ff%zz", "{{7*7}}", "9" * 41, "__import__('os')", "\ufffd"),
        )
    },
    **{f"k={text}": ("k", text) for text in ("2.5", "nan", "three", "1e999", "", "٣")},
    **{f"shift={text}": ("shift", text) for text in ("abc", "nan", "1e999")},
    "z1 repeated": ("z1", ["1", "2"]),
    "z1 a hundred times": ("z1", ["1"] * 100),
    "k repeated": ("k", ["3", "3"]),
    "name1 repeated": ("name1", ["dog", "cat"]),
    "lang=xx": ("lang", "xx"),
    "lang is empty": ("lang", ""),
    "lang repeated": ("lang", ["en", "ko"]),
    "lang of markup": ("lang", "<b>en</b>"),
    "lang is a path": ("lang", "../en"),
}
CLAMPED = {
    **{f"z1={text}": ("z1", text) for text in ("10.5", "-99", "inf", "-inf", "1e308")},
    **{
        f"k={text}": ("k", text) for text in ("10000000", "-1", "0", "1", "inf", "1e99")
    },
    **{f"t={text}": ("t", text) for text in ("99", "-1", "-inf", "0.01", "1e-300")},
    "shift=11": ("shift", "11"),
    "a long name": ("name1", "x" * 10_000),
    "a name that turns the text": ("name1", "\u202etac"),
    "a name with NUL": ("name1", "do\x00g"),
    "a name with line breaks": ("name1", "do\n\ng"),
    "a name of spaces": ("name1", "   "),
    "90 kB of name": ("name2", LONG),
}
UNKNOWN = {
    key[:20]: (key, "1")
    for key in (
        *(
            "z11",
            "z0",
            "z",
            "Z1",
            "z01",
            "name11",
            "K",
            "T",
            "__proto__",
            "constructor",
        ),
        *("toString", "hasOwnProperty", "prototype", "__class__", "softmax", "shared"),
        *("language", "answers", "a.b", "a[b]", "$x$", ":red[x]", "<b>", "*x*", "#"),
    )
}
LEGAL = {
    **{
        f"name1={name!a}": ("name1", name)
        for name in (
            *("<b>dog</b>", "<img src=x onerror=y>", "</script><script>", "&lt;", '"'),
            *("![x](//a.example/x)", "[a](b)", "`dog`", "$e^x$", ":smile:", "{z1}"),
            *("👩‍👩‍👧‍👦", "한국어", "مرحبا", "Z̷a̸l̵g̶o̷", "__proto__", "nan", "null", "0"),
            *("%{x}", "<br>" * 6, "var(--ink)", "'; DROP TABLE", "\\u0000", "</math>"),
        )
    },
    **{
        f"z1={text}": ("z1", text) for text in ("-0", "1e-300", "5.", ".5", "+3", "1E0")
    },
    **{f"t={text}": ("t", text) for text in ("0", "inf")},
}


def cases(kinds):
    """Return the parameters of a test: one for each link, with its name."""
    return pytest.mark.parametrize(("key", "text"), kinds.values(), ids=kinds.keys())


def is_legal(shown: Reading) -> bool:
    """Whether every number of the page is one that it can show."""
    values = shown.values
    count = int(float(values["k"]))
    return (
        2 <= count <= 10
        and len(shown.logits) == len(shown.names) == count
        and all(-10 <= z <= 10 for z in (*shown.logits, float(values["shift"])))
        and all(1 <= len(n) <= 24 and all(map(is_harmless, n)) for n in shown.names)
        and math.isclose(shown.answer("p").sum(), 1)
    )


@cases(UNREADABLE)
def test_what_cannot_be_read_is_named(key, text):
    """The page opens, legal throughout, and one notice names the key."""
    shown = opened("softmax", {key: text})
    assert (shown.problems, is_legal(shown)) == ({(key, "unreadable")}, True)


@cases(CLAMPED)
def test_what_is_out_of_range_is_named(key, text):
    """The nearest legal value is shown, and one notice names the key."""
    shown = opened("softmax", {key: text})
    assert (shown.problems, is_legal(shown)) == ({(key, "clamped")}, True)


@cases(UNKNOWN)
def test_what_means_nothing_is_named(key, text):
    """The page opens as without it, and one notice names the key."""
    shown = opened("softmax", {key: text})
    assert (shown.problems, is_legal(shown)) == ({(key, "unknown")}, True)


@cases(LEGAL)
def test_what_is_strange_and_legal_is_shown(key, text):
    """Markup in a name is text, and a number may be written in any plain way."""
    shown = opened("softmax", {key: text})
    assert (shown.problems, is_legal(shown)) == (set(), True)
    if key == "name1":
        assert shown.names[0] == text


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ({"z1": "abc"}, "unreadable"),
        ({"z1": "99"}, "clamped"),
        ({"z11": "1"}, "unknown"),
        ({"lang": "xx"}, "unreadable"),
    ],
    ids=str,
)
def test_a_notice_names_what_was_wrong(link, kind):
    """The page opens, and one sentence names the key."""
    shown = Visit().open("softmax", link)
    [key] = link
    assert (shown.errors, shown.warnings) == ([], [f"{NOTICE[kind]} `{key}`"])


def test_a_notice_is_in_the_language_of_the_page():
    """A Korean reader is told in Korean."""
    shown = Visit().open("softmax", {"lang": "ko", "z1": "abc"})
    assert shown.warnings == [f"{frame('ko')['notice']['unreadable']} `z1`"]


def test_one_notice_speaks_of_everything():
    """Three kinds of problems are three sentences of one notice."""
    link = {"z1": "abc", "z2": "99", "z11": "1"}
    [notice] = Visit().open("softmax", link).warnings
    assert [notice.count(sentence) for sentence in NOTICE.values()] == [1, 1, 1]


def test_a_thousand_keys_are_one_short_notice():
    """However much a link holds, the notice names five keys."""
    link = {f"x{i}": "1" for i in range(1_000)}
    shown = Visit().open("softmax", link)
    [notice] = shown.warnings
    assert (shown.errors, notice.count("`")) == ([], 10)


def test_an_overview_takes_no_more_than_a_lesson():
    """Every page reads its link through the same door."""
    link = {"z1": "nan", "k": "10000000", "shift": "1", "t": "abc", "<b>": "x"}
    shown = Visit().open("overview", link)
    assert (shown.errors, len(shown.warnings), len(shown.names)) == ([], 1, 10)


hostile_keys = st.sampled_from(
    ["k", "t", "z1", "z10", "name1", "shift", "lang", "z11", "__proto__"]
)
texts = st.text(max_size=30) | st.sampled_from(
    ["nan", "inf", "-inf", "1e999", "-1", "2.5", "11", "0.1", "<b>", "", "\u202e"]
)


@given(
    link=st.dictionaries(
        hostile_keys | st.text(min_size=1, max_size=9),
        texts | st.lists(texts, max_size=3),
    )
)
def test_no_link_leads_astray(link):
    """Whatever a link says, the lesson opens with legal values."""
    assert is_legal(opened("softmax", link))


COMMITS: dict[str, object] = {
    "nothing": None,
    "a number": 7,
    "a text": "commit",
    "a list": [1, 2, 3],
    "no commit": {},
    "an empty commit": {"commit": {}},
    "a commit that is a list": {"commit": [1, "z1=5", ""]},
    "a number that is a text": {"number": "1", "link": "z1=5", "origin": ""},
    "a number that is nan": {"number": math.nan, "link": "z1=5", "origin": ""},
    "a number that is true": {"number": True, "link": "z1=5", "origin": ""},
    "a negative number": {"number": -5, "link": "z1=5", "origin": ""},
    "a number of 5,000 digits": {"number": 10**5000, "link": "", "origin": ""},
    "a link that is a number": {"number": 1, "link": 5, "origin": ""},
    "a link that is nested": {"number": 1, "link": [["z1", "5"]], "origin": ""},
    "a link of a megabyte": {"number": 1, "link": "z1=5&" * 200_000, "origin": ""},
    "a link of junk": {"number": 1, "link": "%ff%zz&&&==&z1=%00", "origin": ""},
    "a link of separators": {"number": 1, "link": "&" * 99_999, "origin": ""},
    "30,000 keys": {
        "number": 1,
        "link": "&".join("a=" for _ in range(30_000)),
        "origin": "",
    },
    "half a surrogate as a value": {"number": 1, "link": "z1=\ud800", "origin": ""},
    "half a surrogate as a name": {"number": 1, "link": "name1=\ud800", "origin": ""},
    "half a surrogate as a key": {"number": 1, "link": "\ud800=1", "origin": ""},
    "half a surrogate as origin": {"number": 1, "link": "", "origin": "\ud800"},
    "an unreadable link": {"number": 1, "link": "k=abc&z1=nan", "origin": ""},
    "a link without a value": {"number": 1, "link": "z1", "origin": ""},
    "a nested origin": {"number": 1, "link": "z1=5", "origin": {"a": []}},
    "a million entries": {"number": 1, "link": [0] * 10**6, "origin": ""},
}


@pytest.mark.parametrize("state", COMMITS.values(), ids=COMMITS.keys())
@pytest.mark.parametrize("origin", ["as sent", "true"])
def test_no_commit_breaks_the_page(state, origin):
    """Whatever is sent instead of a commit, the page goes on with legal values."""
    visit = Visit()
    opened = visit.open("softmax")
    if isinstance(state, dict) and "number" in state:
        if origin == "true" and isinstance(state["origin"], str):
            state = state | {"origin": state["origin"] or opened.header["origin"]}
        state = {"commit": state}
    shown = visit.commit("softmax", state)
    assert (shown.errors, is_legal(shown)) == ([], True)


def commit(visit, shown, link, number=1):
    """Let a browser commit a link that grew from what is shown."""
    origin = shown.header["origin"]
    state = {"commit": {"number": number, "link": link, "origin": origin}}
    return visit.commit("softmax", state)


def test_a_commit_is_shown():
    """The page shows the link that the browser wrote, and answers its number."""
    visit = Visit()
    shown = commit(visit, visit.open("softmax", {"z1": "1"}), "z1=5&z2=-3.25", 7)
    assert shown.logits.tolist() == [5.0, -3.25, 4.0]
    assert shown.header["answers"] == 7


def test_an_empty_commit_is_a_reset():
    """A link without parameters means the defaults, whatever was there before."""
    visit = Visit()
    opened = visit.open("softmax", {"z1": "1"})
    commit(visit, opened, "z1=5", 1)
    assert commit(visit, opened, "", 2).logits.tolist() == [0.3, 2.9, 4.0]


def test_a_new_address_wins_over_an_older_commit():
    """Who jumps to another link sees that link."""
    visit = Visit()
    commit(visit, visit.open("softmax", {"z1": "1"}), "z1=5")
    assert visit.open("softmax", {"z1": "2"}).logits[0] == 2.0


def test_what_was_committed_follows_to_other_pages():
    """A slider that was moved is where it was left, also on the next page."""
    visit = Visit()
    commit(visit, visit.open("softmax"), "k=2&z1=5&z2=1&name2=wolf")
    shown = visit.open("overview")
    assert (shown.logits.tolist(), shown.names[1]) == ([5.0, 1.0], "wolf")


def test_a_reset_follows_to_other_pages():
    """What was set back does not come back with the next page."""
    visit = Visit()
    opened = visit.open("softmax")
    commit(visit, opened, "z1=5", 1)
    commit(visit, opened, "", 2)
    assert visit.open("overview").logits.tolist() == [0.3, 2.9, 4.0]


@pytest.mark.parametrize("text", ["abc", "nan", ["1", "2"]], ids=str)
def test_what_could_not_be_read_does_not_follow(text):
    """The next page shows the default that this one showed, without a notice."""
    visit = Visit()
    visit.open("softmax", {"z1": text, "z2": "5"})
    shown = visit.open("overview")
    assert (shown.logits.tolist(), shown.warnings) == ([0.3, 5.0, 4.0], [])
