"""What a twin follows: one plant, by all the ways on which it speaks."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

from taktwin.live.emulator import Faults
from taktwin.live.lines.postsettings import PostSettings
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.sparkplug.server import Server
from taktwin.live.twin.settings import TwinSettings
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


@dataclass(frozen=True, kw_only=True)
class LiveOptions:
    """What is followed, and how.

    An emulated plant, the events of a file or pipe, or a real plant by any number of connectors together.

    Attributes:
        demo: an emulated plant is followed, in this process.
        events: file of JSON lines that is read to its end, `-` for the standard input; None: none.
        broker: MQTT server whose Sparkplug messages are followed; None: none.
        opcua: OPC UA server whose variables are followed; None: none.
        vda5050: MQTT server whose vehicles are followed; None: none.
        grows: file that is appended to, and followed as it grows; None: none.
        post: where batches of events are taken over HTTP; None: nowhere.
        columns: file that says which column is what, where `events`, `grows` and `post` are CSV; None: JSON lines.
        mapping: file that says what tags tell; it belongs to `broker`, `opcua` and `vda5050`, and to a journal of their
            messages.
        host: our id at `broker`, which occurs once in the plant.
        only: groups (`GROUP`) and edge nodes (`GROUP/NODE`) of `broker` that are followed; empty for all.
        speed: of the emulated plant, s of it in one of ours; 0: as fast as can be.
        days: that the emulated plant is played.
        plant_seed: of the emulated plant, which is another run than any look ahead.
        warm: days that the emulated plant has run when it is followed first; where it cannot be begun from what stands
            in it then, it is followed from its start.
        faults: of its observation.
        journal: into which all is written, a file or the address of a PostgreSQL server; None: nothing is kept.
        every: how often is told what is known, s of the plant.
        until: when to end, s from the start of the plant.
        settings: of the twin.

    Raises:
        OptionError: nothing is to be followed, or several plants at once; a number is out of range.
    """

    demo: bool = False
    events: str | None = None
    broker: Server | None = None
    opcua: OpcUaServer | None = None
    vda5050: Server | None = None
    grows: Path | None = None
    post: PostSettings | None = None
    columns: Path | None = None
    mapping: Path | None = None
    host: str = "taktwin"
    only: tuple[str, ...] = ()
    speed: float = 60.0
    days: float = 1.0
    plant_seed: int = 4711
    warm: float = 0.0
    faults: Faults = field(default_factory=Faults)
    journal: str | Path | None = None
    every: float = 60.0
    until: float = math.inf
    settings: TwinSettings = field(default_factory=TwinSettings)

    def __post_init__(self) -> None:
        if self.demo + (self.events is not None) + self.connected != 1:
            remedy = Phrase("give `demo`, `events`, or connectors: `broker`, `opcua`, `vda5050`, `grows`, `post`")
            raise OptionError(Phrase("one plant is followed at a time"), remedy, "events")
        if self.by_tags and self.mapping is None:
            raise OptionError(Phrase("what the tags tell is not said"), Phrase("give a mapping file"), "mapping")
        if self.columns is not None and self.events is None and self.grows is None and self.post is None:
            raise OptionError(Phrase("there is no CSV"), Phrase("leave `columns` out, or name what is CSV"), "columns")
        if not 0.0 <= self.speed < math.inf:
            raise OptionError(Phrase("speed must be 0 or more, got {speed:g}", speed=self.speed), parameter="speed")
        if not 1.0 <= self.every < math.inf:
            raise OptionError(Phrase("every must be 1 s or more, got {every:g}", every=self.every), parameter="every")

    @property
    def by_tags(self) -> bool:
        """Whether tags are heard, which a mapping explains."""
        return any(one is not None for one in (self.broker, self.opcua, self.vda5050))

    @property
    def connected(self) -> bool:
        """Whether a real plant is heard, by connectors."""
        return self.by_tags or self.grows is not None or self.post is not None
