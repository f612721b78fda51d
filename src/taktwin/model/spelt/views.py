"""Each plant of a model as a model of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.plant import OnePlant, PlantModel
from taktwin.model.nouns.supply.lane import Lane
from taktwin.model.nouns.supply.supplier import Supplier
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.abroad import joined_by_others
from taktwin.model.text.names import Names
from taktwin.model.text.tree import Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.spelt import qualified

#: Names that mean the same in every plant.
SHARED = ("parts", "suppliers")


def plants_of(model: PlantModel, alone: bool = False) -> dict[str, PlantModel]:
    """Name -> each plant of a model as a model with that plant only; a model of one plant gives itself.

    The plant has the clock of the model (``start`` is its own), the names that are shared, and its own. What comes from
    other plants is missing; with ``alone`` these plants are suppliers who always have what is ordered, so that the
    plant can be checked and planned without them; what it calls and joins of others still stands in it (see
    `taktwin.model.files.alone`). Of a spelt-out model the plants are spelt out, too.
    """
    if model._spelt.plants:
        return dict(model._spelt.plants)
    if not model.plants:
        return {model.name: model}
    views = {name: _view(model, name, plant, alone) for name, plant in model.plants.items()}
    for name, joined in joined_by_others(views).items():
        views[name]._joined = joined
    return views


def plant_of(model: PlantModel, name: str) -> PlantModel:
    """One plant of a model, alone (see `plants_of`).

    Raises:
        ModelError: there is no such plant.
    """
    found = plants_of(model, alone=True)
    if name not in found:
        known = suggest(name, found)
        raise ModelError([Problem(model.name, None, "plants", Phrase('there is no plant "{name}"', name=name), known)])
    return found[name]


def one_plant(model: PlantModel) -> PlantModel:
    """The model itself, for what can be asked of one plant only.

    Raises:
        ModelError: it has several.
    """
    if model.plants:
        message = Phrase(
            "this is asked of one plant, and the model has several: {names}", names=", ".join(model.plants)
        )
        raise ModelError(
            [Problem(model.name, None, "plants", message, Phrase("name one: `--plant NAME`, or in Python `.of(NAME)`"))]
        )
    return model


def between_plants(model: PlantModel) -> Iterator[tuple[str, Lane, tuple[str, str] | None, tuple[str, str] | None]]:
    """Each lane between plants by name, with plant and stock of both its ends; None where there is no such stock."""
    stocks = {qualified(name, stock): (name, stock) for name, plant in model.plants.items() for stock in plant.stocks}
    for name, lane in model.lanes.items() if model.plants else ():
        yield name, lane, stocks.get(lane.from_ or ""), stocks.get(lane.to or "")


def joined_between_plants(model: PlantModel) -> Iterator[tuple[str, str, str, Line, list[tuple[str, str]]]]:
    """Each line that is called or joined by another plant: plant, shop and name; the line; plant and element of joins.

    Joins of its own plant are not among these.
    """
    for plant, view in plants_of(model).items() if model.plants else ():
        names = Names(view)
        for shop, name, line in view.all_lines():
            joined = view._joined.get((shop, name), [])
            if joined or (line.call is not None and line.call.at not in names.elements):
                yield plant, shop, name, line, joined


def _view(model: PlantModel, name: str, plant: OnePlant, alone: bool) -> PlantModel:
    own: dict[str, Any] = {field: getattr(plant, field) for field in OnePlant.model_fields}
    own |= {field: {**_shared(model, field), **getattr(plant, field)} for field in SHARED}
    own |= {"name": name, "plants": {}, "start": plant.start or model.start, "description": plant.description}
    own |= {"extends": None, "overrides": {}}
    coming = _coming(model, name) if alone else {}
    if coming:
        own["lanes"] = {**own["lanes"], **{called: lane for called, (_, lane) in coming.items()}}
        own["suppliers"] = {**{str(lane.supplier): Supplier() for _, lane in coming.values()}, **own["suppliers"]}
    view = model.model_copy(update=own)
    if alone:
        ends = (origin for _, _, origin, to in between_plants(model) if to is not None and to[0] != name)
        view._cut = frozenset(origin[1] for origin in ends if origin is not None and origin[0] == name)
    if isinstance(model._origins, Tree):
        view._origins = _alone(model._origins, name, coming)
    if model._written is not None:
        view._written = _alone(model._written, name, coming)
    return view


def _alone(tree: Tree, name: str, coming: dict[str, tuple[str, Lane]]) -> Tree:
    """The data of one plant, with what comes from others."""
    found = _tree(tree, name)
    for called, (key, lane) in coming.items():
        _put_lane(found, called, lane, tree.sub(("lanes", key)).copy())
    return found


def _coming(model: PlantModel, name: str) -> dict[str, tuple[str, Lane]]:
    """The lanes from other plants, as if these were suppliers: name in the plant -> name in the model, and the lane."""
    found: dict[str, tuple[str, Lane]] = {}
    for key, lane, origin, to in between_plants(model):
        if origin is not None and to is not None and to[0] == name and origin[0] != name:
            called = key if key not in model.plants[name].lanes else f"{key}-from-{origin[0]}"
            dock = lane.dock.removeprefix(qualified(name, "")) if lane.dock is not None else None
            own = {"from_": None, "supplier": origin[0], "to": to[1], "dock": dock}
            if lane.call is not None:
                own["call"] = lane.call.model_copy(update={"at": lane.call.at.removeprefix(qualified(name, ""))})
            found[called] = key, lane.model_copy(update=own)
    return found


def _put_lane(tree: Tree, called: str, lane: Lane, given: Tree) -> None:
    """The same in the data of the plant; values keep their lines."""
    given.data.pop("from")
    given.data |= {"supplier": lane.supplier, "to": lane.to}
    if lane.dock is not None:
        given.data["dock"] = lane.dock
    if lane.call is not None:
        given.data["call"]["at"] = lane.call.at
    for group in ("lanes", "suppliers"):
        if not isinstance(tree.data.get(group), dict):
            tree.data[group] = {}
            tree.lines.below[group] = type(tree.lines)(given.lines.origin)
    tree.put(("lanes", called), given)
    tree.data["suppliers"].setdefault(lane.supplier, {})


def _shared(model: PlantModel, field: str) -> dict[str, Any]:
    """What all plants share: what the model says, and what the plants say themselves."""
    found = dict(getattr(model, field))
    for plant in model.plants.values():
        for key, value in getattr(plant, field).items():
            found.setdefault(key, value)
    return found


def _tree(tree: Tree, name: str) -> Tree:
    """The data of the file as if it had only this plant; every value keeps its file and line."""
    plant = tree.sub(("plants", name))
    found = Tree({}, type(tree.lines)(plant.lines.origin))
    for key in ("taktwin", "start", "bucket", "sources", *SHARED):
        if key in tree.data:
            found.put((key,), tree.sub((key,)))
    for one in tree.data["plants"]:
        other = tree.sub(("plants", one))
        for key in SHARED if isinstance(other.data, dict) and one != name else ():
            if isinstance(other.data.get(key), dict):
                _lay_under(found, key, other.sub((key,)))
    found.merge(plant)
    found.data["name"] = name
    return found


def _lay_under(found: Tree, key: str, other: Tree) -> None:
    """Add the entries of another plant's shared names that are not there yet."""
    if not isinstance(found.data.get(key), dict):
        found.data[key] = {}
        found.lines.below[key] = type(found.lines)(other.lines.origin)
    for one in other.data:
        if one not in found.data[key]:
            found.put((key, one), other.sub((one,)))
