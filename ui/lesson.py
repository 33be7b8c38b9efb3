"""One lesson: its words, its header, its lab, and what belongs below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import streamlit as st

from live import Lab, Link, Problem, Value, offer, opened_link, singles
from live.controls import harmless
from ui import log
from ui.classes import absent, shared_controls
from ui.words import LANGUAGES, choose, chosen_language, language, words

MOST_NAMED = 5
LONGEST_KEY = 40
# A page whose fragment has a timer asks for a whole run when its connection is
# back; without one, a server that was started anew would not know the fragment
# and drop every commit. A browser cannot count 25 days, and nobody stays so long.
NEVER = timedelta(days=24)


class Lesson:
    """The page of one lesson in the language of the visit.

    Parameters
    ----------
    name
        The lesson's name: its file of words and its lab are called so.

    """

    def __init__(self, name: str) -> None:
        """Read the words."""
        self.name = name
        self.words = words(language(), name)
        self.frame = words(language(), "frame")
        chosen = chosen_language()
        # What every link of the page carries: the language, once it was chosen.
        self.extras = {"lang": chosen} if chosen else {}

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - words are text or tables
        """Return one of the lesson's words."""
        return self.words[key]

    def lab(self, **parts: Any) -> Lab:  # noqa: ANN401 - the fields of a Lab
        """Return a lab that is called and speaks like this lesson."""
        return Lab(name=self.name, words=self.frame["lab"], extras=self.extras, **parts)

    def header(self) -> None:
        """Show the title, the idea in one sentence, and the language switch."""
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap=None):
                st.title(self["title"], anchor=False)
                st.markdown(self["idea"])
            for code, name in LANGUAGES.items():
                if code != language():
                    st.button(name, type="tertiary", on_click=choose, args=(code,))

    def run(
        self,
        lab: Callable[[Link], Lab],
        code: Callable[[Mapping[str, Value]], str] | None = None,
    ) -> None:
        """Show the header, the lab, the code that agrees with it, the explanation.

        Whenever the learner lets go of a control, `lab` makes the lab of the
        new link and `code` the code of its values; nothing else runs again.
        """
        self.header()
        self.report(lab)
        st.fragment(self.show, run_every=NEVER)(lab, code)
        for section in self.words.get("sections", ()):
            st.header(section["title"], anchor=False)
            st.markdown(section["text"])

    def show(
        self,
        make: Callable[[Link], Lab],
        code: Callable[[Mapping[str, Value]], str] | None,
    ) -> None:
        """Show the lab, offer its other states, remember what follows the learner."""

        def made(link: Link) -> tuple[Lab, dict[str, Value]]:
            lab = make(link)
            values, problems = link.read(lab.controls)
            follows = self.follows(link, values, problems)
            return replace(lab, code=code, asks=asks, follows=follows), values

        def answer(link: Link) -> bytes:
            lab, values = made(link)
            return lab.packed(values, link)

        asks = offer(
            "-".join([self.name, self.frame["lab"]["lang"], *self.extras]), answer
        )
        link = self.link()
        lab, _ = made(link)
        lab.show(link)
        kept: dict[str, str | None] = {**remembered(), **lab.follows}
        st.session_state["shared"] = {k: v for k, v in kept.items() if v is not None}

    def follows(
        self, link: Link, values: Mapping[str, Value], own: Sequence[Problem]
    ) -> dict[str, str | None]:
        """Return what of a link follows the learner, and what no longer does.

        `values` and `own` are what the controls of the lab read in it.
        """
        controls = shared_controls(self.frame["classes"])
        # What only this lesson has room for does not follow either.
        unread = {
            p.key
            for p in link.read(controls)[1]
            if p.kind == "unreadable" or (p.key in values and p not in own)
        }
        shared = {control.key for control in singles(controls)} - unread
        settled = values.keys() | (absent(int(values["k"])) if "k" in values else set())
        return {
            **dict.fromkeys(
                control.key for control in singles(controls) if control.key in settled
            ),
            **{
                key: harmless(texts[-1])
                for key, texts in link.parameters.items()
                if key in shared
            },
        }

    def link(self) -> Link:
        """Return the link to show: of the address, or as the visit left it."""
        link = opened_link(self.name)
        if link.commit or link.parameters.keys() - {"lang"}:
            return link
        kept = {key: [text] for key, text in remembered().items()}
        return replace(link, parameters=kept)

    def report(self, make: Callable[[Link], Lab]) -> None:
        """Say which parts of the link could not be taken, if any.

        What other lessons share is checked too, since it follows the learner;
        but a lesson may give more room to a control that it shows itself.
        """
        link = self.link()
        made = make(link)
        own = [*made.controls, *made.away]
        known = {control.key for control in singles(own)}
        shared = [
            control
            for control in singles(shared_controls(self.frame["classes"]))
            if control.key not in known
        ]
        problems = set(link.read([*own, *shared])[1])
        language_given = opened_link(self.name).parameters.get("lang", [language()])
        if len(language_given) != 1 or language_given[0] not in LANGUAGES:
            problems.add(Problem("lang", "unreadable"))
        problems -= {Problem("lang", "unknown")}
        sentences = [
            f"{sentence} {named(keys)}"
            for kind, sentence in self.frame["notice"].items()
            if (keys := sorted(p.key for p in problems if p.kind == kind))
        ]
        if sentences:
            st.warning("\n\n".join(sentences), icon=":material/link_off:")
            log.unread(self.name, link, problems)


def remembered() -> Mapping[str, str]:
    """Return what the visit has said so far with keys that all lessons share."""
    kept: Mapping[str, str] = st.session_state.get("shared", {})
    return kept


def named(keys: list[str]) -> str:
    """List keys as code, so that none of them can be read as markup."""
    shown = [
        harmless(key)[:LONGEST_KEY].replace("`", "'").strip()
        for key in keys[:MOST_NAMED]
    ]
    listed = ", ".join(f"`{key or ' '}`" for key in shown)
    return listed + (" …" if len(keys) > MOST_NAMED else "")
