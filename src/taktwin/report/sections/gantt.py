"""The Gantt chart of the busiest resources, of a traced run."""

import datetime as dt

import polars as pl

from taktwin.analysis.gantt import spans
from taktwin.model.nouns.plant import PlantModel
from taktwin.report.facts import Facts
from taktwin.report.picture.gantt import gantt as drawn
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words

MOST = 14
HOURS = 2.0


def gantt(facts: Facts, words: Words) -> Section | None:
    """The section; None for a run without a trace, or one in which nothing worked."""
    trace = getattr(facts.first, "trace", None)
    if trace is None or not isinstance(facts.model, PlantModel) or not facts.ranking:
        return None
    names = _names(facts)
    begun = (pl.col("event") == "state") & (pl.col("state") == "working") & (pl.col("time") >= 0.0)
    working = trace.filter(begun & pl.col("name").is_in(names))
    if not working.height:
        return None
    begin = float(working.get_column("time")[0])
    end = min(begin + HOURS * 3600.0, facts.first.elapsed_s)
    if end <= begin:
        return None
    section = Section("gantt", words("gantt_title"))
    section.drawing(drawn(spans(facts.first, names, begin, end), names, begin, end, clock_zero(facts), words))
    section.note(words("gantt_note", hours=words.duration(end - begin), n=len(names)))
    return section


def _names(facts: Facts) -> list[str]:
    """Servers of the busiest places, in plant order."""
    busiest = [entry.station for entry in facts.ranking[:MOST]]
    own = facts.first.resources.filter(pl.col("station").is_in(busiest)).sort("order")
    by_rank = {station: rank for rank, station in enumerate(busiest)}
    ranked = sorted(own.select("resource", "station").iter_rows(), key=lambda row: by_rank[row[1]])[:MOST]
    kept = {name for name, _ in ranked}
    return [name for name in own.get_column("resource") if name in kept]


def clock_zero(facts: Facts) -> dt.datetime:
    """The clock of the plant at the end of the warm-up."""
    return facts.model.start + dt.timedelta(days=facts.first.started_days + facts.first.warmup_days)
