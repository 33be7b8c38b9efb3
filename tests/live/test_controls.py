"""Claims about controls: the grids they walk, the texts they read."""

import unicodedata

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from live import Choice, Count, Group, Plane, Scrubber, Slider, Text, Toggle, Words
from live.controls import UnreadableError, parts_of, swept_in
from live.controls.numbers import digits_after_point, read_number
from live.wire import Packer

INF = np.inf

LINEAR = Slider("z", -10, 10, step=0.1, default=0.3)
LOG = Slider("t", 0.05, 20, scale="log", below=0, above=INF, default=1)
COUNT = Count("k", 2, 10, default=3)
CHOICE = Choice("base", ("e", "2"), "2")
TOGGLE = Toggle("on", default="1")
WORDS = Words(
    {
        "controls": dict.fromkeys(("z", "t", "k", "base", "on", "name1"), "label"),
        "options": {"base": {"e": "e", "2": "two"}},
        "texts": {"name1": "dog"},
    }
)
NAME = Text("name1")

UNREADABLE = [
    *("", " ", "abc", "nan", "NaN", "Infinity", "infinity", "1e999", "-1e999"),
    *("1,5", "1_000", "0x10", " 1", "1 ", "1\n", "1\x00", "--1", "+-1", "1e", "e5"),
    *(".", "+", "-", "1.2.3", "1e5.5", "1/2", "1+1", "true", "None", "[1]"),
    *("\N{ARABIC-INDIC DIGIT ONE}", "\N{FULLWIDTH DIGIT ONE}", "\N{MINUS SIGN}1"),
    *("½", "²", "∞", "<script>", "1" * 41, "1e" + "0" * 60, "0" * 100_000),
]
LEGAL = [
    *[("1", 1.0), ("+1", 1.0), ("-1.5", -1.5), (".5", 0.5), ("5.", 5.0), ("1e1", 10.0)],
    *[("1E-3", 0.001), ("007", 7.0), ("1" * 40, float("1" * 40)), ("1e-999", 0.0)],
    *[("inf", INF), ("+inf", INF), ("-inf", -INF)],
]


@st.composite
def sliders(draw) -> Slider:
    """Draw linear sliders by step or by number of steps, and logarithmic ones."""
    kind = draw(st.sampled_from(["step", "steps", "log"]))
    if kind == "log":
        low = draw(st.floats(1e-6, 1e3))
        high = low * draw(st.floats(2, 1e9))
        return Slider(
            "x",
            float(f"{low:.3g}"),
            float(f"{high:.3g}"),
            scale="log",
            below=draw(st.sampled_from([None, 0])),
            above=draw(st.sampled_from([None, INF])),
            default=1,
        )
    step = draw(st.sampled_from([0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0]))
    first = draw(st.integers(-1000, 1000))
    count = draw(st.integers(1, 400))
    low, high = (round(n * step, 3) for n in (first, first + count))
    by = {"step": step} if kind == "step" else {"steps": count + 1}
    return Slider("x", low, high, default=low, **by)


def test_a_step_of_a_tenth_gives_the_decimals_a_person_writes():
    """Each of the 201 grid values is the float64 nearest to its short decimal."""
    written = [float(f"{n // 10}.{n % 10}") for n in range(101)]
    assert LINEAR.grid.tolist() == [*(-x for x in written[:0:-1]), *written]


def test_the_middle_of_a_grid_is_a_positive_zero():
    """Zero has no sign."""
    assert not np.signbit(LINEAR.grid[100])


def test_a_log_grid_ends_exactly():
    """Between its limits a log grid runs from exactly low to exactly high."""
    assert LOG.grid[[1, -2]].tolist() == [0.05, 20.0]


def test_limits_stand_at_the_ends():
    """Below and above are the first and the last value of the grid."""
    assert LOG.grid[[0, -1]].tolist() == [0.0, INF]


def test_a_log_grid_has_three_digits():
    """Values of a log grid can be read aloud."""
    assert [float(f"{x:.3g}") for x in LOG.grid] == LOG.grid.tolist()


def test_a_grid_holds_as_many_steps_as_asked_for():
    """Without a step, the number of grid values is `steps`."""
    slider = Slider("x", 0, 1, steps=51, default=0)
    assert len(slider.grid) == 51


@given(sliders())
def test_every_grid_ascends(slider):
    """No value of a grid comes twice or out of order."""
    assert (np.diff(slider.grid) > 0).all()


@given(sliders())
def test_every_grid_reaches_both_ends(slider):
    """A drag can reach low and high, and nothing between them and the limits."""
    inner = slider.grid[slice(slider.below is not None, None)]
    inner = inner[slice(None, -1 if slider.above is not None else None)]
    assert inner[[0, -1]].tolist() == [slider.low, slider.high]


@given(sliders())
def test_every_grid_value_can_be_written_in_a_link(slider):
    """What a drag can reach is legal in a link and means the same."""
    texts = map(repr, slider.grid.tolist())
    assert [slider.read(text) for text in texts] == [(x, False) for x in slider.grid]


def test_the_grid_of_a_choice_counts_its_options():
    """The scene receives the position of an option."""
    assert CHOICE.grid.tolist() == [0.0, 1.0]


@pytest.mark.parametrize(
    ("number", "digits"), [(0.1, 1), (10, 0), (0.25, 2), (1e-5, 5), (-20.0, 0), (0, 0)]
)
def test_digits_after_the_point_are_counted(number, digits):
    """Only digits that writing the number takes are counted."""
    assert digits_after_point(number) == digits


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: ascii(text[:20]))
def test_what_is_no_plain_number_is_unreadable(text):
    """Words, other scripts, padding and numbers beyond float64 are no numbers."""
    with pytest.raises(UnreadableError):
        read_number(text)


@pytest.mark.parametrize(("text", "number"), LEGAL, ids=lambda x: str(x)[:20])
def test_plain_numbers_are_read(text, number):
    """Every plain way to write a number is read."""
    assert read_number(text) == number


def test_minus_zero_is_zero():
    """A link that says -0 says 0."""
    assert not np.signbit(read_number("-0"))


def test_the_message_of_a_long_text_is_short():
    """An unreadable text of 100,000 characters is not repeated in full."""
    with pytest.raises(UnreadableError) as caught:
        read_number("9" * 100_000)
    assert len(str(caught.value)) <= 40


@given(st.floats(allow_nan=False))
def test_every_number_reads_back_as_itself(number):
    """The shortest text of a float64 means that float64."""
    assert read_number(repr(number)) == number


@given(st.floats(-10, 10))
def test_a_typed_number_in_range_is_exact(number):
    """A slider keeps every float64 of its range, also between grid values."""
    assert LINEAR.read(repr(number)) == (number, False)


@given(st.text() | st.from_regex(r"[-+]?[0-9.eE]{0,50}|[-+]?inf", fullmatch=True))
def test_no_text_breaks_a_control(text):
    """Reading any text gives a legal value or says that it is unreadable."""
    for control in (LINEAR, LOG, COUNT, CHOICE, TOGGLE):
        try:
            value, _ = control.read(text)
        except UnreadableError:
            continue
        reached = np.arange(2, 11) if isinstance(control, Count) else control.grid
        assert reached[0] <= value <= reached[-1]


@pytest.mark.parametrize(
    ("text", "end"), [("10.1", 10.0), ("-99", -10.0), ("inf", 10.0), ("1e300", 10.0)]
)
def test_a_number_out_of_range_becomes_the_nearest_end(text, end):
    """It is clamped, and that is flagged."""
    assert LINEAR.read(text) == (end, True)


@pytest.mark.parametrize("limit", [0.0, INF])
def test_limits_are_legal(limit):
    """Zero and infinity are values of a slider that has them as limits."""
    assert LOG.read(repr(limit)) == (limit, False)


def test_between_a_limit_and_the_range_there_is_nothing():
    """A number between 0 and the smallest positive value becomes the latter."""
    assert LOG.read("0.01") == (0.05, True)


@pytest.mark.parametrize("text", ["2.5", "3.0001", "nan", "three"])
def test_a_count_is_whole(text):
    """There are no two and a half classes."""
    with pytest.raises(UnreadableError):
        COUNT.read(text)


@pytest.mark.parametrize(
    ("text", "count"), [("10000000", 10), ("-1", 2), ("inf", 10), ("-inf", 2)]
)
def test_a_count_out_of_range_becomes_the_nearest_end(text, count):
    """Ten million classes are ten classes, and that is flagged."""
    assert COUNT.read(text) == (count, True)


def test_an_option_is_read_by_its_code():
    """The text of a link is the code, not the label."""
    assert CHOICE.read("2") == (1.0, False)


@pytest.mark.parametrize("text", ["two", "", "E", "__class__"])
def test_an_unknown_option_is_unreadable(text):
    """Nothing but a code is read."""
    with pytest.raises(UnreadableError):
        CHOICE.read(text)


@pytest.mark.parametrize(
    "text", ["<b>dog</b>", "$x$", "![a](b)", "`dog`", "a:b", "한글", "👩‍🚒", "مرحبا"]
)
def test_markup_and_every_script_stay_text(text):
    """A name may hold any characters that only write themselves."""
    assert NAME.read(text) == (text, False)


@pytest.mark.parametrize("character", "\x00\x07\x1b\n\r\t\u2028\u2029\ud800\udfff")
def test_characters_that_write_nothing_are_removed(character):
    """Controls, line breaks and half surrogates leave a name, and it is flagged."""
    assert NAME.read(f"do{character}g") == ("dog", True)


@pytest.mark.parametrize(
    "character", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"
)
def test_marks_that_turn_the_text_are_removed(character):
    """No name can turn the direction of what follows it."""
    assert NAME.read(f"do{character}g") == ("dog", True)


def test_a_text_that_is_too_long_is_cut():
    """A name of 10,000 characters keeps its first 24, and that is flagged."""
    assert NAME.read("x" * 10_000) == ("x" * 24, True)


@pytest.mark.parametrize(("text", "changed"), [("", False), ("  ", True), ("\0", True)])
def test_a_text_of_blanks_is_empty(text, changed):
    """The state puts the default in its place."""
    assert NAME.read(text) == ("", changed)


@given(st.text(st.characters(), max_size=40))
@example("x" * 23 + " y")
def test_a_text_that_was_read_reads_back_as_itself(text):
    """What a name became can be written in a link without being changed again."""
    shown, _ = NAME.read(text)
    assert NAME.read(shown) == (shown, False)


@given(st.text(st.characters(), max_size=40))
def test_a_text_that_was_read_is_short_and_harmless(text):
    """A name has at most 24 characters, and none that is more than itself."""
    shown, _ = NAME.read(text)
    kinds = {unicodedata.category(character) for character in shown}
    assert len(shown) <= 24
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("control", "value"),
    [(LINEAR, 0.3), (LOG, 1.0), (COUNT, 3.0), (CHOICE, 1.0), (TOGGLE, 1.0)],
    ids=["linear", "log", "count", "choice", "toggle"],
)
def test_the_default_is_a_float(control, value):
    """What the scene would receive is a float also when the link says nothing."""
    default = control.initial(WORDS)
    assert (type(default), default) == (float, value)


def test_the_default_of_a_text_is_a_word():
    """It depends on the language."""
    assert NAME.initial(WORDS) == "dog"


def test_parts_are_members_and_their_texts():
    """Every key of the link comes once: the text of a label before its slider."""
    named = Slider("z1", 0, 1, name=NAME)
    scrubber = Scrubber("epoch", 0, 9, step=1)
    listed = parts_of([Group("both", (named, LINEAR)), scrubber, COUNT])
    assert [c.key for c in listed] == ["name1", "z1", "z", "epoch", "k"]


def test_only_what_has_a_grid_is_swept():
    """Counts and texts are no arguments of a scene, nor is what is set not to be."""
    still = Slider("still", 0, 1, swept=False)
    group = Group("both", (Slider("z1", 0, 1, name=NAME), LINEAR))
    swept = [
        part.key for c in (group, still, COUNT, NAME, CHOICE) for part in swept_in(c)
    ]
    assert swept == ["z1", "z", "base"]


EVERY = [LINEAR, LOG, COUNT, CHOICE, TOGGLE, NAME]


@pytest.mark.parametrize("control", EVERY, ids=lambda control: control.key)
def test_a_description_says_kind_key_and_label(control):
    """The browser draws each kind in its own way."""
    described = control.describe(WORDS, Packer())
    assert described["kind"] == control.kind
    assert (described["key"], described["label"]) == (control.key, "label")


def test_options_travel_as_pairs():
    """An object would list options that are numbers first."""
    described = CHOICE.describe(WORDS, Packer())
    assert described["options"] == [["e", "e"], ["2", "two"]]


def test_options_may_be_named_by_the_lesson():
    """Where names are the learner's, the words only know the others."""
    choice = Choice("base", ("1", "2"), "1", named=("newt",))
    assert choice.options(WORDS) == [["1", "newt"], ["2", "two"]]


@pytest.mark.parametrize(
    ("control", "value", "holds"),
    [
        *((LINEAR, 10.0, True), (LINEAR, 10.5, False), (LINEAR, "dog", False)),
        *((LOG, 0.0, True), (LOG, 0.01, False), (LOG, INF, True), (LOG, -INF, False)),
        *((COUNT, 10.0, True), (COUNT, 11.0, False), (CHOICE, 1.0, True)),
        *((CHOICE, 2.0, False), (NAME, "newt", True), (NAME, 1.0, False)),
    ],
    ids=str,
)
def test_a_control_knows_what_it_can_show(control, value, holds):
    """What another page has read may have no place here."""
    assert control.holds(value) == holds


@pytest.mark.parametrize(
    ("control", "value", "text"),
    [
        *((LINEAR, 0.1, "0.1"), (LOG, INF, "np.inf"), (COUNT, 3.0, "3")),
        *((CHOICE, 0.0, '"e"'), (NAME, "it's", '"it\'s"')),
    ],
    ids=str,
)
def test_a_value_is_written_as_python(control, value, text):
    """Code that a learner copies runs as it stands."""
    assert control.literal(value) == text


@given(sliders(), st.floats(allow_nan=False))
def test_a_number_that_was_read_reads_back_as_itself(slider, number):
    """Clamping once is enough."""
    assume(number == number + 0.0)
    value, _ = slider.read(repr(number))
    assert slider.read(repr(value)) == (value, False)


def test_what_is_computed_ahead_has_nothing_to_ask():
    """A slider is swept, or asks while it moves, or does neither."""
    with pytest.raises(ValueError, match="x is swept"):
        Slider("x", 0, 1, asks=True)
    free = Slider("x", 0, 1, swept=False, asks=True)
    assert swept_in(free) == []
    described = [
        one.describe(Words({"controls": {"x": "x"}}), Packer())
        for one in (free, Slider("x", 0, 1, swept=False))
    ]
    assert [one.get("asks", False) for one in described] == [True, False]


def test_a_plane_has_two_sliders_that_ask():
    """Else its point would be dragged, and nothing would follow."""
    free = [Slider(key, 0, 1, swept=False, asks=True) for key in "xy"]
    assert Plane(*free).keys == ["x", "y"]
    with pytest.raises(ValueError, match="must ask"):
        Plane(free[0], Slider("y", 0, 1))
