"""Order streams: mix, files, and starts that would release jobs without end."""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.movingline import IndexedLine, MovingLine
from taktwin.model.nouns.plant import AnyElement
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.orderfile import read_orders
from taktwin.model.values.timeby import Cycle, TimeBy

TOLERANCE = 1e-6


def check_orders(found: Findings) -> None:
    """Check the order streams, their files, and how lines start."""
    model = found.model
    for name, stream in model.orders.items():
        path = ("orders", name)
        if stream.mix is None and stream.file is None and model.products:
            found.error(
                path,
                Phrase("an order stream of a plant with products needs a mix or a file"),
                Phrase("add `mix: {PRODUCT: SHARE}` or `file: ORDERS.csv`"),
            )
        if stream.interval is not None and stream.interval.mean <= 0:
            found.error(
                (*path, "interval"),
                Phrase("the interval of releases cannot be 0"),
                Phrase("leave `interval` out to release whenever there is room"),
            )
        found.reference((*path, "calendar"), stream.calendar, model.calendars, "calendar")
        if stream.calendar is not None and stream.interval is None:
            message = Phrase("only the time of an `interval` runs in shifts")
            remedy = Phrase(
                "add `interval: TIME`, or drop `calendar`: jobs begin when the first element is on shift and has room"
            )
            found.error((*path, "calendar"), message, remedy)
        before = -math.inf
        for place, period in enumerate(stream.mix or []):
            here = (
                (*path, "mix", place)
                if "from_" in period.model_fields_set or len(stream.mix or []) > 1
                else (*path, "mix")
            )
            for product in period.shares:
                found.reference((*here, product), product, model.products, "product")
            total = sum(share.value for share in period.shares.values())
            if abs(total - 1) > TOLERANCE:
                found.error(
                    here,
                    Phrase("the shares of the mix sum to {value:.6g} %", value=total * 100),
                    Phrase("change them so that they sum to 100 %"),
                )
            if period.from_.value <= before:
                found.error(
                    (*here, "from"),
                    Phrase("the periods of the mix are not in the order of time"),
                    Phrase("sort them by `from`, each later than the one before"),
                )
            before = period.from_.value
        if stream.mix == []:
            found.error((*path, "mix"), Phrase("the mix is empty"), Phrase("add `PRODUCT: SHARE` entries"))
        if stream.file is not None:
            orders, problems = read_orders(model, name)
            for problem in problems:
                found.add(problem)
            if orders and orders[0].release is not None and stream.interval is not None:
                found.error(
                    (*path, "interval"),
                    Phrase("the file gives release times, and so does the interval"),
                    Phrase("drop one of them"),
                )
    used = {line.orders for _, _, line in model.all_lines() if line.orders is not None}
    for name in model.orders:
        if name not in used:
            message = Phrase("no line takes orders from this stream")
            found.warn(("orders", name), message, Phrase("name it in a line: `orders: ...`"))
    for shop, line_name, line in model.all_lines():
        _start(found, shop, line_name, line)


def _start(found: Findings, shop: str, name: str, line: Line) -> None:
    path = ("shops", shop, "lines", name)
    stream = found.model.orders.get(line.orders) if line.orders is not None else None
    throttled = stream is not None and (
        stream.interval is not None or stream.quantity is not None or stream.file is not None
    )
    if line.start_kind == "call" or line.start_kind is None or throttled:
        return
    if line.orders is not None and stream is None:
        return
    first = line.flow[0]
    capacity = first.__dict__.get("capacity")
    carried = any(
        not pool.when and any(span.from_ == first.name for span in pool.all_spans)
        for pool in found.model.carriers.values()
    )  # then no more come in than there are carriers
    if capacity is not None and math.isinf(capacity.value) and not carried:
        message = Phrase("jobs start whenever the first element has room, but its room is unlimited")
        remedy = Phrase('give "{name}" a capacity, or the order stream an `interval`', name=first.name)
        found.error((*path, "flow", 0, "capacity"), message, remedy)
    if line.to is None and all(_takes_no_time(element) for element in line.flow):
        found.error(
            (*path, "flow"),
            Phrase("jobs start whenever there is room, but nothing on this line takes time"),
            Phrase("give a station a cycle above 0"),
        )


def _takes_no_time(element: AnyElement) -> bool:
    if isinstance(element, MovingLine):
        return False
    if isinstance(element, WorkPlace | IndexedLine):
        # a wait for parts or sub-lines, or a change in an exception, takes time as well
        if element.joins or element.uses or element.exceptions:
            return False
        waits = isinstance(element, IndexedLine) and element.transfer.value > 0
        return not waits and _longest(element.cycle) == 0
    if isinstance(element, Store):
        return element.cycle.mean == 0
    return element.kind == "buffer" or (element.kind == "conveyor" and element.__dict__["transit"].value == 0)


def _longest(cycle: Cycle) -> float:
    """The longest mean of a time of work, s."""
    times = [*cycle.values.values(), cycle.default] if isinstance(cycle, TimeBy) else [cycle]
    return max((time.mean for time in times if time is not None), default=0.0)
