"""What is followed: a demo, a plant as `taktwin live` follows it, or the journal of another program."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from taktwin.api.plant import Plant
from taktwin.live.twin.beside import read_beside
from taktwin.live.twin.options import LiveOptions
from taktwin.live.twin.program import follow
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.twin import Twin

#: Of what is told while nobody asks: the twin is asked by the page, not by this.
_SELDOM_S = 1e9
#: A demo begins with a plant at work, six hours into its second day: an empty one shows nothing.
_WARM_DAYS = 1.25


class Follow(Protocol):
    """Follows a plant until it is over or ``stop`` is set; ``begun`` is called with the twin when there is one."""

    def __call__(self, begun: Callable[[Twin], None], stop: threading.Event) -> object:
        """Follow it."""
        ...


@dataclass(frozen=True)
class Plan:
    """What is followed, and how.

    Attributes:
        kind: ``demo``, ``live`` or ``journal``.
        model: its name, as the page shows it.
        plant: that is followed.
        follow: does it.
        again: whether it is begun again where it fails: a connection comes back, an emulated plant does not.
        acts: whether alarms may be acknowledged here; not where another program keeps the book.
        speed: seconds of the plant in one of ours.
        options: of a demo, so that it can be gone on with.
    """

    kind: str
    model: str
    plant: Plant
    follow: Follow
    again: bool = False
    acts: bool = True
    speed: float = 1.0
    options: dict[str, Any] = field(default_factory=dict)


def live_plan(model: str, plant: Plant, options: LiveOptions) -> Plan:
    """Follow what `taktwin live` would follow with these options."""
    # as fast as can be, it is told in pieces of a minute; at a pace nothing depends on it
    seldom = replace(options, every=60.0 if options.demo and not options.speed else _SELDOM_S)

    def work(begun: Callable[[Twin], None], stop: threading.Event) -> object:
        return follow(plant.starter, seldom, _nobody, stop, begun=begun)

    speed = options.speed if options.demo else 1.0
    kind = "demo" if options.demo else "live"
    return Plan(kind, model, plant, work, options.connected, speed=max(speed, 1.0))


def journal_plan(
    model: str,
    plant: Plant,
    journal: str | Path,
    settings: TwinSettings,
    mapping: Path | None,
    columns: Path | None = None,
) -> Plan:
    """Follow the journal that another program writes, and write nothing."""

    def work(begun: Callable[[Twin], None], stop: threading.Event) -> object:
        return read_beside(
            plant.starter, journal, _nobody, stop, settings=settings, mapping=mapping, columns=columns,
            every=_SELDOM_S, begun=begun,
        )  # fmt: skip

    return Plan("journal", model, plant, work, again=True, acts=False)


def demo_plan(
    model: str, plant: Plant, journal: Path | None, *, speed: float, days: float, seed: int, target: int | None
) -> Plan:
    """Follow an emulated plant, played in this process."""
    options = LiveOptions(
        demo=True,
        speed=speed,
        days=days,
        plant_seed=seed,
        warm=_WARM_DAYS,
        journal=journal,
        settings=TwinSettings(target=target),
    )
    said = {"model": model, "speed": speed, "days": days, "seed": seed, "target": target}
    return replace(live_plan(model, plant, options), options=said)


def _nobody(_: dict[str, Any]) -> None:
    """What is known is asked for, not told."""
