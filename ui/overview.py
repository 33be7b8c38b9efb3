"""The page of the overview: its lab with all lessons below it, and what this is."""

import streamlit as st

from ui import invitation, page
from ui.lesson import Lesson
from ui.version import VERSION
from ui.visit import language
from ui.words import words


def show(lesson: Lesson) -> None:
    """Show the lab and the lessons, and what stands below them."""
    page.show(lesson)
    spoken = words(language(), lesson.name)
    with st.container(key="below"):
        invitation.offer(spoken["invitation"])
        for section in spoken["about"]:
            st.markdown(section)
        st.caption(f"Logit Lab {VERSION}")
