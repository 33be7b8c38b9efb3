"""What every step of both sweeps computes, written with the names of nodes."""

from __future__ import annotations

from typing import Final

from pages.backpropagation.drawing import MINUS, said
from pages.backpropagation.walk import Walk

FORMS: Final = {
    "multiply": "{} · {}",
    "add": "{} + {}",
    "subtract": f"{{}} {MINUS} {{}}",
    "relu": "ReLU({})",
    "half square": "½ {}²",
}
# The local slope for each input; a ReLU has 1 or 0.
LOCAL: Final = {
    "multiply": ("{1}", "{0}"),
    "add": ("1", "1"),
    "subtract": ("1", f"{MINUS}1"),
    "relu": ("ReLU\N{PRIME}({0})",),
    "half square": ("{0}",),
}


def partial(name: str) -> str:
    """Return the derivative of the last node by a node."""
    return f"∂J/∂{said(name)}"


def form(walk: Walk, k: int) -> str:
    """Return how an operation is computed."""
    node = walk.graph[k]
    inputs = [said(walk.names[i]) for i in node.inputs]
    return FORMS[node.operation.name].format(*inputs) if node.operation else ""


def term(walk: Walk, k: int, i: int) -> str:
    """Return what comes back from an operation to one of its inputs."""
    node = walk.graph[k]
    inputs = [said(walk.names[place]) for place in node.inputs]
    kinds = LOCAL[node.operation.name] if node.operation else ()
    return f"{partial(node.name)} · {kinds[i].format(*inputs)}"


def back(walk: Walk, k: int) -> str:
    """Return how the derivative by a node is found: the sum of what comes back."""
    last = len(walk.graph) - 1
    into = [e for e in walk.edges if walk.graph[e[0]].inputs[e[1]] == k]
    return "1" if k == last else " + ".join(term(walk, *edge) for edge in into)


def steps(walk: Walk, before: str) -> list[str]:
    """Return what is computed in each step; `before` is said of the time before."""
    n, ahead, back = walk.steps, [], []
    for k in walk.operations:
        ahead.append(f"{said(walk.names[k])} = {form(walk, k)}")
        back.append(
            ", ".join(
                handed(walk, e) for e, edge in enumerate(walk.edges) if edge[0] == k
            )
        )
    return [
        before,
        *(f"→ {i}/{n}: {one}" for i, one in enumerate(ahead, start=1)),
        *(f"← {i}/{n}: {one}" for i, one in enumerate(reversed(back), start=1)),
    ]


def handed(walk: Walk, e: int) -> str:
    """Return what an edge adds to a derivative; where it is alone, what that is."""
    k, i = walk.edges[e]
    sign = "+=" if e in walk.meeting else "="
    return f"{partial(walk.names[walk.graph[k].inputs[i]])} {sign} {term(walk, k, i)}"
