"""Sequence adherence of runs: by hand, and on a simulated line."""

from __future__ import annotations

from typing import cast

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.analysis.adherence import adherence, adherence_table, displacement_table
from taktwin.analysis.interval import t_interval
from taktwin.analysis.tables import RunTables
from tests.analysis.sample import PASSAGE_SCHEMA, SampleResult

STREAM = 1 << 40


def run(*passages: tuple[int, str]) -> RunTables:
    rows = [[job, point, float(time)] for time, (job, point) in enumerate(passages)]
    return cast(RunTables, SampleResult(1e5, passages=pl.DataFrame(rows, PASSAGE_SCHEMA, orient="row")))


def passing(*jobs: int, point: str = "trim") -> RunTables:
    return run(*((job, point) for job in jobs))


def test_a_scrapped_car_leaves_no_gap() -> None:
    found = adherence(passing(10, 11, 13, 14), "trim")
    assert (found.missing, found.in_position) == (1, 1.0)


def test_first_passage_counts() -> None:
    assert adherence(passing(1, 2, 1, 3), "trim").in_position == 1.0


def test_streams_for_themselves() -> None:
    result = passing(0, STREAM + 5, 1, STREAM + 7, STREAM + 6, 2)
    found = adherence(result, "trim")
    assert (found.cars, found.missing, found.places) == (6, 0, 1)
    assert found.in_position == pytest.approx(4 / 6)
    assert displacement_table(result, "trim").filter(pl.col("job") >= STREAM)["displacement"].to_list() == [0, -1, 1]


def test_order_at_another_point_as_the_plan() -> None:
    entry = [(job, "paint") for job in (3, 1, 2)]
    result = run(*entry, *((job, "trim") for job in (3, 1, 2, 9)))
    assert adherence(result, "trim", reference="paint").in_position == 1.0
    assert adherence(result, "trim", reference=[1, 2, 3]).in_position == 0.0
    assert displacement_table(result, "trim", [1, 2, 3])["planned"].to_list() == [3, 1, 2]


def test_edges_only_where_numbers_are_missing() -> None:
    # Number 3 is yet to come: 0 to 2 and 4 on are what they seem, but the ends of such a series are not measured.
    whole = [0, 2, 1, *range(4, 24)]
    assert adherence(passing(*whole), "trim").cars == len(whole) - 2  # largest displacement 1, at both ends
    assert adherence(passing(*whole), "trim", edge=0).cars == len(whole)
    assert adherence(passing(1, 0, *range(2, 24)), "trim").cars == 24
    with pytest.raises(ValueError, match="within the edges"):
        adherence(passing(1, 2), "trim", edge=1)


def test_unknown_point() -> None:
    with pytest.raises(ValueError, match=r'"trimm"; points that were passed: paint, trim'):
        adherence(run((1, "paint"), (1, "trim")), "trimm")


def test_table_over_replications() -> None:
    results = [passing(*np.random.default_rng(k).permutation(50).tolist()) for k in range(4)]
    table = adherence_table(results, "trim")
    row = table.row(by_predicate=pl.col("measure") == "mean", named=True)
    values = [adherence(result, "trim").mean for result in results]
    assert row["mean"] == pytest.approx(sum(values) / 4)
    assert (row["low"], row["high"]) == pytest.approx(t_interval(values))
    assert adherence_table(results[:1], "trim")["low"].null_count() == table.height
    assert set(table["unit"]) == {"share", "positions", "cars", "pairs"}


def test_a_line_keeps_the_order_and_parallel_servers_do_not() -> None:
    flow = """
taktwin: 1
name: two
orders: {cars: {}}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: first, servers: SERVERS, cycle: "lognormal(mean=100 s, cv=0.5)"}
          - {station: second, cycle: 1 s, point: out}
"""
    alone, four = (
        taktwin.load(flow.replace("SERVERS", str(n))).simulate(days=0.5, warmup=0.1, threads=1).result for n in (1, 4)
    )
    assert adherence(alone, "out").in_position == 1.0
    mixed = adherence(four, "out")
    assert 0.1 < mixed.in_position < 0.9
    assert 0 < mixed.places < 20
