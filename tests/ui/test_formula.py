r"""Claims about formulas: LaTeX with slots becomes MathML that a lab can fill."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.formula import formula, spread

slots = st.from_regex(r"[a-z]{1,8}[0-9]{0,2}", fullmatch=True)
leaves = st.one_of(
    st.builds(r"\num{{{}:{}}}".format, slots, st.sampled_from([".4f", ".1%", "d"])),
    st.builds(r"\num{{{}}}".format, slots),
    st.builds(r"\name{{{}}}".format, slots),
    st.sampled_from(["x", "e", "2", r"\sigma", r"\log 2", "-1", r"\max(0, z)"]),
)
parts = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(r"\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds(r"e^{{{}}}".format, inner),
        st.builds(r"p_{{{}}}".format, inner),
        st.builds("{} + {}".format, inner, inner),
    ),
    max_leaves=8,
)


def tree(latex, label="label", count=3):
    """Return the tree of a formula."""
    return ET.fromstring(formula(latex, label, count))  # noqa: S314 - ours


def slots_of(latex, count=3):
    """Return tag, name and format of every slot of a formula."""
    return [
        (e.tag, e.get("data-slot"), e.get("data-format"))
        for e in tree(latex, count=count).iter()
        if e.get("data-slot")
    ]


@given(parts, st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_every_formula_is_well_formed_and_has_its_label(latex, label):
    """However parts are put together, and whatever it is called."""
    made = tree(latex, label)
    assert (made.tag, made.get("aria-label")) == ("math", label)


@given(parts)
def test_every_slot_is_there_in_its_order(latex):
    """What is written is shown, and nothing else is."""
    found = [name for _, name, _ in slots_of(latex)]
    written = [
        part.partition("}")[0].partition(":")[0]
        for part in latex.replace(r"\name{", r"\num{").split(r"\num{")[1:]
    ]
    assert found == written


def test_a_number_is_a_slot_with_its_format():
    """The lab finds where to write, and how."""
    assert slots_of(r"x = \num{share:.2f}") == [("mn", "share", ".2f")]


def test_a_name_is_a_slot_of_text():
    """An index may be the name of a class."""
    assert slots_of(r"p_{\name{argmax}}") == [("mtext", "argmax", None)]


def test_a_slot_is_empty_until_the_lab_fills_it():
    """No stand-in is left for a reader to see."""
    assert "slot0" not in formula(r"x = \num{share}", "label", 3)


@pytest.mark.parametrize("count", [2, 3, 10])
def test_a_sum_has_a_term_for_each_class(count):
    """Terms are numbered from 1, with a plus between each two."""
    names = [name for _, name, _ in slots_of(r"\each{e^{\num{z#:.2f}}}", count)]
    assert names == [f"z{i}" for i in range(1, count + 1)]
    assert formula(r"\each{\num{z#}}", "", count).count("+</mo>") == count - 1


def test_what_stands_around_a_sum_stays():
    """Sums may stand in fractions and beside each other."""
    latex = r"\frac{a}{\each{x_{#}}} = \each{y_{#}} + b"
    assert spread(latex, 2) == r"\frac{a}{x_{1} + x_{2}} = y_{1} + y_{2} + b"


def test_a_number_sign_elsewhere_is_left_alone():
    """Only terms of a sum are numbered."""
    assert spread(r"\text{#}", 3) == r"\text{#}"


def test_a_brace_that_is_not_closed_is_an_error():
    """No half of a formula is shown."""
    with pytest.raises(ValueError, match="not closed"):
        spread(r"\each{e^{z#}", 3)


def test_what_the_converter_gets_wrong_is_refused():
    """It would put all lines of `aligned` into one."""
    with pytest.raises(ValueError, match="aligned"):
        formula(r"\begin{aligned}a\end{aligned}", "", 3)


@pytest.mark.parametrize(
    ("latex", "spaces"),
    [
        (r"\log p", 1),
        (r"y \log p", 2),
        (r"-\log \frac{p}{q}", 1),
        (r"\log(p)", 0),
        (r"\log\, p", 1),
        (r"e^{z \ln a}", 2),
        (r"y \log_2 p", 2),
    ],
)
def test_the_name_of_a_function_is_set_apart(latex, spaces):
    """From letters, and not from a bracket or from a space that is there."""
    assert len(list(tree(latex).iter("mspace"))) == spaces


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("e^{z_k}", "ezₖ"),
        (r"\frac{e^{z_1}}{2}", "ez₁2"),
        ("z_k", "zk"),
        ("e^{z_K}", "ezK"),
        (r"e^{z_{\num{i}}}", "ez"),
    ],
)
def test_an_index_inside_a_script_is_a_character(latex, text):
    """Where Unicode has one; an index of a letter of full size is a script."""
    assert "".join(tree(latex).itertext()) == text
