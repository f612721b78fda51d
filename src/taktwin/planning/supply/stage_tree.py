"""A network of stages that supply each other and form a tree: its checks, its demand, its longest times."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from taktwin.analysis.supply.checks import number, whole
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

MOST_PERIODS = 2_000
"""Longest time through a network that is planned."""
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Stage:
    """A place that makes or moves something and may hold stock behind it."""

    time: float
    """T: time from having all inputs to being ready, in periods, 0 or more."""
    holding: float
    """Cost of a unit in stock for a period, 0 or more."""
    z: float = 1.645
    """Safety factor of the demand bound, 0 or more; 1.645: 95 % of the periods of a normal demand."""
    sigma: float = 0.0
    """Standard deviation of the demand of a period by customers of the stage itself; 0: it has none."""
    inbound: int = 0
    """Service time of suppliers outside the network, in whole periods; 0: they deliver from stock."""
    outbound: int | None = None
    """Longest service time that its own customers accept, in whole periods; None: it has no customers outside."""


class StageTree:
    """The network after its checks.

    `suppliers`, `followers`: neighbours of each stage. `order`: suppliers before followers. `cut`: an order in which
    each stage has at most one neighbour left that comes later, which is `towards`. `sigma`: standard deviation of the
    demand that comes to each stage. `waits`, `ready`: longest inbound service time of each, and that plus its own time.
    """

    def __init__(self, stages: Mapping[str, Stage], links: Iterable[tuple[str, str]]) -> None:
        if not isinstance(stages, Mapping):
            raise OptionError(
                Phrase("stages must give each name a Stage, got {stages}", stages=repr(stages)), "", "stages"
            )
        if not stages:
            raise OptionError(Phrase("there is no stage"), Phrase("give at least one"), "stages")
        self.stages = dict(stages)
        self.suppliers: dict[str, list[str]] = {name: [] for name in stages}
        self.followers: dict[str, list[str]] = {name: [] for name in stages}
        for supplier, follower in links:
            for name in (supplier, follower):
                if name not in self.stages:
                    raise OptionError(
                        Phrase("a link names {name}, which is no stage", name=repr(name)),
                        Phrase("add it to the stages"),
                        "links",
                    )
            if follower in self.followers[supplier] or supplier in self.followers[follower]:
                raise OptionError(
                    Phrase("{supplier} and {follower} are linked twice", supplier=supplier, follower=follower),
                    Phrase("link them once"),
                    "links",
                )
            self.followers[supplier].append(follower)
            self.suppliers[follower].append(supplier)
        self.cut, self.towards = self._cut()
        try:
            self.order = list(TopologicalSorter(self.suppliers).static_order())
        except CycleError as error:  # only a stage that supplies itself is left to be found here
            raise OptionError(
                Phrase("{args} supplies itself", args=error.args[1][0]), Phrase("leave the link out"), "links"
            ) from None
        for name, stage in self.stages.items():
            _check(name, stage, bool(self.followers[name]))
        self.sigma: dict[str, float] = {}
        for name in reversed(self.order):
            self.sigma[name] = math.hypot(self.stages[name].sigma, *(self.sigma[one] for one in self.followers[name]))
        self.waits: dict[str, int] = {}
        self.ready: dict[str, float] = {}
        for name in self.order:
            stage = self.stages[name]
            self.waits[name] = max([int(stage.inbound), *(periods(self.ready[one]) for one in self.suppliers[name])])
            self.ready[name] = self.waits[name] + stage.time
            if self.ready[name] > MOST_PERIODS:
                message = Phrase(
                    "stage {name} is ready after {ready:g} periods at the latest", name=name, ready=self.ready[name]
                )
                raise OptionError(
                    message,
                    Phrase("take longer periods; at most {most_periods:,} are planned", most_periods=MOST_PERIODS),
                    "stages",
                )

    def _cut(self) -> tuple[list[str], dict[str, str | None]]:
        """The stages in an order in which each has at most one neighbour left, and that neighbour."""
        left = {name: {*self.suppliers[name], *self.followers[name]} for name in self.stages}
        ends = [name for name, near in left.items() if len(near) <= 1]
        order: list[str] = []
        towards: dict[str, str | None] = {}
        while ends:
            name = ends.pop()
            if name in towards:
                continue
            towards[name] = neighbour = next(iter(left[name]), None)
            order.append(name)
            if neighbour is not None:
                left[neighbour].discard(name)
                if len(left[neighbour]) == 1 or (not left[neighbour] and neighbour not in towards):
                    ends.append(neighbour)
        rest = [name for name in self.stages if name not in towards]
        if rest:
            message = Phrase(
                "the links close a circle through {rest}{value}",
                rest=", ".join(rest[:5]),
                value=" ..." if len(rest) > 5 else "",
            )
            raise OptionError(message, Phrase("leave a link of it out: only trees are solved"), "links")
        return order, towards


def _check(name: str, stage: Stage, followed: bool) -> None:
    if not isinstance(stage, Stage):
        raise OptionError(
            Phrase("stages: {name} must be a Stage, got {stage}", name=name, stage=repr(stage)),
            Phrase("give Stage(time, holding)"),
            "stages",
        )
    try:
        for field_name in ("time", "holding", "z", "sigma"):
            number(field_name, getattr(stage, field_name), least=0.0)
        whole("inbound", stage.inbound)
        if stage.outbound is not None:
            whole("outbound", stage.outbound)
        elif stage.sigma > 0.0 or not followed:
            message = Phrase("outbound is missing: the longest service time that its customers accept")
            raise OptionError(message, Phrase("give 0 for delivery from stock"), "outbound")
    except OptionError as error:
        raise OptionError(
            Phrase("stage {name}: {message}", name=name, message=error.message), error.remedy, error.parameter
        ) from None


def periods(time: float) -> int:
    """Whole periods in a time."""
    return math.floor(time + _ROUNDING)
