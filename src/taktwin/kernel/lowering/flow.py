"""Lowering of lines and their elements to nodes, and of what connects them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.identity import Identities, Where
from taktwin.kernel.lowering.orders import Options
from taktwin.kernel.lowering.working import Working
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.rule import Rule
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.nouns.use import Use
from taktwin.model.text.names import Names
from taktwin.model.values.timeby import TimeBy

_RULES = {"fifo": k.FIFO, "sequence": k.SEQUENCE, "same": k.SAME}


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


def trip_seconds(trip: Transport | Feed, speed: float) -> dict[str, float]:
    """Time of the empty and the loaded way of a trip; on a guide path neither is used."""
    if trip.distance is None:
        return {}
    return {"empty_s": (trip.empty or trip.distance).value / speed, "loaded_s": trip.distance.value / speed}


class FlowLowering:
    """Makes nodes of elements, in plant order, and then connects them."""

    def __init__(
        self,
        builder: Builder,
        model: PlantModel,
        options: Options,
        working: Working,
        streams: dict[str, int],
        stocks: dict[str, int],
    ) -> None:
        self.b = builder
        self.model = model
        self.options = options
        self.working = working
        self.stocks = stocks
        self.flow = Flow(streams=streams)
        self.identities = Identities(model)
        self.fleet_nodes: dict[str, int] = {}
        self.feed_nodes: dict[str, int] = {}

    # --- nodes

    def shop_lines(self, shop: str) -> None:
        """Nodes of all lines of a shop."""
        for name, line in self.model.shops[shop].lines.items():
            if line.start_kind is not None:
                self._source(shop, name, line)
            previous = self.flow.source.get((shop, name))
            for element in line.flow:
                first, last = self._element(shop, name, element)
                self.flow.first_of_line.setdefault((shop, name), first)
                self.flow.first[element.name] = first
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
        node = self.b.node(k.N_SOURCE, f"{name} source", stream=stream)
        self.flow.source[shop, name] = node
        self.flow.node_where[node] = self.identities.of("source", name, shop, name)

    def _element(
        self, shop: str, line: str, element: Station | Buffer | Conveyor | Store | Transport
    ) -> tuple[int, int]:
        if isinstance(element, Station):
            node = self._station(shop, line, element)
        elif isinstance(element, Buffer):
            node = self._room(shop, line, element, "buffer", k.N_BUFFER, **self._rule(element.rule))
        elif isinstance(element, Conveyor):
            node = self._conveyor(shop, line, element)
        elif isinstance(element, Transport):
            node = self._transport(shop, line, element)
        else:
            return self._store(shop, line, element)
        return node, node

    def _place(self, element: Any) -> dict[str, int]:
        if element.point is None:
            return {}
        if element.point not in self.flow.points:
            self.flow.points.append(element.point)
        return {"point": self.flow.points.index(element.point)}

    def _room(self, shop: str, line: str, element: Any, kind: str, code: int, **fields: Any) -> int:
        value = element.capacity.value
        cap = k.UNLIMITED if value == float("inf") else int(value)
        node = self.b.node(code, element.name, cap=cap, **self._place(element), **fields)
        self.flow.node_where[node] = self.identities.of(kind, element.name, shop, line)
        return node

    def _rule(self, rule: Rule) -> dict[str, int]:
        option = self.options.names.index(rule.option) if rule.option else 0
        return {"rule": _RULES[rule.kind], "rule_option": option}

    def _resource(self, kind: int, name: str, where: Where, node: int, source: Any) -> int:
        """A working resource with the failures, calendar, power and shop of the noun ``source``."""
        per_job = getattr(source, "energy_per_job", None)
        index = self.b.resource(
            kind,
            name,
            node=node,
            **self.working.failures(source.failures),
            **self.working.calendar(source.calendar, where.shop, source.continuous),
            **self.working.power(source.power, per_job),
            **self.working.group(where.shop),
        )
        self.flow.resource_where[index] = where
        return index

    def _servers(self, node: int, where: Where, count: int, source: Any) -> None:
        first = len(self.b.resources)
        for i in range(count):
            name = where.element if count == 1 else f"{where.element}.{i + 1}"
            self._resource(k.SERVER, name, replace(where, server=i + 1), node, source)
        self.b.nodes[node]["res0"] = first
        self.b.nodes[node]["res"] = count

    def _station(self, shop: str, line: str, element: Station) -> int:
        fields: dict[str, Any] = dict(self._place(element))
        if isinstance(element.cycle, TimeBy):
            at = self.options.names.index(element.cycle.by)
            values = element.cycle.values
            dists = [self.b.distribution(values.get(v, element.cycle.default)) for v in self.options.values[at]]
            fields["by_option"] = at
            fields["by0"] = self.b.ints(dists)
            fields["dist"] = next(d for d in dists if d >= 0)
        else:
            fields["dist"] = self.b.distribution(element.cycle)
        if element.setup is not None:
            fields["setup_option"] = self.options.names.index(element.setup.by)
            fields["setup_dist"] = self.b.distribution(element.setup.time)
            if element.setup.purge_after is not None:
                fields["purge_after"] = int(element.setup.purge_after.value)
                fields["purge_dist"] = self.b.distribution(element.setup.purge_time or element.setup.time)
        node = self.b.node(k.N_STATION, element.name, **fields)
        where = self.identities.of("station", element.name, shop, line)
        self.flow.node_where[node] = where
        self._servers(node, where, int(element.servers.value), element)
        return node

    def _conveyor(self, shop: str, line: str, element: Conveyor) -> int:
        node = self._room(
            shop, line, element, "conveyor", k.N_CONVEYOR,
            transit=element.transit.value, spacing=element.entry_spacing, accumulating=int(element.accumulating),
        )  # fmt: skip
        self.b.nodes[node]["res0"] = self._resource(k.CONVEYOR, element.name, self.flow.node_where[node], node, element)
        self.b.nodes[node]["res"] = 1
        return node

    def _transport(self, shop: str, line: str, element: Transport) -> int:
        row, _ = self.b.row_list([trip_seconds(element, self.model.fleets[element.fleet].speed.value)])
        return self._room(shop, line, element, "transport", k.N_LINK, row=row)

    def _store(self, shop: str, line: str, element: Store) -> tuple[int, int]:
        room = self._room(shop, line, element, "store", k.N_BUFFER, **self._rule(element.rule))
        crane = self.b.node(k.N_STATION, f"{element.name} crane", dist=self.b.distribution(element.cycle))
        where = self.identities.of("crane", f"{element.name} crane", shop, line, noun=element.name)
        self.flow.node_where[crane] = where
        self._servers(crane, where, int(element.cranes.value), element)
        self.b.nodes[room]["dest"] = crane
        return room, crane

    # --- connections

    def connect(self) -> None:
        """Line ends, routes, joins, uses, calls, and who gives to whom."""
        names = Names(self.model)
        stations = [(shop, e) for shop, _, _, e in self.model.all_elements() if isinstance(e, Station)]
        joined = {names.line(join.line, shop) for shop, station in stations for join in station.joins}
        for shop, name, line in self.model.all_lines():
            last = self.b.nodes[self.flow.last[shop, name]]
            if line.to is not None:
                last["dest"] = self._target(names, line.to, shop)
            elif (shop, name) not in joined:
                last["dest"] = self._sink(shop)
        for shop, station in stations:
            self._connect_station(names, shop, station)
        for _, _, _, element in self.model.all_elements():
            if isinstance(element, Transport):
                self.b.nodes[self.flow.first[element.name]]["fleet"] = self.fleet_nodes[element.fleet]
        self._calls()
        self._givers()
        self._stream_sources()

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

    def _sink(self, shop: str) -> int:
        if shop not in self.flow.sinks:
            node = self.b.node(k.N_SINK, f"{shop} exit")
            self.flow.sinks[shop] = node
            self.flow.node_where[node] = self.identities.of("exit", f"{shop} exit", shop)
        return self.flow.sinks[shop]

    def _connect_station(self, names: Names, shop: str, element: Station) -> None:
        index = self.flow.first[element.name]
        node = self.b.nodes[index]
        routes: list[dict[str, Any]] = []
        if element.scrap.value > 0.0:
            routes.append({"target": k.TO_SCRAP, "share": element.scrap.value})
        for route in element.routes:
            target = self._target(names, route.to, shop)
            routes.append({"target": target, "share": route.share.value, **self.options.condition(self.b, route.when)})
        node["route0"], node["routes"] = self.b.row_list(routes)
        joins = []
        for join in element.joins:
            line = names.line(join.line, shop)
            giver = self.flow.last[line] if line is not None else -1
            self.b.nodes[giver]["dest"] = index
            joins.append({"target": giver, "amount": join.quantity.value, **self.options.condition(self.b, join.when)})
        node["join0"], node["joins"] = self.b.row_list(joins)
        node["need0"], node["needs"] = self.b.row_list(self.needs(element.uses))

    def needs(self, uses: list[Use]) -> list[dict[str, Any]]:
        """Rows of the parts drawn."""
        rows = []
        for use in uses:
            stock = use.from_ or next(name for name, point in self.model.stocks.items() if point.part == use.part)
            rows.append(
                {"target": self.stocks[stock], "amount": use.quantity.value, **self.options.condition(self.b, use.when)}
            )
        return rows

    def _calls(self) -> None:
        by_node: dict[int, list[dict[str, Any]]] = {}
        for shop, name, line in self.model.all_lines():
            if line.call is not None:
                row = {"target": self.flow.source[shop, name], "amount": line.call.quantity.value}
                by_node.setdefault(self.flow.first[line.call.at], []).append(
                    {**row, **self.options.condition(self.b, line.call.when)}
                )
        for node, rows in by_node.items():
            self.b.nodes[node]["call0"], self.b.nodes[node]["calls"] = self.b.row_list(rows)

    def _givers(self) -> None:
        givers: dict[int, set[int]] = {}
        ends_of_sublines = {row["target"] for row in self._join_rows()}
        for i, node in enumerate(self.b.nodes):
            if node["dest"] >= 0 and i not in ends_of_sublines:
                givers.setdefault(node["dest"], set()).add(i)
            for row in self.b.rows[node.get("route0", 0) : node.get("route0", 0) + node.get("routes", 0)]:
                if row["target"] >= 0:
                    givers.setdefault(row["target"], set()).add(i)
        for node, found in givers.items():
            self.b.nodes[node]["pred0"] = self.b.ints(sorted(found))
            self.b.nodes[node]["preds"] = len(found)
            only = next(iter(found))
            if len(found) == 1 and self.b.nodes[only].get("res", 1) <= 1:
                self.b.nodes[node]["giver"] = only
        self._neighbour_servers()
        self._shop_entries(givers)

    def _neighbour_servers(self) -> None:
        """Note the only server before and after each place: the kernel then need not look at the places between."""
        for node in self.b.nodes:
            before, after = node["giver"], node["dest"]
            if before >= 0 and self.b.nodes[before]["kind"] == k.N_STATION:
                node["feeder"] = self.b.nodes[before]["res0"]
            if after >= 0 and self.b.nodes[after]["kind"] == k.N_STATION and self.b.nodes[after]["res"] == 1:
                node["taker"] = self.b.nodes[after]["res0"]

    def _join_rows(self) -> list[dict[str, Any]]:
        return [r for n in self.b.nodes for r in self.b.rows[n.get("join0", 0) : n.get("join0", 0) + n.get("joins", 0)]]

    def _shop_entries(self, givers: dict[int, set[int]]) -> None:
        """Where jobs come into a shop from outside, their passage is noted under the shop's name."""
        where = self.flow.node_where
        for node, found in givers.items():
            shop = where[node].shop if node in where else None
            outside = any(self.b.nodes[g]["kind"] == k.N_SOURCE or where[g].shop != shop for g in found)
            if self.b.nodes[node]["kind"] == k.N_SINK:
                self.b.nodes[node]["shop_point"] = self._point("line off")
            elif outside and shop is not None:
                self.b.nodes[node]["shop_point"] = self._point(shop)

    def _point(self, name: str) -> int:
        if name not in self.flow.points:
            self.flow.points.append(name)
        return self.flow.points.index(name)

    def _stream_sources(self) -> None:
        for name, index in self.flow.streams.items():
            sources = [self.flow.source[shop, n] for shop, n, line in self.model.all_lines() if line.orders == name]
            self.b.resources[index]["sources0"] = self.b.ints(sources)
            self.b.resources[index]["sources"] = len(sources)
