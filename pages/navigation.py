"""The frame around every page: language, menu, and the page itself."""

import streamlit as st

from ui.contents import GLOSSARY, LESSONS, script_of
from ui.visit import choose, chosen_language, language
from ui.words import frame, words

# A link's language holds for the whole visit, also where menus drop the link.
if (asked := chosen_language()) is not None:
    choose(asked)

name = frame(language())["title"]
st.set_page_config(page_title=name, page_icon="📊", layout="wide")

overview = st.Page(script_of("overview"), title=name, default=True)
lessons = [
    st.Page(
        script_of(lesson), title=words(language(), lesson)["title"], url_path=lesson
    )
    for lesson in LESSONS
]
glossary = st.Page(
    f"{GLOSSARY}/page.py",
    title=words(language(), GLOSSARY)["title"],
    url_path=GLOSSARY,
)
page = st.navigation(
    [overview, *lessons, glossary],
    position="hidden" if st.context.is_embedded else "top",
)
page.run()
