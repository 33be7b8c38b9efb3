"""A small app around a lab that is no lesson: it shows what the engine alone does."""

import streamlit as st

from live import serving

app = st.App("pages/workbench.py", routes=serving.routes())
