"""The page of the overview: its lab, the way to the lessons, what this is."""

import streamlit as st

from ui import invitation, page
from ui.contents import LESSONS, script_of
from ui.lesson import Lesson
from ui.version import VERSION
from ui.visit import language
from ui.words import words


def show(lesson: Lesson) -> None:
    """Show the lab, and what stands below it."""
    page.show(lesson)
    spoken = words(language(), lesson.name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(spoken["lessons"], anchor=False)
        invitation.offer(spoken["invitation"])
    for name in LESSONS:
        about = words(language(), name)
        label = f"**{about['title']}** — {about['idea']}"
        st.page_link(script_of(name), label=label)
    for section in spoken["about"]:
        st.markdown(section)
    st.caption(f"Logit Lab {VERSION}")
