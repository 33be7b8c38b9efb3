"""The wire: what travels to the browser, as one or two blocks of bytes.

A message begins with the length of its first block, as uint64. The first block
is the *answer*: the state as it is, and the tables. The second is the *form*:
everything that stays while values change, such as words and the figure. The
browser keeps forms, so one that it holds is only named, and nothing follows.

Layout of a block, little-endian throughout::

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

from live.values import Array

ALIGNMENT = 8
MATRIX = 2
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
        array = array if array.ndim == MATRIX else array.reshape(1, -1)
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


def message(answer: bytes, form: bytes = b"") -> bytes:
    """Return the blocks as one message."""
    return b"".join([len(answer).to_bytes(ALIGNMENT, "little"), answer, form])


def split(data: bytes) -> tuple[bytes, bytes]:
    """Return the blocks of a message: the answer and the form, or nothing."""
    end = ALIGNMENT + int.from_bytes(data[:ALIGNMENT], "little")
    return data[ALIGNMENT:end], data[end:]


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
