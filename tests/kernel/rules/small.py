"""Small plants for the rules: breaks, orders that are listed, parts; and what to read off a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from taktwin.runs.tables import Result
from tests.kernel.plants import Data, history

#: A calendar with a break from 60 s to 120 s.
BREAK: Data = {"day": {"shifts": [{"days": "daily", "from": "00:00", "to": "01:00", "breaks": ["00:01-00:02"]}]}}


def listed(folder: Path, *colours: str) -> Data:
    """Orders of one product in these colours, without release times; fields of a plant."""
    path = folder / "orders.csv"
    path.write_text("product,colour\n" + "".join(f"car,{colour}\n" for colour in colours), encoding="utf-8")
    return {
        "orders": {"jobs": {"file": str(path)}},
        "products": {"car": {}},
        "options": {"colour": {"red": "50 %", "blue": "50 %"}},
    }


def bolts(initial: int = 0, capacity: Any = "unlimited", **lane: Any) -> Data:
    """A rack of bolts, one of which comes at 1000 s or as ``lane`` says; fields of a plant."""
    return {
        "parts": {"bolt": {"family": "bolts", "unit": "piece"}},
        "stocks": {"rack": {"part": "bolt", "initial": initial, "capacity": capacity}},
        "suppliers": {"mill": {}},
        "lanes": {"truck": {"supplier": "mill", "to": "rack", "every": "1000 s", "offset": "1000 s", "quantity": 1}
                  | lane},
    }  # fmt: skip


def tugs(**fleet: Any) -> Data:
    """A fleet of one vehicle with a speed of 1 m/s, without times of loading; fields of a plant."""
    return {"fleets": {"tugs": {"count": 1, "speed": "1 m/s", **fleet}}}


def state_at(result: Result, resource: str, time: float) -> str:
    """The state of a resource from ``time`` on (at first: starved)."""
    return next((state for begin, state in reversed(history(result, resource)) if begin <= time), "starved")


def changes_at(result: Result, time: float) -> list[tuple[str, str]]:
    """Every change of state at one instant, in the order in which the engine made them."""
    assert result.trace is not None
    rows = result.trace.filter((pl.col("event") == "state") & (pl.col("time") == time))
    return list(rows.select("name", "state").iter_rows())
