"""What each varied value does to a figure: the charts and tables of a sensitivity study."""

import polars as pl

from taktwin.planning.experiment.result import Experiment
from taktwin.report.shell.figure import axis, figure, rounded
from taktwin.report.shell.palette import INK, LIGHT
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number


def effects(found: Experiment, kpi: str, words: Words) -> Section | None:
    """One figure of a sensitivity study; None where it has no effects."""
    table = found.sensitivity
    rows = [] if table is None or not table.width else table.filter(pl.col("kpi") == kpi).rows(named=True)
    if not rows:
        return None
    morris = "strength" in rows[0]
    section = Section(f"kpi-{kpi}", f"{words.kpi(kpi)}" + (f" ({words.unit(rows[0]['unit'])})" if morris else ""))
    main = "strength" if morris else "total"
    low, high = ("low", "high") if morris else ("total_low", "total_high")
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [row["path"] for row in rows],
        "x": rounded([row[main] for row in rows]),
        "marker": {"color": LIGHT},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": rounded([row[high] - row[main] for row in rows]),
            "arrayminus": rounded([row[main] - row[low] for row in rows]),
            "color": INK,
            "thickness": 1.2,
            "width": 5,
        },
        "hovertemplate": "%{y}: %{x:.4g}<extra></extra>",
    }
    section.chart(
        figure(
            [bars],
            max(160, 42 * len(rows) + 80),
            bargap=0.4,
            xaxis=axis(words(f"exp_col_{main}"), rangemode="tozero"),
            yaxis=axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" "),
        )
    )
    level = words("exp_col_interval", confidence=level_of(found))
    path = words("exp_col_path")
    if morris:
        head = [path, words("exp_col_strength"), level, words("exp_col_sign"), words("exp_col_spread")]
        cells = [
            [r["path"], number(r["strength"]), interval(r["low"], r["high"]), number(r["mean"]), number(r["spread"])]
            for r in rows
        ]
    else:
        head = [path, words("exp_col_first"), level, words("exp_col_total"), level]
        cells = [[row["path"], *_with_interval(row, "first"), *_with_interval(row, "total")] for row in rows]
    section.table(head, cells)
    return section


def _with_interval(row: dict, key: str) -> list[str]:
    """A value and both ends of its interval."""
    return [number(row[key]), interval(row[f"{key}_low"], row[f"{key}_high"])]


def interval(low: float | None, high: float | None) -> str:
    """Both ends, a dash where there is no interval."""
    return "–" if low is None or high is None else f"{number(low, 4)} … {number(high, 4)}"


def level_of(found: Experiment) -> str:
    """The confidence as a percentage."""
    return f"{found.confidence * 100:g}\u00a0%"
