"""A lot plan in the simulated plant: before and after, with the same random numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import polars as pl

from taktwin.analysis.kpi import kpis
from taktwin.analysis.paired import paired
from taktwin.analysis.tables import ACTIVE, RunTables, part_waits
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.model import ModelPress
from taktwin.planning.presslots.panel import LotError
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

UNITS = {
    "stock": "parts",
    "stock_days": "days",
    "stock_max": "parts",
    "empty_stores": "h/day",
    "die_changes": "1/day",
    "press_load": "share",
    "waiting_for_parts": "h/day",
    "throughput_per_hour": "1/h",
}
"""The measures of a trial with their units."""


def measures(model: PlantModel, result: RunTables, found: Sequence[ModelPress]) -> dict[str, float]:
    """What a run says about the lots of some presses.

    * stock: mean number of parts in the stores that they fill; stock_days: the same in days of demand, mean of the
      stores; stock_max: the sum of the largest levels of the stores (the places that they need).
    * empty_stores: hours a day in which a store is empty, summed over the stores.
    * die_changes a day, all presses; press_load: share of their shift in which they press, change dies or are down.
    * waiting_for_parts: hours a day that stations wait for any part from a stock point; throughput_per_hour: of the
      plant.
    """
    days = result.elapsed_s / 86400.0
    stores = list(dict.fromkeys(die.stock for press in found for die in press.dies))
    stocks = result.stocks.filter(pl.col("stock").is_in(stores))
    drawn = stocks.filter(pl.col("drawn") > 0)
    cells = result.resources.filter(pl.col("resource").is_in([press.cell for press in found]))
    busy = math.fsum(cells.get_column(state).sum() for state in ACTIVE)
    shift = result.elapsed_s * cells.height - float(cells.get_column("off_shift").sum())
    return {
        "stock": float(stocks.get_column("mean").sum()),
        "stock_days": float(drawn.select((pl.col("mean") / pl.col("drawn")).mean()).item() or 0.0) * days,
        "stock_max": float(stocks.get_column("max").sum()),
        "empty_stores": float(stocks.get_column("reached_zero_share").sum()) * 24.0,
        "die_changes": float(cells.get_column("setups").sum()) / days,
        "press_load": busy / shift,
        "waiting_for_parts": part_waits([result]) / 3600.0 / days,
        "throughput_per_hour": kpis([result], model)["throughput_per_hour"].value,
    }


def trial(
    model: PlantModel,
    changes: Mapping[str, str],
    found: Sequence[ModelPress],
    options: RunOptions,
    progress: Callable[[float], None] | None = None,
) -> pl.DataFrame:
    """Simulate the plant as it is and with the changes, replication by replication with the same random numbers.

    Columns: measure, unit, before, after (means), difference, low, high (its paired 95 % interval).

    Raises:
        LotError: fewer than two replications.
        ModelError: the changes do not fit the model.
        SimulationError: a run cannot go on.
    """
    if options.replications < 2:
        raise LotError(
            Phrase("an interval needs at least 2 replications, got {replications}", replications=options.replications),
            parameter="replications",
        )
    after = load_model(model, dict(changes))
    sides: list[list[dict[str, float]]] = []
    for place, plant in enumerate((model, after)):
        step = None if progress is None else lambda share, at=place: progress((at + share) / 2)
        results = simulate(plant, options, step)
        sides.append([measures(plant, result, found) for result in results])
    rows = []
    for name, unit in UNITS.items():
        old, new = ([one[name] for one in side] for side in sides)
        difference = paired(new, old)
        mean = math.fsum(old) / len(old), math.fsum(new) / len(new)
        rows.append((name, unit, *mean, difference.difference, difference.low, difference.high))
    columns = dict.fromkeys(("before", "after", "difference", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, {"measure": pl.String, "unit": pl.String} | columns, orient="row")
