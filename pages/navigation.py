"""The frame around every page: language, menu, and the page itself."""

import streamlit as st

from ui.contents import LESSONS, file_of
from ui.words import choose, chosen_language, language, words

# A link's language holds for the whole visit, also where menus drop the link.
if (asked := chosen_language()) is not None:
    choose(asked)

name = words(language(), "frame")["title"]
st.set_page_config(page_title=name, page_icon="📊", layout="wide")

overview = st.Page("overview.py", title=name, default=True)
lessons = [
    st.Page(file_of(lesson), title=words(language(), lesson)["title"], url_path=lesson)
    for lesson in LESSONS
]
page = st.navigation(
    [overview, *lessons], position="hidden" if st.context.is_embedded else "top"
)
page.run()
