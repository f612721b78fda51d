"""The page of a car on a cycle: traces, flows, operating points, and strategies against the least possible."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.product.drive.study import DriveStudy
from taktwin.product.drive.synthetic import cycle_names
from taktwin.product.drive.trip import Trip
from taktwin.report.picture.sankey import Band, sankey
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import MUTED, SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import tile
from taktwin.report.shell.words import Words, number, percent

_COLUMNS = (
    ("fuel", "battery"),
    ("bus", "source_loss"),
    ("wheel", "motor_loss", "auxiliaries", "charged"),
    ("drag", "rolling", "rise", "brakes"),
)
_COLOURS = {
    "fuel": "#e59a2f", "battery": "#2f8577", "bus": "#2b6ca3", "wheel": "#4a7fb0", "source_loss": "#c8452b",
    "motor_loss": "#c8452b", "brakes": "#c8452b", "auxiliaries": "#7d8894", "charged": "#2f8577",
}  # fmt: skip
_MOST_POINTS = 3600
"""Of a trace: what is longer is thinned out."""
_SHOWN = ("adaptive", "load_following", "best", "recognising", "thermostat", "equivalent", "quiet")
"""Whose traces are shown, the first three that were driven."""


def render_drive(found: DriveStudy, language: str = "en") -> str:
    """The page as HTML text, both languages in it.

    Args:
        found: what `study_drive` found.
        language: shown first.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda name: _page(found, Words(name, True, {}, {})), language)


def _page(found: DriveStudy, words: Words) -> Page:
    facts = found.cycle.statistics()
    subtitle = words(
        "drv_sub",
        km=number(facts["km"], 4),
        s=number(facts["seconds"]),
        mean=number(facts["mean_kmh"], 4),
        most=number(facts["highest_kmh"], 4),
    )
    sections = [_seconds(found, words), _flow(found, words)]
    if found.driven:
        sections += [_points(found, words), _strategies(found, words)]
    title = words("drv_title", car=found.file.car.name, cycle=found.cycle.name)
    return Page(title, subtitle, sections, tiles=f'<div class="tiles">{"".join(_tiles(found, words))}</div>')


def _tiles(found: DriveStudy, words: Words) -> list[str]:
    if found.electric_per_100km is not None:
        far = "-" if found.range_km is None else number(found.range_km)
        return [
            tile(words("drv_taken"), number(found.electric_per_100km, 4), "kWh/100 km", words("drv_at_terminals")),
            tile(words("drv_range"), far, "km", words("drv_full")),
        ]
    unit = "L/100 km" if _gasoline(found) else "kg/100 km"
    by = {one.trip.strategy: one for one in found.driven}
    tiles = [
        tile(
            words("drv_fuel", strategy=words(f"drv_s_{name}")),
            f"{by[name].per_100km:.2f}", unit, words("drv_balanced"),
        )
        for name in _traced(found)[:1]
    ]  # fmt: skip
    tiles.append(tile(words("drv_least"), f"{by['best'].per_100km:.2f}", unit, words("drv_balanced")))
    first = by[_traced(found)[0]]
    return [*tiles, tile(words("drv_heard"), percent(first.audible), "", words("drv_of_time"))]


def _gasoline(found: DriveStudy) -> bool:
    source = found.file.car.source
    return source is not None and source.fuel == "gasoline"


def _traced(found: DriveStudy) -> list[str]:
    driven = [one.trip.strategy for one in found.driven]
    return [name for name in _SHOWN if name in driven][:3]


def _trips(found: DriveStudy) -> dict[str, Trip]:
    """The trips whose traces are shown."""
    if found.electric is not None:
        return {"battery": found.electric}
    by = {one.trip.strategy: one.trip for one in found.driven}
    return {name: by[name] for name in _traced(found)}


def _seconds(found: DriveStudy, words: Words) -> Section:
    section = Section("seconds", words("drv_seconds"))
    if found.cycle.name in cycle_names():
        section.note(words("drv_synthetic"))
    trips = _trips(found)
    demand = next(iter(trips.values())).demand
    section.chart(_lines([("", found.cycle.means * 3.6, SERIES[0])], words), words("drv_speed"))
    powers = [(words("drv_bus"), demand.bus / 1000, SERIES[6])]
    powers += [
        (f"{words('drv_source')} · {words(f'drv_s_{name}')}", trip.generated / 1000, SERIES[at])
        for at, (name, trip) in zip((0, 3, 9), trips.items(), strict=False)
        if name != "battery"
    ]
    section.chart(_lines(powers, words), words("drv_power"))
    charges = [
        (words(f"drv_s_{name}"), trip.charge * 100, SERIES[at])
        for at, (name, trip) in zip((0, 3, 9), trips.items(), strict=False)
    ]
    section.chart(_lines(charges, words), words("drv_charge"))
    return section


def _lines(traces: list[tuple[str, Any, str]], words: Words) -> Figure:
    step = max(1, -(-len(traces[0][1]) // _MOST_POINTS))
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": list(range(1, len(values) + 1, step)),
            "y": rounded(values[::step].tolist()),
            "line": {"color": colour, "width": 1.3},
            "hovertemplate": "%{x} s: %{y:.4g}<extra>" + name + "</extra>",
        }
        for name, values, colour in traces
    ]
    many = len(traces) > 1
    margin = {"l": 56, "r": 16, "t": 40 if many else 8, "b": 44}
    axes = {"xaxis": axis(words("drv_time")), "yaxis": axis()}
    return figure(data, 280 if many else 220, showlegend=many, margin=margin, **axes)


def flows(found: DriveStudy) -> list[Band]:
    """What flows from where to where over the cycle, kWh; of a car with a source by its first strategy shown."""
    trip = next(iter(_trips(found).values()))
    books = trip.demand.books()
    auxiliaries = found.file.car.auxiliaries * found.cycle.seconds / 3.6e6
    bus = float(trip.demand.bus.sum()) / 3.6e6
    generated = float(trip.generated.sum()) / 3.6e6
    stored = bus - generated
    rise = max(books["climbing"] + books["gaining"], 0.0)
    wheel = max(bus - books["motor_loss"] - auxiliaries, 0.0)
    bands = [
        Band("fuel", "bus", generated),
        Band("fuel", "source_loss", trip.fuel_kwh - generated),
        Band("battery", "bus", max(stored, 0.0)),
        Band("bus", "wheel", wheel),
        Band("bus", "motor_loss", books["motor_loss"]),
        Band("bus", "auxiliaries", auxiliaries),
        Band("bus", "charged", max(-stored, 0.0)),
        Band("wheel", "drag", books["drag"]),
        Band("wheel", "rolling", books["rolling"]),
        Band("wheel", "rise", rise),
        Band("wheel", "brakes", max(wheel - books["drag"] - books["rolling"] - rise, 0.0)),
    ]
    return [band for band in bands if band.amount > 1e-6]


def _flow(found: DriveStudy, words: Words) -> Section:
    section = Section("flow", words("drv_flow"))
    section.note(words("drv_flow_note", strategy=words(f"drv_s_{next(iter(_trips(found)))}")))
    names = {key: words(f"drv_node_{key}") for column in _COLUMNS for key in column}
    section.drawing(sankey(_COLUMNS, flows(found), names, _COLOURS, words("drv_flow_about")))
    return section


def _points(found: DriveStudy, words: Words) -> Section:
    """Energy of the source by its power, and how efficient it is there."""
    source = found.file.car.source
    assert source is not None
    section = Section("points", words("drv_points"))
    section.note(words("drv_points_note", kw=number(source.best * source.converter / 1000, 3)))
    most = source.most * source.converter / 1000
    edges = np.linspace(0, most, 26)
    middles = (edges[:-1] + edges[1:]) / 2
    data: list[dict[str, Any]] = []
    for at, (name, trip) in zip((0, 3, 9), _trips(found).items(), strict=False):
        kw = trip.generated / 1000
        energy, _ = np.histogram(kw, edges, weights=kw / 3600)
        if kw.max() > most:  # a power at the very end
            energy[-1] += float(kw[kw > most].sum()) / 3600
        label = words(f"drv_s_{name}")
        data.append(
            {
                "type": "bar",
                "name": label,
                "x": rounded(middles.tolist()),
                "y": rounded(energy.tolist()),
                "marker": {"color": SERIES[at]},
                "hovertemplate": "%{x:.3g} kW: %{y:.3g} kWh<extra>" + label + "</extra>",
            }
        )
    powers = np.linspace(1, most, 60)
    shaft = powers * 1000 / source.converter
    efficiency = shaft / (source.idle + source.rate * shaft + source.curve * shaft**2) * source.converter * 100
    data.append(
        {
            "type": "scatter",
            "mode": "lines",
            "name": words("drv_efficiency"),
            "x": rounded(powers.tolist()),
            "y": rounded(efficiency.tolist()),
            "yaxis": "y2",
            "line": {"color": MUTED, "width": 1.6, "dash": "dot"},
            "hovertemplate": "%{x:.3g} kW: %{y:.3g} %<extra></extra>",
        }
    )
    axes = {
        "xaxis": axis(words("drv_points_x")),
        "yaxis": axis(words("drv_energy"), rangemode="tozero"),
        "yaxis2": axis(words("drv_efficiency"), grid=False, overlaying="y", side="right", rangemode="tozero"),
    }
    section.chart(figure(data, 320, showlegend=True, margin={"l": 56, "r": 56, "t": 40, "b": 44}, **axes))
    return section


def _strategies(found: DriveStudy, words: Words) -> Section:
    section = Section("strategies", words("drv_strategies"))
    best = next(one for one in found.driven if one.trip.strategy == "best")
    unit = "L/100 km" if _gasoline(found) else "kg/100 km"
    bound, least = number(found.bound_per_100km, 4), number(best.per_100km, 4)
    section.note(words("drv_strategies_note", bound=bound, best=least, unit=unit))
    ranked = sorted(found.driven, key=lambda one: one.balanced_kwh)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [words(f"drv_s_{one.trip.strategy}") for one in ranked],
        "x": rounded([one.per_100km for one in ranked]),
        "text": [f"{one.per_100km:.2f}" for one in ranked],
        "marker": {"color": [SERIES[3] if one.trip.strategy == "best" else SERIES[1] for one in ranked]},
        "hovertemplate": "%{y}: %{x:.3f} " + unit + "<extra></extra>",
    }
    axes = {"xaxis": axis(unit, rangemode="tozero"), "yaxis": axis(grid=False, autorange="reversed")}
    margin = {"l": 150, "r": 16, "t": 8, "b": 44}
    section.chart(figure([bars], 30 * len(ranked) + 70, margin=margin, **axes))
    keys = ("drv_strategy", "drv_over", "drv_starts", "drv_runs", "drv_heard", "drv_end")
    head = [words(key) for key in keys]
    rows = [
        [
            words(f"drv_s_{one.trip.strategy}"),
            f"{one.per_100km:.2f}" + ("" if one.comparable else " *"),
            percent(one.over_best),
            str(one.trip.starts),
            percent(one.trip.on_share),
            percent(one.audible),
            percent(one.trip.end),
        ]
        for one in ranked
    ]
    section.table([head[0], unit, *head[1:]], rows)
    return section
