"""Reads a message of the lab as the browser does."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from live.controls import Array
from live.wire import decode, split

ONE = np.zeros(1)


class Message:
    """What one message says: the form, if it came along, and the answer."""

    def __init__(self, data: bytes) -> None:
        """Read both blocks."""
        answer, form = split(data)
        self.size = len(answer)  # what every commit brings; the form comes once
        self.answer, self.arrays = decode(answer)
        self.form, self.form_arrays = decode(form) if form else ({}, [])

    @property
    def header(self) -> dict[str, Any]:
        """Everything that both blocks say in text."""
        return self.form | self.answer

    @cached_property
    def values(self) -> dict[str, float | str]:
        """The value of every control."""
        keys = self.answer["numbers"]
        now = self.arrays[self.answer["now"]][0].tolist()
        texts: dict[str, float | str] = self.answer["texts"]
        return dict(zip(keys, now, strict=False)) | texts

    @cached_property
    def rest(self) -> dict[str, Array]:
        """What the scene says at rest: each a row of numbers, also of one."""
        now = self.arrays[self.answer["now"]][0]
        found, first = {}, len(self.answer["numbers"])
        for name, length in self.answer["rest"].items():
            found[name] = now[first : first + (length or 1)]
            first += length or 1
        if first != len(now):
            raise ValueError("the numbers at rest do not add up")
        return found

    @property
    def presets(self) -> list[dict[str, Any]]:
        """The label and the values of every example."""
        pairs = zip(self.form["presets"], self.answer["examples"], strict=True)
        return [{"label": label, "values": values} for label, values in pairs]

    def control(self, key: str) -> dict[str, Any]:
        """Return how a control is described, with its grid and its default."""
        [found] = [c for c in self.form["controls"] if c["key"] == key]
        found = dict(found)
        if found["kind"] != "text":
            found["default"] = self.form_arrays[found["default"]].item()
        if "grid" in found:
            found["grid"] = self.form_arrays[found["grid"]][0]
        return found

    def column(self, key: str, name: str) -> Array:
        """Return the rows of a binding in the table of a control, as they travelled."""
        place, first, *reading = self.answer["tables"][key][name]
        indices = reading[0] if reading else None
        width = len(indices) if indices else self.rest.get(name, ONE).size
        rows: Array = self.arrays[place][:, first : first + width]
        return rows
