"""Claims about the glossary in a real browser: a link leads to its term."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.servers import streamlit
from ui.explanation import kept
from ui.terms import groups
from ui.words import words

BASE = "/school/logit-lab"
PATIENCE = 30_000  # milliseconds; the first page of a fresh server is the slowest


@pytest.fixture(scope="module")
def below():
    """Return the address of an app that shares its host with others."""
    with streamlit(base=BASE, options=["--browser.serverAddress=lab.example"]) as app:
        yield app


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_link_from_a_lesson_leads_to_its_term(
    page: Page, below: str, language: str
) -> None:
    """In the language of the lesson, below the path that the app lives at."""
    page.goto(f"{below}/softmax?lang={language}")
    relative = kept("glossary#ulp", language)
    page.goto(page.evaluate("way => new URL(way, location.href).href", relative))
    [ulp] = [t for g in groups(language).values() for t in g if t.key == "ulp"]
    expect(page.get_by_text(ulp.text)).to_be_in_viewport(timeout=PATIENCE)
    assert page.url == f"{below}/glossary?lang={language}#ulp"
    # The second link of this name, after the one of the menu, is below the term.
    title = words(language, "two-classes")["title"]
    below_it = page.get_by_test_id("stMain").get_by_role("link", name=title)
    expect(below_it.filter(visible=True).last).to_be_visible()
    widths = below_it.evaluate_all("links => links.map(link => link.offsetWidth)")
    assert min(widths) > 40


def test_the_glossary_is_a_page_of_the_menu(page: Page, below: str) -> None:
    """Whoever looks for a term finds it from anywhere."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{below}/softmax?lang=en")
    page.get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", name="logit", exact=True)).to_be_visible()
