"""The report of an experiment: each figure by scenario with its interval, and the differences from the base."""

import math
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.analysis.paired import HIGHER, LOWER
from taktwin.model.files.write import write_text
from taktwin.planning.experiment.compare import better
from taktwin.planning.experiment.plan import Select
from taktwin.planning.experiment.result import Experiment
from taktwin.report.effects import effects, interval, level_of
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import ACCENT, INK, MUTED
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, title_of

MOST = 30  # scenarios in a chart

Row = dict[str, Any]


def write_experiment(found: Experiment, model: Any, path: str | Path, language: str = "en") -> Path:
    """Write the report of an experiment as one HTML file, and return its path.

    Args:
        found: the experiment.
        model: the plant that was varied, for its title.
        path: the HTML file; its folder must exist.
        language: language shown first, `en` or `zh`; the page holds both.

    Raises:
        ValueError: unknown language.
        OSError: the file cannot be written; nothing is left then.
    """
    return write_text(path, render_experiment(found, model, language))


def render_experiment(found: Experiment, model: Any, language: str = "en") -> str:
    """The report as HTML text (see `write_experiment`)."""
    return html_file(lambda name: _page(found, model, Words(name, False, {}, {})), language)


def _title(model: Any, language: str) -> str:
    return title_of(model, getattr(model, "name", "plant"), language)


def _page(found: Experiment, model: Any, words: Words) -> Page:
    about, runs = found.manifest, sorted(set(found.plan.used))
    subtitle = words(
        "exp_subtitle",
        scenarios=len(found.scenarios),
        runs=runs[0] if len(runs) == 1 else f"{runs[0]}-{runs[-1]}",
        days=words.days(about["days"]),
        warmup=words.days(about["warmup_days"]),
    )
    title = _title(model, words.language)
    make = _scenarios if found.sensitivity is None else effects
    sections = [section for kpi in found.kpis if (section := make(found, kpi, words)) is not None]
    origin = {
        "origin_model": f"{title} ({about['model']})",
        "origin_hash": about["model_hash"],
        **({"origin_rules": f"{rules['file']} ({rules['hash']})"} if (rules := about.get("rules")) else {}),
        "origin_seed": str(about["seed"]),
        "origin_measured": words.days(about["days"]),
        "origin_warmup": words.days(about["warmup_days"]),
        "origin_version": f"Taktwin {about['taktwin']}",
    }
    return Page(title, f"{words('exp_report')} · {subtitle}", [_summary(found, words), *sections], origin)


def _summary(found: Experiment, words: Words) -> Section:
    section = Section("summary", words("summary"))
    others, base = len(found.scenarios) - 1, found.names[found.base]
    if found.sensitivity is None:
        section.text(_best(found, words))
        if found.growing:
            section.text(
                words("exp_growing", scenarios=words("comma").join(_long(found, one) for one in found.growing))
            )
        section.text(words("exp_base", base=base))
        if others:
            section.note(words("exp_pairs", confidence=level_of(found), n=others))
    else:
        section.text(words("exp_morris" if "strength" in found.sensitivity.columns else "exp_sobol"))
    return section


def _best(found: Experiment, words: Words) -> str:
    if found.best is None:
        return words("exp_none", kpi=words.kpi(found.aim.kpi))
    about = {"best": _long(found, found.best), "kpi": words.kpi(found.aim.kpi)}
    if isinstance(found.plan, Select):
        if not found.plan.sure:
            return words("exp_undecided", most=found.plan.most, **about)
        indifference = number(found.plan.indifference)
        return words("exp_selected", confidence=level_of(found), indifference=indifference, **about)
    rows = found.comparison.filter((pl.col("scenario") == found.best) & (pl.col("kpi") == found.aim.kpi))
    sure = not rows.height or rows["verdict"][0] in (HIGHER, LOWER)
    return words("exp_best", **about) + ("" if sure else " " + words("exp_same"))


def _scenarios(found: Experiment, kpi: str, words: Words) -> Section:
    """One figure: a chart of the means, one of the differences, and the numbers of both."""
    rows: dict[str, Row] = {row["scenario"]: row for row in found.table.filter(pl.col("kpi") == kpi).rows(named=True)}
    against: dict[str, Row] = {
        row["scenario"]: row for row in found.comparison.filter(pl.col("kpi") == kpi).rows(named=True)
    }
    names, unit = found.names, words.unit(next(iter(rows.values()))["unit"])
    section = Section(f"kpi-{kpi}", f"{words.kpi(kpi)} ({unit})")
    if len(names) > MOST:
        sign = 1.0 if better(kpi) < 0 else -1.0
        means = {name: rows[name]["mean"] for name in names}
        ordered = sorted(names, key=lambda name: math.inf if math.isnan(means[name]) else sign * means[name])
        names = list(dict.fromkeys([found.names[found.base], *ordered[: MOST - 1]]))
        section.note(words("exp_part", n=MOST - 1, all=len(ordered)))
    labels = [_long(found, name) for name in names]
    left = _dots(labels, [rows[name] for name in names], "mean", f"{words.kpi(kpi)} ({unit})")
    if len(names) > 1:
        changes = [against.get(name, {"difference": 0.0, "low": None, "high": None}) for name in names]
        right = _dots([""] * len(names), changes, "difference", f"{words('exp_difference')} ({unit})", zero=True)
        section.pair((words("exp_mean"), left), (words("exp_difference"), right))
    else:
        section.chart(left, words("exp_mean"))
    level = words("exp_col_interval", confidence=level_of(found))
    head = [words("exp_col_scenario"), words("exp_col_runs"), words("exp_col_mean"), level]
    head += [words("exp_col_difference"), level, ""]
    section.table(head, [_cells(found, name, rows[name], against.get(name), words) for name in names])
    return section


def _cells(found: Experiment, name: str, row: Row, other: Row | None, words: Words) -> list[str]:
    mean = words("exp_grows") if name in found.growing and math.isnan(row["mean"]) else number(row["mean"], 4)
    cells = [_long(found, name), str(row["replications"]), mean, interval(row["low"], row["high"])]
    if other is None:
        return [*cells, "", "", words("exp_is_base")]
    verdict = words(f"exp_{other['verdict'].replace(' ', '_')}")
    return [*cells, number(other["difference"], 4), interval(other["low"], other["high"]), verdict]


def _dots(labels: list[str], rows: list[Row], key: str, title: str, zero: bool = False) -> Figure:
    """Means as dots with their intervals, one scenario a line."""
    places = list(range(len(rows)))
    values = [None if math.isnan(row[key]) else row[key] for row in rows]
    ends = [(row["low"], row["high"]) for row in rows]
    up = [0.0 if v is None or high is None else high - v for v, (_, high) in zip(values, ends, strict=True)]
    down = [0.0 if v is None or low is None else v - low for v, (low, _) in zip(values, ends, strict=True)]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": rounded(values, 6),
        "y": places,
        "marker": {"color": ACCENT, "size": 9},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": rounded(up, 6),
            "arrayminus": rounded(down, 6),
            "color": INK,
            "thickness": 1.4,
            "width": 5,
        },
        "hovertemplate": "%{x:.5g}<extra></extra>",
    }
    line = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": MUTED, "width": 1}}
    return figure(
        [dots],
        max(160, 30 * len(rows) + 80),
        shapes=[line] if zero else [],
        xaxis=axis(title),
        yaxis=axis(
            grid=False,
            showline=False,
            tickvals=places,
            ticktext=[_short(label) for label in labels],
            range=[len(rows) - 0.5, -0.5],
            ticksuffix=" ",
        ),
    )


def _long(found: Experiment, name: str) -> str:
    changes = found.changes(name)
    return name if changes == name else f"{name}: {changes}"


def _short(label: str) -> str:
    return label if len(label) <= 48 else f"{label[:47]}…"
