"""The fold: one event after another changes what the shadow believes. Time goes on, here nothing comes late."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK
from taktwin.live.events import VEHICLE, PlantEvent
from taktwin.live.shadow.floor import Floor, Key, Lot, Standing, Vehicle
from taktwin.live.shadow.moves import POSSIBLE, Moves
from taktwin.live.shadow.network import Network
from taktwin.live.shadow.verdict import Verdict

_HOLDING = ("servers", "belt", "queue", "behind", "zone")
_MOST_STRANGERS = 1_000  # of a place without an end
_STATES = {word: code for code, word in enumerate(k.STATES)}


class Fold:
    """Applies events to a `Floor` of one plant."""

    def __init__(self, network: Network) -> None:
        self.net = net = network
        self.moves = Moves(network)
        program = network.program
        self.stocks = program.stocks
        self.streams = net.streams
        first = next(iter(self.streams.values()), -1)
        self.only = first if len(self.streams) == 1 else -1
        self.options = {
            i: (plant.names, [{word: at for at, word in enumerate(known)} for known in plant.values])
            for name, i in self.streams.items()
            for plant in [program.options.of("orders", name)]
        }
        self.stream_of = [self._stream_of(n) for n in range(net.size)]
        self.cells = net.index.cells
        self.drawing = self._made_of_something()
        self.lanes = {name: self._loads(i) for name, i in net.index.lanes.items()}
        self.vehicles = {
            program.resource_names[i]
            for node in net.index.fleets.values()
            for i in range(int(net.nodes["res0"][node]), int(net.nodes["res0"][node] + net.nodes["res"][node]))
        }

    def _stream_of(self, n: int) -> int:
        """The order stream whose main jobs come to a place; -1: none, or several."""
        streams = self.net.index.origins[self.net.line_of.get(n, n)].streams
        return next(iter(streams)) if len(streams) == 1 else -1

    def _made_of_something(self) -> set[int]:
        """Stock points that are filled by hits which draw something."""
        rows = [row for recipes in self.net.index.recipes.values() for row in recipes.values()]
        entries = self.net.program.arrays["entries"]
        return {int(entries["target"][row]) for row in rows if entries["needs"][row]}

    def _loads(self, i: int) -> list[int]:
        arrays = self.net.program.arrays
        lane = arrays["lanes"][int(arrays["resources"]["row"][i])]
        loads = arrays["lane_loads"]["stock"][int(lane["load0"]) : int(lane["load0"] + lane["loads"])]
        return [int(stock) for stock in loads]

    def begin(self) -> Floor:
        """What is believed before the first event: an empty plant with the stocks of the model."""
        levels = self.net.program.arrays["stock_states"]["level"].tolist()
        return Floor(stocks={i: level for i, level in enumerate(levels) if level < ENDLESS_STOCK / 2})

    def joined(self, floor: Floor) -> None:
        """The plant has run before it was first heard: jobs may stand in every place, more may lie in each stock."""
        for node in range(self.net.size):
            called = self.net.holds[node] == "source" and self.net.sub_only[node]  # parts that are called, not begun
            if called or (self.net.is_place[node] and self.net.holds[node] in _HOLDING):
                floor.strangers[node] = min(self.net.cap[node], _MOST_STRANGERS)
        floor.untold = set(floor.stocks)

    def apply(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        """Change the floor by an event that happened at ``time``, which is not before the one before it."""
        floor.now = time
        moved = self.moves.settle(floor, time) if floor.loose else 0
        kind = event.kind
        if kind == "enter" or kind == "identity":
            verdict = self._enter(floor, event, time)
        elif kind == "state":
            verdict = self._state(floor, event, time)
        elif kind == "stock":
            verdict = self._stock(floor, event, time)
        elif kind == "order":
            verdict = self._order(floor, event, time)
        elif kind == "finish":
            verdict = self._finish(floor, event, time)
        elif kind == VEHICLE:
            verdict = self._vehicle(floor, event, time)
        else:
            node = self.net.node_of.get(event.element or "")
            if node is None or event.value is None:
                return Verdict("refused", moved, "there is no such place")
            node = self.net.zones.get(node, [node])[0]
            verdict = self.moves.count(floor, node, event.value, time, event.state == "out", event.width)
        return verdict if not moved else Verdict(verdict.word, verdict.moves + moved, verdict.why)

    def _key(self, event: PlantEvent, node: int) -> Key | None:
        """Who the job of an event is; None where its stream is not known."""
        net = self.net
        sub = event.sub if event.sub is not None else net.sub_only[net.line_of.get(node, node)]
        if event.stream is not None:
            stream = self.streams.get(event.stream)
            return None if stream is None else (stream, event.order, sub)
        if event.order < 0:
            return (-1, -1, sub)
        if self.only >= 0:
            return (self.only, event.order, sub)
        stream = self.stream_of[node]
        return (stream, event.order, sub) if stream >= 0 else None

    def _enter(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        node = self.net.node_of.get(event.element or "")
        if node is None:
            return Verdict("refused", 0, "there is no such place")
        key = self._key(event, node)
        if key is None:
            return Verdict("refused", 0, "whose job it is, is not said")
        zones = self.net.zones.get(node)
        if zones is not None:
            node = zones[0]
        if self.net.holds[node] == "exit":
            if key[1] < 0:
                return POSSIBLE  # who has finished is told apart
            return self.moves.exit(floor, key, time)
        return self.moves.enter(floor, node, key, time)

    def _state(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        i = self.net.resource_of.get((event.element or "", event.server or 1))
        if i is None:
            return Verdict("refused", 0, "there is no such machine")
        keys: list[Key] = []
        order = event.order
        if order >= 0:
            node = self.net.node_of_resource[i]
            if self.net.holds[node] == "servers":
                streams = (self.only,) if self.only >= 0 else tuple(self.streams.values())
                if event.stream in self.streams:
                    streams = (self.streams[event.stream],)
                origin = self.net.index.origins[node]
                keys = [(one, order, False) for one in streams if one in origin.streams]
                if origin.subs and event.sub is not False:
                    keys += [(one, order, True) for one in streams]
        if event.state == "setup" and event.element in self.cells:
            old = floor.lots.get(event.element, Lot())
            floor.lots[event.element] = Lot(
                before=max(old.stock, old.before), at=time
            )  # which lot it will be is seen when its first hit is made
        return self.moves.state(floor, i, _STATES[event.state or ""], keys, time)

    def _vehicle(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        i = self.net.resource_of.get((event.element or "", event.server or 1))
        if i is None or event.element not in self.net.index.fleets:
            return Verdict("refused", 0, "there is no such vehicle")
        told = event.options or {}
        floor.vehicles[i] = Vehicle(
            place=told.get("place", ""),
            load=told.get("load", ""),
            battery=-1.0 if event.value is None else event.value,
            error=told.get("error", ""),
            silent="silent" in told,
        )
        return self.moves.state(floor, i, _STATES[event.state or ""], [], time)

    def _order(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        stream = self.streams.get(event.stream or "", self.only if event.stream is None else -1)
        if stream < 0:
            return Verdict("refused", 0, "there is no such order stream")
        order = event.order
        at = floor.released.get(stream, (0, 0.0))
        if order + 1 > at[0]:
            floor.released[stream] = (order + 1, time)
        if event.options is not None:
            names, known = self.options[stream]
            said = event.options
            values = [words.get(said.get(name, ""), -1) for name, words in zip(names, known, strict=True)]
            floor.options[stream, order] = values
        key = (stream, order, False)
        source = self.net.ahead.get(stream)
        if source is not None and key not in floor.by_key and key not in floor.gone:
            floor.add(Standing(key, source, time))
        return POSSIBLE

    def _finish(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        node = self.net.node_of.get(event.element) if event.element is not None else None
        if event.element is not None and node is None:
            return Verdict("refused", 0, "there is no such place")
        if event.state == "joined":
            if node is None:
                return Verdict("refused", 0, "where the job has become a part is not said")
            key = self._key(event, node)
            return (
                Verdict("refused", 0, "whose job it is, is not said")
                if key is None
                else self.moves.join(floor, node, (key[0], key[1], True))
            )
        stream = self.streams.get(event.stream or "", self.only if event.stream is None else -1)
        key = (stream, event.order, bool(event.sub))
        return self.moves.exit(floor, key, time) if event.state == "finished" else self.moves.scrap(floor, key)

    # --- stocks

    def _stock(self, floor: Floor, event: PlantEvent, time: float) -> Verdict:
        stock = self.stocks.get(event.element or "")
        if stock is None or event.value is None:
            return Verdict("refused", 0, "there is no such stock point")
        value, word, source = event.value, event.state, event.source or ""
        if word == "sent":
            trucks = floor.trucks.setdefault(source, [])
            if trucks and trucks[-1][0] == time and stock not in trucks[-1][1]:
                trucks[-1][1][stock] = value
            else:
                trucks.append((time, {stock: value}))
            return POSSIBLE
        if stock not in floor.stocks:
            return POSSIBLE  # it never runs out
        if word == "level":
            floor.stocks[stock] = value
            floor.untold.discard(stock)
            return POSSIBLE
        if source in self.vehicles:
            floor.stops[source] = (stock, word == "drawn", time)
        if word == "drawn":
            floor.stocks[stock] -= value
            if source in self.vehicles:
                floor.carried[source, stock] = (value, time)
            elif source in self.cells:
                self._hit(floor, source, time)
        else:
            floor.stocks[stock] += value
            if source in self.vehicles:
                for key in [key for key in floor.carried if key[0] == source]:
                    del floor.carried[key]
            elif source in self.cells:
                lot = floor.lots.setdefault(source, Lot())
                if lot.stock != stock:
                    lot.stock, lot.begun = stock, min(lot.begun, 1)
                if stock not in self.drawing:
                    self._hit(floor, source, time)
            elif event.order < 0:
                self._arrived(floor, stock)
        if floor.stocks[stock] < -1e-6:
            floor.stocks[stock] = 0.0
            if stock in floor.untold:  # more lay there than the model begins with
                return Verdict("inferred", 1)
            return Verdict("impossible", 0, "more is drawn than is there")
        return POSSIBLE

    def _hit(self, floor: Floor, cell: str, time: float) -> None:
        """A hit of a make cell begins: it draws what it uses, several things at one instant."""
        lot = floor.lots.setdefault(cell, Lot())
        if time > lot.at:
            lot.begun, lot.at = lot.begun + 1, time
            lot.clock = self.moves.machine(floor, self.cells[cell]).clock(time)

    def _arrived(self, floor: Floor, stock: int) -> None:
        """What no cell or vehicle has brought has come by a truck: the first that was sent."""
        for name, trucks in floor.trucks.items():
            if stock in self.lanes.get(name, ()):
                for at, (_, loads) in enumerate(trucks):
                    if loads.pop(stock, None) is not None:
                        if not loads:
                            del trucks[at]
                        return
