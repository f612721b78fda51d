"""What a run that has ended tells of one place: states, jobs, level and energy, summed up over all of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from taktwin.kernel.base.state import STATES
from taktwin.model.phrase import Phrase
from taktwin.report.shell.words import Words
from taktwin.report.texts import LANGUAGES
from taktwin.runs.tables.columns import REPLICATION
from taktwin.web.scene.scene import Scene


def figures_of(scene: Scene, folder: Path, place: int) -> dict[str, Any]:
    """The figures of a place in the first replication, as the tables of the run have them.

    Returns:
        `states`: (number of the state, share of the time), the most first; `jobs` and `failures`; `level`: mean, shares
        of the time full and empty; `energy`: a row for each medium with its amount and unit. What does not apply is
        left out, or empty.

    Raises:
        ValueError: there is no such place.
    """
    if not 0 <= place < len(scene.places.found):
        raise ValueError(Phrase("there is no place {place}", place=place))
    noun = scene.places.found[place]
    names = [scene.program.resource_names[number] for number in noun.resources]
    found: dict[str, Any] = {"states": [], "energy": []}
    rows = _rows(folder, "resources", "resource", names)
    if rows.height:
        seconds = {state: float(rows[state].sum()) for state in STATES if state in rows.columns}
        whole = sum(seconds.values())
        shares = [(STATES.index(state), value / whole) for state, value in seconds.items() if whole and value > 0]
        found["states"] = sorted(shares, key=lambda one: -one[1])
        found |= {"jobs": int(rows["jobs"].sum()), "failures": int(rows["failures"].sum())}
    buffer = _rows(folder, "buffers", "buffer", [noun.name])
    if buffer.height:
        found["level"] = {"mean": buffer["mean"][0], "full": buffer["full_share"][0], "empty": buffer["empty_share"][0]}
    used = _rows(folder, "energy", "resource", names)
    if used.height:
        words = [Words(language, False, {}, {}) for language in LANGUAGES]
        for medium, unit, amount in used.group_by("medium", "unit").agg(pl.col("amount").sum()).sort("medium").rows():
            title = [one.known(medium) for one in words]
            found["energy"].append({"medium": medium, "title": title, "amount": amount, "unit": unit})
    return found


def _rows(folder: Path, table: str, column: str, names: list[str]) -> pl.DataFrame:
    path = folder / f"{table}.parquet"
    if not names or not path.is_file():
        return pl.DataFrame()
    rows = pl.scan_parquet(path).filter((pl.col(REPLICATION.name) == 0) & pl.col(column).is_in(names))
    return rows.collect()
