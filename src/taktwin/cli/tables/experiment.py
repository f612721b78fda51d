"""An experiment as tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli.language.say import listed, said, text
from taktwin.cli.tables.names import figure, unit
from taktwin.cli.tables.numbers import interval, shown

if TYPE_CHECKING:
    from rich.table import Table

    from taktwin.planning.experiment.result import Experiment

MOST = 20  # scenarios in a table


def print_tables(model: str, found: Experiment) -> None:
    """Print a table for each figure: means, differences from the base, and what they say."""
    from rich.console import Console

    from taktwin.planning.warmup.pilot import told

    console = Console(highlight=False)
    # Rich assumes 80 columns where there is no terminal; figures must never be cut short.
    console.width = max(console.width, 120)
    about = found.manifest
    runs = sorted(set(found.plan.used))
    count = text("{least} to {most} replications", least=runs[0], most=runs[-1])
    if len(runs) == 1:
        count = text("{n} replications" if runs[0] > 1 else "{n} replication", n=runs[0])
    typer.echo(
        text(
            "{model}: {n} scenarios, {count} of each over {days:g} days after {warmup} of warm-up, seed {seed}",
            model=model,
            n=len(found.scenarios),
            count=count,
            days=about["days"],
            warmup=told(about["warmup_days"]),
            seed=about["seed"],
        )
    )
    for kpi in found.kpis:
        console.print(_effects(found, kpi) if found.sensitivity is not None else _comparison(found, kpi))
    for line in _remarks(found):
        typer.echo(line)


def _comparison(found: Experiment, kpi: str) -> Table:
    import polars as pl

    from taktwin.planning.experiment.compare import VERDICTS, better

    level = _level(found)
    rows = {row["scenario"]: row for row in found.table.filter(pl.col("kpi") == kpi).rows(named=True)}
    others = {row["scenario"]: row for row in found.comparison.filter(pl.col("kpi") == kpi).rows(named=True)}
    names, title = found.names, _titled(kpi, next(iter(rows.values()))["unit"])
    if len(names) > MOST:
        ordered = sorted(names, key=lambda name: _order(rows[name]["mean"], better(kpi) < 0))
        names = list(dict.fromkeys([names[found.base], *ordered[: MOST - 1]]))
        title = text("{kpi}: the base, and the best {n} of {all} scenarios", kpi=title, n=MOST - 1, all=len(ordered))
    many = len({row["replications"] for row in rows.values()}) > 1
    table = _table(title, [text("scenario")], [text("runs"), text("mean")] if many else [text("mean")])
    table.add_column(level, no_wrap=True)
    table.add_column(text("difference"), justify="right", no_wrap=True)
    table.add_column(text("its interval"), no_wrap=True)
    table.add_column("", no_wrap=True)
    for name in names:
        row, other = rows[name], others.get(name)
        runs = [str(row["replications"])] if many else []
        mean = text("grows") if name in found.growing and math.isnan(row["mean"]) else shown(row["mean"])
        cells = [_named(found, name), *runs, mean, interval(row["low"], row["high"])]
        if other is None:
            table.add_row(*cells, "", "", text("base"))
        else:
            cells += [_signed(other["difference"]), interval(other["low"], other["high"], _signed)]
            table.add_row(*cells, said(VERDICTS[other["verdict"]]))
    return table


def _effects(found: Experiment, kpi: str) -> Table:
    import polars as pl

    from taktwin.planning.experiment.scenario import short_names

    assert found.sensitivity is not None
    short = short_names(list(found.scenarios[0].changes))
    level = _level(found)
    rows: list[dict[str, Any]] = []
    if found.sensitivity.width:
        rows = found.sensitivity.filter(pl.col("kpi") == kpi).rows(named=True)
    if rows and "strength" in rows[0]:
        title = text("{kpi}: effect over the whole range (Morris)", kpi=_titled(kpi, rows[0]["unit"]))
        table = _table(title, [text("path")], [text("strength")])
        table.add_column(level, no_wrap=True)
        table.add_column(text("with sign"), justify="right", no_wrap=True)
        table.add_column(text("spread"), justify="right", no_wrap=True)
        for row in rows:
            strength = [shown(row["strength"]), interval(row["low"], row["high"])]
            table.add_row(short[row["path"]], *strength, _signed(row["mean"]), shown(row["spread"]))
        return table
    table = _table(text("{kpi}: shares of its variance (Sobol)", kpi=kpi), [text("path")], [text("alone")])
    table.add_column(level, no_wrap=True)
    table.add_column(text("with others"), justify="right", no_wrap=True)
    table.add_column(level, no_wrap=True)
    for row in rows:
        alone, total = (interval(row[f"{which}_low"], row[f"{which}_high"]) for which in ("first", "total"))
        table.add_row(short[row["path"]], shown(row["first"]), alone, shown(row["total"]), total)
    return table


def _remarks(found: Experiment) -> list[str]:
    lines = []
    others = len(found.scenarios) - 1
    if found.sensitivity is None and others:
        lines.append(_paired(found, others))
    lines += map(said, found.notes)
    if found.growing:
        lines.append(text("grow without end, so none of them is the best: {list}", list=listed(found.growing)))
    if found.wide:
        lines.append(text("still wider than wanted, give a larger --at-most: {list}", list=listed(found.wide)))
    if found.selected:
        lines.append(text("selected: {best}", best=found.selected))
    elif found.sensitivity is None and others:
        lines.append(_best(found))
    if found.path:
        lines.append(text("report: {path}", path=found.path / "report.html"))
    return lines


def _paired(found: Experiment, others: int) -> str:
    line = text("differences: from {base}, pair by pair with the same random numbers", base=found.names[found.base])
    if max(found.plan.used) > 1:
        level = found.confidence * 100
        line = text("{line}; those of one figure hold together with {level:g} %", line=line, level=level)
        if others > 1:
            line = text("{line} (Bonferroni over {n} comparisons)", line=line, n=others)
    return line


def _best(found: Experiment) -> str:
    """What the means say about the best scenario, and whether the differences say so too."""
    import polars as pl

    from taktwin.analysis.paired import HIGHER, LOWER
    from taktwin.planning.experiment.result import best_of

    base, best = found.names[found.base], found.best
    what = best_of(found.aim)
    if best is None:
        return text("{what}: none, as all scenarios grow without end", what=what)
    line = text("{what}: {that}", what=what, that=_named(found, best))
    if best == base:
        return text("{line}, the base", line=line)
    against = found.comparison.filter((pl.col("scenario") == best) & (pl.col("kpi") == found.aim.kpi))
    sure = against["verdict"][0] in (HIGHER, LOWER)
    return line if sure else text("{line}, not told apart from the base", line=line)


def _named(found: Experiment, name: str) -> str:
    changes = found.changes(name)
    return name if changes == name else text("{what}: {that}", what=name, that=changes)


def _level(found: Experiment) -> str:
    return text("{level:g} % interval", level=found.confidence * 100)


def _titled(kpi: str, symbol: str) -> str:
    """The name of a figure with its unit; where the name says nothing, its title before it."""
    title = figure(kpi)
    return text("{kpi} ({unit})", kpi=f"{title} {kpi}" if title else kpi, unit=unit(symbol))


def _table(title: str, left: list[str], right: list[str]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in left:
        table.add_column(name, overflow="fold")
    for name in right:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _signed(value: float) -> str:
    return f"+{shown(value)}" if value > 0 else shown(value)


def _order(mean: float, ascending: bool) -> float:
    if math.isnan(mean):
        return math.inf
    return mean if ascending else -mean
