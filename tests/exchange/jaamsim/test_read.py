"""Models of JaamSim as drafts: what becomes of each object, and the figures that theory knows."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

import taktwin
from tests.exchange.jaamsim.files import QUEUE, flow, read, told


def test_a_queue_is_the_shipped_one(tmp_path: Path) -> None:
    """The draft of M/M/1, its names changed to those of `mm1`, runs as `mm1` does, to the bit."""
    draft = read(tmp_path, QUEUE)
    assert (draft.untaken, draft.problems) == ((), ())
    assert draft.text.startswith(
        "# Read from model.cfg, a model of JaamSim, which is run there as with --days 100 --warmup 10.\n"
    )
    text = draft.text.replace("Line", "queue").replace("Clerk", "server")
    text = text.replace("      Arrivals:", "      line:").replace("Arrivals", "arrivals").replace("shop:", "workshop:")
    ours, shipped = (taktwin.load(one).simulate(days=3, warmup=0, seed=5) for one in (text, "mm1"))
    assert ours.result.jobs["ended"].to_list() == shipped.result.jobs["ended"].to_list()
    assert ours.kpis["wip"].value == shipped.kpis["wip"].value


def test_a_queue_has_the_figures_of_theory(tmp_path: Path) -> None:
    """M/M/1 with a load of 0.8: 4 jobs in the system, 4 minutes each."""
    run = taktwin.load(read(tmp_path, QUEUE).text).simulate(days=100, warmup=5, replications=16)
    wip, lead = run.kpis["wip"], run.kpis["lead_time_hours"]
    assert wip.low is not None
    assert wip.high is not None
    assert wip.low < 4.0 < wip.high
    assert wip.value == pytest.approx(4.0, rel=0.03)
    assert lead.value * 60 == pytest.approx(4.0, rel=0.03)


def test_arrivals_of_several_at_once(tmp_path: Path) -> None:
    """Three every 3 min: (3 + 1) / 2 x 0.8 / (1 - 0.8) = 8 jobs in the system, by the theory of bulk arrivals."""
    bulk = QUEUE.replace("Mean { 1 min }", "Mean { 3 min }") + "Arrivals EntitiesPerArrival { 3 }\n"
    draft = read(tmp_path, bulk)
    assert (draft.untaken, draft.problems) == ((), ())
    plant = taktwin.load(draft.text)
    run = plant.simulate(days=100, warmup=5, replications=16)
    wip = run.kpis["wip"]
    assert wip.low is not None
    assert wip.high is not None
    assert wip.low < 8.0 < wip.high
    assert wip.value == pytest.approx(8.0, rel=0.03)


def test_the_number_of_arrivals_that_are_not_whole_is_told(tmp_path: Path) -> None:
    """Of 8 jobs in threes the last two come together here; 9 are three arrivals."""
    for most, untaken in ((9, []), (8, ["18: Arrivals MaxNumber"])):
        draft = read(tmp_path, QUEUE + f"Arrivals EntitiesPerArrival {{ 3 }} MaxNumber {{ {most} }}\n")
        assert told(draft) == untaken
        ended = taktwin.load(draft.text).simulate(days=1, warmup=0).kpis["finished_jobs"].value
        assert ended == most


def test_three_stations_have_the_figures_of_theory(tmp_path: Path) -> None:
    """Jackson: each is M/M/1 on its own, 2 + 1 + 2/3 jobs with loads of 2/3, 1/2 and 2/5."""
    text = """
    Define EntityGenerator { Source }
    Define Queue { Q1 Q2 Q3 }
    Define Server { S1 S2 S3 }
    Define EntitySink { Sink }
    Define ExponentialDistribution { A D1 D2 D3 }
    A Mean { 60 s }
    D1 Mean { 40 s }
    D2 Mean { 0.5 min }
    D3 Mean { 24000 ms }
    Source InterArrivalTime { A } FirstArrivalTime { A } NextComponent { Q1 }
    S1 WaitQueue { Q1 } ServiceTime { D1 } NextComponent { S2 }
    S2 WaitQueue { Q2 } ServiceTime { D2 } NextComponent { S3 }
    S3 WaitQueue { Q3 } ServiceTime { D3 } NextComponent { Sink }
    """
    draft = read(tmp_path, text)
    assert not draft.untaken
    run = taktwin.load(draft.text).simulate(days=60, warmup=2, replications=16)
    wanted = sum(load / (1 - load) for load in (2 / 3, 1 / 2, 2 / 5))
    wip = run.kpis["wip"]
    assert wip.low is not None
    assert wip.high is not None
    assert wip.low < wanted < wip.high
    assert wip.value == pytest.approx(wanted, rel=0.02)
    buffers = run.result.buffers
    assert buffers["buffer"].to_list() == ["Q1", "Q2", "Q3"]


def test_several_servers_of_one_queue_are_one_station(tmp_path: Path) -> None:
    """M/M/2, by Erlang's C; servers that differ are listed."""
    text = QUEUE.replace("Server { Clerk }", "Server { Clerk Other }") + (
        "Other WaitQueue { Line } ServiceTime { Work } NextComponent { Out }\n"
    )
    text = text.replace("0.8 min", "1.6 min")
    draft = read(tmp_path, text)
    assert flow(draft, "Arrivals")[1] == {"station": "Clerk", "servers": 2, "cycle": "exp(1.6 min)"}
    run = taktwin.load(draft.text).simulate(days=60, warmup=2, replications=16)
    load = 0.8
    assert run.kpis["wip"].value == pytest.approx(2 * load / (1 - load**2), rel=0.03)
    draft = read(
        tmp_path,
        text.replace("Other WaitQueue { Line } ServiceTime { Work }", "Other WaitQueue { Line } ServiceTime { 2 min }"),
    )
    assert flow(draft, "Arrivals")[1] == {
        "station": "Clerk",
        "cycle": "exp(1.6 min)",
        "servers": [{"cycle": "exp(1.6 min)"}, {"cycle": "2 min"}],
    }
    assert draft.problems == ()


DISTRIBUTIONS = [
    ("ExponentialDistribution", "Mean { 2 h }", "exp(2 h)", 7200),
    ("UniformDistribution", "MinValue { 2 s } MaxValue { 4 s }", "uniform(2 s, 4 s)", 3),
    ("TriangularDistribution", "MinValue { 1 s } Mode { 2 s } MaxValue { 6 s }", "tri(1 s, 2 s, 6 s)", 3),
    ("NormalDistribution", "Mean { 10 min } StandardDeviation { 30 s }", "normal(10 min, 30 s)", 600),
    ("ErlangDistribution", "Mean { 9 s } Shape { 3 }", "erlang(3, 9 s)", 9),
    ("GammaDistribution", "Mean { 9 s } Shape { 4 }", "gamma(mean=9 s, cv=0.5)", 9),
    ("WeibullDistribution", "Scale { 8 s } Shape { 1 }", "weibull(shape=1, scale=8 s)", 8),
    (
        "LogNormalDistribution",
        "Scale { 2 s } NormalMean { 0.5 } NormalStandardDeviation { 0.6 }",
        None,
        2 * math.exp(0.68),
    ),
    (
        "DiscreteDistribution",
        "ValueList { 3 5 s } ProbabilityList { 0.25 0.75 }",
        "discrete(3 s = 25 %, 5 s = 75 %)",
        4.5,
    ),
]


@pytest.mark.parametrize(("kind", "words", "spelt", "mean"), DISTRIBUTIONS)
def test_distributions(kind: str, words: str, spelt: str | None, mean: float, tmp_path: Path) -> None:
    text = QUEUE.replace("ServiceTime { Work }", "ServiceTime { D }") + f"Define {kind} {{ D }}\nD {words}\n"
    draft = read(tmp_path, text)
    assert (draft.untaken, draft.problems) == ((), ())
    station = flow(draft, "Arrivals")[1]
    assert isinstance(station, dict)
    assert spelt is None or station["cycle"] == spelt
    model = taktwin.load(draft.text).model
    clerk: Any = model.shops["shop"].lines["Arrivals"].flow[1]
    assert clerk.cycle.mean == pytest.approx(mean, rel=1e-3 if kind == "NormalDistribution" else 1e-9)


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        *(("5 s", "5 s"), ("1.5 h", "1.5 h"), ("2 w", "2 week"), ("1 d", "1 d"), ("250 us", "0.00025 s")),
        *(
            ("3[min]", "3 min"),
            ("'3*1[min]'", "3 min"),
            ("'[Wait].Value'", "7 s"),
            ("[Wait]", "7 s"),
            ("Steady", "20 s"),
        ),
        *(("0", "0 s"), ("1e1 s", "10 s")),
    ],
)
def test_constant_times(given: str, spelt: str, tmp_path: Path) -> None:
    more = "Define InputValue { Wait }\nWait UnitType { TimeUnit } Value { 7 s }\n"
    more += "Define TimeSeries { Steady }\nSteady Value { { 0 h 20 s } }\n"
    draft = read(tmp_path, QUEUE.replace("ServiceTime { Work }", f"ServiceTime {{ {given} }}") + more)
    assert draft.problems == ()
    assert {"station": "Clerk", "cycle": spelt} in flow(draft, "Arrivals")


def test_a_branch_with_rework(tmp_path: Path) -> None:
    """A fifth goes round again: 1.25 visits, a load of 1; half of the rest leaves by another sink."""
    text = QUEUE.replace("NextComponent { Out }", "NextComponent { Gate }").replace("0.8 min", "0.4 min") + (
        "Define Branch { Gate }\nDefine EntitySink { Bin }\nDefine DiscreteDistribution { Odds }\n"
        "Odds UnitType { DimensionlessUnit } ValueList { 1 2 3 } ProbabilityList { 0.4 0.2 0.4 }\n"
        "Gate NextComponentList { Out Clerk Bin } Choice { Odds }\n"
    )
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert flow(draft, "Arrivals")[1] == {
        "station": "Clerk",
        "cycle": "exp(0.4 min)",
        "routes": [{"to": "Line", "share": "20 %"}, {"to": "Bin", "share": "40 %"}],
    }
    assert flow(draft, "to-Bin") == [{"buffer": "Bin", "capacity": "unlimited"}]
    run = taktwin.load(draft.text).simulate(days=40, warmup=1, replications=12)
    assert run.kpis["wip"].value == pytest.approx(1.0, rel=0.03)  # Jackson: load 1.25 x 0.4
    assert run.kpis["scrapped_jobs"].value == 0


def test_a_branch_of_its_own(tmp_path: Path) -> None:
    """Behind a generator, and where several ways lead to it."""
    text = """
    Define EntityGenerator { G H }
    Define Branch { B }
    Define EntityConveyor { C }
    Define EntitySink { X Y }
    G InterArrivalTime { 10 s } NextComponent { B }
    H InterArrivalTime { 10 s } NextComponent { C }
    C TravelTime { 30 s } NextComponent { B }
    B NextComponentList { X Y } Choice { 2 }
    """
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert flow(draft, "G") == [{"station": "B", "cycle": "0 s"}]
    assert flow(draft, "H") == [
        {"conveyor": "C", "transit": "30 s", "capacity": 1000, "spacing": "0 s", "accumulating": False}
    ]
    assert "        to: B\n" in draft.text
    jobs = taktwin.load(draft.text).simulate(days=0.01, warmup=0).result.jobs
    assert sorted(jobs["ended"].drop_nulls().to_list())[:6] == [10.0, 20.0, 30.0, 40.0, 40.0, 50.0]


def test_an_assembly(tmp_path: Path) -> None:
    """One frame and four wheels; wheels come too slowly, so a frame leaves every 20 s."""
    text = """
    Define EntityGenerator { Frames Wheels }
    Define Queue { F W }
    Define Assemble { Mount }
    Define EntitySink { Out }
    Frames InterArrivalTime { 10 s } NextComponent { F }
    Wheels InterArrivalTime { 5 s } NextComponent { W }
    Mount WaitQueueList { F W } NumberRequired { 1 4 } ServiceTime { 3 s } NextComponent { Out }
    """
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert flow(draft, "Frames")[1] == {
        "station": "Mount", "cycle": "3 s", "joins": [{"line": "Wheels", "quantity": 4}],
    }  # fmt: skip
    run = taktwin.load(draft.text).simulate(days=0.05, warmup=0)
    ended = run.result.jobs.filter(outcome="finished")["ended"].to_list()
    assert ended[:4] == [23.0, 43.0, 63.0, 83.0]


def test_a_resource_between_seize_and_release(tmp_path: Path) -> None:
    """Two clerks, each of whom does both steps for a customer: M/D/2 would wait for no second clerk."""
    text = """
    Define EntityGenerator { G }
    Define Resource { Clerks }
    Define Queue { Q0 Q1 Q2 }
    Define Seize { Take }
    Define Release { Give }
    Define Server { S1 S2 }
    Define EntitySink { Out }
    Clerks Capacity { 1 }
    G InterArrivalTime { 1 s } MaxNumber { 3 } NextComponent { Take }
    Take Resource { Clerks } WaitQueue { Q0 } NextComponent { Q1 }
    S1 WaitQueue { Q1 } ServiceTime { 10 s } NextComponent { Q2 }
    S2 WaitQueue { Q2 } ServiceTime { 5 s } NextComponent { Give }
    Give Resource { Clerks } NextComponent { Out }
    """
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert "  Clerks: {count: 1, from: Take, to: Give}\n" in draft.text
    jobs = taktwin.load(draft.text).simulate(days=0.01, warmup=0).result.jobs
    assert jobs["ended"].to_list() == [16.0, 31.0, 46.0]  # never two at a time


def test_a_server_that_holds_a_resource(tmp_path: Path) -> None:
    text = QUEUE.replace("Server { Clerk }", "EntityProcessor { Clerk }").replace(
        "ServiceTime { Work }", "ServiceTime { 30 s }"
    ) + ("Define Resource { Men }\nMen Capacity { 2 }\nClerk Capacity { 3 } ResourceList { Men } NumberOfUnits { 2 }\n")
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert "operators:\n  Men: {count: 2}\n" in draft.text
    assert flow(draft, "Arrivals")[1] == {
        "station": "Clerk", "servers": 3, "cycle": "30 s", "operators": [{"need": "Men", "count": 2}],
    }  # fmt: skip


def test_failures_and_shifts(tmp_path: Path) -> None:
    """Working time is that of operation, calendar time counts from repair to failure, thresholds are shifts."""
    text = (
        QUEUE
        + """
    Define DowntimeEntity { Wear Stop }
    Wear IntervalWorkingEntity { Clerk } Interval { 5 h } Duration { 6 min }
    Stop Interval { 24 h } Duration { 30 min }
    Clerk ImmediateBreakdownList { Wear Stop }
    Define TimeSeries { Day }
    Define TimeSeriesThreshold { Open }
    Day Value { { 0 h 0 } { 6 h 1 } { 22 h 0 } } CycleTime { 24 h }
    Open TimeSeries { Day } MinOpenLimit { 1 }
    Clerk ImmediateThresholdList { Open }
    """
    )
    draft = read(tmp_path, text)
    assert (draft.untaken, draft.problems) == ((), ())
    assert "  Wear: {clock: operation, up: 5 h, repair: 6 min}\n" in draft.text
    assert "  Stop: {clock: time, up: 84600 s, repair: 30 min}\n" in draft.text
    assert '  Open: {shifts: [{days: daily, from: "06:00", to: "22:00"}]}\n' in draft.text
    week = text.replace(
        "{ { 0 h 0 } { 6 h 1 } { 22 h 0 } } CycleTime { 24 h }", "{ { 0 h 1 } { 36 h 0 } } CycleTime { 1 w }"
    )
    draft = read(tmp_path, week.replace("ImmediateThreshold", "OperatingThreshold"))
    assert draft.problems == ()
    shifts = '{days: Mon, from: "00:00", to: "00:00"}, {days: Tue, from: "00:00", to: "12:00"}'
    assert f"  Open: {{shifts: [{shifts}]}}\n" in draft.text
    assert told(draft) == ["27: Clerk OperatingThresholdList"]


def test_conveyors_and_delays(tmp_path: Path) -> None:
    """A job of 1 m each on 10 m: ten at a time, 2 s apart."""
    text = (
        QUEUE.replace("Clerk NextComponent { Out }", "Clerk NextComponent { Belt }")
        + """
    Define EntityConveyor { Belt }
    Define EntityDelay { Walk }
    Belt TravelTime { 20 s } Length { 10 m } EntitySpace { 1 m } AccumulationLength { 500 mm } Accumulating { TRUE }
    Belt NextComponent { Walk }
    Walk Duration { Work } NextComponent { Out }
    """
    )
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert flow(draft, "Arrivals")[2:] == [
        {"conveyor": "Belt", "transit": "20 s", "capacity": 20, "spacing": "2 s"},
        {"station": "Walk", "servers": 1000, "cycle": "exp(0.8 min)"},
    ]
    assert told(draft) == ["20: Walk"]


def test_files_that_include_others(tmp_path: Path) -> None:
    """Paths are relative to the file that names them; files of the program itself are left out."""
    head, tail = QUEUE.split("Simulation", 1)
    text = "Include head.inc\nInclude '<res>/inputs/x.cfg'\nSimulation" + tail
    assert read(tmp_path, text, head=head).untaken == ()
    draft = read(tmp_path, text, head=head + "Clerk Priority { 2 }\n")
    assert [str(one) for one in draft.untaken] == [f"{tmp_path / 'head.inc'}:11: Clerk Priority: '2' is not taken"]


def test_what_is_not_taken_is_told_line_by_line(tmp_path: Path) -> None:
    """Expressions, objects that are passed, attributes, bounds; the draft runs all the same, and says so itself."""
    text = (
        QUEUE.replace("ServiceTime { Work }", "ServiceTime { 'this.obj.Time*2' }")
        + """
    Define Assign { Note }
    Define Pack { Box }
    Define Text { Label }
    Define BetaDistribution { Odd }
    Define EntityGate { Gate }
    Label Format { 'Jobs: %s' }
    Note NextComponent { Out } AttributeAssignmentList { { 'this.obj.a = 1' } }
    Clerk AttributeDefinitionList { { a 0 } }
    Work MaxValue { 1 h }
    Arrivals EntitiesPerArrival { Odd }
    """.replace("    ", "")
    )
    text = text.replace("Clerk NextComponent { Out }", "Clerk NextComponent { Note }").replace(
        "0.8 min }", "0.8 min } "
    )
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert told(draft) == [
        "15: Clerk ServiceTime",
        "19: Note (Assign)",
        "20: Box (Pack)",
        "23: Gate (EntityGate)",
        "25: Note AttributeAssignmentList",
        "26: Clerk AttributeDefinitionList",
        "28: Arrivals EntitiesPerArrival",
    ]
    assert all(f"#   {one}\n" in draft.text for one in draft.untaken)
    assert flow(draft, "Arrivals")[1] == {"station": "Clerk", "cycle": "1 min"}


def test_names_that_paths_could_not_hold(tmp_path: Path) -> None:
    """Points part the names of sub-models there; the word scrap is taken here; on and no are no flags."""
    text = QUEUE.replace("Clerk", "Hall.Clerk").replace("Line", "scrap").replace("Out", "no")
    draft = read(tmp_path, text)
    assert draft.problems == ()
    assert flow(draft, "Arrivals") == [
        {"buffer": "scrap-", "capacity": "unlimited"},
        {"station": "Hall-Clerk", "cycle": "exp(0.8 min)"},
    ]


def test_a_model_that_cannot_run_is_written_and_told(tmp_path: Path) -> None:
    """Jobs that go round for ever are a problem of the model itself."""
    draft = read(tmp_path, QUEUE.replace("NextComponent { Out }", "NextComponent { Line }"))
    assert "        to: Line\n" in draft.text
    assert any("can never leave" in one.message for one in draft.problems)
