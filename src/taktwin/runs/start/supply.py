"""Stocks, trucks, order streams and shift calendars in a start state."""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.stocks import ENDLESS_STOCK
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StockState
from taktwin.runs.start.draft import UNKNOWN, Draft
from taktwin.runs.start.trucks import set_docks, set_trucks

_ROUNDING = 1e-9


def set_stocks(draft: Draft) -> None:
    """Levels of the stock points."""
    stocks = draft.index.program.stocks
    for name, state in draft.state.stocks.items():
        if draft.found.reference(("stocks", name), name, stocks, "stock point"):
            _level(draft, name, stocks[name], state)
    for field in ("least", "most"):
        draft.arrays["stock_states"][field] = draft.arrays["stock_states"]["level"]


def _level(draft: Draft, name: str, i: int, state: StockState) -> None:
    record, path = draft.arrays["stock_states"][i], ("stocks", name)
    if record["level"] > ENDLESS_STOCK / 2:
        draft.found.error(path, Phrase("{name} never runs out in the model", name=name), Phrase("leave it out"))
        return
    level, cap = state.level.value, float(draft.stocks["cap"][i])
    dock = state.dock.value if state.dock is not None else 0.0
    if level > cap:
        remedy = Phrase("write {cap:g}, and what waits outside as `dock`", cap=cap)
        draft.found.error(
            (*path, "level"),
            Phrase("{name} holds {cap:g} at most, got {text}", name=name, cap=cap, text=state.level.text),
            remedy,
        )
    elif dock > 0.0 and level < cap:
        message = Phrase("{dock:g} wait at the dock, though there is room for {cap:g}", dock=dock, cap=cap - level)
        draft.found.error((*path, "dock"), message, Phrase("count them in `level`"))
    if state.called is not None and not draft.stocks["called"][i]:
        message = Phrase("nothing of {name} is called before it is drawn", name=name)
        draft.found.error((*path, "called"), message, Phrase("remove `called`, or give its lane a `call` in the model"))
    record["owed"] = state.called.value if state.called is not None else 0.0
    record["level"], record["dock"] = level, dock


def check_stocks(draft: Draft) -> None:
    """No more is reserved for feeds than is at hand."""
    for name, i in draft.index.program.stocks.items():
        record = draft.arrays["stock_states"][i]
        if record["reserved"] > record["level"] + _ROUNDING:
            message = Phrase(
                "feeds have reserved {reserved:g}, but {level:g} are at hand",
                reserved=record["reserved"],
                level=record["level"],
            )
            draft.found.error(("stocks", name), message, Phrase("raise the level, or drop trips or requests of feeds"))


def set_lanes(draft: Draft) -> None:
    """Trucks on the way and at docks, and the next order of each lane."""
    for name in draft.state.lanes:
        draft.found.reference(("lanes", name), name, draft.index.lanes, "lane")
    for name, i in draft.index.lanes.items():
        set_trucks(draft, name, i)
        _next_order(draft, name, i)
    set_docks(draft)


def _next_order(draft: Draft, name: str, i: int) -> None:
    """The next due time by ``offset`` and ``every``, or the given one, from which the lane then goes on."""
    record, given = draft.resource_states[i], draft.state.lanes.get(name)
    base, period = float(record["base"]), float(draft.resources["period"][i])
    if math.isinf(period):
        if given is not None and given.next_order is not None:
            message = Phrase("{name} orders as soon as parts are drawn, at no given time", name=name)
            draft.found.error(("lanes", name, "next_order"), message, Phrase("remove `next_order`"))
        return
    at = max(0, math.ceil((draft.now - base) / period - _ROUNDING))
    if given is not None and given.next_order is not None:
        due = draft.now + given.next_order.value
        if given.next_order.value > max(period, base) * (1.0 + _ROUNDING):
            message = Phrase(
                "{name} orders every {period:g} s, got {text} to its next order",
                name=name,
                period=period,
                text=given.next_order.text,
            )
            draft.found.error(("lanes", name, "next_order"), message, Phrase("correct the time"))
        at = max(0, round((due - base) / period))
        if abs(base + at * period - due) > 1e-6:
            at, record["base"] = 0, due
    record["at"] = at
    record["work_end"] = record["base"] + at * period


def set_orders(draft: Draft) -> None:
    """The next release of each order stream (how many it has released is known from the jobs)."""
    for name, given in draft.state.orders.items():
        if not draft.found.reference(("orders", name), name, draft.index.orders, "order stream"):
            continue
        stream = draft.resources[draft.index.orders[name]]
        if given.next_in is not None and stream["dist"] < 0:
            how = Phrase("at the times of its list" if stream["releases0"] >= 0 else "whenever the line has room")
            draft.found.error(
                ("orders", name, "next_in"),
                Phrase("{name} releases its orders {how}", name=name, how=how),
                Phrase("drop `next_in`"),
            )
    for name, i in draft.index.orders.items():
        stream, record, given = draft.resources[i], draft.resource_states[i], draft.state.orders.get(name)
        record["at"] = record["jobs"]
        if record["jobs"] >= record["count"] or stream["sources"] == 0:
            record["work_end"] = math.inf
        elif stream["releases0"] >= 0:
            release = float(draft.arrays["floats"][stream["releases0"] + record["jobs"]])
            record["work_end"] = max(draft.now, release)
        elif stream["dist"] >= 0:
            known = given is not None and given.next_in is not None
            record["work_end"] = draft.later(given.next_in) if known else UNKNOWN  # type: ignore[union-attr]


def set_calendars(draft: Draft) -> None:
    """Where the shift calendars stand at the time of the state, and who is on shift."""
    for i in draft.index.program.resources_of("calendar").values():
        calendar, record = draft.resources[i], draft.resource_states[i]
        first, count = int(calendar["list0"]), int(calendar["lists"])
        switches = draft.arrays["floats"][first : first + count]
        period = float(calendar["period"])
        # the clock of a rule (a single switch) counts from the start of the run, a shift calendar from Monday
        offset = draft.index.program.model.week_offset if count > 1 else 0.0
        weeks, in_week = divmod(offset + draft.now, period)
        passed = int((switches <= in_week).sum())
        if in_week < switches[-1] - period:  # the last shift of the week before goes on
            passed, weeks = count - 1, weeks - 1
        on = passed % 2
        if passed == count:
            passed, weeks, on = 0, weeks + 1, 0
        record["at"], record["base"], record["on"] = passed, weeks * period - offset, on
        followers = draft.index.ints[calendar["sources0"] : calendar["sources0"] + calendar["sources"]]
        draft.resource_states["on"][followers] = on
        states = [draft.index.kinds[follower].idle_state for follower in followers]
        draft.resource_states["state"][followers] = states if on else k.OFF_SHIFT
    lines = draft.resources["node"]
    for team in draft.index.program.resources_of("zone_team").values():  # it rests with its line
        of_line = draft.nodes["res0"][lines[team]]
        for field in ("on", "state"):
            draft.resource_states[field][team] = draft.resource_states[field][of_line]
    rests = draft.arrays["rest_states"]
    rests["on"], rests["since"] = 0, draft.now
    for i in draft.index.program.resources_of("calendar").values():
        first, count = int(draft.resources["shifts0"][i]), int(draft.resources["shifts"][i])
        np.add.at(rests["on"], draft.index.ints[first : first + count], int(draft.resource_states["on"][i]))


def finish_begun_work(draft: Draft) -> None:
    """What is worked on off shift, where begun work is finished, was begun before."""
    r = draft.resource_states
    busy = (r["phase"] != k.NO_WORK) | (r["yard"] > 0)
    closing = np.flatnonzero((draft.resources["finish"] == 1) & (r["on"] == 0) & busy)
    r["on"][closing] = r["closing"][closing] = 1
    r["state"][closing] = k.STARVED
