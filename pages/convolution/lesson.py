"""Lesson: one window, laid everywhere, finds its pattern wherever it stands."""

from typing import Final

from core.convolution import output_size
from core.digits import KINDS
from core.shifted import FARTHEST, FRAME, WINDOW, WINDOWS
from live import Choice, Plane, Readout, Slider, State, View
from pages.convolution import beat, beat_picture, recipe
from pages.convolution.picture import picture
from pages.convolution.scene import Frame
from pages.convolution.verdicts import CONV
from ui.lesson import Lesson

SIGNAL: Final = Choice("signal", ("digit", "beat"), "digit", swept=False)
# There is no table of two movements at once, and a digit is dragged in both.
DX: Final = Slider("dx", -FARTHEST, FARTHEST, step=1, default=2, swept=False, asks=True)
DY: Final = Slider("dy", -FARTHEST, FARTHEST, step=1, swept=False, asks=True)
DIGITS: Final = tuple(map(str, range(KINDS)))
DIGIT: Final = Choice("digit", DIGITS, "4", named=DIGITS)
FILTER: Final = Slider("filter", 1, WINDOWS, step=1, default=15, color=CONV)
SIZES: Final = ("3", "5", "7")
WIN: Final = Choice("win", SIZES, "5", named=SIZES)
SIZE: Final = Choice("size", ("8", "16"), "16")
STRIDES: Final = ("1", "2", "3")
STRIDE: Final = Choice("stride", STRIDES, "1", named=STRIDES, swept=False)
RIMS: Final = ("0", "1", "2")
PADDING: Final = Choice("padding", RIMS, "0", named=RIMS, swept=False)

BEAT_DX: Final = Slider("dx", -beat.FARTHEST, beat.FARTHEST, step=1, default=2)
BEAT_WIN: Final = Choice("win", SIZES, "5", named=SIZES, swept=False)

PLAIN: Final = "signal=digit&row=0&col=0&win=5&size=16&stride=1&padding=0"
PRESETS: Final = {
    "two": f"{PLAIN}&digit=4&filter=15&dx=2&dy=0",
    "middle": f"{PLAIN}&digit=4&filter=15&dx=0&dy=0",
    "one": f"{PLAIN}&digit=6&filter=15&dx=1&dy=0",
    "corner": f"{PLAIN}&digit=2&filter=15&dx=4&dy=-4",
    "weights": "signal=digit&dx=0&dy=0&win=3&size=8&stride=1&padding=0",
    "beat": "signal=beat&dx=0&win=7&col=0",
}


def view(state: State) -> View:
    """Return the view of a state."""
    return of_beat(state) if state.code(SIGNAL) == "beat" else of_digit(state)


def of_digit(state: State) -> View:
    """Return the view of a digit that moves in its frame."""
    stride, padding = int(state.code(STRIDE)), int(state.code(PADDING))
    row, col = places(output_size(FRAME, WINDOW, stride, padding))
    where = Frame(round(state.number(DX)), round(state.number(DY)), stride, padding)
    return View(
        controls=[SIGNAL, DIGIT, DX, DY, FILTER, row, col, STRIDE, PADDING, WIN, SIZE],
        folded=[row, col, STRIDE, PADDING, WIN, SIZE],
        scene=where.scene,
        picture=picture(state.words, stride, padding),
        readouts=[
            *(Readout(name, ".1%", labels=DIGITS) for name in ("dense", "conv")),
            *(Readout(f"{name}_says", "d", told=True) for name in ("dense", "conv")),
            *(Readout(f"{name}_share", ".1%") for name in ("dense", "conv")),
            *(Readout(name, ".2f", told=True) for name in ("largest", "centred")),
            *(Readout(name, ",d") for name in ("conv_weights", "dense_weights")),
            *(Readout(name, "d") for name in ("at_row", "at_col", "pixels")),
            *(Readout(name, ".3f") for name in ("weights", "products")),
            *(Readout(name, ".3f") for name in ("total", "bias", "out")),
        ],
        drag={"hand": Plane(DX, DY, reach=FARTHEST)},
        by={"zero": ["row", "col"], "other": ["stride", "dx", "dy"]},
        presets=PRESETS,
        context={"signal": "digit", "stride": stride, "padding": padding},
        recipe=recipe.network,
    )


def places(count: int) -> tuple[Slider, Slider]:
    """Return the controls of the place of a window, of so many both ways."""
    row, col = (Slider(key, 0, count, step=1, color=CONV) for key in ("row", "col"))
    return row, col


def of_beat(state: State) -> View:
    """Return the view of a heartbeat, and a window along time."""
    size = int(state.code(BEAT_WIN))
    shown = beat.Beat(size)
    col = Slider("col", 0, shown.places, step=1, color=CONV)
    row, _ = places(output_size(FRAME, WINDOW))
    return View(
        controls=[SIGNAL, BEAT_DX, col, BEAT_WIN],
        away=[DIGIT, DY, FILTER, row, STRIDE, PADDING, SIZE],
        scene=shown.scene,
        picture=beat_picture.picture(state.words, size),
        readouts=[
            *(Readout(name, ".2f", told=True) for name in ("largest", "centred")),
            *(Readout(name, "d") for name in ("at_col", "upto_col")),
            *(Readout(name, ",d") for name in ("conv_weights", "dense_weights")),
            *(Readout(name, ".3f") for name in ("samples", "weights", "products")),
            *(Readout(name, ".3f") for name in ("total", "out")),
        ],
        tasks="beat_tasks",
        by={"zero": ["col"], "kept": ["dx"], "cheap": ["win"]},
        drag={"peak": BEAT_DX, "now": col},
        presets=PRESETS,
        context={"signal": "beat", "size": size, "places": shown.places},
        recipe=recipe.beat,
    )


lesson = Lesson("convolution", view)

if __name__ == "__main__":
    lesson.run()
