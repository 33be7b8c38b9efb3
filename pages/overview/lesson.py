"""The overview: the whole chain under one hand, and the way to the lessons."""

from dataclasses import replace

from live import Group, Readout, State, View
from pages.overview.picture import CHAIN, picture
from pages.overview.scene import STEPS, TRUTH, backdrop, scene
from ui.classes import COUNT, FEW, shared_classes
from ui.lesson import Lesson

LESSONS = ("softmax", "softmax", "cross-entropy", "cross-entropy", "iris", "iris")


def view(state: State) -> View:
    """Return the view of a state."""
    classes = shared_classes(state)
    members = [*classes.logits.members]
    # Its slider says what its class is called, and that it is the truth.
    name, members[TRUTH] = members[TRUTH].name, replace(members[TRUTH], name=None)
    others = [member for i, member in enumerate(members) if i != TRUTH]
    logits = Group("z", tuple(members))
    return View(
        controls=[logits, *([name] if name else []), COUNT],
        folded=[*others, *([name] if name else []), COUNT],
        scene=scene,
        backdrop=backdrop,
        stride=5 if len(classes) <= FEW else 10,
        picture=picture(classes.names),
        readouts=[
            Readout("p", labels=classes.names, told=True),
            Readout("sum", ".12g"),
            Readout("truth", ".1%"),
            Readout("loss", ".3f", told=True),
            Readout("true_push", ".3f"),
            Readout("trained", ".3f"),
            Readout("argmax", labels=classes.names, told=True),
        ],
        drag={"logits": logits},
        context={"names": classes.names, "chain": CHAIN, "steps": STEPS},
        links=dict(zip(CHAIN, LESSONS, strict=True)),
        row=classes.row,
    )


lesson = Lesson("overview", view)

if __name__ == "__main__":
    lesson.run(page="ui.overview")
