"""The losses of both views in NumPy alone."""

import numpy as np
from numpy.typing import NDArray

Found = tuple[np.float64 | NDArray[np.float64], ...]


def true_loss(z: list[float], y: str, confidence: float, unit: str) -> Found:
    """Return loss, gradient and squared error against a class alone."""
    sharp = np.where(np.array(z) == max(z), 0.0, -np.inf)  # of endless confidence
    logits = sharp if np.isinf(confidence) else confidence * np.array(z)
    log_p = logits - np.logaddexp.reduce(logits)
    p = np.exp(log_p)
    truth = np.eye(len(z))[int(y) - 1]
    loss = -log_p[int(y) - 1] / (np.log(2) if unit == "bit" else 1.0)
    gradient = p - truth
    return loss, gradient, np.sum(gradient**2)


def class_loss(
    z: list[float], y: str, epsilon: float, confidence: float, unit: str
) -> Found:
    """Return loss, entropy, KL, gradient and squared error against a class."""
    sharp = np.where(np.array(z) == max(z), 0.0, -np.inf)  # of endless confidence
    logits = sharp if np.isinf(confidence) else confidence * np.array(z)
    log_p = logits - np.logaddexp.reduce(logits)
    p = np.exp(log_p)
    truth = (1 - epsilon) * np.eye(len(z))[int(y) - 1] + epsilon / len(z)
    some = truth > 0
    nat = np.log(2) if unit == "bit" else 1.0
    loss = -np.sum(truth[some] * log_p[some]) / nat
    entropy = -np.sum(truth[some] * np.log(truth[some])) / nat
    gradient = p - truth
    return loss, entropy, loss - entropy, gradient, np.sum(gradient**2)


def mixture_loss(z: list[float], target: str, confidence: float, unit: str) -> Found:
    """Return loss, entropy, KL, gradient and squared error against a mixture."""
    sharp = np.where(np.array(z) == max(z), 0.0, -np.inf)  # of endless confidence
    logits = sharp if np.isinf(confidence) else confidence * np.array(z)
    log_p = logits - np.logaddexp.reduce(logits)
    p = np.exp(log_p)
    weights = [float(word) for word in target.replace(",", " ").split()]
    truth = np.array([*weights, *np.zeros(len(z))][: len(z)])
    truth = truth / truth.sum()
    some = truth > 0
    nat = np.log(2) if unit == "bit" else 1.0
    loss = -np.sum(truth[some] * log_p[some]) / nat
    entropy = -np.sum(truth[some] * np.log(truth[some])) / nat
    gradient = p - truth
    return loss, entropy, loss - entropy, gradient, np.sum(gradient**2)


def binary_loss(x: float, label: float, unit: str) -> Found:
    """Return the loss of a logit against a label, and its slope."""
    nat = np.log(2) if unit == "bit" else 1.0
    costs = np.logaddexp(0, [-x, x]) / nat  # of the labels 1 and 0
    truth = np.array([label, 1 - label])
    some = truth > 0
    loss = np.sum(truth[some] * costs[some])
    slope = np.exp(-np.logaddexp(0, -x)) - label
    return loss, slope
