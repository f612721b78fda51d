"""The shadow: events of a running plant, in whatever order they come, folded into what stands where.

What comes late is put in its place in time: the fold goes back to a copy of what was believed before it, and on again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from taktwin.kernel.base.state import STATES
from taktwin.live.events import PlantEvent, event_line, read_event
from taktwin.live.shadow.clocks import Clocks
from taktwin.live.shadow.floor import Floor, Vehicle
from taktwin.live.shadow.fold import Fold
from taktwin.live.shadow.memory import FORMAT, ShadowError, floor_remembered, floor_told
from taktwin.live.shadow.network import Network
from taktwin.live.shadow.verdict import Figures, Verdict
from taktwin.live.shadow.words import floor_of, state_words
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.runs.fingerprint import model_hash
from taktwin.runs.start import Starter
from taktwin.runs.start.contents import state_at_start

JOINED_S = 900.0  # a plant whose first event comes so late after its begin is joined while it runs
WINDOW_S = 900.0  # so late an event may come to change what is believed
_LATE, _REPEATED = Verdict("late"), Verdict("repeated")
_QUARANTINE = 1000  # impossible events that are kept to be looked at
Identity = tuple[object, ...] | None


class Shadow:
    """What is believed of a running plant.

    >>> import taktwin
    >>> from taktwin.live.emulator import Emulator
    >>> plant = taktwin.load("line20")
    >>> shadow = Shadow(plant.starter)
    >>> shadow.fold(Emulator(plant.starter, days=0.02).events())
    >>> shadow.figures.impossible, len(shadow.state().places["station-1"].jobs)
    (0, 1)

    Args:
        starter: of the plant (`Plant.starter`).
        start: what stood where before the first event; None: what the model begins with.
        window: so late an event may come, s; what is later counts for history alone.

    Raises:
        StartStateError: the start does not fit the plant.
    """

    def __init__(self, starter: Starter, start: StartState | None = None, window: float = WINDOW_S) -> None:
        self.starter = starter
        self.network = Network(self.starter)
        self.window = window
        self.clocks = Clocks()
        self.quarantine: deque[tuple[PlantEvent, str]] = deque(maxlen=_QUARANTINE)
        self._fold = Fold(self.network)
        floor = self._fold.begin()
        first = start if start is not None else state_at_start(self.starter.program.model)
        self._from_nothing = first is None
        if first is not None:
            floor = floor_of(self.starter, self.network, first, floor)
        self._floor = floor
        self._checkpoints: list[tuple[float, Floor]] = [(-1.0, floor.copy())]
        self._recent: list[tuple[float, PlantEvent, Identity]] = []  # when, what, and what equal ones have in common
        self._known: set[Identity] = set()
        self._dirty_from: float | None = None
        self.heard = floor.now  # when the last event that came happened, by our own clock

    # --- events

    def apply(self, event: PlantEvent) -> Verdict:
        """Take an event, and say what was made of it. Nothing that comes is dropped without a count."""
        time = event.time if event.received is None else self.clocks.corrected(event.source, event.time, event.received)
        self.heard = time
        figures = self._floor.figures
        if not figures.received and self._from_nothing and time > JOINED_S:
            for floor in (self._floor, self._checkpoints[0][1]):
                self._fold.joined(floor)
        figures.received += 1
        if event.quality == "bad":
            return self._counted(Verdict("refused", 0, "bad quality"))
        key = _identity(event)
        if key is not None and key in self._known:
            figures.repeated += 1
            return _REPEATED
        if self._dirty_from is not None and time > self._dirty_from + self.window / 2.0:
            self.settled()
        if time < self._floor.now:
            return self._late(event, time, key)
        if key is not None:
            self._known.add(key)
        self._recent.append((time, event, key))
        if self._dirty_from is not None:
            self._floor.now = time
            return _LATE
        if time > self._checkpoints[-1][0] + self.window / 2.0:
            self._checkpoint()
        verdict = self._fold.apply(self._floor, event, time)
        word = verdict.word
        if word == "possible" and not verdict.moves:
            figures.possible += 1
            return verdict
        if word == "impossible":
            self.quarantine.append((event, verdict.why))
        return self._counted(verdict)

    def fold(self, events: Iterable[PlantEvent]) -> None:
        """Take many events."""
        for event in events:
            self.apply(event)

    def _counted(self, verdict: Verdict) -> Verdict:
        self._floor.figures.count(verdict)
        return verdict

    def _late(self, event: PlantEvent, time: float, key: Identity) -> Verdict:
        """What has happened before the last that is known: kept for its place in time, if that is in the window."""
        if time < max(self._floor.now - self.window, self._checkpoints[0][0]):
            return self._counted(Verdict("refused", 0, "older than the window"))
        if key is not None:
            self._known.add(key)
        self._recent.append((time, event, key))
        self._dirty_from = time if self._dirty_from is None else min(time, self._dirty_from)
        self._floor.figures.late += 1
        return _LATE

    def _checkpoint(self) -> None:
        """Keep a copy of what is believed now, and forget what is older than the window."""
        now = self._floor.now
        self._checkpoints.append((now, self._floor.copy()))
        while len(self._checkpoints) > 2 and self._checkpoints[1][0] < now - self.window:
            del self._checkpoints[0]
        first = self._checkpoints[0][0]
        self._recent = [one for one in self._recent if one[0] > first]
        self._known = {key for *_, key in self._recent if key is not None}

    def settled(self) -> Floor:
        """What is believed, with all that came late in its place."""
        if self._dirty_from is not None:
            self._again(self._dirty_from)
        return self._floor

    def _again(self, since: float) -> None:
        """Fold anew from the last copy before ``since``."""
        counted = self._floor.figures
        at = max(0, bisect_right([time for time, _ in self._checkpoints], since) - 1)
        while at > 0 and self._checkpoints[at][0] >= since:
            at -= 1
        begin, kept = self._checkpoints[at]
        del self._checkpoints[at + 1 :]
        floor, self._dirty_from = kept.copy(), None
        self._recent.sort(key=_in_time)
        for time, event, _ in self._recent:
            if time <= begin:
                continue
            if time > self._checkpoints[-1][0] + self.window / 2.0:
                self._checkpoints.append((floor.now, floor.copy()))
            floor.figures.count(verdict := self._fold.apply(floor, event, time))
            if verdict.word == "impossible":
                self.quarantine.append((event, verdict.why))
        floor.figures.received, floor.figures.late = counted.received, counted.late
        floor.figures.repeated = max(floor.figures.repeated, counted.repeated)
        floor.figures.refused = max(floor.figures.refused, counted.refused)
        self._floor = floor

    # --- over a restart

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remembered`.

        It is what was believed at ``time``, s from the start of the plant, and ``since`` then what has come, each event
        with when it happened by our own clock: late events may still find their place among these.
        """
        floor = self.settled()
        time, believed = self._checkpoints[0]
        return {
            "shadow": FORMAT,
            "model": model_hash(self.starter.program.model),
            "time": time,
            "believed": floor_told(believed),
            "since": [[at, event_line(event)] for at, event, _ in sorted(self._recent, key=_in_time)],
            "clocks": self.clocks.memory(),
            "figures": asdict(floor.figures),
            "quarantine": [[event_line(event), why] for event, why in self.quarantine],
        }

    @classmethod
    def remembered(cls, starter: Starter, memory: Mapping[str, Any], window: float = WINDOW_S) -> Shadow:
        """The shadow of a memory: it goes on from there as if it had never stopped.

        Raises:
            ShadowError: it is none, one of another model, or written by another version.
        """
        if not isinstance(memory, Mapping) or memory.get("shadow") != FORMAT:
            raise ShadowError(
                Phrase("this is no memory of a shadow that this version reads"),
                Phrase("fold the journal from its begin"),
            )
        if memory.get("model") != model_hash(starter.program.model):
            raise ShadowError(
                Phrase("this is the memory of another plant, or of other values"), Phrase("fold the journal anew")
            )
        shadow = cls(starter, window=window)
        floor = floor_remembered(memory.get("believed") or {}, shadow.network.moving)
        try:
            since = [(float(at), read_event(line)) for at, line in memory["since"]]
            figures, clocks = Figures(**memory["figures"]), Clocks.remembered(memory["clocks"])
            quarantine = [(read_event(line), str(why)) for line, why in memory["quarantine"]]
            time = float(memory["time"])
        except (KeyError, TypeError, ValueError) as error:
            message = Phrase(
                "this is no memory of a shadow ({name}: {error})", name=type(error).__name__, error=str(error)
            )
            raise ShadowError(message, Phrase("fold the journal from its beginning")) from None
        shadow._floor, shadow._checkpoints = floor, [(time, floor.copy())]
        shadow._recent = [(at, event, _identity(event)) for at, event in since]
        shadow._known = {key for *_, key in shadow._recent if key is not None}
        if since:
            shadow._again(time)
        shadow._floor.figures, shadow.clocks = figures, clocks
        shadow.quarantine.clear()
        shadow.quarantine.extend(quarantine)
        return shadow

    # --- what is believed

    @property
    def now(self) -> float:
        """Time of the last event, s from the start of the plant."""
        return self._floor.now

    @property
    def believed(self) -> Floor:
        """What is believed, without what has come late and waits for its place."""
        return self._floor

    @property
    def figures(self) -> Figures:
        """What was made of all events so far."""
        return self.settled().figures

    @property
    def jobs(self) -> int:
        """Main jobs that are in the plant."""
        return sum(not job.key[2] for node, jobs in self.settled().places.items() for job in jobs if self._inside(node))

    def made(self, begin: float, end: float) -> int:
        """Main jobs that left between two whole minutes (s from the start of the plant), of the last three days."""
        low, high = begin // 60.0, end // 60.0
        return sum(jobs for minute, jobs in self.settled().made.items() if low <= minute < high)

    def _inside(self, node: int) -> bool:
        return self.network.holds[node] != "source"

    @property
    def finished(self) -> int:
        """Main jobs that have been seen, or inferred, to leave."""
        return self.settled().finished

    def oldest_evidence(self) -> float:
        """How long ago the job was seen of which nobody has said anything for longest, s; 0 with no job."""
        floor = self.settled()
        seen = [job.seen for node, jobs in floor.places.items() for job in jobs if self._inside(node)]
        return floor.now - min(seen) if seen else 0.0

    def where(self, inferred: bool = True) -> dict[str, list[tuple[str | None, int]]]:
        """Place -> (order stream, order number) of its jobs, the first to come first; numbers are -1 where not told.

        ``inferred``: with those that were moved there without being seen.
        """
        names = {i: name for name, i in self.network.streams.items()}
        found: dict[str, list[tuple[str | None, int]]] = {}
        for node, jobs in self.settled().places.items():
            told = [(names.get(job.key[0]), job.key[1]) for job in jobs if inferred or job.sure]
            if told:
                found.setdefault(self.starter.index.place_names[node], []).extend(told)
        return found

    def vehicles(self) -> dict[str, dict[str, Any]]:
        """Vehicle -> its fleet and state, and what it has told of its place, load, battery and errors.

        ``state`` is None of one that has told nothing, ``battery`` (1: full) where it is not told.
        """
        floor, names = self.settled(), self.starter.program.resource_names
        found = {}
        for fleet, node in self.network.index.fleets.items():
            first = int(self.network.nodes["res0"][node])
            for i in range(first, first + self.network.nodes_res[node]):
                one, machine = floor.vehicles.get(i, Vehicle()), floor.machines.get(i)
                found[names[i]] = {
                    "fleet": fleet,
                    "state": None if machine is None else STATES[machine.state],
                    "place": one.place,
                    "load": one.load,
                    "battery": None if one.battery < 0.0 else one.battery,
                    "error": one.error,
                    "silent": one.silent,
                }
        return found

    def as_dict(self) -> dict[str, Any]:
        """Figures for the page and for JSON: what was made of the events, and how sure what is believed is."""
        found = self.figures
        return {
            "events": found.received,
            **{word: getattr(found, word) for word in ("possible", "inferred", "impossible", "repeated", "late")},
            "refused": found.refused,
            "inferred_moves": found.moves,
            "resyncs": found.resyncs,
            "impossible_share": found.impossible_share,
            "why": found.why,
            "jobs": self.jobs,
            "finished": self.finished,
            "oldest_evidence_s": self.oldest_evidence(),
            "skewed_clocks_s": self.clocks.alarming(),
        }

    def state(self, at: float | None = None) -> StartState:
        """What stands where at ``at`` s from the start of the plant (default: at the last event), as a start state.

        What is not seen is left to the model, which draws it: the times to failures, the work that is left. The state
        is one that `Starter.prepare` takes; what of it did not fit the plant has been left out.

        Raises:
            ValueError: the time is before the last event.
        """
        floor = self.settled()
        at = floor.now if at is None else at
        if at < floor.now:
            raise ValueError(
                Phrase("the shadow is at {now:g} s already: a state of {at:g} s is gone", now=floor.now, at=at)
            )
        return state_words(self.starter, self.network, floor, at)


def _in_time(one: tuple[float, PlantEvent, Identity]) -> float:
    """When it happened; of one instant they stay in the order in which they came."""
    return one[0]


def _identity(event: PlantEvent) -> Identity:
    """What two copies of an event have in common, and no two events; None where equal ones may follow each other."""
    if event.order < 0 and event.kind in ("enter", "finish"):
        return None
    if event.sub and event.kind == "stock":  # doors left and right of an order are begun at one instant
        return None
    return None if event.state == "joined" else (*event[:9], event.source)
