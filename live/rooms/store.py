"""Where rooms are kept, as long as they last.

One file that all replicas on a machine share. One thread writes: it commits whatever
has queued up meanwhile, so a thousand guesses at once are a few commits, and who is
told that a guess is stored finds it stored, whatever becomes of this process.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import secrets
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

from live.rooms.room import (
    ENDED,
    MOST_PHONES,
    MOST_ROOMS,
    OPEN,
    REVEALED,
    Guess,
    Phase,
    Room,
    Tally,
)

PLACE: Final = "LOGIT_LAB_ROOMS"
SHAPE: Final = 1  # of the tables; another one is another file
HOUR: Final = 3600
LONGEST_SILENCE: Final = 3 * HOUR  # of a teacher
LONGEST_LIFE: Final = 12 * HOUR
UNUSED: Final = 120  # seconds of silence after which an unused room may make place
QUIET: Final = HOUR / 2  # and any other
BETWEEN_SWEEPS: Final = 60  # seconds
MOST_AT_ONCE: Final = 1_000  # changes in one commit
GLANCE: Final = 0.5  # seconds that a reader waits, on whom all others wait
PATIENCE: Final = 5  # seconds for another replica to finish its commit
TABLES: Final = """
create table if not exists rooms (
    code text primary key, lock blob not null, salt blob not null,
    offer text not null, link text not null, phase text not null,
    v integer not null, turn integer not null, round integer not null,
    earlier text not null, opened real not null, seen real not null
) without rowid;
create table if not exists guesses (
    code text not null, turn integer not null, who blob not null, guess text not null,
    primary key (code, turn, who)
) without rowid;
"""
COLUMNS: Final = "code, offer, link, phase, v, turn, round, earlier"


class GoneError(LookupError):
    """There is no such room, or not any more."""


class TakenError(ValueError):
    """The code belongs to somebody else."""


class FullError(RuntimeError):
    """There is no place for one more."""


class ClosedError(ValueError):
    """No guesses are taken now."""


class OverError(ValueError):
    """The guesses of a turn are counted, and who made one is not known any more."""


class StaleError(ValueError):
    """Somebody has changed the room meanwhile."""


@dataclass(frozen=True)
class Kept:
    """A room as it is kept: with the lock of its key, and how guesses lie now."""

    room: Room
    lock: bytes
    tally: Tally = field(default_factory=dict)

    @property
    def answered(self) -> int:
        """How many have answered this time."""
        return sum(self.tally.values())


class Store(Protocol):
    """What keeps rooms: all that it can do is four things."""

    def open(self, room: Room, key: str) -> Future[None]:
        """Keep a new room under a key; or the same again, for who has its key."""

    def look(self, code: str, *, teaches: bool = False) -> Kept:
        """Return a room as it is now; a teacher's look counts, and keeps it alive."""

    def put(self, code: str, turn: int, who: str, guess: Guess) -> Future[None]:
        """Keep a guess; of the same browser, only its first."""

    def change(self, code: str, v: int, phase: Phase, link: str = "") -> Future[Room]:
        """Take a room that is at `v` to a phase; one that has ended is deleted."""


def lock_of(key: str) -> bytes:
    """Return what is kept of a key; it is random, so a plain hash tells nothing."""
    return hashlib.sha256(key.encode()).digest()


class Database:
    """Rooms in one file of SQLite."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the file; what is too old in it is deleted at once."""
        self.file, self.clock = file, clock
        self.reader = connected(file, GLANCE)
        self.reader.executescript(TABLES)
        self.swept = -float("inf")
        self.signs: dict[str, float] = {}
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self.write, name="rooms", daemon=True)
        self.thread.start()
        self.queued(lambda _: None)

    def close(self) -> None:
        """Write what is queued, and close the file."""
        self.jobs.put(None)
        self.thread.join()
        self.reader.close()

    # --- reading, by whoever asks

    def look(self, code: str, *, teaches: bool = False) -> Kept:
        """Return a room as it is now; a teacher's look counts, and keeps it alive."""
        kept = kept_in(self.reader, code, self.clock())
        if not teaches:
            return kept
        self.keep_alive(code)
        return replace(kept, tally=tally_in(self.reader, kept.room))

    def keep_alive(self, code: str) -> None:
        """Note that a teacher is still there, once a minute."""
        now = self.clock()
        if now - self.signs.get(code, -float("inf")) < BETWEEN_SWEEPS:
            return
        self.signs[code] = now
        sign = "update rooms set seen = ? where code = ?"
        self.queued(lambda rows: rows.execute(sign, (now, code)))

    # --- writing, in one thread

    def open(self, room: Room, key: str) -> Future[None]:
        """Keep a new room under a key; or the same again, for who has its key."""
        lock, now = lock_of(key), self.clock()
        return self.queued(lambda rows: insert(rows, room, lock, now))

    def put(self, code: str, turn: int, who: str, guess: Guess) -> Future[None]:
        """Keep a guess; of the same browser, only its first."""
        now = self.clock()
        return self.queued(lambda rows: add(rows, code, turn, who, guess, now))

    def change(self, code: str, v: int, phase: Phase, link: str = "") -> Future[Room]:
        """Take a room that is at `v` to a phase; one that has ended is deleted."""
        now = self.clock()
        return self.queued(lambda rows: change(rows, code, v, phase, link, now))

    def queued(self, work: Callable[[sqlite3.Connection], Any]) -> Future[Any]:
        """Let the thread do some work; the result is there once it is committed."""
        job = Job(work)
        self.jobs.put(job)
        return job.done

    def write(self) -> None:
        """Do what is queued, until the end."""
        with closing(connected(self.file)) as rows:
            while True:
                jobs, is_last = self.waiting()
                commit(rows, jobs)
                self.sweep(rows)
                if is_last:
                    return

    def waiting(self) -> tuple[list[Job], bool]:
        """Wait for work; return all that there is, and whether none comes after it.

        Without any it is time to look whether something is too old.
        """
        jobs: list[Job] = []
        with suppress(queue.Empty):
            job = self.jobs.get(timeout=BETWEEN_SWEEPS)
            while job is not None:
                jobs.append(job)
                if len(jobs) == MOST_AT_ONCE:
                    return jobs, False
                job = self.jobs.get_nowait()
            return jobs, True
        return jobs, False

    def sweep(self, rows: sqlite3.Connection) -> None:
        """Delete rooms that are too old, now and then."""
        now = self.clock()
        if now - self.swept < BETWEEN_SWEEPS:
            return
        self.swept = now
        self.signs = {k: at for k, at in [*self.signs.items()] if now - at < HOUR}
        with suppress(sqlite3.OperationalError), transaction(rows):
            old = "select code from rooms where seen < ? or opened < ?"
            ends = now - LONGEST_SILENCE, now - LONGEST_LIFE
            for (code,) in rows.execute(old, ends).fetchall():
                delete(rows, code)
        # What was deleted stands in the log of the file until that is written anew.
        with suppress(sqlite3.OperationalError):
            rows.execute("pragma wal_checkpoint(truncate)")


class Job:
    """Some work for the thread that writes, and what came of it."""

    def __init__(self, work: Callable[[sqlite3.Connection], Any]) -> None:
        """Remember the work."""
        self.work = work
        self.done: Future[Any] = Future()
        self.tell: Callable[[], None] = lambda: None

    def do(self, rows: sqlite3.Connection) -> None:
        """Do it; what comes of it is told after the commit."""
        try:
            result = self.work(rows)
        except (LookupError, ValueError, RuntimeError) as error:
            refusal = error  # the name ends with the block
            self.tell = lambda: self.done.set_exception(refusal)
        else:
            self.tell = lambda: self.done.set_result(result)


def commit(rows: sqlite3.Connection, jobs: Sequence[Job]) -> None:
    """Do some work in one commit, and then say what came of each."""
    jobs = [job for job in jobs if job.done.set_running_or_notify_cancel()]
    if not jobs:
        return
    try:
        with transaction(rows):
            for job in jobs:
                job.do(rows)
    except Exception as error:  # noqa: BLE001 - whoever asked is told, and others go on
        for job in jobs:
            job.done.set_exception(error)
    else:
        for job in jobs:
            job.tell()


@contextmanager
def transaction(rows: sqlite3.Connection) -> Iterator[None]:
    """Commit what is done meanwhile as a whole, or not at all."""
    rows.execute("begin immediate")
    try:
        yield
        rows.execute("commit")
    except BaseException:
        if rows.in_transaction:
            rows.execute("rollback")
        raise


def connected(file: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open the file."""
    rows = sqlite3.connect(
        file, timeout=patience, isolation_level=None, check_same_thread=False
    )
    rows.execute("pragma journal_mode = wal")
    # An end of the process loses nothing; a machine without power may, of a class that
    # then has no lesson either.
    rows.execute("pragma synchronous = normal")
    rows.execute("pragma secure_delete = on")
    return rows


def kept_in(rows: sqlite3.Connection, code: str, now: float) -> Kept:
    """Return a room that is not too old."""
    columns = f"{COLUMNS}, lock, opened, seen"
    found = rows.execute(f"select {columns} from rooms where code = ?", (code,))  # noqa: S608 - ours
    row = found.fetchone()
    if row is None:
        raise GoneError(code)
    *values, earlier, lock, opened, seen = row
    tallies = tallies_from(earlier)
    if now - seen > LONGEST_SILENCE or now - opened > LONGEST_LIFE:
        raise GoneError(code)
    code, offer, link, phase, v, turn, round_ = values
    room = Room(code, offer, link, phase, v, turn, round_, tallies)
    return Kept(room, lock)


def tally_in(rows: sqlite3.Connection, room: Room) -> Tally:
    """Return how the guesses of this turn lie; once it is over, only that is left."""
    if room.phase == REVEALED:
        return room.earlier[-1]
    grouped = (
        "select guess, count(*) from guesses where code = ? and turn = ? group by guess"
    )
    return {
        tuple(json.loads(guess)): count
        for guess, count in rows.execute(grouped, (room.code, room.turn))
    }


# Every phone asks for the same, and reading thousands of different guesses takes 6 ms.
@lru_cache(maxsize=16)
def tallies_from(text: str) -> tuple[Tally, ...]:
    """Return tallies that were written as text."""
    return tuple(
        {tuple(guess): count for guess, count in pairs} for pairs in json.loads(text)
    )


def written(tallies: Sequence[Tally]) -> str:
    """Return tallies as text."""
    return json.dumps([[[list(g), n] for g, n in one.items()] for one in tallies])


def insert(rows: sqlite3.Connection, room: Room, lock: bytes, now: float) -> None:
    """Keep a new room."""
    with suppress(GoneError):
        if secrets.compare_digest(kept_in(rows, room.code, now).lock, lock):
            return
        raise TakenError(room.code)
    delete(rows, room.code)  # one that is too old
    make_place(rows, now)
    values = (room.code, lock, secrets.token_bytes(16), room.offer, room.link)
    rows.execute(
        "insert into rooms values (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?)",
        (*values, room.phase, room.v, room.turn, room.round, now, now),
    )


def make_place(rows: sqlite3.Connection, now: float) -> None:
    """Delete the room whose teacher is silent for the longest, where all are taken.

    If none made place, who opens 200 would close the school for three hours. A class
    keeps its room while its page is open, and some time longer: a script that goes on
    asking after each of its rooms keeps those, and no teacher can be told from it.
    """
    if rows.execute("select count(*) from rooms").fetchone()[0] < MOST_ROOMS:
        return
    silent = (
        "select code from rooms where seen < ? or (seen < ? and v = turn and not exists"
        " (select 1 from guesses where guesses.code = rooms.code))"
        " order by seen limit 1"
    )
    unused = rows.execute(silent, (now - QUIET, now - UNUSED)).fetchone()
    if unused is None:
        raise FullError
    delete(rows, unused[0])


def add(
    rows: sqlite3.Connection, code: str, turn: int, who: str, guess: Guess, now: float
) -> None:
    """Keep a guess."""
    room = kept_in(rows, code, now).room
    [salt] = rows.execute("select salt from rooms where code = ?", (code,)).fetchone()
    named = code, turn, hashlib.blake2b(who.encode(), key=salt, digest_size=16).digest()
    known = "select 1 from guesses where code = ? and turn = ? and who = ?"
    if rows.execute(known, named).fetchone():
        return
    if turn != room.turn or room.phase == REVEALED:
        raise OverError(code)
    if not room.takes_guesses:
        raise ClosedError(code)
    count = "select count(*) from guesses where code = ? and turn = ?"
    if rows.execute(count, (code, turn)).fetchone()[0] >= MOST_PHONES:
        raise FullError
    rows.execute("insert into guesses values (?, ?, ?, ?)", (*named, json.dumps(guess)))


def change(
    rows: sqlite3.Connection, code: str, v: int, phase: Phase, link: str, now: float
) -> Room:
    """Take a room to another phase; once its guesses are counted, they are deleted."""
    room = kept_in(rows, code, now).room
    if room.v != v:
        raise StaleError(code)
    new = room.changed(phase, link, tally_in(rows, room))
    if phase == ENDED:
        delete(rows, code)
        return new
    if phase in {OPEN, REVEALED}:
        rows.execute("delete from guesses where code = ?", (code,))
    rows.execute(
        "update rooms set link = ?, phase = ?, v = ?, turn = ?, round = ?,"
        " earlier = ?, seen = ? where code = ?",
        (*vars_of(new), now, code),
    )
    return new


def vars_of(room: Room) -> tuple[str | int, ...]:
    """Return what may change of a room, as it is written."""
    changes = room.link, room.phase, room.v, room.turn, room.round
    return (*changes, written(room.earlier))


def delete(rows: sqlite3.Connection, code: str) -> None:
    """Delete a room and all that was guessed there."""
    rows.execute("delete from guesses where code = ?", (code,))
    rows.execute("delete from rooms where code = ?", (code,))


def place() -> Path:
    """Return the file of the rooms: where it was said, or one of this user's."""
    name = f"rooms-{SHAPE}.sqlite"
    said = os.environ.get(PLACE)
    if said:
        return Path(said)
    user = os.getuid() if hasattr(os, "getuid") else "rooms"
    folder = Path(tempfile.gettempdir(), f"logit-lab-{user}")
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    # Anybody can make a folder of that name before, and read what is in it.
    if folder.is_symlink() or not is_own(folder):
        folder = Path(tempfile.mkdtemp(prefix="logit-lab-"))
    return folder / name


def is_own(folder: Path) -> bool:
    """Whether a folder is this user's, and closed to all others."""
    about = folder.stat()
    return not hasattr(os, "getuid") or (
        about.st_uid == os.getuid() and not about.st_mode & 0o077
    )
