"""Claims about a room: what may come after what, and which guesses it takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.rooms.room import (
    LETTERS,
    LONGEST_ORDER,
    MOST_PLACES,
    MOST_ROUNDS,
    MoveError,
    Room,
    Takes,
    agreement,
    is_code,
    spread,
    tallied,
)

PHASES: Any = ["open", "closed", "revealed", "ended"]
TALLY = {(1,): 3, (0,): 1}


def room(**changes):
    """Return a room that has just been opened, or one that is different."""
    return Room(**({"code": "K7QFM", "offer": "a", "link": "ask=b"} | changes))


def walked(*phases, **changes):
    """Return a room after some phases."""
    found = room(**changes)
    for phase in phases:
        found = found.changed(phase, tally=TALLY)
    return found


def test_a_class_guesses_talks_guesses_again_and_sees():
    """Two rounds, of which the first stays to be compared."""
    seen = walked("closed", "open", "closed", "revealed")
    assert (seen.phase, seen.round, seen.turn, seen.v) == ("revealed", 2, 2, 5)
    assert seen.earlier == (TALLY, TALLY)


def test_the_round_before_is_kept_and_none_before_that():
    """However often the same is asked."""
    seen = room()
    for i in range(1, 10):
        seen = seen.changed("closed")
        if i < 9:
            seen = seen.changed("open", tally={(i,): 3})
    seen = seen.changed("revealed", tally={(9,): 3})
    assert seen.round == 9
    assert seen.earlier == ({(8,): 3}, {(9,): 3})


def test_the_next_question_begins_anew():
    """Nothing of the one before is left but the count of turns."""
    after = walked("closed", "open", "revealed").changed("open", "ask=c", TALLY)
    assert (after.link, after.phase, after.round) == ("ask=c", "open", 1)
    assert (after.turn, after.v, after.earlier) == (3, 5, ())


@pytest.mark.parametrize("phases", [[], ["closed"], ["closed", "open"], ["revealed"]])
def test_another_question_can_come_at_any_time(phases):
    """Nobody has to finish one."""
    assert walked(*phases).changed("open", "ask=c").round == 1


@pytest.mark.parametrize("phases", [[], ["closed"], ["closed", "open"]])
def test_what_is_right_can_be_shown_at_any_time(phases):
    """Nothing waits for phones; what was guessed until then counts."""
    assert walked(*phases).changed("revealed", tally=TALLY).earlier[-1] == TALLY


@pytest.mark.parametrize(
    ("before", "phase"),
    [
        ([], "open"),
        (["closed"], "closed"),
        (["revealed"], "closed"),
        (["revealed"], "open"),
        (["revealed"], "revealed"),
    ],
)
def test_what_makes_no_sense_cannot_come(before, phase):
    """Guesses after the truth would be no guesses."""
    with pytest.raises(MoveError):
        walked(*before).changed(phase)


@pytest.mark.parametrize("phase", PHASES)
def test_nothing_comes_after_the_end(phase):
    """Not even another question."""
    for link in ("", "ask=c"):
        with pytest.raises(MoveError):
            walked("ended").changed(phase, link)


@pytest.mark.parametrize("phase", ["closed", "revealed", "ended"])
def test_another_question_is_asked_openly(phase):
    """It has no truth yet that could be shown."""
    with pytest.raises(MoveError):
        room().changed(phase, "ask=c")


def test_the_same_is_not_asked_for_ever():
    """What is kept of rounds has a bound."""
    again = walked(*["closed", "open"] * (MOST_ROUNDS - 1), "closed")
    assert again.round == MOST_ROUNDS
    with pytest.raises(MoveError):
        again.changed("open")


@given(st.lists(st.tuples(st.sampled_from(PHASES), st.sampled_from(["", "ask=c"]))))
def test_every_change_counts(changes):
    """Versions rise with every change, turns whenever guesses are taken anew."""
    now = room()
    for phase, link in changes:
        try:
            after = now.changed(phase, link, TALLY)
        except MoveError:
            continue
        assert after.v == now.v + 1
        assert after.turn == now.turn + (phase == "open")
        assert after.takes_guesses == (phase == "open")
        assert len(after.earlier) in {min(after.round - 1, 2), min(after.round, 2)}
        now = after


@pytest.mark.parametrize("code", ["K7QFM", "22222", "XYVWT"])
def test_codes(code):
    """Five letters or digits."""
    assert is_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "K7QF",
        "K7QFMM",
        "k7qfm",
        "K7QF0",
        "K7QFA",
        "K7QF\n",
        "K7QFM\n",
        "K7QF\uff2d",
    ],
)
def test_what_is_no_code(code):
    """Nothing that could be misread, or be a path."""
    assert not is_code(code)


def test_letters_make_no_words_and_are_not_misread():
    """Millions of codes are left."""
    assert not set("AEIOU01LSB") & set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS)
    assert len(LETTERS) ** 5 > 9_000_000


@pytest.mark.parametrize(
    ("takes", "said"),
    [
        (Takes("place", 101), [100]),
        (Takes("option", 4), [0]),
        (Takes("order", 3), [2, 0, 1]),
        (Takes("order", 1), [0]),
        (Takes("place", 1), []),
        (Takes("order", 3), []),
    ],
)
def test_guesses(takes, said):
    """A place, an option, an order; or that somebody cannot tell."""
    assert takes.guess(said) == tuple(said)


@pytest.mark.parametrize("kind", ["place", "option", "order"])
@pytest.mark.parametrize(
    "said",
    [
        *(None, 1, "one", {}, {"0": 1}, [3], [-1], [0.0], ["0"], [True], [None], [[0]]),
        *([0, 0], [0, 1, 1], [0, 1, 2, 3], [10**400], [0] * 10_000, [float("nan")]),
    ],
)
def test_what_is_no_guess(kind, said):
    """Whatever a script may send."""
    assert Takes(kind, 3).guess(said) is None


def test_a_place_is_one_number_and_an_order_is_whole():
    """Neither is the other."""
    assert Takes("place", 3).guess([0, 1]) is None
    assert Takes("option", 3).guess([2, 0, 1]) is None
    assert Takes("order", 3).guess([2, 0]) is None


@pytest.mark.parametrize(
    ("kind", "count"),
    [("place", 0), ("place", MOST_PLACES + 1), ("order", LONGEST_ORDER + 1)],
)
def test_the_number_of_guesses_has_a_bound(kind, count):
    """So a tally has one."""
    with pytest.raises(ValueError, match="takes 1 to"):
        Takes(kind, count)


def test_under_three_nobody_is_told_how_guesses_lie():
    """Two who sit beside each other would know it of each other."""
    assert spread({(1,): 2}) is None
    assert spread({}) is None
    assert spread({(1,): 2, (): 1}) == [[[], 1], [[1], 2]]


@pytest.mark.parametrize(
    ("guesses", "said"),
    [
        ([], "few"),
        ([(0,), (0,), ()], "few"),
        ([(0,)] * 4 + [(1,)], "one"),
        ([(0,)] * 3 + [(1,)] * 2, "most"),
        ([(0,)] * 2 + [(1,)] * 2, "apart"),
        ([(0,)] * 3 + [()] * 30, "one"),
    ],
)
def test_a_class_agrees_with_itself_or_does_not(guesses, said):
    """Who cannot tell is of no opinion."""
    assert agreement(tallied(guesses), Takes("option", 3)) == said


def test_near_places_are_one_opinion():
    """A tenth of the axis apart, and no further."""
    takes = Takes("place", 100)
    assert agreement(tallied([(40,), (45,), (50,)]), takes) == "one"
    assert agreement(tallied([(40,), (45,), (51,)]), takes) == "most"
    assert agreement(tallied([(0,), (45,), (90,)]), takes) == "apart"
