"""Shares of the same numbers by four rules, and what each of them keeps."""

from typing import Final

import numpy as np

from core import power_shares, ratio_shares, softplus_shares, square_shares
from core.kept import PROPERTIES, has_opposites, kept
from core.sums import class_sum
from live import Array

DECIMALS: Final = 12
SURE: Final = 0.9
HERE, NO, UNDEFINED = 1, 2, 3  # which of the verdicts

# The rules, and what each of them keeps for all numbers there are.
ALWAYS: Final = {
    "ratio": frozenset[str](),
    "share": frozenset(PROPERTIES),
    "squares": frozenset({"positive"}),
    "softplus": frozenset(PROPERTIES) - {"shift"},
}
TRIED: Final = {
    "ratio": ratio_shares,
    "squares": square_shares,
    "softplus": softplus_shares,
}
FOLDED: Final = ("squares", "softplus")  # whose shares are said in whole percent
JUDGED: Final = {
    rule: [name for name in PROPERTIES if name not in ALWAYS[rule]] for rule in TRIED
}


def scene(z: Array, base: Array, shift: Array) -> dict[str, Array]:
    """Answer for logits (..., K), a base (...) and a shift (...)."""
    logits = moved(z, shift)
    share = power_shares(logits, base)
    shares = {rule: share_out(logits) for rule, share_out in TRIED.items()}
    ratio = shares["ratio"]
    lost = np.isnan(ratio[..., 0])
    total_ratio = np.where(lost, 0.0, class_sum(logits))
    different = logits.max(axis=-1) > logits.min(axis=-1)
    return {
        **shares,
        **{f"{rule}_percent": np.rint(100 * shares[rule]) for rule in FOLDED},
        "ratio_sum": class_sum(ratio),
        "total_ratio": total_ratio,
        "share": share,
        "sum": class_sum(share),
        "total_share": class_sum(np.power(base[..., np.newaxis], logits)),
        "logit": logits,
        "defined": 1 + lost,
        "rate": np.log(base),
        "temperature": 1 / np.log(base),
        "mended": ~lost & (ratio >= 0).all(axis=-1),
        "cancel": lost,
        "reversed": (total_ratio < 0) & different,
        "twins": has_opposites(logits),
        "sure": share.max(axis=-1) > SURE,
    } | {
        f"{rule}_{name}": np.select([holds == 1, holds == 0], [HERE, NO], UNDEFINED)
        for rule, share_out in TRIED.items()
        for name, holds in kept(share_out, logits, JUDGED[rule]).items()
    }


def moved(z: Array, shift: Array) -> Array:
    """Add a shift as on paper: decimals stay decimals, or they would not cancel."""
    by = shift[..., np.newaxis]
    logits: Array = np.where(by == 0, z, np.round(z + by, DECIMALS))
    return logits
