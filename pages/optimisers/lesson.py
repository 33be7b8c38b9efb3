"""Lesson: what the odds of a probability are."""

from typing import Final

from live import Readout, Slider, State, View
from pages.optimisers.picture import picture
from pages.optimisers.recipe import recipe
from pages.optimisers.scene import scene
from ui.lesson import Lesson

P: Final = Slider("p", 0.01, 0.99, step=0.01, default=0.5)
PRESETS: Final = {"even": "p=0.5", "likely": "p=0.9"}


def view(state: State) -> View:
    """Return the view of a state."""
    return View(
        controls=[P],
        scene=scene,
        picture=picture(state.words),
        readouts=[Readout("odds", ".4g", told=True)],
        drag={"bar": P},
        presets=PRESETS,
        recipe=recipe,
    )


lesson = Lesson("optimisers", view)

if __name__ == "__main__":
    lesson.run()
