"""What refers to what by name: which fields of the nouns hold names of a plant."""

from __future__ import annotations

from typing import Any

from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.batches.splitstation import SplitPart
from taktwin.model.nouns.contents import Content
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.battery import Battery
from taktwin.model.nouns.fleets.carrier import Carriers, Span
from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.line import Call, Line
from taktwin.model.nouns.machines.pauses import Pauses
from taktwin.model.nouns.makecell import Make, MakeCell
from taktwin.model.nouns.merge import Merge
from taktwin.model.nouns.movingline import Zone
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.people.operators import Footway, OperatorNeed, Operators, Walk
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.routing.route import Route
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.shop import Load, Shop
from taktwin.model.nouns.station import Join
from taktwin.model.nouns.supply.lane import CallOff, Lane, LaneLoad
from taktwin.model.nouns.supply.stock import StockPoint
from taktwin.model.nouns.use import Use
from taktwin.model.spelt.abroad import OfOthers
from taktwin.model.text.names import SCRAP, Names
from taktwin.model.values.noun import Noun
from taktwin.model.values.spelt import qualified

_WORKING = ("calendar", "failures", "power", "pauses")
#: Noun -> its fields that hold a name, several names, or entries by name; those of its base classes count as well.
REFERENCES: dict[type[Noun], tuple[str, ...]] = {
    Merge: ("first", "ratio"),
    Place: ("name", "point", "fleet", *_WORKING),
    Shop: ("calendar", "lines", "cells"),
    Load: _WORKING,
    MakeCell: _WORKING,
    Make: ("into",),
    Use: ("from_",),
    Line: ("orders", "to"),
    Call: ("at",),
    Join: ("line",),
    SplitPart: ("line",),
    Route: ("to",),
    Server: _WORKING,
    FailureMode: ("crew",),
    OrderStream: ("calendar",),
    Operators: ("skills", "calendar", "shop"),
    Footway: ("stations",),
    Walk: ("places",),
    OperatorNeed: ("need",),
    Zone: ("point", "failures"),
    StockPoint: ("shop",),
    Delivery: ("dock",),
    Lane: ("from_", "to", "dock"),
    LaneLoad: ("to",),
    CallOff: ("at",),
    Feed: ("from_", "to", "fleet"),
    Carriers: ("from_", "to"),
    Span: ("from_", "to"),
    Content: ("stream",),
    Lift: ("inlets",),
    Battery: ("hours",),
    Pauses: ("awake",),
    Fleet: ("shop", "paths", *_WORKING),
}


class Renaming:
    """Names of a plant (spelt out) -> names in the model that joins it with others."""

    def __init__(self, plant: str, view: PlantModel, others: OfOthers | None = None) -> None:
        self._plant = plant
        self._others = others or OfOthers({plant: view})
        self._names = Names(view)
        self._docks = view.docks
        self._lines = {f"{shop}.{line}": (shop, line) for shop, line, _ in view.all_lines()}

    def __call__(self, name: str) -> str:
        """A name in its plant -> the same behind the name of the plant; a line may be given as SHOP.LINE."""
        if name == SCRAP:
            return name
        if name in self._lines:
            shop, line = self._lines[name]
            return f"{self(shop)}.{self(line)}"
        return qualified(self._plant, name)

    def inside(self, value: Any) -> Any:
        """A copy of a noun (or a list or mapping with nouns) in which every reference is renamed."""
        if isinstance(value, list):
            return [self.inside(entry) for entry in value]
        if isinstance(value, dict):
            return {key: self.inside(entry) for key, entry in value.items()}
        if not isinstance(value, Noun):
            return value
        named = {field for noun in type(value).__mro__ for field in REFERENCES.get(noun, ())}
        changes: dict[str, Any] = {}
        for field in type(value).model_fields:
            before = getattr(value, field)
            after = self._renamed(before) if field in named else self.inside(before)
            if after is not before:
                changes[field] = after
        return value.model_copy(update={**changes, **self._found(value)})

    def _renamed(self, value: Any) -> Any:
        """A name, names in a list, or entries by name; a noun in place of a name is looked into."""
        if isinstance(value, str):
            return self(value)
        if isinstance(value, list):
            return [self._renamed(entry) for entry in value]
        if isinstance(value, dict):
            return {self(key): self.inside(entry) for key, entry in value.items()}
        return self.inside(value)

    def _found(self, noun: Noun) -> dict[str, str]:
        """What a field means that is not always a name, or need not be given.

        Stock points that a plant need not name because it has but one for the part; where jobs go that find a way full;
        what belongs to another plant.
        """
        if isinstance(noun, Route) and noun.elsewhere is not None:
            return {"full": self(noun.elsewhere)}
        if isinstance(noun, Call):
            caller = self._others.element(self._plant, noun.at)
            return {"at": qualified(*caller)} if caller is not None else {}
        if isinstance(noun, Join) and noun.line not in self._names.lines and noun.line not in self._lines:
            line = self._others.line(self._plant, "", noun.line)
            if line is not None:
                return {"line": f"{qualified(line.plant, line.shop)}.{qualified(line.plant, line.line)}"}
        if isinstance(noun, Delivery) and noun.dock is not None and noun.dock not in self._docks:
            return {"dock": noun.dock}  # PLANT.DOCK, as it is called when all are joined
        for kind, field in ((Use, "from_"), (Make, "into")):
            if isinstance(noun, kind) and getattr(noun, field) is None:
                stock = self._names.stock(noun.part)
                return {field: self(stock)} if stock is not None else {}
        return {}
