"""A history in files of Parquet, one for each hour, sorted by tag: so one tag of a day is read in a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from taktwin.live.history.told import ToldValue, values_of
from taktwin.live.journal.opened import open_journal
from taktwin.model.files.write import whole_file

if TYPE_CHECKING:
    import polars as pl

_HOUR = 3_600_000  # ms
_ROWS = 50_000  # of a group of rows: what is read at least for one tag


class Written(NamedTuple):
    """What was written: values, and files of hours."""

    values: int
    files: int


def export_history(path: str | Path, folder: str | Path) -> Written:
    """Write the values of a journal into a folder: `YEAR-MONTH-DAY/HOUR.parquet` by the hour (UTC) when they came.

    A file that is there already is written anew. An hour that comes twice, as where a clock was put back, is one file.

    Raises:
        JournalError: the journal cannot be read.
        OSError: a file cannot be written.
    """
    values, hours = 0, dict[int, int]()
    with open_journal(path, to_write=False) as journal:
        for hour, told in groupby(values_of(journal), lambda one: one.received // _HOUR):
            rows = list(told)
            values += len(rows)
            _write(hour_file(folder, hour), rows, more=hour in hours)
            hours[hour] = hours.get(hour, 0) + len(rows)
    return Written(values, len(hours))


def hour_file(folder: str | Path, hour: int) -> Path:
    """The file of an hour, counted since 1970 UTC."""
    at = dt.datetime(1970, 1, 1) + dt.timedelta(hours=hour)
    return Path(folder) / f"{at:%Y-%m-%d}" / f"{at:%H}.parquet"


def _write(path: Path, rows: Iterable[ToldValue], more: bool) -> None:
    import polars as pl

    table = _table(rows)
    if more:
        table = pl.concat([pl.read_parquet(path), table])
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        table.sort("tag", "source_time", maintain_order=True).write_parquet(
            file, compression="zstd", row_group_size=_ROWS, statistics=True
        )


def _table(rows: Iterable[ToldValue]) -> pl.DataFrame:
    import polars as pl

    when = pl.Datetime("ms", "UTC")
    forms = {
        "tag": pl.String, "source": pl.String, "source_time": pl.Int64, "received": pl.Int64, "number": pl.Float64,
        "text": pl.String, "quality": pl.String, "historical": pl.Boolean,
    }  # fmt: skip
    table = pl.DataFrame(list(rows), schema=forms, orient="row")
    return table.with_columns(pl.col("source_time", "received").cast(when))
