"""Print how many digits core, scipy.special and PyTorch keep, as a markdown table.

Run from the root of the project:

    python -m bench.accuracy [size] [seed]

Each function answers the same questions (tests/core/judge.py): logits of all sizes,
gaps where exp and float64 end, near ties, masks, up to 100,000 classes. A cell holds
the worst and the mean error in ulp and, in brackets, how many answers were nan or
infinite and should not have been. What a library has no function for is composed
from its parts in the usual way; temperature is handed to libraries as z / T.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import scipy.special

import core
from tests.core.judge import Marks, mark, questions

Tensor = Any  # PyTorch need not be installed
Functions = dict[str, Callable[..., object]]
Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def of_core(names: list[str]) -> Functions:
    """Return our own functions by the name of their questions."""
    return {name: getattr(core, name.split(",")[0]) for name in names}


def of_scipy() -> Functions:
    """Return what scipy.special offers, or what one composes from it."""
    s = scipy.special

    def log_p(z: Array) -> Array:
        return np.asarray(s.log_softmax(z, axis=-1))

    def p(z: Array) -> Array:
        return np.asarray(s.softmax(z, axis=-1))

    return {
        "softmax": p,
        "softmax, any T": lambda z, t: p(z / t),
        "log_softmax": log_p,
        "log_softmax, any T": lambda z, t: log_p(z / t),
        "logsumexp": lambda z: s.logsumexp(z, axis=-1),
        "sigmoid": s.expit,
        "log_sigmoid": s.log_expit,
        "softplus": s.softplus,
        "logit": s.logit,
        "odds": lambda p: p / (1 - p),
        "entropy": lambda p: s.entr(p).sum(),
        "entropy_from_logits": lambda z: s.entr(p(z)).sum(),
        "cross_entropy": lambda p, y: -s.xlogy(y, p).sum(),
        "kl_divergence": lambda p, q: s.rel_entr(p, q).sum(),
        "cross_entropy_from_logits, index": lambda z, k: -log_p(z)[k],
        "cross_entropy_from_logits, soft": lambda z, y: -(y * log_p(z)).sum(),
        "binary_cross_entropy_from_logits": lambda x, y: (
            -(y * s.log_expit(x) + (1 - y) * s.log_expit(-x))
        ),
        "cross_entropy_gradient, index": lambda z, k: p(z) - np.eye(z.size)[k],
        "cross_entropy_gradient, soft": lambda z, y: p(z) - y,
        "binary_cross_entropy_gradient": lambda x, y: s.expit(x) - y,
        "softmax_jacobian": lambda z: np.diag(p(z)) - np.outer(p(z), p(z)),
    }


def of_torch() -> Functions:
    """Return what PyTorch offers, gradients by its own backward pass."""
    try:
        torch: Any = import_module("torch")
    except ImportError:
        return {}
    f = torch.nn.functional

    def tensor(x: object) -> Tensor:
        return torch.as_tensor(np.array(x))

    def on_tensors(function: Callable[..., Tensor]) -> Callable[..., object]:
        return lambda *arguments: function(*map(tensor, arguments)).numpy()

    def gradient(loss: Callable[..., Tensor]) -> Callable[..., object]:
        def slope(x: Array, y: object) -> object:
            leaf = tensor(x).requires_grad_()
            loss(leaf, tensor(y)).backward()
            return leaf.grad.numpy()

        return slope

    def jacobian(z: Array) -> object:
        soft = torch.nn.Softmax(dim=-1)
        return torch.autograd.functional.jacobian(soft, tensor(z)).numpy()

    def binary(x: Tensor, y: Tensor) -> Tensor:
        return f.binary_cross_entropy_with_logits(x, y, reduction="none")

    return {
        "softmax": on_tensors(lambda z: f.softmax(z, -1)),
        "softmax, any T": on_tensors(lambda z, t: f.softmax(z / t, -1)),
        "log_softmax": on_tensors(lambda z: f.log_softmax(z, -1)),
        "log_softmax, any T": on_tensors(lambda z, t: f.log_softmax(z / t, -1)),
        "logsumexp": on_tensors(lambda z: torch.logsumexp(z, -1)),
        "sigmoid": on_tensors(torch.sigmoid),
        "log_sigmoid": on_tensors(f.logsigmoid),
        "softplus": on_tensors(f.softplus),
        "logit": on_tensors(torch.logit),
        "odds": on_tensors(lambda p: p / (1 - p)),
        "entropy": on_tensors(lambda p: torch.special.entr(p).sum()),
        "entropy_from_logits": on_tensors(
            lambda z: torch.special.entr(f.softmax(z, -1)).sum()
        ),
        "cross_entropy": on_tensors(lambda p, y: -torch.xlogy(y, p).sum()),
        "kl_divergence": on_tensors(lambda p, q: f.kl_div(q.log(), p, reduction="sum")),
        "cross_entropy_from_logits, index": on_tensors(f.cross_entropy),
        "cross_entropy_from_logits, soft": on_tensors(f.cross_entropy),
        "binary_cross_entropy_from_logits": on_tensors(binary),
        "cross_entropy_gradient, index": gradient(f.cross_entropy),
        "cross_entropy_gradient, soft": gradient(f.cross_entropy),
        "binary_cross_entropy_gradient": gradient(lambda x, y: binary(x, y).sum()),
        "softmax_jacobian": jacobian,
    }


def cell(marks: Marks) -> str:
    """Return the marks of a function as the text of a cell."""
    no_digit_left = 2.0**53
    worst = "no digit" if marks.worst >= no_digit_left / 2 else f"{marks.worst:.3g}"
    wrong = f" [{marks.wrong}]" if marks.wrong else ""
    return f"{worst} ({marks.mean:.2g}){wrong}"


def main() -> None:
    """Put all questions to all libraries."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1  # noqa: PLR2004
    exam = questions(seed, size)
    libraries = {
        "core": of_core(list(exam)),
        "scipy.special": of_scipy(),
        "PyTorch": of_torch(),
    }
    libraries = {name: table for name, table in libraries.items() if table}
    print("max (mean) [wrong nan or inf], error in ulp\n")
    print("| function | answers |", " | ".join(libraries), "|")
    print("| --- | ---: |", " | ".join("---:" for _ in libraries), "|")
    for name, asked in exam.items():
        cells = [cell(mark(table[name], asked)) for table in libraries.values()]
        answers = sum(len(question.answers) for question in asked)
        print(f"| {name} | {answers:,} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
