"""The code that gives the same numbers: a real function, shown as a script.

A recipe is linted, typed and run by a test like every other function. What the
learner reads is its body, with today's numbers before it instead of arguments, and
what it returns printed at the end.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from live import Control, State
from live.controls import parts_of


def script(
    recipe: Callable[..., object], state: State, controls: Sequence[Control]
) -> str:
    """Return a recipe as a script for a state; its arguments are controls' keys."""
    imports, arguments, body = parts_of_recipe(recipe)
    named: dict[str, Control] = {part.key: part for part in parts_of(controls)}
    named |= {control.key: control for control in controls}
    given = [f"{name} = {written(named[name], state)}" for name in arguments]
    return "\n\n".join(part for part in (imports, "\n".join(given), body) if part)


def written(control: Control, state: State) -> str:
    """Return the value of a control as Python; of a group a list."""
    values = [part.literal(state.values[part.key]) for part in control.parts]
    numbers = [
        text
        for part, text in zip(control.parts, values, strict=True)
        if part.kind != "text" or not control.row
    ]
    return f"[{', '.join(numbers)}]" if control.row else numbers[-1]


@cache
def parts_of_recipe(recipe: Callable[..., object]) -> tuple[str, list[str], str]:
    """Return what a recipe imports, what its arguments are called, and its body."""
    source = textwrap.dedent(inspect.getsource(recipe))
    [function] = ast.parse(source).body
    if not isinstance(function, ast.FunctionDef):
        raise TypeError(f"a recipe is a function, got {recipe!r}")
    docstring, *_, last = function.body
    if not isinstance(last, ast.Return) or last.value is None:
        raise TypeError(f"a recipe ends with what it returns: {recipe!r}")
    lines = source.splitlines()[docstring.end_lineno : last.lineno - 1]
    body = textwrap.dedent("\n".join(lines)).rstrip()
    values = last.value.elts if isinstance(last.value, ast.Tuple) else [last.value]
    shown = ", ".join(map(ast.unparse, values))
    arguments = list(inspect.signature(recipe).parameters)
    return imports_of(recipe, function), arguments, f"{body}\nprint({shown})\n"


def imports_of(recipe: Callable[..., object], function: ast.FunctionDef) -> str:
    """Return the imports of the recipe's module that it makes use of."""
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    module = ast.parse(Path(inspect.getfile(recipe)).read_text(encoding="utf-8"))
    return "\n".join(
        ast.unparse(node)
        for node in module.body
        if isinstance(node, ast.Import)
        and used & {alias.asname or alias.name for alias in node.names}
    )
