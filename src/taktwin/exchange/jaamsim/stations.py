"""What an object of JaamSim becomes: stations, conveyors, failures, calendars and pools of the model language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from taktwin.exchange.jaamsim.records import Thing, Word
from taktwin.exchange.jaamsim.values import TIME, Values, groups
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest

#: Places of what has no limit in JaamSim.
MANY = 1000
_NO_QUEUE = "write its queue, as in `{0} WaitQueue {{ Queue1 }}`"
_BREAKDOWNS = (
    ("ImmediateBreakdownList", ""),
    ("ImmediateMaintenanceList", ""),
    ("ForcedBreakdownList", "in JaamSim the job under way is finished first"),
    ("ForcedMaintenanceList", "in JaamSim the job under way is finished first"),
    ("OpportunisticBreakdownList", "in JaamSim it waits until no job is there"),
    ("OpportunisticMaintenanceList", "in JaamSim it waits until no job is there"),
)
_DAY_S = 86400.0
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Stations:
    """Makes elements of objects; ``failures``, ``calendars`` and ``operators`` are what these name."""

    def __init__(self, values: Values) -> None:
        self.values, self.things = values, values.things
        self.failures: dict[str, dict[str, Any]] = {}
        self.calendars: dict[str, dict[str, Any]] = {}
        self.operators: dict[str, dict[str, Any]] = {}

    def named(self, thing: Thing, word: Word, *kinds: str) -> list[Thing]:
        """The objects that a keyword names; of some kinds (in small letters) where they are given."""
        found = []
        for name in word.tokens:
            if name in "{}":
                continue
            one = self.things.find(name)
            if one is None:
                known = [other.name for other in self.things.named.values()]
                raise word.wrong(thing.name, f"there is no object called '{name}'", suggest(name, known))
            if kinds and one.kind.lower() not in kinds:
                raise word.wrong(thing.name, f"'{one.name}' is a {one.kind}", f"name a {' or '.join(kinds)}")
            found.append(one)
        return found

    def queue(self, thing: Thing) -> Thing:
        """The queue in front of an object."""
        word = self.values.word(thing, "WaitQueue")
        if word is None:
            raise thing.wrong(f"the {thing.kind} has no WaitQueue", _NO_QUEUE.format(thing.name))
        found = self.named(thing, word, "queue")
        if len(found) != 1:
            raise word.wrong(thing.name, f"expected one queue, got {len(found)}", "name one")
        return found[0]

    def buffer(self, queue: Thing) -> dict[str, Any]:
        """A queue; it has no limit in JaamSim."""
        first_out = queue.get("FIFO") is None or self.values.flag(queue, "FIFO")
        return {"buffer": queue.name, "capacity": "unlimited", **({} if first_out else {"rule": "lifo"})}

    def station(self, servers: Sequence[Thing]) -> dict[str, Any]:
        """The servers that take from one queue, as one station, named after the first."""
        times = [self.values.time(one, "ServiceTime") or "0 s" for one in servers]
        failing = [self._failures_of(one) for one in servers]
        calendars = [self._calendar_of(one) for one in servers]
        counts = [int(self.values.number(one, "Capacity", least=1, whole=True) or 1) for one in servers]
        own = list(zip(times, failing, calendars, strict=True))
        made: dict[str, Any] = {"station": servers[0].name}
        if all(one == own[0] for one in own):
            if sum(counts) > 1:
                made["servers"] = sum(counts)
            made["cycle"] = times[0]
            made |= _given(failures=failing[0], calendar=calendars[0])
        else:
            made["cycle"] = times[0]
            made["servers"] = [
                _given(count=count if count > 1 else None, cycle=time, failures=modes or None, calendar=calendar)
                for count, (time, modes, calendar) in zip(counts, own, strict=True)
            ]
        needs = [need for one in servers[:1] for need in self._needs(one)]
        return made | _given(operators=needs)

    def conveyor(self, thing: Thing) -> dict[str, Any]:
        """A conveyor; without lengths it has no limit in JaamSim."""
        values = self.values
        accumulating = values.flag(thing, "Accumulating")
        length, space = values.length(thing, "Length"), values.length(thing, "EntitySpace")
        room = values.length(thing, "AccumulationLength") or space
        if accumulating and not length:
            message = Phrase("an accumulating conveyor needs its Length")
            raise thing.wrong(message, f"write it, as in `{thing.name} Length {{ 10 m }}`")
        word = values.word(thing, "TravelTime")
        transit = values.seconds(thing, "TravelTime")
        if word is not None and transit is None:
            values.note(word, f"{thing.name} TravelTime", "a conveyor has one speed here: 1 min stands in its place")
        time = "1 min" if word is not None and transit is None else values.time(thing, "TravelTime") or "0 s"
        spacing = (transit or 0.0) * space / length if length else 0.0
        capacity = max(math.floor(min(length / room + 1e-9, MANY)), 1) if length and room else MANY
        return {
            "conveyor": thing.name,
            "transit": time,
            "capacity": capacity,
            "spacing": f"{spacing:.12g} s",
            **({} if accumulating else {"accumulating": False}),
        }

    def delay(self, thing: Thing) -> dict[str, Any]:
        """A delay: so many places that nobody waits for one."""
        time = self.values.time(thing, "Duration")
        if time is None:
            raise thing.wrong("the EntityDelay has no Duration", f"write `{thing.name} Duration {{ 5 s }}`")
        self.values.note(thing, thing.name, f"a delay has no limit in JaamSim; here it is a station of {MANY} servers")
        return {"station": thing.name, "servers": MANY, "cycle": time}

    def assembly(self, thing: Thing) -> dict[str, Any]:
        """The station of an Assemble."""
        time = self.values.time(thing, "ServiceTime") or "0 s"
        return {"station": thing.name, "cycle": time} | _given(failures=self._failures_of(thing))

    def queues_of(self, thing: Thing) -> list[tuple[Thing, int]]:
        """The queues of an Assemble, and how many it takes from each."""
        word = self.values.word(thing, "WaitQueueList")
        if word is None:
            raise thing.wrong(f"the {thing.kind} has no WaitQueueList", "name its queues")
        queues = self.named(thing, word, "queue")
        numbers = [1]
        needed = self.values.word(thing, "NumberRequired")
        if needed is not None:
            try:
                numbers = [int(one) for one in needed.tokens if one not in "{}"]
            except ValueError:
                raise needed.wrong(thing.name, "expected whole numbers", "write them, such as 1 4") from None
            if not numbers or min(numbers) < 1:
                raise needed.wrong(thing.name, "expected whole numbers from 1", "correct them")
        numbers += [numbers[-1]] * (len(queues) - len(numbers))
        return list(zip(queues, numbers, strict=False))

    def _failures_of(self, thing: Thing) -> list[str]:
        found = []
        for keyword, note in _BREAKDOWNS:
            word = self.values.word(thing, keyword)
            for mode in self.named(thing, word, "downtimeentity") if word is not None else ():
                self._failure(mode, thing)
                found.append(mode.name)
                if note:
                    assert word is not None
                    self.values.note(word, f"{thing.name} {keyword}", f"a failure stops the work here; {note}")
        return found

    def _failure(self, mode: Thing, server: Thing) -> None:
        values = self.values
        if mode.name in self.failures:
            values.note(mode, mode.name, f"several objects fail at once in JaamSim; {server.name} fails by itself here")
            return
        up, repair = values.time(mode, "Interval", "IAT"), values.time(mode, "Duration", "TimeToRepair")
        if up is None or repair is None:
            raise mode.wrong("the DowntimeEntity lacks Interval or Duration", "give both")
        working = values.word(mode, "IntervalWorkingEntity", "IATWorkingEntity")
        one, other = values.seconds(mode, "Interval", "IAT"), values.seconds(mode, "Duration", "TimeToRepair")
        if working is None and one is not None and other is not None and one > other:
            up = f"{one - other:.12g} s"  # JaamSim counts from the begin of the one before
        elif working is None:
            values.note(mode, f"{mode.name} Interval", "JaamSim counts it from the begin of the failure before, "
                        "it runs from the end of the repair here")  # fmt: skip
        self.failures[mode.name] = {"clock": "time" if working is None else "operation", "up": up, "repair": repair}

    def _needs(self, thing: Thing) -> list[dict[str, Any]]:
        """Resources that a server holds while it works, as pools of operators."""
        word = self.values.word(thing, "ResourceList", "Resource")
        found = []
        counts = self.values.word(thing, "NumberOfUnits")
        numbers = [one for one in counts.tokens if one not in "{}"] if counts is not None else []
        for place, pool in enumerate(self.named(thing, word, "resource") if word is not None else ()):
            size = self.values.number(pool, "Capacity", least=1, whole=True)
            self.operators[pool.name] = {"count": int(size or 1)}
            number = numbers[place] if place < len(numbers) else "1"
            if not number.isdigit():
                assert counts is not None
                raise counts.wrong(thing.name, f"expected a whole number, got '{number}'", "correct it")
            found.append({"need": pool.name, **_given(count=int(number) if number != "1" else None)})
        return found

    def _calendar_of(self, thing: Thing) -> str | None:
        """Thresholds that open and close by the clock, as a shift calendar."""
        found: str | None = None
        for keyword in ("ImmediateThresholdList", "OperatingThresholdList", "ReleaseThresholdList"):
            word = self.values.word(thing, keyword)
            for threshold in self.named(thing, word) if word is not None else ():
                assert word is not None
                shifts = self._shifts(threshold)
                if not shifts or found is not None or keyword.startswith("Release"):
                    self.values.note(word, f"{thing.name} {keyword}", f"{threshold.name} is not taken")
                    continue
                found = threshold.name
                self.calendars[found] = {"shifts": shifts}
                if keyword.startswith("Operating"):
                    why = "in JaamSim the job under way is finished; here it goes on in the next shift"
                    self.values.note(word, f"{thing.name} {keyword}", why)
        return found

    def _shifts(self, threshold: Thing) -> list[dict[str, str]]:
        """Shifts of a series of 0 and 1 that comes again every day or week; none where it is no such."""
        word = self.values.word(threshold, "TimeSeries")
        if threshold.kind.lower() != "timeseriesthreshold" or word is None:
            return []
        series = self.things.find(word.tokens[0])
        least = self.values.number(threshold, "MinOpenLimit", least=-math.inf)
        most = self.values.number(threshold, "MaxOpenLimit", least=-math.inf)
        if series is None or (given := self.values.word(series, "Value")) is None:
            return []
        cycle = self.values.seconds(series, "CycleTime")
        try:
            steps = [(float(one[0]) * TIME[one[1]][0], float(one[2])) for one in groups(given.tokens)]
        except (ValueError, KeyError, IndexError):
            return []
        if cycle not in (_DAY_S, 7 * _DAY_S) or not steps or steps[0][0] != 0 or steps != sorted(steps):
            return []
        ends = [*(time for time, _ in steps[1:]), cycle]
        if any(time % 60 for time in ends) or max(ends) > cycle:
            return []
        low, high = -math.inf if least is None else least, math.inf if most is None else most
        return [
            shift
            for (begin, value), end in zip(steps, ends, strict=True)
            if low <= value <= high
            for shift in _spans(begin, end, cycle)
        ]


def _spans(begin: float, end: float, cycle: float) -> list[dict[str, str]]:
    """Shifts from one time of the cycle to another, none longer than a day."""
    found = []
    while begin < end:
        until = min(end, (begin // _DAY_S + 1) * _DAY_S)
        days = "daily" if cycle == _DAY_S else _DAYS[int(begin // _DAY_S)]
        found.append({"days": days, "from": _clock(begin % _DAY_S), "to": _clock(until % _DAY_S)})
        begin = until
    return found


def _clock(seconds: float) -> str:
    return f"{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}"


def _given(**values: Any) -> dict[str, Any]:
    """Only what there is."""
    return {key: value for key, value in values.items() if value not in (None, [], "")}
