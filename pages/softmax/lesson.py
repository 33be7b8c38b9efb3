"""Lesson: softmax turns logits of any size into shares of one whole."""

from typing import Final

from live import Readout, Slider, State, View
from pages.softmax.picture import picture
from pages.softmax.recipe import softmax
from pages.softmax.scene import scene
from ui.classes import COUNT, FEW, shared_classes
from ui.lesson import Lesson

SHIFT: Final = Slider("shift", -10, 10, step=0.1)
ALL: Final = range(1, COUNT.high + 1)
PRESETS: Final = {
    "source": "k=3&z1=0.3&z2=2.9&z3=4&shift=0",
    "equal": "shift=0&" + "&".join(f"z{i}=1" for i in ALL),
    "dominant": "shift=0&" + "&".join(f"z{i}={8 if i == 1 else 0}" for i in ALL),
    "animals": "k=3&z1=3.2&z2=1.3&z3=-0.7&shift=0&name1=&name2=&name3=",
}


def view(state: State) -> View:
    """Return the view of a state."""
    classes, words = shared_classes(state), state.words
    # Of many classes the tables leave no room for numbers of double length.
    is_few = len(classes) <= FEW
    return View(
        controls=[classes.logits, SHIFT, COUNT],
        scene=scene,
        picture=picture(classes.names, classes.row, words),
        readouts=[
            Readout("p", labels=classes.names, told=True),
            Readout("sum", ".12g"),
            Readout("argmax", "d", labels=classes.names, told=True),
            Readout("shared", "d", labels=words["shared"], told=True),
            Readout("power", ".10g", exact=is_few),
            Readout("total", ".12g", exact=is_few),
        ],
        presets=PRESETS,
        context={"names": classes.names},
        recipe=softmax,
        row=classes.row,
    )


lesson = Lesson("softmax", view)

if __name__ == "__main__":
    lesson.run()
