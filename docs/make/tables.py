"""Write `docs/tables.md`, the reference of a run's tables, from their declarations.

    python docs/make/tables.py

A test fails while the page differs from what this program would write, and while a file of a run differs from it.
"""

from __future__ import annotations

from pathlib import Path

from taktwin.runs.tables.columns import REPLICATION, TABLES
from taktwin.runs.tables.contract import Column, Table

PAGE = Path(__file__).resolve().parents[1] / "tables.md"

_HEAD = f"""\
# Tables of a run

<!-- Written by docs/make/tables.py from taktwin.runs.tables.columns; do not edit. -->

What a run writes. In Python each table is a polars table of one replication, `run.result.resources`; in a run's folder
it is a Parquet file, `resources.parquet`, at the same place however many replications there are: its first column
`{REPLICATION.name}` ({REPLICATION.meaning}) tells them apart. `taktwin run --tables xlsx` (or `csv`) writes them for a
[spreadsheet program](spreadsheets.md) as well.

Times are seconds from the end of the warm-up. Who a row is about stands in columns of its own (`plant`, `copy`, `shop`,
`line`, `server`, ...): no name needs to be taken apart. Where shops stand several times (`streams`), `shop`, `line` and
the names of elements are unique in the plant, and `model_shop`, `model_line` and `model_element` are those of the model
file, which the copies share.

```python
import polars as pl
import taktwin

run = taktwin.load("phoenix-30").simulate(days=0.1, warmup=0)
stations = run.result.resources.filter(kind="station")
print(stations.group_by("model_shop", "copy").agg(pl.col("working").sum() / 3600))
```
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(_section(table) for table in TABLES)])


def _section(table: Table) -> str:
    rows = "\n".join(_row(column) for column in table.columns)
    return (
        f"## {table.name}\n\nA row is {table.row}.\n\n| column | type | unit | meaning |\n| - | - | - | - |\n{rows}\n"
    )


def _row(column: Column) -> str:
    return f"| `{column.name}` | {column.dtype} | {column.unit} | {column.meaning} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
