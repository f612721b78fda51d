"""What the fleets of a plant carry, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.cli.language.say import text
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    import polars as pl

_SHARES = ("utilisation", "blocked", "charging", "empty_runs")


def print_fleets(fleets: pl.DataFrame) -> None:
    """Print loads and the use of time of each fleet; nothing for a plant without fleets."""
    if not fleets.height:
        return
    heads = [text("fleet"), text("vehicles"), text("loads an hour"), text("in use")]
    heads += [text("blocked"), text("charging"), text("empty runs")]
    table = plain_table(text("fleets"), heads)
    for row in fleets.iter_rows(named=True):
        shares = [_percent(row[name]) for name in _SHARES]
        table.add_row(row["fleet"], str(row["vehicles"]), f"{row['loads_per_hour']:.4g}", *shares)
    print_table(table, 100)


def _percent(share: Any) -> str:
    return "-" if share is None else f"{share:.0%}"
