"""Tiles with the headline figures, the summary in sentences, and OEE by shop."""

import math

from taktwin.analysis.balance import Balance
from taktwin.analysis.elements.fleets import fleets as by_fleet
from taktwin.analysis.kpi import constraining_work_unit
from taktwin.analysis.overtime.growth import wip_grows
from taktwin.report.facts import Facts
from taktwin.report.sections.losses import loss_name
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import row, tile
from taktwin.report.shell.words import Words, number, percent, title_of

SCALES = {"%": 100.0, "min": 60.0}
"""From the KPI's own unit (share, h) to the unit of the tile."""


def tiles(facts: Facts, words: Words) -> str:
    """The row of tiles as HTML."""
    value = facts.value
    chosen = [
        _tile(
            facts,
            words,
            words.of("tile_rate"),
            "throughput_per_hour",
            words("tile_rate_note", shop=words.shops(facts.last_shops)),
        ),
        _tile(
            facts,
            words,
            words("tile_lead"),
            "lead_time_hours",
            words("tile_lead_note"),
            "min" if value("lead_time_hours") < 2 else "h",
        ),
        _tile(facts, words, words("tile_wip"), "wip", words("tile_wip_note"), words.jobs),
        _tile(facts, words, words("tile_oee"), "oee", constraining_work_unit(facts.ranking) or "", "%"),
    ]
    if value("energy_kwh") > 0:
        note = words("tile_energy_note", kwh=number(value("electricity_kwh_per_job")))
        chosen.append(_tile(facts, words, words.of("tile_energy"), "energy_kwh_per_job", note, "kWh"))
    scrapped = number(value("scrapped_jobs"))
    first = value("first_pass_yield")
    perfect = math.isnan(first) or first > 0.99995
    note = (
        words("tile_finished_note_plain", scrapped=scrapped)
        if perfect
        else words("tile_finished_note", scrapped=scrapped, fpy=percent(first))
    )
    chosen.append(_tile(facts, words, words("tile_finished"), "finished_jobs", note, words.jobs))
    return row(chosen)


def _tile(facts: Facts, words: Words, title: str, name: str, note: str, unit: str = "") -> str:
    kpi = facts.kpis[name]
    scale = SCALES.get(unit, 1.0)
    value = kpi.value if math.isnan(kpi.value) else kpi.value * scale
    interval = ""
    if kpi.low is not None and kpi.high is not None:
        # As many decimals as the half-width deserves: an interval of +/- 0.2 is written with one.
        half = (kpi.high - kpi.low) / 2 * scale
        decimals = 0 if half <= 0 else max(0, min(3, -math.floor(math.log10(half))))
        low, high = (f"{bound * scale:,.{decimals}f}" for bound in (kpi.low, kpi.high))
        interval = words("interval", low=low, high=high)
    if kpi.grows:
        return tile(title, words("grow_value"), "", note, "")
    return tile(title, number(value), unit, note, interval)


def summary(facts: Facts, words: Words) -> Section:
    """The plant in a few sentences: rate, bottleneck and why, runners-up, dearest loss."""
    section = Section("summary", words("summary"))
    if facts.value("finished_jobs") > 0 and wip_grows(facts.growth):
        rate = number(facts.value("throughput_per_hour"))
        section.text(words("sum_grows", plant=plant_title(facts, words), rate=rate))
    elif facts.value("finished_jobs") > 0:
        section.text(
            words(
                "sum_rate",
                plant=plant_title(facts, words),
                rate=number(facts.value("throughput_per_hour")),
                lead=words.duration(facts.value("lead_time_hours") * 3600, 3),
                wip=number(facts.value("wip")),
            )
        )
    else:
        for row in by_fleet(facts.results).iter_rows(named=True):
            share, loads = percent(row["utilisation"], 0), number(row["loads_per_hour"])
            section.text(words("sum_fleet", fleet=row["fleet"], loads=loads, vehicles=row["vehicles"], share=share))
    if facts.ranking:
        section.text(_bottleneck(facts, words))
    if facts.losses and facts.losses[0][0].sure:
        one, hours = facts.losses[0]
        section.text(
            words("sum_loss", loss=loss_name(one, words), hours=number(hours), gain=one.shown_a_day[0], jobs=words.jobs)
        )
    return section


def plant_title(facts: Facts, words: Words) -> str:
    """The model's title in a language."""
    return title_of(facts.model, getattr(facts.model, "name", "plant"), words.language)


def _bottleneck(facts: Facts, words: Words) -> str:
    ranking, first = facts.ranking, facts.ranking[0]
    gap = " " if words.language == "en" else ""
    text = words(
        "sum_bottleneck",
        station=_unbroken(first.station),
        where=words("sum_where", shop=words.shop(first.shop)) if first.shop else "",
        active=percent(first.active_share, 0),
    )
    if first.mean_active_period_s is not None:
        text += words("sum_period", period=words.duration(first.mean_active_period_s))
    if first.upstream_blocked is not None:
        text += words("sum_upstream", share=percent(first.upstream_blocked, 0))
    if first.downstream_starved is not None:
        text += words("sum_downstream", share=percent(first.downstream_starved, 0))
    text += words("sum_stop")
    if facts.balance is not None:
        return text + gap + _balance(facts.balance, words)
    close = [other for other in ranking[1:4] if other.active_share > first.active_share - 0.08]
    if close:
        names = words("comma").join(f"{_unbroken(other.station)} {percent(other.active_share, 0)}" for other in close)
        text += gap + words("sum_close", list=names)
    return text


def _balance(balance: Balance, words: Words) -> str:
    text = words("sum_balanced", near=balance.near, stations=balance.stations, shop=words.shop(balance.shop))
    if balance.before_blocked is not None:
        text += words("sum_before", shop=words.shop(balance.before), share=percent(balance.before_blocked, 0))
    if balance.after_starved is not None:
        text += words("sum_after", shop=words.shop(balance.after), share=percent(balance.after_starved, 0))
    if balance.before_blocked is not None or balance.after_starved is not None:
        text += words("sum_median")
    return text + words("sum_stop")


def _unbroken(name: str) -> str:
    """A name that is not broken at its hyphens at the end of a line."""
    return name.replace("-", "\u2011")


def oee(facts: Facts, words: Words) -> Section | None:
    """OEE and its factors by shop, as a table with bars; None for a plant without stations and make cells."""
    table = facts.oee
    if not table.height:
        return None
    section = Section("oee", words("oee_title"))
    columns = ("oee", "availability", "effectiveness", "quality_ratio", "technical_efficiency")
    rows = [
        [words.shop(row["shop"]), _bar(row["oee"]), *(percent(row[name]) for name in columns), str(row["work_units"])]
        for row in table.iter_rows(named=True)
    ]
    section.table([words("shop"), "", *(words(name) for name in columns), words("work_units")], rows, texts=2)
    section.note(words("oee_note"))
    return section


def _bar(share: float | None) -> str:
    width = 160 * max(0.0, min(1.0, share or 0.0))
    return (
        '<svg class="bar" width="160" height="10" role="img"><rect width="160" height="10" rx="2" fill="#e8ebef"/>'
        f'<rect width="{width:.1f}" height="10" rx="2" fill="#4a7fb0"/></svg>'
    )
