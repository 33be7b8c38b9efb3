"""Claims about contests: ways to compute the same, and how wrong they are."""

import numpy as np
import pytest

from core.contests import CONTESTS, KINDS, breaking_point, worst

contests = pytest.mark.parametrize("contest", CONTESTS)
kinds = pytest.mark.parametrize("kind", KINDS)


@contests
@kinds
def test_the_last_way_never_breaks(contest, kind):
    """The cure is a number at every size."""
    assert np.isfinite(worst(contest, kind)[1][:, -1]).all()


@kinds
def test_the_naive_softmax_breaks_where_it_was_computed_to(kind):
    """From the breaking point on no digit is right; before it nearly all are."""
    sizes, errors = worst("softmax", kind)
    point, all_digits = breaking_point("softmax", kind), 1 / np.finfo(kind).eps
    assert not (errors[sizes >= point, 0] < all_digits).any()
    assert (errors[sizes < point, 0] < 6).all()


@kinds
def test_the_largest_of_three_equal_logits_breaks_their_sum(kind):
    """The sum overflows, where e^z alone is still a number."""
    point = breaking_point("softmax", kind)
    found = CONTESTS["softmax"].steps(np.full(3, point), kind)
    assert np.isfinite(found["power"]).all()
    assert np.isinf(found["power_sum"])
    assert found["naive"].tolist() == [0, 0, 0]
    assert point == pytest.approx(np.log(float(np.finfo(kind).max) / 3), rel=1e-3)


def test_the_shift_costs_digits_before_the_break():
    """Just before 709.78 the naive softmax has fewer wrong digits."""
    sizes, errors = worst("softmax", "float64")
    before = (sizes > 300) & (sizes < 700)
    assert (errors[before, 0] < errors[before, 1]).all()


@contests
def test_steps_take_any_leading_axes(contest):
    """One row gives the same as the same row among many."""
    rules = CONTESTS[contest]
    rows = np.random.default_rng(1).uniform(1, 30, (2, 4, 3))
    many, one = rules.steps(rows, "float32"), rules.steps(rows[1, 2], "float32")
    for name, answer in one.items():
        np.testing.assert_array_equal(many[name][1, 2], answer, name)


@contests
@kinds
def test_steps_are_of_their_kind(contest, kind):
    """Every step is computed in the kind of float, but for what is right."""
    steps = CONTESTS[contest].steps(np.array([3.0, 20.0]), kind)
    for name, answer in steps.items():
        assert answer.dtype == ("float64" if "right" in name else kind), name


@contests
def test_a_contest_names_its_steps(contest):
    """They are those of any numbers, and the ways and what is right among them."""
    rules = CONTESTS[contest]
    assert rules.names == tuple(rules.steps(np.array([[1.0, -2.0]]), "float16"))
    assert {*rules.ways, "right"} <= {*rules.names}


BREAK = [name for name, rules in CONTESTS.items() if rules.lost]


@pytest.mark.parametrize("contest", BREAK)
@kinds
def test_a_way_breaks_at_the_breaking_point(contest, kind):
    """One of the rows that were tried is lost there, and none just before it."""
    rules = CONTESTS[contest]
    assert rules.lost is not None
    point = np.array(breaking_point(contest, kind), kind)
    before = np.nextafter(point, np.zeros((), kind))
    is_lost = [
        rules.lost(rules.steps(size * rules.rows.astype(kind), kind)[rules.ways[0]])
        for size in (before, point)
    ]
    assert [rows.any() for rows in is_lost] == [False, True]


@pytest.mark.parametrize("contest", ["log", "loss"])
@kinds
def test_the_line_of_a_logarithm_ends_where_its_way_breaks(contest, kind):
    """Up to the breaking point it is a number, from there on it is none."""
    sizes, errors = worst(contest, kind)
    is_number = np.isfinite(errors[:, 0])
    assert is_number.tolist() == (sizes < breaking_point(contest, kind)).tolist()


@contests
def test_three_numbers_of_every_kind_are_tried(contest):
    """All equal, one winner, two winners, and many between; none above its size."""
    rules = CONTESTS[contest]
    low = 1 - rules.spread
    for sign in rules.signs:
        first = sign * np.array([[1, 1, 1], [1, 1, low], [1, low, low]])
        assert all((rules.rows == row).all(axis=-1).any() for row in first)
    assert abs(rules.rows).max() == 1


def test_round_off_has_no_breaking_point():
    """It loses its digits one by one."""
    assert breaking_point("roundoff", "float16") is None


def test_the_loss_of_a_share_of_nothing_is_nothing():
    """At s = 0, -log(1 - s) is 0, though 0 times the logarithm of 0 is not."""
    found = CONTESTS["loss"].steps(np.array([-1000.0, 0.0]), "float64")
    assert found["sigmoid"][0] == 0
    assert found["yes_no_from_p"].tolist() == [0, np.log(2)]
