"""Both sweeps and the nudge in Python alone, for each graph."""


def one(
    w1: float, b1: float, x: float, y: float, check: str, h: float
) -> tuple[float, ...]:
    """Return the loss, its derivatives, and one of them by a nudge."""

    def forward(w1: float, b1: float) -> tuple[float, float]:
        d = w1 * x + b1 - y
        return d, d * d / 2

    d, loss = forward(w1, b1)
    db1 = d
    dw1 = d * x
    weights = {"w1": w1, "b1": b1}
    _, ahead = forward(**{**weights, check: weights[check] + h})
    return loss, dw1, db1, (ahead - loss) / h


def two(
    w1: float,
    b1: float,
    w2: float,
    b2: float,
    x: float,
    y: float,
    check: str,
    h: float,
) -> tuple[float, ...]:
    """Return the same for two layers."""

    def forward(w1: float, b1: float, w2: float, b2: float) -> tuple[float, ...]:
        z1 = w1 * x + b1
        a1 = max(z1, 0.0)
        z2 = w2 * a1 + b2
        d = max(z2, 0.0) - y
        return z1, a1, z2, d, d * d / 2

    z1, a1, z2, d, loss = forward(w1, b1, w2, b2)
    dz2 = d * (z2 > 0)
    dw2, db2, da1 = dz2 * a1, dz2, dz2 * w2
    dz1 = da1 * (z1 > 0)
    dw1, db1 = dz1 * x, dz1
    weights = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    *_, ahead = forward(**{**weights, check: weights[check] + h})
    return loss, dw1, db1, dw2, db2, (ahead - loss) / h


def fan(
    w1: float,
    b1: float,
    w2: float,
    b2: float,
    x: float,
    y: float,
    check: str,
    h: float,
) -> tuple[float, ...]:
    """Return the same for a value that is used twice; b2 is w3 there."""

    def forward(w1: float, b1: float, w2: float, b2: float) -> tuple[float, ...]:
        z1 = w1 * x + b1
        a1 = max(z1, 0.0)
        d = w2 * a1 + b2 * a1 - y
        return z1, a1, d, d * d / 2

    z1, a1, d, loss = forward(w1, b1, w2, b2)
    dw2, dw3 = d * a1, d * a1
    da1 = d * w2 + d * b2  # what comes back is added
    dz1 = da1 * (z1 > 0)
    dw1, db1 = dz1 * x, dz1
    weights = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    *_, ahead = forward(**{**weights, check: weights[check] + h})
    return loss, dw1, db1, dw2, dw3, (ahead - loss) / h
