"""What stands behind an element along its line."""

from __future__ import annotations

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.text.names import Names


def station_behind(model: PlantModel, shop: str, line: str, element: str) -> Station | None:
    """The first station behind an element, along its line and those that the line leads into; None if there is none."""
    names = Names(model)
    place = next(at for at, one in enumerate(model.shops[shop].lines[line].flow) if one.name == element) + 1
    seen: set[tuple[str, str]] = set()
    while True:
        for one in model.shops[shop].lines[line].flow[place:]:
            if isinstance(one, Station):
                return one
        to = model.shops[shop].lines[line].to
        target = names.target(to, shop) if to is not None else None
        if target is None or target.kind == "scrap" or (target.shop, target.line) in seen:
            return None
        shop, line, place = target.shop, target.line, target.place
        seen.add((shop, line))
