"""Claims about formulas: what the parts make is well-formed, and has its slots."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ui.formula import (
    formula,
    fraction,
    lines,
    name,
    number,
    operator,
    power,
    row,
    text,
    total,
    variable,
)

slots = st.from_regex(r"[a-z]{1,8}[0-9]{0,2}", fullmatch=True)
leaves = st.one_of(
    st.builds(number, slots, st.sampled_from(["", ".4f", ".6g", ".1%", "d"])),
    st.builds(name, slots),
    st.builds(operator, st.sampled_from(["=", "+", "\N{MINUS SIGN}", "·", "∑"])),
    st.builds(variable, slots),
    st.builds(text, st.sampled_from(["log", "\N{THIN SPACE}", "로그"])),
)
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(fraction, inner, inner),
        st.builds(power, inner, inner),
        st.builds(variable, slots, inner),
        st.builds(total, st.lists(inner, min_size=1, max_size=4)),
        st.lists(inner, max_size=4).map(lambda several: row(*several)),
    ),
    max_leaves=12,
)


def parsed(markup):
    """Return the tree of our own markup."""
    return ET.fromstring(markup)  # noqa: S314 - nobody else wrote it


@given(st.lists(parts, max_size=4))
def test_every_formula_is_well_formed(several):
    """However parts are put together, every element that opens is closed."""
    made = parsed(formula(*several, label="share"))
    assert (made.tag, made.get("aria-label")) == ("math", "share")


@given(st.lists(st.lists(parts, max_size=3), max_size=3))
def test_a_line_has_a_cell_for_every_part(table):
    """Parts in the same place of their lines stand below each other."""
    made = parsed(f"<math>{lines(*table)}</math>")
    assert [len(line) for line in made[0]] == [len(several) for several in table]


@given(parts)
def test_fractions_powers_and_indices_have_two_parts(part):
    """MathML gives these elements exactly two children."""
    made = parsed(f"<math>{part}</math>")
    twofold = [e for e in made.iter() if e.tag in {"mfrac", "msup", "msub"}]
    assert [len(element) for element in twofold] == [2] * len(twofold)


@given(slots)
def test_a_number_is_a_slot(slot):
    """The lab finds where to write, and how."""
    made = parsed(number(slot, ".2f"))
    assert made.attrib == {"data-slot": slot, "data-format": ".2f"}


@given(st.lists(slots, min_size=1, max_size=10))
def test_a_total_has_one_sign_fewer_than_terms(terms):
    """Between two terms stands one plus."""
    assert total(map(variable, terms)).count("<mo>+</mo>") == len(terms) - 1
