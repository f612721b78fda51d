"""Energy by shop and by hour of the day."""

import polars as pl

from taktwin.report.facts import Facts
from taktwin.report.shell.figure import LEGEND, Figure, axis, figure, rounded, short
from taktwin.report.shell.palette import MEDIUM, SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

TOTAL = "(total)"


def energy(facts: Facts, words: Words) -> Section | None:
    """The section; None where no power is modelled."""
    table = facts.energy.filter(pl.col("amount") > 0).with_columns(pl.col("shop").cast(pl.String))
    kwh = table.filter(pl.col("unit") == "kWh")
    if not table.height:
        return None
    section = Section("energy", words("energy_title"))
    if kwh.height:
        per_job = facts.value("finished_jobs") > 0
        heading = words("energy_shop" if per_job else "energy_shop_day")
        by_shop = _by_shop(kwh, per_job, facts, words)
        if facts.energy_hours.height:
            section.pair((heading, by_shop), (words("energy_hour"), _by_hour(facts, words)))
        else:
            section.chart(by_shop, heading)
    _table(section, table, facts, words)
    if kwh.height:
        idle = float(kwh.select(pl.sum_horizontal("idle", "brief", "long", "waking", "standby", "off").sum()).item())
        section.note(words("energy_note", share=percent(idle / float(kwh.get_column("amount").sum()), 0)))
    return section


def _shops(table: pl.DataFrame, facts: Facts) -> list[str | None]:
    """Shops of the table in plant order, what belongs to no shop last."""
    present = set(table.get_column("shop").to_list())
    return [*(shop for shop in facts.shops if shop in present), *([None] if None in present else [])]


def _by_shop(table: pl.DataFrame, per_job: bool, facts: Facts, words: Words) -> Figure:
    shops = _shops(table, facts)
    data = []
    for medium in sorted(set(table.get_column("medium").cast(pl.String)), key=lambda name: (name not in MEDIUM, name)):
        rows = table.filter(pl.col("medium") == medium)
        values = dict(rows.select("shop", "per_finished_job" if per_job else pl.col("amount") / facts.days).iter_rows())
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": words.known(medium),
                "y": [words.shop(shop) for shop in shops],
                "x": rounded([values.get(shop, 0.0) for shop in shops]),
                "marker": {"color": MEDIUM.get(medium, "#9aa5b1")},
                "hovertemplate": "%{y}: %{x:,.3g} kWh<extra>" + words.known(medium) + "</extra>",
            }
        )
    return figure(
        data,
        _height(len(shops)),
        barmode="stack",
        bargap=0.35 if len(shops) > 3 else 0.6,
        showlegend=len(data) > 1,
        xaxis=axis(words("axis_kwh_job" if per_job else "axis_kwh_day"), tickformat=","),
        yaxis=axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" "),
    )


def _height(shops: int) -> int:
    """The two charts stand beside each other, so they are equally high."""
    return max(320, 36 * shops + 100)


def _by_hour(facts: Facts, words: Words) -> Figure:
    # Copies of a shop are one layer here.
    table = (
        facts.energy_hours.with_columns(pl.col("model_shop").alias("shop"))
        .group_by("shop", "hour", maintain_order=True)
        .agg(pl.col("mean_kw").sum())
    )
    present = set(table.get_column("shop").to_list())
    shops = [shop for shop in [*facts.model_shops, None] if shop in present]
    data = []
    for place, shop in enumerate(shops):
        kw = dict(table.filter(pl.col("shop").eq_missing(pl.lit(shop))).select("hour", "mean_kw").iter_rows())
        data.append(
            {
                "type": "bar",
                "name": short(words.shop(shop)),
                "x": list(range(24)),
                "y": rounded([kw.get(hour, 0.0) for hour in range(24)]),
                "marker": {"color": SERIES[place % len(SERIES)]},
                "hovertemplate": "%{x}:00 – %{y:,.0f} kW<extra>" + words.shop(shop) + "</extra>",
            }
        )
    return figure(
        data,
        _height(len(_shops(facts.energy, facts))),
        barmode="stack",
        bargap=0.12,
        showlegend=len(data) > 1,
        legend={**LEGEND, "entrywidthmode": "fraction", "entrywidth": 0.32},
        xaxis=axis(words("axis_hour"), grid=False, range=[-0.6, 23.6], tick0=0, dtick=3, ticksuffix=":00"),
        yaxis=axis(words("axis_kw"), rangemode="tozero", tickformat=","),
    )


def _table(section: Section, table: pl.DataFrame, facts: Facts, words: Words) -> None:
    """Shops by media, per finished job (per day where none was finished), and the share used while not working."""
    per_job = facts.value("finished_jobs") > 0
    amount = pl.col("per_finished_job") if per_job else pl.col("amount") / facts.days
    media = sorted(
        set(table.get_column("medium")), key=lambda name: (list(MEDIUM).index(name) if name in MEDIUM else 99, name)
    )
    units = dict(table.select("medium", "unit").unique().iter_rows())
    shops = _shops(table, facts)
    rows = []
    for shop in [*shops, *([TOTAL] if len(shops) > 1 else [])]:
        part = table if shop == TOTAL else table.filter(pl.col("shop").eq_missing(pl.lit(shop)))
        amounts = dict(part.group_by("medium").agg(amount.sum().alias("amount")).iter_rows())
        kwh = part.filter(pl.col("unit") == "kWh")
        spent = float(kwh.get_column("amount").sum())
        idle = float(kwh.select(pl.sum_horizontal("idle", "brief", "long", "waking", "standby", "off").sum()).item())
        name = words("total") if shop == TOTAL else words.shop(shop)
        rows.append(
            [name, *(number(amounts.get(medium)) for medium in media), percent(idle / spent if spent else None, 0)]
        )
    heads = [f"{words.known(medium)} ({'m³' if units[medium] == 'm3' else units[medium]})" for medium in media]
    heading = words("energy_per_job" if per_job else "energy_per_day")
    section.table([words("shop"), *heads, words("not_working")], rows, heading=heading)
