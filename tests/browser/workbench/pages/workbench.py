"""A swinging point, and numbers that are none: every kind of control at once."""

import streamlit as st

from live.host import opened_link, show
from tests.browser.workbench.swing import answer


@st.fragment
def swing() -> None:
    """Show the lab; runs again on every commit."""
    show("swing", answer(opened_link("swing")))


swing()
