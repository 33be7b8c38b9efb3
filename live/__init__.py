"""The drag engine: controls, a pure scene, and a picture that follows the hand.

A :class:`View` names controls, a scene and a picture. The engine evaluates the
scene along the whole range of every control and sends the resulting tables to the
browser. There a drag is a table look-up, so the picture moves at the frame rate
and nothing is sent until release.

The names below are all that the author of a lesson needs; no JavaScript is, and
none of them knows who carries the answers. ``live.host`` and ``live.answers`` do.
"""

from live.controls import (
    Array,
    Choice,
    Control,
    Count,
    Group,
    Ink,
    Menu,
    Plane,
    Scrubber,
    Slider,
    Text,
    Toggle,
    Value,
)
from live.link import Link, Problem
from live.state import State
from live.view import Readout, View
from live.words import Words

__all__ = [
    "Array",
    "Choice",
    "Control",
    "Count",
    "Group",
    "Ink",
    "Link",
    "Menu",
    "Plane",
    "Problem",
    "Readout",
    "Scrubber",
    "Slider",
    "State",
    "Text",
    "Toggle",
    "Value",
    "View",
    "Words",
]
