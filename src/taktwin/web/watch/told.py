"""What is known of the running plant at a moment, as plain values for the page, in both languages where it is words."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base.state import STATES
from taktwin.live.alarms import alarm as a
from taktwin.live.alarms.book import Alarm, AlarmBook
from taktwin.live.bridge import Bridge
from taktwin.live.twin.picture import cause_told, date
from taktwin.live.twin.twin import Twin
from taktwin.report.shell.palette import STATE
from taktwin.report.texts import TEXTS
from taktwin.web.access.routes import now as server_now
from taktwin.web.replies import both
from taktwin.web.scene.scene import SIGNS
from taktwin.web.watch.watch import Running, Watch

_MOST = 200  # alarms that are listed
_DROPPED = ("counters", "places", "states")


def about(watch: Watch) -> dict[str, Any]:
    """What does not change while one plant is followed: its machines, the words of states, and how it is followed."""
    running, plan = watch.running, watch.plan
    said: dict[str, Any] = {
        "kind": "about",
        "generation": watch.generation,
        "plan": None if plan is None else {"kind": plan.kind, "model": plan.model, "speed": plan.speed,
                                           "acts": plan.acts, "options": plan.options},
        "states": [
            {"name": one, "title": TEXTS[one], "colour": STATE[one], "sign": SIGNS[one]} for one in STATES
        ],
        "machines": [],
    }  # fmt: skip
    if running is not None:
        flow = running.twin.watcher.flow
        said["machines"] = [
            {"name": name, "place": place, "line": flow.places[place].line} for name, place in flow.place_of.items()
        ]
    return said


def told(watch: Watch) -> dict[str, Any]:
    """What changes."""
    running = watch.running
    silent = watch.silent_s()
    return {
        "kind": "now",
        "generation": watch.generation,
        "server": server_now(),
        "state": watch.state,
        "trouble": None if watch.trouble is None else {key: both(text) for key, text in watch.trouble.items()},
        "silent_s": None if silent is None else round(silent, 1),
        "now": None if running is None else known(running),
    }


def known(running: Running) -> dict[str, Any]:
    """What the twin knows: as `Twin.now`, with more of alarms, lines and what is under way."""
    twin = running.twin
    with twin.lock:
        now = twin.now()
        states = now["states"]
        for name in _DROPPED:
            now.pop(name)
        book = twin.watcher.book
        now["state_of"] = [STATES.index(one) if one in STATES else -1 for one in states.values()]
        now["alarms"] = [alarm_told(twin, one) for one in book.alarms()[-_MOST:]]
        now["shelved"] = [_shelf(twin, book, one) for one in book.alarms(a.SHELVED, a.OUT_OF_SERVICE)[-_MOST:]]
        now["lines"] = _lines(twin)
        now["fleets"] = _fleets(twin)
        now["trucks"] = _trucks(twin)
        now["meters"] = _meters(twin)
    return now


def alarm_told(twin: Twin, one: Alarm) -> dict[str, Any]:
    """An alarm: whose, how urgent, how it stands, and since when."""
    return {
        "alarm": one.name,
        "source": one.source,
        "rule": one.rule.name,
        "priority": one.rule.priority,
        "state": one.now.state,
        "active": one.now.active,
        "since": date(twin, one.since),
        "for_s": max(0.0, twin.at - one.since),
    }


def _shelf(twin: Twin, book: AlarmBook, one: Alarm) -> dict[str, Any]:
    """A shelved alarm, with until when, by whom and why."""
    hidden = (a.SHELVE, a.RETIRE)
    line = next((line for line in reversed(book.record) if line.alarm == one.name and line.action in hidden), None)
    until = date(twin, one.until) if one.until < float("inf") else None
    return {
        **alarm_told(twin, one),
        "until": until,
        "who": "" if line is None else line.who,
        "why": "" if line is None else line.why,
    }


def _lines(twin: Twin) -> list[dict[str, Any]]:
    """The ends of all lines: how each is, and of those that stand for so long that it counts, since when and why."""
    flow, book = twin.watcher.flow, twin.watcher.book
    standing = {one.line: one for one in twin.watcher.stops.standing(twin.at)}
    found = []
    for line, place in flow.ends.items():
        stop = standing.get(line)
        cause = None if stop is None else cause_told(stop.cause)
        if cause is not None and stop is not None and stop.cause is not None:
            cause["told"] = both(stop.cause.told)
        found.append(
            {
                "line": line,
                "place": place,
                "state": flow.state(place, book.states),
                "stands": stop is not None,
                "since": None if stop is None else date(twin, stop.begin),
                "for_s": None if stop is None else stop.seconds,
                "cause": cause,
            }
        )
    return found


def _fleets(twin: Twin) -> list[dict[str, Any]]:
    """Fleets, and the state of each vehicle."""
    states = twin.watcher.book.states
    return [
        {"fleet": fleet, "vehicles": [{"name": one, "state": states.get(one, "unknown")} for one in names]}
        for fleet, names in twin.watcher.flow.vehicles.items()
    ]


#: Units of power and energy -> those in which they are shown, and by how much they are to be multiplied.
_UNITS = {"W": ("kW", 1e-3), "kW": ("kW", 1.0), "MW": ("kW", 1e3), "Wh": ("kWh", 1e-3), "kWh": ("kWh", 1.0),
          "MWh": ("kWh", 1e3)}  # fmt: skip


def _meters(twin: Twin) -> list[dict[str, Any]]:
    """Power and energy as meters measure them. Nothing that a model says of energy is told while a plant runs."""
    found = []
    for source in twin.sources:
        bridge = getattr(source, "bridge", None)
        for one in bridge.measured.values() if isinstance(bridge, Bridge) else ():
            if one.unit in _UNITS and one.value is not None:
                unit, times = _UNITS[one.unit]
                age = max(0.0, twin.at - twin.clock.seconds(one.time))
                found.append({"name": one.tag, "part": one.part, "value": one.value * times, "unit": unit,
                              "age_s": age, "good": one.good})  # fmt: skip
    return sorted(found, key=lambda one: one["name"])[:_MOST]


def _trucks(twin: Twin) -> list[dict[str, Any]]:
    """Lanes with trucks that have been despatched and not arrived, the oldest first."""
    stocks = {number: name for name, number in twin.starter.program.stocks.items()}
    found = []
    for lane, trucks in twin.shadow.settled().trucks.items():
        for sent, loads in trucks:
            load = {stocks.get(number, str(number)): amount for number, amount in loads.items()}
            found.append({"lane": lane, "sent": date(twin, sent), "for_s": max(0.0, twin.at - sent), "load": load})
    return sorted(found, key=lambda one: -one["for_s"])[:_MOST]
