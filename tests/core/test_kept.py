"""Claims about what shares keep, tried out with some numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import power_shares, ratio_shares, softplus_shares, square_shares
from core.kept import PROPERTIES, has_opposites, kept

RULES = [power_shares, ratio_shares, softplus_shares, square_shares]
EVERY_RULE = pytest.mark.parametrize("rule", RULES)
tenths = st.integers(-100, 100).map(lambda n: n / 10)
rows = st.lists(tenths, min_size=1, max_size=10).map(np.array)


@EVERY_RULE
@given(x=rows)
def test_each_property_is_what_its_name_says(rule, x):
    """Every property but the shift, from the shares one by one."""
    shares = rule(x)
    found = kept(rule, x)
    if np.isnan(shares).any():
        assert np.isnan([*found.values()]).sum() == len(PROPERTIES) - 1
        assert found["smooth"] == 0
        return
    pairs = [(i, k) for i in range(len(x)) for k in range(len(x)) if x[i] < x[k]]
    assert found["positive"] == all(share >= 0 for share in shares)
    assert found["whole"] == (abs(sum(shares) - 1) < 1e-9)
    assert found["order"] == all(shares[i] < shares[k] for i, k in pairs)
    assert found["never_zero"] == all(share != 0 for share in shares)
    assert found["smooth"] == 1


@given(rows)
def test_powers_keep_everything(x):
    """Whatever the numbers are."""
    assert set(kept(power_shares, x).values()) == {1}


@given(rows)
def test_softplus_keeps_everything_but_a_shift(x):
    """And also that, if all numbers are the same."""
    found = kept(softplus_shares, x)
    assert found.pop("shift") == (np.ptp(x) == 0)
    assert set(found.values()) == {1}


@EVERY_RULE
def test_the_same_number_for_all_may_be_moved(rule):
    """Shares of equal numbers are equal, wherever they are."""
    assert kept(rule, [1.5, 1.5, 1.5], ["shift"]) == {"shift": 1}


def test_one_shift_can_be_survived_by_chance():
    """Squares of 1 and -1/3 are as 9 to 1, and so are those of 2 and 2/3."""
    x = np.array([1, -1 / 3])
    moved = square_shares(x + 1)
    np.testing.assert_allclose(moved, square_shares(x), rtol=0, atol=1e-15)
    assert kept(square_shares, x, ["shift"]) == {"shift": 0}


def test_equal_shares_of_different_numbers_keep_no_order():
    """Squares of 3 and -3 are as large as each other."""
    assert kept(square_shares, [3.0, -3.0], ["order"]) == {"order": 0}


def test_what_does_not_add_up_is_noticed():
    """A rule that makes no shares of one whole."""
    assert kept(lambda x: x / 2, [1.0, 0.5], ["whole"]) == {"whole": 0}


def test_numbers_that_cancel_have_nothing_to_keep():
    """All is nan, but that there is no derivative."""
    found = kept(ratio_shares, [1.0, 2.0, -3.0])
    assert found.pop("smooth") == 0
    assert np.isnan([*found.values()]).all()


@EVERY_RULE
def test_a_row_of_a_batch_is_the_row_alone(rule):
    """Leading axes are carried along."""
    x = np.random.default_rng(6).integers(-2, 3, (40, 3)).astype(float)
    found = kept(rule, x)
    for name, holds in found.items():
        alone = [kept(rule, row, [name])[name] for row in x]
        np.testing.assert_array_equal(holds, alone)


def test_only_what_is_asked_is_tried():
    """In the order in which it was asked."""
    assert [*kept(square_shares, [1.0, 2.0], ["whole", "order"])] == ["whole", "order"]


@given(rows)
def test_opposites_differ_in_their_sign_alone(x):
    """0 has no opposite but itself, and so is none."""
    expected = any(a == -b and a != b for a in x for b in x)
    assert has_opposites(x) == expected


def test_opposites_are_found_row_by_row():
    """Also where a number comes twice."""
    found = has_opposites([[3, 3, -3], [3, 3, 0], [0, 0, 0], [-1, 2, 1]])
    assert found.tolist() == [True, False, False, True]
