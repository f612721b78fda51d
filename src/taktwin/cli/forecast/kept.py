"""`taktwin forecasts`: how good the forecasts were that are kept in a file."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.tables.plain import plain_table, print_table, whole

if TYPE_CHECKING:
    from taktwin.live.issued import LeadStudy, Study


def forecasts(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `taktwin forecast --keep FILE` has kept.")],
    events: Annotated[
        Path | None,
        typer.Option(
            "--events", metavar="FILE", help="Events of the plant: count what came of the forecasts, for good."
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="HASH", help="Only forecasts of the model with this hash.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell how good the kept forecasts were, by lead time: error, bias, coverage, and skill against simple ones.

    A forecast is counted once its hour has come and the events tell all of it; what was counted stays.
    """
    from taktwin.live.events import read_events
    from taktwin.live.issued import Issued, study, what_came
    from taktwin.model.files.given import given_file

    if events is not None:
        given_file(events, "events")
    with Issued(given_file(file, "file"), to_write=events is not None) as kept:
        differing, known = 0, kept.forecasts()
        if events is not None:
            came = what_came(read_events(events, known[0].begin if known else None))
            differing = kept.settle(*came).differing
            known = kept.forecasts()
    found = study(known, model, differing)
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found)


def _print(found: Study) -> None:
    about = {"plant": found.plant, "kept": found.kept, "open": found.open, "models": found.models}
    typer.echo(text("{plant}: {kept} forecasts of {models} models; of {open} the outcome is not known yet", **about))
    if found.differing:
        typer.echo(text("outcomes that these events count otherwise, and that stay: {n}", n=found.differing))
    if not found.leads:
        return
    columns = [
        text("lead h"), text("forecasts"), text("days"), text("jobs"), text("error"), text("bias"), "CRPS",
        text("middle 90 %"), text("PIT mean, p"),
    ]  # fmt: skip
    table = plain_table(text("by lead time"), columns, texts=())
    for one in found.leads:
        table.add_row(
            f"{one.lead_h:g}", str(one.forecasts), str(one.days), f"{one.jobs:.1f}", f"{one.error:.2f}",
            _with(one.bias, "+.2f"), f"{one.crps:.2f}", _with(one.cover, ".0%"), f"{one.pit_mean:.2f}, {one.pit.p:.2f}",
        )  # fmt: skip
    print_table(table, whole(table))
    _print_skills(found)
    for one in found.leads:
        typer.echo(_words(one))


def _print_skills(found: Study) -> None:
    named = {
        "plan": text("by plan"),
        "last_hour": text("last hour"),
        "smoothed": text("smoothed"),
        "climatology": text("other days"),
    }
    simple = [name for name in named if any(name in one.skill for one in found.leads)]
    if not simple:
        return
    table = plain_table(text("skill against"), [text("lead h"), *(named[name] for name in simple)], texts=())
    for one in found.leads:
        told = [one.skill.get(name) for name in simple]
        table.add_row(
            f"{one.lead_h:g}",
            *("-" if s is None else _with((s.value, s.low, s.high), ".2f") for s in told),
        )
    print_table(table, whole(table))


def _with(found: tuple[float, float | None, float | None], spec: str) -> str:
    value, low, high = found
    if low is None or high is None or not math.isfinite(low) or not math.isfinite(high):
        return format(value, spec)
    return text("{value} ({low} to {high})", value=format(value, spec), low=format(low, spec), high=format(high, spec))


def _words(one: LeadStudy) -> str:
    hours, days = f"{one.lead_h:g}", one.days
    if one.width == "too few":
        return text("{hours} h: {days} days are too few to tell", hours=hours, days=days)
    width = {
        "right": text("as wide as it should be"),
        "too narrow": text("too narrow"),
        "too wide": text("too wide"),
    }[one.width]
    low, high = f"{one.cover[1]:.0%}", f"{one.cover[2]:.0%}"
    told = text(
        "{hours} h: {width}: {low} to {high} of what came lies in the middle 90 %",
        hours=hours,
        width=width,
        low=low,
        high=high,
    )
    if one.level == "right":
        return told
    about = {"told": told, "low": f"{abs(one.bias[1]):.1f}", "high": f"{abs(one.bias[2]):.1f}"}
    if one.level == "too high":
        return text("{told}; it says too much, by {low} to {high} jobs", **about)
    about["low"], about["high"] = about["high"], about["low"]
    return text("{told}; it says too little, by {low} to {high} jobs", **about)
