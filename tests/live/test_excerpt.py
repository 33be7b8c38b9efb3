"""Claims about the excerpt of plotly.js: what is left is as it was, and enough.

That it draws the same as the whole is held by every lesson in a browser
(tests/browser/test_lessons.py), where another page draws with the whole.
"""

import gzip
import re
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from live.excerpt import TESTED, excerpt, excerpt_of, needed
from live.serving import assets, plotly

PINNED = Path(__file__).parents[2] / "deploy" / "versions.txt"
ASSET = "plotly.min.js"


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return plotly.js as the package has it; skip where it is another version."""
    (tested,) = re.findall(r"^plotly==(\S+)", PINNED.read_text(), re.MULTILINE)
    if version("plotly") != tested:
        pytest.skip(f"plotly is {version('plotly')}, and not {tested}")
    return plotly()


def test_the_tested_plotly_is_the_one_that_is_deployed(whole):
    """To the last byte; who deploys another tests an excerpt of that."""
    assert sha256(whole).hexdigest() == TESTED


def test_visitors_get_the_excerpt(whole):
    """A third of the bytes, of the same version."""
    small = assets()[ASSET].content
    assert small == excerpt(whole)
    assert len(gzip.compress(small)) < 450_000
    header = small[: small.index(b"*/")]
    assert header == whole[: len(header)]
    (said,) = re.findall(rb'"use strict";[\w$]+\.version="([\d.]+)"', small)
    assert said in header


def test_what_is_left_is_as_it_was(whole):
    """Every part of it stands in the whole, in the same order."""
    place, text = 0, whole.decode()
    for part in re.split(r"(?<=;)(?=var )", excerpt(whole).decode()):
        found = text.find(part[: part.rfind(".register([")], place)
        assert found >= place
        place = found


def test_another_plotly_is_taken_as_a_whole():
    """Nobody has tried whether an excerpt of it draws."""
    assert excerpt(b"another") == b"another"


def test_a_plotly_of_another_make_is_no_guess():
    """Who writes its fingerprint down is told that it cannot be cut."""
    with pytest.raises(ValueError, match="does not look"):
        excerpt_of("var a=1;")


def test_all_that_is_named_is_kept():
    """Directly or by way of others; what nobody names is not."""
    modules = ["var a=b()", "var b=d()", "var c=a()", "var d=1"]
    assert needed(list("abcd"), modules, "a") == {0, 1, 3}
