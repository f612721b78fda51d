"""Who may hold the plant back: all that can limit, and of it what the run gives reason to suspect."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from taktwin.analysis.bottleneck import bottlenecks
from taktwin.analysis.kinds import ABLE, CARRIERS, STANDING, TRANSPORTS, WORK_UNITS
from taktwin.analysis.operators import WAIT
from taktwin.analysis.tables import NOTICED_WAIT, RunTables, pooled_resources, scheduled_seconds
from taktwin.kernel.base.state import FOR_REPAIR
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.lowering.program import Program
from taktwin.model.nouns.people.operators import pools_for
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.trucks import loads_of

MOST_ACTIVE = 5
"""How many of the busiest stations, conveyors, cells and fleets are tried."""
MOST_OF_A_KIND = 2
"""How many buffers, transports, crews, pools of operators and of carriers, lanes and order streams."""
LOSSES = {
    "repairs": ("down", "minor_stop", "waiting_crew"),
    "setups": ("setup",),
    "maintenance": ("maintenance",),
}
"""Ways to lose less time -> the states of the time lost."""
MOST_LOSSES = 3
"""How many elements that lose time to failures, and as many that lose it to set-ups, or to maintenance."""
NOTICED_LOSS = 0.01
"""A smaller share of the scheduled time is no loss to look at."""
NOTICED_FULL = 0.02
"""A place that is full for a smaller share of the time holds nobody back."""


@dataclass(frozen=True)
class Suspect:
    """Something that may limit.

    ``change`` says how it is eased: that of its kind (`Kind.eased_by`), or for crews "person", for pools of operators
    "operator", for fleets "vehicle" and "speed", and of whatever loses time to them "repairs", "setups" and
    "maintenance". ``node``,
    ``resource``, ``fleet`` or ``pool`` is what is changed. ``name`` is that of the run's tables, with the plant's where
    there are several.
    """

    name: str
    kind: str
    plant: str
    shop: str | None
    change: str
    node: int = -1
    resource: int = -1
    fleet: str | None = None
    pool: str | None = None


def suspects(results: Sequence[RunTables], program: Program, model: PlantModel) -> list[Suspect]:
    """Those that the run gives reason to suspect, the likeliest first, each once.

    The busiest of what works or carries (`analysis.bottleneck`); zones for which their line stands; transports that are
    full, and the fleets of those for which somebody waits; crews, operators and carriers that are waited for; what
    loses most of its time to failures and to set-ups; buffers that are full; lanes, cells and fleets that bring parts
    which are waited for; and the order streams, for a plant that waits for orders.
    """
    finder = _Finder(results, program, model)
    found: dict[tuple[str, str, str], Suspect] = {}
    for one in finder.all():
        found.setdefault((one.kind, one.name, one.change), one)
    return list(found.values())


class _Finder:
    def __init__(self, results: Sequence[RunTables], program: Program, model: PlantModel) -> None:
        self.results, self.program, self.model = results, program, model
        self.arrays = program.arrays
        self.identities = Identities(program.model)
        self.resources = pooled_resources(results)
        stations = self.resources.filter(pl.col("kind").is_in(WORK_UNITS))
        self.scheduled = float(stations.select(scheduled_seconds().sum()).item() or 0.0)

    def all(self) -> Iterator[Suspect]:
        """In the order in which they are suspected."""
        for entry in bottlenecks(self.results, self.model)[:MOST_ACTIVE]:
            yield from self._fleet(entry.station) if entry.kind in CARRIERS else self._place(entry.kind, entry.station)
        yield from self._zones()
        yield from self._transports()
        yield from self._crews()
        yield from self._pools()
        yield from self._carriers()
        yield from self._losses()
        yield from self._places()
        yield from self._parts()
        yield from self._streams()

    def _place(self, kind: str, element: str) -> Iterator[Suspect]:
        for node, where in self.program.flow.node_where.items():
            if where.kind == kind and where.element == element:
                change = KINDS[kind].eased_by
                yield Suspect(element, kind, where.plant, where.shop, change, node=node)

    def _zones(self) -> Iterator[Suspect]:
        """The zones for which moving lines stand longest."""
        tables = [found for result in self.results if (found := getattr(result, "zones", None)) is not None]
        if not tables:
            return
        stopped = pl.concat(tables).group_by("zone", maintain_order=True).agg(pl.col("stopped_s").sum())
        likely = stopped.filter(pl.col("stopped_s") > 0.0).sort("stopped_s", descending=True, maintain_order=True)
        for zone in likely.head(MOST_OF_A_KIND).get_column("zone"):
            yield from self._place("zone", zone)

    def _losses(self) -> Iterator[Suspect]:
        """What loses the largest share of its time to failures, and to set-ups: a long stop starves all behind it."""
        time = self.resources.filter(pl.col("kind").is_in(ABLE)).group_by("kind", "station", maintain_order=True)
        for change, states in LOSSES.items():
            lost = (pl.sum_horizontal(states).sum() / scheduled_seconds().sum()).alias("lost")
            shares = time.agg(lost).filter(pl.col("lost") > NOTICED_LOSS)
            likely = shares.sort("lost", descending=True, maintain_order=True).head(MOST_LOSSES)
            for row in likely.iter_rows(named=True):
                for one in self._place(row["kind"], row["station"]):
                    yield replace(one, change=change)

    def _fleet(self, name: str) -> Iterator[Suspect]:
        fleet = self.program.model.fleets.get(name)
        if fleet is not None:
            plant = self.identities.plant("fleets", name)
            for change in ("vehicle", "speed"):
                yield Suspect(name, "fleet", plant, fleet.shop, change, fleet=name)

    def _places(self) -> Iterator[Suspect]:
        """Buffers and stores that are now full and now empty: one that is always either would stay so."""
        buffers = self._buffers().filter(~pl.col("kind").is_in(TRANSPORTS) & (pl.col("full_share") > NOTICED_FULL))
        likely = buffers.sort(pl.col("full_share") * pl.col("empty_share"), descending=True, maintain_order=True)
        for row in likely.head(MOST_OF_A_KIND).iter_rows(named=True):
            yield from self._place(row["kind"], row["buffer"])

    def _buffers(self) -> pl.DataFrame:
        tables = [result.buffers for result in self.results]
        limited = pl.concat(tables).filter(pl.col("kind").is_in(STANDING) & pl.col("capacity").is_finite())
        shares = limited.group_by("kind", "buffer", maintain_order=True).agg(
            pl.col("full_share", "empty_share", "mean").mean()
        )
        return shares.sort("full_share", descending=True, maintain_order=True)

    def _transports(self) -> Iterator[Suspect]:
        waited = self._share("waiting_transport")
        transports = self._buffers().filter(pl.col("kind").is_in(TRANSPORTS))
        likely = transports.filter((pl.col("full_share") > NOTICED_FULL) | (pl.col("mean") > 0.0))
        if not waited and not likely.height:
            return
        for row in likely.head(MOST_OF_A_KIND).iter_rows(named=True):
            for one in self._place(row["kind"], row["buffer"]):
                yield one
                yield from self._fleet(self._fleet_of(one.node))

    def _fleet_of(self, node: int) -> str:
        return self.program.node_names[int(self.arrays["nodes"]["fleet"][node])]

    def _share(self, state: str) -> bool:
        """Whether work units wait noticeably in this state."""
        units = self.resources.filter(pl.col("kind").is_in(WORK_UNITS))
        return float(units.get_column(state).sum()) > NOTICED_WAIT * self.scheduled

    def _crews(self) -> Iterator[Suspect]:
        """The crews that are waited for longest."""
        seconds = dict(zip(self.resources["resource"], self.resources["waiting_crew"], strict=True))
        names, modes = self.program.resource_names, self.arrays["modes"]
        waits: dict[int, float] = {}
        for i, r in enumerate(self.arrays["resources"]):
            for crew in {int(c) for c in modes["crew"][r["mode0"] : r["mode0"] + r["modes"]] if c >= 0}:
                waits[crew] = waits.get(crew, 0.0) + seconds.get(names[i], 0.0)
        for crew, waited in _longest(waits):
            if waited > 0.0:
                name = self.program.node_names[crew]
                yield Suspect(name, "crew", self.identities.plant("crews", name), None, "person", node=crew)

    def _pools(self) -> Iterator[Suspect]:
        """The pools of operators that are waited for longest, to work or to repair."""
        model = self.program.model
        waits = pl.concat([result.waits for result in self.results]).filter(pl.col("kind") == WAIT)
        found: dict[str, float] = {}
        for need, seconds in waits.group_by("cause", maintain_order=True).agg(pl.col("seconds").sum()).iter_rows():
            for pool in pools_for(model.operators, need):
                found[pool] = found.get(pool, 0.0) + seconds
        for pool, seconds in self._waits_for_repair():
            found[pool] = found.get(pool, 0.0) + seconds
        for pool, seconds in sorted(found.items(), key=lambda one: -one[1])[:MOST_OF_A_KIND]:
            if seconds > 0.0:
                plant, shop = self.identities.plant("operators", pool), model.operators[pool].shop
                yield Suspect(pool, "operator", plant, shop, "operator", pool=pool)

    def _waits_for_repair(self) -> Iterator[tuple[str, float]]:
        """Pools that repair, and the seconds in which what they repair waits for it."""
        seconds = dict(zip(self.resources["resource"], self.resources["waiting_crew"], strict=True))
        entries, ints = self.arrays["entries"], self.arrays["ints"]
        for i, r in enumerate(self.arrays["resources"]):
            node = self.arrays["nodes"][r["node"]] if r["node"] >= 0 else None
            for row in entries[node["hand0"] : node["hand0"] + node["hands"]] if node is not None else ():
                if row["lot"] & FOR_REPAIR:
                    for pool in ints[row["need0"] : row["need0"] + row["needs"]].tolist():
                        yield self.program.node_names[pool], seconds.get(self.program.resource_names[i], 0.0)

    def _carriers(self) -> Iterator[Suspect]:
        """The pools of which most often no carrier can be taken, where stations wait for one."""
        if not self._share("waiting_carrier"):
            return
        tables = pl.concat([result.carriers for result in self.results])
        shares = tables.group_by("carriers", "plant", maintain_order=True).agg(pl.col("none_share").mean())
        likely = shares.filter(pl.col("none_share") > 0.0).sort("none_share", descending=True, maintain_order=True)
        for name, plant, _ in likely.head(MOST_OF_A_KIND).iter_rows():
            yield Suspect(name, "carriers", plant, None, KINDS["carrier"].eased_by, node=self.program.flow.pools[name])

    def _parts(self) -> Iterator[Suspect]:
        """What brings the parts that are waited for longest."""
        waits = pl.concat([result.waits for result in self.results]).filter(pl.col("kind") == "part")
        by_stock = waits.group_by("stock", maintain_order=True).agg(pl.col("seconds").sum())
        missing = {self.program.stocks[name]: seconds for name, seconds in by_stock.iter_rows()}
        if sum(missing.values()) <= NOTICED_WAIT * self.scheduled:
            return
        for stock, _ in _longest(missing):
            yield from self._bringers(stock)

    def _bringers(self, stock: int) -> Iterator[Suspect]:
        for name, i in self.program.resources_of("lane").items():
            at_times = math.isfinite(self.arrays["resources"]["period"][i])  # else it cannot order sooner
            if at_times and stock in loads_of(self.arrays, i)["stock"]:
                plant = self.identities.plant("lanes", name)
                yield Suspect(name, "lane", plant, None, KINDS["lane"].eased_by, resource=i)
        s = self.arrays["stocks"][stock]
        for node in self.arrays["ints"][s["maker0"] : s["maker0"] + s["makers"]].tolist():
            kind = KINDS.all[self.arrays["nodes"]["kind"][node]]
            where = self.program.flow.node_where[node]
            if kind.eased_by:
                yield from self._place(kind.name, where.element)
            elif self.arrays["nodes"]["fleet"][node] >= 0:
                yield from self._fleet(self._fleet_of(node))

    def _streams(self) -> Iterator[Suspect]:
        """Order streams with intervals: orders that came more often would be the gain."""
        found = 0
        for name, i in self.program.flow.streams.items():
            if self.arrays["resources"]["dist"][i] >= 0 and found < MOST_OF_A_KIND:
                found += 1
                plant = self.identities.plant("orders", name)
                yield Suspect(name, "orders", plant, None, KINDS["stream"].eased_by, resource=i)


def _longest(waits: dict[int, float]) -> list[tuple[int, float]]:
    return sorted(waits.items(), key=lambda one: -one[1])[:MOST_OF_A_KIND]
