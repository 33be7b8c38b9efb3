"""A damped swing. Nothing in it has to do with classes or probabilities."""

import numpy as np

from figures.axes import Axis
from figures.marks import line, mark, points
from figures.picture import Grid, Panel, Picture
from live import (
    Array,
    Choice,
    Control,
    Link,
    Readout,
    Scrubber,
    Slider,
    State,
    Toggle,
    View,
    Words,
)
from live.answer import Lab, packed
from live.serving import address

TIMES = np.linspace(0, 10, 60)


def square(x: Array) -> Array:
    """Return the inverse of the root, for the control that sets `x`."""
    return np.square(x)


A = Slider("a", 0, 2, step=0.05, default=1)
TIME = Scrubber("time", 0, 10, step=0.1, default=2, seconds=5)
X = Slider("x", -2, 4, step=0.25, default=1)
WAVE = Choice("wave", ("sin", "cos"), "sin")
CONTROLS: list[Control] = [
    A,
    Slider("damping", 0.1, 100, scale="log", above=np.inf, default=5),
    WAVE,
    Toggle("flip"),
    TIME,
    X,
    Slider("root", 0, 2, step=0.125, default=1, sets={"x": square}),
]
WORDS = Words(
    {
        "controls": {
            "a": "height",
            "damping": "damping",
            "wave": "wave",
            "flip": "upside down",
            "time": "time",
            "x": "number",
            "root": "its root",
        },
        "options": {"wave": {"sin": "sine", "cos": "cosine"}},
        "presets": {"still": "standstill"},
    }
)
TEMPLATE = """
<button type="button" data-save="swing.png">picture</button>
<button type="button" data-save="swing.csv"
  data-cells='[["point, \\"now\\"", "=height", "=bar.y1"]]'>table</button>
"""


def scene(a: Array, damping: Array, wave: Array, flip: Array, time: Array, x: Array):
    """Answer with a curve, a point on it, and three ways to leave the numbers."""

    def height(t: Array) -> Array:
        lead = (...,) + (np.newaxis,) * (np.ndim(t) - np.ndim(a))
        swing = np.where(wave[lead] == 0, np.sin(t), np.cos(t))
        return (1 - 2 * flip[lead]) * a[lead] * np.exp(-t / damping[lead]) * swing

    with np.errstate(divide="ignore", invalid="ignore"):
        root, pole = np.sqrt(x), 1 / x
    return {
        "curve": height(np.broadcast_to(TIMES, (*a.shape, len(TIMES)))),
        "time": time,
        "a": a,
        "x": x,
        "root": root,
        "pole": pole,
        "logarithm": np.log(np.abs(x), where=x != 0, out=np.full_like(x, -np.inf)),
        "height": height(time),
        "huge": 10.0 ** (x * 20),
    }


def picture() -> Picture:
    """Return a curve, a point and bars that are dragged, and points to be pressed."""
    marks = [
        line("curve", TIMES, "curve", color="var(--series-1)"),
        points("point", "time", "height", size=14),
        mark("bar", "bar", {"x": [11], "y": "a"}),
        mark("beam", "bar", {"x": "x", "y": [-2.6]}, orientation="h", width=0.5),
        points("waves", [9, 9], [2.5, -2.5]),
    ]
    panel = Panel(marks, Axis(0, 12, ticks=[0, 5, 10]), Axis(-3, 3, ticks=[-2, 0, 2]))
    grid = Grid(["swing"], [1], [220], foot=40, margin=(40, 10))
    return Picture({"swing": panel}, grid, grid)


VIEW = View(
    controls=CONTROLS,
    scene=scene,
    picture=picture(),
    readouts=[
        Readout("height", told=True),
        Readout("pole"),
        Readout("logarithm"),
        Readout("huge", ".3e", exact=True),
    ],
    drag={"point": TIME, "bar": A, "beam": X},
    pick={"waves": WAVE},
    presets={"still": "a=0&damping=inf"},
)


def answer(link: Link) -> bytes:
    """Return what the lab sends for a link."""
    state = State(link, WORDS)
    state.settle(CONTROLS)
    lab = Lab(name="swing", plotly=address("plotly.min.js"))
    return packed(lab, state, VIEW, TEMPLATE)
