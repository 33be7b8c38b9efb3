"""A damped swing. Nothing in it has to do with classes or probabilities."""

import numpy as np
import plotly.graph_objects as go

from live import Array, Choice, Handle, Lab, Preset, Readout, Scrubber, Slider, Toggle

TIMES = np.linspace(0, 10, 60)


def square(x: Array) -> Array:
    """Return the inverse of the root, for the control that sets `x`."""
    return np.square(x)


def scene(a: Array, damping: Array, wave: Array, flip: Array, time: Array, x: Array):
    """Answer with a curve, a point on it, and three ways to leave the numbers."""

    def height(t: Array) -> Array:
        lead = (...,) + (np.newaxis,) * (np.ndim(t) - np.ndim(a))
        swing = np.where(wave[lead] == 0, np.sin(t), np.cos(t))
        return (1 - 2 * flip[lead]) * a[lead] * np.exp(-t / damping[lead]) * swing

    with np.errstate(divide="ignore", invalid="ignore"):
        root, pole = np.sqrt(x), 1 / x
    return {
        "curve.y": height(np.broadcast_to(TIMES, (*a.shape, len(TIMES)))),
        "point.x": time[..., np.newaxis],
        "point.y": height(time)[..., np.newaxis],
        "bar.y": a[..., np.newaxis],
        "root": root,
        "pole": pole,
        "logarithm": np.log(np.abs(x), where=x != 0, out=np.full_like(x, -np.inf)),
        "height": height(time),
        "huge": 10.0 ** (x * 20),
    }


def lab() -> Lab:
    """Return the lab."""
    figure = go.Figure(layout={"template": None, "height": 260, "showlegend": False})
    figure.add_scatter(name="curve", x=TIMES, y=0 * TIMES, line_color="var(--series-1)")
    figure.add_scatter(name="point", x=[0], y=[0], mode="markers", marker_size=14)
    figure.add_bar(name="bar", x=[11], y=[0])
    figure.add_scatter(name="waves", x=[9, 9], y=[2.5, -2.5], mode="markers")
    figure.update_xaxes(range=[0, 12], fixedrange=True)
    figure.update_yaxes(range=[-3, 3], fixedrange=True)
    return Lab(
        name="swing",
        controls=[
            Slider(
                key="a", label="height", low=0, high=2, step=0.05, default=1, unit="m"
            ),
            Slider(
                key="damping",
                label="damping",
                low=0.1,
                high=100,
                scale="log",
                above=np.inf,
                default=5,
                unit="s",
            ),
            Choice(
                key="wave",
                label="wave",
                options={"sin": "sine", "cos": "cosine"},
                default="sin",
            ),
            Toggle(key="flip", label="upside down"),
            Scrubber(
                key="time", label="time", low=0, high=10, step=0.1, default=2, seconds=5
            ),
            Slider(key="x", label="number", low=-2, high=4, step=0.25, default=1),
            Slider(
                key="root",
                label="its root",
                low=0,
                high=2,
                step=0.125,
                default=1,
                sets={"x": square},
            ),
        ],
        scene=scene,
        figure=figure,
        readouts=[
            Readout(name="height", told=True),
            Readout(name="pole"),
            Readout(name="logarithm"),
            Readout(name="huge", format=".3e", exact=True),
        ],
        handles=[
            Handle(trace="point", controls=["time"]),
            Handle(trace="bar", controls=["a"]),
            Handle(trace="waves", picks="wave"),
        ],
        presets=[Preset("standstill", {"a": "0", "damping": "inf"})],
        template='<button type="button" data-save="swing.png">picture</button>'
        '<button type="button" data-save="swing.csv"'
        ' data-cells=\'[["point, \\"now\\"", "=height", "=bar.y1"]]\'>table</button>',
    )
