"""The mathematics of the softmax family, in NumPy alone.

Classes lie on the last axis; all leading axes are carried along. Results are
float64, arguments are never changed, and no warning reaches the caller.
"""

from core import naive
from core.logistic import log_sigmoid, logit, odds, sigmoid, softplus
from core.softmax import log_softmax, logsumexp, softmax

__all__ = [
    "log_sigmoid",
    "log_softmax",
    "logit",
    "logsumexp",
    "naive",
    "odds",
    "sigmoid",
    "softmax",
    "softplus",
]
