"""Several plants as one: every name begins with that of its plant, and nothing else changes."""

from __future__ import annotations

from typing import Any

from taktwin.model.nouns.calendar import Calendar
from taktwin.model.nouns.orders import OrderStream
from taktwin.model.nouns.plant import OnePlant, PlantModel
from taktwin.model.spelt.abroad import OfOthers
from taktwin.model.spelt.references import Renaming
from taktwin.model.spelt.views import SHARED, plants_of
from taktwin.model.text.orderfile import read_orders
from taktwin.model.values.spelt import Noted, Spelt

#: What of a plant is not joined: products and options are asked of the plant of a job (`Spelt.plants`).
_LEFT = ("products", "options", "overrides")
#: What a plant has by name, and what of it is its own.
GROUPS = tuple(
    name
    for name, info in OnePlant.model_fields.items()
    if str(info.annotation).startswith("dict[") and name not in (*SHARED, *_LEFT)
)


def join(model: PlantModel, plants: dict[str, PlantModel]) -> PlantModel:
    """One plant that holds all, spelt out: NAME of plant P is called ``P.NAME``.

    Parts and suppliers are shared and keep their names. Products and options stay with their plants. The calendars of a
    plant follow its own clock. What a plant calls or joins of another is called by the name of that. What the names
    stand for is kept beside the model (see `Spelt`).

    Args:
        model: the model with its `plants`, for what they share.
        plants: name -> plant, spelt out by itself.
    """
    spelt = Spelt(plants=plants)
    groups: dict[str, dict[str, Any]] = {group: {} for group in GROUPS}
    shared: dict[str, dict[str, Any]] = {group: {} for group in SHARED}
    others = OfOthers(plants_of(model))
    for plant, view in plants.items():
        rename = Renaming(plant, view, others)
        ahead = (view.start - model.start).total_seconds()
        _note(spelt, plant, view, rename)
        for group, found in groups.items():
            for name, noun in getattr(view, group).items():
                found[rename(name)] = _own(noun, view, name, ahead, rename)
                spelt.owner[group, rename(name)] = plant
        for group, found in shared.items():
            found |= getattr(view, group)
    groups["lanes"] |= model.lanes
    whole = model.model_copy(update={**groups, **shared, "plants": {}, "streams": None, "products": {}, "options": {}})
    whole._origins = None  # lines of the file do not fit
    whole._spelt = spelt
    return whole


def _own(noun: Any, view: PlantModel, name: str, ahead: float, rename: Renaming) -> Any:
    noun = rename.inside(noun)
    if isinstance(noun, Calendar):
        noun = noun.model_copy()
        noun._ahead = ahead
    elif isinstance(noun, OrderStream) and noun.file is not None and noun._given is None:
        noun = noun.model_copy()
        noun._given = tuple(read_orders(view, name)[0])
    return noun


def _note(spelt: Spelt, plant: str, view: PlantModel, rename: Renaming) -> None:
    """What the names of a plant stand for, in the words of its part of the model file."""
    inner = view._spelt
    for shop, noted in inner.shops.items():
        spelt.shops[rename(shop)] = Noted(noted.name, noted.copy, plant)
    for name in ("lines", "elements", "cells"):
        pairs: dict[tuple[str, str], str] = getattr(inner, name)
        getattr(spelt, name).update({(rename(shop), rename(key)): plain for (shop, key), plain in pairs.items()})
    spelt.line_copies |= {(rename(shop), rename(line)): copy for (shop, line), copy in inner.line_copies.items()}
    spelt.loads |= {(rename(shop), load): plain for (shop, load), plain in inner.loads.items()}
