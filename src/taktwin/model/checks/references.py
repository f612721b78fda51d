"""References: every name that a model uses must exist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.joining.abroad import check_single, dock_of_delivery, no_line
from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.batches.splitstation import SplitStation
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.machines.pauses import Pauses
from taktwin.model.nouns.machines.power import PowerProfile
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import Zone, ZonedLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import Setup, WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.amountby import AmountBy, PlacesBy
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT, visit_named, visit_named_by


def check_references(found: Findings) -> None:
    """Check the references of a model, all but those to parts and stocks (see `check_supply`)."""
    model = found.model
    for name, mode in model.failures.items():
        _crew(found, ("failures", name, "crew"), mode.crew)
    for name, pauses in model.pauses.items():
        found.reference(("pauses", name, "awake"), pauses.awake, model.calendars, "calendar")
    for name, fleet in model.fleets.items():
        _resource(found, ("fleets", name), fleet)
        found.reference(("fleets", name, "shop"), fleet.shop, model.shops, "shop")
    for name, stock in model.stocks.items():
        found.reference(("stocks", name, "shop"), stock.shop, model.shops, "shop")
    for name, lane in model.lanes.items():
        found.reference(("lanes", name, "supplier"), lane.supplier, model.suppliers, "supplier")
        for at, stop in enumerate(lane.milk_run or ()):
            found.reference(("lanes", name, "milk_run", at, "supplier"), stop.supplier, model.suppliers, "supplier")
        found.reference(("lanes", name, "dock"), lane.dock, model.docks, "dock")
    supplying = {name for lane in model.lanes.values() for name in lane.suppliers}
    for name, supplier in model.suppliers.items():
        if len(found.plants) == 1 or name in supplying:  # all plants share their suppliers, and each has its calendars
            found.reference(("suppliers", name, "calendar"), supplier.calendar, model.calendars, "calendar")
    for name, feed in model.feeds.items():
        found.reference(("feeds", name, "fleet"), feed.fleet, model.fleets, "fleet")
    for shop_name, shop in model.shops.items():
        found.reference(("shops", shop_name, "calendar"), shop.calendar, model.calendars, "calendar")
        for name, load in shop.loads.items():
            _resource(found, ("shops", shop_name, "loads", name), load)
        for name, cell in shop.cells.items():
            _resource(found, ("shops", shop_name, "cells", name), cell)
            _die_changes(found, ("shops", shop_name, "cells", name, "changes"), cell)
    for shop_name, line_name, line in model.all_lines():
        path = ("shops", shop_name, "lines", line_name)
        found.reference((*path, "orders"), line.orders, model.orders, Phrase("order stream"))
        if line.to is not None:
            _target(found, (*path, "to"), line.to, shop_name, scrap=False)
        for place, element in enumerate(line.flow):
            _element(found, (*path, "flow", place), element, shop_name)
    if model.streams is not None:
        for place, name in enumerate(model.streams.shops):
            found.reference(("streams", "shops", place), name, model.shops, "shop")


#: The value of an option that a product does not have.
NO_VALUE = "none"


def _crew(found: Findings, path: Path_, crew: str | None) -> None:
    if crew in found.model.operators and crew not in found.model.crews:
        remedy = Phrase("drop `crew`, and say at the station `operators: {{need: {crew}, for: [repair]}}`", crew=crew)
        found.error(path, Phrase('"{crew}" is a pool of operators, no repair crew', crew=crew), remedy)
    else:
        found.reference(path, crew, found.model.crews, "crew")


def _word(noun: Noun) -> str:
    if isinstance(noun, Batching | SplitStation):
        return noun.kind.replace("_", " ")
    return "line" if isinstance(noun, ZonedLine | Zone) else type(noun).__name__.lower()


def _resource(found: Findings, path: Path_, noun: Noun) -> None:
    """Calendar, failures, power and pauses of whatever has them."""
    model, given = found.model, noun.__dict__
    found.reference((*path, "calendar"), given.get("calendar"), model.calendars, "calendar")
    for place, entry in enumerate(given.get("failures") or []):
        if isinstance(entry, FailureMode):
            _crew(found, (*path, "failures", place, "crew"), entry.crew)
        else:
            found.reference((*path, "failures", place), entry, model.failures, Phrase("failure mode"))
        mode = model.failures.get(entry) if isinstance(entry, str) else entry
        if mode is not None and not mode.plain and not isinstance(noun, WorkPlace | Server | Store | MakeCell):
            word = "jobs" if mode.jobs is not None else f"work: {mode.work}"
            message = Phrase("a {value} cannot fail with `{word}`", value=_word(noun), word=word)
            found.error(
                (*path, "failures", place),
                message,
                Phrase("only stations of all sorts, stores and make cells can: drop it here"),
            )
    power = given.get("power")
    if not isinstance(power, PowerProfile):
        found.reference((*path, "power"), power, model.power, Phrase("power profile"))
    pauses = given.get("pauses")
    if isinstance(pauses, str):
        found.reference((*path, "pauses"), pauses, model.pauses, Phrase("entry of `pauses`"))
    elif isinstance(pauses, Pauses):
        found.reference((*path, "pauses", "awake"), pauses.awake, model.calendars, "calendar")


def _element(found: Findings, path: Path_, element: AnyElement, shop: str) -> None:
    _resource(found, path, element)
    if isinstance(element, Transport):
        found.reference((*path, "fleet"), element.fleet, found.model.fleets, "fleet")
    if isinstance(element, Delivery) and element.dock is not None:
        dock_of_delivery(found, (*path, "dock"), element.dock)
    if isinstance(element, Buffer | Store) and (option := element.rule.option) is not None:
        known = found.reference((*path, "rule"), option, [*options(found), "product"], "option")
        for value in element.rule.order if known else ():
            _value(found, (*path, "rule"), option, value)
    if isinstance(element, Lift):
        _outlets(found, path, element, shop)
    for inner, worked in worked_of(path, element):
        if inner != path:
            _resource(found, inner, worked)
        _worked(found, inner, worked, shop)


def _outlets(found: Findings, path: Path_, lift: Lift, shop: str) -> None:
    for place, route in enumerate(lift.routes):
        if route.to == "scrap":
            remedy = Phrase("scrap them at a station before or behind it")
            found.error((*path, "routes", place, "to"), Phrase("a lift scraps no jobs"), remedy)
        else:
            _target(found, (*path, "routes", place, "to"), route.to, shop, scrap=False)
        check_condition(found, (*path, "routes", place, "when"), route.when, visits=True)


#: What a station or a line with zones says of its work, or an exception to it.
Works = WorkPlace | ZonedLine | Zone


def worked_of(path: Path_, element: AnyElement) -> Iterator[tuple[Path_, Works]]:
    """A station of any sort and its exceptions, a line and its zones, with their paths; nothing for other elements."""
    if isinstance(element, WorkPlace | ZonedLine):
        yield path, element
        for number, other in element.exceptions.items():
            yield (*path, "except", str(number)), other


def _worked(found: Findings, path: Path_, worked: Works, shop: str) -> None:
    check_cycle(found, path, worked.cycle)
    if isinstance(worked.ideal, TimeBy):
        check_cycle(found, path, worked.ideal, "ideal")
    if isinstance(worked.servers, list):
        for place, server in enumerate(worked.servers):
            inner = (*path, "servers", place)
            _resource(found, inner, server)
            check_cycle(found, inner, server.cycle)
            check_condition(found, (*inner, "when"), server.when)
    if worked.setup is not None:
        _setup(found, (*path, "setup"), worked.setup)
    for place, route in enumerate(worked.routes):
        _target(found, (*path, "routes", place, "to"), route.to, shop, scrap=True)
        if route.elsewhere is not None:
            _target(found, (*path, "routes", place, "full"), route.elsewhere, shop, scrap=True)
        check_condition(found, (*path, "routes", place, "when"), route.when, visits=True)
    for place, join in enumerate(worked.joins):
        _join(found, (*path, "joins", place, "line"), join.line, shop)
        check_condition(found, (*path, "joins", place, "when"), join.when, visits=True)
        check_quantity(found, (*path, "joins", place, "quantity"), join.quantity)
    for place, use in enumerate(worked.uses):
        check_condition(found, (*path, "uses", place, "when"), use.when, visits=True)
        check_quantity(found, quantity_path(found, (*path, "uses"), place), use.quantity)


def _join(found: Findings, path: Path_, name: str, shop: str) -> None:
    """The line of a join, of this or of another plant."""
    line = found.line(name, shop)
    if line is None:
        no_line(found, path, name)
    elif line[0] is not found:
        check_single(found, path, name, *line)


def check_cycle(found: Findings, path: Path_, cycle: Distribution | TimeBy | None, key: str = "cycle") -> None:
    """Note an error where a time of work depends on what does not exist, or lacks a value."""
    inner = (*path, key)
    if isinstance(cycle, TimeBy) and cycle.by == VISIT and key == "cycle":
        _times_by_visit(found, inner, cycle)
    elif isinstance(cycle, TimeBy) and check_option(found, (*inner, "by"), cycle.by):
        for value in cycle.values:
            _value(found, (*inner, value), cycle.by, value)
        missing = [one for one in values(found, cycle.by) if one not in cycle.values]
        if missing and cycle.default is None:
            message = Phrase('no time for {by} "{missing}"', by=cycle.by, missing=missing[0])
            found.error(inner, message, Phrase("add `{missing}: TIME` or `default: TIME`", missing=missing[0]))


def quantity_path(found: Findings, uses: Path_, place: int) -> Path_:
    """Where the quantity of a use stands: `uses` may be a mapping of parts to quantities, or a list."""
    return (*uses, place) if isinstance(found.written(uses), Mapping) else (*uses, place, "quantity")


def check_quantity(
    found: Findings, path: Path_, quantity: Quantity | AmountBy | PlacesBy, of: Findings | None = None
) -> None:
    """Note an error where a quantity goes by what does not exist, or lacks a value; ``of`` as in `check_condition`."""
    jobs = found if of is None else of
    if isinstance(quantity, Quantity):
        return
    if quantity.by == VISIT:
        message = Phrase("how many it is does not go by the visit of a job")
        found.error((*path, "by"), message, Phrase("write an entry for each visit, with `when: {visit: 1}`"))
    elif check_option(found, (*path, "by"), quantity.by, jobs):
        for value in quantity.values:
            _value(found, (*path, value), quantity.by, value, jobs)
        missing = [one for one in values(jobs, quantity.by) if one not in quantity.values]
        if missing and quantity.default is None:
            message = Phrase('no quantity for {by} "{missing}"', by=quantity.by, missing=missing[0])
            remedy = Phrase("add `{missing}: 0` if these jobs get none, or `default: QUANTITY`", missing=missing[0])
            found.error(path, message, remedy)


def _setup(found: Findings, path: Path_, setup: Setup) -> None:
    """Its option, and a time for each change of its value."""
    if not check_option(found, (*path, "by"), setup.by) or not setup.matrix:
        return
    known = values(found, setup.by)
    if setup.by != "product" and any(_lacks(found, product, setup.by) for product in found.model.products):
        known.append(NO_VALUE)
    what = "product" if setup.by == "product" else Phrase("value of {by}", by=setup.by)
    inner = (*path, "matrix")
    for last, times in setup.matrix.items():
        found.reference((*inner, last), last, known, what)
        for value, time in times.items():
            found.reference((*inner, last, value), value, known, what)
            if value == last and time.mean > 0:
                message = Phrase('no setup is due from "{value}" to "{value}"', value=value)
                remedy = Phrase("drop it, or say `purge_after` for equal jobs in a row")
                found.error((*inner, last, value), message, remedy)
    missing = [(a, b) for a in known for b in known if a != b and setup.change(a, b) is None]
    if missing:
        first, others = missing[0], len(missing) - 1
        message = Phrase('no time from {by} "{first}" to "{first2}"', by=setup.by, first=first[0], first2=first[1])
        if others:
            message = Phrase("{message}, nor for {others} other changes", message=message, others=others)
        remedy = Phrase(
            "add `{first}: {{{first2}: TIME}}`, or `time: TIME` for all that are left out",
            first=first[0],
            first2=first[1],
        )
        found.error(inner, message, remedy)


def _die_changes(found: Findings, path: Path_, cell: MakeCell) -> None:
    """A time for each change from one recipe to another, as of a setup."""
    known = list(cell.makes)
    for last, times in cell.changes.items():
        found.reference((*path, last), last, known, Phrase("recipe of this cell"))
        for recipe, time in times.items():
            found.reference((*path, last, recipe), recipe, known, Phrase("recipe of this cell"))
            if recipe == last and time.mean > 0:
                message = Phrase('no die change is due from "{recipe}" to "{recipe}"', recipe=recipe)
                found.error((*path, last, recipe), message, Phrase("drop it"))
    if not cell.changes or "change" in cell.model_fields_set:
        return
    missing = [(a, b) for a in known for b in known if a != b and b not in cell.changes.get(a, {})]
    if missing:
        (first, second), others = missing[0], len(missing) - 1
        message = Phrase('no time from recipe "{first}" to "{second}"', first=first, second=second)
        if others:
            message = Phrase("{message}, nor for {others} more", message=message, others=others)
        remedy = Phrase(
            "add `{first}: {{{second}: TIME}}`, or `change: TIME` for all that are left out", first=first, second=second
        )
        found.error(path, message, remedy)


def _lacks(found: Findings, product: str, option: str) -> bool:
    """Jobs of a product have no value of an option."""
    return option not in found.model.options and option not in found.model.products[product].options


def _target(found: Findings, path: Path_, name: str, shop: str, scrap: bool) -> None:
    target = found.names.target(name, shop)
    if target is None:
        known = [*found.names.elements, *found.names.lines, *(["scrap"] if scrap else [])]
        _no_line(found, path, name, known)
    elif name in found.names.zones:
        line = found.names.zones[name]
        message = Phrase(
            '"{name}" is a zone of {line}: jobs come in at its first zone and go out at its last', name=name, line=line
        )
        found.error(path, message, Phrase("lead them to `{line}`, or begin a line of its own there", line=line))
    elif target.kind == "scrap" and not scrap:
        found.error(
            path,
            Phrase("a line cannot lead into scrap"),
            Phrase("leave `to` out, or scrap a share at its last station"),
        )


def _no_line(found: Findings, path: Path_, name: str, known: list[str]) -> None:
    shops = found.names.lines.get(name, [])
    if shops:
        found.error(
            path,
            Phrase('several shops have a line "{name}"', name=name),
            Phrase("write SHOP.LINE, such as {shop}.{name}", shop=shops[0], name=name),
        )
    else:
        remedy = suggest(name, known)
        if path[-1] == "to" and "routes" not in path:
            remedy = Phrase("{what}; or leave `to` out, and jobs leave the plant there", what=remedy)
        none = Phrase('there is no line or element "{name}"', name=name) if known else Phrase("there is no line")
        found.error(path, none, remedy)


def options(found: Findings) -> dict[str, set[str]]:
    """All options of the model with their values, those of the products as well."""
    known: dict[str, set[str]] = {}
    for source in [found.model.options, *(product.options for product in found.model.products.values())]:
        for option, shares in source.items():
            known.setdefault(option, set()).update(shares)
    return known


def values(found: Findings, option: str) -> list[str]:
    """The values of an option, or the products for `product`."""
    return list(found.model.products) if option == "product" else sorted(options(found).get(option, set()))


def check_option(found: Findings, path: Path_, option: str, of: Findings | None = None) -> bool:
    """Note an error where the jobs of a plant (default: this one) have no such option (or `product`)."""
    return found.reference(path, option, [*options(of or found), "product"], "option")


def _value(found: Findings, path: Path_, option: str, value: str, of: Findings | None = None) -> None:
    what = "product" if option == "product" else Phrase("value of {option}", option=option)
    found.reference(path, value, values(of or found, option), what)


def _times_by_visit(found: Findings, path: Path_, cycle: TimeBy) -> None:
    for value in cycle.values:
        _visit(found, (*path, value), value)
    if cycle.default is None and "1" not in cycle.values and "1+" not in cycle.values:
        found.error(path, Phrase("no time for the first visit"), Phrase("add `1: TIME` or `default: TIME`"))
    elif cycle.default is None and not any(value.endswith("+") for value in cycle.values):
        message = Phrase("no time for the visits after the last that is named")
        found.error(path, message, Phrase("write its number with a +, such as `2+: TIME`, or add `default: TIME`"))
    elif cycle.default is None and (gap := _gap(list(cycle.values))):
        remedy = Phrase("add `{gap}: TIME` or `default: TIME`", gap=gap)
        found.error(path, Phrase("no time for visit {gap}", gap=gap), remedy)


def _gap(texts: list[str]) -> int | None:
    """The first visit that no text names, before the last one named; None if there is none, or a text is no visit."""
    try:
        last = max(visit_named(text)[0] for text in texts)
        return next((visit for visit in range(1, last) if visit_named_by(texts, visit) is None), None)
    except ValueError:
        return None


def _visit(found: Findings, path: Path_, text: str) -> None:
    try:
        visit_named(text)
    except ValueError as error:
        found.error(path, Phrase('expected the number of a visit, got "{text}"', text=text), str(error))


def check_condition(
    found: Findings, path: Path_, when: dict[str, Any], visits: bool = False, of: Findings | None = None
) -> None:
    """Note an error for each option or value of a `when` that does not exist; whether it may ask for ``visits``.

    ``of`` is the plant whose jobs are asked (default: this one): those that call may be of another.
    """
    for option, wanted in when.items():
        if visits and option == VISIT:
            for text in wanted:
                _visit(found, (*path, option), text)
        elif check_option(found, (*path, option), option, of):
            for value in wanted:
                _value(found, (*path, option), option, value, of)
