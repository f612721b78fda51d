"""Plants in which one delivery after the other comes late by a random time, each by itself.

A truck is due every `period`, which is so long that a late one hinders nobody but the car that waits for it. The car
comes to its station when the cover is used up: `cover_min` after the time at which the truck is due. What it then waits
is the stop of the line, (lateness - cover)+.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.kernel.plants import Data, line
from tests.planning.supply.simulated.replicated import Batch, Controls, Measure, Simulated, level, stock

SIGMAS = 12.0  # beyond which a normal lateness does not go; a delay goes not beyond so many deviations above its mean
ROUNDING_S = 1e-2  # what a time in thousands of years may be rounded by
SLACK_MIN = 1.0  # from the end of a delivery to the next one, at least


@dataclass(frozen=True)
class Lateness:
    """The lateness of a case as a time of the model file, shifted: nobody arrives before he was sent."""

    time: str
    """Distribution of the time from the sending to the arrival."""
    due_min: float
    """When the truck is due after it was sent."""
    mean_min: float
    """Mean time from the sending to the arrival."""
    longest_min: float
    """Time from the sending to an arrival that is as good as certain."""


def lateness(case: dict[str, Any]) -> Lateness:
    """The lateness that a case describes."""
    kind = case["kind"]
    if kind == "normal_lateness":
        mean, sd = float(case["mean_min"]), float(case["sd_min"])
        due = max(0.0, SIGMAS * sd - mean)
        return Lateness(f"normal(mean={due + mean!r} min, sd={sd!r} min)", due, due + mean, due + mean + SIGMAS * sd)
    if kind == "exponential_delay":
        mean = float(case["mean_min"])
        return Lateness(f"exp({mean!r} min)", 0.0, mean, 40.0 * mean)  # e^-40 are later
    shape, scale = float(case["shape"]), float(case["scale_min"])
    mean = shape * scale
    return Lateness(
        f"gamma(mean={mean!r} min, cv={shape**-0.5!r})", 0.0, mean, mean + 40.0 * scale * max(1.0, shape**0.5)
    )


def period_min(case: dict[str, Any]) -> float:
    """So long that one delivery is over before the next is sent."""
    late = lateness(case)
    return max(late.longest_min, late.due_min + float(case["cover_min"])) + SLACK_MIN


def by_lane(case: dict[str, Any]) -> Data:
    """A lane brings one part to the line side, where the car draws it."""
    late, period = lateness(case), period_min(case)
    flow = [
        {
            "conveyor": "way",
            "transit": f"{late.due_min + float(case['cover_min'])!r} min",
            "capacity": 2,
            "spacing": "0 s",
        },
        {"station": "fit", "cycle": "0 s", "uses": {"part": 1}},
    ]
    return line(
        flow,
        # the first car is released after one interval, and so the first truck is sent then
        {"interval": f"{period!r} min"},
        parts={"part": {}},
        suppliers={"maker": {}},
        stocks={"side": {"part": "part", "shop": "shop"}},
        lanes={
            "truck": {
                "supplier": "maker",
                "to": "side",
                "every": f"{period!r} min",
                "offset": f"{period!r} min",
                "quantity": 1,
                "lead": late.time,
            }
        },
    )


def by_truck(case: dict[str, Any]) -> Data:
    """The car calls its part, a truck drives it to the line side, and the car takes this part and no other."""
    late, period = lateness(case), period_min(case)
    flow = [
        {
            "conveyor": "way",
            "transit": f"{late.due_min + float(case['cover_min'])!r} min",
            "capacity": 2,
            "spacing": "0 s",
        },
        {"station": "fit", "cycle": "0 s", "joins": [{"line": "part", "matched": True}]},
    ]
    part = [
        {"buffer": "rack", "capacity": "unlimited"},
        {"delivery": "truck", "trucks": 1, "rack": 1, "racks": 1, "drive": late.time, "back": "0 s"},
        {"buffer": "side", "capacity": 1},
    ]
    lines = {"part": {"call": {"at": "way"}, "flow": part}}
    return line(flow, {"interval": f"{period!r} min"}, lines=lines)


def by(way: str, case: dict[str, Any]) -> Simulated:
    """The case with this way of delivery; its batches begin when the last delivery is over."""
    late, period_s = lateness(case), 60.0 * period_min(case)
    due_s = 60.0 * (late.due_min + float(case["cover_min"]))

    def stopped(one: Batch) -> float:
        return float((one.ended - one.born > due_s + ROUNDING_S).mean())

    def stop(one: Batch) -> float:
        return float(one.result.waits["seconds"].sum()) / 60.0 / one.ended.size

    def too_late(one: Batch) -> list[float]:
        """Mean time on the way above that of the case: an early part lies at the line side until the car comes."""
        lies = LIES[way](one) * one.seconds / 60.0 / one.ended.size
        return [stop(one) - lies + due_s / 60.0 - late.mean_min]

    measures: dict[str, Measure] = {"p_stop": stopped, "mean_stop_min": stop}
    truth = {name: float(case[name]) for name in measures}
    controls: list[Controls] = [too_late]
    return Simulated(WAYS[way](case), measures, truth, 1.0 / period_s, controls, period_s, -0.5 * SLACK_MIN * 60.0)


WAYS = {"lane": by_lane, "truck": by_truck}
LIES: dict[str, Measure] = {"lane": stock("side"), "truck": level("side")}
