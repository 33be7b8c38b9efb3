"""Claims about what deep networks reached."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.digits import split
from core.train_deep import right
from core.trained_deep import DEPTHS, HELD, RULES, reached


def test_each_way_of_bending_was_trained_by_each_rule():
    """To every depth, and tested with as many images as are held out."""
    assert list(reached()) == list(RULES)
    for kinds in reached().values():
        assert list(kinds) == list(ACTIVATIONS)
        for found in kinds.values():
            assert found.share.shape == found.settled.shape == (len(DEPTHS),)
            for share in (found.share, found.nudged):
                assert ((share >= 0) & (share <= 1)).all()
                assert not share.flags.writeable
            assert ((found.share == found.nudged) == found.settled).all()
    assert len(split(0).held.labels) == HELD


@pytest.mark.parametrize(("rule", "key"), [("adam", "linear"), ("adam", "relu")])
def test_a_network_trained_again_reaches_the_same(rule, key):
    """Those of one hidden layer; `make endurance` trains all of them."""
    assert right(rule, key, 1)[0] == round(reached()[rule][key].share[0] * HELD)


def test_deep_sigmoids_learn_nothing_by_gradient_descent():
    """From four layers on they guess, while tanh reads nine of ten."""
    by_descent = reached()["gradient descent"]
    deep = np.array(DEPTHS) >= 4
    assert (by_descent["sigmoid"].share[deep] < 0.2).all()
    assert (by_descent["tanh"].share > 0.9).all()
    assert (reached()["adam"]["relu"].share > 0.9).all()


def test_digits_do_not_need_bends():
    """One hidden layer without bends reads 95 of 100: a lesson on rings is needed."""
    assert reached()["adam"]["linear"].share[0] > 0.95


def test_some_ends_are_accidents():
    """Gradient descent through many layers, and it is said of each."""
    assert not reached()["gradient descent"]["relu"].settled.all()
    assert reached()["adam"]["tanh"].settled[:3].all()
