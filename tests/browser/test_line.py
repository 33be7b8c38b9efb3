"""Claims about the line to the server: gone, busy, slow, and back."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
    Request,
    Route,
    WebSocketRoute,
    expect,
)

from tests.browser.lab import Lab, of_core, same
from ui.words import frame

ANSWERS = "**/live/answers/**"
EN = frame("en")["lab"]


class Line:
    """What carries everything between a page and its server, and can be cut."""

    def __init__(self, page: Page) -> None:
        """Carry the page's questions and its websocket."""
        self.is_cut = False
        self.is_slow = False
        self.asked: list[Request] = []
        self.held: list[Route] = []  # questions that a slow line has not handed on
        page.route(ANSWERS, self.carry)
        page.route_web_socket("**/_stcore/stream*", self.connect)

    def carry(self, route: Route) -> None:
        """Carry a question."""
        self.asked.append(route.request)
        if self.is_slow:
            self.held.append(route)
        elif self.is_cut:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    def hand_on(self) -> None:
        """Be quick again, and carry what was held."""
        self.is_slow = False
        for route in self.held:
            route.continue_()
        self.held.clear()

    def connect(self, socket: WebSocketRoute) -> None:
        """Carry a websocket; what is sent over a broken one is lost."""
        server = socket.connect_to_server()
        socket.on_message(lambda sent: None if self.is_cut else server.send(sent))
        server.on_message(lambda sent: None if self.is_cut else socket.send(sent))


@pytest.fixture
def tab(desktop: BrowserContext) -> Iterator[Page]:
    """Return a page whose line may break, which is an error to a browser."""
    opened = desktop.new_page()
    yield opened
    opened.close()


@pytest.fixture
def line(tab: Page) -> Line:
    """Return the line of that page."""
    return Line(tab)


@pytest.fixture
def lab(tab: Page, line: Line, app: str) -> Lab:  # noqa: ARG001 - it carries the page
    """Return the softmax lesson at the end of that line."""
    return Lab(tab, app).open("/softmax")


def sentence(lab: Lab) -> Locator:
    """Return the line that says what keeps an answer away."""
    return lab.section.locator(".lab-trouble")


def opacity(lab: Lab) -> float:
    """Return how far the picture has faded."""
    look = "one => Number(getComputedStyle(one).opacity)"
    faded: float = lab.section.locator(".lab-plot").evaluate(look)
    return faded


def test_without_a_line_hands_go_on_and_nothing_is_lost(lab: Lab, line: Line) -> None:
    """Thumbs follow, the picture greys, a line says why; all by itself it is over."""
    line.is_cut = True
    lab.drag("z1", 5)
    lab.release()
    expect(sentence(lab)).to_have_text(EN["lost"])
    lab.drag("z2", -4)
    assert lab.number("z2") == pytest.approx(-4, abs=0.2)
    assert float(lab.range("z2").input_value()) == lab.number("z2")
    expect(lab.section).to_have_attribute("data-state", "waiting")
    assert opacity(lab) < 0.5
    lab.release()
    lab.range("z3").press("ArrowRight")
    lab.frame()
    assert lab.number("z3") == 4.1
    lab.page.wait_for_timeout(400)  # until the key has been sent, or would have
    seen = lab.logits()
    assert [float(lab.link()[f"z{i}"][0]) for i in (1, 2, 3)] == seen
    line.is_cut = False
    expect(sentence(lab)).to_have_text("", timeout=15_000)
    assert same(lab.settled().vector("p"), of_core(seen))
    assert lab.logits() == seen
    assert opacity(lab) == 1


def test_the_sentence_moves_nothing(lab: Lab, line: Line) -> None:
    """Where the line breaks in a drag, no part of the lab jumps from under the hand."""
    places = (
        "[...document.querySelectorAll('.lab, .lab-row, .lab-line, .lab-foot')]"
        ".map(e => JSON.stringify(e.getBoundingClientRect()))"
    )
    before = lab.page.evaluate(places)
    line.is_cut = True
    lab.drag("z1", 5)
    lab.release()
    expect(sentence(lab)).to_be_visible()
    assert lab.page.evaluate(places) == before


def test_keys_move_the_thumb_before_the_answer(lab: Lab, line: Line) -> None:
    """On a long line, too: the thumb at once, the numbers with their picture."""
    line.is_slow = True
    lab.type("z1", "5")
    lab.range("z2").press("ArrowRight")
    lab.frame()
    assert float(lab.range("z2").input_value()) == 3.0
    assert lab.number("z2") == 2.9
    expect(lab.section).to_have_attribute("data-state", "waiting")
    assert opacity(lab) == 1
    line.hand_on()
    lab.page.wait_for_timeout(400)
    lab.settled()
    assert (lab.number("z1"), lab.number("z2")) == (5, 3)


def test_a_busy_server_is_asked_again_and_that_is_said(lab: Lab) -> None:
    """It refuses once; the answer comes without anybody doing anything."""
    refused: list[float] = []

    def refuse(route: Route) -> None:
        if refused:
            route.continue_()
            return
        refused.append(time.monotonic())
        route.fulfill(status=503, headers={"Retry-After": "3"}, body="")

    lab.page.route(ANSWERS, refuse)
    lab.type("z1", "5")
    expect(sentence(lab)).to_have_text(EN["late"])
    lab.settled()
    assert time.monotonic() - refused[0] >= 3
    expect(sentence(lab)).to_have_text("")
    assert same(lab.vector("p"), of_core([5, 2.9, 4]))


def test_a_slow_answer_is_waited_for(lab: Lab, line: Line) -> None:
    """One question, however long its answer takes; a line says that it takes long."""
    line.is_slow = True
    lab.type("z1", "5")
    expect(sentence(lab)).to_have_text(EN["late"], timeout=10_000)
    lab.page.wait_for_timeout(2000)
    assert len(line.held) == 1
    line.hand_on()
    lab.settled()
    assert same(lab.vector("p"), of_core([5, 2.9, 4]))
    assert len(line.asked) == 1


def test_an_older_answer_after_a_newer_question_changes_nothing(
    lab: Lab, line: Line
) -> None:
    """It is given up, and its numbers are seen neither then nor later."""
    given_up: list[str] = []
    lab.page.on("requestfailed", lambda request: given_up.append(request.url))
    line.is_slow = True
    lab.type("z1", "5")
    lab.page.wait_for_timeout(100)
    line.is_slow = False
    lab.type("z1", "-5")
    lab.settled()
    assert len(given_up) == 1
    line.hand_on()
    lab.page.wait_for_timeout(300)
    assert same(lab.settled().vector("p"), of_core([-5, 2.9, 4]))
    assert (lab.number("z1"), lab.link()["z1"]) == (-5, ["-5"])


def test_another_language_while_an_answer_is_on_its_way(
    lab: Lab, line: Line, tab: Page
) -> None:
    """The answer comes in the new language, and with the newest state.

    Until then the address says both, so that nothing is lost by a reload.
    """
    line.is_slow = True
    with tab.expect_request(ANSWERS):
        lab.type("z1", "5")
    with tab.expect_request("**/softmax/ko"):
        tab.get_by_role("button", name="한국어").click()
    assert (lab.link()["z1"], lab.link()["lang"]) == (["5"], ["ko"])
    line.hand_on()
    expect(tab.locator("html")).to_have_attribute("lang", "ko")
    assert same(lab.settled().vector("p"), of_core([5, 2.9, 4]))
    assert lab.link()["lang"] == ["ko"]
    expect(lab.section.get_by_role("button", name="처음으로")).to_be_visible()


def test_what_waits_when_a_page_is_left_waits_no_longer(
    lab: Lab, line: Line, tab: Page
) -> None:
    """A key just pressed, and a question that has no answer: both end with the lab."""
    tab.evaluate("window.kept = document.querySelector('section.lab').lab")
    line.is_slow = True
    lab.type("z2", "1")
    tab.wait_for_timeout(100)
    lab.range("z1").press("ArrowRight")
    tab.get_by_role("link", name="Logit Lab").click()
    Lab(tab, lab.app, "overview").section.wait_for()
    tab.wait_for_timeout(1000)
    asked = [request.url.partition("/live/answers/")[2] for request in line.asked]
    assert asked.count("softmax/en") == 1
    assert tab.evaluate("kept.transport.isWaiting") is False
    assert tab.url == f"{lab.app}/"  # the key has written nothing into it
