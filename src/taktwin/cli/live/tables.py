"""A watched day as tables."""

from __future__ import annotations

import typer

from taktwin.cli.language.say import said, text
from taktwin.cli.tables.plain import plain_table, print_table, whole
from taktwin.live.watching import LineStop, Watched
from taktwin.model.phrase import Phrase

_KPIS = (
    "availability",
    "allocation_efficiency",
    "utilization_efficiency",
    "technical_efficiency",
    "setup_ratio",
    "corrective_maintenance_ratio",
)


def print_watched(found: Watched, top: int) -> None:
    """Print the shifts, the longest line stops, their causes, the alarms, and the KPIs of the ends of the lines."""
    _print_shifts(found)
    _print_stops(found, top)
    _print_causes(found, top)
    _print_alarms(found, top)
    _print_kpis(found)


def _print_shifts(found: Watched) -> None:
    columns = (
        text("shift"),
        text("from h"),
        text("to h"),
        text("finished"),
        text("line stops"),
        text("min stopped"),
        text("alarms"),
        text("an hour"),
        text("most in 10 min"),
        text("in flood"),
    )
    table = plain_table(text("shifts"), columns)
    for one in found.shifts:
        table.add_row(
            one.window.name,
            f"{one.window.begin / 3600:.2f}",
            f"{one.window.end / 3600:.2f}",
            str(one.finished),
            str(one.line_stops),
            f"{one.stopped_s / 60:.1f}",
            str(one.alarms.alarms),
            f"{one.alarms.per_hour:.1f}",
            str(one.alarms.most_in_10_min),
            f"{one.alarms.in_flood:.1%}",
        )
    print_table(table, whole(table))


def _print_stops(found: Watched, top: int) -> None:
    longest = sorted(found.line_stops, key=lambda one: -one.seconds)[:top]
    title = text("line stops: {n}, the longest", n=len(found.line_stops))
    table = plain_table(title, (text("line"), text("from h"), text("min"), text("cause")), texts=(0, 3))
    for one in longest:
        length = f"{one.seconds / 60:.1f}"
        table.add_row(one.line, f"{one.begin / 3600:.2f}", f"{length}+" if one.goes_on else length, _cause(one))
    print_table(table, whole(table))
    if any(one.goes_on for one in longest):
        typer.echo(text("+ it went on when the shift, or the watch, ended"))


def _cause(one: LineStop) -> str:
    return text("not found") if one.cause is None else said(one.cause.told)


def _print_causes(found: Watched, top: int) -> None:
    table = plain_table(text("what stopped the lines"), (text("cause"), text("line stops"), text("min")))
    for name, count, seconds in found.causes[:top]:
        table.add_row(name or text("not found"), str(count), f"{seconds / 60:.1f}")
    print_table(table, whole(table))


def _print_alarms(found: Watched, top: int) -> None:
    alarms = found.alarms
    table = plain_table(text("alarms"), (text("source"), text("alarms")))
    for source, count in alarms.top[:top]:
        table.add_row(source, str(count))
    print_table(table, whole(table))
    typer.echo(
        text(
            "alarms: {n}, {rate} an hour; floods: {floods}; not told, as another one says why: {suppressed}",
            n=alarms.alarms,
            rate=f"{alarms.per_hour:.1f}",
            floods=len(alarms.floods),
            suppressed=alarms.suppressed,
        )
    )
    typer.echo(
        text(
            "over within a minute: {fleeting}; chattering: {chattering}; stale: {stale}",
            fleeting=alarms.fleeting,
            chattering=len(alarms.chattering),
            stale=len(alarms.stale),
        )
    )


def _print_kpis(found: Watched) -> None:
    titles = {
        "availability": Phrase("availability"),
        "allocation_efficiency": Phrase("allocation"),
        "utilization_efficiency": Phrase("utilization"),
        "technical_efficiency": Phrase("technical efficiency"),
        "setup_ratio": Phrase("setup ratio"),
        "corrective_maintenance_ratio": Phrase("corrective maintenance"),
    }
    wanted = set(found.line_ends)
    table = plain_table(
        text("KPIs at the ends of the lines (times by the map {name})", name=found.time_map.name),
        (text("machine"), text("shift"), *(said(titles[name]) for name in _KPIS), text("failures")),
        texts=(0, 1),
    )
    for one in sorted(found.kpis, key=lambda one: one.resource):  # the shifts stay in the order of time
        if one.resource in wanted:
            values = (one.kpis[name] for name in _KPIS)
            cells = ["" if value is None else f"{value:.1%}" for value in values]
            table.add_row(one.resource, one.window, *cells, f"{one.elements['FE']:.0f}")
    print_table(table, whole(table))
    typer.echo(text("times by states: {parts}", parts=_parts(found)))


def _parts(found: Watched) -> str:
    """The map from states to times, part by part, in the names of ISO 22400 and of the states."""
    states: dict[str, list[str]] = {}
    for state, part in found.time_map.parts.items():
        states.setdefault(part, []).append(state)
    return "; ".join(f"{part} = {' + '.join(own)}" for part, own in states.items())
