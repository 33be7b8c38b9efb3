"""The frame around every page: language, menu, and the page itself."""

import streamlit as st

from ui.words import choose, chosen_language, language, words

# A link's language holds for the whole visit, also where menus drop the link.
if (asked := chosen_language()) is not None:
    choose(asked)

frame = words(language(), "frame")
st.set_page_config(page_title=frame["title"], page_icon="📈", layout="wide")

page = st.navigation(
    [
        st.Page("overview.py", title=frame["title"], default=True),
        st.Page("softmax.py", title=frame["menu"]["softmax"], url_path="softmax"),
    ],
    position="hidden" if st.context.is_embedded else "top",
)
page.run()
