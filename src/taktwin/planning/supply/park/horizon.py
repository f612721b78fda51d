"""How long before its fitting a part is called off: measured in a run, in jobs that are called in between.

Of each element at which parts may be called off and each place where a family is fitted, the number of calls between a
job's own and its fitting, times the takt. That leaves out nights and breaks, in which the line stands, and it is what
the cover at the line is made of. For a place in a sub-line it is that to where the sub-line is joined, less the jobs
that stand between the two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from taktwin.model.families.fitting import place_of
from taktwin.model.files.load import load_model, validate
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.names import Names
from taktwin.model.text.tree import Tree
from taktwin.planning.supply.park.subline import behind
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate


@dataclass(frozen=True)
class Horizon:
    """Minutes of production from a call to the fitting; ``least``: what one job in a hundred falls below."""

    mean: float
    sd: float
    least: float


def horizons(
    model: PlantModel, calls: Sequence[str], places: Sequence[str], options: RunOptions, takt_min: float
) -> dict[tuple[str, str], Horizon]:
    """The horizon of each pair of calling element and fitting place that jobs pass in this order.

    The plant is run once, with points at all of them; points change nothing in a run.
    """
    names = Names(model)
    ways = {place: way for place in places if (way := behind(model, names, place)) is not None}
    pointed, points = _with_points(model, dict.fromkeys([*calls, *(way.passed for way in ways.values())]))
    (result,) = simulate(pointed, RunOptions(days=options.days, warmup=options.warmup, seed=options.seed))
    times = _first_times(result.tables()["passages"], points)
    found = {}
    for call in calls:
        begun = times[call]
        order = np.sort(begun["time"].to_numpy())
        for place, way in ways.items():
            fitted = times[way.passed].select("job", fit=pl.col("time"))
            both = begun.join(fitted, on="job").filter(pl.col("fit") >= pl.col("time"))
            if both.height < 2:
                continue
            less, scatter = way.jobs(result)
            between = np.searchsorted(order, both["fit"]) - np.searchsorted(order, both["time"])
            minutes = (between - less) * takt_min
            mean, spread = float(np.mean(minutes)), float(np.hypot(np.std(minutes, ddof=1), scatter * takt_min))
            if mean > 0.0:
                found[call, place] = Horizon(mean, spread, max(0.0, float(np.quantile(minutes, 0.01))))
    return found


def _first_times(passages: pl.DataFrame, points: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """For each element the time at which each job first came to it."""
    return {
        element: passages.filter(pl.col("point") == point).group_by("job").agg(pl.col("time").min())
        for element, point in points.items()
    }


def _with_points(model: PlantModel, elements: Sequence[str] | dict[str, None]) -> tuple[PlantModel, dict[str, str]]:
    """The model with a point at each element, and the name of the point of each."""
    written = model._written if model._written is not None else model._origins
    assert isinstance(written, Tree)
    tree, names, points = written.copy(), Names(model), {}
    for element in elements:
        shop, line, place = names.elements[element]
        path = ("shops", shop, "lines", line, "flow", place)
        found = place_of(model, names, element)
        number = found[1] if found is not None and found[0] else None
        where: dict[str, Any] = tree.sub(path).data
        if number is not None:
            where = where.setdefault("except", {}).setdefault(str(number), {})
        points[element] = str(where.setdefault("point", f"supply of {element}"))
    pointed = validate(tree, model.folder)
    pointed._rules = model._rules
    return load_model(pointed), points
