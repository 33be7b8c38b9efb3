"""The lessons there are, in the order of the menu."""

from typing import Final

LESSONS: Final = (
    "softmax",
    "temperature",
    "sigmoid",
    "two-classes",
    "cross-entropy",
    "stability",
    "why-exponential",
    "output-layers",
    "iris",
)


def file_of(lesson: str) -> str:
    """Return the script of a lesson, as seen from the frame."""
    return f"{lesson.replace('-', '_')}.py"
