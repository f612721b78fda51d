"""Spans of states from the trace: a line worked out by hand, and what holds of every window."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import taktwin
from taktwin.analysis.gantt import spans
from taktwin.model.errors import OptionError
from tests.kernel.plants import line, model_of


def two_stations(**options: object) -> taktwin.Run:
    """A job at 0, 100, 200 s, ...: `a` works the first 60 s, `c` the 30 s behind."""
    flow = [{"station": "a", "cycle": "60 s"}, {"station": "c", "cycle": "30 s"}]
    plant = taktwin.Plant(model_of(line(flow, {"interval": "100 s"})))
    return plant.simulate(**{"days": 0.1, "warmup": 0, "trace": True, **options})


def test_by_hand() -> None:
    rows = spans(two_stations().result, ["c", "a"], 200.0, 400.0).rows()
    assert [row for row in rows if row[0] == "a"] == [
        ("a", "working", 200.0, 260.0),
        ("a", "starved", 260.0, 300.0),
        ("a", "working", 300.0, 360.0),
        ("a", "starved", 360.0, 400.0),
    ]
    assert [row for row in rows if row[0] == "c"] == [
        ("c", "starved", 200.0, 260.0),
        ("c", "working", 260.0, 290.0),
        ("c", "starved", 290.0, 360.0),
        ("c", "working", 360.0, 390.0),
        ("c", "starved", 390.0, 400.0),
    ]
    assert rows[0][0] == "c"  # in the order that was asked for


@pytest.mark.parametrize("begin", [0.0, 1234.5, 7000.0])
def test_spans_fill_the_window_without_a_gap(begin: float) -> None:
    run = taktwin.load("paint-loop").simulate(days=0.2, warmup=0.1, trace=True)
    names = run.result.resources.get_column("resource").to_list()
    table = spans(run.result, names, begin, begin + 3600.0)
    trace = run.result.trace
    assert trace is not None
    first = dict(trace.filter(event="state").group_by("name").agg(pl.col("time").min()).rows())
    assert {name for name in names if first.get(name, 1e9) < begin + 3600.0} == set(table.get_column("resource"))
    for (name,), own in table.group_by("resource"):
        assert own["start_s"][0] == max(begin, first[str(name)]), name
        assert own["end_s"][-1] == begin + 3600.0
        assert own["start_s"].to_list()[1:] == own["end_s"].to_list()[:-1]
        assert all(one != other for one, other in zip(own["state"], own["state"][1:], strict=False))


def test_spans_add_up_to_the_states_of_the_run() -> None:
    run = two_stations()
    table = spans(run.result, ["a"], 0.0, run.result.elapsed_s)
    working = sum(end - begin for _, state, begin, end in table.rows() if state == "working")
    assert working == pytest.approx(run.result.resources["working"][0])


def test_what_cannot_be_drawn() -> None:
    run = two_stations()
    with pytest.raises(OptionError, match="did you mean"):
        spans(run.result, ["aa"], 0.0, 10.0)
    with pytest.raises(OptionError, match="is empty"):
        spans(run.result, ["a"], 10.0, 10.0)
    with pytest.raises(OptionError, match="no trace"):
        spans(two_stations(trace=False).result, ["a"], 0.0, 10.0)


def test_the_chart() -> None:
    """A rectangle for each span, the clock of the plant, both languages."""
    import xml.etree.ElementTree as ET

    run = two_stations()
    for language, state in (("en", "working"), ("zh", "作业")):
        tree = ET.fromstring(run.gantt(["a", "c"], start_hours=200 / 3600, hours=200 / 3600, language=language))
        bars = [one for one in tree.iter("{http://www.w3.org/2000/svg}rect") if one.get("class") == "span"]
        assert len(bars) == 9
        first = bars[0].find("{http://www.w3.org/2000/svg}title")
        assert first is not None
        assert first.text == f"a: {state}, 01-05 00:03:20 … 01-05 00:04:20"
        widths = [float(bar.get("width", 0)) for bar in bars[:2]]
        assert widths[0] / widths[1] == pytest.approx(60 / 40, abs=0.01)


def test_the_report_of_a_traced_run_has_it(tmp_path) -> None:
    assert 'class="gantt"' in two_stations().report(tmp_path / "t.html").read_text("utf-8")
    assert 'class="gantt"' not in two_stations(trace=False).report(tmp_path / "u.html").read_text("utf-8")


def test_a_window_of_a_run_without_a_trace() -> None:
    """The events and the chart of a window are those of the traced run; one that cannot be done again says so."""
    whole, plain = (
        taktwin.load("line20").simulate(days=0.3, warmup=0.1, seed=4, trace=trace) for trace in (True, False)
    )
    assert plain.result.trace is None
    assert whole.events(3.0, 0.5).equals(plain.events(3.0, 0.5))
    assert whole.events(3.0, 0.5).height > 200
    chosen: Any = {"resources": ["station-3", "station-4"], "start_hours": 3.0, "hours": 0.5}
    assert whole.gantt(**chosen) == plain.gantt(**chosen)
    with pytest.raises(OptionError, match="not of the run"):
        plain.events(8.0, 1.0)
    on = taktwin.load("line20").simulate(days=0.1, start=taktwin.load("line20").snapshot(0.1))
    with pytest.raises(OptionError, match="cannot be done again"):
        on.events(0.0, 1.0)
