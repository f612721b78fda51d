"""Rules that only a second program can hold the kernel to: small plants in which another reading gives another run.

The plants under ``regressions`` are what once differed; each was decided, written on the semantics page, and stays.
"""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.model.errors import ModelError
from tests.oracle import regression
from tests.oracle.compare import compare, model_of

Data = dict[str, Any]
COLOURS = {"colour": {"red": "50 %", "blue": "30 %", "green": "20 %"}}


def replay(name: str) -> None:
    """Kernel and oracle agree on what once differed."""
    assert regression.read(regression.FOLDER / f"{name}.yaml").differences() == []


def agree(data: Data, *features: str, seed: int = 1, seconds: float = 900.0) -> None:
    """Kernel and oracle agree on a plant in which these features occur."""
    result = compare(model_of({"name": "rule", **data}), seed, seconds)
    assert result.differences == []
    assert set(features) <= result.seen


def lines(**flows: list[Data]) -> Data:
    """A plant with a line of orders named ``main`` and endless sub-lines."""
    made = {
        name: {"flow": flow} | ({"orders": "jobs"} if name == "main" else {"endless": True})
        for name, flow in flows.items()
    }
    plant: Data = {"orders": {"jobs": {}}, "shops": {"shop": {"lines": made}}}
    return plant


# --- instants and moves


@pytest.mark.rule("A run begins with the moves of time 0")
def test_a_run_begins_with_moves():
    replay("time-0-begins-with-moves")


@pytest.mark.rule("A state that lasts no time is none")
def test_states_of_no_duration_are_none():
    agree(lines(main=[{"station": "a", "cycle": "10 s"}, {"station": "b", "cycle": "0 s"}]), "work of no duration")


@pytest.mark.rule(
    "Three things are done within the event", "a job that ends its work goes on if the next place is a buffer"
)
def test_a_job_goes_into_a_buffer_within_the_event():
    replay("a-job-held-is-served-first")


@pytest.mark.rule("a repairer whose repair ends goes to the resource that failed first")
def test_a_repairer_goes_on_to_the_next():
    mode = {"up": "exp(15 s)", "repair": "10 s", "crew": "fitters"}
    flow = [{"station": f"m{i}", "cycle": "3 s", "failures": [mode]} for i in range(4)]
    agree(lines(main=flow) | {"crews": {"fitters": {"size": 1}}}, "wait for a crew")


@pytest.mark.rule(
    "a vehicle that is free again (unloaded, repaired, on shift) takes the first request",
    "one that is served and wants more goes to the end of the queue at once",
)
def test_who_asks_again_goes_to_the_end():
    replay("who-asks-again-goes-to-the-end")


@pytest.mark.rule("A place that is looked at does all it can")
def test_a_buffer_takes_all_it_can():
    replay("a-buffer-takes-all-it-can")


@pytest.mark.rule(
    "then the lines, each with its source and its elements in flow order (a store: its room, then its cranes)"
)
def test_the_order_of_places():
    """One stock for a cell, two stations and a feed: who is looked at first gets the parts."""
    main = [
        {"station": "m1", "cycle": "4 s", "uses": [{"part": "p", "from": "here"}]},
        {"store": "w", "capacity": 3, "cycle": "2 s", "cranes": 2},
        {"station": "m2", "cycle": "5 s", "uses": [{"part": "p", "from": "here"}]},
    ]
    data = lines(main=main)
    data["shops"]["shop"]["cells"] = {
        "press": {
            "makes": {
                "die": {
                    "part": "q",
                    "hit": "3 s",
                    "lot": 3,
                    "reorder": 2,
                    "uses": [{"part": "p", "from": "here", "quantity": 2}],
                }
            }
        }
    }
    data |= {
        "parts": {"p": {}, "q": {}},
        "stocks": {"here": {"part": "p"}, "there": {"part": "p"}, "made": {"part": "q"}},
        "suppliers": {"mill": {}},
        "lanes": {"lane": {"supplier": "mill", "to": "here", "every": "10 s", "quantity": 7, "lead": "4 s"}},
        "feeds": {"feed": {"from": "here", "to": "there", "fleet": "tugs", "distance": "4 m", "lot": 2, "reorder": 5}},
        "fleets": {"tugs": {"count": 1, "speed": "1 m/s"}},
    }
    agree(data, "feed", "hit of a cell", "wait for parts", "work at a store")


@pytest.mark.rule("A job is ready at a station since the end of its work")
def test_where_places_of_every_kind_lead_to_one():
    """Five lines into one station: which job goes first depends on since when each is ready."""
    ends: list[list[Data]] = [
        [{"station": "a", "cycle": "4 s"}],
        [{"station": "b", "cycle": "3 s"}, {"buffer": "bb", "capacity": 2}],
        [{"station": "c", "cycle": "5 s"}, {"conveyor": "cc", "capacity": 3, "transit": "6 s"}],
        [{"station": "d", "cycle": "2 s"}, {"transport": "t", "fleet": "tugs", "distance": "3 m", "capacity": 2}],
    ]
    made: Data = {f"line{i}": {"orders": f"jobs{i}", "flow": flow, "to": "merge"} for i, flow in enumerate(ends)}
    made["end"] = {"orders": "late", "flow": [{"station": "merge", "cycle": "exp(2 s)"}]}
    streams = {f"jobs{i}": {"interval": f"{9 + i} s"} for i in range(4)}
    data: Data = {"orders": streams | {"late": {"interval": "11 s"}}, "shops": {"shop": {"lines": made}}}
    data["fleets"] = {"tugs": {"count": 1, "speed": "1 m/s"}}
    agree(data, "merge: several ready", "merge: equally long ready")


@pytest.mark.rule("A buffer with several jobs counts with the one that its rule would send")
def test_a_merge_counts_the_job_that_would_go():
    replay("a-merge-counts-the-job-that-would-go")


@pytest.mark.rule("A finished job whose next place is a transport waits for transport, even if there is no room")
def test_a_job_waits_for_transport_even_if_there_is_no_room():
    flow = [
        {"station": "a", "cycle": "1 s"},
        {"transport": "t", "fleet": "tugs", "distance": "2 m"},
        {"station": "b", "cycle": "60 s"},
    ]
    agree(lines(main=flow) | {"fleets": {"tugs": {"count": 2, "speed": "1 m/s"}}}, "transport from a station")


# --- orders


@pytest.mark.rule(
    "An order stream without times makes a job when a source wants one",
    "Options are drawn at the release, from the mix of that time",
    "A job is born when the first element takes it",
)
def test_jobs_that_wait_at_their_source():
    products: Data = {"car": {}, "van": {}}
    mix = [{"shares": {"car": "50 %", "van": "50 %"}}, {"from": "1 min", "shares": {"van": "100 %"}}]
    data = lines(main=[{"station": "m", "cycle": "20 s"}]) | {"products": products, "options": COLOURS}
    data["orders"] = {"jobs": {"mix": mix, "interval": "7 s"}, "more": {"mix": mix}}
    data["shops"]["shop"]["lines"]["other"] = {"orders": "more", "flow": [{"station": "n", "cycle": "9 s"}]}
    agree(data, "release by intervals", "release on demand", "later period of a mix")


@pytest.mark.rule("The lines of one stream get its released jobs in turn")
def test_lines_of_a_stream_take_turns():
    replay("lines-of-a-stream-take-turns")


@pytest.mark.rule("The job of a called line has the order number and options of the job that calls")
def test_jobs_of_sub_lines():
    """The called line and the endless one are worked by colour, and the buffer sorts by number."""
    by = {"by": "colour", "red": "3 s", "blue": "5 s", "green": "7 s"}
    joins = [{"line": "called"}, {"line": "free"}]
    data: Data = lines(
        main=[{"station": "m", "cycle": "4 s", "joins": joins}],
        free=[{"station": "f", "cycle": by}],
    ) | {"options": COLOURS}
    sub: list[Data] = [{"station": "s", "cycle": by, "servers": 3}, {"buffer": "b", "capacity": 9, "rule": "sequence"}]
    data["shops"]["shop"]["lines"]["called"] = {"call": {"at": "m"}, "flow": sub}
    agree(data, "call", "endless line", "join")


# --- stations, failures, conveyors, fleets, parts


@pytest.mark.rule("from several servers the one that is ready longest")
def test_joins_take_the_oldest_job():
    replay("joins-take-the-oldest-job")


@pytest.mark.rule("Two entries for the same stock or sub-line count together")
def test_one_line_joined_twice():
    replay("one-line-joined-twice")


@pytest.mark.rule("It stays the cause until it has come")
def test_the_cause_of_a_wait_stays():
    replay("the-cause-of-a-wait-stays")


@pytest.mark.rule("A sub-line is joined at one station only")
def test_a_sub_line_joined_at_two_stations_is_refused():
    join = {"joins": [{"line": "sub"}]}
    flow = [{"station": "a", "cycle": "1 s", **join}, {"station": "b", "cycle": "1 s", **join}]
    with pytest.raises(ModelError, match=r'joined at "a" and at "b"'):
        model_of({"name": "two", **lines(main=flow, sub=[{"station": "s", "cycle": "1 s"}])})
    row = [{"station": "a", "cycle": "1 s", "count": 2, **join}]
    with pytest.raises(ModelError, match=r'joined at "a-1" and at "a-2"'):
        model_of({"name": "row", **lines(main=row, sub=[{"station": "s", "cycle": "1 s"}])})


@pytest.mark.rule("Of several, the first in the list strikes")
def test_of_several_overdue_failures_the_first_in_the_list_strikes():
    modes = [{"up": "30 s", "repair": "5 s"}, {"up": "20 s", "repair": "40 s"}, {"up": "25 s", "repair": "7 s"}]
    agree(lines(main=[{"station": "m", "cycle": "3 s", "failures": modes}]), "failure fell due during a repair")


@pytest.mark.rule("Only the first job can be taken")
def test_jobs_that_have_closed_up():
    belt = {"conveyor": "c", "capacity": 5, "transit": "5 s", "spacing": "1 s"}
    flow = [{"station": "a", "cycle": "2 s"}, belt, {"station": "m", "cycle": "9 s", "servers": 3}]
    agree(lines(main=flow), "conveyor: jobs have closed up")


@pytest.mark.rule("A transport wants as many trips as jobs are ready and places free at the far end")
def test_a_transport_wants_several_vehicles():
    flow = [
        {"station": "a", "cycle": "2 s", "servers": 3},
        {"transport": "t", "fleet": "tugs", "distance": "9 m", "capacity": 3},
        {"station": "b", "cycle": "6 s"},
    ]
    agree(lines(main=flow) | {"fleets": {"tugs": {"count": 4, "speed": "1 m/s"}}}, "transport from a station")


@pytest.mark.rule("From a buffer the vehicle takes the job that is next by the rule when it has loaded")
def test_a_vehicle_takes_what_is_next_when_it_has_come():
    replay("a-vehicle-takes-what-is-next-when-it-has-come")


@pytest.mark.rule("What a feed has reserved is not there for others")
def test_what_is_reserved_is_not_there_for_others():
    data = lines(main=[{"station": "m", "cycle": "4 s", "uses": [{"part": "p", "from": "here"}]}])
    data |= {
        "parts": {"p": {}},
        "stocks": {"here": {"part": "p", "initial": 4}, "there": {"part": "p"}},
        "suppliers": {"mill": {}},
        "lanes": {"lane": {"supplier": "mill", "to": "here", "every": "20 s", "quantity": 5, "offset": "20 s"}},
        "feeds": {
            "feed": {"from": "here", "to": "there", "fleet": "tugs", "distance": "15 m", "lot": 3, "reorder": 50}
        },
        "fleets": {"tugs": {"count": 1, "speed": "1 m/s"}},
    }
    agree(data, "feed", "wait for parts")


@pytest.mark.rule("A scrapped hit is a hit that gives no parts")
def test_a_scrapped_hit_wakes_the_other_cell():
    replay("a-scrapped-hit-wakes-the-other-cell")


# --- random numbers and arithmetic


def everything_drawn() -> Data:
    """A plant in which every kind of draw is made."""
    drawn = "exp(6 s)"
    modes = [{"up": "exp(50 s)", "repair": "exp(4 s)"}, {"clock": "operation", "up": "exp(40 s)", "repair": "exp(4 s)"}]
    main = [
        {
            "station": "m",
            "cycle": drawn,
            "servers": 2,
            "setup": {"by": "colour", "time": "exp(2 s)", "purge_after": 2, "purge_time": "exp(3 s)"},
            "failures": modes,
            "scrap": "30 %",
            "uses": [{"part": "p", "from": "here"}, {"part": "q"}, {"part": "r"}],
        },
        {"store": "w", "capacity": 3, "cycle": "exp(2 s)"},
        {"transport": "t", "fleet": "tugs", "distance": "3 m"},
    ]
    data: Data = lines(main=main) | {"options": COLOURS | {"roof": {"steel": "60 %", "glass": "40 %"}}}
    data["orders"] = {"jobs": {"interval": "exp(5 s)"}}
    recipe = {"hit": "exp(2 s)", "lot": 2, "reorder": 6, "scrap": "20 %"}
    data["shops"]["shop"]["cells"] = {
        "press": {
            "makes": {
                "one": {"part": "q", **recipe},
                "two": {"part": "r", **recipe, "uses": [{"part": "p", "from": "here"}]},
            },
            "change": "exp(2 s)",
            "failures": modes,
        }
    }
    return data | {
        "parts": {"p": {}, "q": {}, "r": {}},
        "stocks": {"here": {"part": "p"}, "q": {"part": "q"}, "r": {"part": "r"}},
        "suppliers": {"mill": {}},
        "lanes": {"lane": {"supplier": "mill", "to": "here", "every": "10 s", "up_to": 9, "lead": "exp(15 s)"}},
        "fleets": {"tugs": {"count": 2, "speed": "1 m/s", "load": "exp(1 s)", "unload": "exp(2 s)", "failures": modes}},
    }


@pytest.mark.rule("unloading of a truck: lane")
def test_addresses_of_unloadings():
    data: Data = everything_drawn() | {"docks": {"north": {"doors": 1}}}
    data["lanes"]["lane"] |= {"dock": "north", "capacity": 2, "unload": "exp(6 s)"}
    agree(data, "truck at a dock", "truck in the yard", "lane: several trucks", seconds=900.0)


@pytest.mark.rule(
    "The addresses are these",
    "work or hit:",
    "setup, purge or die change:",
    "route: server, lift P_ROUTE",
    "scrapped hit:",
    "up time, repair:",
    "loading, unloading:",
    "release: order stream",
    "option of a job:",
    "lead time: lane",
)
def test_addresses_of_all_draws():
    agree(
        everything_drawn(),
        *("setup", "purge", "scrap", "die change", "scrapped hit", "release by intervals", "lane: up to a level"),
        *("failure of a vehicle", "failure of a make cell", "failure by time", "failure by operation"),
        seconds=1800.0,
    )


@pytest.mark.rule(
    "Every digit of a time is defined",
    "Work ends at its begin plus its time; stopped, what is left is that end minus now",
    "A clock of operation adds up stop minus begin",
    "A lane orders at offset + n x every",
)
def test_every_digit_of_work_that_is_stopped():
    data = everything_drawn()
    breaks = [f"00:{minute:02}-00:{minute + 1:02}" for minute in range(3, 30, 2)]
    shifts = [{"days": "daily", "from": "00:01", "to": "23:59", "breaks": breaks}]
    data["calendars"] = {"day": {"shifts": shifts}}
    data["shops"]["shop"]["calendar"] = "day"
    data["lanes"]["lane"] |= {"every": "7.3 s", "offset": "0.1 s"}
    agree(data, "work paused by the calendar", "work paused by a failure", seconds=1800.0)


@pytest.mark.rule("A belt has such a clock", "The entry of a belt is clear spacing after the last job got on")
def test_every_digit_of_a_belt():
    replay("the-entry-of-a-belt-is-clear-at-a-fixed-time")
    replay("a-belt-after-a-repair")
    replay("a-shift-over-the-end-of-the-week")


@pytest.mark.rule("With rule: due the job that is due first goes first")
@pytest.mark.parametrize("released", [True, False])
def test_the_job_that_is_due_first_goes_first(released):
    """Where lines of two files meet, from buffers, stations and belts, and where jobs are made on the spot."""
    files = ["orders/timed.csv", "orders/timed.csv"] if released else ["orders/pulled.csv", "orders/pulled.csv"]
    shop = {
        "left": {"orders": "left", "to": "m", "flow": [{"buffer": "l", "capacity": 9, "rule": "due"}]},
        "right": {"orders": "right", "to": "m", "flow": [{"station": "r", "cycle": "exp(5 s)", "servers": 3}]},
        "belt": {"orders": "right", "to": "m", "flow": [{"conveyor": "c", "transit": "9 s", "capacity": 4}]},
        "main": {
            "orders": "left",
            "flow": [{"station": "m", "cycle": "exp(9 s)", "merge": {"rule": "due"}, "joins": [{"line": "doors"}]}],
        },
        "doors": {"call": {"at": "r"}, "flow": [{"store": "d", "capacity": 9, "cycle": "1 s", "rule": "due"}]},
    }
    if not released:
        del shop["main"]["flow"][0]["joins"], shop["doors"]
    data = {
        "options": COLOURS,
        "products": {"car": {}, "van": {}},
        "orders": {"left": {"file": files[0]}, "right": {"file": files[1]}},
        "shops": {"shop": {"lines": shop}},
    }
    for seed in range(3):
        agree(data, "merge: first by its due date", seed=seed)
