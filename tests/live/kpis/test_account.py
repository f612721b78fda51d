"""KPIs from logs: by hand, cut at shifts, and always the whole calendar."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.live.kpis import OPC_40001, RUN, StateLog, TimeMap, Window, figures, stops
from taktwin.model.errors import OptionError

SPANS = pl.DataFrame(
    [
        ("weld", 0.0, 600.0, "setup"),
        ("weld", 600.0, 2600.0, "working"),
        ("weld", 2600.0, 3000.0, "down"),
        ("weld", 3000.0, 3100.0, "waiting_crew"),
        ("weld", 3100.0, 3600.0, "starved"),
        ("weld", 3600.0, 5000.0, "working"),
        ("weld", 5000.0, 6000.0, "maintenance"),
        ("weld", 6000.0, 7200.0, "off_shift"),
    ],
    schema=["resource", "begin", "end", "state"],
    orient="row",
)
COUNTS = pl.DataFrame(
    {
        "time": [1600.0, 2600.0, 4500.0],
        "resource": ["weld"] * 3,
        "produced": [10, 10, 10],
        "scrapped": [1, 0, 2],
        "planned_s": [900.0, 900.0, 900.0],
        "energy_kwh": [5.0, 5.0, 5.0],
    }
)
LOG = StateLog.of_spans(SPANS, 0.0, 7200.0)


def test_by_hand() -> None:
    (one,) = figures(LOG, COUNTS)
    e, k = one.elements, one.kpis
    assert (e["APT"], e["AUST"], e["ADET"], e["PDOT"], e["OUT"]) == (3400, 600, 1000, 1000, 1200)
    assert (e["PBT"], e["AUBT"], e["CALENDAR"]) == (5000, 5000, 7200)
    assert (e["PQ"], e["GQ"], e["PRI"], e["E"]) == (30, 27, 90, 15)
    assert k["availability"] == 3400 / 5000
    assert k["effectiveness"] == 2700 / 3400
    assert k["quality_ratio"] == 0.9
    assert k["oee"] == pytest.approx(2700 / 5000 * 0.9)
    assert k["nee"] == pytest.approx(0.8 * 2700 / 3400 * 0.9)
    assert k["teep"] == pytest.approx(27 * 90 / 7200)
    assert k["setup_ratio"] == 600 / 4000
    assert k["technical_efficiency"] == 3400 / 4400
    assert k["comprehensive_energy_consumption"] == 0.5
    assert (e["FE"], e["TTR"], e["TBF"]) == (1, 500, 4500)
    assert k["mean_operating_time_between_failures"] == 2250
    assert k["corrective_maintenance_ratio"] == 500 / 1500
    assert k["worker_efficiency"] is None
    assert one.time_map is OPC_40001


def test_the_map_matters_and_is_told() -> None:
    (one,) = figures(LOG, COUNTS, time_map=RUN)
    assert (one.elements["ADET"], one.elements["REST"]) == (500, 500)
    assert one.kpis["technical_efficiency"] == 3400 / 3900
    assert one.as_dict()["time_map"] == "run"


def test_without_an_order_a_machine_that_is_down_is_not_delayed() -> None:
    orders = pl.Series("order", ["A"] * 4 + [None] * 4, dtype=pl.String)
    swapped = SPANS.with_columns(orders)
    (one,) = figures(StateLog.of_spans(swapped, 0.0, 7200.0))
    assert (one.elements["ADET"], one.elements["ADOT"]) == (500, 500)
    (order,) = figures(StateLog.of_spans(swapped, 0.0, 7200.0), COUNTS.with_columns(order=pl.lit("A")), by=["order"])
    assert (order.order, order.elements["AOET"], order.elements["AUBT"]) == ("A", 3100, 3100)
    assert order.kpis["throughput_rate"] == 30 / 3100
    assert order.kpis["allocation_ratio"] == 1
    table = pl.DataFrame({"order": ["A"], "begin": [0.0], "end": [6200.0]})
    (told,) = figures(
        StateLog.of_spans(swapped, 0.0, 7200.0), COUNTS.with_columns(order=pl.lit("A")), by=["order"], orders=table
    )
    assert told.kpis["allocation_ratio"] == 0.5


def test_by_product() -> None:
    log = StateLog.of_spans(SPANS.with_columns(product=pl.Series(["m5"] * 3 + ["m9"] * 3 + [None] * 2)), 0, 7200)
    counts = COUNTS.with_columns(product=pl.Series(["m5", "m5", "m9"]))
    found = {one.product: one for one in figures(log, counts, by=["resource", "product"])}
    assert {name: one.elements["PQ"] for name, one in found.items()} == {"m5": 20, "m9": 10}
    assert (found["m5"].elements["APT"], found["m9"].elements["APT"]) == (2000, 1400)


def test_shifts_cut_what_goes_on() -> None:
    windows = [Window("early", 0, 2800), Window("late", 2800, 7200)]
    early, late = figures(LOG, COUNTS, windows=windows)
    assert (early.elements["CALENDAR"], late.elements["CALENDAR"]) == (2800, 4400)
    assert (early.elements["FE"], late.elements["FE"]) == (1, 0)
    assert (early.elements["TTR"], late.elements["TTR"]) == (200, 300)
    assert (early.elements["PQ"], late.elements["PQ"]) == (20, 10)
    told = stops(LOG, windows, ("down", "waiting_crew"))
    assert [(one.window, one.begin, one.end, one.cut_begin, one.cut_end, one.whole_s) for one in told] == [
        ("early", 2600, 2800, False, True, 500),
        ("late", 2800, 3100, True, False, 500),
    ]
    assert told[1].states == ("down", "waiting_crew")
    assert stops(LOG, windows, ("down", "waiting_crew"), least_s=501) == []


def test_what_nobody_told_is_unknown() -> None:
    log = StateLog.of_spans(SPANS.slice(1, 2), 0.0, 7200.0)
    (one,) = figures(log)
    assert one.elements["UNKNOWN"] == 7200 - 2400
    assert one.elements["CALENDAR"] == 7200
    assert one.kpis["availability"] == 2000 / 2400


def test_changes_and_spans_are_the_same() -> None:
    changes = SPANS.select(pl.col("begin").alias("time"), "resource", "state")
    assert StateLog.of_changes(changes, 0.0, 7200.0).spans.equals(LOG.spans)
    late = StateLog.of_changes(changes, 2700.0, 7200.0)
    assert late.spans.row(0)[:4] == ("weld", 2700.0, 3000.0, "down")


def test_further_elements_are_given() -> None:
    more = {"APWT": 6.0, "APAT": 8.0, "USL": 10.0, "LSL": 4.0, "SIGMA": 0.5, "MEAN": 8.0}
    (one,) = figures(LOG, given={"weld": more})
    assert one.kpis["worker_efficiency"] == 0.75
    assert (one.kpis["machine_capability"], one.kpis["critical_process_capability"]) == pytest.approx((2, 4 / 3))


STATES = st.sampled_from(sorted(OPC_40001.parts))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 500), STATES), min_size=1, max_size=40),
    st.lists(st.integers(1, 2999), max_size=4, unique=True),
)
@settings(max_examples=25)
def test_the_states_sum_to_the_calendar_and_the_shifts_to_the_day(
    rows: list[tuple[str, int, str]], cuts: list[int]
) -> None:
    at: dict[str, float] = {}
    spans = []
    for resource, seconds, state in rows:
        begin = at.get(resource, 0.0)
        at[resource] = begin + seconds
        spans.append((resource, begin, at[resource], state))
    log = StateLog.of_spans(pl.DataFrame(spans, schema=["resource", "begin", "end", "state"], orient="row"), 0, 3000)
    edges = [0, *sorted(cuts), 3000]
    windows = [Window(str(low), low, high) for low, high in pairwise(edges)]
    for time_map in (OPC_40001, RUN):
        parts = figures(log, windows=windows, time_map=time_map)
        for one in parts:
            window = next(window for window in windows if window.name == one.window)
            assert sum(one.states.values()) == pytest.approx(window.end - window.begin, abs=1e-6)
            assert one.elements["CALENDAR"] == pytest.approx(window.end - window.begin, abs=1e-6)
        for whole in figures(log, time_map=time_map):
            for name in ("APT", "ADET", "PBT", "CALENDAR", "FE", "TTR", "TBF"):
                own = [one.elements[name] for one in parts if one.resource == whole.resource]
                assert sum(own) == pytest.approx(whole.elements[name], abs=1e-6)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: StateLog.of_spans(SPANS.drop("state"), 0, 1), "without"),
        (lambda: StateLog.of_spans(SPANS, 5, 5), "observation"),
        (lambda: StateLog.of_spans(SPANS.with_columns(end=pl.lit(-1.0)), 0, 9), "from 0.0 s to -1.0 s"),
        (lambda: StateLog.of_spans(SPANS.with_columns(end=pl.lit(7200.0)), 0, 9), "two states at 600.0 s"),
        (lambda: figures(LOG, COUNTS.drop("time")), "counts without"),
        (lambda: Window("x", 5, 5), "ends"),
        (lambda: figures(StateLog.of_spans(SPANS.with_columns(state=pl.lit("odd")), 0, 9)), "odd"),
        (lambda: TimeMap(name="x", source="", parts={"working": "XYZ"}, without_order={}), "XYZ"),
        (lambda: TimeMap(name="x", source="", parts={"working": "APT"}, without_order={}), "lacks"),
    ],
)
def test_what_is_refused(call, what: str) -> None:
    with pytest.raises(OptionError, match=what):
        call()
