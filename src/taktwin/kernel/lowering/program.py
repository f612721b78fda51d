"""A model ready to run: the kernel's arrays and the names that belong to their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Phase
from taktwin.kernel.base.record import aligned
from taktwin.kernel.base.tree import leaves_for
from taktwin.kernel.kinds.register import KINDS, PLAIN
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.calls import lower_calls
from taktwin.kernel.lowering.flow import Flow, FlowLowering
from taktwin.kernel.lowering.identity import GRAINS, Group, Identities
from taktwin.kernel.lowering.leaving.matched import keep_matched
from taktwin.kernel.lowering.leaving.sequence import keep_sequence
from taktwin.kernel.lowering.orders import Options
from taktwin.kernel.lowering.own.asked import AskedFor, lower_asked
from taktwin.kernel.lowering.own.rules import lower_rules
from taktwin.kernel.lowering.serial import serial_steps
from taktwin.kernel.lowering.stocks import lower_stocks
from taktwin.kernel.lowering.working import Working
from taktwin.kernel.own.compiled import Owned, addresses
from taktwin.kernel.serieslayout import columns_of
from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.nouns.machines.power import MEDIA
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.own.file import OwnRules
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.expand import expand


class LoweringError(TaktwinError, ValueError):
    """The model asks for more than the kernel's arrays can hold."""

    exit_code = INPUT


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
    rules: OwnRules | None = None
    owned: list[Owned] = field(default_factory=list)  # for each row of `owns` what it is
    margins: tuple[int, int] | None = field(default=None, init=False)  # see `runs.margins`, once a run has asked

    @cached_property
    def plain(self) -> bool:
        """Whether the plain tier of the engine knows all kinds that are in it (see `kernel.base.tier`)."""
        return {*self.arrays["nodes"]["kind"].tolist(), *self.arrays["resources"]["kind"].tolist()} <= PLAIN

    def own_code(self) -> np.ndarray:
        """The rows of `owns` with the addresses of the machine code that this process has. Raises `RuleError`."""
        owns = aligned(self.arrays["owns"])
        if self.owned:
            owns["code"], owns["whole"] = addresses(self.rules, self.owned)
        return owns

    def nodes_of(self, kind: str) -> dict[str, int]:
        """Name -> row of the nodes of a kind."""
        return _rows_of(kind, self.arrays["nodes"], self.node_names)

    def resources_of(self, kind: str) -> dict[str, int]:
        """Name -> row of the resources of a kind."""
        return _rows_of(kind, self.arrays["resources"], self.resource_names)


def _rows_of(kind: str, records: np.ndarray, names: list[str]) -> dict[str, int]:
    return {names[i]: int(i) for i in np.flatnonzero(records["kind"] == KINDS.code(kind))}


MOST_POINTS = int(np.iinfo(k.LOG["point"]).max)


def lower(model: PlantModel, grain: str = "shop", asked: AskedFor | None = None) -> Program:
    """Lower a checked model; ``grain`` (see ``GRAINS``) is what its ledger by bucket tells apart.

    ``asked`` is what a run does not decide by itself: it then stops until it is told.

    Raises:
        ValueError: an unknown grain.
        LoweringError: more values of an option than a bit mask holds, or more named points than a row of the log tells.
    """
    if grain not in GRAINS:
        raise ValueError(
            Phrase('the ledger is kept by {names}, not by "{grain}"', names=" or ".join(GRAINS), grain=grain)
        )
    rules = model._rules
    model = expand(model)
    model._rules = rules
    builder = Builder()
    groups = _groups(model)
    options = Options(model)
    for plant in options.plants.values():
        for name, values in zip(plant.names, plant.values, strict=True):
            if len(values) > 62:
                what = f"option {name} has {len(values)} values, at most 62 are possible: group some of them"
                raise LoweringError(what)
    working = Working(builder, model, groups)
    flow = FlowLowering(builder, model, options, working, lower_stocks(builder, model), KINDS)
    _lower(flow, "before")
    for shop in model.shops:
        _lower(flow, "cells", shop)
        flow.shop_lines(shop)
        _lower(flow, "loads", shop)
    flow.connect()
    lower_calls(flow)
    keep_sequence(flow)
    keep_matched(flow)
    _lower(flow, "after")
    builder.link_stocks()
    owned = lower_rules(flow, rules)
    if asked is not None:
        owned += lower_asked(flow, asked)
    if len(flow.flow.points) > MOST_POINTS:
        raise LoweringError(
            Phrase(
                "{n} points are named, at most {most} are possible: drop some",
                n=len(flow.flow.points),
                most=MOST_POINTS,
            )
        )
    if grain == "resource":
        groups = _each_its_own(builder, flow.flow)
    arrays = _world(builder, model, options, len(groups))
    names = builder.resource_names, builder.node_names
    return Program(model, arrays, flow.flow, options, *names, groups, flow.stocks, rules, owned)


def _groups(model: PlantModel) -> list[Group]:
    """The shops, and for each plant what belongs to no shop."""
    identities = Identities(model)
    shops = [Group(shop, shop, identities.plant("shops", shop)) for shop in model.shops]
    return [*shops, *(Group(identities.logistics(plant), None, plant) for plant in identities.plants)]


def _each_its_own(builder: Builder, flow: Flow) -> list[Group]:
    """Make each working resource a group of its own."""
    groups: list[Group] = []
    for i, where in sorted(flow.resource_where.items()):
        builder.resources[i]["group"] = len(groups)
        groups.append(Group(builder.resource_names[i], where.shop, where.plant))
    return groups


def _lower(flow: FlowLowering, phase: Phase, *where: str) -> None:
    """Lower the kinds of a phase, in their order."""
    for kind in KINDS.all:
        if kind.phase == phase and kind.lower is not None:
            kind.lower(flow, *where)


def _world(builder: Builder, model: PlantModel, options: Options, groups: int) -> dict[str, np.ndarray]:
    begins = {word[0] for word in options.words[1:]}
    pool0, ordered0 = builder.ints(builder.pools), builder.ints(builder.ordered)
    matched = [n for n, node in enumerate(builder.nodes) if node["matched"]]
    matched0 = builder.ints(matched)
    sizes0 = builder.ints([*options.columns, *(int(at in begins) for at in range(len(options)))])
    arrays = builder.arrays(KINDS)
    resources = arrays["resources"].size
    leaves = leaves_for(resources)
    world = np.zeros(1, k.WORLD)
    world["bucket_len"] = model.bucket.value
    world["media"] = len(MEDIA)
    world["options"] = len(options)
    world["job_values"] = len(options.columns)
    world["sizes0"] = sizes0
    world["free"] = -1
    world["pools"], world["pool0"] = len(builder.pools), pool0
    world["ordered"], world["ordered0"] = len(builder.ordered), ordered0
    world["matched"], world["matched0"] = len(matched), matched0
    columns = columns_of(arrays["nodes"].size, arrays["stocks"].size, groups)
    arrays.update(
        world=world,
        jobs=np.zeros(0, k.JOB),
        values=np.zeros((0, len(options.columns)), np.int64),
        seconds=np.zeros((resources, len(k.STATES)), np.float64),
        due=np.full(2 * leaves, np.inf),
        marks=np.zeros(arrays["nodes"].size // 64 + 1, np.uint64),
        series=np.zeros((0, columns), np.float64),
        log=np.zeros((0, 5), np.float64),
    )
    steps, places, slice_length = serial_steps(arrays, KINDS)
    arrays.update(steps=steps, rings=np.zeros(places))
    world["slice_length"] = slice_length
    world["slice_end"] = -1.0
    gates = np.flatnonzero(arrays["nodes"]["kind"] == KINDS.code("gate"))  # the last nodes of all
    world["gate0"] = gates[0] if gates.size else arrays["nodes"].size
    for name in ("asked", "asker", "answered_at"):
        world[name] = -1
    for name in k.GIVEN:
        arrays[name] = aligned(arrays[name])
        arrays[name].flags.writeable = False
    return arrays
