"""The wire: one block of bytes per update.

Layout, little-endian throughout::

    uint32 length of the header | header, JSON in UTF-8 | zeros up to 8 | arrays

The header holds what is text. Under ``"arrays"`` it lists every array as
``[offset, dtype, rows, columns]``, the offset counted from the start of the
arrays and a multiple of 8. Not-a-number and infinity travel inside arrays,
where they are safe; in JSON they would be a syntax error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from live.controls import Array

ALIGNMENT = 8
CODES = {"<f8": "f8", "<f4": "f4", "<u2": "u2", "|u1": "u1"}


class Packer:
    """Collects arrays; one that is given twice travels once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.blocks: list[bytes] = []
        self.index: list[list[Any]] = []
        self.size = 0
        self._known: dict[tuple[str, tuple[int, ...], bytes], int] = {}

    def add(self, array: Array) -> int:
        """Add an array of one or two dimensions; return its number."""
        array = np.atleast_2d(array)
        array = array.astype(array.dtype.newbyteorder("<"), copy=False)
        block, code = array.tobytes(), CODES[array.dtype.str]
        identity = (code, array.shape, block)
        if identity not in self._known:
            self._known[identity] = len(self.index)
            self.index.append([self.size, code, *array.shape])
            padding = -len(block) % ALIGNMENT
            self.blocks.append(block + bytes(padding))
            self.size += len(block) + padding
        return self._known[identity]


def encode(header: Mapping[str, Any], packer: Packer) -> bytes:
    """Return the bytes that the browser's ``wire.js`` reads."""
    text = json.dumps(
        {**header, "arrays": packer.index},
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    ).encode()
    start = len(text).to_bytes(4, "little") + text
    return b"".join([start, bytes(-len(start) % ALIGNMENT), *packer.blocks])


def decode(data: bytes) -> tuple[dict[str, Any], list[Array]]:
    """Read bytes back: the header and the arrays, two-dimensional."""
    length = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + length])
    first = 4 + length + (-(4 + length) % ALIGNMENT)
    arrays = [
        np.frombuffer(data, "<" + code, rows * columns, first + offset).reshape(
            rows, columns
        )
        for offset, code, rows, columns in header["arrays"]
    ]
    return header, arrays
