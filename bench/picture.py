"""The picture of the softmax lesson with plain colours, for pages that are not ours."""

import json
import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import plotly.graph_objects as go

from live import Link, View
from ui.classes import DEFAULTS
from ui.lesson import find

ROOT = Path(__file__).parents[1]


def start(classes: int) -> list[float]:
    """Return the logits that the lesson begins with."""
    return [*DEFAULTS, *[0.0] * classes][:classes]


@cache
def view(classes: int) -> View:
    """Return the view of the lesson for so many classes."""
    return find("softmax").open(Link({"k": [str(classes)]}), "en").view


def colors() -> dict[str, str]:
    """Return the colours of the light theme, by the names that pictures use."""
    settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    theme = tomllib.loads(settings)["theme"]["light"]
    series = enumerate(theme["chartCategoricalColors"], start=1)
    return {
        "var(--ink)": theme["textColor"],
        "var(--border)": theme["borderColor"],
        "var(--line)": theme["borderColor"],
        "var(--card)": theme["secondaryBackgroundColor"],
        "var(--on)": "#ffffff",
    } | {f"var(--series-{i})": color for i, color in series}


@cache
def picture(classes: int) -> go.Figure:
    """Return the lesson's figure for the logits it begins with, in light colours."""
    text = view(classes).picture.text
    for variable, color in colors().items():
        text = text.replace(f'"{variable}"', f'"{color}"')
    drawn = json.loads(text)
    layout = drawn["layouts"]["wide"]
    del layout["room"]  # for those who fit it to a page
    figure = go.Figure(drawn["data"], layout)
    move(figure, np.array(start(classes)))
    return figure


def move(figure: go.Figure, logits: np.ndarray) -> None:
    """Give every trace the numbers that belong to these logits."""
    lesson = view(len(logits))
    found = lesson.scene(z=logits[np.newaxis], shift=np.zeros(1))
    for name, numbers in lesson.picture.moves(found).items():
        trace, _, attribute = name.partition(".")
        figure.update_traces({attribute: numbers[0]}, selector={"name": trace})
