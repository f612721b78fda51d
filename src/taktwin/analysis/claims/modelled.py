"""Claims about takt and volume held against a model: what can leave it at most."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.analysis.claims.claim import Claim
from taktwin.analysis.claims.finding import Finding, percent, shown
from taktwin.analysis.claims.printed import TOLERANCE
from taktwin.analysis.claims.units import YEAR_H
from taktwin.model.checks.ways.traffic import traffic
from taktwin.model.checks.ways.worktime import shift_share
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import Names

_STOPS = 0.75  # of the pace is left after stops and failures, at the least


@dataclass(frozen=True)
class Pace:
    """What leaves a model at most, before any stop: jobs an hour of the clock, and jobs an hour on shift."""

    by_clock: float
    on_shift: float


def model_pace(source: str) -> Pace | None:
    """The pace of a model as its flow of jobs has it, all plants together; None where the model alone does not say.

    Raises:
        ModelError: there is no such model, or it is wrong.
    """
    model = load_model(source)
    flows = traffic(model)
    ends = [
        end for shop, name, line in model.all_lines() if line.orders is not None and (end := _end(model, shop, name))
    ]
    if not flows or not ends:
        return None
    ways = flows[0].ways
    by_clock, on_shift = 0.0, 0.0
    for shop, name in dict.fromkeys(ends):
        node = (shop, name, len(model.shops[shop].lines[name].flow) - 1)
        rate = max(3600 * one.flow(node) for one in flows)
        by_clock += rate
        on_shift += rate / shift_share(ways, shop, None, continuous=False)
    return Pace(by_clock, on_shift) if by_clock else None


def _end(model: PlantModel, shop: str, name: str) -> tuple[str, str] | None:
    """The line where those that start on a line leave the plant; None where their way cannot be followed."""
    names, seen = Names(model), set()
    while (shop, name) not in seen:
        seen.add((shop, name))
        to = model.shops[shop].lines[name].to
        if to is None:
            return (shop, name) if model.shops[shop].lines[name].flow else None
        target = names.target(to, shop)
        if target is None or target.shop is None or target.line is None:
            return None
        shop, name = target.shop, target.line
    return None


def against_model(claim: Claim) -> Finding | None:
    """A claim of takt or volume beside the model that it names; None for a claim of another kind."""
    if claim.kind != "takt":
        return None
    pace = model_pace(claim.model)
    if pace is None:
        return None
    values, known = claim.values, pace.on_shift
    lines = values["lines"].value if "lines" in values else 1.0
    year = pace.by_clock * YEAR_H
    implied = Phrase(
        "{model} makes {rate} an hour on shift at most, {volume} in a year without a day off",
        model=claim.model, rate=shown(known), volume=shown(year),
    )  # fmt: skip
    if "volume" in values and values["volume"].middle > year * (1 + TOLERANCE):
        plants = math.ceil(values["volume"].middle / year)
        return Finding("impossible", implied, likely=Phrase("{plants} such plants", plants=plants))
    if "takt" in values:
        said = 3600 * lines / values["takt"].middle
    elif "rate" in values:
        said = values["rate"].middle * 3600 / (values["rate"].period or 3600)
    else:
        return Finding("consistent", implied)
    if said > known * (1 + TOLERANCE):
        return Finding(
            "contradicts", implied, likely=Phrase("{share} of the model's pace", share=percent(said / known))
        )
    if said < known * _STOPS:
        return Finding(
            "only_if", implied, Phrase("only if the plant runs at {share} of its pace", share=percent(said / known))
        )
    return Finding("consistent", implied)
