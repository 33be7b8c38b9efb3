"""Claims about the store: nothing is lost, nothing counts twice, nothing stays."""

import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import Future
from contextlib import closing, suppress
from typing import Any

import pytest

from live.rooms import store
from live.rooms.room import MOST_ROOMS, MoveError, Room
from live.rooms.store import (
    LONGEST_LIFE,
    LONGEST_SILENCE,
    QUIET,
    UNUSED,
    ClosedError,
    Database,
    FullError,
    GoneError,
    OverError,
    StaleError,
    TakenError,
    lock_of,
    place,
)

KEY = "0" * 32


class Clock:
    """A clock that a test turns."""

    now = 1_000_000.0

    def __call__(self):
        """Return the time."""
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def rooms(tmp_path, clock):
    """Return a store; others may open its file."""
    made = Database(tmp_path / "rooms.sqlite", clock)
    yield made
    made.close()


def room(code="K7QFM", **changes):
    """Return a room that somebody wants to open."""
    return Room(code, "softmax", "ask=bystander", **changes)


def opened(rooms, code="K7QFM", key=KEY):
    """Open a room."""
    rooms.open(room(code), key).result(5)


def put(rooms, who="a", guess=(1,), turn=1, code="K7QFM"):
    """Store a guess."""
    rooms.put(code, turn, who, guess).result(5)


def changed(rooms, phase, link="", code="K7QFM"):
    """Change a room as it is now."""
    return rooms.change(code, rooms.look(code).room.v, phase, link).result(5)


def tally(rooms, code):
    """Return how guesses lie."""
    return rooms.look(code, teaches=True).tally


def answered(rooms, code):
    """Return how many have answered."""
    return rooms.look(code, teaches=True).answered


def everything(rooms):
    """Return all bytes that stand in the files of a store."""
    return b"".join(file.read_bytes() for file in rooms.file.parent.iterdir())


def rows(rooms, query):
    """Return what stands in the file for whoever opens it beside the store."""
    with closing(sqlite3.connect(rooms.file)) as beside:
        return beside.execute(query).fetchall()


def test_a_room_is_found_as_it_was_opened(rooms):
    """With a lock and no key."""
    opened(rooms)
    kept = rooms.look("K7QFM")
    assert (kept.room, kept.lock, kept.tally) == (room(), lock_of(KEY), {})
    assert KEY.encode() not in everything(rooms)


def test_a_code_belongs_to_one_key(rooms):
    """Who has it may open the room again, which changes nothing; nobody else may."""
    opened(rooms)
    changed(rooms, "closed")
    opened(rooms)
    assert rooms.look("K7QFM").room.phase == "closed"
    with pytest.raises(TakenError):
        opened(rooms, key="1" * 32)


def test_a_guess_counts_once_however_often_it_is_sent(rooms):
    """The first one, from each browser."""
    opened(rooms)
    for guess in [(1,), (1,), (2,)]:
        put(rooms, "a", guess)
    put(rooms, "b", (2, 0, 1))
    put(rooms, "c", ())
    assert tally(rooms, "K7QFM") == {(1,): 1, (2, 0, 1): 1, (): 1}
    assert answered(rooms, "K7QFM") == 3


def test_a_guess_is_that_of_one_room(rooms):
    """Another one does not see it."""
    opened(rooms)
    opened(rooms, "22222")
    put(rooms)
    assert answered(rooms, "22222") == 0
    assert tally(rooms, "22222") == {}


def test_who_guessed_is_not_kept(rooms):
    """The same browser has another hash in another room."""
    for code in ("K7QFM", "22222"):
        opened(rooms, code)
        put(rooms, "the name of a browser", code=code)
    assert b"the name of a browser" not in everything(rooms)
    assert len(set(rows(rooms, "select who from guesses"))) == 2


def test_no_guess_is_taken_that_comes_late(rooms):
    """Nor one for a turn that is over, or that has not come."""
    opened(rooms)
    changed(rooms, "closed")
    with pytest.raises(ClosedError):
        put(rooms)
    for turn in (0, 2):
        with pytest.raises(OverError):
            put(rooms, turn=turn)
    changed(rooms, "open", "ask=next")
    put(rooms, turn=2)


def test_who_has_guessed_in_time_is_told_so_later_too(rooms):
    """An answer may get lost on its way, and a phone asks again after the end."""
    opened(rooms)
    put(rooms)
    changed(rooms, "closed")
    put(rooms)
    with pytest.raises(ClosedError):
        put(rooms, "b")


@pytest.mark.parametrize("to", ["revealed", "open"])
def test_who_has_guessed_is_not_known_once_guesses_are_counted(rooms, to):
    """So nobody is told then that a guess was late: it may have been stored."""
    opened(rooms)
    put(rooms)
    changed(rooms, "closed")
    changed(rooms, to)
    for who in "ab":
        with pytest.raises(OverError):
            put(rooms, who)


def test_once_guesses_are_counted_only_the_counts_stay(rooms):
    """After a reveal, and once the same is asked again."""
    opened(rooms)
    for who in "abc":
        put(rooms, who)
    changed(rooms, "closed")
    assert changed(rooms, "open").earlier == ({(1,): 3},)
    assert answered(rooms, "K7QFM") == 0
    put(rooms, "a", (2,), turn=2)
    changed(rooms, "revealed")
    kept = rooms.look("K7QFM", teaches=True)
    assert kept.room.earlier == ({(1,): 3}, {(2,): 1})
    assert (kept.answered, kept.tally) == (1, {(2,): 1})
    assert rows(rooms, "select who from guesses") == []


def test_only_who_knows_the_newest_change_can_make_one(rooms):
    """Two devices of a teacher cannot ask twice by one tap each."""
    opened(rooms)
    rooms.change("K7QFM", 1, "closed").result(5)
    with pytest.raises(StaleError):
        rooms.change("K7QFM", 1, "revealed").result(5)
    with pytest.raises(MoveError):
        rooms.change("K7QFM", 2, "closed").result(5)


def test_nothing_is_left_of_a_room_that_has_ended(rooms, clock):
    """Not a byte, once the log of the file is written anew."""
    opened(rooms)
    put(rooms)
    changed(rooms, "ended")
    for act in (lambda: rooms.look("K7QFM"), lambda: put(rooms)):
        with pytest.raises(GoneError):
            act()
    clock.now += 100
    for _ in range(2):  # the second comes after what follows the first
        rooms.queued(lambda _: None).result(5)
    assert b"K7QFM" not in everything(rooms)
    assert b"ask=bystander" not in everything(rooms)


@pytest.mark.parametrize("hours", [3.1, 12.1])
def test_a_room_ends_by_itself(rooms, clock, hours):
    """When its teacher is silent for three hours, and after twelve."""
    opened(rooms)
    put(rooms)
    begun = clock.now
    while clock.now < begun + (hours - 3.1) * 3600:
        clock.now += 3600
        if clock.now < begun + LONGEST_LIFE:
            rooms.look("K7QFM", teaches=True)
            rooms.queued(lambda _: None).result(5)
    clock.now = begun + hours * 3600
    with pytest.raises(GoneError):
        rooms.look("K7QFM")
    with pytest.raises(GoneError):
        put(rooms, "b")
    rooms.queued(lambda _: None).result(5)
    rooms.queued(lambda _: None).result(5)
    assert rows(rooms, "select code from rooms") == []
    assert rows(rooms, "select code from guesses") == []


def test_a_teacher_who_is_there_keeps_a_room(rooms, clock):
    """Each look says so, and phones do not."""
    opened(rooms)
    clock.now += LONGEST_SILENCE - 1
    rooms.look("K7QFM", teaches=True)
    rooms.queued(lambda _: None).result(5)
    clock.now += LONGEST_SILENCE - 1
    rooms.look("K7QFM")
    clock.now += 2
    with pytest.raises(GoneError):
        rooms.look("K7QFM")


def test_a_code_can_be_used_again_once_its_room_has_ended(rooms, clock):
    """By anybody."""
    opened(rooms)
    clock.now += LONGEST_SILENCE + 1
    opened(rooms, key="1" * 32)
    assert rooms.look("K7QFM").lock == lock_of("1" * 32)


@pytest.fixture
def full(rooms, clock, monkeypatch):
    """Return a store with a room of a class, and none free."""
    monkeypatch.setattr(store, "MOST_ROOMS", 3)
    for code in ("22222", "33333", "44444"):
        opened(rooms, code)
        clock.now += 1
    return rooms


def test_two_hundred_rooms_are_open_at_once(rooms, clock):
    """And no more, whatever a script does."""
    waits = [rooms.open(room(f"{i:05}"), KEY) for i in range(MOST_ROOMS)]
    for wait in waits:
        wait.result(5)
    with pytest.raises(FullError):
        opened(rooms, "one more")
    clock.now += UNUSED + 1
    opened(rooms, "one more")
    assert len(rows(rooms, "select code from rooms")) == 200


def test_a_room_that_nobody_uses_makes_place(full, clock):
    """The one that is silent for longest; others have time until somebody comes."""
    with pytest.raises(FullError):
        opened(full, "55555")
    clock.now += UNUSED - 2
    opened(full, "55555")
    with pytest.raises(GoneError):
        full.look("22222")
    for code in ("33333", "44444"):
        full.look(code)


@pytest.mark.parametrize("phases", [[], ["closed"], ["revealed"]])
def test_a_script_that_opens_rooms_takes_none_from_a_class(full, clock, phases):
    """Not while its teacher is silent for a while, with or without guesses."""
    put(full, code="22222")
    for phase in phases:
        changed(full, phase, code="22222")
    clock.now += QUIET - 60
    for i in range(10):
        with suppress(FullError):
            opened(full, f"{i}5555")
        full.look("22222")
    clock.now += QUIET
    opened(full, "66666")
    with pytest.raises(GoneError):
        full.look("22222")


def test_a_teacher_who_is_there_keeps_a_room_without_guesses(full, clock):
    """However many want its place."""
    for i in range(9):
        clock.now += UNUSED / 2 + 1
        full.look("33333", teaches=True)
        full.queued(lambda _: None).result(5)
        with suppress(FullError):
            opened(full, f"{i}5555")
    full.look("33333")


def test_guesses_have_a_bound(rooms, monkeypatch):
    """A script that makes names up fills its room, and no disk."""
    monkeypatch.setattr(store, "MOST_PHONES", 2)
    opened(rooms)
    for who in "aab":
        put(rooms, who)
    with pytest.raises(FullError):
        put(rooms, "c")
    put(rooms, "a")


def test_two_replicas_share_a_file(rooms, clock):
    """What one stores the other finds, and the same guess counts once."""
    other = Database(rooms.file, clock)
    opened(rooms)
    put(other, "a")
    put(rooms, "a")
    put(rooms, "b")
    assert answered(other, "K7QFM") == 2
    changed(other, "closed")
    with pytest.raises(ClosedError):
        put(rooms, "c")
    other.close()


def test_two_replicas_that_write_at_once_lose_nothing(rooms, clock):
    """Each waits for the commit of the other."""
    other = Database(rooms.file, clock)
    opened(rooms)
    waits = [
        (rooms, other)[i % 2].put("K7QFM", 1, f"{i % 300}", (i % 7,))
        for i in range(900)
    ]
    for wait in waits:
        wait.result(10)
    assert answered(rooms, "K7QFM") == 300
    other.close()


def test_what_fails_is_told_and_the_next_goes_on(rooms):
    """A disk that is full does not stop the thread."""
    opened(rooms)

    def full(*_: Any):
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.raises(sqlite3.OperationalError):
        rooms.queued(full).result(5)
    with pytest.raises(ZeroDivisionError):
        rooms.queued(lambda _: 1 // 0).result(5)
    put(rooms)
    assert answered(rooms, "K7QFM") == 1


def test_nothing_is_told_as_stored_that_was_not_committed(rooms):
    """If one piece of work spoils a commit, all in it are told so."""
    opened(rooms)
    gate: Future[None] = Future()
    rooms.queued(lambda _: gate.result(5))
    good, bad = rooms.put("K7QFM", 1, "a", (1,)), rooms.queued(lambda _: 1 // 0)
    gate.set_result(None)
    for wait in (good, bad):
        with pytest.raises(ZeroDivisionError):
            wait.result(5)
    assert answered(rooms, "K7QFM") == 0


KILLED = """
import sys
from pathlib import Path
from live.rooms.store import Database
rooms = Database(Path(sys.argv[1]))
waiting = [(i, rooms.put("K7QFM", 1, str(i), (1,))) for i in range(1_900)]
for i, wait in waiting:
    wait.result()
    print(i, flush=True)
"""


def test_a_guess_that_is_told_as_stored_outlives_the_process(tmp_path):
    """It is ended in the midst of its work, with no time to say goodbye."""
    file = tmp_path / "rooms.sqlite"
    first = Database(file)
    opened(first)
    first.close()
    command = [sys.executable, "-c", KILLED, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = [process.stdout.readline() for _ in range(50)] if process.stdout else []
        process.send_signal(signal.SIGKILL)
    again = Database(file)
    stored = answered(again, "K7QFM")
    for who in told:
        put(again, who.strip())
    assert len(told) == 50
    assert answered(again, "K7QFM") == stored >= 50
    again.close()


def test_the_file_is_where_it_was_said(monkeypatch, tmp_path):
    """By the operator."""
    monkeypatch.setenv("LOGIT_LAB_ROOMS", str(tmp_path / "here.sqlite"))
    assert place() == tmp_path / "here.sqlite"


def test_without_a_word_it_is_in_a_folder_that_nobody_else_reads(monkeypatch, tmp_path):
    """The same after a restart, but never one that a stranger has made."""
    monkeypatch.delenv("LOGIT_LAB_ROOMS", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = place()
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert place() == file
    file.parent.chmod(0o755)
    assert place().parent != file.parent
    file.parent.rename(tmp_path / "elsewhere")
    file.parent.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").chmod(0o700)
    assert place().parent != file.parent
