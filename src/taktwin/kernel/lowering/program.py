"""A model ready to run: the kernel's arrays and the names that belong to their rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.tree import leaves_for
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.flow import Flow, FlowLowering
from taktwin.kernel.lowering.identity import GRAINS, OTHER, Group
from taktwin.kernel.lowering.orders import Options, lower_stream
from taktwin.kernel.lowering.paths import lower_paths
from taktwin.kernel.lowering.serial import serial_steps
from taktwin.kernel.lowering.supply import (
    fleet_nodes,
    link_stocks,
    lower_cells,
    lower_feeds,
    lower_fleets,
    lower_lanes,
    lower_loads,
    lower_stocks,
)
from taktwin.kernel.lowering.working import Working
from taktwin.kernel.serieslayout import columns_of
from taktwin.model.checks.streams import expand
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.power import MEDIA


class LoweringError(ValueError):
    """The model asks for more than the kernel's arrays can hold."""


@dataclass
class Program:
    """Arrays at time 0 (keys not yet mixed with a seed) and names. ``model`` has its copies and counts spelt out."""

    model: PlantModel
    arrays: dict[str, np.ndarray]
    flow: Flow
    options: Options
    resource_names: list[str]
    node_names: list[str]
    groups: list[Group]
    stocks: dict[str, int]


MOST_POINTS = int(np.iinfo(k.LOG["point"]).max)


def lower(model: PlantModel, grain: str = "shop") -> Program:
    """Lower a checked model; ``grain`` (see ``GRAINS``) is what its ledger by bucket tells apart.

    Raises:
        ValueError: an unknown grain.
        LoweringError: more values of an option than a bit mask holds, or more named points than a row of the log tells.
    """
    if grain not in GRAINS:
        raise ValueError(f'the ledger is kept by {" or ".join(GRAINS)}, not by "{grain}"')
    model = expand(model)
    builder = Builder()
    groups = [*(Group(shop, shop) for shop in model.shops), Group(OTHER, None)]
    options = Options(model)
    for name, values in zip(options.names, options.values, strict=True):
        if len(values) > 62:
            raise LoweringError(f"option {name} has {len(values)} values, at most 62 are possible: group some of them")
    working = Working(builder, model, [*model.shops])
    streams = {name: lower_stream(builder, model, options, name) for name in model.orders}
    stocks = lower_stocks(builder, model)
    lower_lanes(builder, model, stocks)
    working.lower_crews()
    flow = FlowLowering(builder, model, options, working, streams, stocks)
    flow.fleet_nodes = fleet_nodes(builder, model)
    for shop in model.shops:
        lower_cells(builder, model, working, flow, shop)
        flow.shop_lines(shop)
        lower_loads(builder, model, working, flow, shop)
    flow.connect()
    lower_feeds(builder, model, flow)
    lower_fleets(builder, model, working, flow)
    lower_paths(builder, model, flow)
    link_stocks(builder)
    calendars = [_calendar(builder, model, name) for name in model.calendars]
    _follow_calendars(builder, calendars)
    if len(flow.flow.points) > MOST_POINTS:
        raise LoweringError(f"{len(flow.flow.points)} points are named, at most {MOST_POINTS} are possible: drop some")
    if grain == "resource":
        groups = _each_its_own(builder, flow.flow)
    arrays = _world(builder, model, options, len(groups))
    return Program(model, arrays, flow.flow, options, builder.resource_names, builder.node_names, groups, stocks)


def _each_its_own(builder: Builder, flow: Flow) -> list[Group]:
    """Make each working resource a group of its own."""
    groups: list[Group] = []
    for i, where in sorted(flow.resource_where.items()):
        builder.resources[i]["group"] = len(groups)
        groups.append(Group(builder.resource_names[i], where.shop))
    return groups


def _calendar(builder: Builder, model: PlantModel, name: str) -> int:
    """Switching times in the week, and where in the week time 0 lies."""
    switches = [float(t) for window in model.calendars[name].windows() for t in window]
    offset = model.week_offset
    passed = sum(1 for t in switches if t <= offset)
    weeks = 0
    if passed == len(switches):
        passed, weeks = 0, 1
    base = weeks * WEEK_S - offset
    return builder.resource(
        k.CALENDAR,
        name,
        list0=builder.numbers(switches),
        lists=len(switches),
        at=passed,
        base=base,
        period=float(WEEK_S),
        on=passed % 2 if weeks == 0 else 0,
    )


def _follow_calendars(builder: Builder, calendars: list[int]) -> None:
    """Give each calendar the list of its followers, and each follower its state at time 0."""
    followers: dict[int, list[int]] = {}
    for i, resource in enumerate(builder.resources):
        if resource["calendar"] >= 0:
            calendar = calendars[resource["calendar"]]
            followers.setdefault(calendar, []).append(i)
            resource["on"] = builder.resources[calendar]["on"]
            if resource["on"] == 0:
                resource["state"] = k.OFF_SHIFT
    for calendar, found in followers.items():
        builder.resources[calendar]["sources0"] = builder.ints(found)
        builder.resources[calendar]["sources"] = len(found)


def _world(builder: Builder, model: PlantModel, options: Options, groups: int) -> dict[str, np.ndarray]:
    begins = {word[0] for word in options.words[1:]}
    sizes = [len(values) for values in options.values]
    sizes0 = builder.ints(sizes + [int(at in begins) for at in range(len(options))])
    arrays = builder.arrays()
    resources = arrays["resources"].size
    leaves = leaves_for(resources)
    world = np.zeros(1, k.WORLD)
    world["bucket_len"] = model.bucket.value
    world["media"] = len(MEDIA)
    world["options"] = len(options)
    world["sizes0"] = sizes0
    world["free"] = -1
    columns = columns_of(arrays["nodes"].size, arrays["stocks"].size, groups)
    arrays.update(
        world=world,
        jobs=np.zeros(0, k.JOB),
        values=np.zeros((0, len(options)), np.int64),
        seconds=np.zeros((resources, len(k.STATES)), np.float64),
        due=np.full(2 * leaves, np.inf),
        marks=np.zeros(arrays["nodes"].size // 64 + 1, np.uint64),
        series=np.zeros((0, columns), np.float64),
        log=np.zeros((0, 5), np.float64),
    )
    steps, places, slice_length = serial_steps(arrays)
    arrays.update(steps=steps, rings=np.zeros(places))
    world["slice_length"] = slice_length
    world["slice_end"] = -1.0
    return arrays
