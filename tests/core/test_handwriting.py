"""Claims about the network that reads handwriting."""

import numpy as np
import pytest

from core.count_right import drawn, ranks
from core.counted_right import TESTS, counted_right
from core.digits import to_learn, uci, unseen
from core.handwriting import EPOCHS, NET, PHASES, learn, learned, read
from core.intervals import wilson_interval
from core.softmax import softmax
from tests.core.roundoff import SOFTMAX, U

PROMISED = 0.93  # of both kinds that it has not learned from
FIRST_TWO = 0.98  # of drawings


@pytest.fixture(scope="module")
def on_images():
    return ranks(learned()[-1], unseen())


@pytest.fixture(scope="module")
def on_drawings():
    return ranks(learned()[-1], drawn(1000))


def test_images_of_strangers_are_read(on_images):
    """At least 93 of 100; what is stored says the interval."""
    assert (on_images == 0).mean() >= PROMISED


def test_drawings_are_read(on_drawings):
    """More than 93 of 100, even at the low end, and 98 among the first two."""
    first = wilson_interval((on_drawings == 0).sum(), on_drawings.size)
    assert first.low > PROMISED
    assert (on_drawings < 2).mean() >= FIRST_TWO


def test_what_is_stored_is_what_is_counted(on_images, on_drawings):
    """Images by images; the script counts twice as many drawings."""
    stored = counted_right()
    assert tuple(stored) == TESTS
    for name, found in (("mnist", on_images), ("drawings", on_drawings)):
        for rank, part in enumerate(stored[name][1:]):
            assert part.low < (found <= rank).mean() < part.high
    assert stored["mnist"].first.share == (on_images == 0).mean()
    assert stored["drawings"].images == 2 * on_drawings.size


def test_other_writers_are_harder():
    """A random split lets a network meet every writer before."""
    stored = counted_right()
    assert stored["other"].first.high < stored["same"].first.share


def test_nothing_that_is_reported_was_learned_from():
    """No image of the thousand is among those to learn from, bit for bit."""
    known = {counts.tobytes() for counts in to_learn().counts}
    assert not any(counts.tobytes() in known for counts in unseen().counts)


def test_each_epoch_is_kept():
    """The start, which knows nothing, and 25 more."""
    path = learned()
    assert path.shape == (EPOCHS + 1, NET.count) == (26, 2_175)
    assert EPOCHS == sum(phase.epochs for phase in PHASES) == 25
    accuracies = NET.accuracy(path, to_learn().x, to_learn().y)
    # By chance a tenth is right; a network's guesses go together, so up to three.
    assert accuracies[0] < 0.3
    assert accuracies[1] > 0.75
    assert accuracies[-1] > 0.97
    assert not path.flags.writeable


def test_learning_again_gives_the_same():
    """Seeds decide everything."""
    few = uci().of(slice(0, 200))
    np.testing.assert_array_equal(learn(few), learn(few))
    assert (learn(few, seed=1)[0] != learn(few)[0]).any()


def test_the_second_phase_goes_on_where_the_first_ended():
    """Small steps of many images: no epoch undoes what was learned."""
    path = learn(uci().of(slice(0, 500)))
    steps = np.abs(np.diff(path, axis=0)).mean(axis=1)
    assert steps[PHASES[0].epochs :].max() < steps[: PHASES[0].epochs].min()


def test_an_image_is_read_at_any_epoch():
    """Rows of counts and rows of parameters broadcast."""
    counts = uci().counts[:7]
    many = read(counts, learned())
    assert [layer.a.shape for layer in many] == [(26, 7, k) for k in (25, 15, 10)]
    one = read(counts, learned()[3])
    np.testing.assert_allclose(many[-1].z[3], one[-1].z, rtol=0, atol=1000 * U * 100)
    p = one[-1].a
    np.testing.assert_allclose(p, softmax(one[-1].z), rtol=10 * SOFTMAX + 100 * U)
    assert (many[0].a >= 0).all()


@pytest.mark.parametrize("counts", [np.ones(64), np.ones((2, 63)), np.ones((1, 8, 8))])
def test_only_rows_of_64_are_read(counts):
    """With the shape they have."""
    with pytest.raises(ValueError, match="counts must be rows of 64, got shape"):
        read(counts, learned()[-1])
