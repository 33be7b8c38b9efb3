"""States of the view of several classes, and what core says of them."""

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from core import sharpen, smooth_labels
from live import Array
from tests.pages.strategies import logits

shares = st.sampled_from([0.0, 0.1, 1.0]) | st.floats(0, 1).map(lambda x: x + 0.0)
endless = st.sampled_from([-np.inf, np.inf])
NONE = np.array(0.0)
PLAIN = np.array(1.0)


@dataclass(frozen=True)
class State:
    """Logits against a class, smoothed and sharpened."""

    z: Array
    y: int
    epsilon: float
    confidence: float
    unit: int

    @property
    def logits(self) -> Array:
        """What softmax sees."""
        return sharpen(self.z, self.confidence)

    @property
    def target(self) -> Array:
        """The class, smoothed."""
        return smooth_labels(np.eye(len(self.z))[self.y], self.epsilon)

    @property
    def nat(self) -> float:
        """How many nat the unit has."""
        return float(np.log(2)) if self.unit else 1.0

    @property
    def arguments(self) -> tuple[Array, ...]:
        """What scenes take: a mixture that is not meant, and the numbers."""
        numbers = (self.y, self.epsilon, self.z, self.confidence, self.unit)
        return np.eye(len(self.z))[0], *map(np.array, numbers)

    @property
    def link(self) -> dict[str, str]:
        """The link that says it."""
        return {
            **{f"z{i}": repr(float(z)) for i, z in enumerate(self.z, start=1)},
            "k": str(len(self.z)),
            "y": str(self.y + 1),
            "epsilon": repr(self.epsilon),
            "confidence": repr(self.confidence),
            "unit": ("nat", "bit")[self.unit],
        }


@st.composite
def states(draw, most: int = 10) -> State:
    """Draw any state of several classes."""
    z = draw(logits(most=most))
    return State(
        z,
        draw(st.integers(0, len(z) - 1)),
        draw(shares),
        draw(st.sampled_from([1.0, np.inf]) | st.floats(0.1, 10)),
        draw(st.integers(0, 1)),
    )
