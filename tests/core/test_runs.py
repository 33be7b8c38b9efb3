"""Claims about runs: what is shown of them is what was trained."""

import numpy as np
import pytest

from core.losses import cross_entropy_from_logits
from core.runs import EPOCHS, OUTCOMES, ending, regions_of, run

WINDOWS = ((4.1, 8.1), (1.8, 4.6), (0.6, 7.3), (-0.1, 2.7))


@pytest.mark.parametrize("count", [2, 3])
def test_a_run_tells_the_last_species_apart(count):
    """Of two, setosa is left out, which is told too easily."""
    every = ("setosa", "versicolor", "virginica")
    assert run(0.1, 0, 0.0, 0, count).species == every[-count:]


def test_an_example_pulls_along_the_slope_of_its_loss():
    """A weight that is a little larger changes the loss by as much as the pull says."""
    made, step = run(0.1, 0, 0.0, 0, 3), 1e-5
    one = made.example(np.array([50]), np.array([70]))
    slopes = np.empty_like(one.weights)
    for place in np.ndindex(one.weights.shape):
        moved = [one.weights + sign * step * unit(place, one) for sign in (1, -1)]
        more, less = (loss(one, weights) for weights in moved)
        slopes[place] = ((more - less) / (2 * step)).item()
    # A central difference misses by step² / 6 of the third derivative, at most 0.1 |x|³
    # and so below 3, and by a few roundings of losses about 1 over the step.
    np.testing.assert_allclose(one.pulls, slopes, rtol=0, atol=1e-9)


def unit(place, one):
    """Return a table with a single 1."""
    made = np.zeros_like(one.weights)
    made[place] = 1
    return made


def loss(one, weights):
    """Return the loss of an example under other weights."""
    logits = (one.x[..., np.newaxis] * weights).sum(axis=-2) + one.biases
    return cross_entropy_from_logits(logits, one.truth)


def test_after_the_end_of_a_run_there_are_no_numbers():
    """Before it they are those that were given."""
    made = run(100.0, 0, 0.1, 0, 3)
    assert made.outcome == "diverged"
    losses = made.while_running(made.losses)
    assert (losses[: made.ended + 1] == made.losses[: made.ended + 1]).all()
    assert np.isnan(losses[made.ended + 1 :]).all()
    assert len(losses) == EPOCHS + 1


def test_where_a_region_is_the_model_says_so():
    """Each corner's inside is where the logit of the species is the largest."""
    made, pair = run(1.0, 0, 0.0, 0, 3), (2, 3)
    corners = regions_of(made, pair, WINDOWS)[100]
    x = np.zeros((3, 4))  # the two features that are not seen stand at their means
    middles = corners.mean(axis=-1)  # convex, so this is inside
    mean, deviation = made.flowers.mean[[2, 3]], made.flowers.deviation[[2, 3]]
    x[:, 2:] = (middles - mean) / deviation
    logits = x @ made.weights[100] + made.biases[100]
    assert logits.argmax(axis=-1).tolist() == [0, 1, 2]
    for axis, (low, high) in enumerate(WINDOWS[2:]):
        assert (low <= corners[:, axis]).all()
        assert (corners[:, axis] <= high).all()


def test_a_run_that_swings_has_not_settled():
    """Its last twenty epochs reach from 0.118 to 0.570, though two of them agree."""
    made = run(5.62, 30, 0.01, 0, 3)
    late = made.losses[-20:, 0]
    assert (late.min().round(3), late.max().round(3)) == (0.118, 0.570)
    assert made.outcome == "swinging"


SETTINGS = [
    (rate, batch, penalty)
    for rate in (0.001, 0.0158, 0.1, 0.398, 1.58, 5.62, 10.0, 25.1, 100.0, 398.0)
    for batch in (0, 10, 30)
    for penalty in (0.0, 0.01, 0.1, 1.0)
]


@pytest.mark.parametrize(("rate", "batch", "penalty"), SETTINGS)
def test_what_is_said_of_a_run_is_true_of_all_its_last_epochs(rate, batch, penalty):
    """Each sentence, held against every one of the last losses."""
    made = run(rate, batch, penalty, 0, 3)
    every = made.losses[:, 0]
    late, first = every[-20:], every[0]
    says = {
        "settled": late.max() - late.min() <= 0.05 * late.max(),
        "falling": late[-1] < 0.99 * every[-21] and np.diff(late).sum() < 0,
        "overshooting": every.max() > first,
        "diverged": made.ended < EPOCHS,
        "swinging": np.diff(late).max() > 0 and late.max() > 1.04 * late.min(),
    }
    assert set(says) == set(OUTCOMES)
    assert says[made.outcome]


@pytest.mark.parametrize(
    ("losses", "outcome"),
    [
        ([1.0] * 21, "settled"),
        ([0.0] * 21, "settled"),
        (np.geomspace(1, 0.98, 21), "falling"),
        ([1.0, 1.04] * 10 + [1.0], "settled"),
        ([1.0, 0.5] * 10 + [1.0], "swinging"),
        ([1.0, 0.5] * 10 + [0.5], "swinging"),
    ],
)
def test_an_ending_is_judged_by_its_whole_way(losses, outcome):
    """Not by its two ends."""
    assert ending(np.array(losses)) == outcome


@pytest.mark.parametrize("seed", range(10))
def test_a_millimetre_counts_where_flowers_differ_little(seed):
    """It is about four times as many standard deviations as one of petal length."""
    _, sepal_width, petal_length, _ = run(0.1, 0, 0.0, seed, 3).flowers.deviation
    assert petal_length / sepal_width == pytest.approx(4, abs=0.5)
