"""Claims about the routes of a room: what phones and a teacher may do, and see."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from functools import partial
from typing import Any

import pytest
from starlette.applications import Starlette

from live.rooms import presence, store
from live.rooms.presence import MOST_NEW, CrowdError, Door
from live.rooms.room import Room, Takes
from live.rooms.routes import FOLDER, LONGEST_BODY, Rooms, shared
from live.rooms.sheets import Sheet, offer
from live.rooms.store import Database
from tests.asgi import answered

KEY, OTHER = "0" * 32, "1" * 32
TRUTH = "0.4217"
CODE = "K7QFM"


def pose(language):
    """Return what poses a question whose words say the language."""

    def posed(link: str) -> Sheet | None:
        if link == "broken":
            raise ZeroDivisionError
        if not link.startswith("ask="):
            return None
        takes = Takes("option", 3) if link == "ask=few" else Takes("place", 101)
        return Sheet({"ask": link, "in": language}, {"value": TRUTH}, takes)

    return posed


offer("tested", {"en": pose("en"), "ko": pose("ko")})


class Class:
    """A server of rooms, and those who talk to it."""

    def __init__(self, rooms):
        """Serve rooms."""
        self.rooms = Rooms(Starlette(), rooms)

    def ask(self, method, path, body: Any = None, query="", **headers: str):
        """Return the status, headers and content of an answer."""
        return asyncio.run(self.asked(method, path, body, query, **headers))

    async def asked(self, method, path, body: Any = None, query="", **headers: str):
        """Ask, and return what comes back."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {"sec_fetch_site": "same-origin"} | headers
        status, found, text = await answered(
            self.rooms, path, query, method, named, content
        )
        return status, dict(found), text.decode()

    def open(self, code=CODE, link="ask=many", key=KEY, name="tested", **headers: str):
        """Open a room; return the status."""
        body = {"offer": name, "link": link}
        return self.ask(
            "POST", FOLDER + code, body, authorization=f"Bearer {key}", **headers
        )[0]

    def look(self, who="a", v="", code=CODE, language="en"):
        """Look as a phone; return status and what is told."""
        status, headers, text = self.ask(
            "GET", FOLDER + code, query=f"v={v}&lang={language}", x_who=named(who)
        )
        assert status >= 400 or 0.8 <= float(headers["x-again"]) <= 1.2
        return status, json.loads(text) if text else None

    def put(self, who="a", guess: Any = (40,), turn=None, code=CODE, **headers: str):
        """Commit a guess; return the status."""
        turn = self.look(who, code=code)[1]["turn"] if turn is None else turn
        body = {"turn": turn, "guess": guess}
        return self.ask(
            "POST", f"{FOLDER}{code}/answers", body, x_who=named(who), **headers
        )[0]

    def change(self, to, link="", key=KEY, v=None, **headers: str):
        """Change the phase; return the status."""
        v = self.look("t")[1]["v"] if v is None else v
        body = {"v": v, "to": to} | ({"link": link} if link else {})
        return self.ask(
            "POST",
            f"{FOLDER}{CODE}/phase",
            body,
            authorization=f"Bearer {key}",
            **headers,
        )[0]

    def count(self, key=KEY, query=""):
        """Ask how many have answered."""
        status, _, text = self.ask(
            "GET",
            f"{FOLDER}{CODE}/count",
            query=query,
            authorization=f"Bearer {key}",
        )
        return json.loads(text) if status == 200 else status


def named(who):
    """Return the token of a phone."""
    return who.encode().hex().rjust(32, "0")


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Return a store for all tests, since making a file takes long."""
    rooms = Database(tmp_path_factory.mktemp("rooms") / "rooms.sqlite")
    yield rooms
    rooms.close()


@pytest.fixture
def school(database):
    """Return a server with a room in it."""
    for code in (CODE, "22222"):
        database.queued(partial(store.delete, code=code)).result(5)
    made = Class(database)
    assert made.open() == 201
    return made


def test_a_class_from_the_first_guess_to_what_is_right(school):
    """Two rounds, a reveal and the next question."""
    for i, who in enumerate("abcd"):
        assert school.put(who, [40 + i]) == 204
    assert school.count()["answered"] == 4
    assert school.change("closed") == 200
    assert school.put("e") == 409
    assert school.count()["agreement"] == "one"
    assert school.change("open") == 200
    assert school.look()[1]["round"] == 2
    assert school.put("a", [90]) == 204
    assert school.change("revealed") == 200
    _, told = school.look()
    assert told["truth"] == {"value": TRUTH}
    assert "spreads" not in told  # no phone shows them
    assert school.count()["spreads"] == [[[[40 + i], 1] for i in range(4)], None]
    assert school.change("open", "ask=few") == 200
    _, told = school.look()
    assert (told["sheet"]["ask"], told["round"]) == ("ask=few", 1)
    assert school.put("a", [2]) == 204
    assert school.change("ended") == 200
    assert school.look()[0] == 404


def test_what_is_right_is_told_to_nobody_before(school):
    """Neither to phones nor to who has the key, in no phase, and no file has it."""
    for who in "abc":
        school.put(who)
    for phase in (None, "closed", "open", "closed"):
        if phase:
            school.change(phase)
        for query in ("", "spread=1"):
            assert TRUTH not in json.dumps(school.count(query=query))
        told = json.dumps(school.look()[1])
        assert TRUTH not in told
        assert "spread" not in told
    school.change("revealed")
    assert TRUTH in json.dumps(school.look()[1])
    files = school.rooms.store.file.parent.iterdir()
    assert TRUTH.encode() not in b"".join(file.read_bytes() for file in files)


def test_how_guesses_lie_is_told_to_who_asks_for_it(school):
    """A spread that is seen before neighbours talk makes most follow the most."""
    for who in "abc":
        school.put(who)
    assert "spreads" not in school.count(query="spread=1")  # guesses are still taken
    school.change("closed")
    assert "spreads" not in school.count()
    assert school.count(query="spread=1")["spreads"] == [[[[40], 3]]]
    school.change("open")
    school.put("a", [50])
    school.change("closed")
    assert school.count(query="spread=1")["spreads"] == [[[[40], 3]], None]


def test_a_phone_is_told_what_is_new_alone(school):
    """Most answers say nothing, and when to ask again."""
    _, told = school.look()
    assert school.look(v=told["v"]) == (204, None)
    school.change("closed")
    assert school.look(v=told["v"])[1]["phase"] == "closed"
    for v in ("", "x", "-1", "9" * 400):
        assert school.look(v=v)[0] == 200


@pytest.mark.parametrize(
    ("language", "told"), [("en", "en"), ("ko", "ko"), ("xx", "en"), ("", "en")]
)
def test_a_phone_reads_its_own_language(school, language, told):
    """Or the first one that there is."""
    assert school.look(language=language)[1]["sheet"]["in"] == told


def test_a_room_opened_anew_takes_no_old_guess(school, monkeypatch):
    """Its replica is lost, and the teacher's page opens it again."""
    _, before = school.look()
    school.change("ended")
    monkeypatch.setattr("time.time", lambda now=before["v"]: now + 60)
    assert school.open() == 201
    assert school.look(v=before["v"])[1]["turn"] > before["turn"]
    assert school.put(turn=before["turn"]) == 410


def test_a_phone_that_has_not_heard_asks_what_became_of_its_guess(school):
    """While it can be known, it is told so, and afterwards that it cannot."""
    turn = school.look()[1]["turn"]
    assert school.put("a") == 204
    assert [school.put(who, turn=turn) for who in "ab"] == [204, 204]
    school.change("closed")
    assert [school.put(who, turn=turn) for who in "abc"] == [204, 204, 409]
    school.change("revealed")
    assert [school.put(who, turn=turn) for who in "abc"] == [410, 410, 410]
    school.change("open", "ask=few")
    assert [school.put(who, turn=turn) for who in "abc"] == [410, 410, 410]
    assert school.count()["answered"] == 0


def test_a_code_that_is_taken(school):
    """The page draws another one; who has its key may open it again."""
    assert school.open(key=OTHER) == 409
    assert school.open() == 201


def test_nothing_is_worked_out_for_a_code_of_another_one(school, monkeypatch):
    """Or a script could take the turns of a class."""
    monkeypatch.setattr("live.rooms.routes.sheet_of", None)
    assert school.open(key=OTHER, link="ask=another") == 409


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "unknown"},
        {"link": ""},
        {"link": "z1=3"},
        {"link": "ask=" + "x" * 1000},
        {"link": 7},
        {"name": None},
        {"link": "ask=\ud800"},
    ],
)
def test_a_room_asks_what_a_lesson_offers(school, wrong):
    """And nothing that somebody makes up."""
    assert school.open("22222", **wrong) == 400
    assert school.look(code="22222")[0] == 404


@pytest.mark.parametrize(
    "key", ["", "0" * 31, "0" * 33, "G" * 32, OTHER, "0" * 31 + "1"]
)
def test_without_the_key_nothing_can_be_changed_or_counted(school, key):
    """Nor with another one."""
    assert school.change("revealed", key=key) == 403
    assert school.count(key=key) == 403
    assert school.look()[1]["phase"] == "open"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "else"])
def test_no_other_site_can_do_anything(school, site):
    """A browser says where it comes from; an old one would have to ask first."""
    assert school.open("22222", sec_fetch_site=site) == 403
    assert school.put(sec_fetch_site=site) == 403
    assert school.change("revealed", sec_fetch_site=site) == 403
    # What a form of another site can send has neither of the headers.
    body = {"turn": school.look()[1]["turn"], "guess": [1]}
    assert school.ask("POST", f"{FOLDER}{CODE}/answers", body)[0] == 400
    assert school.ask("POST", f"{FOLDER}22222", {"offer": "tested"})[0] == 403
    # And nobody tells its browser that it may send them.
    status, headers, _ = school.ask("OPTIONS", f"{FOLDER}{CODE}", origin="http://x")
    assert status == 404
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize("who", ["", "a", "0" * 31, "0" * 33, "g" * 32, "0" * 31 + "A"])
def test_a_phone_has_a_token(school, who):
    """Of sixteen bytes."""
    body = {"turn": school.look()[1]["turn"], "guess": [1]}
    assert school.ask("GET", FOLDER + CODE, x_who=who)[0] == 400
    assert school.ask("POST", f"{FOLDER}{CODE}/answers", body, x_who=who)[0] == 400


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"7", b"null", b'"x"', b"\xff", b"[" * 1000),
        b"{" + b" " * LONGEST_BODY + b"}",
        b'{"turn": 1.0, "guess": [1]}',
        b'{"turn": true, "guess": [1]}',
        b'{"turn": 99999999999999999999, "v": 99999999999999999999, "guess": [1]}',
    ],
)
def test_what_makes_no_sense_is_refused(school, body):
    """At each place that takes something."""
    for part, headers in [
        ("", {"authorization": f"Bearer {KEY}"}),
        ("/phase", {"authorization": f"Bearer {KEY}"}),
        ("/answers", {"x_who": named("a")}),
    ]:
        assert school.ask("POST", FOLDER + CODE + part, body, **headers)[0] == 400


@pytest.mark.parametrize("guess", [[101], [-1], [1, 2], "x", None, [0.5], {}])
def test_a_guess_fits_its_question(school, guess):
    """Nothing else is stored."""
    assert school.put(guess=guess) == 400
    assert school.count()["answered"] == 0


@pytest.mark.parametrize("to", ["opened", "", None, 7, [], "ended "])
def test_a_phase_is_one_of_four(school, to):
    """Whatever else somebody sends."""
    assert school.change(to) == 400


def test_only_who_saw_the_newest_change_makes_one(school):
    """And nothing that cannot come now."""
    v = school.look()[1]["v"]
    assert school.change("closed", v=v) == 200
    assert school.change("revealed", v=v) == 409
    assert school.change("closed") == 409
    assert school.change("open", "nothing") == 400


@pytest.mark.parametrize(
    "path",
    [
        *("", "K7QF", "k7qfm", "K7QFM/", "K7QFM/other", "K7QFM/answers/", "22222"),
        *("K7QFM/answers", "../K7QFM", "K7QFM%00", "K" * 9000),
    ],
)
def test_there_is_nothing_elsewhere(school, path):
    """Nor by another way of asking."""
    headers = {"x_who": named("a"), "authorization": f"Bearer {KEY}"}
    for method in ("GET", "DELETE", "PUT", "HEAD"):
        is_room = (method, path) == ("GET", "K7QFM/")
        status = school.ask(method, FOLDER + path, **headers)[0]
        assert status == (200 if is_room else 404)


def test_all_else_is_the_apps(school):
    """A path that only begins alike, too."""
    for path in ("/live/room", "/live/rooms", "/softmax"):
        status, headers, _ = school.ask("GET", path)
        assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_who_is_here(school, monkeypatch):
    """Phones that ask, until they are silent for a while."""
    now = [0.0]
    school.rooms.door.clock = lambda: now[0]
    for who in "aab":
        school.look(who)
    assert school.count()["here"] == 2
    now[0] = presence.SILENT + 1
    school.look("c")
    assert school.count()["here"] == 1
    for who in "de":
        monkeypatch.setattr(presence, "SILENT", 0)
        school.put(who)
    now[0] += 100
    assert school.count()["here"] == 2  # who has answered was here


def test_the_server_sets_the_pace():
    """So that many phones ask no more often in all than few."""
    now = [0.0]
    door = Door(lambda: now[0])
    assert 0.8 <= door.again(CODE) <= 1.2
    for i in range(2_000):
        now[0] = i / MOST_NEW
        door.note(CODE, str(i))
    pauses = [door.again(CODE) for _ in range(50)]
    assert all(3.2 <= pause <= 4.8 for pause in pauses)
    assert len(set(pauses)) > 10  # they do not all come at the same moment


def test_no_class_comes_as_fast_as_a_script(monkeypatch):
    """New phones have a bound, each second and in all; old ones may go on."""
    now = [0.0]
    door = Door(lambda: now[0])
    for i in range(MOST_NEW):
        door.note(CODE, str(i))
    with pytest.raises(CrowdError):
        door.note(CODE, "one more")
    door.note(CODE, "7")
    now[0] = 1.0
    door.note(CODE, "one more")
    monkeypatch.setattr(presence, "MOST_PHONES", MOST_NEW + 1)
    for _ in range(3):
        now[0] += 100
        assert door.here(CODE) == 0
        with pytest.raises(CrowdError):
            door.note(CODE, "another one")
        door.note(CODE, "7")


def test_who_makes_names_up_takes_no_guess_from_a_class(school, monkeypatch):
    """Each that came before has a guess; who has not looked comes as anybody new."""
    monkeypatch.setattr(presence, "MOST_PHONES", 5)
    monkeypatch.setattr(store, "MOST_PHONES", 5)
    turn = school.look("a")[1]["turn"]
    school.look("b")
    stuffed = [school.put(f"x{i}", turn=turn) for i in range(9)]
    assert stuffed == [204] * 3 + [503] * 6
    assert [school.put(who, turn=turn) for who in "aabc"] == [204, 204, 204, 503]
    assert school.count()["answered"] == 5


def test_what_is_known_of_rooms_has_a_bound(monkeypatch):
    """Whoever asks after many makes others forgotten, and not the memory full."""
    monkeypatch.setattr(presence, "MOST_ROOMS", 3)
    door = Door()
    for code in "abcd":
        door.note(code, "x")
    assert (door.here("a"), door.here("d"), len(door.rooms)) == (0, 1, 3)


def test_a_full_disk_is_told_as_such(school, monkeypatch):
    """A phone tries again later."""

    def full(*_: Any):
        raise sqlite3.OperationalError("database or disk is full")

    turn = school.look()[1]["turn"]
    monkeypatch.setattr(store, "add", full)
    assert school.put(turn=turn) == 503
    monkeypatch.undo()
    assert school.put(turn=turn) == 204


def test_a_question_that_fails_is_told_to_the_log(school, caplog):
    """And tried again, as it may be the fault of a moment."""
    for _ in range(2):
        assert school.open("22222", "broken") == 500
    assert "ZeroDivisionError" in caplog.text


def test_a_lecture_hall_at_once(school):
    """A thousand guesses in a moment, each of which is sent twice; none is lost."""
    now = [0.0]
    school.rooms.door.clock = lambda: now[0]
    for i in range(1_000):  # they do not all come in at the same moment
        now[0] = i / MOST_NEW
        school.rooms.door.note(CODE, named(str(i)))

    async def all_at_once():
        turn = json.loads(
            (await school.asked("GET", FOLDER + CODE, query="", x_who=named("t")))[2]
        )["turn"]
        return await asyncio.gather(
            *(
                school.asked(
                    "POST",
                    f"{FOLDER}{CODE}/answers",
                    {"turn": turn, "guess": [i % 101]},
                    x_who=named(str(i)),
                )
                for i in [*range(1_000), *range(1_000)]
            )
        )

    assert {status for status, _, _ in asyncio.run(all_at_once())} == {204}
    assert school.count()["answered"] == 1_000


def test_no_answer_is_kept_by_anybody(school):
    """Nor does one set a cookie."""
    for method, path in [("GET", CODE), ("GET", "22222"), ("POST", f"{CODE}/phase")]:
        _, headers, _ = school.ask(method, FOLDER + path, x_who=named("a"))
        assert headers["cache-control"] == "no-store"
        assert "set-cookie" not in headers


def test_a_server_that_starts_deletes_what_is_too_old(tmp_path, monkeypatch):
    """Also where nobody opens a room any more; one that has no rooms makes no file."""
    file = tmp_path / "rooms.sqlite"
    monkeypatch.setenv(store.PLACE, str(file))
    shared.cache_clear()
    Rooms(Starlette())
    assert not file.exists()
    old = Database(file, clock=lambda: 0.0)
    old.open(Room("K7QFM", "softmax", "ask=bystander"), "0" * 32).result()
    old.close()
    Rooms(Starlette())
    assert shared.cache_info().currsize == 1  # it was opened, and by nobody else
    shared().close()
    shared.cache_clear()
    with closing(sqlite3.connect(file)) as rows:
        assert rows.execute("select count(*) from rooms").fetchone() == (0,)
