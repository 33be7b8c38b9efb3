"""Claims about an app that lives below a path of its host, in a real browser."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.lab import Lab, choose, messages_from, of_core, watched
from tests.browser.servers import streamlit
from ui.words import frame, words

BASE = "/school/logit-lab"


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """Return the address of an app that shares its host with others."""
    with streamlit(base=BASE, options=["--browser.serverAddress=lab.example"]) as app:
        yield app


def test_the_first_link_to_a_fresh_server_may_be_a_deep_one(
    desktop: BrowserContext,
) -> None:
    """Nobody has opened the overview before."""
    with streamlit(base=BASE) as app, watched(desktop) as page:
        lab = Lab(page, app, "temperature").open("/temperature?z1=2&z2=1&z3=0&t=inf")
        assert lab.vector("p") == [1 / 3] * 3
        expect(page.get_by_role("link", name="Logit Lab")).to_be_visible()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_two_lessons_work_as_at_the_root(page: Page, below: str) -> None:
    """Drag, commit, follow the menu, drag, commit, and back; all by HTTP."""
    lab = Lab(page, below).open("/softmax?z1=1&z2=2&z3=3")
    sent = messages_from(page)
    lab.drag("z1", -4)
    lab.release()
    assert lab.settled().vector("p") == of_core([-4, 2, 3])
    assert sent == []
    assert page.url.startswith(f"{below}/softmax?")
    choose(page, "Probabilities", words("en", "sigmoid")["title"])
    other = Lab(page, below, "sigmoid").ready()
    expect(other.section).to_be_visible()
    other.ready().drag("z", -3)
    other.release()
    assert other.settled().number("z") == -3
    assert page.url.startswith(f"{below}/sigmoid?")
    choose(page, "Probabilities", words("en", "softmax")["title"])
    expect(lab.section).to_be_visible()
    assert lab.settled().vector("p") == of_core([-4, 2, 3])


def test_a_link_in_a_lesson_leads_to_the_other_one(page: Page, below: str) -> None:
    """It is relative to where the app is."""
    lab = Lab(page, below, "why-exponential").open("/why-exponential?z1=1&z2=-2&base=3")
    lab.follow()
    there = Lab(page, below, "temperature")
    there.section.wait_for()
    there.ready()
    assert page.url.startswith(f"{below}/temperature?")
    assert there.logits()[:2] == [1, -2]


def test_the_menu_leads_home_and_a_reload_finds_it(page: Page, below: str) -> None:
    """The overview is where the app is, and so is all that it needs."""
    Lab(page, below).open("/softmax?z1=7.5")
    page.get_by_role("link", name="Logit Lab").click()
    overview = Lab(page, below, "overview")
    overview.section.wait_for()
    assert overview.ready().number("z1") == 7.5
    overview.type("z2", "-3")
    overview.settled()
    page.reload()
    assert overview.ready().logits()[:2] == [7.5, -3]


def test_language_copy_and_code_work_below_a_path(page: Page, below: str) -> None:
    """The copied link is the address, language and all; it opens as it was."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab = Lab(page, below).open("/softmax?z1=1.5")
    page.get_by_role("button", name="한국어").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    said = frame("ko")["lab"]
    lab.settled().press(said["share"])
    page.get_by_role("dialog").get_by_role("button", name=said["copy"]).click()
    expect(page.get_by_role("dialog").get_by_text(said["copied"])).not_to_have_count(0)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert copied.startswith(f"{below}/softmax?")
    page.goto(copied)
    assert lab.ready().number("z1") == 1.5


def test_the_code_for_a_class_leads_below_the_path(page: Page, below: str) -> None:
    """A phone reads the whole way."""
    said = words("en", "overview")["invitation"]
    Lab(page, below, "overview").open("/")
    page.get_by_role("button", name=said["button"]).click()
    page.get_by_role("img", name=said["label"]).wait_for()
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    assert code.text == f"{below.replace('127.0.0.1', 'lab.example')}/"


def test_the_code_of_a_state_leads_below_the_path(page: Page, below: str) -> None:
    """The prepared lesson, on a host that a phone can reach."""
    said = frame("en")["lab"]
    lab = Lab(page, below).open("/softmax?z1=1.5&present=1")
    lab.press(said["code_for_phones"])
    page.get_by_role("img", name=said["scan"]).wait_for()
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    host = below.replace("127.0.0.1", "lab.example")
    assert code.text.startswith(f"{host}/softmax?z1=1.5&")
    assert "present" not in code.text


@pytest.mark.parametrize(
    ("typed", "meant"), [("?lang=ko", "/?lang=ko"), ("/softmax/?z1=2", "/softmax?z1=2")]
)
def test_a_slash_too_many_or_too_few_is_forgiven(
    page: Page, below: str, typed: str, meant: str
) -> None:
    """The way there is relative, whatever host and path a proxy shows."""
    page.goto(below + typed)
    page.wait_for_selector("section.lab[data-state=ready]", timeout=30_000)
    assert page.url.startswith(below + meant)
