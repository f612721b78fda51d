"""The twin: journal first, then the shadow and what is watched beside it; asked at any time, back after a kill.

All that it believes is a fold of what was written down. So what was confirmed is never lost, and what is sent once
more changes nothing.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from taktwin.kernel.base.state import STATES
from taktwin.live.clock import PlantClock
from taktwin.live.events import VEHICLE, PlantEvent, read_event
from taktwin.live.forecast import Forecast, ForecastOptions
from taktwin.live.journal.entry import Checkpoint, Entry, Kept
from taktwin.live.journal.journal import Journal
from taktwin.live.shadow import Shadow, ShadowError
from taktwin.live.twin.outlook import Outlook
from taktwin.live.twin.outlookscore import Basis
from taktwin.live.twin.picture import picture
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.shifts import Shifts
from taktwin.live.twin.sources import Source, in_pieces
from taktwin.live.twin.watcher import Watcher
from taktwin.live.twin.written import EVENT, HAND, KEPT, KIND, Equal, hand_entry, packed, unpacked
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.runs.start import Starter

ACTIONS = ("acknowledge", "reset", "shelve", "unshelve", "retire", "restore")
_AT_ONCE = 2_000  # entries that are folded together


class Twin:
    """A running plant, and what is known of it.

    >>> import taktwin
    >>> plant = taktwin.load("line20")
    >>> twin = Twin(plant.starter)
    >>> twin.apply(plant.emulator(days=0.05).events())
    >>> twin.now()["jobs"] > 0
    True

    Any number of threads may use one twin.

    Args:
        starter: of the plant (`Plant.starter`).
        journal: into which all is written before it counts; what it holds is folded first. None: nothing is kept.
        settings: how it watches and looks ahead.
        clock: of the plant; None: that of a model whose times are UTC.
        sources: connectors whose messages may be in the journal.
        start: what stood where before the first event; None: what the model begins with.

    Raises:
        JournalError: the journal cannot be read.
        StartStateError: the start does not fit the plant.
    """

    def __init__(
        self,
        starter: Starter,
        journal: Journal | None = None,
        settings: TwinSettings | None = None,
        *,
        clock: PlantClock | None = None,
        sources: Sequence[Source] = (),
        start: StartState | None = None,
    ) -> None:
        self.starter, self.journal, self.sources = starter, journal, tuple(sources)
        self.settings = settings or TwinSettings()
        self.model = starter.program.model
        self.clock = clock or PlantClock.of(self.model.start)
        self.shifts = Shifts(self.model)
        self.lock = threading.RLock()
        self.resent = 0
        self._start = start
        self._begin()
        self._pending: set[str] = set()
        if journal is not None:
            self._restore(journal.checkpoint(KIND))
            self._refold(journal.entries(self._folded))

    def _begin(self) -> None:
        """Nothing has been told yet."""
        self.shadow = Shadow(self.starter, self._start, self.settings.window_s)
        self.shadow.clocks.speed = self.clock.speed
        self.watcher = Watcher(self.model, self.shadow.network, self.settings.least_stop_s)
        self.outlook = Outlook(self.starter, self.settings)
        self.at = self.shadow.now  # time of the plant, as far as it is known
        if self._start is not None:
            names, machines = self.watcher.names, self.shadow.believed.machines
            self.watcher.begin(self.at, {names[i]: STATES[one.state] for i, one in machines.items()})
        self.first: float | None = None  # when the first event came
        self.last: dict[str, float] = {}  # source -> when something came from it last
        self.refused_hands = 0
        self.taken: dict[str, int] = {}  # source -> events that came by it
        self._folded = 0  # place of the last entry that counts
        self._checkpoint_at: float | None = None

    # --- what comes

    def apply(self, events: Iterable[PlantEvent], source: str = "events") -> int:
        """Take events: they are written down, then they count. Returns how many were new.

        An event that is in the journal already, word by word, is passed over, so that a sender who is not sure sends
        once more. Of equal ones behind each other, as of two doors of one car, each counts: send those of one instant
        together.

        Args:
            events: in the order in which they came.
            source: by which way they came.

        Raises:
            JournalError: they cannot be written down; those of the piece that failed do not count.
        """
        new = 0
        waiting, equal = iter(events), Equal()
        while batch := list(islice(waiting, _AT_ONCE)):
            with self.lock:
                fresh = batch if self.journal is None else self._written(batch, source, equal, self.journal)
                self.taken[source] = self.taken.get(source, 0) + len(fresh)
                self.resent += len(batch) - len(fresh)
                self._tell(fresh)
                self._checkpoint_if_due()
                new += len(fresh)
        return new

    def _written(self, events: Sequence[PlantEvent], source: str, equal: Equal, journal: Journal) -> list[PlantEvent]:
        """Write events down; those that were not there already."""
        entries = [equal.entry(one, source, self.clock) for one in events]
        new = journal.new(entries)
        self._write([entry for entry, fresh in zip(entries, new, strict=True) if fresh])
        return [event for event, fresh in zip(events, new, strict=True) if fresh]

    def keep(self, source: str, entries: Sequence[Entry]) -> None:
        """Write messages of a connector down before they count; `tell` follows with what they say.

        Raises:
            JournalError: they cannot be written down; they must not count then.
        """
        with self.lock:
            self._write(entries)
            self._pending.add(source)

    def tell(self, source: str, events: Iterable[PlantEvent]) -> None:
        """What the messages of a connector say that were written down, or what the time alone has brought."""
        with self.lock:
            self._pending.discard(source)
            self._tell(events)
            self._checkpoint_if_due()

    def hand(self, action: str, alarm: str, who: str, why: str = "", until: float | None = None) -> None:
        """Somebody does something to an alarm: one of `ACTIONS`, see `AlarmBook`.

        Args:
            action: what.
            alarm: its name.
            who: does it.
            why: needed to shelve and to retire.
            until: of `shelve`, s from the start of the plant.

        Raises:
            OptionError: that cannot be done now.
            JournalError: it cannot be written down.
        """
        if action not in ACTIONS:
            raise OptionError(
                Phrase('"{action}" cannot be done to an alarm', action=action),
                Phrase("write one of {actions}", actions=", ".join(ACTIONS)),
                "action",
            )
        with self.lock:
            said = {"action": action, "alarm": alarm, "who": who, "why": why, "until": until, "time": self.at}
            before = self.watcher.memory()
            self._hand(said)
            number = self.taken.get(HAND, 0) + 1
            try:
                self._write([hand_entry(said, number, self.clock.ms(self.at))])
            except BaseException:
                self.watcher = Watcher(self.model, self.shadow.network, self.settings.least_stop_s)
                self.watcher.remember(before)
                raise
            self.taken[HAND] = number

    def tick(self, at: float) -> None:
        """It is ``at``, s from the start of the plant: delays of alarms end, and what is shown grows older."""
        with self.lock:
            self.at = max(self.at, at)
            self.watcher.tick(self.at)

    def _write(self, entries: Sequence[Entry]) -> None:
        if self.journal is not None and entries:
            self._folded = self.journal.append(entries).last

    def _tell(self, events: Iterable[PlantEvent]) -> None:
        shadow, watcher = self.shadow, self.watcher
        for event in events:
            verdict = shadow.apply(event)
            came = event.time if event.received is None else event.received
            self.first = came if self.first is None else self.first
            self.at = max(self.at, came)
            if event.source is not None:
                self.last[event.source] = came
            if event.kind in ("state", VEHICLE) and verdict.word not in ("refused", "repeated"):
                watcher.tell(event, shadow.heard)

    def _hand(self, said: Mapping[str, Any]) -> None:
        book, time = self.watcher.book, max(float(said["time"]), self.watcher.book.time)
        more = {"until": said["until"]} if said["action"] == "shelve" else {}
        getattr(book, said["action"])(time, said["alarm"], who=said["who"], why=said["why"], **more)

    # --- what is known

    def now(self) -> dict[str, Any]:
        """What is known at this moment, as plain values: see `picture`."""
        with self.lock:
            self.outlook.score.settle(self.at, self.shadow.made)
            return picture(self)

    def state(self) -> StartState:
        """What stands where, as a start state."""
        with self.lock:
            return self.shadow.state(max(self.at, self.shadow.now))

    def forecast(self, options: ForecastOptions | None = None) -> Forecast:
        """What the plant will do from now on; by default to the end of the shift, with the target that is left.

        `now` shows it until the next. Raises what `taktwin.live.forecast.forecast` raises.
        """
        with self.lock:
            basis, state = self._basis(), self.state()
            asked = (
                self.outlook.options(max(self.at, self.shadow.now), basis.made, self.shifts)
                if options is None
                else options
            )
        return self.outlook.look(state, asked, basis)

    def forecast_if_due(self, wait: bool = True) -> bool:
        """Look ahead if the last time is long enough ago; on a thread of its own unless ``wait``. Whether it does."""
        with self.lock:
            if not self.outlook.is_due(self.at):
                return False
            basis, state = self._basis(), self.state()
            asked = self.outlook.options(max(self.at, self.shadow.now), basis.made, self.shifts)
        self.outlook.look_ahead(state, asked, basis, wait)
        return True

    def made(self) -> int:
        """Jobs that have left in this shift."""
        with self.lock:
            shift = self.shifts.at(self.at)
            return self.shadow.made(shift.begin, shift.end)

    def _basis(self) -> Basis:
        """What a look ahead begins with: what the shift has made, and how it went in the last hour."""
        begin = self.shifts.at(self.at).begin
        return Basis(self.made(), begin, self.shadow.made(self.at - 3600.0, self.at))

    def is_full(self, node: int) -> bool:
        """Whether a place (a row of the program's nodes) has no room, as far as is known; late events not yet in."""
        return len(self.shadow.believed.places.get(node, ())) >= self.shadow.network.cap[node]

    def counts(self) -> dict[str, int]:
        """Place -> what its counter has counted since it was first heard of.

        Jobs that are known to have passed count, for a place behind it has counted them, though its last number has not
        come.
        """
        with self.lock:
            index, floor = self.starter.index, self.shadow.settled()
            found = {}
            for (node, out), counter in floor.counted.items():
                name = index.place_names.get(node) or self.starter.program.node_names[node]
                passed = 0 if out else floor.entered.get(node, 0) - counter.seen
                found[f"{name} out" if out else name] = max(round(counter.total), passed)
            return dict(sorted(found.items()))

    def read_on(self, journal: Journal) -> int:
        """Take what another twin has written into its journal since; for one without a journal of its own.

        Begins with the newest checkpoint where nothing has been taken yet. Returns how many entries were new.

        Raises:
            JournalError: it cannot be read.
        """
        with self.lock:
            if self._folded == 0:
                self._restore(journal.checkpoint(KIND))
            before = self._folded
            self._refold(journal.entries(before))
            return self._folded - before

    # --- over a restart

    def close(self) -> None:
        """Close the books: write down what is believed, so that the next start is quick. The journal stays open."""
        self.outlook.wait()
        with self.lock:
            if self.journal is not None and not self._pending:
                self._checkpoint()

    def _checkpoint_if_due(self) -> None:
        if self.journal is None or self._pending:
            return
        if self._checkpoint_at is None:
            self._checkpoint_at = self.at
        elif self.at >= self._checkpoint_at + self.settings.checkpoint_s:
            self._checkpoint()

    def _checkpoint(self) -> None:
        if self.journal is not None:
            self.journal.append([], state=(KIND, packed(self._memory())), kept=KEPT)
            self._checkpoint_at = self.at

    def _memory(self) -> dict[str, Any]:
        return {
            "shadow": self.shadow.memory(),
            "watcher": self.watcher.memory(),
            "looks": self.outlook.score.memory(),
            "sources": {one.source: one.memory() for one in self.sources},
            "at": self.at,
            "first": self.first,
            "last": self.last,
            "taken": self.taken,
        }

    def _restore(self, checkpoint: Checkpoint | None) -> None:
        """Go on from a checkpoint; one of another model or version is passed over, and all is folded anew."""
        if checkpoint is None:
            return
        try:
            memory = unpacked(checkpoint.state)
            self.shadow = Shadow.remembered(self.starter, memory["shadow"], self.settings.window_s)
            self.shadow.clocks.speed = self.clock.speed
            self.watcher = Watcher(self.model, self.shadow.network, self.settings.least_stop_s)
            self.watcher.remember(memory["watcher"])
            self.outlook.score.remember(memory["looks"])
            for one in self.sources:
                if one.source in memory["sources"]:
                    one.remember(memory["sources"][one.source])
            self.at, self.first = float(memory["at"]), memory["first"]
            self.last, self.taken = dict(memory["last"]), dict(memory["taken"])
            self._checkpoint_at = self.at
            self._folded = checkpoint.upto
        except (ShadowError, KeyError, TypeError, ValueError):
            self._begin()

    def _refold(self, kept: Iterator[Kept]) -> None:
        """Fold entries of the journal that are not counted yet."""
        while batch := list(islice(kept, _AT_ONCE)):
            for source, entries in in_pieces(self.sources, [one.entry for one in batch]):
                if source is not None:
                    self._tell(source.fold(entries))
                    continue
                self._refold_own(entries)
            self._folded = batch[-1].place

    def _refold_own(self, entries: Sequence[Entry]) -> None:
        """Fold events, and what people have done, in their order; others are of a connector that this twin has not."""
        events: list[PlantEvent] = []
        for entry in entries:
            if entry.topic not in (EVENT, HAND):
                continue
            source = HAND if entry.topic == HAND else entry.source
            self.taken[source] = self.taken.get(source, 0) + 1
            if entry.topic == EVENT:
                events.append(read_event(entry.payload.decode("utf-8", "surrogateescape")))
                continue
            self._tell(events)
            events = []
            try:
                self._hand(json.loads(entry.payload))
            except OptionError:  # the rules of alarms are others than when it was done
                self.refused_hands += 1
        self._tell(events)
