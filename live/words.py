"""The words of a lab in one language: those of its lesson, and those of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

# What the engine itself says. A host passes the same keys in its language.
ENGLISH: Final = {
    "lang": "en",
    "loading": "Loading the lab …",
    "failed": "A part of this page could not be loaded, so the lab cannot move.",
    "retry": "Try again",
    "retrying": "The server does not answer yet. Nothing is lost; try again soon.",
    "lost": "The connection is gone. Nothing is lost; it goes on by itself.",
    "late": "The answer takes longer than usual; it comes by itself.",
    "folded": "Other values",
    "exact": "exact value",
    "sign": "change its sign",
    "unread": "This is no number, so nothing has changed.",
    "clamped": "Out of range: this is the nearest value.",
    "ink_help": (
        "Arrow keys move the pen, with Shift farther; Space puts it down and lifts it; "
        "Delete clears the pad."
    ),
    "ink_clear": "Clear",
    "ink_code": "as a code",
    "ink_unread": "This is no code of a drawing, so nothing has changed.",
    "ink_full": "The drawing is full: a link can hold no more of it.",
    "pen_down": "pen down",
    "pen_up": "pen up",
    "fewer": "one fewer",
    "more": "one more",
    "play": "Play",
    "pause": "Pause",
    "step": "One step",
    "presets": "Examples",
    "tasks": "Try this",
    "done": "Done",
    "hint": "Hint",
    "undo": "Undo",
    "redo": "Redo",
    "reset": "Reset",
    "share": "Share",
    "share_title": "Share what is on the screen",
    "share_link": "Link of what is on the screen",
    "close": "Close",
    "copy": "Copy link",
    "copied": "Copied",
    "copy_by_hand": "Copying is not allowed here: copy the selected text by hand.",
    "scan": "QR code of this link",
    "scan_coming": "The QR code is on its way …",
    "scan_hint": "Scan the code: it opens exactly what is on the screen.",
    "scan_near": "Scan the code, in the same network as this computer.",
    "scan_long": "This link is too long for a QR code that phones can read.",
    "scan_alone": "So far only this computer can reach the page.",
    "scan_failed": "There is no QR code right now. Close this and try again.",
    "frame": "Show it inside another page",
    "frame_line": "Line of HTML for the other page",
    "copy_frame": "Copy HTML",
    "frame_measuring": "Finding out how high the frame must be …",
    "frame_fits": "At a width of 800 pixels everything fits in.",
    "frame_guessed": "How high it must be could not be found: change it by hand.",
    "save_picture": "Picture (PNG)",
    "save_numbers": "Numbers (CSV)",
    "wrong": "Something wrong here?",
    "picture": "The picture",
    "code": "The same numbers in Python",
    "copy_code": "Copy code",
    "ways": "Ways through",
    "previous": "Previous lesson",
    "next": "Next lesson",
    "present": "Present",
    "leave": "Leave the present view",
    "explain": "Explain",
    "numpy": "NumPy",
    "show": "Show",
    "example": "Example",
    "code_for_phones": "QR code",
    "part_picture": "picture",
    "part_controls": "controls",
    "part_numbers": "numbers",
    "part_formula": "formula",
    "ask_first": "Predict first",
    "ask_told": "What happened",
    "ask_place": "question [place] of [of]",
    "ask_later": "Formula, numbers and code come after your answer.",
    "ask_guess": "Your guess",
    "ask_unset": "not set yet",
    "ask_draw": "Drag in the picture, use the slider, or type a number.",
    "ask_slide": "Use the slider, or type a number.",
    "ask_order": "Press them in their order, the first one first.",
    "ask_commit": "This is my guess",
    "ask_unsure": "I cannot tell",
    "ask_result": "Result",
    "ask_before": "Before",
    "ask_unmoved": "You thought it would not move.",
    "ask_other": "Other numbers",
    "ask_again": "Play again",
    "ask_next": "Next question",
    "ask_explore": "Explore freely",
    "ask_without": "Explore without a question",
    "ask_teacher": "Your teacher says",
    "prepare": "Prepare a link",
    "prepare_title": "Prepare a link for a class",
    "prepare_ask": "What it asks",
    "prepare_none": "nothing: the numbers on the screen",
    "prepare_numbers": "Draw of other numbers (0: none)",
    "prepare_say": "Your own sentence over it",
    "prepare_plain": "Plain text of up to 200 characters, shown as yours.",
    "prepare_hide": "Hide",
    "prepare_controls": "Hide controls",
    "prepare_language": "Language",
    "prepare_any": "that of the reader",
    "prepare_present": "Large, for a wall",
    "prepare_link": "Link that you have prepared",
    "prepare_plan": "Ten minutes with this lesson, to print",
    "hide_presets": "examples",
    "hide_tasks": "things to try",
    "hide_code": "code",
    "hide_text": "explanation",
    "hide_formula": "formulas",
}


@dataclass(frozen=True, eq=False)
class Words:
    """What a lab says in one language.

    Parameters
    ----------
    own
        The words of its lesson. Under ``controls`` stand the labels of controls,
        under ``options`` and the key of a choice its options, under ``texts`` the
        defaults of texts.
    shared
        The words of all lessons, with the same three tables for the controls that
        all share.
    engine
        What the engine says.

    """

    own: Mapping[str, Any] = field(default_factory=dict)
    shared: Mapping[str, Any] = field(default_factory=dict)
    engine: Mapping[str, str] = field(default_factory=lambda: ENGLISH)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - a text, a list or a table
        """Return one of the lesson's words."""
        return self.own[key]

    @property
    def language(self) -> str:
        """The code of the language, such as ``en``."""
        return self.engine["lang"]

    def label(self, key: str) -> str:
        """Return what stands beside a control."""
        return str(self.found("controls")[key])

    def option(self, key: str, code: str) -> str:
        """Return what a learner reads for an option of a choice."""
        return str(self.found("options")[key][code])

    def initial(self, key: str) -> str:
        """Return the text of a control when the link says nothing."""
        return str(self.found("texts")[key])

    def found(self, table: str) -> Mapping[str, Any]:
        """Return a table of the lesson, over the same table of all lessons."""
        return {**self.shared.get(table, {}), **self.own.get(table, {})}

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table of the lesson; empty if it has none of that name."""
        found: Mapping[str, Any] = self.own.get(name, {})
        return found
