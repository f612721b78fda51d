"""Where the figures come from: model, hash, seed, version, days."""

import datetime as dt
from importlib.metadata import PackageNotFoundError, version

from taktwin.report.facts import Facts
from taktwin.report.sections.headline import plant_title
from taktwin.report.shell.words import Words, number


def provenance(facts: Facts, words: Words, model_hash: str | None) -> dict[str, str]:
    """The rows of the footer: key of a text -> value."""
    first, results = facts.first, facts.results
    name = getattr(facts.model, "name", "")
    title = plant_title(facts, words)
    rows = {"origin_model": title if title == name or not name else f"{title} ({name})"}
    if model_hash:
        rows["origin_hash"] = model_hash[:16]
    rows["origin_seed"] = str(first.seed)
    rows["origin_runs"] = str(len(results))
    rows["origin_measured"] = words.days(first.days)
    rows["origin_warmup"] = words.days(first.warmup_days)
    start = getattr(facts.model, "start", None)
    if isinstance(start, dt.datetime):
        begin = start + dt.timedelta(days=first.started_days + first.warmup_days)
        rows["origin_from"] = begin.strftime("%Y-%m-%d %H:%M")
    rows["origin_work"] = words(
        "origin_work_text",
        operations=f"{facts.value('station_operations'):,.0f}",
        seconds=number(facts.value("wall_seconds")),
    )
    rows["origin_version"] = f"Taktwin {_version()}"
    return rows


def _version() -> str:
    try:
        return version("taktwin")
    except PackageNotFoundError:
        return ""
