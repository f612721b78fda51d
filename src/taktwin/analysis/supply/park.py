"""What a run says of the supplier park: stock and cover of each part family, stops for want of it, zero inventory.

*On site* is what stands inside the fence, whoever owns it: all stock points of the family; in sequence what stands at
the line, and what a supplier in the plant has in racks and on its way. The *cover* is that stock over the demand in the
time in which the place that is supplied is on shift: minutes for which it lasts while the line runs. It is taken every
bucket of the series (15 min by default), as its mean there, nights and breaks included.

By value and volume a family weighs what it is worth in a job of the mean: what a share of the jobs needs, so much less.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.analysis.supply.zero_inventory import FamilyStock, ZeroInventory, zero_inventory
from taktwin.analysis.tables import RunTables
from taktwin.model.checks.ways.variants import Choices
from taktwin.model.errors import OptionError
from taktwin.model.families.numbers import numbers_of, share_of
from taktwin.model.families.sequenced import line_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.park import Park
from taktwin.model.text.names import Names
from taktwin.runs.tables import Result

Levels = Mapping[str, NDArray[np.float64]]
"""Stock point or buffer -> its mean level in each bucket of the series."""


@dataclass(frozen=True)
class FamilySupply:
    """A part family in a run."""

    family: str
    supplier: str
    mode: str
    part_numbers: int
    jobs: float
    """That were supplied with it."""
    stock: float
    """Mean units on site."""
    stock_value: float
    """The same in the currency of the model."""
    cover_min: float
    """Mean cover on site, in minutes of demand."""
    cover_q95_min: float
    """Cover that is not exceeded in 95 % of the time."""
    zero_inventory: bool
    """Whether that stays at or below `theta` of the park."""
    upstream: float
    """Mean units in racks at the supplier and on trucks, which a sequence needs there instead; 0 out of stock."""
    stopped_s: float
    """Seconds for which its places waited for it."""


@dataclass(frozen=True)
class ParkSupply:
    """The supplier park of a plant in a run."""

    ratio: ZeroInventory
    """The zero-inventory ratio by number, value and volume of the families."""
    waited_share: float
    """Waits of all places for parts of families, added / scheduled time of the line; no takts lost at its end."""
    minutes: float
    """Scheduled time of the line, all replications together."""
    takt_min: float
    """Minutes of it for a job of the line that was supplied; infinite where none was."""
    families: tuple[FamilySupply, ...]
    waited_shares: tuple[float, ...]
    """`waited_share` of each replication."""

    @property
    def part_numbers(self) -> int:
        """Part numbers of all families."""
        return sum(one.part_numbers for one in self.families)

    @property
    def consigned_value(self) -> float:
        """Mean value of the stock on site that suppliers own until it is drawn: what is vendor-managed."""
        return math.fsum(one.stock_value for one in self.families if one.mode == "vendor_managed")

    @property
    def suppliers(self) -> int:
        """Suppliers of families."""
        return len({one.supplier for one in self.families})

    def table(self) -> pl.DataFrame:
        """One row for each family, in the order of the model; columns as the fields of `FamilySupply`."""
        return pl.DataFrame([asdict(one) for one in self.families])

    def as_dict(self) -> dict[str, Any]:
        """For JSON; what is infinite is null."""
        rows = [{key: _finite(value) for key, value in asdict(one).items()} for one in self.families]
        zir = {"number": self.ratio.number, "value": self.ratio.value, "volume": self.ratio.volume}
        return {"zir": zir, "theta_min": self.ratio.theta_min, "waited_share": self.waited_share, "families": rows}


def park_supply(
    model: PlantModel, results: Sequence[RunTables], families: Sequence[FamilyInRun] | None = None
) -> ParkSupply:
    """Stock, cover and stops of the part families in one run or several replications.

    Args:
        model: a plant with `supply`, of several plants one (`run.of(NAME)`).
        results: tables of its replications.
        families: what the tables say of each (`families_in_run`), where that is at hand.

    Raises:
        OptionError: the plant has no supplier park, or the run was too short for any demand of a family.
    """
    families = families_in_run(model, results) if families is None else families
    park = park_of(model)
    names, choices = Names(model), Choices(model)
    stream = park.orders or next(iter(model.orders))
    stocks, found = [], []
    stopped, scheduled = 0.0, 0.0
    stops, times = np.zeros(len(results)), np.zeros(len(results))
    for seen in families:
        name, family = seen.name, seen.family
        if seen.jobs <= 0.0:
            message = f"in the measured time no job has taken a part of the family {name}"
            raise OptionError(
                message, "measure longer, or behind a longer `warmup`; the plant may be off shift", "days"
            )
        numbers = numbers_of(choices, stream, name, family)
        per_min = seen.jobs / seen.minutes if seen.minutes > 0 else 0.0
        share = share_of(numbers)  # what three of ten jobs need weighs three tenths in a job of the mean
        stocks.append(
            FamilyStock(
                name,
                np.full(len(seen.units), results[0].elapsed_s / 60.0 / max(1, len(seen.units))),
                seen.units,
                per_min * family.units,
                share * family.value_of_job,
                share * family.volume_of_job * 1000.0,
                share * family.units,
                seen.upstream,
            )
        )
        stopped, scheduled = stopped + seen.stopped, max(scheduled, seen.minutes * 60.0)
        stops, times = stops + seen.stops, np.maximum(times, seen.times)
        found.append((seen, len(numbers) * int(family.numbers.value)))
    ratio = zero_inventory(stocks, park.theta.value / 60.0)
    told = [
        FamilySupply(
            cover.family,
            seen.family.supplier,
            seen.family.mode,
            count,
            seen.jobs,
            seen.mean,
            seen.mean * (seen.family.value.value if seen.family.value is not None else 0.0),
            cover.mean_min,
            cover.q95_min,
            cover.zero_inventory,
            seen.upstream,
            seen.stopped,
        )
        for cover, (seen, count) in zip(ratio.families, found, strict=True)
    ]
    share = stopped / scheduled if scheduled > 0 else 0.0
    # an endless sub-line may make more than one for a job of the line: its draws are no takt
    of_line = [one for one in told if not _endless(model, names, park.families[one.family])] or told
    most = max(one.jobs for one in of_line)
    takt = scheduled / 60.0 / most if most > 0 else math.inf
    return ParkSupply(ratio, share, scheduled / 60.0, takt, tuple(told), _shares(stops, times))


class FamilyInRun:
    """What the tables of a run say of one family, summed over its replications.

    ``units``: on site in each bucket of the series, one replication behind the other; ``jobs`` that were supplied,
    ``minutes`` on shift of the place that is, ``stopped`` seconds of it; ``mean`` units on site and ``upstream``.
    """

    def __init__(
        self, name: str, family: Family, names: Names, results: Sequence[RunTables], levels: Sequence[Levels]
    ) -> None:
        self.name, self.family = name, family
        self.line = line_of(name, family).rpartition(".")[2]
        at = names.zones.get(family.at[0], family.at[0])
        units, upstream, means = [], [], []
        self.jobs = 0.0
        self.stops, self.times = np.zeros(len(results)), np.zeros(len(results))  # of each replication, s
        for number, (one, level) in enumerate(zip(results, levels, strict=True)):
            on_site, supplier = self._places(one)
            units.append(_together(level, on_site) * self._unit)
            means.append(_mean(one, on_site) * self._unit)
            upstream.append(_mean(one, supplier) * self._unit)
            row = one.resources.filter(pl.col("model_element") == at).row(0, named=True)
            self.times[number] = one.elapsed_s - row["off_shift"]
            self.stops[number] = self._stopped(one, on_site)
            self.jobs += self._jobs(one, on_site)
        self.minutes, self.stopped = math.fsum(self.times) / 60.0, math.fsum(self.stops)
        self.units: NDArray[np.float64] = np.concatenate(units)
        self.mean, self.upstream = math.fsum(means) / len(means), math.fsum(upstream) / len(upstream)

    @property
    def _unit(self) -> float:
        return 1.0 if self.family.stocked is not None else self.family.units

    def _places(self, one: RunTables) -> tuple[list[str], list[str]]:
        """Names of the stocks or buffers on site, and of those at the supplier and on the road."""
        if self.family.stocked is not None:
            return one.stocks.filter(pl.col("family") == self.name)["stock"].to_list(), []
        own = one.buffers.filter(pl.col("line") == self.line)
        last = own.filter(pl.col("order") == own["order"].max())["buffer"].to_list()
        others = [buffer for buffer in own["buffer"].to_list() if buffer not in last]
        return ([*last, *others], []) if self.family.mode == "in_plant" else (last, others)

    def _jobs(self, one: RunTables, on_site: list[str]) -> float:
        if self.family.stocked is None:
            return float(one.buffers.filter(pl.col("buffer") == on_site[0])["entered"].sum())
        used = one.stocks.filter(pl.col("stock").is_in(on_site))
        if self.family.feed is not None:  # what a feed draws at the dock is no demand yet
            used = used.filter(pl.col("stock").str.ends_with("-line"))
        return float(used["drawn"].sum()) / self.family.units

    def _stopped(self, one: RunTables, on_site: list[str]) -> float:
        waits = one.waits
        if self.family.stocked is not None:
            mine = waits.filter(pl.col("stock").is_in(on_site))
        else:
            mine = waits.filter((pl.col("kind") == "matched") & (pl.col("cause") == self.line))
        return float(mine["seconds"].sum())


def park_of(model: PlantModel) -> Park:
    """The supplier park of a plant.

    Raises:
        OptionError: it has none.
    """
    if model.supply is None:
        raise OptionError("the plant has no supplier park", "add `supply: {takt: ..., families: {...}}`", "model")
    return model.supply


def families_in_run(model: PlantModel, results: Sequence[RunTables]) -> list[FamilyInRun]:
    """What the tables of some replications say of each part family, in the order of the model.

    Raises:
        OptionError: the plant has no supplier park.
    """
    names, levels = Names(model), levels_of(results)
    return [FamilyInRun(name, family, names, results, levels) for name, family in park_of(model).families.items()]


def _shares(stops: NDArray[np.float64], times: NDArray[np.float64]) -> tuple[float, ...]:
    """Stops / time, 0 where there was none."""
    return tuple(float(stop / time) if time > 0 else 0.0 for stop, time in zip(stops, times, strict=True))


def _endless(model: PlantModel, names: Names, family: Family) -> bool:
    """Whether a family is fitted in a line whose jobs are none of the order stream."""
    shop, line, _ = names.elements[names.zones.get(family.at[0], family.at[0])]
    return model.shops[shop].lines[line].endless


def levels_of(results: Sequence[RunTables]) -> list[Levels]:
    """The levels of all stock points and buffers in each replication: of a run at hand, or out of the long table."""
    found: list[Levels] = []
    for one in results:
        at_hand = one.levels() if isinstance(one, Result) else None
        if at_hand is not None:
            found.append(at_hand)
            continue
        rows = one.series.filter(pl.col("kind").is_in(["stock", "level"]))
        by_name = rows.group_by("name", maintain_order=True).agg(pl.col("value").sort_by("bucket"))
        found.append({name: np.array(values, np.float64) for name, values in by_name.iter_rows()})
    return found


def _together(levels: Levels, places: list[str]) -> NDArray[np.float64]:
    """Units in these places together, in each bucket."""
    there = [levels[place] for place in places if place in levels]
    return np.sum(there, axis=0) if there else np.zeros(0)


def _mean(one: RunTables, places: list[str]) -> float:
    found = 0.0
    for table, column in ((one.stocks, "stock"), (one.buffers, "buffer")):
        found += float(table.filter(pl.col(column).is_in(places))["mean"].sum())
    return found


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
