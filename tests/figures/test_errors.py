"""Claims about contests and the picture of their errors."""

import numpy as np
import pytest

from core import naive
from figures.contests import CONTESTS, KINDS, worst
from figures.errors import errors_over_size

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
def test_what_is_no_number_is_drawn_at_the_top(contest):
    """Nan and infinity have a place, and finite errors stay below or at it."""
    rules = CONTESTS[contest]
    shown = rules.shown(np.array([0.0, np.nan, np.inf, 1e300]))
    assert shown.tolist() == [rules.least, rules.top, rules.top, rules.most]


@contests
def test_every_way_has_a_line_in_every_kind(contest):
    """The scene can move each of them by its name."""
    ways = CONTESTS[contest].ways
    figure = errors_over_size(contest, ways, ("size", "error"))
    names = {trace.name for trace in figure.data}
    assert {f"{way}_{kind}" for way in ways for kind in KINDS} <= names
