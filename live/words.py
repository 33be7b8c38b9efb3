"""What the engine itself says; a page may pass the same keys in its language."""

from typing import Final

ENGLISH: Final = {
    "lang": "en",
    "loading": "Loading the lab …",
    "failed": "A part of this page could not be loaded, so the lab cannot move.",
    "retry": "Try again",
    "retrying": "The server does not answer yet. Nothing is lost; try again soon.",
    "lost": "The connection is gone. Nothing is lost; it goes on by itself.",
    "late": "The answer takes longer than usual; it comes by itself.",
    "exact": "exact value",
    "fewer": "one fewer",
    "more": "one more",
    "play": "Play",
    "pause": "Pause",
    "step": "One step",
    "presets": "Examples",
    "tasks": "Try this",
    "done": "Done",
    "reset": "Reset",
    "copy": "Copy link",
    "copied": "Copied",
    "copy_by_hand": "Copy this link",
    "picture": "The picture",
    "code": "The same numbers in Python",
    "copy_code": "Copy code",
}
