"""Claims about the picture of shares by four rules."""

from itertools import pairwise

import pytest

from figures.rules import FEW, RULES, bars_by_rule, narrow_rules

TITLES = ("ratio", "powers", "squares", "softplus")


def figure_of(count):
    """Return the picture of so many classes."""
    names = tuple(f"class {i}" for i in range(count))
    return bars_by_rule(names, TITLES, "undefined", 30)


def trace(figure, name):
    """Return the trace that is called so."""
    [found] = figure.select_traces({"name": name})
    return found


@pytest.mark.parametrize("count", [2, 6, 10])
def test_every_rule_has_a_bar_for_each_class(count):
    """Four panels of bars."""
    figure = figure_of(count)
    assert [len(trace(figure, rule).y) for rule in RULES] == [count] * 4


def test_panels_do_not_overlap():
    """Each begins where the one before has ended, wide or narrow."""
    spans = [span for span, *_ in RULES.values()]
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    narrow = narrow_rules(3, TITLES)
    domains = [narrow[f"xaxis{i}.domain"] for i in ("", 2, 3, 4)]
    assert domains[0][1] < domains[1][0]
    assert domains[2][1] < domains[3][0]


def test_only_a_ratio_may_leave_its_panel():
    """Its bars are cut off, and its numbers stand beside the panel."""
    figure = figure_of(3)
    assert [trace(figure, rule).cliponaxis for rule in RULES] == [True] + [False] * 3
    low, high = figure.layout.xaxis.range
    assert low < 0
    assert high > 1
    assert trace(figure, "number").x == (high,) * 3


def test_no_word_says_undefined_before_the_scene_does():
    """The words are there, and not to be seen."""
    figure = figure_of(3)
    for name in ("undefined", "undefined_squares"):
        assert trace(figure, name).opacity == 0
        assert trace(figure, name).text.strip() == "undefined"


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_formulas_stand_above_few_classes(count):
    """Where there are many, each panel has a title alone."""
    titles = [note.text for note in figure_of(count).layout.annotations]
    assert [("<br>" in title) for title in titles] == [count == FEW] * 4


@pytest.mark.parametrize("count", [2, 6, 10])
def test_two_by_two_fit_on_a_phone(count):
    """The upper panels end above the titles of the lower ones."""
    narrow = narrow_rules(count, TITLES)
    height = narrow["height"] - narrow["margin.t"]
    upper, lower = narrow["yaxis.domain"], narrow["yaxis3.domain"]
    assert (upper[0] - lower[1]) * height == pytest.approx(26)
    assert narrow["height"] < 450
