"""The drag engine: controls, a pure scene, and a picture that follows the hand.

A :class:`Lab` evaluates its scene along the whole range of every control and
sends the resulting tables to the browser. There a drag is a table look-up, so
the picture moves at the frame rate and nothing is sent until release.

The names below are all that the author of a page needs; no JavaScript is.
"""

from live.answers import Answers, offer
from live.bundle import Compressed
from live.controls import (
    Array,
    Choice,
    Control,
    Count,
    Group,
    Scrubber,
    Slider,
    Text,
    Toggle,
    Value,
    singles,
)
from live.lab import Handle, Lab, Preset, Readout, Task
from live.limits import Caught, NoUploads, limit_server, open_more_files
from live.link import Link, Problem, opened_link
from live.serving import routes

__all__ = [
    "Answers",
    "Array",
    "Caught",
    "Choice",
    "Compressed",
    "Control",
    "Count",
    "Group",
    "Handle",
    "Lab",
    "Link",
    "NoUploads",
    "Preset",
    "Problem",
    "Readout",
    "Scrubber",
    "Slider",
    "Task",
    "Text",
    "Toggle",
    "Value",
    "limit_server",
    "offer",
    "open_more_files",
    "opened_link",
    "routes",
    "singles",
]
