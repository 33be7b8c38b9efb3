"""Claims about the wire: what goes in comes out, bit by bit."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from live.wire import Packer, decode, encode

INF = np.inf

tables = arrays(
    st.sampled_from([np.float64, np.float32, np.uint8]),
    array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=9),
)


def packed(*given_arrays, **header):
    """Return the bytes of a header and some arrays."""
    packer = Packer()
    for array in given_arrays:
        packer.add(array)
    return encode(header, packer)


@given(st.lists(tables, max_size=5))
def test_arrays_come_back_as_they_were(sent):
    """Shape, type and every bit survive: nan, inf and the sign of zero too."""
    packer = Packer()
    places = [packer.add(array) for array in sent]
    _, received = decode(encode({}, packer))
    for array, place in zip(sent, places, strict=True):
        found = received[place]
        assert (found.dtype, found.shape) == (array.dtype, array.shape)
        assert found.tobytes() == array.tobytes()


def test_numbers_that_json_cannot_say_come_back():
    """Not-a-number, both infinities and minus zero travel in arrays."""
    numbers = np.array([np.nan, INF, -INF, -0.0])
    _, [received] = decode(packed(numbers))
    assert received.tobytes() == numbers.tobytes()


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())))
def test_the_header_comes_back_as_it_was(header):
    """Any text survives, in every script."""
    received, _ = decode(encode({**header, "arrays": []}, Packer()))
    assert received == header | {"arrays": []}


@given(st.text(), st.lists(tables, max_size=5))
def test_every_array_begins_at_a_multiple_of_eight(text, sent):
    """A browser can lay a typed array on each, however long the header is."""
    data = packed(*sent, text=text)
    length = int.from_bytes(data[:4], "little")
    header = json.loads(data[4 : 4 + length])
    first = len(data) - sum(
        -(-int(code[1]) * rows * columns // 8) * 8
        for _, code, rows, columns in header["arrays"]
    )
    offsets = [first + offset for offset, *_ in header["arrays"]]
    assert [offset % 8 for offset in offsets] == [0] * len(offsets)


def test_an_array_that_is_given_twice_travels_once():
    """Two bindings of the same numbers cost the bytes of one."""
    packer = Packer()
    first, second = packer.add(np.arange(99.0)), packer.add(np.arange(99.0))
    assert first == second
    assert packer.size == 99 * 8


@pytest.mark.parametrize(
    "other",
    [np.zeros(4, np.float32), np.zeros((4, 1)), np.zeros(5), np.full(4, -0.0)],
    ids=["type", "shape", "length", "sign of zero"],
)
def test_arrays_that_differ_travel_apart(other):
    """Only what agrees in type, shape and every bit is the same array."""
    packer = Packer()
    assert packer.add(np.zeros(4)) != packer.add(other)


def test_a_number_travels_as_one_row_of_one_column():
    """Every array that arrives has two dimensions."""
    _, [received] = decode(packed(np.array(2.5)))
    assert received.tolist() == [[2.5]]


def test_an_array_in_another_byte_order_is_turned():
    """What travels is little-endian, wherever it comes from."""
    _, [received] = decode(packed(np.array([1.5, -2.0], dtype=">f8")))
    assert received.tolist() == [[1.5, -2.0]]


def test_a_view_with_gaps_travels_without_them():
    """Every second number of an array is an array like any other."""
    _, [received] = decode(packed(np.arange(6.0)[::2]))
    assert received.tolist() == [[0.0, 2.0, 4.0]]


@pytest.mark.parametrize("number", [np.nan, INF, -INF])
def test_the_header_refuses_what_json_cannot_say(number):
    """A number that would break the browser's JSON is an error here, not there."""
    with pytest.raises(ValueError, match="JSON"):
        packed(value=number)
