"""Claims about whom a page names where something is wrong."""

import pytest

from ui.contact import LONGEST, SETTING, contact


@pytest.mark.parametrize(
    "said",
    [
        *("lab@school.example", "first.last+logit@mail.school.example"),
        *(
            "https://school.example/issues/new?title=Logit",
            "https://[2001:db8::1]/@lab",
        ),
    ],
)
def test_an_address_that_can_be_written_to_is_taken(monkeypatch, said):
    """As it stands; spaces around it are no part of it."""
    monkeypatch.setenv(SETTING, f" {said}\n")
    assert contact() == said


@pytest.mark.parametrize("said", [None, "", "  "])
def test_a_host_need_not_be_told(monkeypatch, said):
    """Then no page asks whether something is wrong."""
    if said is None:
        monkeypatch.delenv(SETTING, raising=False)
    else:
        monkeypatch.setenv(SETTING, said)
    assert contact() == ""


@pytest.mark.parametrize(
    "said",
    [
        *(
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)//@school.example",
            "data:text/html,x",
        ),
        *("http://school.example", "//school.example", "school.example", "https://"),
        *(
            "https://me:secret@school.example",
            "https://school.example/\nx",
            "https://[x",
        ),
        *("lab@school", "lab@school.example?bcc=all@school.example", "a b@c.example"),
        *(
            "a@b.example,c@d.example",
            "mailto:lab@school.example",
            '"><b>@school.example',
        ),
        *(f"https://school.example/{'x' * LONGEST}", f"{'x' * LONGEST}@school.example"),
    ],
)
def test_what_is_no_address_ends_the_start(monkeypatch, said):
    """Nobody is sent to a script, a plain site or a list of others."""
    monkeypatch.setenv(SETTING, said)
    with pytest.raises(ValueError, match=SETTING):
        contact()
