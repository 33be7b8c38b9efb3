"""Claims about limits: what one visitor cannot take from all others."""

import asyncio
import resource

import pytest
import uvicorn
from starlette.applications import Starlette

from live import limits
from live.limits import Caught, Ceiling, NoUploads, limit_server, open_more_files


class Settings:
    """Settings with a ceiling on one of them."""

    size = Ceiling(100)

    def __init__(self, size):
        self.size = size


@pytest.mark.parametrize(("chosen", "found"), [(7, 7), (100, 100), (101, 100)])
def test_a_setting_may_be_lower_and_not_higher(chosen, found):
    """Whoever runs the server may be stricter."""
    assert Settings(chosen).size == found


def test_a_setting_that_nobody_has_chosen_is_the_ceiling():
    """Without a limit of its own the server has ours."""
    assert Settings(None).size == 100


def test_a_server_is_limited_though_its_settings_were_made_before(monkeypatch):
    """`uvicorn app:app` reads its options first, and then imports the app."""
    for name in ("ws_max_size", "timeout_graceful_shutdown"):
        monkeypatch.setattr(uvicorn.Config, name, None, raising=False)
        monkeypatch.delattr(uvicorn.Config, name)
    before = uvicorn.Config("app:app", ws_max_size=10**9)
    limit_server()
    after = uvicorn.Config("app:app", ws_max_size=1000, timeout_graceful_shutdown=30)
    assert before.ws_max_size == limits.LARGEST_MESSAGE
    assert before.timeout_graceful_shutdown == limits.LAST_SECONDS
    assert (after.ws_max_size, after.timeout_graceful_shutdown) == (1000, 1)


@pytest.fixture
def files(monkeypatch):
    """Return the limits of open files, for a system that may be asked to raise them."""
    found = {"soft": 256, "hard": resource.RLIM_INFINITY, "most": 10**6}

    def setrlimit(_, pair):
        if pair[0] > found["most"]:
            raise ValueError(pair)
        found["soft"], found["hard"] = pair

    monkeypatch.setattr(resource, "getrlimit", lambda _: (found["soft"], found["hard"]))
    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    return found


def test_more_files_may_be_open_than_a_shell_allows(files, caplog):
    """A Mac begins with 256, which is not enough for two classes."""
    open_more_files()
    assert files["soft"] == limits.WANTED_FILES
    assert caplog.text == ""


@pytest.mark.parametrize(("hard", "found"), [(1024, 1024), (4096, 4096)])
def test_no_more_files_are_asked_for_than_can_be(files, caplog, hard, found):
    """The log says so where it is too few for a lecture hall."""
    files["hard"] = hard
    open_more_files()
    assert files["soft"] == found
    assert ("1024 files" in caplog.text) == (found < limits.ENOUGH_FILES)


def test_a_system_that_refuses_is_not_argued_with(files, caplog):
    """The app starts, and one line says what it is short of."""
    files["most"] = 0
    open_more_files()
    assert files["soft"] == 256
    assert len(caplog.records) == 1
    assert "256 files" in caplog.text


@pytest.mark.parametrize("soft", [20_000, resource.RLIM_INFINITY])
def test_who_allows_more_already_keeps_it(files, caplog, soft):
    """A limit is never lowered."""
    files["soft"] = soft
    open_more_files()
    assert (files["soft"], caplog.text) == (soft, "")


def test_without_such_limits_nothing_is_done(monkeypatch, caplog):
    """As on Windows."""
    monkeypatch.setattr(limits, "resource", None)
    open_more_files()
    assert caplog.text == ""


def talk(app, kind, path="/_stcore/stream"):
    """Let a middleware talk to nobody; return what it sends."""
    sent = []

    async def receive():
        return {"type": f"{kind}.connect"}

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "method": "PUT", "path": path, "headers": []}
    asyncio.run(app(scope, receive, send))
    return sent


async def failing(*_):
    """Fail as Streamlit does where an origin is no address."""
    raise ValueError("Invalid IPv6 URL\n2026 ERROR forged \ud800" + "x" * 1000)


def test_a_websocket_that_fails_is_closed_with_one_line(caplog):
    """Nobody's text can forge another."""
    assert talk(Caught(failing), "websocket") == [
        {"type": "websocket.close", "code": 1008}
    ]
    [record] = caplog.records
    assert record.exc_info is None
    assert record.getMessage().isascii()
    assert record.getMessage().isprintable()
    assert len(record.getMessage()) < 300


def test_what_else_fails_is_not_hidden():
    """An error of a page is for Streamlit to report."""
    with pytest.raises(ValueError, match="IPv6"):
        talk(Caught(failing), "http")


@pytest.mark.parametrize("base", ["", "/logit-lab"])
def test_no_place_takes_files(base):
    """Neither at the root nor below a path."""
    sent = talk(NoUploads(failing), "http", f"{base}/_stcore/upload_file/a/b")
    assert sent[0]["status"] == 404


def test_all_other_places_are_still_there():
    """Only that one is missing."""
    assert talk(NoUploads(Starlette()), "http", "/_stcore/health")[0]["status"] == 404
    with pytest.raises(ValueError, match="IPv6"):
        talk(NoUploads(failing), "http", "/_stcore/health")
