"""Claims about contests: ways to compute the same, and how wrong they are."""

import numpy as np
import pytest

from core import naive
from core.contests import CONTESTS, KINDS, worst

contests = pytest.mark.parametrize("contest", CONTESTS)
kinds = pytest.mark.parametrize("kind", KINDS)


@contests
@kinds
def test_the_last_way_never_breaks(contest, kind):
    """The cure is a number at every size."""
    assert np.isfinite(worst(contest, kind)[1][:, -1]).all()


@kinds
def test_the_naive_softmax_breaks_where_it_was_computed_to(kind):
    """From the breaking point on there is no number; well before it there is one."""
    sizes, errors = worst("softmax", kind)
    point = naive.exp_overflow(kind)
    assert np.isnan(errors[sizes >= point, 0]).all()
    assert (errors[sizes < point - 2, 0] < 6).all()


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


@pytest.mark.parametrize("contest", [n for n, c in CONTESTS.items() if c.breaks])
@pytest.mark.parametrize("position", range(len(KINDS)))
def test_a_way_breaks_at_the_breaking_point(contest, position):
    """With one number of that size there is an error without end; not just before."""
    rules, kind = CONTESTS[contest], KINDS[position]
    point = np.array(rules.breaking_points[position], kind)
    before = np.nextafter(point, np.zeros((), kind))
    rows = np.array([[before, 0], [point, 0]], float)
    errors = rules.errors(rules.steps(rows, kind), kind)
    assert np.isfinite(errors).all(axis=-1).tolist() == [True, False]


def test_round_off_has_no_breaking_point():
    """It loses its digits one by one."""
    assert CONTESTS["roundoff"].breaking_points == []
