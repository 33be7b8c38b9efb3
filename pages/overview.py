"""The overview: what this is, one lab to touch, and the way to the lessons."""

import numpy as np
import streamlit as st

from core import softmax
from core.sums import class_sum
from figures.shares import narrow_bars, probability_bars
from live import Array, Lab, Link, Readout
from ui import invitation
from ui.classes import shared_classes
from ui.contents import LESSONS, file_of
from ui.lesson import Lesson
from ui.words import language, words

page = Lesson("overview")


def scene(z: Array) -> dict[str, Array]:
    """Logits (..., K) to everything that moves."""
    p = softmax(z)
    total = class_sum(p)
    return {
        "probabilities.x": p,
        "largest.x": np.where(z == z.max(axis=-1, keepdims=True), 0.0, np.nan),
        "total_probability.customdata": total[..., np.newaxis],
        "p": p,
        "sum": total,
    }


def lab(link: Link) -> Lab:
    """Put the lab together for the state of a link."""
    classes = shared_classes(link, page.frame["classes"])
    row = classes.row
    return page.lab(
        controls=classes.controls,
        scene=scene,
        figure=probability_bars(classes.names, page["bars"], page["bars_hint"], row),
        narrow=narrow_bars(len(classes), page["bars"]),
        readouts=[
            Readout(name="p", labels=classes.names, told=True),
            Readout(name="sum", format=".12g"),
        ],
        template=f'<div class="lab-line"><span>{classes.sum_of_shares}</span></div>',
        row=row,
    )


page.run(lab)

with st.container(horizontal=True, vertical_alignment="center"):
    st.header(page["lessons"], anchor=False)
    invitation.offer(page["invitation"])
for lesson in LESSONS:
    about = words(language(), lesson)
    st.page_link(file_of(lesson), label=f"**{about['title']}** — {about['idea']}")
for section in page["about"]:
    st.markdown(section)
