"""Energy by shop and by hour of the day."""

import polars as pl

from taktwin.report.facts import Facts
from taktwin.report.figure import Figure, axis, figure, rounded
from taktwin.report.palette import MEDIUM, SERIES
from taktwin.report.section import Section
from taktwin.report.words import Words, number, percent


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
        idle = float(kwh.select(pl.sum_horizontal("idle", "standby", "off").sum()).item())
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
        max(320, 34 * len(shops) + 100),
        barmode="stack",
        bargap=0.35 if len(shops) > 3 else 0.6,
        showlegend=len(data) > 1,
        xaxis=axis(words("axis_kwh_job" if per_job else "axis_kwh_day"), tickformat=","),
        yaxis=axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" "),
    )


def _by_hour(facts: Facts, words: Words) -> Figure:
    table = (
        facts.energy_hours.with_columns(pl.col("shop").cast(pl.String))
        .group_by("shop", "hour", maintain_order=True)
        .agg(pl.col("mean_kw").sum())
    )
    shops = _shops(table, facts)
    others = [shop for shop in table.get_column("shop").unique(maintain_order=True).to_list() if shop not in shops]
    data = []
    for place, shop in enumerate([*shops, *sorted(others)]):
        kw = dict(table.filter(pl.col("shop").eq_missing(pl.lit(shop))).select("hour", "mean_kw").iter_rows())
        data.append(
            {
                "type": "bar",
                "name": words.shop(shop),
                "x": list(range(24)),
                "y": rounded([kw.get(hour, 0.0) for hour in range(24)]),
                "marker": {"color": SERIES[place % len(SERIES)]},
                "hovertemplate": "%{x}:00 – %{y:,.0f} kW<extra>" + words.shop(shop) + "</extra>",
            }
        )
    return figure(
        data,
        max(320, 34 * len(shops) + 100),
        barmode="stack",
        bargap=0.12,
        showlegend=len(data) > 1,
        xaxis=axis(words("axis_hour"), grid=False, range=[-0.6, 23.6], tick0=0, dtick=3, ticksuffix=":00"),
        yaxis=axis(words("axis_kw"), rangemode="tozero", tickformat=","),
    )


def _table(section: Section, table: pl.DataFrame, facts: Facts, words: Words) -> None:
    rows = []
    for shop in _shops(table, facts):
        for row in table.filter(pl.col("shop").eq_missing(pl.lit(shop))).iter_rows(named=True):
            unit = "m³" if row["unit"] == "m3" else row["unit"]
            waste = (row["idle"] + row["standby"] + row["off"]) / row["amount"]
            per_job = row["per_finished_job"]
            rows.append(
                [
                    words.shop(shop),
                    words.known(str(row["medium"])),
                    f"{number(row['amount'] / facts.days)} {unit}",
                    f"{number(per_job)} {unit}" if per_job is not None else "–",
                    percent(waste, 0),
                ]
            )
    head = ["shop", "medium", "amount_day", "amount_job", "not_working"]
    section.table([words(key) for key in head], rows, texts=2)
