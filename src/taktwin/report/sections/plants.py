"""Several plants beside each other, and the parts that go from one to another."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from taktwin.analysis.kpi import Kpi, constraining_work_unit
from taktwin.analysis.tables import RunTables
from taktwin.model.spelt.views import between_plants, joined_between_plants
from taktwin.model.values.spelt import qualified
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent, title_of

_HEAD = ("plant", "bottleneck", "rate", "lead", "wip", "finished", "scrapped", "oee", "waits", "kwh")


def plants(
    results: Sequence[RunTables], model: Any, every: Mapping[str, Facts], kpis: Mapping[str, Kpi], words: Words
) -> list[Section]:
    """The overview of the plants, and the lanes and the lines in sequence between them where there are any."""
    between = (_between(results, model, words), _in_sequence(results, model, words))
    return [_beside(every, kpis, words), *(one for one in between if one is not None)]


def _beside(every: Mapping[str, Facts], kpis: Mapping[str, Kpi], words: Words) -> Section:
    section = Section("plants", words("plants_title"))
    rows = []
    for facts in every.values():
        value = facts.value
        rows.append(
            [
                title_of(facts.model, facts.model.name, words.language),
                constraining_work_unit(facts.ranking) or "–",
                number(value("throughput_per_hour")),
                *(words("grow_value") if facts.kpis[k].grows else number(value(k)) for k in ("lead_time_hours", "wip")),
                number(value("finished_jobs")),
                number(value("scrapped_jobs")),
                percent(value("oee")),
                percent(value("line_stop_share")),
                number(value("energy_kwh")),
            ]
        )
    total = {name: kpis[name].value for name in ("wip", "finished_jobs", "scrapped_jobs", "energy_kwh")}
    stops = percent(kpis["line_stop_share"].value)
    counts = [number(total[name]) for name in ("wip", "finished_jobs", "scrapped_jobs")]
    counts[0] = words("grow_value") if kpis["wip"].grows else counts[0]
    rows.append([words("plants_together"), "", "", "", *counts, "", stops, number(total["energy_kwh"])])
    section.table([words(f"plants_{key}") for key in _HEAD], rows, texts=2)
    section.note(words("plants_note"))
    return section


def _between(results: Sequence[RunTables], model: Any, words: Words) -> Section | None:
    """Each lane between plants, with what its end received and how long it was waited for there."""
    columns = ("received", "mean", "min", "reached_zero_share", "stopped_s")
    stocks = pl.concat([result.stocks.select("stock", *columns) for result in results])
    means = {row["stock"]: row for row in stocks.group_by("stock").mean().iter_rows(named=True)}
    days = results[0].days or 1.0
    rows = []
    for name, lane, origin, to in between_plants(model):
        if origin is None or to is None or lane.to is None:
            continue
        end = means[lane.to]
        part = model.plants[to[0]].stocks[to[1]].part
        figures = [number(end["received"] / days), number(end["mean"]), number(end["min"])]
        shares = [percent(end["reached_zero_share"]), number(end["stopped_s"] / 3600.0 / days)]
        rows.append([name, words.part(part), str(lane.from_), lane.to, *figures, *shares])
    if not rows:
        return None
    section = Section("lanes", words("lanes_title"))
    head = ("lane", "part", "from", "to", "received", "mean", "least", "empty", "stopped")
    section.table([words(f"lanes_{key}") for key in head], rows, texts=4)
    section.note(words("lanes_note"))
    return section


def _in_sequence(results: Sequence[RunTables], model: Any, words: Words) -> Section | None:
    """Each line that another plant calls or joins, with what waited at its end and how long it was waited for."""
    rows = []
    days = sum(result.days for result in results) or 1.0
    for plant, shop, name, line, joined in joined_between_plants(model):
        at = pl.col("buffer") == qualified(plant, line.flow[-1].name)
        ends = pl.concat([result.buffers.filter(at).select("mean", "max") for result in results])
        stations = [qualified(*one) for one in joined]
        waited = (pl.col("cause") == qualified(plant, name)) & pl.col("kind").is_in(("join", "matched"))
        waited &= pl.col("plant").is_in([other for other, _ in joined])
        seconds = sum(float(result.waits.filter(waited).get_column("seconds").sum()) for result in results)
        caller = "–" if line.call is None else line.call.at
        caller = caller if line.call is None or caller.count(".") else qualified(plant, caller)
        level = [number(ends["mean"].mean()), number(ends["max"].max())] if ends.height else ["–", "–"]  # type: ignore[arg-type]
        rows.append(
            [
                f"{plant}.{shop}.{name}",
                caller,
                words("comma").join(stations) or "–",
                *level,
                number(seconds / 3600 / days),
            ]
        )
    if not rows:
        return None
    section = Section("sequences", words("sequences_title"))
    head = ("line", "called", "joined", "mean", "most", "waited")
    section.table([words(f"sequences_{key}") for key in head], rows, texts=3)
    section.note(words("sequences_note"))
    return section
