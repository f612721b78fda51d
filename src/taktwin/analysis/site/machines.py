"""What the machines of a run drew, step by step, by shop and medium; without the loads that a site says better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from taktwin.analysis.kinds import CELLS, SHOP_LOADS
from taktwin.analysis.ledger.errors import LedgerError
from taktwin.analysis.site.times import HOUR_S, Times, times_of
from taktwin.analysis.tables import RunTables, bucket_seconds, finished_jobs, series_of
from taktwin.model.nouns.machines.power import VOLUME_MEDIA, PowerEntry, PowerProfile
from taktwin.model.nouns.plant import PlantModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_J_PER_KWH = 3.6e6
_CLOSES = 1e-9
Key = tuple[str | None, str]
"""Shop (None: of no shop) and medium."""


@dataclass(frozen=True, eq=False)
class Machines:
    """Amounts of each step (kWh, m3), the mean over the replications.

    Attributes:
        times: the measured time of the run.
        drawn: shop and medium -> amounts of each step, without `replaced`.
        replaced: what loads drew that the site says better.
        per_job: shop and medium -> amount that works took whatever their time, of `drawn`.
        finished: main jobs that were finished in each step.
    """

    times: Times
    drawn: dict[Key, Numbers]
    replaced: dict[Key, Numbers]
    per_job: dict[Key, float]
    finished: Numbers


def machines_of(model: PlantModel, results: Sequence[RunTables]) -> Machines:
    """What machines drew, without the loads that `instead_of` of the site names.

    Args:
        model: of one plant, with a site.
        results: replications of its run.

    Raises:
        LedgerError: the measured time is no whole number of intervals, or the books of the run do not close.
    """
    times = _times(model, results[0])
    steps, runs = times.steps, len(results)
    drawn: dict[Key, Numbers] = {}
    for result in results:
        rows = series_of(result, "energy").filter(pl.col("bucket") < steps)
        for (shop, medium), part in rows.partition_by(
            "model_shop", "medium", as_dict=True, maintain_order=True
        ).items():
            amounts = np.bincount(part["bucket"].to_numpy(), weights=part["value"].to_numpy(), minlength=steps)
            at = (None if shop is None else str(shop), str(medium))
            drawn[at] = drawn.get(at, np.zeros(steps)) + amounts / runs
    _closes(drawn, results)
    replaced = _replaced(model, results[0], times)
    for at, amounts in replaced.items():
        drawn[at] = np.maximum(drawn[at] - amounts, 0.0)
    jobs = pl.concat([one.energy.select("model_shop", "medium", "per_job") for one in results])
    per_job = {
        (None if shop is None else str(shop), str(medium)): float(amount) / runs
        for shop, medium, amount in jobs.group_by("model_shop", "medium").agg(pl.col("per_job").sum()).iter_rows()
    }
    ended = [finished_jobs(one).get_column("ended").to_numpy() for one in results]
    numbers = np.minimum((np.concatenate(ended) // times.step_s).astype(np.int64), steps - 1)
    return Machines(times, drawn, replaced, per_job, np.bincount(numbers, minlength=steps) / runs)


def _times(model: PlantModel, result: RunTables) -> Times:
    """The measured time; steps are the intervals of the run's series."""
    import datetime as dt

    step = bucket_seconds(result)
    steps = round(result.elapsed_s / step)
    step = max(step, model.bucket.value) if steps <= 1 else step  # a run shorter than a step has none
    if steps < 1 or abs(steps * step - result.elapsed_s) > 1e-6 * step:
        message = f"ledger: the measured {result.elapsed_s / HOUR_S:g} h are no whole number of {step / 60:g} min"
        raise LedgerError(message, "measure whole days, or change the model's `bucket`")
    start = model.start + dt.timedelta(days=result.started_days + result.warmup_days)
    return times_of(start, step, steps, model.calendars.values())


def _closes(drawn: dict[Key, Numbers], results: Sequence[RunTables]) -> None:
    """The series of the run must sum to its table of resources."""
    table = pl.concat([one.energy.select("model_shop", "medium", "amount") for one in results])
    for shop, medium, amount in table.group_by("model_shop", "medium").agg(pl.col("amount").sum()).iter_rows():
        total = float(amount) / len(results)
        found = float(drawn[shop, medium].sum()) if (shop, medium) in drawn else 0.0
        if abs(found - total) > _CLOSES * max(1.0, abs(total)):
            message = f"ledger: {medium} of {shop or 'no shop'} is {found:g} by time and {total:g} by resource"
            raise LedgerError(message, "this is a bug of the run's books: report it")


def _replaced(model: PlantModel, result: RunTables, times: Times) -> dict[Key, Numbers]:
    """What the loads drew in whose place the site says more; exact, as they follow their calendars alone."""
    site = model.site
    found: dict[Key, Numbers] = {}
    for shop_name, names in site.instead_of.items() if site is not None else ():
        shop = model.shops[shop_name]
        for name in dict.fromkeys(names):
            load = shop.loads[name]
            rows = result.energy.filter(
                pl.col("kind").is_in(SHOP_LOADS)
                & (pl.col("model_shop") == shop_name)
                & (pl.col("model_element") == name)
            )
            calendar = model.calendars.get(load.calendar or shop.calendar or "")
            on = times.on(None if load.continuous else calendar)
            for medium, power in profile_of(model, load.power).media.items():
                mine = rows.filter(pl.col("medium") == medium)
                unit = HOUR_S if medium in VOLUME_MEDIA else HOUR_S / _J_PER_KWH
                rate = (power.working.value * on + power.off.value * (1.0 - on)) * unit * mine.height
                amounts, total = times.by_step(rate), float(mine["amount"].sum())
                if abs(float(amounts.sum()) - total) > _CLOSES * max(1.0, total):
                    message = f"ledger: the load {name} of {shop_name} drew {total:g}, by its shifts {amounts.sum():g}"
                    raise LedgerError(message, "leave it out of `instead_of`, and report this")
                at = (shop_name, medium)
                found[at] = found.get(at, np.zeros(times.steps)) + amounts
    return found


def profile_of(model: PlantModel, entry: PowerEntry | None) -> PowerProfile:
    """The power profile that an entry names or spells out; an empty one for none."""
    if entry is None:
        return PowerProfile()
    return model.power[entry] if isinstance(entry, str) else entry


def off_rates(model: PlantModel, result: RunTables) -> dict[Key, float]:
    """Shop and medium -> what all its resources draw an hour in the state `off` (kWh, m3), replaced loads left out."""
    site = model.site
    replaced = {(shop, name) for shop, names in (site.instead_of if site is not None else {}).items() for name in names}
    powers: dict[tuple[str, str | None, str], PowerEntry | None] = {}
    for shop, _, _, element in model.all_elements():
        powers["", shop, element.name] = getattr(element, "power", None)
    for shop, name, cell in model.all_cells():
        powers[CELLS[0], shop, name] = cell.power
    for shop_name, shop in model.shops.items():
        for name, load in shop.loads.items():
            powers[SHOP_LOADS[0], shop_name, name] = None if (shop_name, name) in replaced else load.power
    found: dict[Key, float] = {}
    for kind, shop, element, medium in result.energy.select(
        "kind", "model_shop", "model_element", "medium"
    ).iter_rows():
        at = (kind if kind in (*SHOP_LOADS, *CELLS) else "", shop, element)
        fleet = model.fleets.get(element)
        entry = powers.get(at, fleet.power if fleet is not None else None)
        power = profile_of(model, entry).media.get(medium)
        if power is not None:
            unit = HOUR_S if medium in VOLUME_MEDIA else HOUR_S / _J_PER_KWH
            found[shop, medium] = found.get((shop, medium), 0.0) + power.off.value * unit
    return found
