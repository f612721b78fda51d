"""Compares a running plant with its model, event by event, and tells what is other, and by how much."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.live.drift.evidence import RATES, RATIOS, UNKNOWN, Stops, Times, log_mean
from taktwin.live.drift.finding import Finding, Found
from taktwin.live.drift.groups import apart, together
from taktwin.live.drift.law import Law
from taktwin.live.drift.observed import Observer, Seen
from taktwin.live.drift.units import StopRule, Units
from taktwin.live.events import PlantEvent
from taktwin.live.shadow.network import Network
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.runs.start import Starter

_EVERY_S = 900.0  # so often groups and stops are looked at
_LET_PASS_S = 30 * 86400.0  # a stop that the model does not know may come so often
_OTHERS = math.log(20.0)  # evidence of a group without its strongest station, so that it is not that one alone
_SORTS = ("cycle", "stop", "time", "group")


@dataclass(frozen=True, kw_only=True)
class DriftOptions:
    """How sure one wants to be.

    Attributes:
        alarms: probability that anything is told of a plant that is as its model says, however long it is watched and
            all tests together. It is shared evenly by four sorts (cycles, stops, repairs and setups, cycles of lines
            and of the plant), in each of them by its tests.
        precision: standard deviation with which times are read, s. It is what a constant time may scatter.
        misread: share of the times that may be anything at all, as where events get lost.

    Raises:
        OptionError: a number cannot be meant.
    """

    alarms: float = 0.05
    precision: float = 1.0
    misread: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 < self.alarms < 1.0:
            raise OptionError(
                Phrase("alarms of {alarms:g}", alarms=self.alarms),
                Phrase("give a probability between 0 and 1"),
                "alarms",
            )
        if not 0.0 < self.precision < math.inf:
            raise OptionError(
                Phrase("a precision of {precision:g} s", precision=self.precision),
                Phrase("give a time above 0"),
                "precision",
            )
        if not 0.0 <= self.misread <= 0.2:
            raise OptionError(
                Phrase("a share of {misread:g} misread", misread=self.misread),
                Phrase("give a share from 0 to 20%"),
                "misread",
            )


@dataclass(slots=True)
class _Told:
    """The largest evidence of a test so far, and when it first was enough."""

    most: float = 0.0
    at: float = math.nan


class Drift:
    """The model against the plant.

    >>> import taktwin
    >>> from taktwin.live.emulator import Emulator
    >>> plant = taktwin.load("line20")
    >>> slower = taktwin.load("line20", ["shops.workshop.lines.line.station-7.cycle=exp(75 s)"])
    >>> drift = Drift(plant.starter)
    >>> drift.fold(Emulator(slower.starter, days=1.0, seed=3).events())
    >>> [(one.what, one.name) for one in drift.found().findings]
    [('cycle', 'station-7')]

    Args:
        starter: of the plant (`Plant.starter`).
        options: how sure one wants to be.
    """

    def __init__(self, starter: Starter, options: DriftOptions | None = None) -> None:
        self.starter, self.options = starter, options or DriftOptions()
        self.network = Network(starter)
        self.units = Units(self.network)
        self._observer = Observer(self.network)
        self._counts = self.units.count()
        self._limits = {
            sort: math.log(len(_SORTS) * max(1, self._counts[sort]) / self.options.alarms) for sort in _SORTS
        }
        self._stations = {i for i in self.units.machines if self.units.station(i)}
        self._rules = {i: self.units.stops(i) for i in self.units.machines}
        self._options: dict[tuple[str | None, int], list[int]] = {}
        self._words = {
            name: (plant.names, [{word: at for at, word in enumerate(known)} for known in plant.values])
            for name in self.network.streams
            for plant in [starter.program.options.of("orders", name)]
        }
        self._work: dict[tuple[int, int], Times] = {}
        self._setup: dict[tuple[int, int], Times] = {}
        self._repair: dict[tuple[int, int], Times] = {}
        self._unknown: dict[tuple[int, int], list[float]] = {}
        self._stops: dict[tuple[int, int], Stops] = {}
        self._members = self.units.groups()
        self._groups_of: dict[int, list[tuple[str, str] | None]] = {}
        for key, members in self._members.items():
            for i in members:
                self._groups_of.setdefault(i, []).append(key)
        self._groups = {key: np.zeros(RATIOS.size) for key in self._members}
        self._modes = self.units.modes()
        self._told: dict[tuple[str, object], _Told] = {}
        self._since, self._looked = math.inf, -math.inf
        self._times = self._stopped = 0

    def fold(self, events: Iterable[PlantEvent]) -> None:
        """Take many events."""
        for event in events:
            self.apply(event)

    def apply(self, event: PlantEvent) -> None:
        """Take an event. They come in the order of time; one that is late is passed over."""
        self._since = min(self._since, event.time)
        if event.kind == "order":
            self._order(event)
            return
        for seen in self._observer.see(event):
            self._take(seen)
        if event.time >= self._looked + _EVERY_S:
            self._look()

    def _order(self, event: PlantEvent) -> None:
        stream = event.stream if event.stream is not None else next(iter(self._words), None)
        if event.options is None or stream not in self._words:
            return
        names, known = self._words[stream]
        said = event.options
        self._options[event.stream, event.order] = [
            words.get(said.get(name, ""), -1) for name, words in zip(names, known, strict=True)
        ]

    # --- what is seen

    def _take(self, seen: Seen) -> None:
        i = seen.resource
        if seen.what == "work" and i in self._stations:
            self._worked(i, seen)
        elif seen.what == "setup":
            self._set_up(i, seen)
        elif seen.what == "repair":
            self._repaired(i, seen)
        elif seen.what == "stop" and i in self._rules and seen.state in self._rules[i]:
            self._stopped += 1
            self._stop(i, seen.state).count += 1
            self._look_at_stop(i, seen.state)

    def _value(self, key: tuple[str | None, int] | None, option: int) -> int:
        """Number of a job's value of an option; -1 where it is not known."""
        values = self._options.get(key) if key is not None else None
        return values[option] if values is not None and 0 <= option < len(values) else -1

    def _worked(self, i: int, seen: Seen) -> None:
        option = self.units.option(i)
        value = self._value(seen.key, option) if option >= 0 else 0
        if option == -2 or value < 0:
            return
        times = self._work.get((i, value))
        if times is None:
            row = self.units.work_row(i, value)
            if row < 0:
                return
            times = self._work[i, value] = self._law([(row, 1.0)])
        step = times.add(seen.seconds, self.options.misread)
        self._times += 1
        for key in self._groups_of.get(i, ()):
            self._groups[key] += step
        self._note("cycle", (i, value), times.log)

    def _set_up(self, i: int, seen: Seen) -> None:
        node = self.network.node_of_resource[i]
        option = self.network.setup_option[node] if node >= 0 else -1
        if option < 0:
            return
        before, value = (self._value(key, option) for key in (seen.before, seen.key))
        row = self.units.setup_row(i, before, value) if before >= 0 and value >= 0 else -1
        if row < 0:
            return
        times = self._setup.get((i, row))
        if times is None:
            times = self._setup[i, row] = self._law([(row, 1.0)])
        times.add(seen.seconds, self.options.misread)
        self._times += 1
        self._note("setup", (i, row), times.log)

    def _repaired(self, i: int, seen: Seen) -> None:
        rule = self._rules.get(i, {}).get(seen.state)
        if rule is None:
            return
        if not rule.known:
            self._unknown.setdefault((i, seen.state), []).append(seen.seconds)
            return
        times = self._repair.get((i, seen.state))
        if times is None:
            times = self._repair[i, seen.state] = self._law(list(rule.rows))
        times.add(seen.seconds, self.options.misread)
        self._times += 1
        self._note("repair", (i, seen.state), times.log)

    def _law(self, rows: list[tuple[int, float]]) -> Times:
        return Times(Law(self.starter.program.arrays["dists"], rows, self.options.precision), self.options.misread)

    def _stop(self, i: int, state: int) -> Stops:
        found = self._stops.get((i, state))
        if found is None:
            found = self._stops[i, state] = Stops(RATES if self._rules[i][state].known else UNKNOWN)
        return found

    # --- what is told

    def _look(self) -> None:
        """Look at what changes without an observation of its own: groups, and machines that do not stop."""
        self._looked = self._observer.now
        for i, rules in self._rules.items():
            for state, rule in rules.items():
                if rule.known or (i, state) in self._stops:
                    self._look_at_stop(i, state)
        for key, logs in self._groups.items():
            rest, strongest = self._without_told(key, logs)
            if log_mean(rest - strongest) >= _OTHERS:
                self._note("group", key, log_mean(rest))

        for mode, members in self._modes.items():
            self._look_at_mode(mode, members)

    def _look_at_mode(self, mode: str, members: list[tuple[int, int]]) -> None:
        """A failure mode that several machines have: it is other where they are, not where one of them is."""
        every, rest = Stops(RATES), Stops(RATES)
        alone = [self._stops[key] for key in members if key in self._stops and not self._is_told("failures", key)]
        strongest = max(alone, key=lambda one: one.log, default=None)
        for one in alone:
            for total in (every,) if one is strongest else (every, rest):
                total.count, total.expected = total.count + one.count, total.expected + one.expected
        if rest.log >= _OTHERS:
            self._note("mode_failures", mode, every.log)
        repairs = [self._repair[key] for key in members if key in self._repair and not self._is_told("repair", key)]
        if repairs:
            logs = np.sum([one.logs for one in repairs], axis=0)
            if log_mean(logs - max(repairs, key=lambda one: one.log).logs) >= _OTHERS:
                self._note("mode_repair", mode, log_mean(logs))

    def _is_told(self, what: str, key: object) -> bool:
        told = self._told.get((what, key))
        return told is not None and not math.isnan(told.at)

    def _look_at_stop(self, i: int, state: int) -> None:
        rule, stops = self._rules[i][state], self._stop(i, state)
        stops.expected = self._expected(i, rule)
        self._note("failures" if rule.known else "unknown_stop", (i, state), stops.log)

    def _expected(self, i: int, rule: StopRule) -> float:
        moving, passing = self._observer.clocks(i)
        return rule.at_work * moving + rule.passing * passing if rule.known else passing / _LET_PASS_S

    def _without_told(self, key: tuple[str, str] | None, logs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The evidence of a group without the stations that are told alone, and that of the strongest of the others.

        A group is other than the model where its stations are, not where one of them is.
        """
        rest, strongest, most = logs.copy(), np.zeros(RATIOS.size), 0.0
        members = set(self._members[key])
        for (i, value), times in self._work.items():
            if i not in members:
                continue
            if self._is_told("cycle", (i, value)):
                rest -= times.logs
            elif times.log > most:
                most, strongest = times.log, times.logs
        return rest, strongest

    def _note(self, what: str, key: object, log: float) -> None:
        told = self._told.get((what, key))
        if told is None:
            told = self._told[what, key] = _Told()
        if log > told.most:
            told.most = log
            if math.isnan(told.at) and log >= self._limits[_SORT[what]]:
                told.at = self._observer.now

    def found(self) -> Found:
        """What is other than the model says, the surest first, and how much was compared."""
        self._look()
        findings = [
            self._finding(what, key, told) for (what, key), told in self._told.items() if not math.isnan(told.at)
        ]
        program = self.starter.program
        return Found(
            program.model.name, program.model.start, min(self._since, self._observer.now), self._observer.now,
            self._times, self._stopped, sum(self._counts.values()), self.options.alarms,
            sorted(apart(findings), key=lambda one: -one.evidence),
        )  # fmt: skip

    def _finding(self, what: str, key, told: _Told) -> Finding:
        evidence = math.exp(min(told.most, 700.0))
        if what == "group":
            return self._of_group(key, evidence, told.at)
        if what in ("mode_failures", "mode_repair"):
            return self._of_mode(what, key, evidence, told.at)
        i, detail = key
        where = self.starter.program.flow.resource_where[i]
        node = self.network.node_of_resource[i]
        several = node >= 0 and self.network.nodes_res[node] > 1
        about = {
            "element": where.element, "server": where.server if several else None, "line": where.line,
            "evidence": evidence, "told": told.at, "resources": (i,),
        }  # fmt: skip
        rule = self._rules[i].get(detail) if what in ("repair", "failures") else None
        about["mode"] = rule.mode if rule is not None else None
        if what == "cycle":
            times, names = self._work[key], self.units.values(i)
            value = names[detail] if names else None
            return Finding(what=what, value=value, model=times.law.mean, ratio=times.ratio(), seen=times.count, **about)
        if what == "setup":
            times = self._setup[key]
            return Finding(what=what, model=times.law.mean, ratio=times.ratio(), seen=times.count, **about)
        state = k.STATES[detail]
        if what == "repair":
            times = self._repair[key]
            return Finding(what=what, state=state, model=times.law.mean, ratio=times.ratio(), seen=times.count, **about)
        stops, moving = self._stops[key], self._observer.clocks(i)[0]
        if what == "failures":
            between = moving / stops.expected if stops.expected > 0 else math.inf
            return Finding(what=what, state=state, model=between, ratio=stops.ratio(), seen=stops.count, **about)
        repairs = self._unknown.get(key, [])
        share, low, high = stops.ratio()
        between = tuple(moving / (one * stops.expected) if one > 0 else math.inf for one in (share, high, low))
        return Finding(
            what=what, state=state, model=math.inf, ratio=between, seen=stops.count,  # type: ignore[arg-type]
            repair=sum(repairs) / len(repairs) if repairs else None, **about,
        )  # fmt: skip

    def _of_mode(self, what: str, mode: str, evidence: float, at: float) -> Finding:
        members = self._modes[mode]
        about = {"element": None, "mode": mode, "state": k.STATES[members[0][1]], "evidence": evidence, "told": at}
        about["resources"] = tuple(sorted({i for i, _ in members}))
        if what == "mode_failures":
            total = Stops(RATES)
            for key in self._left("failures", [key for key in members if key in self._stops]):
                total.count += self._stops[key].count
                total.expected += self._stops[key].expected
            rule = self._rules[members[0][0]][members[0][1]]
            between = 1.0 / (rule.at_work + rule.passing)
            return Finding(what="failures", model=between, ratio=total.ratio(), seen=total.count, **about)
        keys = self._left("repair", [key for key in members if key in self._repair])
        times = [self._repair[key] for key in keys]
        seen = sum(one.count for one in times)
        return Finding(what="repair", model=times[0].law.mean, ratio=together(times), seen=seen, **about)

    def _left(self, what: str, keys: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Who of a group is not told alone; all where that is nobody, or one."""
        found = [key for key in keys if not self._is_told(what, key)]
        return found if len(found) > 1 else keys

    def _of_group(self, key: tuple[str, str] | None, evidence: float, at: float) -> Finding:
        members = set(self._members[key])
        mine = [self._work[one] for one in self._left("cycle", [one for one in self._work if one[0] in members])]
        count = sum(one.count for one in mine)
        ratio = together(mine)
        mean = sum(one.count * one.law.mean for one in mine) / max(1, count)
        return Finding(
            what="cycle", element=None, line=key[1] if key is not None else None, model=mean, ratio=ratio, seen=count,
            evidence=evidence, told=at, resources=tuple(sorted(members)),
        )  # fmt: skip


#: What is told -> the sort of tests that it belongs to.
_SORT = {
    "cycle": "cycle",
    "failures": "stop",
    "unknown_stop": "stop",
    "repair": "time",
    "setup": "time",
    "group": "group",
    "mode_failures": "group",
    "mode_repair": "group",
}
