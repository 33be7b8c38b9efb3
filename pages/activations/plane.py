"""Where six units say that the inner ring is."""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from core.rings import learn_rings, ring_network, rings
from live import Array

REACH: Final = 1.3  # from the middle to each side
LINES: Final = np.linspace(-REACH, REACH, 131)


class Parted(NamedTuple):
    """What a trained network makes of the plane.

    Attributes
    ----------
    x, y : ndarray
        The corners of the region that it takes for the inner ring.
    accuracy : float
        The share of points that it is right about.

    """

    x: Array
    y: Array
    accuracy: float


@lru_cache(maxsize=16)  # one for each activation
def parted(key: str) -> Parted:
    """Train the network that bends as a key says, and ask it about the plane."""
    (where, targets), net, trained = rings(), ring_network(key), learn_rings(key)[-1]
    plane = np.stack(np.meshgrid(LINES, LINES), axis=-1).reshape(-1, 2)
    z = net.forward(trained, plane)[-1].z.reshape(len(LINES), len(LINES), 2)
    ends = [(y, *between) for y, more in zip(LINES, z[..., 0] - z[..., 1], strict=True)
            if (between := span(more))]  # fmt: skip
    y, low, high = np.array(ends).T
    right = float(net.accuracy(trained, where, targets))
    return Parted(np.append(low, high[::-1]), np.append(y, y[::-1]), right)


def span(more: Array) -> tuple[float, float] | None:
    """Return from where to where a line of numbers is positive, if it is.

    Between its places it is taken for straight.
    """
    inside = np.flatnonzero(more > 0)
    if not inside.size:
        return None
    ends = []
    for place, step in ((inside[0], -1), (inside[-1], 1)):
        beyond = place + step
        end = LINES[place]
        if 0 <= beyond < len(LINES):
            end += (LINES[beyond] - end) * more[place] / (more[place] - more[beyond])
        ends.append(float(end))
    return ends[0], ends[1]
