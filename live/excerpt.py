"""An excerpt of plotly.js: what draws bars, points and lines, and no other kind.

The file in the package can draw everything, and to read all of it takes a slow
computer as long as all else on the way to the first drag. It is a row of modules,
each of which names those that it needs, and the last one those that visitors may
need. In the excerpt that one names bars alone (points and lines belong to the core),
and what nobody names then is left out. The rest stands there as it was, word for word.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Of the plotly.js of which the excerpt was tested; any other is taken as a whole.
TESTED: Final = "3b6e15d45dbb7fca5bd2094291e961ddc5472cd887009e6009a56dab668d721f"
NAME: Final = r"[\w$]+"
WORD: Final = re.compile(NAME)
LAST: Final = re.compile(
    rf"var {NAME}=({NAME})\(\({NAME},{NAME}\)=>{{var ({NAME})=({NAME})\(\);"
    rf"\2\.register\(\[({NAME})\(\)(,[^\]]*)\]\);{NAME}\.exports=\2}}\);return "
)


def excerpt(whole: bytes) -> bytes:
    """Return what draws bars, points and lines; all of it, if it was never tested."""
    if hashlib.sha256(whole).hexdigest() != TESTED:
        return whole
    return excerpt_of(whole.decode()).encode()


def excerpt_of(text: str) -> str:
    """Leave out of plotly.js what bars, points and lines do not need."""
    last = LAST.search(text)
    if not last:
        raise ValueError("the last module of plotly.js does not look as it did")
    begin, _, core, bars = last.groups()[:4]
    head, *modules = re.split(
        rf"(?<=;)(?=var {NAME}={re.escape(begin)}\((?:\([\w$,]*\)|{NAME})=>)",
        text[: last.start()],
    )
    kept = needed([names_of(module, head) for module in modules], modules, core, bars)
    rest = text[last.start() : last.start(5)] + text[last.end(5) :]
    return "".join([head, *(modules[place] for place in sorted(kept)), rest])


def needed(
    names: Sequence[Iterable[str]], modules: Sequence[str], *wanted: str
) -> set[int]:
    """Return the places of the modules with some names, and of all that they name."""
    homes = {name: place for place, all_ in enumerate(names) for name in all_}
    kept: set[int] = set()
    said = set(wanted)
    while found := {homes[name] for name in said if name in homes} - kept:
        kept |= found
        said = {word for place in found for word in WORD.findall(modules[place])}
    return kept


def names_of(module: str, head: str) -> list[str]:
    """Return the name of a module, and those of modules of the newer kind after it.

    One of those has two: what it begins with, and what it exports.
    """
    newer = re.search(rf"var ({NAME})=\({NAME},{NAME},{NAME}\)=>\(\)=>", head)
    begin = re.escape(newer[1]) if newer else "(?!)"
    return [
        *WORD.findall(module)[1:2],
        *re.findall(rf"(?<=}}\);)var ({NAME})={{}};{NAME}\(\1,", module),
        *re.findall(rf"({NAME})={begin}\(", module),
    ]
