"""Make cells: presses and casting machines that make lots of parts for stock points, with die changes between them."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.base.memory import (
    dist_at,
    entry,
    int_at,
    place,
    resource,
    resource_state,
    stock_at,
    stock_state,
)
from taktwin.kernel.base.random import address, numbered, sample, unit
from taktwin.kernel.base.state import (
    AWAKE,
    BLOCKED,
    IN_SETUP,
    IN_WORK,
    MANUAL,
    NO_WORK,
    P_SCRAP,
    P_SETUP,
    RESTART,
    SCRAP,
    STARVED,
    THERE,
    WAITING_OPERATOR,
    WAITING_PARTS,
    WAKES,
)
from taktwin.kernel.common.byhand import WITH_OPERATORS, begin_at, failure_event_with_operators
from taktwin.kernel.common.failureclock import close, count_work
from taktwin.kernel.common.machine import (
    at_work,
    failure_event,
    mark,
    prime_machine,
    refresh,
    stop_clock,
    update_state,
    wait_for,
)
from taktwin.kernel.common.operators import muster
from taktwin.kernel.common.pausing import change_pause, paused, settle_pause, wakes_first
from taktwin.kernel.common.spoilt import spoils_work
from taktwin.kernel.common.stock import draw_all, lacking, lacks, mark_makers, receive_from
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.operators import lower_needs
from taktwin.kernel.outlook.supply import CELLS


@kernel
def choose_recipe(s, n):
    """Row of the recipe whose stock is at or below its reorder level, by least cover first; -1 if none is due."""
    node = place(s, n)
    best = -1
    cover = 2.0
    for k in range(node.row, node.row + node.rows):
        row = entry(s, k)
        p = stock_state(s, row.target)
        position = p.level + p.dock + p.on_way
        if position <= row.reorder:
            c = position / row.reorder if row.reorder > 0.0 else 0.0
            if c < cover:
                cover = c
                best = k
    return best


@kernel
def change_between(s, n, last, k):
    """The distribution of the die change from recipe ``last`` (-1: there was none) to recipe ``k``; -1: none is due."""
    node = place(s, n)
    if last < 0 or last == k:
        return -1
    if node.matrix0 >= 0:
        return int_at(s, node.matrix0 + (last - node.row) * node.rows + k - node.row)
    return node.setup_dist


@kernel
def has_work(s, n):
    """Whether a lot is due, or there is room for the next hit of the one at hand."""
    job = resource_state(s, place(s, n).res0).job
    if job < 0:
        return choose_recipe(s, n) >= 0
    row = entry(s, job)
    return stock_state(s, row.target).level + row.amount <= stock_at(s, row.target).cap


@kernel
def look(s, n):
    """Wake where something is to be done, and go on."""
    i = place(s, n).res0
    r = resource_state(s, i)
    if r.up == 0 or r.on == 0 or r.phase != NO_WORK:
        return
    if resource(s, i).pauses == 0:
        go_on(s, n)
        return
    if r.pause == WAKES or (r.pause != AWAKE and (not has_work(s, n) or wakes_first(s, i))):
        return
    go_on(s, n)
    settle_pause(s, i)


@kernel
def go_on(s, n):
    """Choose a lot, change the die, and make the next hit if there is material and room."""
    i = place(s, n).res0
    r = resource_state(s, i)
    if r.job < 0:
        k = choose_recipe(s, n)
        if k < 0:
            return
        row = entry(s, k)
        r.job = k
        r.hits = row.lot
        stock_state(s, row.target).on_way += row.lot * row.amount
        change = change_between(s, n, r.last_value, k)
        r.last_value = k
        if change >= 0:
            r.setups += 1
            r.draws += 1
            begin_at(s, i, IN_SETUP, sample(dist_at(s, change), address(r.key, P_SETUP, r.draws)))
            return
    make_hit(s, i)


@kernel
def make_hit(s, i):
    """Begin the next hit of the lot, or wait for room or material."""
    r = resource_state(s, i)
    row = entry(s, r.job)
    if r.cause >= 0 and r.state == WAITING_PARTS and lacks(s, row.need0, r.cause, -1):
        return
    p = stock_state(s, row.target)
    r.done = 1 if p.level + row.amount > stock_at(s, row.target).cap else 0
    if r.done == 1:
        update_state(s, i)
        return
    k = lacking(s, row.need0, row.needs, -1)
    if k >= 0:
        wait_for(s, i, k)
        return
    draw_all(s, row.need0, row.needs, -2 - i)
    r.ideal += dist_at(s, row.dist).mean
    begin_at(s, i, IN_WORK, sample(dist_at(s, row.dist), numbered(r.work_key, r.works)))
    r.cause = -1  # between two hits it waits for nothing yet


@kernel
def end_of_hit(s, i):
    """Die change or hit has ended."""
    r = resource_state(s, i)
    stop_clock(s, i)
    changing = r.phase == IN_SETUP
    r.phase = NO_WORK
    close(s, i)
    if not changing:
        if resource(s, i).counts > 0:
            count_work(s, i)
        row = entry(s, r.job)
        r.works += 1
        r.jobs += 1
        stock_state(s, row.target).on_way -= row.amount
        if row.share > 0.0 and unit(address(r.key, P_SCRAP, r.works)) < row.share:
            r.scrapped += 1
            mark_makers(s, row.target)
        else:
            row.made += 1
            receive_from(s, row.target, row.amount, i)
        r.hits -= 1
        if r.hits <= 0:
            r.job = -1
    if place(s, resource(s, i).node).plain == MANUAL:
        muster(s, i)
    update_state(s, i)
    refresh(s, i)
    mark(s, resource(s, i).node)


@kernel
def spoil_hit(s, i):
    """The failure that has just struck may have the hit begin anew, or spoil it: then it gives no parts."""
    r = resource_state(s, i)
    work = spoils_work(s, i)
    if work == RESTART:
        r.left = r.whole
    elif work == SCRAP:
        close(s, i)
        r.phase = NO_WORK
        r.works += 1
        r.jobs += 1
        r.scrapped += 1
        stock_state(s, entry(s, r.job).target).on_way -= entry(s, r.job).amount
        mark_makers(s, entry(s, r.job).target)
        r.hits -= 1
        if r.hits <= 0:
            r.job = -1
        update_state(s, i)


@kernel
def cell_event(s, i):
    """The end of a hit or die change before a change of its pause before the end of a repair before a failure."""
    r = resource_state(s, i)
    if r.running == 1 and r.work_end <= s.now:
        end_of_hit(s, i)
    elif r.entry_at <= s.now:
        change_pause(s, i)
    else:
        if place(s, resource(s, i).node).plain == MANUAL:
            failure_event_with_operators(s, i)
        else:
            failure_event(s, i)
        if resource(s, i).spoils > 0:
            spoil_hit(s, i)
    settle_pause(s, i)


@kernel
def cell_state(s, i):
    """At work; or its stock point is full; or material is lacking; or no lot is due."""
    r = resource_state(s, i)
    if r.running == 1:
        return at_work(s, r)
    if r.pause != AWAKE:
        return paused(r)
    if r.job < 0:
        return STARVED
    if r.hands != THERE:
        return WAITING_OPERATOR
    return WAITING_PARTS if r.done == 0 else BLOCKED


@kernel
def prime_cell(s, i):
    """Its first failures, and its first pause."""
    prime_machine(s, i)
    settle_pause(s, i)


def lower(low: FlowLowering, shop: str) -> None:
    """Node and resource of each make cell of a shop."""
    for name, cell in low.model.shops[shop].cells.items():
        rows = []
        draws: list[int] = []
        for make in cell.makes.values():
            into = make.into or next(s for s, point in low.model.stocks.items() if point.part == make.part)
            needs_rows = low.needs(make.uses, shop)
            draws += [row["target"] for row in needs_rows]
            need0, needs = low.b.row_list(needs_rows)
            rows.append(
                {
                    "target": low.stocks[into],
                    "dist": low.b.distribution(make.hit),
                    "amount": make.per_hit.value,
                    "lot": int(make.lot.value),
                    "reorder": make.reorder.value,
                    "share": make.scrap.value,
                    "need0": need0,
                    "needs": needs,
                }
            )
        first, count = low.b.row_list(rows)
        fields: dict[str, Any] = {"row": first, "rows": count, "setup_dist": low.b.distribution(cell.change)}
        if cell.changes:
            pairs = [(last, recipe) for last in cell.makes for recipe in cell.makes]
            times = [cell.change_between(*pair) if pair[0] != pair[1] else None for pair in pairs]
            fields["matrix0"] = low.b.ints([low.b.distribution(time) for time in times])
        node = low.node("cell", name, shop, None, **fields)
        low.servers(node, "cell", 1, cell)
        lower_needs(low, node, cell)
        for row in rows:
            low.b.refills(row["target"], node)
        for stock in draws:
            low.b.draws(stock, node)


CELL = Kind(
    **{**WITH_OPERATORS, "prime": prime_cell},
    name="cell",
    outlook=CELLS,
    look=look,
    event=cell_event,
    state=cell_state,
    phases=(IN_SETUP, IN_WORK),
    work_unit=True,
    limits=True,
    able=True,
    phase="cells",
    relief="recipes",
    lower=lower,
)
