"""Claims about the scene: every number is what core says of a drawing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import softmax
from core.digits import unseen
from core.drawing import normalise_drawing
from core.handwriting import EPOCHS, NET, learned, read
from core.intervals import wilson_interval
from core.scribbles import scribbles
from live.controls.ink import MOST, code_of, strokes_of
from pages.digits.lesson import OPEN
from pages.digits.samples import samples
from pages.digits.scene import Drawing
from pages.digits.stages import POINTS, RECTANGLES, rectangles, seen
from tests.pages.strategies import fewer

epochs = st.integers(0, EPOCHS)
choices = st.integers(0, 10)
nudges = st.floats(-10, 10)
points = st.tuples(st.integers(0, 100), st.integers(0, 100))
codes = st.lists(st.lists(points, min_size=1, max_size=12), max_size=8).map(
    lambda strokes: "_".join(
        "-".join(f"{x}.{y}" for x, y in stroke) for stroke in strokes
    )
)


def shown(code, epoch=EPOCHS, to=0, nudge=0.0, sample=-1):
    """Return what the scene answers for single numbers."""
    numbers = (np.array(float(number)) for number in (epoch, to, nudge))
    return Drawing(code, sample).scene(*numbers)


def core_says(code, epoch):
    """Return what core makes of a drawing at an epoch: three layers."""
    counts = normalise_drawing(strokes_of(code)).counts.reshape(1, -1)
    return read(counts, learned()[epoch])


@fewer(2)
@given(code=codes, epoch=epochs)
def test_units_logits_and_shares_are_those_of_core(code, epoch):
    """From the strokes to ten probabilities."""
    found, layers = shown(code, epoch), core_says(code, epoch)
    np.testing.assert_allclose(found["first"], layers[0].a[0], atol=1e-12)
    np.testing.assert_allclose(found["second"], layers[1].a[0], atol=1e-12)
    np.testing.assert_allclose(found["logit"], layers[2].z[0], atol=1e-12)
    np.testing.assert_allclose(found["p"], layers[2].a[0], atol=1e-12)
    assert found["argmax"] == layers[2].a[0].argmax()
    assert found["sure"] == found["p"].max()


@fewer(2)
@given(code=codes, epoch=epochs, to=choices, nudge=nudges)
def test_a_nudge_is_added_to_one_logit_and_moves_all_shares(code, epoch, to, nudge):
    """That of the digit with the lines, or of the winner before."""
    plain, found = shown(code, epoch, to), shown(code, epoch, to, nudge)
    chosen = int(plain["logit"].argmax()) if to == 0 else to - 1
    assert found["chosen"] == chosen
    expected = plain["logit"] + nudge * (np.arange(10) == chosen)
    np.testing.assert_allclose(found["logit"], expected, atol=1e-12)
    np.testing.assert_array_equal(found["p"], softmax(found["logit"]))
    np.testing.assert_array_equal(found["before"], plain["p"])
    moved, others = nudge != 0, np.arange(10) != chosen
    ratios = found["p"][others] / plain["p"][others]
    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-9)  # all of them alike
    if moved and 1e-6 < plain["p"][chosen] < 1 - 1e-6 and abs(nudge) > 1e-3:
        assert (found["p"] != plain["p"]).all()


@fewer(2)
@given(code=codes, epoch=epochs, to=choices, nudge=nudges)
def test_products_and_bias_add_up_to_the_logit(code, epoch, to, nudge):
    """With what is added, number by number."""
    found = shown(code, epoch, to, nudge)
    np.testing.assert_array_equal(found["product"], found["second"] * found["weight"])
    total = found["product"].sum() + found["bias"] + found["added"]
    assert total == pytest.approx(found["chosen_z"], abs=1e-11)
    last = NET.layers(learned())[-1]
    chosen = int(found["chosen"])
    np.testing.assert_array_equal(found["weight"], last.weights[epoch, :, chosen])
    assert found["bias"] == last.biases[epoch, chosen]
    assert found["chosen_p"] == found["p"][chosen]


@given(epoch=epochs)
def test_accuracy_is_counted_on_images_that_nothing_was_learned_from(epoch):
    """With the interval of Wilson."""
    images = unseen()
    said = read(images.counts, learned()[epoch])[-1].a.argmax(axis=1)
    right = (said == images.labels).sum()
    found = shown("", epoch)
    expected = wilson_interval(right, 1000)
    for name, part in zip(("accuracy", "low", "high"), expected, strict=True):
        assert found[name] == pytest.approx(part, abs=1e-12)


def test_samples_are_read_right():
    """Ten drawings, one of each digit; and an empty pad."""
    *drawn, none = samples()
    assert [int(shown(code)["argmax"]) for code in drawn] == list(range(10))
    assert none == ""
    assert not shown(none)["counts"].any()


def test_samples_are_drawings_that_a_link_can_hold():
    """Whole hundredths, as the generator drew them."""
    for code in samples()[:10]:
        assert code_of(strokes_of(code)) == code
        assert sum(map(len, strokes_of(code))) <= MOST


def test_the_stages_are_those_of_core():
    """Upright strokes lie in the ink of the upright bitmap; tiles cover the frame."""
    for scribble in scribbles(20, seed=1):
        code = code_of(scribble.strokes)
        stages, found = normalise_drawing(strokes_of(code)), seen(code)
        np.testing.assert_array_equal(found.counts, stages.counts.ravel())
        line = found.upright[~np.isnan(found.upright[:, 0])]
        x, y = np.clip((line * 64).astype(int), 0, 63).T
        inside = ((line >= 0) & (line < 1)).all(axis=1)
        assert (stages.upright[y, x] > 0.5)[inside].mean() > 0.9
        tiles = found.frame[: np.isfinite(found.frame[:, 0]).nonzero()[0][-1] + 2]
        boxes = tiles.reshape(-1, 5, 2)[:, :4]
        sizes = np.rint(boxes[:, 2]) - np.rint(boxes[:, 0])
        assert sizes.prod(axis=1).sum() == stages.frame.sum()


@fewer(4)
@given(code=codes)
def test_every_drawing_has_the_same_form(code):
    """As many points of lines and tiles, so that the browser may ask while it moves."""
    found = seen(code)
    assert found.upright.shape == (POINTS, 2)
    assert found.frame.shape == (5 * RECTANGLES, 2)
    assert found.counts.shape == (64,)


def test_tiles_cover_a_frame_of_any_ink():
    """Each pixel of ink once, and nothing else."""
    frame = np.random.default_rng(0).random((32, 32)) < 0.05
    covered = np.zeros((32, 32), int)
    for box in rectangles(frame).reshape(-1, 5, 2)[:, :4]:
        (left, top), (right, bottom) = np.rint(box[[0, 2]]).astype(int)
        covered[top:bottom, left:right] += 1
    np.testing.assert_array_equal(covered, frame)


@pytest.mark.parametrize(
    ("task", "done", "not_yet"),
    [
        ("ninety", {"epoch": 2}, {"epoch": 1}),
        ("ninety", {"epoch": 2}, {"epoch": 3}),
        ("mistaken", {"sample": 4, "epoch": 7}, {"sample": 4, "epoch": 9}),
        ("mistaken", {"sample": 4, "epoch": 8}, {"code": samples()[4], "epoch": 8}),
        ("mistaken", {"sample": 4, "epoch": 8}, {"sample": 4, "epoch": 0}),
        ("torn", {"code": OPEN}, {"code": samples()[8]}),
        ("torn", {"code": OPEN}, {"code": ""}),
        ("line", {"code": "10.50-90.52"}, {"code": "50.10-50.90"}),
        ("line", {"code": "10.50-90.52"}, {"code": "10.50-90.52_20.60-80.60"}),
        ("overtake", {"sample": 4, "to": 2, "nudge": 2}, {"sample": 4, "to": 2}),
        ("overtake", {"sample": 4, "nudge": -2}, {"sample": 4, "nudge": 2}),
    ],
)
def test_a_task_is_done_by_what_its_hint_says(task, done, not_yet):
    """And not by what is almost that."""
    for given_, expected in ((done, True), (not_yet, False)):
        code = given_.get("code", samples()[given_.get("sample", 10)])
        numbers = {k: v for k, v in given_.items() if k not in {"code", "sample"}}
        found = shown(code, sample=given_.get("sample", -1), **numbers)
        assert bool(found[task]) is expected


def test_many_states_are_answered_like_each_alone():
    """Every answer has the leading axis of the arguments."""
    at, to, nudge = np.array([0.0, 7.0, 25.0]), np.array([0.0, 3.0, 10.0]), np.ones(3)
    many = Drawing(samples()[4], 4).scene(at, to, nudge)
    for i in range(3):
        alone = Drawing(samples()[4], 4).scene(at[i], to[i], nudge[i])
        for name, numbers in alone.items():
            assert len(many[name]) == 3
            np.testing.assert_allclose(many[name][i], numbers, atol=1e-12)
