"""The picture of the softmax lesson with plain colours, for pages that are not ours."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core import softmax
from figures.stages import three_stages
from ui.classes import FEW, LOGITS

ROOT = Path(__file__).parents[1]


def toml(path: str) -> dict[str, Any]:
    """Read a TOML file of the project."""
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def start(classes: int) -> list[float]:
    """Return the logits that the lesson begins with."""
    return [*LOGITS, *[0.0] * classes][:classes]


@cache
def picture(classes: int) -> go.Figure:
    """Return the lesson's figure for the logits it begins with, in light colours."""
    theme = toml(".streamlit/config.toml")["theme"]["light"]
    series = theme["chartCategoricalColors"]
    colors = {
        "var(--ink)": theme["textColor"],
        "var(--border)": theme["borderColor"],
    } | {f"var(--series-{i})": color for i, color in enumerate(series, start=1)}
    names = tuple(toml("lessons/en/frame.toml")["classes"]["names"][:classes])
    titles = tuple(map(tuple, toml("lessons/en/softmax.toml")["stages"]))
    text = three_stages(names, titles, 44 if classes <= FEW else 30).to_json() or ""
    for variable, color in colors.items():
        text = text.replace(f'"{variable}"', f'"{color}"')
    figure = go.Figure(json.loads(text))
    move(figure, np.array(start(classes)))
    return figure


def move(figure: go.Figure, logits: np.ndarray) -> None:
    """Give every trace the numbers that belong to these logits."""
    weights = np.exp(logits - logits.max())
    p = softmax(logits)
    moves = {
        "logits": {"x": logits},
        "weights": {"x": weights},
        "probabilities": {"x": p},
        "largest": {"x": np.where(logits == logits.max(), 0.0, np.nan)},
        "total_weight": {"customdata": [weights.sum()]},
        "total_probability": {"customdata": [p.sum()]},
    }
    for trace, attributes in moves.items():
        figure.update_traces(attributes, selector={"name": trace})
