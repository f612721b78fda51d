"""What the fleets of a plant carry, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    import polars as pl

_SHARES = ("utilisation", "blocked", "charging", "empty_runs")


def print_fleets(fleets: pl.DataFrame) -> None:
    """Print loads and the use of time of each fleet; nothing for a plant without fleets."""
    if not fleets.height:
        return
    table = plain_table("fleets", ["fleet", "vehicles", "loads an hour", "in use", "blocked", "charging", "empty runs"])
    for row in fleets.iter_rows(named=True):
        shares = [_percent(row[name]) for name in _SHARES]
        table.add_row(row["fleet"], str(row["vehicles"]), f"{row['loads_per_hour']:.4g}", *shares)
    print_table(table, 100)


def _percent(share: Any) -> str:
    return "-" if share is None else f"{share:.0%}"
