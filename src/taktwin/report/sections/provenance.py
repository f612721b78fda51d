"""Where the figures come from: model, hash, seed, version, days."""

import datetime as dt
import html
from importlib.metadata import PackageNotFoundError, version

from taktwin.report.facts import Facts
from taktwin.report.sections.headline import plant_title
from taktwin.report.words import Words, number


def provenance(facts: Facts, words: Words, model_hash: str | None) -> str:
    """The footer as HTML."""
    first, results = facts.first, facts.results
    name = getattr(facts.model, "name", "")
    title = plant_title(facts, words)
    entries = [("origin_model", title if title == name or not name else f"{title} ({name})")]
    if model_hash:
        entries.append(("origin_hash", model_hash[:16]))
    entries.append(("origin_seed", str(first.seed)))
    entries.append(("origin_runs", str(len(results))))
    entries.append(("origin_measured", words.days(first.days)))
    entries.append(("origin_warmup", words.days(first.warmup_days)))
    start = getattr(facts.model, "start", None)
    if isinstance(start, dt.datetime):
        entries.append(
            (
                "origin_from",
                (start + dt.timedelta(days=first.started_days + first.warmup_days)).strftime("%Y-%m-%d %H:%M"),
            )
        )
    work = words(
        "origin_work_text",
        operations=f"{facts.value('station_operations'):,.0f}",
        seconds=number(facts.value("wall_seconds")),
    )
    entries.append(("origin_work", work))
    entries.append(("origin_version", f"Taktwin {_version()}"))
    cells = "".join(
        f"<div><dt>{html.escape(words(key))}</dt><dd>{html.escape(text)}</dd></div>" for key, text in entries
    )
    return f"<footer><h2>{html.escape(words('origin_title'))}</h2><dl>{cells}</dl></footer>"


def _version() -> str:
    try:
        return version("taktwin")
    except PackageNotFoundError:
        return ""
