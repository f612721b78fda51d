"""The lines of a plant as chains of boxes, as finely as there is room for, and the links of jobs between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from taktwin.model.checks.flowgraph import flow_graph
from taktwin.model.nouns.batches.splitstation import SplitPart, SplitStation
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.movingline import Zone, ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.station import Branching, Join, Worked
from taktwin.model.text.names import SCRAP, Names
from taktwin.model.values.amountby import PlacesBy
from taktwin.model.values.quantity import Quantity
from taktwin.report.picture import about
from taktwin.report.picture.along import going_along, levels_of_lifts
from taktwin.report.picture.diagram import Box, Chain, Link, Member
from taktwin.report.picture.fold import COARSEST, FEW, FINEST, Where, boxes, folded
from taktwin.report.shell.words import Words, number, title_of

LineKey = tuple[str, str]
SENDERS = ""
"""In place of the name of a shop: all shops of suppliers that are drawn as one box."""


class Lines:
    """The lines of one plant.

    ``chains`` holds the chain of each line, ``at`` the box of each entry: (shop, line, place in the flow) -> box.
    """

    def __init__(self, plant: str, model: PlantModel, words: Words) -> None:
        self.plant, self.model, self.words = plant, model, words
        self.names = Names(model)
        self.lines: dict[LineKey, Line] = {(shop, name): line for shop, name, line in model.all_lines()}
        self.detail = dict.fromkeys(self.lines, FINEST)
        #: Shops of suppliers that only send in sequence, where they are too many to be drawn one by one.
        self.senders = senders(model)
        self.joined: set[LineKey | None] = {self.names.line(join.line, shop) for shop, _, _, join in self.all_joins()}
        self.joined |= set(model._joined)  # by other plants
        graph = flow_graph(model, self.names)
        #: Places from which jobs go on along their line.
        self._along = going_along(model, graph)
        self._levels = levels_of_lifts(graph, self._along)
        self._met = self._find_met()
        #: Line -> the places of its flow by boxes. The boxes are made when it is known how fine they are to be.
        self._folded = {key: self._fold(key) for key in self.lines}

    def count(self) -> int:
        """Boxes of all lines, without sources and sinks."""
        return sum(len(boxes) for key, boxes in self._folded.items() if key[0] not in self.senders) + bool(self.senders)

    def coarsen(self) -> bool:
        """Fold the line with the most boxes a step more; False where nothing can be folded any more."""
        by_size = sorted(self.lines, key=lambda key: (-self.detail[key], -len(self._folded[key])))
        for key in (one for one in by_size if one[0] not in self.senders):
            before = len(self._folded[key])
            while self.detail[key] > COARSEST and before > 1:
                self.detail[key] -= 1
                self._folded[key] = self._fold(key)
                if len(self._folded[key]) < before:
                    return True
        return False

    def build(self, whole_shops: bool) -> None:
        """Make chains and the index of boxes; with ``whole_shops`` all lines of a shop are one box.

        All shops of `senders` are one box in any case.
        """
        self.chains: dict[LineKey, Chain] = {}
        self.at: dict[tuple[str, str, int], Box] = {}
        shops: dict[str, Box] = {}
        branches = self._branches()
        for key in self.lines:
            role = "subline" if key in self.joined else "rework" if key in branches else "line"
            of_line = boxes(self._where(key), self.lines[key], self._folded[key], self.words)
            chain = Chain(of_line, role, key[1])
            whole = SENDERS if key[0] in self.senders else key[0] if whole_shops else None
            for places, box in zip(self._folded[key], of_line, strict=True):
                if whole is not None:
                    box = _merge(shops, whole, box, self._title(whole))
                self.at.update({(*key, place): box for place in places})
            if whole is not None:
                chain = Chain([shops[whole]] if shops[whole] not in self._drawn() else [], role, "")
            self.chains[key] = chain
        if SENDERS in shops:
            families = sum(key[0] in self.senders for key in self.lines)
            shops[SENDERS].facts = about.count("pic_family", families, self.words)
        self._ends()

    def links(self) -> Iterator[Link]:
        """The links of jobs: within and between lines, of rework, calls and joins."""
        for (shop, name), line in self.lines.items():
            chain = self.chains[shop, name].boxes
            closed = self._closed((shop, name))
            yield from (Link(a.key, b.key, "flow") for a, b in pairwise(chain) if a.key not in closed)
            last = self.at[shop, name, len(line.flow) - 1]
            target = self.names.target(line.to, shop) if line.to is not None else None
            if target is not None and target.kind != "scrap" and last.key not in closed:
                yield Link(last.key, self.at[target.shop, target.line, target.place].key, "flow")
            if line.call is not None:
                caller = self.names.target(line.call.at, shop)
                if caller is not None:
                    start = self.at[caller.shop, caller.line, caller.place]
                    label = times_of(line.call.quantity)
                    yield Link(start.key, self.at[shop, name, 0].key, "call", label, net=f"call {start.key}")
        yield from self._routed()
        yield from self._joining()
        yield from self._coming_out()

    def _routed(self) -> Iterator[Link]:
        for shop, name, place, worked, route in self._routes():
            share = "" if worked.route_by != "share" else f"{100 * route.share.value:.3g}\u00a0%"
            for to, label in ((route.to, share), (route.elsewhere, "")):
                target = self.names.target(to, shop) if to is not None else None
                if target is not None and target.kind != "scrap" and route.share.value > 0:
                    end = self.at[target.shop, target.line, target.place]
                    yield Link(self.at[shop, name, place].key, end.key, "route", label, when_of(route))

    def _joining(self) -> Iterator[Link]:
        for shop, name, place, join in self.all_joins():
            found = self.names.line(join.line, shop)
            if found is not None:
                end, start = self.at[shop, name, place], self.at[(*found, len(self.lines[found].flow) - 1)]
                label = times_of(join.quantity)
                yield Link(start.key, end.key, "join", label, when_of(join), net=f"join {end.key}")

    def _coming_out(self) -> Iterator[Link]:
        for shop, name, place, element in self.model.all_elements():
            for part in element.into if isinstance(element, SplitStation) else []:
                found = self.names.line(part.line, shop)
                if found is not None:
                    label = times_of(part.quantity)
                    yield Link(self.at[shop, name, place].key, self.at[(*found, 0)].key, "flow", label, when_of(part))

    def _routes(self) -> Iterator[tuple[str, str, int, Branching | ZonedLine | Worked | Zone, Route]]:
        for shop, name, place, element in self.model.all_elements():
            if isinstance(element, Branching | ZonedLine):
                for worked in (element, *element.exceptions.values()):
                    yield from ((shop, name, place, worked, route) for route in worked.routes)

    def all_joins(self) -> Iterator[tuple[str, str, int, Join]]:
        """Each join with the shop, the line and the place where it is."""
        for shop, name, place, element in self.model.all_elements():
            if isinstance(element, Branching | ZonedLine):
                for worked in (element, *element.exceptions.values()):
                    yield from ((shop, name, place, join) for join in worked.joins)

    def _branches(self) -> set[LineKey]:
        """Lines that are entered by routes alone, such as those of rework."""
        onward = [self.names.target(line.to, shop) for (shop, _), line in self.lines.items() if line.to is not None]
        entered = {(found.shop, found.line) for found in onward if found is not None}
        ways = [(to, shop) for shop, _, _, _, route in self._routes() for to in (route.to, route.elsewhere)]
        routed = [self.names.target(to, shop) for to, shop in ways if to is not None]
        found = {(one.shop, one.line) for one in routed if one is not None and one.kind != "scrap"}
        return {key for key in found - entered if self.lines[key].start_kind is None}

    def _find_met(self) -> dict[LineKey, set[int]]:
        """Places behind the first of a line that jobs from elsewhere enter."""
        found: dict[LineKey, set[int]] = {key: set() for key in self.lines}
        targets = [(shop, line.to) for (shop, _), line in self.lines.items() if line.to is not None]
        ways = [(shop, route) for shop, _, _, _, route in self._routes()]
        targets += [(shop, to) for shop, route in ways for to in (route.to, route.elsewhere) if to is not None]
        for shop, to in targets:
            target = self.names.target(to, shop)
            if target is not None and target.kind != "scrap" and target.place > 0:
                found[target.shop, target.line].add(target.place)
        return found

    def _where(self, key: LineKey) -> Where:
        return Where(self.plant, *key, int(self.lines[key].copies.value), self._levels)

    def _fold(self, key: LineKey) -> list[list[int]]:
        return folded(self.lines[key], self._met[key], self.detail[key])

    def _closed(self, key: LineKey) -> set[str]:
        """The boxes of a line from which no job goes on along it."""
        where, flow = self._where(key), self.lines[key].flow
        return {where.key_of(flow[places[0]]) for places in self._folded[key] if (*key, places[-1]) not in self._along}

    def _drawn(self) -> list[Box]:
        return [box for chain in self.chains.values() for box in chain.boxes]

    def _title(self, whole: str) -> str:
        """The title of a box that holds a whole shop, or all of `senders`."""
        if whole == SENDERS:
            return about.count("pic_supplier", len(self.senders), self.words)
        return title_of(self.model.shops[whole], whole, self.words.language)

    def _ends(self) -> None:
        """Put sources before and sinks behind the lines that have them."""
        streams: dict[str, Box] = {}
        for (shop, name), line in self.lines.items():
            chain, key = self.chains[shop, name], f"{self.plant}/{shop}/{name}"
            if line.orders is not None and line.orders not in streams:
                members = [Member(self.plant, "orders", "", line.orders)]
                box = Box(f"{key}/>", "source", line.orders, self._released(line.orders), members)
                streams[line.orders] = box
                chain.boxes.insert(0, box)
            elif line.endless:
                chain.boxes.insert(0, Box(f"{key}/>", "source", self.words("pic_endless")))
            if (shop, name, len(line.flow) - 1) not in self._along:
                continue
            if (line.to is None and (shop, name) not in self.joined) or line.to == SCRAP:
                text = self.words("pic_scrapped" if line.to == SCRAP else "pic_finished")
                chain.boxes.append(Box(f"{key}/<", "sink", text))

    def _released(self, stream: str) -> str:
        found = self.model.orders.get(stream)
        if found is not None and found.file is not None:
            return self.words("pic_from_file")
        if found is None or found.interval is None:
            return self.words("pic_when_room")
        time = self.words.duration(found.interval.mean, 2)
        if found.batch is not None:
            return self.words("pic_batch_every", n=number(found.mean_batch), time=time)
        return self.words("pic_every", time=time)


def senders(model: PlantModel) -> set[str]:
    """Shops in which nothing stands but what families of the supplier park send in sequence; none if they are few."""
    families = model.supply.families.items() if model.supply is not None else ()
    sent = {(one.supplier, name) for name, one in families if one.sequenced is not None and one.sequenced.line is None}
    found = {
        shop
        for shop, noun in model.shops.items()
        if noun.lines and not noun.cells and not noun.loads and all((shop, line) in sent for line in noun.lines)
    }
    return found if len(found) > FEW else set()


def _merge(shops: dict[str, Box], shop: str, box: Box, title: str) -> Box:
    """Put a box into that of its shop."""
    if shop not in shops:
        shops[shop] = Box(box.key, "stretch", title, "", [], [])
    whole = shops[shop]
    whole.members += box.members
    whole.tip.append(f"{box.title}: {box.facts}")
    return whole


def times_of(quantity: Quantity | PlacesBy) -> str:
    """The number, or all that there are by an option: `× 3 / 5`."""
    if isinstance(quantity, Quantity):
        return "" if quantity.value == 1 else f"× {number(quantity.value)}"
    every = sorted({one.value for one in (*quantity.values.values(), quantity.default) if one is not None})
    return f"× {' / '.join(number(value) for value in every)}"


def when_of(noun: Route | Join | SplitPart) -> str:
    """The condition of a route, a join or a split as the picture shows it."""
    return "; ".join(f"{option}: {', '.join(values)}" for option, values in noun.when.items())
