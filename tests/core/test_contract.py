"""Claims about all of core: how arrays come in, and how they come out."""

import numpy as np
import pytest

import core
from core import stable
from core.draws import count_draws
from core.training import train
from core.ulps import ulps

P = core.softmax(np.random.default_rng(3).normal(0, 4, (30, 11)))
Z = np.random.default_rng(4).normal(0, 40, (30, 11))
Z[2, 1] = -np.inf
Y = core.softmax(np.random.default_rng(5).normal(0, 4, (30, 11)))
PICTURES = np.random.default_rng(6).normal(size=(30, 5, 4))
WINDOWS = np.random.default_rng(7).normal(size=(30, 2, 3))

CALLS = {
    "softmax": (Z,),
    "log_softmax": (Z,),
    "logsumexp": (Z,),
    "entropy_from_logits": (Z,),
    "softmax_jacobian": (Z,),
    "sharpen": (Z,),
    "power_shares": (Z,),
    "ratio_shares": (Z,),
    "softplus_shares": (Z,),
    "square_shares": (Z,),
    "cross_entropy_from_logits": (Z, Y),
    "cross_entropy_gradient": (Z, Y),
    "cross_entropy_terms": (Z, Y),
    "linear": (Z,),
    "linear_slope": (Z,),
    "sigmoid": (Z,),
    "sigmoid_slope": (Z,),
    "tanh": (Z,),
    "tanh_slope": (Z,),
    "log_sigmoid": (Z,),
    "relu": (Z,),
    "relu_slope": (Z,),
    "leaky_relu": (Z,),
    "leaky_relu_slope": (Z,),
    "gelu": (Z,),
    "gelu_slope": (Z,),
    "softplus": (Z,),
    "binary_cross_entropy_from_logits": (Z, Y),
    "binary_cross_entropy_gradient": (Z, Y),
    "logit": (P,),
    "odds": (P,),
    "entropy": (P,),
    "perplexity": (P,),
    "cross_entropy": (P, Y),
    "kl_divergence": (P, Y),
    "smooth_labels": (Y,),
    "correlate1d": (Z[3:], Y[3:, :4]),
    "convolve1d": (Z[3:], Y[3:, :4]),
    "correlate2d": (PICTURES, WINDOWS),
    "convolve2d": (PICTURES, WINDOWS),
    "squared_error_gradient": (P, Y),
}
EVERY_CALL = pytest.mark.parametrize(("name", "arguments"), CALLS.items())


def test_every_public_function_is_called_here():
    """The table above is complete."""
    assert sorted([*CALLS, "naive"]) == sorted(core.__all__)


@EVERY_CALL
@pytest.mark.parametrize(
    "arranged",
    [
        np.asfortranarray,
        lambda x: np.repeat(np.repeat(x, 2, axis=0), 3, axis=1)[::2, ::3],
        lambda x: x[::-1, ::-1].copy()[::-1, ::-1],
        lambda x: x.astype(">f8"),
        np.ndarray.tolist,
    ],
    ids=["Fortran order", "strided", "reversed", "big endian", "list"],
)
def test_layout_changes_no_bit(name, arguments, arranged):
    """Any arrangement of the same numbers gives the same result."""
    function = getattr(core, name)
    np.testing.assert_array_equal(
        function(*map(arranged, arguments)), function(*arguments)
    )


@EVERY_CALL
def test_a_row_of_a_batch_is_the_row_alone(name, arguments):
    """Batching changes no bit."""
    function = getattr(core, name)
    rows = [function(*row) for row in zip(*arguments, strict=True)]
    np.testing.assert_array_equal(function(*arguments), rows)


@EVERY_CALL
def test_arguments_are_left_alone(name, arguments):
    """What came in is the same afterwards, and may be read-only."""
    copies = [argument.copy() for argument in arguments]
    for copy in copies:
        copy.flags.writeable = False
    getattr(core, name)(*copies)
    for copy, argument in zip(copies, arguments, strict=True):
        np.testing.assert_array_equal(copy, argument)


@EVERY_CALL
def test_no_warning_arises_even_if_numpy_is_set_to_raise(name, arguments):
    """Overflow, underflow and 0/0 inside are core's own affair."""
    with np.errstate(all="raise"):
        getattr(core, name)(*arguments)


@EVERY_CALL
def test_results_are_float64(name, arguments):
    """From float32 arguments too."""
    short = [
        np.clip(a.astype(np.float32), -100, 1 if a is P else 100) for a in arguments
    ]
    assert getattr(core, name)(*short).dtype == np.float64


@EVERY_CALL
def test_leading_axes_are_kept(name, arguments):
    """An axis of length 1 or 0 in front stays in front."""
    function = getattr(core, name)
    shape = function(*arguments).shape
    assert function(*(a[np.newaxis] for a in arguments)).shape == (1, *shape)
    assert function(*(a[:0] for a in arguments)).shape == (0, *shape[1:])


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (core.logsumexp, ([1, 2],)),
        (core.entropy, ([0.5, 0.5],)),
        (core.entropy_from_logits, ([1, 2],)),
        (core.perplexity, ([0.5, 0.5],)),
        (core.kl_divergence, ([0.5, 0.5], [0.5, 0.5])),
        (core.cross_entropy, ([0.5, 0.5], [1, 0])),
        (core.cross_entropy_from_logits, ([1, 2], [1, 0])),
        (core.sigmoid, (1,)),
        (core.log_sigmoid, (1,)),
        (core.softplus, (1,)),
        (core.linear, (1,)),
        (core.linear_slope, (1,)),
        (core.sigmoid_slope, (1,)),
        (core.tanh, (1,)),
        (core.tanh_slope, (1,)),
        (core.relu_slope, (1,)),
        (core.leaky_relu, (1,)),
        (core.leaky_relu_slope, (1,)),
        (core.gelu, (1,)),
        (core.gelu_slope, (1,)),
        (core.logit, (0.3,)),
        (core.odds, (0.3,)),
        (core.binary_cross_entropy_from_logits, (1, 0.5)),
        (core.binary_cross_entropy_gradient, (1, 0.5)),
    ],
)
def test_a_result_without_axes_is_a_number(function, arguments):
    """A float64, which prints and formats like any number."""
    assert isinstance(function(*arguments), np.float64)


HIDDEN = np.ma.masked_less([0.25, 0.5, 0.25], 0.3)


@EVERY_CALL
@pytest.mark.parametrize("masked", [HIDDEN, [HIDDEN, HIDDEN], [np.ma.masked, 0.5, 1]])
def test_a_masked_array_is_refused(name, arguments, masked):
    """In every place of every function; what it hides would be taken for a number."""
    for place in range(len(arguments)):
        given = [*arguments[:place], masked, *arguments[place + 1 :]]
        with pytest.raises(TypeError, match=r"must not be masked: leave out or fill"):
            getattr(core, name)(*given)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (core.softmax, ([1, 2], HIDDEN)),
        (core.log_softmax, ([1, 2], HIDDEN)),
        (core.power_shares, ([1, 2], HIDDEN)),
        (count_draws, (HIDDEN, 10)),
        (count_draws, ([0.5, 0.5], HIDDEN)),
        (ulps, (HIDDEN, 1.0)),
        (ulps, (1.0, HIDDEN)),
        (core.naive.softmax, (HIDDEN,)),
        (core.naive.sigmoid, (HIDDEN,)),
        (core.naive.binary_cross_entropy, (0.5, HIDDEN)),
        (stable.softmax, (HIDDEN,)),
        (stable.sigmoid, (HIDDEN,)),
    ],
)
def test_no_other_door_takes_a_masked_array(function, arguments):
    """Temperatures, bases, draws, and the forms of the textbooks."""
    with pytest.raises(TypeError, match=r"must not be masked: leave out or fill"):
        function(*arguments)


def test_no_model_is_trained_on_masked_data():
    """Features and targets come in by the same door."""
    for data in [(HIDDEN[:, np.newaxis], np.eye(3)), (np.eye(3), HIDDEN[np.newaxis])]:
        with pytest.raises(TypeError, match=r"(features|targets) must not be masked"):
            next(train(*data, rate=1, epochs=1))


MINUS = np.array([[0.0, 0.25, 0.75], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.5, 0.5, 0]])


@EVERY_CALL
def test_minus_zero_is_zero(name, arguments):
    """In any argument it gives the bits that 0 gives."""
    function = getattr(core, name)
    plain = [MINUS for _ in arguments]
    for place in range(len(arguments)):
        given = list(plain)
        given[place] = np.where(MINUS == 0, -0.0, MINUS)
        assert function(*given).tobytes() == function(*plain).tobytes()


@EVERY_CALL
@pytest.mark.parametrize("junk", ["abc", None, [1j, 2], [[1, 2], [3]], {}, object()])
def test_what_is_no_number_is_refused(name, arguments, junk):
    """Words, complex numbers and ragged lists are errors, not results."""
    with pytest.raises(ValueError, match=r"got|inhomogeneous"):
        getattr(core, name)(junk, *arguments[1:])
