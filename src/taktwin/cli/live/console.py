"""What a twin knows, as a screen of a terminal that is drawn anew while the plant runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taktwin.cli.language.say import said, text
from taktwin.cli.live.unmapped import lacking, problem_lines
from taktwin.cli.tables.plain import plain_table
from taktwin.model.phrase import Phrase

_ROWS = 6  # of each table
_FAN = 5  # instants
_PROBLEMS = 3  # of a mapping
#: Words of states, in an order from work to standstill.
STATES = {
    "working": Phrase("working"),
    "walking": Phrase("walking"),
    "setup": Phrase("setup"),
    "starved": Phrase("starved"),
    "blocked": Phrase("blocked"),
    "waiting_parts": Phrase("waiting for parts"),
    "waiting_transport": Phrase("waiting for transport"),
    "waiting_carrier": Phrase("waiting for a carrier"),
    "waiting_operator": Phrase("waiting for operators"),
    "down": Phrase("down"),
    "minor_stop": Phrase("minor stop"),
    "waiting_crew": Phrase("waiting for a crew"),
    "maintenance": Phrase("maintenance"),
    "brief_pause": Phrase("brief pause"),
    "long_pause": Phrase("long pause"),
    "waking": Phrase("waking"),
    "off_shift": Phrase("off shift"),
    "unknown": Phrase("not known"),
}


def screen(now: Mapping[str, Any]) -> Any:
    """What is known (`Twin.now`) as something that rich prints."""
    from rich.console import Group
    from rich.text import Text

    parts: list[Any] = [Text(_head(now), style="bold"), Text(_shift(now["shift"]))]
    if now["forecast"] is not None:
        parts += [Text(_expected(now)), _fan(now["forecast"])]
    parts += [Text(_machines(now["machines"]["states"]))]
    parts += [table for table in (_stopped(now), _vehicles(now), _lines(now), _alarms(now)) if table is not None]
    return Group(*parts, Text(_told(now["divergence"])), *_troubles(now))


def _head(now: Mapping[str, Any]) -> str:
    return text(
        "{plant}  {time}   newest {age} s ago   {jobs} jobs in the plant",
        plant=now["plant"], time=now["time"], age=f"{now['age_s']:.0f}", jobs=now["jobs"],
    )  # fmt: skip


def _shift(shift: Mapping[str, Any]) -> str:
    end = shift["end"][11:16]
    about = {
        "made": shift["made"],
        "stops": shift["line_stops"],
        "min": f"{shift['stopped_min']:.0f}",
        "name": shift["name"] or shift["begin"][5:16],
        "end": end,
    }
    line = text("shift {name} to {end}: {made} made, {stops} line stops of {min} min", **about)
    if shift["seen_from"] is not None:
        line += text(" (seen from {time} on)", time=shift["seen_from"][11:16])
    return line


def _expected(now: Mapping[str, Any]) -> str:
    found = now["forecast"]
    shift = found["shift"]
    numbers = {name: f"{shift[name]:.0f}" for name in ("mean", "p05", "p95")}
    line = text("the shift will make {mean}; 90 % of the runs make {p05} to {p95}", **numbers)
    if "target" in found:
        one = found["target"]
        line += text(
            "; {n} or more: {chance} ({low} to {high})",
            n=one["jobs"], chance=f"{one['chance']:.0%}", low=f"{one['low']:.0%}", high=f"{one['high']:.0%}",
        )  # fmt: skip
    return line


def _fan(found: Mapping[str, Any]) -> Any:
    table = plain_table(text("made by (looked ahead at {at})", at=found["at"][11:16]), ["", *_SHARES])
    fan: Sequence[Mapping[str, Any]] = found["fan"]
    every = max(1, (len(fan) - 1) // _FAN)
    for at in sorted({*range(every, len(fan), every), len(fan) - 1})[-_FAN:]:
        row = fan[at]
        table.add_row(row["time"][5:16], *(f"{row[name]:.0f}" for name in ("p05", "p25", "p50", "p75", "p95")))
    return table


_SHARES = ("5 %", "25 %", "50 %", "75 %", "95 %")


def _machines(states: Mapping[str, int]) -> str:
    words = [f"{said(STATES[word])} {states[word]}" for word in STATES if states.get(word)]
    return text("machines: {states}", states="  ".join(words))


def _stopped(now: Mapping[str, Any]) -> Any | None:
    stopped = [one for one in now["machines"]["stopped"] if one["for_s"] >= 60.0][:_ROWS]
    if not stopped:
        return None
    table = plain_table(text("stopped"), [text("machine"), text("state"), text("min")], texts=(0, 1))
    for one in stopped:
        table.add_row(one["machine"], said(STATES[one["state"]]), f"{one['for_s'] / 60.0:.0f}")
    return table


def _vehicles(now: Mapping[str, Any]) -> Any | None:
    """Those that tell of themselves; first those that have an error or are silent."""
    told = [(name, one) for name, one in now["vehicles"].items() if one["place"] or one["battery"] is not None]
    if not told:
        return None
    heads = [text("vehicle"), text("state"), text("place"), text("load"), text("battery"), text("error")]
    table = plain_table(text("vehicles"), heads, texts=(0, 1, 2, 3, 5))
    for name, one in sorted(told, key=lambda pair: not (pair[1]["error"] or pair[1]["silent"]))[:_ROWS]:
        state = text("silent") if one["silent"] else said(STATES[one["state"]])
        battery = "" if one["battery"] is None else f"{one['battery']:.0%}"
        table.add_row(name, state, one["place"], one["load"], battery, one["error"])
    return table


def _lines(now: Mapping[str, Any]) -> Any | None:
    if not now["lines"]:
        return None
    table = plain_table(text("lines that stand"), [text("line"), text("min"), text("cause")], texts=(0, 2))
    for one in now["lines"][:_ROWS]:
        cause = text("not found") if one["cause"] is None else said(one["cause"]["told"])
        table.add_row(one["line"], f"{one['for_s'] / 60.0:.0f}", cause)
    return table


def _alarms(now: Mapping[str, Any]) -> Any | None:
    if not now["alarms"]:
        return None
    table = plain_table(text("alarms"), [text("alarm"), text("since"), text("state")], texts=(0, 1, 2))
    for one in now["alarms"][-_ROWS:]:
        table.add_row(one["alarm"], one["since"][11:16], said(_ALARMS[one["state"]]))
    return table


_ALARMS = {
    "unacknowledged": Phrase("not acknowledged"),
    "acknowledged": Phrase("acknowledged"),
    "returned unacknowledged": Phrase("over, not acknowledged"),
    "latched unacknowledged": Phrase("latched, not acknowledged"),
    "latched acknowledged": Phrase("latched"),
}


def _told(found: Mapping[str, Any]) -> str:
    return text(
        "{n} events: {moves} moves inferred, {impossible} impossible ({share}), {late} late, {repeated} repeated, "
        "{refused} refused",
        n=found["events"], moves=found["inferred_moves"], impossible=found["impossible"],
        share=f"{found['impossible_share']:.2%}", late=found["late"], repeated=found["repeated"],
        refused=found["refused"],
    )  # fmt: skip


def _troubles(now: Mapping[str, Any]) -> list[Any]:
    from rich.text import Text

    found = [
        text("the clock of {source} is {s} s off", source=name, s=f"{skew:+.0f}")
        for name, skew in now["divergence"]["skewed_clocks_s"].items()
    ]
    if now["divergence"]["impossible_share"] > 0.01:
        found.append(text("above 1 % of what is told is impossible: the model or the wiring is wrong"))
    if now["mapping"] is not None:
        found += problem_lines(now["mapping"], _PROBLEMS)
        found += lacking(now["mapping"]) if now["divergence"]["events"] else []
    if now["forecast"] is not None and "trouble" in now["forecast"]:
        found.append(now["forecast"]["trouble"])
    return [Text(one, style="bold") for one in found]
