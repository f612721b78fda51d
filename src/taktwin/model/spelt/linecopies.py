"""Lines with `copies` become so many equal lines beside each other."""

from __future__ import annotations

from typing import Any

from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.fleets.carrier import Carriers, Span
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.shop import Shop
from taktwin.model.nouns.station import Branching, Station
from taktwin.model.text.names import Names, stations_of
from taktwin.model.values.noun import default
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.spelt import Spelt

_ONE = default(1, "machines")
LineKey = tuple[str, str]


def copies_of(line: Line) -> int:
    """How many equal lines a line stands for."""
    return int(line.copies.value)


def spell_lines(model: PlantModel) -> PlantModel:
    """The same plant with each copy of its lines spelt out.

    Lines and elements of copy i carry the prefix ``i/``. What leads from one copy to a line with as many copies leads
    into the same copy there; a route from elsewhere becomes a route to each copy, with its part of the share. A merge
    names all copies by the name of their line. The model must have passed `check_model`.
    """
    copied = {(shop, name): copies_of(line) for shop, name, line in model.all_lines() if copies_of(line) > 1}
    if not copied:
        return model
    spelling = _Spelling(model, copied)
    shops = {name: spelling.shop(name, shop) for name, shop in model.shops.items()}
    carriers = {name: spelling.pool(pool) for name, pool in model.carriers.items()}
    plant = model.model_copy(update={"shops": shops, "carriers": carriers})
    plant._folder, plant._origins, plant._spelt = model.folder, None, spelling.spelt
    return plant


class _Spelling:
    """Copies lines, one after the other, and notes what their names stand for."""

    def __init__(self, model: PlantModel, copied: dict[LineKey, int]) -> None:
        self.names = Names(model)
        self.copied = copied
        self.spelt = Spelt()

    def shop(self, name: str, shop: Shop) -> Shop:
        lines: dict[str, Line] = {}
        for key, line in shop.lines.items():
            count = self.copied.get((name, key))
            if count is None:
                lines[key] = self._line(line, (name, key), None)
                continue
            for copy in range(1, count + 1):
                lines[f"{copy}/{key}"] = self._line(line, (name, key), copy)
                self._note(name, key, line, copy)
        return shop.model_copy(update={"lines": lines})

    def _note(self, shop: str, name: str, line: Line, copy: int) -> None:
        self.spelt.lines[shop, f"{copy}/{name}"] = name
        self.spelt.line_copies[shop, f"{copy}/{name}"] = copy
        for element in line.flow:
            singles = stations_of(element) if isinstance(element, Station | ZonedLine) else []
            self.spelt.elements |= {(shop, f"{copy}/{one}"): one for one in (element.name, *singles)}

    def pool(self, pool: Carriers) -> Carriers:
        """A pool whose spans begin and end in lines that are copied: each copy has spans of its own."""
        spans: list[Span] = []
        for span in pool.all_spans:
            ends = [self.names.elements[name][:2] for name in (span.from_, span.to)]
            count = max(self.copied.get(end, 1) for end in ends)
            for copy in range(1, count + 1):
                begin, end = (
                    f"{copy}/{name}" if key in self.copied else name
                    for name, key in zip((span.from_, span.to), ends, strict=True)
                )
                spans.append(Span.model_validate({"from": begin, "to": end}))
        if len(spans) == len(pool.all_spans):
            return pool
        return pool.model_copy(update={"from_": None, "to": None, "spans": spans})

    # --- one line

    def _line(self, line: Line, own: LineKey, copy: int | None) -> Line:
        changes: dict[str, Any] = {"copies": _ONE(), "flow": [self._element(one, own, copy) for one in line.flow]}
        if line.to is not None:
            changes["to"] = self._same(line.to, own, copy)
        if line.call is not None and line.call.at in self.names.elements:  # of another plant: see `join`
            changes["call"] = line.call.model_copy(update={"at": self._same(line.call.at, own, copy)})
        return line.model_copy(update=changes)

    def _element(self, element: AnyElement, own: LineKey, copy: int | None) -> AnyElement:
        changes: dict[str, Any] = {"name": element.name if copy is None else f"{copy}/{element.name}"}
        if isinstance(element, Branching | ZonedLine):
            changes |= self._leading_on(element, own, copy)
        if isinstance(element, Station | ZonedLine):
            changes["exceptions"] = {
                number: other.model_copy(update=self._leading_on(other, own, copy))
                for number, other in element.exceptions.items()
            }
        if isinstance(element, SplitStation):
            changes["into"] = [
                part.model_copy(update={"line": self._same(part.line, own, copy)}) for part in element.into
            ]
        if isinstance(element, Lift):
            changes["inlets"] = {
                giver: at for name, at in element.inlets.items() for giver in self._givers(name, own, copy)
            }
        return element.model_copy(update=changes)

    def _leading_on(self, worked: Any, own: LineKey, copy: int | None) -> dict[str, Any]:
        """The routes and joins that a station of any sort, a lift, a line with zones or an exception says itself."""
        found: dict[str, Any] = {}
        if worked.joins and "joins" in worked.model_fields_set:
            found["joins"] = [
                join.model_copy(update={"line": self._same(join.line, own, copy)}) for join in worked.joins
            ]
        if isinstance(worked, Branching) and worked.routes:
            found["routes"] = [way for route in worked.routes for way in self._ways(route, own, copy)]
        return found

    def _ways(self, route: Route, own: LineKey, copy: int | None) -> list[Route]:
        """A route to lines that are copied becomes one to each, or to the own copy."""
        full = route.full if route.elsewhere is None else self._same(route.elsewhere, own, copy)
        led = self._line_of(route.to, own[0])
        count = self.copied.get(led, 1) if led is not None else 1
        if count == 1 or (copy is not None and count == self.copied[own]):
            return [route.model_copy(update={"to": self._same(route.to, own, copy), "full": full})]
        share = route.share.value / count
        part = Quantity(share, f"{100 * share:.12g} %")
        changes: dict[str, Any] = {"share": part} if "share" in route.model_fields_set or share < 1.0 else {}
        return [
            route.model_copy(update={**changes, "to": self._copy(route.to, own[0], number), "full": full})
            for number in range(1, count + 1)
        ]

    # --- names

    def _line_of(self, name: str, shop: str) -> LineKey | None:
        target = self.names.target(name, shop)
        return None if target is None or target.kind == "scrap" else (target.shop, target.line)

    def _same(self, name: str, own: LineKey, copy: int | None) -> str:
        """What a name means, seen from a copy: something of the same copy where it is of a line with copies."""
        led = self._line_of(name, own[0])
        return name if copy is None or led not in self.copied else self._copy(name, own[0], copy)

    def _givers(self, name: str, own: LineKey, copy: int | None) -> list[str]:
        """The lines or elements that a name means where jobs come in: those of the own copy, or else of all."""
        led = self._line_of(name, own[0])
        count = self.copied.get(led, 1) if led is not None else 1
        if count == 1 or (copy is not None and count == self.copied[own]):
            return [self._same(name, own, copy)]
        return [self._copy(name, own[0], number) for number in range(1, count + 1)]

    def _copy(self, name: str, shop: str, copy: int) -> str:
        """An element, or a line (also as SHOP.LINE), of a copy."""
        target = self.names.target(name, shop)
        assert target is not None
        if target.kind == "element":
            return f"{copy}/{name}"
        return f"{target.shop}.{copy}/{target.line}" if name != target.line else f"{copy}/{name}"
