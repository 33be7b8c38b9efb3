"""Claims about markup: words are escaped, and what a lab fills has its place."""

import pytest
from jinja2 import DictLoader, UndefinedError

from live import Words
from ui.markup import environment, rendered

WORDS = Words(
    {
        "plain": "a < b & <i>c</i>",
        "formulas": {"share": {"latex": r"\each{\num{z#}}", "label": "a <sum>"}},
    }
)


def render(source, count=3, **context):
    """Return what a template makes of it."""
    given = {"templates/given.html": source}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment(), "loader", DictLoader(given))
        patch.setattr(environment(), "cache", {})
        return rendered("templates/given.html", WORDS, count, context)


def test_words_are_escaped():
    """What a translator writes is text, unless the template says otherwise."""
    assert render("{{ words.plain }}") == "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;"
    assert render("{{ words.plain | safe }}") == "a < b & <i>c</i>"


def test_a_readout_has_its_place():
    """The lab finds it by its name."""
    assert render("{{ out('p1') }}") == '<output name="p1"></output>'


def test_a_slot_has_its_format():
    """Controls and answers of the scene are shown as the template says."""
    shown = render("{{ slot('z1') }}{{ slot('z1', '.2f') }}")
    assert shown == (
        '<span data-slot="z1"></span><span data-slot="z1" data-format=".2f"></span>'
    )


@pytest.mark.parametrize("count", [2, 10])
def test_readouts_that_add_up_are_all(count):
    """There is one for each class, and one for the total."""
    shown = render("{{ total('p', 'sum', count) }}", count)
    assert shown.count("<output") == count + 1
    assert shown.endswith(' = <b><output name="sum"></output></b>')


def test_a_formula_is_that_of_the_words():
    """With as many terms as there are classes, or as the template says."""
    assert render("{{ formula('share') }}").count("data-slot") == 3
    assert render("{{ formula('share', 5) }}").count("data-slot") == 5


def test_a_word_that_is_missing_is_an_error():
    """No learner meets a blank."""
    with pytest.raises(UndefinedError):
        render("{{ words.nobody_wrote_this }}")


def test_a_formula_that_is_missing_is_an_error():
    """Nor a formula that is not there."""
    with pytest.raises(KeyError):
        render("{{ formula('nobody') }}")
