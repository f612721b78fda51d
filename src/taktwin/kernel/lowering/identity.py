"""Who a node or resource is, in fields: tables and reports read them, and take no name apart."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.spelt import Noted, qualified


@dataclass(frozen=True, slots=True)
class Where:
    """The identity of a node or resource.

    ``shop``, ``line`` and ``element`` are the names in the spelt-out plant, each unique there. ``model_shop``,
    ``model_line`` and ``model_element`` are those in the model file, which equal copies share; ``copy`` is the number
    of the copy of the shop or line (None: neither has any). ``server`` is the number of a server, crane or vehicle
    within its element.
    """

    plant: str
    kind: str
    element: str
    shop: str | None
    line: str | None
    copy: int | None
    server: int | None
    model_shop: str | None
    model_line: str | None
    model_element: str


@dataclass(frozen=True, slots=True)
class Group:
    """Resources whose states and media the series sum up: those of a shop (None: of no shop), or a single resource."""

    name: str
    shop: str | None
    plant: str


#: What the ledger by bucket tells apart.
GRAINS = ("shop", "resource")

_LOGISTICS = "logistics"
#: Where those are named that may belong to no shop.
_GROUP_OF = {"vehicle": "fleets", "feed": "feeds", "operator": "operators", "pool": "operators"}


class Identities:
    """Makes the identities of what is in a plant (spelt out, see `taktwin.model.spelt.expand`)."""

    def __init__(self, model: PlantModel) -> None:
        self.spelt = model._spelt
        self.name = model.name

    @property
    def plants(self) -> list[str]:
        """The plants of the model, in its order."""
        return list(self.spelt.plants) or [self.name]

    def plant(self, group: str, name: str | None) -> str:
        """The plant that something of the model belongs to, such as `("fleets", "agv")`; of a model with one, that."""
        if not self.spelt.plants or name is None:
            return self.name
        return self.spelt.owner.get((group, name), self.name)

    def logistics(self, plant: str) -> str:
        """Name of the group of what belongs to no shop of a plant."""
        return qualified(plant, _LOGISTICS) if self.spelt.plants else _LOGISTICS

    def of(
        self,
        kind: str,
        element: str,
        shop: str | None = None,
        line: str | None = None,
        *,
        server: int | None = None,
        noun: str | None = None,
    ) -> Where:
        """The identity of an element; ``noun`` is the element of the model that it belongs to (a crane's store)."""
        noted = self.spelt.shops.get(shop, Noted(shop)) if shop is not None else None
        plant = self.plant("shops", shop) if shop is not None else self.plant(_GROUP_OF.get(kind, ""), element)
        key = (shop or "", noun or element)
        names = {"cell": self.spelt.cells, "load": self.spelt.loads, "source": self.spelt.lines}
        return Where(
            plant=plant,
            kind=kind,
            element=element,
            shop=shop,
            line=line,
            copy=self._copy(noted, shop, line),
            server=server,
            model_shop=noted.name if noted is not None else None,
            model_line=self.spelt.lines.get((shop or "", line), line) if line is not None else None,
            model_element=names.get(kind, self.spelt.elements).get(key, noun or element),
        )

    def _copy(self, noted: Noted | None, shop: str | None, line: str | None) -> int | None:
        """Number of the copy of a shop, or of a line: a line with copies is in no shop that has some."""
        if shop is not None and line is not None and (shop, line) in self.spelt.line_copies:
            return self.spelt.line_copies[shop, line]
        return noted.copy if noted is not None else None
