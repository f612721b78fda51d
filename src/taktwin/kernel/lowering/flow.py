"""Lowering of lines and their elements to nodes, and of what connects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Kind, Kinds
from taktwin.kernel.lowering.batches import rows_of_parts
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.identity import Identities, Where
from taktwin.kernel.lowering.leaving.routes import lower_routes, ways_of
from taktwin.kernel.lowering.merges import levels_of, lower_merge
from taktwin.kernel.lowering.orders import Options
from taktwin.kernel.lowering.planned import planned_fields
from taktwin.kernel.lowering.rules import lower_rule
from taktwin.kernel.lowering.working import Working, said
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.merge import Merge
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Branching
from taktwin.model.nouns.store import Store
from taktwin.model.nouns.use import Use
from taktwin.model.text.names import Names
from taktwin.model.text.orderfile import Order
from taktwin.model.text.zones import works_of
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.noun import Condition
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT, visit_named_by


@dataclass
class Flow:
    """The lowered lines: which node begins and ends each element and line."""

    first: dict[str, int] = field(default_factory=dict)  # element -> its first node
    first_of_line: dict[tuple[str, str], int] = field(default_factory=dict)  # (shop, line) -> its first node
    last: dict[tuple[str, str], int] = field(default_factory=dict)  # (shop, line) -> its last node
    source: dict[tuple[str, str], int] = field(default_factory=dict)  # (shop, line) -> its source
    node_where: dict[int, Where] = field(default_factory=dict)
    resource_where: dict[int, Where] = field(default_factory=dict)
    points: list[str] = field(default_factory=list)
    sinks: dict[str, int] = field(default_factory=dict)  # shop -> its sink
    streams: dict[str, int] = field(default_factory=dict)
    sublines: set[str] = field(default_factory=set)  # streams whose jobs become parts of other jobs
    orders: dict[str, list[Order]] = field(default_factory=dict)  # streams with a file -> its orders
    failures: dict[int, list[Any]] = field(default_factory=dict)  # resource -> its modes in the model
    merges: dict[int, list[str]] = field(default_factory=dict)  # place -> who takes turns there, or goes first
    needs: dict[int, list[str]] = field(default_factory=dict)  # place -> skills and pools of operators that it needs
    cranes: dict[int, int] = field(default_factory=dict)  # room of a store -> its cranes
    scheduled_by: dict[int, list[str]] = field(default_factory=dict)  # place that comes to rest -> calendars around it
    pools: dict[str, int] = field(default_factory=dict)  # pool of carriers -> its place

    @property
    def places(self) -> dict[str, list[int]]:
        """The nodes of each element that hold jobs; a store has its room and its cranes."""
        return {name: [n, self.cranes[n]] if n in self.cranes else [n] for name, n in self.first.items()}

    def last_of(self, element: str) -> int:
        """The last node of an element."""
        return self.cranes.get(self.first[element], self.first[element])


class FlowLowering:
    """Makes nodes of elements, in plant order, by what their kinds say, and then connects them."""

    def __init__(
        self,
        builder: Builder,
        model: PlantModel,
        options: Options,
        working: Working,
        stocks: dict[str, int],
        kinds: Kinds,
    ) -> None:
        self.kinds = kinds
        self.b = builder
        self.model = model
        self.options = options
        self.working = working
        self.stocks = stocks
        self.flow = Flow()
        self.identities = Identities(model)
        self.fleet_nodes: dict[str, int] = {}
        self.pools: dict[str, int] = {}
        self.needing: dict[int, set[int]] = {}  # place -> the pools of whose operators it may need some
        self.teams: dict[int, int] = {}  # resource of the operators of a zone -> that of its line
        self.feed_nodes: dict[str, int] = {}
        self.merges: dict[int, Merge] = {}
        self.inlets: dict[int, dict[str, Quantity]] = {}  # lift -> level of each line or element that leads there

    # --- nodes

    def shop_lines(self, shop: str) -> None:
        """Nodes of all lines of a shop."""
        for name, line in self.model.shops[shop].lines.items():
            if line.start_kind is not None:
                self._source(shop, name, line)
            previous = self.flow.source.get((shop, name))
            for element in line.flow:
                lower = self.kinds.of_noun(element).lower
                assert lower is not None
                first, last = lower(self, shop, name, element)
                self.flow.first_of_line.setdefault((shop, name), first)
                self.flow.first[element.name] = first
                if element.merge is not None:
                    self.merges[first] = element.merge
                if previous is not None:
                    self.b.nodes[previous]["dest"] = first
                previous = last
            self.flow.last[shop, name] = previous if previous is not None else -1

    def _source(self, shop: str, name: str, line: Line) -> None:
        stream = k.ONLY_CALLED
        if line.orders is not None:
            index = self.flow.streams[line.orders]
            fields = self.b.resources[index]
            if fields["dist"] < 0 and fields["releases0"] < 0:
                stream = index  # on demand: the source draws the next order whenever there is room
        elif line.endless:
            stream = k.MADE_ON_DEMAND
        self.flow.source[shop, name] = self.node("source", f"{name} source", shop, name, element=name, stream=stream)

    # --- what the kinds make their nodes and resources with

    def node(
        self,
        kind: str,
        name: str,
        shop: str | None,
        line: str | None,
        *,
        element: str | None = None,
        noun: str | None = None,
        **fields: Any,
    ) -> int:
        """A node of a kind, and who it is.

        ``element`` is the name for people, if it is not ``name``; ``noun`` the element of the model that it belongs to.
        """
        node = self.b.node(kind, name, **fields)
        self.flow.node_where[node] = self.identities.of(kind, element or name, shop, line, noun=noun)
        return node

    def room(self, shop: str, line: str, element: Any, kind: str, **fields: Any) -> int:
        """The node of an element with a capacity."""
        value = element.capacity.value
        cap = k.UNLIMITED if value == float("inf") else int(value)
        return self.node(kind, element.name, shop, line, cap=cap, **self.point(element), **fields)

    def point(self, element: Any) -> dict[str, Any]:
        """The fields of an element where passages are noted under a name, or visits counted."""
        fields = {"point": self._point(element.point)} if element.point is not None else {}
        visits = self.options.visits.get(element.name)
        return fields | ({"visits": visits.column, "most_visits": visits.most} if visits is not None else {})

    def rule(self, shop: str, line: str, element: Buffer | Store) -> dict[str, int]:
        """The fields of the rule by which jobs are taken from an element."""
        return lower_rule(self.b, self.model, self.options, shop, line, element)

    def cycle(self, time: Distribution | TimeBy, shop: str, element: str) -> dict[str, int]:
        """The fields of the work time of a station, or of one of its servers."""
        if not isinstance(time, TimeBy):
            return {"dist": self.b.distribution(time)}
        if time.by == VISIT:
            visits = self.options.visits[element]
            named = [visit_named_by(list(time.values), count) for count in range(1, visits.size)]
            times = [time.values[text] if text is not None else time.default for text in named]
            return self.by_value(visits.column, [times[0], *times])
        options = self.options.of("shops", shop)
        at = options.names.index(time.by)
        return self.by_value(at, [time.values.get(value, time.default) for value in options.values[at]])

    def by_value(self, column: int, times: list[Distribution | None]) -> dict[str, int]:
        """The fields of a work time for each value of an option of a plant, or of a counter of visits."""
        dists = [self.b.distribution(time) for time in times]
        one = next(dist for dist in dists if dist >= 0)
        others = [one] * (self.options.columns[column] - len(dists))  # values that only jobs of other plants have
        return {"by_option": column, "dist": one, "by0": self.b.ints(dists + others)}

    def servers(self, node: int, kind: str, count: int, source: Any) -> None:
        """The resources of a node, with the failures, calendar, power and shop of the noun ``source``.

        A station may say of each of its servers in what it differs.
        """
        where = self.flow.node_where[node]
        per_job = getattr(source, "energy_per_job", None) or getattr(source, "energy_per_hit", None)
        each = getattr(source, "server_list", None) or [None] * count
        first = len(self.b.resources)
        for i, own in enumerate(each):
            failures, calendar, continuous, power = (
                said(own, source, field) for field in ("failures", "calendar", "continuous", "power")
            )
            index = self.b.resource(
                kind,
                where.element if count == 1 else f"{where.element}.{i + 1}",
                node=node,
                **self.working.failures(failures, self.kinds[kind].finishes),
                **self.working.calendar(calendar, where.shop, continuous),
                **self.working.power(power, per_job),
                **self.working.pauses(self.kinds[kind], getattr(source, "pauses", None)),
                **self.working.group(where.shop, where.plant),
            )
            self.working.finish(self.b.resources[index], self.kinds[kind], getattr(source, "finish", False))
            self.flow.failures[first + i] = failures
            self.flow.resource_where[first + i] = replace(where, server=i + 1) if self.kinds[kind].serves else where
        self.b.nodes[node]["res0"] = first
        self.b.nodes[node]["res"] = count
        self.b.nodes[node].update(planned_fields(self.b, self.options, where.shop, getattr(source, "ideal", None)))

    def tell_resource(self, index: int, kind: str, element: str, shop: str | None, server: int | None = None) -> None:
        """Who a resource is that has no place in a line, and where its states and media are booked."""
        where = self.identities.of(kind, element, shop, server=server)
        self.flow.resource_where[index] = where
        self.b.resources[index].update(self.working.group(shop, where.plant))

    # --- connections

    def connect(self) -> None:
        """Line ends, routes, joins, uses, splits, and who gives to whom; calls: see `lower_calls`."""
        names = Names(self.model)
        stations = [(shop, one) for shop, _, _, e in self.model.all_elements() for one in works_of(e)]
        joined = {names.line(join.line, shop) for shop, station in stations for join in station.joins}
        for shop, name, line in self.model.all_lines():
            last = self.b.nodes[self.flow.last[shop, name]]
            if line.to is not None:
                last["dest"] = self._target(names, line.to, shop)
            elif (shop, name) not in joined:
                last["dest"] = self._sink(shop)
        for shop, station in stations:
            self._connect_station(names, shop, station)
        self._givers()
        self._stream_sources()
        self._sublines(names, joined)

    def _target(self, names: Names, to: str, shop: str) -> int:
        """Node (or TO_SCRAP) that a ``to`` means, seen from a shop."""
        target = names.target(to, shop)
        if target is None:
            raise KeyError(f"{to}, seen from {shop}")  # the checks of the model let no such name pass
        if target.kind == "scrap":
            return k.TO_SCRAP
        if target.element is not None:
            return self.flow.first[target.element]
        return self.flow.first_of_line[target.shop, target.line]

    def after(self, node: int) -> list[int]:
        """The nodes to which the jobs of a node may go on."""
        ways = [self.b.nodes[node]["dest"], *ways_of(self.b, node)]
        return [to for to in dict.fromkeys(ways) if to >= 0]

    def _sink(self, shop: str) -> int:
        if shop not in self.flow.sinks:
            self.flow.sinks[shop] = self.node("exit", f"{shop} exit", shop, None)
        return self.flow.sinks[shop]

    def _connect_station(self, names: Names, shop: str, element: Branching) -> None:
        index = self.flow.first[element.name]
        node = self.b.nodes[index]
        condition = self.condition_at(shop, element.name)
        rows = rows_of_parts(self, names, shop, element) if isinstance(element, SplitStation) else []
        if element.routes or element.scrap.value > 0.0 or rows:
            node |= lower_routes(self.b, self.model, names, shop, element, self.flow.places, condition, rows)
        joins, of_nobody = [], []
        for join in element.joins:
            line = names.line(join.line, shop)
            giver = self.flow.last[line] if line is not None else -1
            self.b.nodes[giver]["dest"] = index
            each = self.options.single([join], shop)
            matched = {"lot": int(join.matched)}
            joins += [{"target": giver, "amount": one.quantity.value, **matched, **condition(one.when)} for one in each]
            if not each:  # a quantity by option that is 0 for all: its jobs wait here for ever, and are joined here
                of_nobody.append({"target": giver, "amount": 0.0})
            if join.matched:
                self.b.nodes[giver]["matched"] = 1
        node["join0"], node["joins"] = self.b.row_list(joins + of_nobody)
        needs = self.needs(element.uses, shop, element.name)
        node["need0"], node["needs"] = self.b.row_list(needs)
        for row in needs:
            self.b.draws(row["target"], index)

    def condition_at(self, shop: str, element: str | None) -> Callable[[Condition], dict[str, int]]:
        """How a ``when`` of an element is lowered: its options are those of the plant, its visits the element's."""
        options, visits = self.options.of("shops", shop), self.options.visits.get(element or "")
        return lambda when: options.condition(self.b, when, visits)

    def needs(self, uses: list[Use], shop: str, element: str | None = None) -> list[dict[str, Any]]:
        """Rows of the parts drawn by a station or cell of a shop."""
        condition = self.condition_at(shop, element)
        rows = []
        for use in self.options.single(uses, shop):
            stock = use.from_ or next(name for name, point in self.model.stocks.items() if point.part == use.part)
            rows.append({"target": self.stocks[stock], "amount": use.quantity.value, **condition(use.when)})
        return rows

    def _givers(self) -> None:
        givers: dict[int, set[int]] = {}
        ends_of_sublines = {row["target"] for row in self.joins()}
        for node in ends_of_sublines:
            self.b.nodes[node]["traits"] = k.JOINED_FROM
        for i, node in enumerate(self.b.nodes):
            if node["dest"] >= 0 and i not in ends_of_sublines:
                givers.setdefault(node["dest"], set()).add(i)
            for way in ways_of(self.b, i):
                givers.setdefault(way, set()).add(i)
        rooms = {crane: room for room, crane in self.flow.cranes.items()}  # a store has the name of its room
        where = self.flow.node_where
        for node, found in givers.items():
            self.b.nodes[node]["pred0"] = self.b.ints(sorted(found))
            self.b.nodes[node]["preds"] = len(found)
            if node in self.inlets:
                levels = levels_of(self.inlets[node], [where[rooms.get(giver, giver)] for giver in sorted(found)])
                self.b.nodes[node]["rule0"] = self.b.numbers(levels)
            if node in self.merges:
                self.flow.merges[node] = self.merges[node].names
                places = [where[rooms.get(giver, giver)] for giver in sorted(found)]
                rule, groups, table = lower_merge(self.merges[node], places)
                self.b.nodes[node] |= {"merge": rule, "groups": groups, "merge0": self.b.ints(table)}
            only = next(iter(found))
            if len(found) == 1 and self.b.nodes[only].get("res", 1) <= 1 and not self._kind(only).batches:
                self.b.nodes[node]["giver"] = only
        self._neighbour_servers()
        self._shop_entries(givers)

    def _neighbour_servers(self) -> None:
        """Note the only server before and after each place: the kernel then need not look at the places between."""
        for node in self.b.nodes:
            before, after = node["giver"], node["dest"]
            if before >= 0 and self._kind(before).holds == "servers":
                node["feeder"] = self.b.nodes[before]["res0"]
            if after >= 0 and self._kind(after).holds == "servers" and self.b.nodes[after]["res"] == 1:
                node["taker"] = self.b.nodes[after]["res0"]

    def joins(self) -> list[dict[str, Any]]:
        """The rows of all joins; the target is the last place of a sub-line."""
        return [r for n in self.b.nodes for r in self.b.rows[n.get("join0", 0) : n.get("join0", 0) + n.get("joins", 0)]]

    def _shop_entries(self, givers: dict[int, set[int]]) -> None:
        """Where jobs come into a shop from outside, their passage is noted under the shop's name."""
        where = self.flow.node_where
        for node, found in givers.items():
            shop = where[node].shop if node in where else None
            outside = any(self._kind(g).holds == "source" or where[g].shop != shop for g in found)
            if self._kind(node).exit:
                self.b.nodes[node]["shop_point"] = self._point("line off")
            elif outside and shop is not None:
                self.b.nodes[node]["shop_point"] = self._point(shop)

    def _kind(self, node: int) -> Kind:
        return self.kinds[self.b.nodes[node]["kind"]]

    def _point(self, name: str) -> int:
        if name not in self.flow.points:
            self.flow.points.append(name)
        return self.flow.points.index(name)

    def _stream_sources(self) -> None:
        for name, index in self.flow.streams.items():
            sources = [self.flow.source[shop, n] for shop, n, line in self.model.all_lines() if line.orders == name]
            self.b.resources[index]["sources0"] = self.b.ints(sources)
            self.b.resources[index]["sources"] = len(sources)

    def _sublines(self, names: Names, joined: set[tuple[str, str] | None]) -> None:
        """Note the order streams whose jobs become parts of other jobs, wherever their lines end."""
        for stream in self.flow.streams:
            lines = [(shop, name) for shop, name, line in self.model.all_lines() if line.orders == stream]
            if lines and all(self._end(names, *line) in joined for line in lines):
                self.flow.sublines.add(stream)

    def _end(self, names: Names, shop: str, name: str) -> tuple[str, str]:
        """The line in which the jobs of a line are last, if none is sent elsewhere on the way."""
        passed: set[tuple[str, str]] = set()
        while (shop, name) not in passed and (to := self.model.shops[shop].lines[name].to) is not None:
            passed.add((shop, name))
            target = names.target(to, shop)
            if target is None or target.shop is None or target.line is None:
                break
            shop, name = target.shop, target.line
        return shop, name
