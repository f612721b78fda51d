"""An emulated plant that is played to an MQTT server, with the mapping file for whoever listens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from taktwin.live.clock import PlantClock
from taktwin.live.emulator.edge import Edges, mapping_text
from taktwin.live.emulator.emulator import Emulator
from taktwin.live.emulator.publish import publish
from taktwin.live.events import PlantEvent
from taktwin.live.message import now_ms
from taktwin.live.sparkplug.server import Server
from taktwin.live.twin.feed import at_pace, came
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


@dataclass(frozen=True)
class Played:
    """A plant that is about to speak: its edge nodes, the mapping file for them, and its events at their pace."""

    edges: Edges
    mapping: str
    pieces: Iterator[tuple[list[PlantEvent], float]]
    stop: threading.Event

    async def speak(self, server: Server) -> int:
        """Tell all to a server; how many events that were. Raises `TaktwinError` as `publish.publish`."""
        return await publish(server, self.edges, self.pieces, self.stop)

    @property
    def variables(self) -> dict[str, int | str]:
        """Name of all that controllers tell -> its first value, for whoever speaks another tongue than Sparkplug."""
        found: dict[str, int | str] = {}
        for metrics in self.edges.values.values():
            found |= {name: value if isinstance(value, int) else str(value or "") for name, value in metrics.items()}
        return found

    def told(self) -> Iterator[list[tuple[str, int | str, int]]]:
        """What controllers tell, in pieces at their pace: name, value, and when it was so, in ms since 1970 UTC."""
        for events, _ in self.pieces:
            yield [(*self._of(event), self.edges.clock.ms(event.time)) for event in events]

    def _of(self, event: PlantEvent) -> tuple[str, int | str]:
        name, value = self.edges.metric(event)
        return name, value if isinstance(value, int) else str(value or "")


def play(emulator: Emulator, speed: float, stop: threading.Event) -> Played:
    """An emulated plant whose time begins now.

    Args:
        emulator: with counters.
        speed: seconds of the plant in one of ours.
        stop: set it to end.

    Raises:
        OptionError: the emulator tells by scans, or the speed is not above 0.
        SimulationError: the plant cannot be run.
    """
    if emulator.controllers is None:
        raise OptionError(Phrase("the plant tells by scans"), Phrase("let it tell by counters"), "tell")
    if not 0.0 < speed < float("inf"):
        raise OptionError(Phrase("speed must be above 0, got {speed:g}", speed=speed), parameter="speed")
    events = emulator.events()
    first = next(events, None)
    begin = 0.0 if first is None else came(first)
    clock = PlantClock(now_ms() - round(begin * 1000.0 / speed), speed)
    name = emulator.starter.program.model.name
    edges = Edges(name, emulator.controllers, clock, clock.zero // 1000)
    mapping = mapping_text(name, emulator.controllers.width, clock)
    given = chain([] if first is None else [first], events)
    return Played(edges, mapping, at_pace(given, speed, stop), stop)
