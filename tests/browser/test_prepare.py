"""A teacher prepares a link: in a dialog, read off the screen, opened by a class."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.asked import Asked
from tests.browser.lab import Lab
from ui.words import frame, words

SAID = frame("en")["lab"]


def prepared(lab: Lab) -> Locator:
    """Open the dialog in which a link is prepared."""
    lab.press(SAID["share"])
    lab.page.get_by_role("button", name=SAID["prepare"], exact=True).click()
    dialog = lab.page.get_by_role("dialog", name=SAID["prepare_title"])
    expect(dialog).to_be_visible()
    return dialog


def link_in(dialog: Locator) -> str:
    """Return the link that the dialog shows."""
    return dialog.get_by_label(SAID["prepare_link"]).input_value()


def test_a_link_is_prepared_and_opened(softmax: Lab) -> None:
    """A question, a sentence, what is hidden, a language: all of it is in the link."""
    page = softmax.page
    dialog = prepared(softmax)
    assert urlsplit(link_in(dialog)).query == ""
    dialog.get_by_label(SAID["prepare_ask"]).select_option("bystander")
    dialog.get_by_label(SAID["prepare_numbers"]).fill("7")
    dialog.get_by_label(SAID["prepare_say"]).fill("Think of <b>cake</b>")
    dialog.get_by_label(words("en", "softmax")["parts"]["powers"]).check()
    dialog.get_by_label(SAID["prepare_language"]).select_option("ko")
    link = link_in(dialog)
    assert parse_qs(urlsplit(link).query) == {
        "ask": ["bystander"],
        "numbers": ["7"],
        "say": ["Think of <b>cake</b>"],
        "hide": ["powers"],
        "lang": ["ko"],
    }
    found = Axe().run(page, context="dialog").response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:90]) for v in found] == []
    page.goto(link)
    one = Asked(softmax, "ko")
    softmax.ready()
    expect(one.section.locator(".ask-teacher")).to_contain_text("Think of <b>cake</b>")
    one.guess("set").commit().settled()
    rest = one.section.evaluate("one => Object.keys(one.lab.answer.rest)")
    assert "shares.x" in rest
    assert "weights.x" not in rest


def test_what_is_hidden_stays_hidden(page: Page, app: str) -> None:
    """A control, its numbers and its handles; every new link keeps that."""
    lab = Lab(page, app).open("/softmax?hide=z1,powers,presets&z1=2")
    expect(lab.range("z1")).to_be_hidden()
    expect(lab.range("z2")).to_be_visible()
    expect(page.locator(".page-examples button")).to_have_count(0)
    power = lab.whole.locator("output[name=power1]")
    assert (power.text_content(), power.get_attribute("data-value")) == ("?", None)
    lab.drag("z2", 1)
    lab.release()
    assert lab.settled().link()["hide"] == ["z1,powers,presets"]
    assert lab.link()["z1"] == ["2"]
    assert power.text_content() == "?"


@pytest.mark.parametrize(
    "link", ["ask=nobody", "ask=shift&numbers=x", "hide=everything", f"say={'x' * 300}"]
)
def test_a_link_that_makes_no_sense_opens_the_lab(
    page: Page, app: str, link: str
) -> None:
    """With one notice, and nothing of it in the next link."""
    lab = Lab(page, app).open(f"/softmax?{link}&z1=1&z2=1&z3=1")
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    expect(lab.section.locator(".ask-head")).to_have_count(0)
    lab.drag("z2", 2)
    lab.release()
    assert {"ask", "numbers", "hide", "say"}.isdisjoint(lab.settled().link())


def test_a_plan_for_ten_minutes_is_one_press_away(softmax: Lab) -> None:
    """In a tab of its own, in the language of the page."""
    dialog = prepared(softmax)
    with softmax.page.context.expect_page() as opened:
        dialog.get_by_text(SAID["prepare_plan"]).click()
    plan = opened.value
    expect(plan.get_by_role("heading", name="Softmax")).to_be_visible()
    found = Axe().run(plan).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:90]) for v in found] == []
    plan.locator("a").nth(1).click()
    expect(plan.locator(".ask-sentence")).to_be_visible(timeout=30_000)
    plan.close()
