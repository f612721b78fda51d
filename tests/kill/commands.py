"""The commands, what they leave when nobody disturbs them, and what may stand there when somebody did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import openpyxl
import polars as pl
from polars.testing import assert_frame_equal

from taktwin.runs.snapshot import Snapshot

_CYCLE = "shops.workshop.lines.line.server.cycle"


_TABLES = ["--tables", "xlsx", "--tables", "csv"]


def _check_sheet(file: Path) -> None:
    """A file for a spreadsheet program is whole."""
    if file.suffix == ".csv":
        pl.read_csv(file, infer_schema_length=None)
    else:
        book = openpyxl.load_workbook(file)
        assert all(sheet.max_row >= 1 for sheet in book.worksheets)
        book.close()


class Command(Protocol):
    """A command that writes below a folder."""

    @property
    def name(self) -> str:
        """Of the command."""
        ...

    def arguments(self, folder: Path) -> list[str]:
        """Of the command line."""
        ...

    def check(self, folder: Path, undisturbed: Path, finished: bool) -> None:
        """Raises AssertionError where something is half-written, or other than without the disturbance."""
        ...

    def goes_on(self, folder: Path) -> bool:
        """Whether the same command can be given again as it is (else its results are whole, and it says so)."""
        ...


@dataclass(frozen=True)
class RunCommand:
    """`taktwin run`, with a snapshot on the way."""

    name: str = "run"

    def arguments(self, folder: Path) -> list[str]:
        """Of the command line."""
        snapshot = ["--save-snapshot", str(folder / "half.npz"), "--at", "20 h"]
        return ["run", "mm1", "--days", "1", "--warmup", "0.5", "--out", str(folder / "run"), *snapshot, *_TABLES]

    def check(self, folder: Path, undisturbed: Path, finished: bool) -> None:
        """The folder is whole or not there, and so is the snapshot."""
        assert (folder / "run").exists() or not finished
        assert (folder / "half.npz").exists() or not finished
        if (folder / "half.npz").exists():
            one, other = Snapshot.load(folder / "half.npz"), Snapshot.load(undisturbed / "half.npz")
            assert one.arrays["seconds"].tobytes() == other.arrays["seconds"].tobytes()
        if (folder / "run").exists():
            files = {path.name for path in (undisturbed / "run").iterdir()}
            assert {path.name for path in (folder / "run").iterdir()} == files
            for name in files:
                if name.endswith(".parquet"):
                    assert_frame_equal(*(pl.read_parquet(place / "run" / name) for place in (folder, undisturbed)))
                if name.endswith((".csv", ".xlsx")):
                    _check_sheet(folder / "run" / name)
            assert json.loads((folder / "run" / "manifest.json").read_text())["model"]
            assert (folder / "run" / "report.html").read_text().rstrip().endswith("</html>")

    def goes_on(self, folder: Path) -> bool:
        """A folder that is there is never written over."""
        return not (folder / "run").exists()


@dataclass(frozen=True)
class ExperimentCommand:
    """`taktwin experiment`, which goes on where it was."""

    name: str = "experiment"

    def arguments(self, folder: Path) -> list[str]:
        """Of the command line."""
        vary = ["--vary", f"{_CYCLE}=40 s,45 s", "--replications", "8", "--workers", "1"]
        out = ["--out", str(folder / "experiment"), *_TABLES]
        return ["experiment", "mm1", "--days", "1", "--warmup", "0.5", *vary, *out]

    def check(self, folder: Path, undisturbed: Path, finished: bool) -> None:
        """Tables that are there are whole; when it has finished they are those of the undisturbed one."""
        place = folder / "experiment"
        for file in place.rglob("*.parquet"):
            pl.read_parquet(file)
        for file in [*place.glob("*.csv"), *place.glob("*.xlsx")]:
            _check_sheet(file)
        if (place / "manifest.json").exists():
            manifest = json.loads((place / "manifest.json").read_text())
            finished |= manifest["complete"]
        if finished:
            for name in ("replications", "means", "comparison"):
                tables = [pl.read_parquet(one / "experiment" / f"{name}.parquet") for one in (folder, undisturbed)]
                assert_frame_equal(*tables, check_exact=True)

    def goes_on(self, folder: Path) -> bool:
        """Always."""
        return True


@dataclass(frozen=True)
class SequenceCommand:
    """`taktwin sequence --out`, over an older file."""

    day: Path
    name: str = "sequence"

    def arguments(self, folder: Path) -> list[str]:
        """Of the command line."""
        if not (folder / "order.csv").exists():
            (folder / "order.csv").write_text("old")
        return ["sequence", str(self.day), "--moves", "3000", "--workers", "1", "--out", str(folder / "order.csv")]

    def check(self, folder: Path, undisturbed: Path, finished: bool) -> None:
        """The old file or a whole sequence; an interrupted search may have found another one."""
        text = (folder / "order.csv").read_text()
        whole = sorted(line.split(",")[1] for line in (undisturbed / "order.csv").read_text().splitlines()[1:])
        if text != "old" or finished:
            assert text.splitlines()[0] == "position,ident"
            assert sorted(line.split(",")[1] for line in text.splitlines()[1:]) == whole

    def goes_on(self, folder: Path) -> bool:
        """It writes over the older file."""
        return True
