"""Rows of the series that are kept without their empty columns tell the same."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.model.files.load import load_model
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables.bucketrows import BucketRows
from tests.model.families.park import TEXT


def test_columns_of_zeros_are_not_kept_and_still_told() -> None:
    pieces = [np.array([[0.0, 1.0, 0.0], [0.0, 2.0, 0.0]]), np.array([[0.0, 2.0, 5.0]])]
    rows = BucketRows(pieces, 3)
    assert (len(rows), rows.width, rows._kept.shape) == (3, 3, (3, 2))
    assert rows.figures([0, 1, 2]).tolist() == np.concatenate(pieces).tolist()
    assert rows.figures([2, 0], np.array([-1, 2])).tolist() == [[0.0, 0.0], [5.0, 0.0]]


@pytest.mark.parametrize("pieces", [[], [np.zeros((0, 4))], [np.zeros((2, 4))]])
def test_nothing_stands_in_them(pieces: list[np.ndarray]) -> None:
    rows = BucketRows(pieces, 4)
    assert rows.figures([0, 3]).tolist() == [[0.0, 0.0]] * len(rows)


def test_levels_without_the_table_are_those_of_the_table() -> None:
    (result,) = simulate(load_model(TEXT), RunOptions(days=1, warmup=0.5, seed=1))
    levels = result.levels()
    assert levels is not None
    told = result.series.filter(result.series["kind"].is_in(["stock", "level"]))
    by_name = {str(name): group["value"].to_list() for (name,), group in told.group_by("name", maintain_order=True)}
    assert {name: level.tolist() for name, level in levels.items()} == by_name
