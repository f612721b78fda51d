"""The alarms of a plant: fed with states and values in the order of time, and with what people do."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from taktwin.live.alarms import alarm as a
from taktwin.live.alarms.alarm import AlarmState, after
from taktwin.live.alarms.cause import OFF_SHIFT, ORDERS, PLANNED, SLOWER, Cause, cause
from taktwin.live.alarms.flow import PlantFlow
from taktwin.live.alarms.rules import USUAL, LevelRule, StateRule
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest

#: Kinds of cause that are no stop, so that who waits for them has no alarm: it is starved, whatever it waits for.
NO_STOP = (SLOWER, ORDERS, PLANNED, OFF_SHIFT)
ASKED_AGAIN_S = 60.0
#: Who does what follows from the states and the clock.
SYSTEM = "system"


@dataclass(frozen=True, kw_only=True)
class AlarmRecord:
    """One line of the audit trail: what happened to an alarm, when, by whom and why, its states before and after."""

    time: float
    alarm: str
    source: str
    priority: str
    action: str
    before: str
    after: str
    who: str = SYSTEM
    why: str = ""

    @property
    def annunciates(self) -> bool:
        """Whether somebody is told by it of an alarm that was not there before."""
        return self.after == a.UNACKNOWLEDGED != self.before

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass
class Alarm:
    """An alarm of a source by a rule: its state now, and what it waits for.

    ``wanted`` is what is the case before the delays, ``due`` when a delay ends (infinite: none runs); ``until`` when a
    shelved one comes back, ``because`` the resource for whose stop it is suppressed.
    """

    name: str
    source: str
    rule: StateRule | LevelRule
    now: AlarmState = field(default_factory=AlarmState)
    wanted: bool = False
    due: float = math.inf
    until: float = math.inf
    because: str = ""
    since: float = math.nan


class AlarmBook:
    """All alarms of a plant.

    It is fed in the order of time with `observe` (states of resources), `measure` (values) and `tick` (the clock
    alone), and with what people do. The same calls give the same book; it asks no clock. `record` is only ever added
    to.

    Example:
        >>> book = AlarmBook()
        >>> book.observe(0.0, "weld", "down")
        >>> book.tick(60.0)
        >>> [(one.name, one.now.state) for one in book.alarms()]
        [('down weld', 'unacknowledged')]
    """

    def __init__(
        self,
        flow: PlantFlow | None = None,
        states: Sequence[StateRule] = USUAL,
        levels: Sequence[LevelRule] = (),
        told: Callable[[AlarmRecord], None] | None = None,
    ) -> None:
        """An empty book.

        Args:
            flow: of the plant, by which alarms of who waits for others are suppressed; None: none are.
            states: rules for states of resources; the first that has a state takes it.
            levels: rules for measured values.
            told: is called with each line of the record as it is written.
        """
        self.flow, self.told = flow, told
        self.record: list[AlarmRecord] = []
        self.states: dict[str, str] = {}
        self.time = -math.inf
        self._rule_of = {state: rule for rule in reversed(states) for state in rule.states}
        self._levels: dict[str, list[LevelRule]] = {}
        for rule in levels:
            self._levels.setdefault(rule.source, []).append(rule)
        self._alarms: dict[str, Alarm] = {}
        self._of_source: dict[str, list[Alarm]] = {}
        self._timers: list[tuple[float, str]] = []

    def alarms(self, *states: str) -> list[Alarm]:
        """The alarms in some states; those that somebody has to look at where none are named. The oldest first."""
        wanted = states or a.ANNUNCIATED
        return sorted((one for one in self._alarms.values() if one.now.state in wanted), key=lambda one: one.since)

    def alarm(self, name: str) -> Alarm:
        """The alarm of a name, which is that of its rule and of its source. Raises OptionError."""
        if name not in self._alarms:
            raise OptionError(
                Phrase('there is no alarm "{name}"', name=name), suggest(name, self._alarms, most=20), "alarm"
            )
        return self._alarms[name]

    # --- what the plant says

    def observe(self, time: float, resource: str, state: str) -> None:
        """A resource is in a state from a time (s) on. Raises OptionError where the time goes back."""
        self.tick(time)
        self.states[resource] = state
        rule = self._rule_of.get(state)
        for one in self._of_source.get(resource, ()):
            if isinstance(one.rule, StateRule) and one.rule is not rule:
                self._want(one, False, time)
        if rule is not None:
            self._want(self._get(resource, rule), True, time)

    def measure(self, time: float, source: str, value: float) -> None:
        """A source has a value at a time (s); not-a-number changes nothing. Raises OptionError as `observe`."""
        self.tick(time)
        for rule in self._levels.get(source, ()):
            one = self._get(source, rule)
            if not math.isnan(value):
                self._want(one, rule.beyond(value, one.wanted), time)

    def tick(self, time: float) -> None:
        """It is that late (s): delays end, and shelved alarms come back, each at its own time."""
        if not time >= self.time:
            raise OptionError(
                Phrase("the time goes back from {time:g} s to {time2:g} s", time=self.time, time2=time),
                Phrase("feed events in order"),
                "time",
            )
        while self._timers and self._timers[0][0] <= time:
            due, name = heapq.heappop(self._timers)
            self.time = max(self.time, due)
            one = self._alarms[name]
            if one.until == due:
                one.until = math.inf
                self._happen(one, a.UNSHELVE, due, SYSTEM, Phrase("its time is over"))
            if one.due == due:
                one.due = math.inf
                self._end_of_delay(one, due)
        self.time = time

    # --- what people do

    def acknowledge(self, time: float, alarm: str, who: str, why: str = "") -> None:
        """Somebody has seen it. Raises OptionError where there is nothing to acknowledge, or nobody is named."""
        self._by_hand(time, alarm, a.ACKNOWLEDGE, who, why)

    def reset(self, time: float, alarm: str, who: str, why: str = "") -> None:
        """Let go of a latched alarm that has been acknowledged. Raises OptionError as `acknowledge`."""
        self._by_hand(time, alarm, a.RESET, who, why)

    def shelve(self, time: float, alarm: str, until: float, who: str, why: str) -> None:
        """Hear nothing of it until a time (s). Raises OptionError: no name, no reason, or an end that is not ahead."""
        if not (math.isfinite(until) and until > time):
            raise OptionError(
                Phrase("shelved at {time:g} s until {until:g} s", time=time, until=until),
                Phrase("give an end that lies ahead"),
                "until",
            )
        one = self._by_hand(time, alarm, a.SHELVE, who, _reason(why))
        self._timer(one, until)
        one.until = until

    def unshelve(self, time: float, alarm: str, who: str, why: str = "") -> None:
        """Hear of it again before its time. Raises OptionError as `acknowledge`."""
        self._by_hand(time, alarm, a.UNSHELVE, who, why).until = math.inf

    def retire(self, time: float, alarm: str, who: str, why: str) -> None:
        """Take it out of service until `restore`. Raises OptionError: no name, no reason, or it is already."""
        self._by_hand(time, alarm, a.RETIRE, who, _reason(why)).until = math.inf

    def restore(self, time: float, alarm: str, who: str, why: str = "") -> None:
        """Take it into service again. Raises OptionError as `acknowledge`."""
        self._by_hand(time, alarm, a.RESTORE, who, why)

    # --- over a restart

    def memory(self) -> dict[str, Any]:
        """What is to be kept for a restart, for JSON: see `remember`."""
        alarms = [_told(one) for one in self._alarms.values()]
        record = [one.as_dict() for one in self.record]
        time = self.time if math.isfinite(self.time) else None
        return {"time": time, "states": dict(self.states), "alarms": alarms, "record": record}

    def remember(self, memory: Mapping[str, Any]) -> None:
        """Go on from a memory of a book with the same rules; alarms of rules that are gone are left out.

        Raises:
            KeyError, TypeError, ValueError: it is none.
        """
        rules: dict[str, StateRule | LevelRule] = {one.name: one for one in self._rule_of.values()}
        rules |= {one.name: one for rules_ in self._levels.values() for one in rules_}
        self.time = -math.inf if memory["time"] is None else float(memory["time"])
        self.states = dict(memory["states"])
        self.record = [AlarmRecord(**one) for one in memory["record"]]
        for name, source, rule, state, active, wanted, due, until, since, because in memory["alarms"]:
            if rule not in rules:
                continue
            one = Alarm(name, source, rules[rule], AlarmState(state, bool(active)), bool(wanted), because=because)
            one.due, one.until = (math.inf if at is None else float(at) for at in (due, until))
            one.since = math.nan if since is None else float(since)
            self._alarms[name] = one
            self._of_source.setdefault(source, []).append(one)
            for at in (one.due, one.until):
                if math.isfinite(at):
                    self._timer(one, at)

    # --- inside

    def cause(self, place: str) -> Cause | None:
        """Why a place stands still now, see `taktwin.live.alarms.cause`. Raises OptionError: no such place, no flow."""
        if self.flow is None:
            raise OptionError(Phrase("this book knows no flow"), Phrase("give it the plant's"), "flow")
        return cause(self.flow, self.states, place)

    def _get(self, source: str, rule: StateRule | LevelRule) -> Alarm:
        name = f"{rule.name} {source}"
        if name not in self._alarms:
            self._alarms[name] = Alarm(name, source, rule)
            self._of_source.setdefault(source, []).append(self._alarms[name])
        return self._alarms[name]

    def _timer(self, one: Alarm, due: float) -> None:
        heapq.heappush(self._timers, (due, one.name))

    def _want(self, one: Alarm, wanted: bool, time: float) -> None:
        """What the alarm is about is the case from now on, or is not; the delay begins, or the running one is off."""
        if wanted == one.wanted:
            return
        one.wanted = wanted
        if wanted == one.now.active:  # over before its delay was, or back before it had returned
            one.due = math.inf
            if not wanted:
                self._release(one.source, time)
            return
        one.due = time + (one.rule.on_delay if wanted else one.rule.off_delay)
        if one.due <= time:
            one.due = math.inf
            self._end_of_delay(one, time)
        else:
            self._timer(one, one.due)

    def _end_of_delay(self, one: Alarm, time: float) -> None:
        if one.wanted:
            found = self._elsewhere(one)
            root = self._told_resource(found)
            if root:
                one.because = root
                if one.now.state != a.NORMAL or not self._happen(one, a.SUPPRESS, time, SYSTEM, root):
                    return  # it has been looked at already, or nobody hears of it as it is
            elif found is not None and found.kind in NO_STOP:  # nothing has stopped: ask again
                one.due = time + max(one.rule.on_delay, ASKED_AGAIN_S)
                self._timer(one, one.due)
                return
            self._happen(one, a.RAISE, time, SYSTEM, "")
            return
        self._happen(one, a.RETURN, time, SYSTEM, "")
        if one.because:
            one.because = ""
            self._happen(one, a.UNSUPPRESS, time, SYSTEM, Phrase("it is over"))
        self._release(one.source, time)

    def _release(self, source: str, time: float) -> None:
        """A resource does not hold up others any more."""
        for one in [one for one in self._alarms.values() if one.because == source]:
            self._again(one, time)

    def _again(self, one: Alarm, time: float) -> None:
        """What an alarm was suppressed for is over: unless something else holds it up, it has its delay once more."""
        one.because = ""
        if one.now.state == a.SUPPRESSED:
            self._happen(one, a.RETURN, time, SYSTEM, "")
            self._happen(one, a.UNSUPPRESS, time, SYSTEM, Phrase("what held it up is over"))
        if one.wanted and not one.now.active:
            one.due = time + one.rule.on_delay
            self._timer(one, one.due)

    def _elsewhere(self, one: Alarm) -> Cause | None:
        """The cause for which somebody waits, where it is at another place; None where it is here, or is not known."""
        if self.flow is None or not isinstance(one.rule, StateRule) or not one.rule.waits:
            return None
        place = self.flow.place_of.get(one.source)
        found = None if place is None else cause(self.flow, self.states, place)
        return None if found is None or found.place == place else found

    def _told_resource(self, found: Cause | None) -> str:
        """The resource of a cause that has an alarm, or will have one if it goes on; empty where none has."""
        if found is None or self.flow is None:
            return ""
        return next((one for one in self.flow.places[found.place].resources if self._is_told(one)), "")

    def _is_told(self, resource: str) -> bool:
        """Whether an alarm of a resource is there or under way, and not suppressed for another one itself."""
        own = self._of_source.get(resource, ())
        return any((one.wanted or one.now.active) and not one.because for one in own)

    def _by_hand(self, time: float, alarm: str, action: str, who: str, why: str) -> Alarm:
        if not who.strip():
            raise OptionError(Phrase("nobody is named"), Phrase("say who does it"), "who")
        one = self.alarm(alarm)
        self.tick(time)
        before = one.now.state
        if not self._happen(one, action, time, who, why):
            raise OptionError(
                Phrase('the alarm "{alarm}" is {before}', alarm=alarm, before=before),
                Phrase("{action} does not go with that", action=action),
                "alarm",
            )
        return one

    def _happen(self, one: Alarm, action: str, time: float, who: str, why: str) -> bool:
        """Have something happen to an alarm, and write it down; whether it can."""
        changed = after(one.now, action, one.rule.latching)
        if changed is None:
            return False
        before, one.now = one.now.state, changed
        if changed.state != before:
            one.since = time
        line = AlarmRecord(
            time=time,
            alarm=one.name,
            source=one.source,
            priority=one.rule.priority,
            action=action,
            before=before,
            after=changed.state,
            who=who,
            why=why,
        )
        self.record.append(line)
        if self.told is not None:
            self.told(line)
        return True


def _told(one: Alarm) -> list[Any]:
    """An alarm for JSON; of a time that never comes, or is not known, None."""
    times = [at if math.isfinite(at) else None for at in (one.due, one.until, one.since)]
    return [one.name, one.source, one.rule.name, one.now.state, one.now.active, one.wanted, *times, one.because]


def _reason(why: str) -> str:
    if not why.strip():
        raise OptionError(Phrase("no reason is given"), Phrase("say why"), "why")
    return why
