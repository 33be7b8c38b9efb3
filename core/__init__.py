"""The mathematics of the softmax family, in NumPy alone.

Classes lie on the last axis; all leading axes are carried along. Results are
float64, arguments are never changed, and no warning reaches the caller. What are not
real numbers is a ValueError, and a masked array of NumPy a TypeError: its mask would
be lost. A class is masked by a logit of -inf.

Where to start reading: `gaps` holds the one idea, `softmax` is what follows from it
in three lines, and `losses` and `gradients` are built on both. `naive` has the same
functions as a textbook writes them, and shows where they break.

Of networks: `graph` finds slopes in a handful of numbers, `dense` in many at once, and
`optimisers` says what is done with them. `ravine` and `rates` show how that goes.
"""

from core import naive
from core.activations import (
    gelu,
    gelu_slope,
    leaky_relu,
    leaky_relu_slope,
    linear,
    linear_slope,
    relu_slope,
    sigmoid_slope,
    tanh,
    tanh_slope,
)
from core.convolution import convolve1d, convolve2d, correlate1d, correlate2d
from core.gradients import (
    binary_cross_entropy_gradient,
    cross_entropy_gradient,
    softmax_jacobian,
    squared_error_gradient,
)
from core.information import entropy, entropy_from_logits, kl_divergence, perplexity
from core.logistic import log_sigmoid, logit, odds, relu, sigmoid, softplus
from core.losses import (
    binary_cross_entropy_from_logits,
    cross_entropy,
    cross_entropy_from_logits,
    cross_entropy_terms,
)
from core.shares import (
    power_shares,
    ratio_shares,
    softplus_shares,
    square_shares,
)
from core.softmax import log_softmax, logsumexp, sharpen, softmax
from core.targets import smooth_labels

__all__ = [
    "binary_cross_entropy_from_logits",
    "binary_cross_entropy_gradient",
    "convolve1d",
    "convolve2d",
    "correlate1d",
    "correlate2d",
    "cross_entropy",
    "cross_entropy_from_logits",
    "cross_entropy_gradient",
    "cross_entropy_terms",
    "entropy",
    "entropy_from_logits",
    "gelu",
    "gelu_slope",
    "kl_divergence",
    "leaky_relu",
    "leaky_relu_slope",
    "linear",
    "linear_slope",
    "log_sigmoid",
    "log_softmax",
    "logit",
    "logsumexp",
    "naive",
    "odds",
    "perplexity",
    "power_shares",
    "ratio_shares",
    "relu",
    "relu_slope",
    "sharpen",
    "sigmoid",
    "sigmoid_slope",
    "smooth_labels",
    "softmax",
    "softmax_jacobian",
    "softplus",
    "softplus_shares",
    "square_shares",
    "squared_error_gradient",
    "tanh",
    "tanh_slope",
]
