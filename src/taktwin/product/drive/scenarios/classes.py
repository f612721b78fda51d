"""The class of road of a window: softmax regression, learnt from cycles whose phases are labelled by their names.

Labels come of the names of phases (low, medium, high, extra high; slow, medium, fast; urban, extra-urban, highway),
never of the speeds that are to be recognised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.phases import PHASES
from taktwin.product.drive.scenarios.features import NAMES, features, windows

CLASSES = ("urban", "suburban", "rural", "motorway")
WINDOW = 120
"""Seconds."""
SHRINK = 100.0
"""Of the weights; few cycles teach little."""


@dataclass(frozen=True, eq=False)
class Recogniser:
    """What was learnt.

    Attributes:
        window: s.
        means: of the features.
        scales: of the features.
        weights: a row for a constant and for each feature, a column for each class.
    """

    window: int
    means: Any
    scales: Any
    weights: Any

    def shares(self, found: Any) -> Any:
        """How likely each class is, for rows of features: shape (n, 4), rows that sum to 1."""
        scaled = (np.atleast_2d(found) - self.means) / self.scales
        scores = np.column_stack([np.ones(len(scaled)), scaled]) @ self.weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        return likely / likely.sum(axis=1, keepdims=True)

    def of(self, cycle: Cycle, step: int = 10) -> Any:
        """The class of each second, by the window that ends with it: places in `CLASSES`, -1 before the first window.

        It is told anew every `step` s, and of the past alone, as on the road.
        """
        found = np.full(cycle.seconds, -1)
        for end in range(self.window, cycle.seconds, step):
            likely = self.shares(features(cycle.speeds[end - self.window : end + 1]))
            found[end : end + step] = int(likely.argmax())
        return found


def labelled(cycle: Cycle, window: int = WINDOW) -> tuple[Any, Any]:
    """Features and classes of the windows of a known cycle; no window lies in two phases.

    Raises:
        OptionError: the phases of the cycle are not known, or do not have its length.
    """
    phases = PHASES.get(cycle.name)
    if phases is None or sum(seconds for seconds, _ in phases) != cycle.seconds:
        message = Phrase("the phases of {name} are not known", name=cycle.name)
        raise OptionError(message, Phrase("give one of {phases}, whole", phases=", ".join(PHASES)), "cycle")
    rows, classes, begin = [], [], 0
    for seconds, name in phases:
        found = windows(cycle.speeds[begin : begin + seconds + 1], window)
        rows.append(found)
        classes += [CLASSES.index(name)] * len(found)
        begin += seconds
    return np.concatenate(rows), np.array(classes)


def learn(cycles: Sequence[Cycle], window: int = WINDOW, shrink: float = SHRINK) -> Recogniser:
    """Learn the classes from labelled cycles; each class counts alike, however many windows it has.

    Args:
        cycles: of `PHASES`; all classes have to be among them.
        window: s.
        shrink: pulls the weights to 0 (L2).

    Raises:
        OptionError: a cycle is not known, or a class is not among them.
    """
    from scipy.optimize import minimize

    pairs = [labelled(cycle, window) for cycle in cycles]
    rows, classes = (np.concatenate([pair[i] for pair in pairs]) for i in range(2))
    counts = np.bincount(classes, minlength=len(CLASSES))
    if not counts.all():
        missing = [name for name, count in zip(CLASSES, counts, strict=True) if not count]
        raise OptionError(
            Phrase("no cycle has a phase that is {missing}", missing=missing[0]), Phrase("give more cycles"), "cycles"
        )
    means, scales = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    known = np.column_stack([np.ones(len(rows)), (rows - means) / scales])
    each = 1 / counts[classes]
    each = each / each.mean()
    truth = np.eye(len(CLASSES))[classes]

    def cost(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(-1, len(CLASSES))
        scores = known @ weights
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely /= likely.sum(axis=1, keepdims=True)
        loss = -(each * np.log((likely * truth).sum(axis=1) + 1e-300)).mean()
        slope = known.T @ ((likely - truth) * each[:, None]) / len(known)
        loss += shrink / len(known) * float((weights[1:] ** 2).sum())
        slope[1:] += 2 * shrink / len(known) * weights[1:]
        return float(loss), slope.ravel()

    start = np.zeros((len(NAMES) + 1) * len(CLASSES))
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return Recogniser(window, means, scales, found.x.reshape(-1, len(CLASSES)))


def confusion(cycles: Mapping[str, Sequence[Cycle]], window: int = WINDOW, shrink: float = SHRINK) -> Any:
    """Told classes of cycles that were not learnt from: each family of cycles is left out in its turn.

    Args:
        cycles: by family; two versions of one cycle are one family.
        window: s.
        shrink: as of `learn`.

    Returns:
        Windows by true class (rows) and told class (columns), shape (4, 4).
    """
    counts = np.zeros((len(CLASSES), len(CLASSES)), int)
    for name, left_out in cycles.items():
        learnt = learn([one for other, some in cycles.items() if other != name for one in some], window, shrink)
        for cycle in left_out:
            rows, classes = labelled(cycle, window)
            np.add.at(counts, (classes, learnt.shares(rows).argmax(axis=1)), 1)
    return counts


@cache
def shipped() -> dict[str, Any]:
    """What comes with Taktwin: `recogniser`, and `worth`, that of charge in each class over that at the best point."""
    from ruamel.yaml import YAML

    text = (files("taktwin.library.scenarios") / "road.yaml").read_text(encoding="utf-8")
    row = YAML(typ="safe", pure=True).load(text)
    learnt = Recogniser(row["window"], *(np.array(row[name]) for name in ("means", "scales", "weights")))
    return {"recogniser": learnt, "worth": dict(zip(CLASSES, row["worth"], strict=True))}
