"""The reading that the task needs, large; below it the others, a thin row each."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from figures.picture import Grid, Picture
from figures.whole import whole
from live import Words
from pages.output_layers.hero import hero
from pages.output_layers.others import others
from pages.output_layers.scene import neurons_of, right_of
from ui.classes import FEW

HEAD: Final = 32  # pixels above the hero: its title
TICKS: Final = 30  # between the strip and the bars
BETWEEN: Final = 34  # above the other readings: their title
FOOT: Final = 8
SIDES: Final = (104, 8)
NARROW: Final = (92, 4)


@lru_cache(maxsize=64)  # names are anybody's choice
def picture(names: tuple[str, ...], task: str, words: Words) -> Picture:
    """Draw what a task reads from the logits, and what it does not."""
    right, used = right_of(task), names[: neurons_of(task, len(names))]
    title = f"✓ {words['readings'][right]}: {words['subtitles'][right]}"
    panels = {"hero": hero(right, used), "others": others(task, len(names), words)}
    if right == "softmax":
        # plotly.js hides texts that do not fit only in the last panel with bars.
        panels["whole"] = whole("whole", "softmax", names, words["piece"])
    lines = ["whole", "hero", "others"][-len(panels) :]
    panels[lines[0]] = replace(panels[lines[0]], titles=[title])
    return Picture(panels, *grids(lines, len(used), len(panels["hero"].x.ticks)))


def grids(panels: list[str], used: int, ticks: int) -> tuple[Grid, Grid, Grid]:
    """Return where panels stand: wide, on a phone, and on the wall of a hall."""
    few, (*upper, last) = used <= FEW, panels
    further = [TICKS] * (len(upper) - 1)
    heads = [HEAD, *further, BETWEEN + (22 if ticks else 0)]
    strips, low = [56 if few else 44] * len(further), [36] * len(further)
    row, thin = (46, 84) if few else (21, 63)
    rows = max(row * (used + 1), 120)
    wide = Grid(
        panels, [1], [*strips, rows, thin], heads=heads, foot=FOOT, margin=SIDES
    )
    rows = (26 if few else 21) * (used + 1)
    narrow = Grid(
        panels, [1], [*low, rows, 63], heads=heads, foot=FOOT, margin=NARROW, grows=few
    )
    beside = [f"{name} {last}" for name in upper]
    hall = Grid(
        beside, (44, 40), [*strips, 120], gaps=(0, 12), heads=heads[:-1], foot=22,
        margin=SIDES,
    )  # fmt: skip
    return wide, narrow, hall
