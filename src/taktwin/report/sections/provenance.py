"""Where the figures come from: model, hash, seed, version, days."""

import datetime as dt
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from taktwin.analysis.kpi import Kpi
from taktwin.analysis.tables import RunTables
from taktwin.report.shell.words import Words, number, title_of


def provenance(
    results: Sequence[RunTables], model: Any, kpis: Mapping[str, Kpi], words: Words, model_hash: str | None
) -> dict[str, str]:
    """The rows of the footer: key of a text -> value."""
    first = results[0]
    name = getattr(model, "name", "")
    title = title_of(model, name or "plant", words.language)
    rows = {"origin_model": title if title == name or not name else f"{title} ({name})"}
    if model_hash:
        rows["origin_hash"] = model_hash[:16]
    rules = getattr(model, "_rules", None)
    if rules is not None:
        rows["origin_rules"] = f"{rules.origin} ({rules.digest})"
    rows["origin_seed"] = str(first.seed)
    rows["origin_runs"] = str(len(results))
    rows["origin_measured"] = words.days(first.days)
    rows["origin_warmup"] = words.days(first.warmup_days)
    start = getattr(model, "start", None)
    if isinstance(start, dt.datetime):
        begin = start + dt.timedelta(days=first.started_days + first.warmup_days)
        rows["origin_from"] = begin.strftime("%Y-%m-%d %H:%M")
    rows["origin_work"] = words(
        "origin_work_text",
        operations=f"{kpis['station_operations'].value:,.0f}",
        seconds=number(kpis["wall_seconds"].value),
    )
    rows["origin_version"] = f"Taktwin {_version()}"
    return rows


def _version() -> str:
    try:
        return version("taktwin")
    except PackageNotFoundError:
        return ""
