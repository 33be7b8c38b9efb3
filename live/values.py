"""What a control holds, and what a scene computes with."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]
Value = float | str
