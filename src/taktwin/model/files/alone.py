"""One plant of a model by itself: it has all that it would join of others, and orders in place of their calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taktwin.model.checks.findings import Findings, as_written
from taktwin.model.checks.references import worked_of
from taktwin.model.checks.ways.between import begun_by_others
from taktwin.model.checks.ways.outside import Begun
from taktwin.model.checks.ways.variants import PRODUCT
from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.load import load_model, validate
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import plant_of, plants_of
from taktwin.model.text.names import Names
from taktwin.model.text.tree import Lines, Path_, Tree

LineKey = tuple[str, str]


def alone(model: PlantModel, name: str) -> PlantModel:
    """One plant of a model, as it can be run and planned without the others.

    To it the others are suppliers who have whatever is ordered: of their lanes, and of the lines that it joins, so
    nobody waits for these and the join is left out; trucks to a dock of theirs are unloaded at no door. A line that
    others call, or an endless one that they join, gets an order stream in its place, with jobs at even intervals, as
    often as they come in the mean of the whole model; of several periods, as in the one with most. Products are mixed
    as they come; options have the plant's own shares.

    Args:
        model: a checked model.
        name: the plant; of a model with one plant its own name.

    Raises:
        ModelError: there is no such plant, or how often others call is not known before a run.

    Example:
        ``alone(load_model("pair.yaml"), "cars")``
    """
    view = plant_of(model, name)
    if not model.plants or not isinstance(view._origins, Tree):
        return view
    begun = _begun(model, name)
    joins = list(_foreign_joins(view))
    docks = list(_foreign_docks(view))
    if not begun and not joins and not docks:
        return view
    tree = view._origins.copy()
    for path in docks:
        tree.sub(as_written(tree.data, path)).data.pop("dock")
    for path, kept in joins:
        _put(tree, path, kept)
    for (shop, line), jobs in begun.items():
        _order(tree, view, shop, line, jobs)
    found = validate(tree, view.folder)
    found._cut, found._rules = view._cut, view._rules
    return load_model(found)


def _begun(model: PlantModel, name: str) -> dict[LineKey, list[Begun]]:
    """The lines of a plant whose jobs others start, with what begins there in the period in which most does."""
    views = plants_of(model, alone=True)
    lines = list(_started_by_others(views, name))
    if not lines:
        return {}
    periods = begun_by_others(views, name)
    most: dict[LineKey, list[Begun]] = {line: [] for line in lines}
    for jobs in (periods or {}).values():
        for line in lines:
            own = [one for one in jobs if one.line == line]
            if _rate(own) > _rate(most[line]):
                most[line] = own
    for shop, line in (line for line in lines if not most[line]):
        found = Findings(views[name])
        what = views[name].shops[shop].lines[line]
        message = Phrase(
            'alone nobody calls jobs of "{line}", and how often the other plants do is not known before a run',
            line=line,
        )
        path: Path_ = ("shops", shop, "lines", line, "call" if what.call is not None else "endless")
        found.error(path, message, Phrase("run the whole model, or give orders that call an `interval`"))
        raise ModelError([_in_plant(found.problems[0], name)])
    return most


def _in_plant(one: Problem, name: str) -> Problem:
    return Problem(one.file, one.line, f"plants.{name}.{one.path}", one.message, one.remedy)


def _started_by_others(views: Mapping[str, PlantModel], name: str) -> Iterator[LineKey]:
    own = {plant: Findings(view) for plant, view in views.items()}
    for one in own.values():
        one.plants = own
    joined = {
        owner[1]
        for plant, one in own.items() if plant != name
        for shop, _, _, element in one.model.all_elements()
        for _, worked in worked_of((), element)
        for join in worked.joins
        if (owner := one.line(join.line, shop)) is not None and owner[0] is own[name]
    }  # fmt: skip
    for shop, key, line in views[name].all_lines():
        called = line.call is not None and line.call.at not in own[name].names.elements
        if called or (line.endless and (shop, key) in joined):
            yield shop, key


def _rate(jobs: list[Begun]) -> float:
    return sum(one.rate for one in jobs)


def _foreign_joins(view: PlantModel) -> Iterator[tuple[Path_, list[int]]]:
    """Each list of joins with some of another plant: its path, and the places in it of those that are its own."""
    names = Names(view)
    for shop, line, place, element in view.all_elements():
        for path, worked in worked_of(("shops", shop, "lines", line, "flow", place), element):
            own = [at for at, join in enumerate(worked.joins) if names.line(join.line, shop) is not None]
            if "joins" in worked.model_fields_set and len(own) < len(worked.joins):
                yield (*path, "joins"), own


def _foreign_docks(view: PlantModel) -> Iterator[Path_]:
    """Each delivery to a dock of another plant."""
    for shop, line, place, element in view.all_elements():
        if isinstance(element, Delivery) and element.dock is not None and element.dock not in view.docks:
            yield ("shops", shop, "lines", line, "flow", place)


def _put(tree: Tree, path: Path_, kept: list[int]) -> None:
    written = as_written(tree.data, path)
    joins = tree.sub(written)
    kept_joins = Tree([], Lines(joins.lines.origin))
    for number, at in enumerate(kept):
        one = joins.sub(as_written(joins.data, (at,)))
        kept_joins.data.append(one.data)
        kept_joins.lines.below[number] = one.lines
    tree.put(written, kept_joins)


def _order(tree: Tree, view: PlantModel, shop: str, line: str, jobs: list[Begun]) -> None:
    """Orders for a line in place of its call."""
    path = as_written(tree.data, ("shops", shop, "lines", line))
    here = tree.sub(path)
    origin = here.origin(("call",))
    here.data.pop("call", None)
    here.data.pop("endless", None)
    stream = next(name for name in (line, f"{line}-called", f"{shop}-{line}-called") if name not in _orders(tree))
    here.data["orders"] = stream
    rate = _rate(jobs)
    given: dict[str, Any] = {"interval": f"{1.0 / rate:.12g} s"}
    if view.products:
        parts = {p: sum(j.rate * j.variant.options[PRODUCT].get(p, 0.0) for j in jobs) / rate for p in view.products}
        given["mix"] = {product: f"{100.0 * part:.12g} %" for product, part in parts.items() if part > 0}
    if not isinstance(tree.data.get("orders"), dict):
        tree.put(("orders",), Tree({}, Lines(origin)))
    tree.put(("orders", stream), Tree(given, Lines(origin)))


def _orders(tree: Tree) -> Mapping[str, Any]:
    orders = tree.data.get("orders")
    return orders if isinstance(orders, dict) else {}
