"""A replay: each chunk tells by itself what stands where, what the machines do and how full the stock points are."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.analysis.comparison.saved import SavedRunError
from taktwin.kernel.base.state import STATES
from taktwin.web.scene.frames import unpacked
from taktwin.web.scene.replay import CHUNK_S, Replay
from taktwin.web.scene.thingtable import KINDS, ThingTable
from tests.web.scene.runs import fed, fed_replay


def test_a_chunk_tells_what_stands_where_at_any_time_of_it() -> None:
    """At 1,000 instants of a run: each job where the trace says, machines in their states, levels as moved."""
    replay, draw = fed_replay(), random.Random(1)
    trace = fed().result.trace
    assert trace is not None
    states = trace.filter(pl.col("event") == "state")
    frames = [unpacked(replay.chunk(number)) for number in range(replay.chunks)]
    for _ in range(1000):
        time = draw.uniform(replay.begin, replay.end)
        _, arrays = frames[int((time - replay.begin) // CHUNK_S)]
        now = (arrays["t0"] <= time) & (arrays["t1"] > time)
        where = dict(zip(arrays["thing"][now].tolist(), arrays["place"][now].tolist(), strict=True))
        for number, thing in enumerate(replay.things):
            stay = next((place for place, begin, end in thing.stays if begin <= time < end), None)
            assert where.get(number) == stay
        (kind, name), machine = draw.choice(list(replay.scene.resources.items()))
        own = states.filter((pl.col("name") == name) & (pl.col("kind") == kind) & (pl.col("time") <= time))
        if own.height:
            known = (arrays["state_of"] == machine) & (arrays["state_t"] <= time)
            assert STATES[arrays["state"][known][-1]] == own["state"][-1]
    assert len(replay.things) > 600


def test_levels_end_as_the_table_of_stocks_says() -> None:
    replay = fed_replay()
    _, arrays = unpacked(replay.chunk(replay.chunks - 1))
    at = replay.scene.places.at
    for stock, final in fed().result.stocks.select("stock", "final").iter_rows():
        assert arrays["level"][arrays["level_of"] == at["stock", stock]][-1] == pytest.approx(final)


def test_vehicles_and_trucks_are_where_lots_are_taken_up_and_set_down() -> None:
    """A cart is at the dock when it draws and at the line when it has brought; a truck ends when its lot came."""
    replay, run = fed_replay(), fed()
    path = replay.scene.drawing.maps["seats", "hall"]
    movements = run.result.movements
    assert movements is not None
    moved = movements.filter(pl.col("resource").is_not_null()).select("time", "event", "resource")
    a, ways, first = replay.segments, replay.scene.ways, len(replay.things)
    named = {mover.name: first + number for number, mover in enumerate(replay.table.movers) if mover.kind == "vehicle"}
    assert len(named) == 2
    for time, event, name in moved.iter_rows():
        ends = (a["thing"] == named[name]) & (a["t1"] == time)
        assert ends.any()
        assert ways[a["way"][ends][0]][-1] == path.points["dock" if event == "drawn" else "line"]
    trucks = [number for number, mover in enumerate(replay.table.movers) if mover.kind == "truck"]
    arrivals = {float(a["t1"][a["thing"] == first + number].max()) for number in trucks}
    come = movements.filter(pl.col("resource").is_null() & (pl.col("event") == "received"))["time"].to_list()
    assert len(trucks) >= 5
    assert set(come) <= arrivals


def test_what_is_told_of_things() -> None:
    replay = fed_replay()
    header, arrays = unpacked(replay.chunk(20))
    things = header["things"]
    assert things["id"] == sorted(set(arrays["thing"].tolist()))
    assert {KINDS[kind] for kind in things["kind"]} >= {"job", "part", "vehicle"}
    for column in things.values():
        assert len(column) == len(things["id"])
    (main, *parts) = replay.table.find("50")
    assert (main["main"], main["order"], main["stream"], main["begin"]) == (True, 50, "cars", 6120.0)
    assert [one["main"] for one in parts] == [False]
    assert replay.table.find("cars/50")[0] == main
    assert replay.table.find("other/50") == replay.table.find("no such car") == []
    told = [replay.scene.places.found[one["place"]].name for one in replay.history(main["thing"])]
    assert told == ["paint-exit", "belt", "fit"]


def test_a_run_without_trace_says_what_to_do(tmp_path: Path) -> None:
    run = fed()
    traced, plain = tmp_path / "traced", tmp_path / "plain"
    run.save(traced)
    run.save(plain)
    (plain / "trace.parquet").unlink()
    with pytest.raises(SavedRunError, match="no trace") as refused:
        Replay.of_folder(plain)
    assert "--trace" in refused.value.remedy
    about = Replay.of_folder(traced).about()
    assert json.loads(json.dumps(about, allow_nan=False))["end"] == 43200.0


def test_a_job_stands_at_the_server_that_has_it() -> None:
    """In a station with several, at the place of the one whose state names the job."""
    run = taktwin.load("paint-loop").simulate(days=0.3, warmup=0, trace=True)
    replay, trace = Replay(run.result, run.model), run.result.trace
    assert trace is not None
    place, a = replay.scene.places.at["station", "spot-repair"], replay.segments
    rows = trace.filter(
        (pl.col("event") == "state") & (pl.col("model_element") == "spot-repair") & (pl.col("job") >= 0)
    )
    compared = set()
    for time, server, job, state in rows.select("time", "server", "job", "state").iter_rows():
        now = (a["place"] == place) & (a["t0"] <= time) & (a["t1"] > time)
        own = [k for k in np.flatnonzero(now) if replay.things[a["thing"][k]].order == job]
        if state == "working":
            assert [a["slot"][k] + 1 for k in own] == [server]
            compared.add(server)
    assert compared == {1, 2, 3, 4}


def test_a_car_is_found_by_its_own_name() -> None:
    """The VIN that an order file gives; its seats come with it."""
    replay = fed_replay()
    vin = pl.when(pl.col("order_number") == 7).then(pl.lit("LFV2A2156J0000007")).otherwise(pl.col("ident"))
    jobs = fed().result.jobs.with_columns(vin.alias("ident"))
    table = ThingTable(replay.scene, replay.things, [], jobs)
    found = table.find(" LFV2A2156J0000007 ")
    assert [(one["order"], one["main"]) for one in found] == [(7, True), (7, False)]
    assert table.row(found[0]["thing"])["name"] == "LFV2A2156J0000007"
    assert table.find("LFV2A2156J0000008") == []
