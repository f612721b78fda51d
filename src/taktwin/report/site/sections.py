"""Energy of a site: flows from source to use, the load by shop and hour, sun and battery in a week, the books."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from taktwin.analysis.site.ledger import SiteLedger
from taktwin.model.nouns.machines.power import VOLUME_MEDIA
from taktwin.planning.energy.study import EnergyStudy
from taktwin.report.picture.sankey import Band, sankey
from taktwin.report.shell.figure import LEGEND, Figure, axis, figure, rounded, short
from taktwin.report.shell.palette import ACCENT, MEDIUM, MUTED, SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

_COLUMNS = (
    ("grid", "sun", "gas", "heat"),
    ("power", "compressors", "chillers", "boiler", "burnt", "network"),
    ("machines", "booth_air", "hall_air", "lighting", "oxidiser", "leakage"),
)
_COLOURS = {
    "grid": MEDIUM["electricity"], "sun": "#e6c229", "gas": MEDIUM["gas"], "heat": MEDIUM["heat"],
    "power": MEDIUM["electricity"], "compressors": MEDIUM["compressed_air"], "chillers": "#4a7fb0",
    "boiler": MEDIUM["heat"], "burnt": MEDIUM["gas"], "network": MEDIUM["heat"],
}  # fmt: skip
_WEEK_H = 168.0


def flows(ledger: SiteLedger) -> list[Band]:
    """What flows from source to use, kWh for each job: each entry in two bands, its way and its use.

    Of each step the sun gives every use of electricity the same share.
    """
    load = ledger.of_medium("electricity")
    share = np.divide(np.minimum(ledger.sun, load), load, out=np.zeros_like(load), where=load > 0)
    found: dict[tuple[str, str], float] = {}

    def add(source: str, target: str, amount: float) -> None:
        found[source, target] = found.get((source, target), 0.0) + amount / ledger.cars

    for one in ledger.entries:
        if one.medium in VOLUME_MEDIA:
            continue
        direct = {"electricity": "power", "gas": "burnt"}.get(one.medium, "network")
        way = direct if one.via in (None, "heat network") else str(one.via)
        if one.medium == "electricity":
            sun = float(one.amounts @ share)
            add("sun", way, sun)
            add("grid", way, one.total - sun)
        else:
            add(one.medium, way, one.total)
        add(way, one.use.replace(" ", "_"), one.total)
    return [Band(source, target, amount) for (source, target), amount in found.items()]


def flow_section(study: EnergyStudy, words: Words) -> Section:
    """The flows of the first year of weather."""
    ledger = study.ledgers[0]
    section = Section("site-flow", words("site_flow"))
    names = {key: words(f"site_node_{key}") for column in _COLUMNS for key in column}
    section.drawing(sankey(_COLUMNS, flows(ledger), names, _COLOURS, words("site_sankey_about")))
    if ledger.pv_kwh:
        sun, fed = (float(one.sum()) / ledger.cars for one in (ledger.sun, ledger.fed_in))
        section.note(words("site_flow_note", sun=number(sun), fed=number(fed)))
    return section


def load_section(study: EnergyStudy, words: Words) -> Section:
    """Mean power by shop and hour of the day, of electricity and gas."""
    ledger = study.ledgers[0]
    section = Section("site-load", words("site_load"))
    figures = [(words(f"site_{medium}"), _by_hour(ledger, medium, words)) for medium in ("electricity", "gas")]
    if ledger.totals.get("gas"):
        section.pair(figures[0], figures[1])
    else:
        section.chart(figures[0][1], figures[0][0])
    return section


def _by_hour(ledger: SiteLedger, medium: str, words: Words) -> Figure:
    steps = np.arange(ledger.times.steps)
    begin = ledger.times.start.hour + ledger.times.start.minute / 60.0
    hour = np.floor((begin + steps * ledger.step_h) % 24.0 + 1e-9).astype(np.int64)
    hours = np.bincount(hour, minlength=24) * ledger.step_h
    data = []
    for place, shop in enumerate([*ledger.model.shops, None]):
        mine = [one.amounts for one in ledger.entries if (one.shop, one.medium) == (shop, medium)]
        if mine:
            kwh = np.bincount(hour, weights=sum(mine, np.zeros(ledger.times.steps)), minlength=24)
            kw = np.divide(kwh, hours, out=np.zeros(24), where=hours > 0)
            bar = {"type": "bar", "name": short(words.shop(shop)), "x": list(range(24)), "y": rounded(kw.tolist())}
            data.append({**bar, "marker": {"color": SERIES[place % len(SERIES)]}})
    axes = {"xaxis": axis(words("axis_hour"), grid=False, dtick=3), "yaxis": axis(words("axis_kw"), tickformat=",")}
    margin = {"l": 64, "r": 16, "t": 70, "b": 44}
    legend = {**LEGEND, "entrywidthmode": "fraction", "entrywidth": 0.32}
    return figure(data, 380, barmode="stack", bargap=0.12, showlegend=True, legend=legend, margin=margin, **axes)


def week_section(study: EnergyStudy, words: Words) -> Section | None:
    """Load, sun, what is bought and the battery in the week with the most sun; None without photovoltaics."""
    ledger = study.ledgers[0]
    if not ledger.pv_kwh or not ledger.sun.any():
        return None
    steps = min(ledger.times.steps, round(_WEEK_H / ledger.step_h))
    sums = np.convolve(ledger.sun, np.ones(steps), "valid")[:: max(1, round(24.0 / ledger.step_h))]
    first = int(sums.argmax()) * max(1, round(24.0 / ledger.step_h))
    week = slice(first, first + steps)
    hours = ledger.step_h
    stored = study.stored[0].plan.flows if study.stored else None
    bought = ledger.bought / hours if stored is None else np.asarray(stored.imported)
    lines: list[tuple[str, Any, str]] = [
        ("site_used", ledger.of_medium("electricity") / hours, MUTED),
        ("site_sun", ledger.sun / hours, "#d9a514"),
        ("site_bought", bought, ACCENT),
    ]
    if stored is not None:
        lines.append(("site_level", np.asarray(stored.level), SERIES[3]))
    start = np.datetime64(ledger.times.start, "s") + (np.arange(first, first + steps) * ledger.times.step_s).astype(
        "timedelta64[s]"
    )
    moments = [str(one) for one in start]
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": words(key),
            "x": moments,
            "y": rounded(np.asarray(values[week]).tolist()),
            "line": {"color": colour, "width": 1.6, **({"dash": "dot"} if key == "site_level" else {})},
            **({"yaxis": "y2"} if key == "site_level" else {}),
        }
        for key, values, colour in lines
    ]
    section = Section("site-week", words("site_week"))
    axes = {"xaxis": axis(grid=False, type="date"), "yaxis": axis(words("axis_kw"), rangemode="tozero", tickformat=",")}
    if stored is not None:
        axes["yaxis2"] = axis("kWh", grid=False, overlaying="y", side="right", rangemode="tozero", tickformat=",")
    section.chart(figure(data, 340, showlegend=True, margin={"l": 64, "r": 64, "t": 40, "b": 44}, **axes))
    section.note(words("site_week_note"))
    return section


def books_section(study: EnergyStudy, words: Words) -> Section:
    """Media by shop, and emissions with their factors."""
    section = Section("site-books", words("site_books"))
    rows = [
        [words.shop(shop), words.known(medium), _range(low, high), unit]
        for shop, medium, unit, low, high in study.by_shop().select("shop", "medium", "unit", "low", "high").iter_rows()
    ]
    low, high = study.kwh_per_car
    rows.append([words("site_all"), "", _range(low, high), "kWh"])
    heads = [words(key) for key in ("site_shop", "site_medium", "site_amount", "site_unit")]
    section.table(heads, rows, texts=2)
    names = [one.weather.name for one in study.ledgers]
    if len(names) > 1:
        section.note(words("site_ranges", list=words("comma").join(names)))
    if any(one.weather.synthetic for one in study.ledgers):
        section.note(words("site_synthetic"))
    for year in study.elsewhere:
        section.note(words("site_elsewhere", weather=year.name, place=year.place.name, site=study.site.place))
    found = [
        ("site_scope1", [one.emissions.scope1_kg / one.cars for one in study.ledgers]),
        ("site_location", [one.co2_per_car for one in study.ledgers]),
    ]
    if study.site.market is not None:
        found.append(("site_market", [(one.emissions.market_kg or 0.0) / one.cars for one in study.ledgers]))
    section.table([words("site_co2"), ""], [[words(key), _range(min(one), max(one))] for key, one in found])
    for told in study.ledgers[0].emissions.as_dict()["factors"]:
        section.note(words("site_factor", told=told))
    return section


def _range(low: float, high: float) -> str:
    first, last = number(low), number(high)
    return first if first == last else f"{first} – {last}"


def sections(study: EnergyStudy, words: Words) -> list[Section]:
    """All sections, in their order."""
    found: Sequence[Section | None] = (
        flow_section(study, words),
        load_section(study, words),
        week_section(study, words),
        books_section(study, words),
    )
    return [one for one in found if one is not None]
