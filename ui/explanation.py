"""The explanation of a lesson."""

from html import escape

from live import Words


def explanation(words: Words) -> str:
    """Return the sections of a lesson as HTML."""
    return "".join(escape(s["text"]) for s in words.own.get("sections", ()))
