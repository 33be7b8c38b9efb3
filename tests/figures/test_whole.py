"""Claims about the whole: it is as long as its pieces together, to the last pixel."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core import softmax
from figures.whole import whole

NAMES = ["dog", "cat", "person"]


@given(arrays(float, 3, elements=st.floats(-20, 20)))
def test_the_last_piece_says_its_name_in_a_drag_too(logits):
    """It ends on the axis, also where a table rounds its beginning and its length."""
    strip = whole("whole", "p", NAMES, "%{text}")
    moves = strip.marks[0].moves
    found = {"p": softmax(logits)}
    begin, long = (np.float32(moves[name](found)) for name in ("base", "x"))
    ends = begin.astype(float) + long.astype(float)
    assert ends.max() <= strip.x.layout(12, "y")["range"][1]
