"""Claims about links from one lesson to another, in a real browser."""

from playwright.sync_api import BrowserContext

from core import power_shares
from tests.browser.lab import Lab, watched


def test_a_link_carries_what_is_shown(desktop: BrowserContext, app: str) -> None:
    """After a movement too: logits, a name, the base as a temperature, the language."""
    with watched(desktop) as page:
        lab = Lab(page, app, "why-exponential")
        lab.open("/why-exponential?lang=ko&z1=1.5&z2=-2&base=3&name1=%3Cb%3E%26")
        lab.type("z3", "0.1")
        lab.type("base", "2")
        lab.settled()
        lab.section.locator("a[data-link]").click()
        there = Lab(page, app, "temperature")
        there.section.wait_for()
        there.ready()
        assert there.vector("p") == power_shares([1.5, -2, 0.1], 2).tolist()
        assert there.section.locator("input[name=name1]").input_value() == "<b>&"
        assert there.link()["lang"] == ["ko"]
