"""The overview: what this is, one lab to touch, and the way to the lessons."""

from live import Readout, State, View
from pages.overview.picture import picture
from pages.overview.scene import scene
from ui.classes import shared_classes
from ui.lesson import Lesson


def view(state: State) -> View:
    """Return the view of a state."""
    classes = shared_classes(state)
    return View(
        controls=classes.controls,
        scene=scene,
        picture=picture(classes.names, classes.row, state.words),
        readouts=[
            Readout("p", labels=classes.names, told=True),
            Readout("sum", ".12g"),
        ],
        context={"names": classes.names},
        row=classes.row,
    )


lesson = Lesson("overview", view)

if __name__ == "__main__":
    lesson.run(page="ui.overview")
