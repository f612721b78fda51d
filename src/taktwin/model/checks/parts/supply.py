"""Parts and stocks: every part that is used is held somewhere and refilled by somebody."""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import check_condition, check_quantity, quantity_path, worked_of
from taktwin.model.nouns.supply.lane import CallOff, Lane, LaneLoad
from taktwin.model.nouns.use import Use
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.passing import only_passed
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity

NOBODY_SUPPLIES = Phrase("nobody supplies the part")


def check_supply(found: Findings) -> None:
    """Check parts, stocks, lanes, feeds, make cells and uses."""
    model = found.model
    drawn: dict[str, Path_] = {name: ("stocks", name) for name in model._cut}
    refilled: set[str] = set()
    called: dict[str, str] = {}  # stock -> lane that has its parts called
    for name, stock in model.stocks.items():
        found.reference(("stocks", name, "part"), stock.part, model.parts, "part")
        _positive(found, ("stocks", name, "capacity"), stock.capacity, Phrase("a stock's capacity"))
        # a stock that never runs out is written `initial: unlimited`, whatever its capacity
        if math.isfinite(stock.initial.value):
            _fits(found, ("stocks", name, "initial"), stock.initial.value, name, Phrase("the initial level"))
    for name, lane in model.lanes.items():
        path = ("lanes", name)
        check_lane(found, path, lane)
        if lane.from_ is not None and found.reference((*path, "from"), lane.from_, model.stocks, "stock"):
            drawn.setdefault(lane.from_, path)
            if lane.up_to is not None:
                _fits(found, (*path, "container"), lane.container.value, lane.from_, Phrase("a full container"))
            if lane.to in model.stocks:
                parts = (model.stocks[name].part for name in (lane.from_, str(lane.to)))
                check_ends(found, path, lane.from_, str(lane.to), *parts)
        for inner, load in loads_of(path, lane):
            _load(found, inner, load, refilled)
            if load.call is not None:
                _call(found, (*inner, "call"), load.call)
                if called.setdefault(load.to, name) != name:
                    message = Phrase(
                        'what is called of "{to}" is said in the lane {called} already',
                        to=load.to,
                        called=called[load.to],
                    )
                    found.error((*inner, "call"), message, Phrase("say it in one of them, which orders for all demand"))
    _feeds(found, drawn, refilled)
    _cells(found, drawn, refilled)
    for shop, line, place, element in model.all_elements():
        path = ("shops", shop, "lines", line, "flow", place)
        for inner, worked in worked_of(path, element):
            _uses(found, (*inner, "uses"), worked.uses, drawn)
    _nobody(found, drawn, refilled)


def loads_of(path: Path_, lane: Lane) -> list[tuple[Path_, LaneLoad]]:
    """The loads of a lane, each with its place in the file."""
    if lane.milk_run is not None:
        return [
            ((*path, "milk_run", stop, "loads", at), load)
            for stop, one in enumerate(lane.milk_run)
            for at, load in enumerate(one.loads)
        ]
    if lane.loads is None:
        return [(path, load) for load in lane.all_loads]
    return [((*path, "loads", at), load) for at, load in enumerate(lane.loads)]


def _load(found: Findings, path: Path_, load: LaneLoad, refilled: set[str]) -> None:
    """One load of a lane: its stock point, and whether what comes has room in it."""
    if not found.reference((*path, "to"), load.to, found.model.stocks, "stock"):
        return
    refilled.add(load.to)
    amount, key = (load.quantity, "quantity") if load.quantity is not None else (load.up_to, "up_to")
    if amount is not None:
        _fits(found, (*path, key), amount.value, load.to, f"`{key}`")
    if load.up_to is not None and load.container.value > 1:
        _fits(found, (*path, "container"), load.container.value, load.to, Phrase("a full container"))


def _call(found: Findings, path: Path_, call: CallOff) -> None:
    """Where parts are called, for which jobs, and how many."""
    if found.reference((*path, "at"), call.at, found.names.elements, "element"):
        shop, line, place = found.names.elements[call.at]
        if only_passed(found.model.shops[shop].lines[line].flow[place]):
            message = Phrase('"{at}" has no place, so nothing ever enters it', at=call.at)
            found.error((*path, "at"), message, Phrase("name the place before or behind it, or give it a capacity"))
    check_condition(found, (*path, "when"), call.when)
    check_quantity(found, (*path, "quantity"), call.quantity)
    if isinstance(call.quantity, Quantity):
        _positive(found, (*path, "quantity"), call.quantity, Phrase("the quantity of a call"))


def check_lane(found: Findings, path: Path_, lane: Lane) -> None:
    """The amounts and times of a lane, whatever it connects."""
    _positive(found, (*path, "every"), lane.every, Phrase("the time between two orders"))
    for inner, load in loads_of(path, lane):
        _positive(found, (*inner, "container"), load.container, Phrase("a container's content"))
        _positive(found, (*inner, "quantity"), load.quantity, Phrase("a delivery"))
        if load.call is None:  # else just what is called may be ordered, and nothing in advance
            _positive(found, (*inner, "up_to"), load.up_to, Phrase("the level to which a lane fills"))
        if load.reorder is not None and load.up_to is not None and load.reorder.value >= load.up_to.value:
            message = Phrase(
                "`reorder` ({text}) is not below `up_to` ({text2}): nothing would lack",
                text=load.reorder.text,
                text2=load.up_to.text,
            )
            found.error((*inner, "reorder"), message, Phrase("lower it, or raise `up_to`"))
    if lane.capacity.value < 1:
        message = Phrase(
            "a truck has room for a whole number of containers, at least 1, got {text}", text=lane.capacity.text
        )
        found.error((*path, "capacity"), message, Phrase("give such a number, or `unlimited`"))


def check_ends(found: Findings, path: Path_, origin: str, to: str, part: str, other: str) -> None:
    """The stocks at both ends of a feed or lane, and the parts that they hold: two stocks of one part."""
    if origin == to:
        found.error((*path, "to"), Phrase("it leads from a stock into itself"), Phrase("name another stock"))
    elif part != other:
        message = Phrase(
            '"{origin}" holds {part}, but "{to}" holds {other}', origin=origin, part=part, to=to, other=other
        )
        found.error((*path, "to"), message, Phrase("name two stocks of the same part"))


def _feeds(found: Findings, drawn: dict[str, Path_], refilled: set[str]) -> None:
    stocks = found.model.stocks
    for name, feed in found.model.feeds.items():
        path = ("feeds", name)
        _positive(found, (*path, "lot"), feed.lot, Phrase("a lot"))
        good = found.reference((*path, "from"), feed.from_, stocks, "stock")
        good &= found.reference((*path, "to"), feed.to, stocks, "stock")
        if not good:
            continue
        check_ends(found, path, feed.from_, feed.to, stocks[feed.from_].part, stocks[feed.to].part)
        if feed.from_ == feed.to:
            continue
        drawn.setdefault(feed.from_, path)
        refilled.add(feed.to)
        _fits(found, (*path, "reorder"), feed.reorder.value, feed.to, Phrase("the reorder level"))
        _fits(found, (*path, "lot"), feed.lot.value, feed.to, Phrase("the lot"))


def _cells(found: Findings, drawn: dict[str, Path_], refilled: set[str]) -> None:
    for shop, cell_name, cell in found.model.all_cells():
        for name, make in cell.makes.items():
            path = ("shops", shop, "cells", cell_name, "makes", name)
            _positive(found, (*path, "lot"), make.lot, Phrase("a lot"))
            _positive(found, (*path, "per_hit"), make.per_hit, Phrase("the parts of a hit"))
            if make.hit.mean <= 0:
                found.error((*path, "hit"), Phrase("the time of a hit cannot be 0"), Phrase("give a time above 0"))
            if make.scrap.value >= 1:
                found.error((*path, "scrap"), Phrase("all hits are scrapped"), Phrase("give a share below 100 %"))
            stock = _stock(found, path, make.part, make.into, "into")
            if stock is not None:
                refilled.add(stock)
                _fits(found, (*path, "reorder"), make.reorder.value, stock, Phrase("the reorder level"))
                _fits(
                    found,
                    (*path, "lot"),
                    make.lot.value * make.per_hit.value,
                    stock,
                    Phrase("a lot (hits x parts a hit)"),
                )
            for place, use in enumerate(make.uses):
                if not isinstance(use.quantity, Quantity):
                    found.error(
                        quantity_path(found, (*path, "uses"), place),
                        Phrase("a make cell has no job, so no {by} by which a quantity could go", by=use.quantity.by),
                        Phrase("give one number for each hit"),
                    )
                if use.when:
                    found.error(
                        (*path, "uses", place, "when"),
                        Phrase("a make cell has no job, so no `when`"),
                        Phrase("leave `when` out"),
                    )
            _uses(found, (*path, "uses"), make.uses, drawn)


def _uses(found: Findings, path: Path_, uses: list[Use], drawn: dict[str, Path_]) -> None:
    for place, use in enumerate(uses):
        if isinstance(use.quantity, Quantity):
            _positive(found, (*path, place, "quantity"), use.quantity, Phrase("the quantity of a use"))
        stock = _stock(found, (*path, place), use.part, use.from_, "from")
        if stock is not None:
            drawn.setdefault(stock, (*path, place))


def _stock(found: Findings, path: Path_, part: str, named: str | None, key: str) -> str | None:
    """The stock that a use or a recipe means, None after an error."""
    model = found.model
    if part not in model.parts:
        found.error((*path, "part"), Phrase('there is no part "{part}"', part=part), suggest(part, model.parts))
        return None
    if named is not None:
        if not found.reference((*path, key), named, model.stocks, "stock"):
            return None
        if model.stocks[named].part != part:
            found.error(
                (*path, key),
                Phrase(
                    'the stock "{named}" holds {part}, not {part2}',
                    named=named,
                    part=model.stocks[named].part,
                    part2=part,
                ),
                Phrase("name a stock of this part"),
            )
            return None
        return named
    stocks = found.names.stocks_of.get(part, [])
    if not stocks:
        found.error(
            path,
            Phrase('the part "{part}" is held at no stock', part=part),
            Phrase("add a stock: `stocks: {{NAME: {{part: {part}}}}}`", part=part),
        )
        return None
    if len(stocks) > 1:
        found.error(
            path,
            Phrase('the part "{part}" is held at several stocks ({names})', part=part, names=", ".join(stocks)),
            Phrase("say which one: `{key}: {stock}`", key=key, stock=stocks[0]),
        )
        return None
    return stocks[0]


def _nobody(found: Findings, drawn: dict[str, Path_], refilled: set[str]) -> None:
    for name, stock in found.model.stocks.items():
        if name in refilled or math.isinf(stock.initial.value):
            continue
        if name in drawn:
            message = Phrase(
                '{nobody_supplies} "{part}" to this stock, from which jobs, feeds or lanes draw',
                nobody_supplies=NOBODY_SUPPLIES,
                part=stock.part,
            )
            found.error(
                ("stocks", name), message, Phrase("add a lane, a feed or a make cell for it, or `initial: unlimited`")
            )
        else:
            message = Phrase("nobody refills this stock and nobody draws from it")
            found.warn(("stocks", name), message, Phrase("remove it, or connect it"))


def _positive(found: Findings, path: Path_, quantity: Quantity | None, what: str) -> None:
    if quantity is not None and quantity.value <= 0:
        found.error(
            path, Phrase("{what} cannot be 0", what=what), Phrase("give a value above 0, or leave the entry out")
        )


def _fits(found: Findings, path: Path_, amount: float, stock: str, what: str) -> None:
    capacity = found.model.stocks[stock].capacity.value
    if amount > capacity:
        message = Phrase(
            '{what} ({amount:g}) is above the capacity of the stock "{stock}" ({capacity:g})',
            what=what,
            amount=amount,
            stock=stock,
            capacity=capacity,
        )
        found.error(path, message, Phrase("lower it, or raise the capacity"))
