"""Several plants in one model: their names, what they share, and the lanes between them."""

from __future__ import annotations

import datetime as dt

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.names import spelling
from taktwin.model.checks.parts.supply import check_ends, check_lane
from taktwin.model.checks.size import MOST_RESOURCES, resources
from taktwin.model.nouns.plant import BESIDE_PLANTS, OnePlant
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import SHARED, between_plants, plants_of
from taktwin.model.text.names import Names
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.spelt import qualified

#: Between two local times of one instant on earth.
FARTHEST = dt.timedelta(hours=26)


def check_plants(found: Findings) -> None:
    """Check what is said beside and between the plants; what is said of one is checked with it."""
    model = found.model
    for key, field in zip(OnePlant.field_keys(), OnePlant.model_fields, strict=True):
        given = field in model.model_fields_set and (field != "shops" or model.shops)
        if given and field not in BESIDE_PLANTS:
            what = Phrase("`{key}` belongs to a plant, and this model has several", key=key)
            found.error((key,), what, Phrase("write it as `plants: {{NAME: {{{key}: ...}}}}`", key=key))
    for name, plant in model.plants.items():
        spelling(found, ("plants", name), name)
        if plant.start is not None and abs(plant.start - model.start) > FARTHEST:
            message = Phrase(
                "the clock of this plant is {days} days from that of the model",
                days=abs(plant.start - model.start).days,
            )
            found.error(
                ("plants", name, "start"), message, Phrase("give its local time at the instant of the model's `start`")
            )
    for name in model.lanes:
        spelling(found, ("lanes", name), name)
    for group in SHARED:
        _same(found, group)
    total = sum(count for plant in plants_of(model).values() for count, _, _ in resources(plant))
    if total > MOST_RESOURCES:
        message = Phrase("the plants have {total:.0f} servers, cranes and vehicles together", total=total)
        found.error(
            ("plants",),
            message,
            Phrase(
                "keep to {most_resources} in all: model some of the plants by themselves", most_resources=MOST_RESOURCES
            ),
        )
    _lanes(found)


def _same(found: Findings, group: str) -> None:
    """What several plants call by the same name, they share: it is the same thing."""
    model = found.model
    known: dict[str, Path_] = dict.fromkeys(getattr(model, group), (group,))
    given = dict(getattr(model, group))
    for plant, one in model.plants.items():
        for name, noun in getattr(one, group).items():
            path: Path_ = ("plants", plant, group)
            if name in given and given[name] != noun:
                where = ".".join(map(str, known[name]))
                message = Phrase(
                    '"{name}" is another one in {where}, but all plants share their {group}',
                    name=name,
                    where=where,
                    group=group,
                )
                found.error((*path, name), message, Phrase("give one of them another name, or make both the same"))
            given.setdefault(name, noun)
            known.setdefault(name, path)


def _lanes(found: Findings) -> None:
    plants = found.model.plants
    stocks = [qualified(name, stock) for name, plant in plants.items() for stock in plant.stocks]
    views = plants_of(found.model)
    called = {
        qualified(plant, load.to): f"{plant}.{name}"
        for plant, view in views.items()
        for name, lane in view.lanes.items()
        for load in lane.all_loads
        if load.call is not None
    }
    for name, lane, origin, to in between_plants(found.model):
        path: Path_ = ("lanes", name)
        check_lane(found, path, lane)
        if lane.call is not None and to is not None:
            before = qualified(to[0], "")
            if not lane.call.at.startswith(before):  # all else is checked in its plant
                known = [before + element for element in Names(views[to[0]]).elements]
                found.reference((*path, "call", "at"), lane.call.at, known, Phrase("element PLANT.ELEMENT called"))
            other = called.setdefault(str(lane.to), name)
            if other != name:
                message = Phrase(
                    'what is called of "{to}" is said in the lane {other} already', to=lane.to, other=other
                )
                found.error((*path, "call"), message, Phrase("say it in one of them, which orders for all demand"))
        if lane.suppliers:
            key = "supplier" if lane.milk_run is None else "milk_run"
            message = Phrase("a lane from a supplier belongs to its plant")
            found.error(
                (*path, key), message, Phrase("write it as `plants: {{NAME: {{lanes: {{{name}: ...}}}}}}`", name=name)
            )
            continue
        good = found.reference((*path, "from"), lane.from_, stocks, Phrase("stock PLANT.STOCK called"))
        good &= found.reference((*path, "to"), lane.to, stocks, Phrase("stock PLANT.STOCK called"))
        docks = [qualified(to[0], dock) for dock in plants[to[0]].docks] if to is not None else []
        if to is not None and lane.dock is not None and lane.dock not in docks:
            message = Phrase(
                'there is no dock "{dock}" in the plant {to}, where the lane ends', dock=lane.dock, to=to[0]
            )
            remedy = (
                suggest(lane.dock, docks)
                if docks
                else Phrase("add it there: `plants: {{{to}: {{docks: ...}}}}`", to=to[0])
            )
            found.error((*path, "dock"), message, remedy)
        if good and origin is not None and to is not None:
            parts = [plants[plant].stocks[stock].part for plant, stock in (origin, to)]
            check_ends(found, path, str(lane.from_), str(lane.to), *parts)
            room = plants[origin[0]].stocks[origin[1]].capacity.value
            if lane.up_to is not None and lane.container.value > room:
                message = Phrase(
                    "a full container ({value:g}) is more than {from_} can hold ({room:g})",
                    value=lane.container.value,
                    from_=lane.from_,
                    room=room,
                )
                found.error((*path, "container"), message, Phrase("lower it, or raise the capacity"))
            if origin[0] == to[0] and origin != to:
                what = Phrase("both of its stocks are of the plant {to}", to=to[0])
                found.error(
                    path,
                    what,
                    Phrase("write it there: `plants: {{{to}: {{lanes: {{{name}: ...}}}}}}`", to=to[0], name=name),
                )
