"""Claims about the overview, besides those about every page."""

import numpy as np
import pytest

from core import cross_entropy_from_logits, cross_entropy_gradient, softmax
from pages.overview import network
from pages.overview.scene import RATE, STEPS, TRUTH, backdrop, descent, scene
from tests.pages.streamlit_visit import Visit
from ui.words import words


@pytest.mark.parametrize("language", ["en", "ko"])
def test_who_cannot_be_reached_is_told_so(language):
    """Where no other device can open the page there is a sentence, and no code."""
    said = words(language, "overview")["invitation"]
    visit = Visit()
    visit.open("overview", {"lang": language})
    assert visit.press(said["button"]).errors == []
    assert said["alone"] in [element.value for element in visit.app.markdown]
    assert len(visit.app.get("html")) == 0


LOGITS = [[0.3, 2.9, 4.0], [0.0, 0.0, 0.0], [10.0, -10.0, 3.0], [-10.0, 10.0, 0.0]]


@pytest.mark.parametrize("z", LOGITS, ids=str)
def test_the_chain_says_what_core_says(z):
    """Share, loss, push and the network's answer, for the second class as the truth."""
    found = scene(np.array(z))
    assert found["p"].tolist() == softmax(z).tolist()
    assert found["truth"] == softmax(z)[TRUTH]
    assert found["loss"] == cross_entropy_from_logits(z, TRUTH)
    assert found["push"].tolist() == (-cross_entropy_gradient(z, TRUTH)).tolist()
    assert found["argmax"] == np.argmax(z) + 1


@pytest.mark.parametrize("z", LOGITS, ids=str)
def test_every_step_of_training_costs_less(z):
    """Ten steps of gradient descent by hand, none of which goes up."""
    by_hand = np.array(z)
    for _ in range(STEPS):
        by_hand = by_hand - RATE * cross_entropy_gradient(by_hand, TRUTH)
    assert descent(np.array(z))[-1] == pytest.approx(by_hand)
    losses = backdrop(np.array(z))["losses"]
    assert len(losses) == STEPS + 1
    assert (np.diff(losses) < 0).all()
    assert losses[-1] == scene(np.array(z))["trained"]


def logits_of(first, last, biases):
    """Run the small network forwards."""
    return last @ np.maximum(first @ network.INPUT, 0) + biases


@pytest.mark.parametrize("z", LOGITS, ids=str)
def test_an_edge_is_as_thick_as_what_a_step_changes(z):
    """The blame of each weight is minus the slope of the loss there."""
    last = network.last_weights(3)
    biases = np.array(z) - last @ network.HIDDEN
    assert logits_of(network.FIRST, last, biases) == pytest.approx(np.array(z))
    found = backdrop(np.array(z))

    def loss(first_weights, last_weights):
        return cross_entropy_from_logits(
            logits_of(first_weights, last_weights, biases), TRUTH
        )

    tiny = 1e-6
    for name, weights in (("first", network.FIRST), ("last", last)):
        for place in np.ndindex(weights.shape):
            up, down = weights.copy(), weights.copy()
            up[place] += tiny
            down[place] -= tiny
            pairs = [
                (w, last) if name == "first" else (network.FIRST, w) for w in (up, down)
            ]
            slope = (loss(*pairs[0]) - loss(*pairs[1])) / (2 * tiny)
            assert found[name][place] == pytest.approx(-slope, abs=1e-8)


def test_no_neuron_of_the_picture_is_dead():
    """Each has something to be blamed for."""
    assert (network.HIDDEN > 0).all()


def test_the_chain_is_found_for_many_logits_at_once():
    """A sweep is the same as one state after the other."""
    together = scene(np.array(LOGITS))
    for i, z in enumerate(LOGITS):
        alone = scene(np.array(z))
        assert all(np.array_equal(together[key][i], alone[key]) for key in alone)
