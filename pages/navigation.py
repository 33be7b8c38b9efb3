"""The frame around every page: language, menu, and the page itself."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui.contents import GLOSSARY, GROUPS, OVERVIEW, script_of
from ui.visit import choose, chosen_language, frame_is_spoken, language
from ui.words import frame, words

# A link's language holds for the whole visit, also where menus drop the link.
if (asked := chosen_language()) is not None:
    choose(asked)

spoken = frame(language())
frame_is_spoken(language())
st.set_page_config(page_title=spoken["title"], page_icon="📊", layout="wide")


def page(lesson: str) -> StreamlitPage:
    """Return a lesson as Streamlit's menu has it."""
    title = words(language(), lesson)["title"]
    return st.Page(script_of(lesson), title=title, url_path=lesson)


glossary = st.Page(
    f"{GLOSSARY}/page.py",
    title=words(language(), GLOSSARY)["title"],
    url_path=GLOSSARY,
)
menu = {
    "": [st.Page(script_of(OVERVIEW), title=spoken["title"], default=True), glossary],
    **{
        spoken["groups"][group]: [page(lesson) for lesson in lessons]
        for group, lessons in GROUPS.items()
        if lessons
    },
}
st.navigation(menu, position="hidden" if st.context.is_embedded else "top").run()
