"""Claims about the pictures of a loss: what can move is there, and fits."""

import json

import numpy as np
import pytest

from core import softmax
from pages.cross_entropy import binary_picture
from pages.cross_entropy.curves import CEILING
from pages.cross_entropy.picture import picture
from pages.cross_entropy.pieces import FEW
from ui.words import LANGUAGES, words

WORDS = words("en", "cross-entropy")
STAGES = ("price", "pull", "mixtures")
P = softmax([0.3, 2.9, 4.0])
DRAWN = [picture(("a", "b", "c"), 1, stage, WORDS) for stage in STAGES]
DRAWN += [binary_picture.picture(WORDS)]


def several(count=3, stage="price", true=1):
    """Return the picture of so many classes."""
    return picture(tuple(f"class {i}" for i in range(count)), true, stage, WORDS)


def moved(drawn, **found):
    """Return what moves of the marks that need no other answers."""
    moves = {}
    for mark in drawn.marks:
        for attribute, moving in mark.moves.items():
            try:
                moves[f"{mark.name}.{attribute}"] = np.asarray(moving(found))
            except KeyError:  # an answer that is not asked about
                continue
    return moves


def layouts(drawn):
    """Return the layouts of a picture by variant."""
    return json.loads(drawn.text)["layouts"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("count", [2, FEW, FEW + 1, 10])
def test_no_two_traces_have_one_name(count, stage):
    """So each of them can be moved."""
    names = [mark.name for mark in several(count, stage).marks]
    assert len(set(names)) == len(names)


def test_each_stage_adds_to_the_price():
    """The price is in all; then come a step and its arrows, then what is mixed."""
    price, pull, mixtures = ({m.name for m in drawn.marks} for drawn in DRAWN[:3])
    always = {"costs", "point", "column", "stem", "level", "amount", "above", "whole"}
    assert always <= price & pull & mixtures
    assert {"arrows", "way", "landed", "landing"} <= pull - price - mixtures
    assert {"floor", "squared", "squared_pull", "entropy"} <= mixtures - price - pull


@pytest.mark.parametrize("true", [0, 1, 2])
def test_the_truth_lies_first_on_the_axis_of_the_price(true):
    """Its piece ends where the price is read, and the others fill the rest."""
    moves = moved(several(true=true), p=P, true_share=P[true])
    starts, lengths = moves["whole.base"], moves["whole.x"]
    assert starts[true] == 0
    assert lengths[true] == moves["stem.x"] == moves["level.x"] == moves["point.x"]
    order = np.argsort(starts)
    np.testing.assert_allclose(starts[order][1:], (starts + lengths)[order][:-1])
    np.testing.assert_allclose((starts + lengths).max(), 1)


def test_the_truth_has_the_colour_and_the_others_are_pale():
    """Also where there are so many that the others are one piece."""
    for count in (3, 10):
        [pieces] = [m.trace for m in several(count, true=0).marks if m.name == "whole"]
        assert pieces["marker"]["color"][0] == "var(--series-1)"
        assert pieces["marker"]["opacity"][0] == 1 > pieces["marker"]["opacity"][1]
    assert len(pieces["text"]) == 2


@pytest.mark.parametrize("loss", [7.03, 9.02, 13.02])
def test_a_loss_above_the_axis_is_a_sign_and_its_number(loss):
    """Losses that are cut off at the same height do not look the same."""
    moves = moved(several(), loss=np.array(loss))
    assert moves["column.y"] == CEILING
    assert np.isfinite(moves["above.x"]).all()
    assert np.isnan(moves["above_all.x"]).all()
    assert moves["above.customdata"] == moves["amount.customdata"] == loss


def test_a_loss_on_the_axis_has_no_sign():
    """It is where the column ends."""
    moves = moved(several(), loss=np.array(5.9))
    assert moves["column.y"] == 5.9
    assert np.isnan([moves["above.x"], moves["above_all.x"]]).all()


def test_an_endless_loss_is_written_so():
    """As a sign of infinity, large and above the axis; there is no number."""
    moves = moved(several(), loss=np.array(np.inf))
    assert np.isfinite([moves["endless.x"], moves["above_all.x"]]).all()
    assert np.isnan([moves["amount.x"], moves["above.x"]]).all()


def test_a_landing_is_where_the_step_ends():
    """Its number stands aside, where it meets no curve."""
    drawn = several(stage="pull")
    moves = moved(drawn, landed=np.array(0.5), landed_share=np.array(0.6))
    assert (moves["landed.x"], moves["landed.y"]) == (0.6, 0.5)
    assert (moves["landing.x"], moves["landing.customdata"]) == (1, 0.5)
    nowhere = moved(drawn, landed=np.array(np.nan), landed_share=np.array(np.nan))
    assert np.isnan(nowhere["landing.x"])


def test_arrows_point_where_a_step_goes():
    """Against the gradient."""
    gradient = np.array([0.2, -0.5, 0.3])
    moves = moved(several(stage="pull"), gradient=gradient)
    assert moves["arrows.x"][1::3].tolist() == (-gradient).tolist()
    assert moves["pull.customdata"].tolist() == (-gradient).tolist()


@pytest.mark.parametrize("drawn", DRAWN)
def test_axes_stand_still(drawn):
    """No axis follows its data, so nothing jumps while dragging."""
    for layout in layouts(drawn).values():
        axes = [axis for key, axis in layout.items() if key[1:5] == "axis"]
        assert len(axes) == 2 * len(drawn.panels)
        assert all(axis["fixedrange"] for axis in axes)


@pytest.mark.parametrize("drawn", DRAWN[:3])
def test_the_whole_and_the_price_share_an_axis(drawn):
    """In every variant, or the end of a piece would not be where it is read."""
    for layout in layouts(drawn).values():
        price, whole = layout["xaxis"], layout["xaxis2"]
        assert (price["range"], price["domain"]) == (whole["range"], whole["domain"])


def test_the_loss_has_room_for_a_wrong_answer():
    """A loss of 5 nat is still on the axis."""
    assert CEILING > 5


@pytest.mark.parametrize("x", [-np.inf, np.inf])
def test_an_infinite_logit_is_at_the_end_of_the_axis(x):
    """Where its point is; and a sign beside it says that the loss is infinite."""
    found = {"logit": np.array([x]), "loss": np.array([np.inf])}
    moves = moved(DRAWN[3], **found)
    end = np.copysign(10, x)
    assert (moves["point.x"], moves["point.y"]) == (end, 10)
    assert 0 < moves["above_all.x"] / end < 1


@pytest.mark.parametrize("drawn", DRAWN)
def test_a_narrow_picture_leaves_room_for_sliders(drawn):
    """Three classes take less than half of a phone."""
    assert layouts(drawn)["narrow"]["height"] < 740 / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_or_no_speaks_of_a_logit_z_and_a_label_y(language):
    """As everywhere; only the keys of its links are older."""
    said = words(language, "cross-entropy")
    assert "x" not in "".join([*said["branches"], *said["curves"], said["axis"]])
