"""Claims about links from one lesson to another, in a real browser."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from core import power_shares
from tests.browser.lab import Lab, watched
from ui.words import frame

EMBEDDED = {"embed": ["true"], "embed_options": ["light_theme", "disable_scrolling"]}
QUERY = "embed=true&embed_options=light_theme&embed_options=disable_scrolling"


def test_a_link_carries_what_is_shown(desktop: BrowserContext, app: str) -> None:
    """After a movement too: logits, a name, the base as a temperature, the language."""
    with watched(desktop) as page:
        lab = Lab(page, app, "why-exponential")
        lab.open("/why-exponential?lang=ko&z1=1.5&z2=-2&base=3&name1=%3Cb%3E%26")
        lab.type("z3", "0.1")
        lab.type("base", "2")
        lab.settled()
        lab.follow()
        there = Lab(page, app, "temperature")
        there.section.wait_for()
        there.ready()
        assert there.vector("p") == power_shares([1.5, -2, 0.1], 2).tolist()
        assert there.section.locator("input[name=name1]").input_value() == "<b>&"
        assert there.link()["lang"] == ["ko"]


def is_embedded(link: str) -> bool:
    """Whether a link says all that the page was opened with about its frame."""
    given = parse_qs(urlsplit(link).query)
    return given | EMBEDDED == given


def test_an_embedded_page_stays_embedded(page: Page, app: str) -> None:
    """Every link that it writes, copies or follows leaves out the menu too."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said = frame("en")["lab"]
    lab = Lab(page, app, "why-exponential").open(f"/why-exponential?z1=1.5&{QUERY}")
    assert is_embedded(page.url)
    lab.drag("z1", -1)
    lab.release()
    assert is_embedded(lab.settled().page.url)
    lab.press(said["share"])
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=said["copy"]).click()
    expect(dialog.get_by_role("button", name=said["copied"])).to_be_visible()
    assert is_embedded(page.evaluate("navigator.clipboard.readText()"))
    page.keyboard.press("Escape")
    lab.whole.locator(".lab-preset").last.click()
    assert is_embedded(lab.settled().page.url)
    lab.press(said["reset"])
    assert is_embedded(lab.settled().page.url)
    page.get_by_role("button", name="한국어").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    lab.settled()
    assert is_embedded(page.url)
    assert lab.link()["lang"] == ["ko"]
    lab.follow()
    there = Lab(page, app, "temperature")
    there.section.wait_for()
    there.ready()
    assert is_embedded(page.url)
    expect(page.get_by_role("link", name="Logit Lab")).to_have_count(0)


def test_a_page_that_is_not_embedded_says_nothing_of_it(page: Page, app: str) -> None:
    """A link to another lesson has what that lesson reads, and no more."""
    lab = Lab(page, app, "output-layers").open("/output-layers?task=yesno&k=2&z1=1")
    link = lab.whole.locator("a[data-link]").first.get_attribute("href")
    assert {*parse_qs(urlsplit(link or "").query)} == {"z1", "z2", "name1", "name2"}
