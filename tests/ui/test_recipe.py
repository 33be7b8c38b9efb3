"""Claims about recipes: what a learner reads is what the function computes."""

import numpy as np
import pytest

from live import Choice, Control, Count, Group, Link, Slider, State, Text, Words
from ui.recipe import script

LOGITS = Group("z", tuple(Slider(f"z{i}", -9, 9, name=Text(f"n{i}")) for i in (1, 2)))
CONTROLS: list[Control] = [
    LOGITS,
    Slider("t", 0, 9, above=np.inf),
    Count("k", 1, 9, 3),
    Choice("unit", ("nat", "bit"), "nat"),
    Text("note"),
]
WORDS = Words({"texts": {"n1": "a", "n2": "b", "note": "it's"}})


def recipe(z: list[float], t: float, k: int, unit: str, note: str) -> tuple[float, str]:
    """Return a sum, and words."""
    # What stands here is read by learners.
    total = np.sum(z) / t
    if unit == "bit":
        total = total / np.log(2)

    words = f"{k} {note}"
    return total, words


def state(**link):
    """Return the state of a link."""
    found = State(Link({key: [text] for key, text in link.items()}), WORDS)
    found.settle(CONTROLS)
    return found


def run(code):
    """Return the names that a script makes."""
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - ours
    return names


def test_a_script_is_todays_numbers_and_the_body():
    """Imports that it needs, arguments, body without its docstring, what it returns."""
    assert script(recipe, state(z1="0.5", t="2"), CONTROLS) == (
        "import numpy as np\n"
        "\n"
        "z = [0.5, 0.0]\n"
        "t = 2.0\n"
        "k = 3\n"
        'unit = "nat"\n'
        'note = "it\'s"\n'
        "\n"
        "# What stands here is read by learners.\n"
        "total = np.sum(z) / t\n"
        'if unit == "bit":\n'
        "    total = total / np.log(2)\n"
        "\n"
        'words = f"{k} {note}"\n'
        "print(total, words)\n"
    )


@pytest.mark.parametrize("unit", ["nat", "bit"])
def test_a_script_computes_what_its_function_does(unit, capsys):
    """It runs as it stands, and prints what the function returns."""
    names = run(script(recipe, state(z1="0.5", z2="-3", t="7", unit=unit), CONTROLS))
    total, words = recipe([0.5, -3.0], 7.0, 3, unit, "it's")
    assert (names["total"], names["words"]) == (total, words)
    assert capsys.readouterr().out == f"{total} {words}\n"


def test_infinity_is_written_as_numpy_has_it():
    """The bare word would be no Python."""
    assert "t = np.inf" in script(recipe, state(t="inf"), CONTROLS)


def test_a_recipe_says_what_it_returns():
    """Without that there would be nothing to print."""

    def nothing(t: float) -> None:
        """Do nothing."""
        t += 1

    with pytest.raises(TypeError, match="returns"):
        script(nothing, state(), CONTROLS)
