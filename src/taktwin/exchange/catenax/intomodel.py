"""A supplier's simulation result as deliveries of one's own model: a model file that builds on it."""

from __future__ import annotations

import datetime as dt
import math
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from taktwin.exchange.catenax.aspect import unusable
from taktwin.exchange.catenax.material_flow import MaterialFlowSimulationResult
from taktwin.exchange.catenax.osim import DeliveryIn, deliveries
from taktwin.exchange.catenax.values import moment
from taktwin.exchange.draft import Draft, Untaken, checked, spelt_yaml
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.expand import expand

#: A lane orders once, and then not for as long as nobody simulates.
NEVER = "36500 d"
_UNITS = {"Piece": ("piece", "set", "pair"), "KG": ("kg",), "Liter": ("l", "L")}


@dataclass(frozen=True, kw_only=True)
class IntoOptions:
    """How a result is put into a model.

    Attributes:
        recipient: site (BPNS) whose shipments are taken; None where the result has those of one alone.
        stocks: part number of the supplier -> stock point; others go to the one that holds a part of that name.
        zone: of the clock of the model, whose `start` has none.
        supplier: what the supplier is called in the model.
        prefix: begin of the names of the lanes.
    """

    recipient: str | None = None
    stocks: Mapping[str, str] = field(default_factory=dict)
    zone: dt.tzinfo = dt.UTC
    supplier: str = "supplier"
    prefix: str = "in"


def draft_deliveries(
    result: MaterialFlowSimulationResult,
    model: PlantModel,
    base: str,
    options: IntoOptions | None = None,
    *,
    folder: str | Path | None = None,
    name: str = "",
) -> Draft:
    """A model file that extends a model by what a supplier's twin foresees: each delivery comes when it says.

    The model language has no list of deliveries. Each of them becomes a lane that orders once: at the time of the
    delivery, its amount, with no lead. What came before the start of the model, or goes to no stock point of it, is not
    taken, and told.

    Args:
        result: the supplier's.
        model: that it goes into.
        base: name or file of the model, for `extends`.
        options: how.
        folder: where the draft will be kept: the path to the model is then written from there.
        name: of the document, for what is told.

    Raises:
        OptionError: a stock point that is named does not exist, several hold a part and none is named, or the result
            has shipments to several sites and none is named.
        DocumentError: the result cannot be used: no shipment for this site, it has expired before the model starts, a
            time is none, a part is counted in another unit.

    Example:
        ``draft_deliveries(result, plant.model, "plant.yaml", IntoOptions(stocks={"S-1": "seats"})).save("next.yaml")``
    """
    options = options or IntoOptions()
    spelt = expand(model)
    start = model.start.replace(tzinfo=options.zone)
    for part, stock in options.stocks.items():
        if stock not in spelt.stocks:
            remedy = Phrase("the stock points are {names}", names=", ".join(spelt.stocks) or "none")
            raise OptionError(
                Phrase('there is no stock point "{stock}" for {part}', stock=stock, part=part), remedy, "stocks"
            )
    _check_time(result, start)
    no_stock: dict[str, list[DeliveryIn]] = {}
    before: dict[str, list[DeliveryIn]] = {}
    lanes: dict[str, dict[str, object]] = {}
    used: set[str] = set(spelt.lanes)
    for one in _mine(result, options):
        offset = (one.time - start).total_seconds()
        stock = _stock(one, spelt, options)
        if stock is None:
            no_stock.setdefault(one.part, []).append(one)
        elif offset < 0.0:
            before.setdefault(one.part, []).append(one)
        elif one.quantity > 0.0:
            _check_unit(result, one, spelt, stock)
            lane = _name(f"{options.prefix}-{one.shipment}-{one.part}", used)
            lanes[lane] = {
                "supplier": options.supplier, "to": stock, "every": NEVER, "offset": f"{offset:.15g} s",
                "quantity": int(one.quantity) if float(one.quantity).is_integer() else one.quantity,
            }  # fmt: skip
    untaken = [
        *(Untaken(name, 1, _told(own), f'no stock point holds a part "{part}"') for part, own in no_stock.items()),
        *(Untaken(name, 1, _told(own), f"{_when(own)}, before the start") for own in before.values()),
    ]
    if not lanes and not untaken:
        place = "/materialFlowSimulationResult/shipments"
        unusable(result, place, "a shipment that brings something", "ask the supplier for another result")
    draft = checked(_text(base, None, model.name, result, options, lanes), untaken)
    return Draft(_text(base, folder, model.name, result, options, lanes), draft.untaken, draft.problems)


def _told(several: Sequence[DeliveryIn]) -> str:
    """Deliveries of one part in a line, since a supplier's result has hundreds."""
    first = several[0]
    if len(several) == 1:
        return f"{first.quantity:g} {first.part} in {first.shipment}"
    amount = math.fsum(one.quantity for one in several)
    return f"{amount:g} {first.part} in {len(several)} deliveries, the first of them {first.shipment}"


def _when(several: Sequence[DeliveryIn]) -> str:
    """When these come: the time of one, or of the first and the last."""
    times = [one.time for one in several]
    if len(times) == 1:
        return f"it comes at {times[0]:%Y-%m-%d %H:%M} UTC"
    return f"they come from {min(times):%Y-%m-%d %H:%M} to {max(times):%Y-%m-%d %H:%M} UTC"


def _check_time(result: MaterialFlowSimulationResult, start: dt.datetime) -> None:
    """A result that has expired says nothing any more."""
    place = "/materialFlowSimulationResult/expirationTimestamp"
    text = result.materialFlowSimulationResult.expirationTimestamp
    try:
        expires = moment(text)
    except ValueError as error:
        unusable(result, place, f"an instant of the calendar ({error})", "correct the time")
    if expires < start:
        what = f"a result that holds at the start of the model ({start.isoformat()}), got one until {text}"
        unusable(result, place, what, "ask the supplier for a newer one, or begin the model earlier")


def _mine(result: MaterialFlowSimulationResult, options: IntoOptions) -> list[DeliveryIn]:
    """The deliveries of one recipient."""
    place = "/materialFlowSimulationResult/shipments"
    sites = sorted({one.recipient.bpnsProperty for one in result.materialFlowSimulationResult.shipments})
    if options.recipient is None and len(sites) > 1:
        remedy = Phrase("say which site is yours: {names}", names=", ".join(sites))
        raise OptionError(Phrase("the result has shipments to several sites"), remedy, "recipient")
    recipient = options.recipient if options.recipient is not None else next(iter(sites), None)
    if recipient not in sites:
        what = f"shipments to {recipient or 'somebody'}, got such to {', '.join(sites) or 'nobody'}"
        unusable(result, place, what, "correct the number of the site, or ask the supplier")
    return deliveries(result, recipient)


def _stock(one: DeliveryIn, spelt: PlantModel, options: IntoOptions) -> str | None:
    if one.part in options.stocks:
        return options.stocks[one.part]
    able = [name for name, stock in spelt.stocks.items() if stock.part == one.part]
    if len(able) > 1:
        raise OptionError(
            Phrase("several stock points hold {part}: {names}", part=one.part, names=", ".join(able)),
            Phrase("say to which one it goes"),
            "stocks",
        )
    return able[0] if able else None


def _check_unit(result: MaterialFlowSimulationResult, one: DeliveryIn, spelt: PlantModel, stock: str) -> None:
    part = spelt.stocks[stock].part
    unit = spelt.parts[part].unit if part in spelt.parts else "piece"
    if unit not in _UNITS[one.unit]:
        place = "/materialFlowSimulationResult/shipments"
        unusable(result, place, f"{part} in {unit}, got {one.part} in {one.unit}", "count it in one unit")


def _name(text: str, used: set[str]) -> str:
    """A name for a lane that no other has."""
    base = re.sub(r"[^\w-]+", "-", text).strip("-")
    name, number = base, 1
    while name in used:
        number += 1
        name = f"{base}-{number}"
    used.add(name)
    return name


def _text(
    base: str,
    folder: str | Path | None,
    model: str,
    result: MaterialFlowSimulationResult,
    options: IntoOptions,
    lanes: Mapping[str, Mapping[str, object]],
) -> str:
    """The model file; a base that is a file is named from the folder of the draft."""
    if Path(base).is_file():
        base = str(Path(base).absolute()) if folder is None else os.path.relpath(base, folder)
        base = base.replace(os.sep, "/")
        base = base if "/" in base else f"./{base}"
    run = result.materialFlowSimulationResult
    lines = [
        f"# Deliveries that {run.owner.bpnsProperty} foresees, run {_plain(run.runId)} of {_plain(run.timestamp)}.",
        "taktwin: 1",
        f"name: {spelt_yaml(model)}",
        f"extends: {spelt_yaml(base)}",
        "suppliers:",
        f"  {spelt_yaml(options.supplier)}: {spelt_yaml({'title': run.owner.bpnsProperty})}",
    ]
    if lanes:
        lines += ["lanes:", *(f"  {spelt_yaml(name)}: {spelt_yaml(lane)}" for name, lane in lanes.items())]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """A text of a partner in a comment: in one line, and short."""
    return " ".join(text.split())[:60]
