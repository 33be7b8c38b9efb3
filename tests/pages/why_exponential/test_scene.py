"""Claims about the scene of shares by four rules."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import power_shares, ratio_shares, softplus_shares, square_shares
from core.kept import PROPERTIES, kept
from core.sums import class_sum
from pages.why_exponential.scene import (
    ALWAYS,
    HERE,
    JUDGED,
    NO,
    TRIED,
    UNDEFINED,
    moved,
    scene,
)
from tests.core.roundoff import U
from tests.pages.strategies import logits, numbers

E = np.array(np.e)
NONE = np.array(0.0)
SOURCE = np.array([0.3, 2.9, 4.0])
NEGATIVE, CANCEL = np.array([-0.2, 0.3]), np.array([-0.3, 0.3])

bases = (st.floats(1.1, 10) | st.sampled_from([1.1, 2, 2.7, np.e, 10])).map(np.array)
shifts = (st.just(0.0) | numbers).map(np.array)
tenths = st.integers(-100, 100).map(lambda n: n / 10)


def verdicts(z, rule):
    """Return what the scene says that a rule keeps."""
    found = scene(np.array(z, dtype=float), E, NONE)
    names = [name for name in PROPERTIES if f"{rule}_{name}" in found]
    return {name: int(found[f"{rule}_{name}"]) for name in names}


@given(z=logits(), base=bases, shift=shifts)
def test_every_share_is_core_s(z, base, shift):
    """They are, bit by bit, what core says of the moved numbers."""
    found, x = scene(z, base, shift), moved(z, shift)
    share = power_shares(x, base)
    assert found["share"].tobytes() == share.tobytes()
    assert found["sum"] == class_sum(share)
    assert found["ratio"].tobytes() == ratio_shares(x).tobytes()
    assert found["squares"].tobytes() == square_shares(x).tobytes()
    assert found["softplus"].tobytes() == softplus_shares(x).tobytes()


@given(z=logits(), shift=shifts)
def test_a_shift_is_added_as_on_paper(z, shift):
    """To twelve decimals; nothing added leaves every digit."""
    expected = np.round(z + shift, 12) if shift else z
    assert moved(z, shift).tobytes() == expected.tobytes()


def test_decimals_cancel_as_on_paper():
    """0.1 + 0.2 - 0.3 is 0, whatever float64 makes of it; moved or not."""
    for z, shift in [([0.1, 0.2, -0.3], 0.0), ([9.9, 10.0, 9.5], -9.8)]:
        found = scene(np.array(z), E, np.array(shift))
        assert found["cancel"]
        assert found["total_ratio"] == 0


def test_plain_ratios_work_for_two_positive_numbers():
    """0.2 and 0.3 become 0.4 and 0.6: decimals, a sum and a quotient, all rounded."""
    found = scene(np.array([0.2, 0.3]), E, NONE)
    np.testing.assert_allclose(found["ratio"], [0.4, 0.6], rtol=5 * U)


def test_a_negative_number_makes_a_negative_share():
    """-0.2 and 0.3 become -2 and 3, and the table says so.

    Both decimals are rounded, which is five times as much of their sum; so is the
    number above it, and the quotient.
    """
    ratio = scene(NEGATIVE, E, NONE)["ratio"]
    np.testing.assert_allclose(ratio, [-2, 3], rtol=5 * U + 2 * U)
    assert verdicts(NEGATIVE, "ratio")["positive"] == NO


def test_numbers_that_cancel_have_no_ratio():
    """The sum is said to be 0, and the shares to be undefined."""
    found = scene(CANCEL, E, NONE)
    assert np.isnan(found["ratio"]).all()
    assert found["total_ratio"] == 0
    assert found["defined"] == 2
    judged = verdicts(CANCEL, "ratio")
    assert judged.pop("smooth") == NO
    assert set(judged.values()) == {UNDEFINED}


@pytest.mark.parametrize("base", [2, 2.7, np.e, 10])
@pytest.mark.parametrize("z", [NEGATIVE, CANCEL])
def test_powers_of_any_base_mend_both(z, base):
    """Where ratios are negative or undefined, powers are shares of one whole.

    The sum that divides them is rounded, so are both of them, and their sum.
    """
    found = scene(z, np.array(float(base)), NONE)
    assert ((found["share"] > 0) & (found["share"] < 1)).all()
    np.testing.assert_allclose(found["sum"], 1, rtol=3 * U)


@pytest.mark.parametrize(
    ("z", "rule", "expected"),
    [
        ((0.3, 2.9, 4), "ratio", "here here here no here here"),
        ((0, 2.9, 4), "ratio", "here here here no here no"),
        ((-1, -2, 0.5), "ratio", "no here no no here here"),
        ((1.5, 1.5, 1.5), "ratio", "here here here here here here"),
        ((1, 2, -3), "ratio", "undefined " * 4 + "no undefined"),
        ((0.3, 2.9, 4), "squares", "here here no here here"),
        ((-3, 1, 0), "squares", "here no no here no"),
        ((-3, 3, 0), "squares", "here no no here no"),
        ((0, 0, 0), "squares", "undefined " * 3 + "no undefined"),
        ((0.3, 2.9, 4), "softplus", "no"),
        ((2, 2, 2), "softplus", "here"),
    ],
)
def test_the_table_is_worked_out_with_the_numbers_of_now(z, rule, expected):
    """What breaks, breaks where one would expect it."""
    meaning = {"here": HERE, "no": NO, "undefined": UNDEFINED}
    found = [*verdicts(z, rule).values()]
    assert found == [meaning[word] for word in expected.split()]


@pytest.mark.parametrize("rule", ALWAYS)
@given(z=st.lists(tenths, min_size=2, max_size=10).map(np.array))
def test_what_a_rule_always_keeps_it_keeps_here(rule, z):
    """No number breaks it; only where there are no shares is nothing to be said."""
    share_out = TRIED.get(rule, power_shares)
    found = kept(share_out, z, ALWAYS[rule])
    assert not any(holds == 0 for holds in found.values())


@pytest.mark.parametrize("rule", TRIED)
def test_what_a_rule_does_not_always_keep_breaks_somewhere(rule):
    """There are numbers for which it does not hold, or nothing does."""
    tried = JUDGED[rule]
    breaking = [(0, 1, 2), (-3, 1, 0), (1, 2, -3), (0, 0, 0)]
    found = [kept(TRIED[rule], np.array(z, float), tried) for z in breaking]
    assert all(any(here[name] != 1 for here in found) for name in tried)


def test_powers_need_no_trying():
    """Their column says in words that they keep everything."""
    assert verdicts(SOURCE, "share") == {}


@given(base=bases)
def test_a_base_is_a_temperature(base):
    """Base a is T = 1 / ln a."""
    found = scene(SOURCE, base, NONE)
    assert found["rate"] == np.log(base)
    assert found["temperature"] == 1 / np.log(base)


OPENING = np.array([-0.2, 0.3])
REACHED = {
    "mended": [0.1, 0.3],
    "cancel": [-0.3, 0.3],
    "reversed": [-9, 0.3],
    "twins": [-0.3, 0.3],
}


@pytest.mark.parametrize("task", REACHED)
def test_each_task_of_logits_can_be_done_by_the_first(task):
    """One number is enough, and what is done is not yet done at first."""
    z = np.array(REACHED[task], float)
    assert scene(z, E, NONE)[task]
    assert not scene(OPENING, E, NONE)[task]


@pytest.mark.parametrize("z", [[-0.3, 0.3], [-0.2, 0.3], [-9.0, 0.3], [0.0, 0.0]])
def test_nothing_is_mended_without_shares_or_with_a_negative_one(z):
    """Where the numbers cancel there is nothing that could be right."""
    assert not scene(np.array(z), E, NONE)["mended"]


def test_the_base_alone_can_make_a_share_sure():
    """More than 90 percent at base 10, less at base e."""
    assert scene(SOURCE, np.array(10.0), NONE)["sure"]
    assert not scene(SOURCE, E, NONE)["sure"]


def test_equal_numbers_reverse_nothing():
    """Where all are the same there is no largest that could have the smallest share."""
    assert not scene(np.array([-1.0, -1.0]), E, NONE)["reversed"]
