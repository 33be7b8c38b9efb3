"""A swinging point, and numbers that are none: every kind of control at once."""

import streamlit as st

from live import opened_link
from tests.browser.workbench.swing import lab


@st.fragment
def show() -> None:
    """Show the lab; runs again on every commit."""
    lab().show(opened_link("swing"))


show()
