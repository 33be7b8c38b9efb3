"""Claims about the overview, besides those about every page."""

import pytest

from tests.pages.streamlit_visit import Visit
from ui.words import words


@pytest.mark.parametrize("language", ["en", "ko"])
def test_who_cannot_be_reached_is_told_so(language):
    """Where no other device can open the page there is a sentence, and no code."""
    said = words(language, "overview")["invitation"]
    visit = Visit()
    visit.open("overview", {"lang": language})
    assert visit.press(said["button"]).errors == []
    assert said["alone"] in [element.value for element in visit.app.markdown]
    assert len(visit.app.get("html")) == 0
