"""An experiment as tables."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli.tables.numbers import shown

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
    count = f"{runs[0]} to {runs[-1]} replications"
    if len(runs) == 1:
        count = f"{runs[0]} replication{'s' if runs[0] > 1 else ''}"
    typer.echo(
        f"{model}: {len(found.scenarios)} scenarios, {count} of each over {about['days']:g} days after "
        f"{told(about['warmup_days'])} of warm-up, seed {about['seed']}"
    )
    for kpi in found.kpis:
        console.print(_effects(found, kpi) if found.sensitivity is not None else _comparison(found, kpi))
    for line in _remarks(found):
        typer.echo(line)


def _comparison(found: Experiment, kpi: str) -> Table:
    import polars as pl

    from taktwin.planning.experiment.compare import better

    level = f"{found.confidence * 100:g} % interval"
    rows = {row["scenario"]: row for row in found.table.filter(pl.col("kpi") == kpi).rows(named=True)}
    others = {row["scenario"]: row for row in found.comparison.filter(pl.col("kpi") == kpi).rows(named=True)}
    names, title = found.names, f"{kpi} ({next(iter(rows.values()))['unit']})"
    if len(names) > MOST:
        ordered = sorted(names, key=lambda name: _order(rows[name]["mean"], better(kpi) < 0))
        names = list(dict.fromkeys([names[found.base], *ordered[: MOST - 1]]))
        title += f": the base, and the best {MOST - 1} of {len(ordered)} scenarios"
    many = len({row["replications"] for row in rows.values()}) > 1
    table = _table(title, ["scenario"], ["runs", "mean"] if many else ["mean"])
    table.add_column(level, no_wrap=True)
    table.add_column("difference", justify="right", no_wrap=True)
    table.add_column("its interval", no_wrap=True)
    table.add_column("", no_wrap=True)
    for name in names:
        row, other = rows[name], others.get(name)
        runs = [str(row["replications"])] if many else []
        mean = "grows" if name in found.growing and math.isnan(row["mean"]) else shown(row["mean"])
        cells = [_named(found, name), *runs, mean, _interval(row["low"], row["high"])]
        if other is None:
            table.add_row(*cells, "", "", "base")
        else:
            cells += [_signed(other["difference"]), _interval(other["low"], other["high"], _signed)]
            table.add_row(*cells, other["verdict"])
    return table


def _effects(found: Experiment, kpi: str) -> Table:
    import polars as pl

    from taktwin.planning.experiment.scenario import short_names

    assert found.sensitivity is not None
    short = short_names(list(found.scenarios[0].changes))
    level = f"{found.confidence * 100:g} % interval"
    rows: list[dict[str, Any]] = []
    if found.sensitivity.width:
        rows = found.sensitivity.filter(pl.col("kpi") == kpi).rows(named=True)
    unit = rows[0]["unit"] if rows else ""
    if rows and "strength" in rows[0]:
        table = _table(f"{kpi} ({unit}): effect over the whole range (Morris)", ["path"], ["strength"])
        table.add_column(level, no_wrap=True)
        table.add_column("with sign", justify="right", no_wrap=True)
        table.add_column("spread", justify="right", no_wrap=True)
        for row in rows:
            strength = [shown(row["strength"]), _interval(row["low"], row["high"])]
            table.add_row(short[row["path"]], *strength, _signed(row["mean"]), shown(row["spread"]))
        return table
    table = _table(f"{kpi}: shares of its variance (Sobol)", ["path"], ["alone"])
    table.add_column(level, no_wrap=True)
    table.add_column("with others", justify="right", no_wrap=True)
    table.add_column(level, no_wrap=True)
    for row in rows:
        alone, total = (_interval(row[f"{which}_low"], row[f"{which}_high"]) for which in ("first", "total"))
        table.add_row(short[row["path"]], shown(row["first"]), alone, shown(row["total"]), total)
    return table


def _remarks(found: Experiment) -> list[str]:
    lines = []
    others = len(found.scenarios) - 1
    if found.sensitivity is None and others:
        text = f"differences: from {found.names[found.base]}, pair by pair with the same random numbers"
        if max(found.plan.used) > 1:
            together = f" (Bonferroni over {others} comparisons)" if others > 1 else ""
            text += f"; those of one figure hold together with {found.confidence * 100:g} %{together}"
        lines.append(text)
    lines += found.notes
    if found.growing:
        lines.append(f"grow without end, so none of them is the best: {', '.join(found.growing)}")
    if found.wide:
        lines.append(f"still wider than wanted, give a larger --at-most: {', '.join(found.wide)}")
    if found.selected:
        lines.append(f"selected: {found.selected}")
    elif found.sensitivity is None and others:
        lines.append(_best(found))
    if found.path:
        lines.append(f"report: {found.path / 'report.html'}")
    return lines


def _best(found: Experiment) -> str:
    """What the means say about the best scenario, and whether the differences say so too."""
    import polars as pl

    from taktwin.planning.experiment.compare import HIGHER, LOWER

    base, best = found.names[found.base], found.best
    what = f"{'largest' if found.aim.largest else 'smallest'} {found.aim.kpi}"
    if best is None:
        return f"{what}: none, as all scenarios grow without end"
    text = f"{what}: {_named(found, best)}"
    if best == base:
        return f"{text}, the base"
    against = found.comparison.filter((pl.col("scenario") == best) & (pl.col("kpi") == found.aim.kpi))
    sure = against["verdict"][0] in (HIGHER, LOWER)
    return text if sure else f"{text}, not told apart from the base"


def _named(found: Experiment, name: str) -> str:
    changes = found.changes(name)
    return name if changes == name else f"{name}: {changes}"


def _table(title: str, left: list[str], right: list[str]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in left:
        table.add_column(name, overflow="fold")
    for name in right:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _interval(low: float | None, high: float | None, form: Any = shown) -> str:
    return "-" if low is None or high is None else f"{form(low)} to {form(high)}"


def _signed(value: float) -> str:
    return f"+{shown(value)}" if value > 0 else shown(value)


def _order(mean: float, ascending: bool) -> float:
    if math.isnan(mean):
        return math.inf
    return mean if ascending else -mean
