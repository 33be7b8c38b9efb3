"""The softmax lesson as a stock Streamlit page: three sliders and one chart.

It is what the drag engine is measured against. By hand:

    PYTHONPATH=. streamlit run bench/stock.py
"""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from bench.picture import move, picture, start

logits = start(3)
st.set_page_config(layout="wide")
controls, chart = st.columns([1, 2])
with controls:
    z = [
        st.slider(f"z{i}", -10.0, 10.0, value, 0.1, key=f"z{i}")
        for i, value in enumerate(logits, start=1)
    ]
figure = go.Figure(picture(len(z)))
move(figure, np.array(z))
chart.plotly_chart(figure)
