"""What is wrong with a start state is said before anything runs: place, what was expected, remedy."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.model.start.file import StartStateError, load_state
from taktwin.runs.start import Starter
from tests.kernel.plants import Data, line, program_of
from tests.runs.start.plant import PLANT


@pytest.fixture(scope="module")
def starter() -> Starter:
    """The plant, prepared once."""
    return Starter(program_of(PLANT))


def test_nothing_is_wrong_with_a_state_that_fits(starter: Starter) -> None:
    good: Data = {
        "plant": "test",
        "at": "2026-01-05 08:30",
        "places": {
            "weld": [{"product": "car", "options": {"colour": "red"}, "server": 2, "left": "80 s"}, {"spent": "55 s"}],
            "b1": 3,
            "paint": [{"options": {"colour": "blue"}, "setup": True, "left": "5 s"}],
            "belt": [{"finished": True}, {"left": "3 s"}, {"spent": "20 s"}],
            "wall": {"jobs": [{"left": "4 s"}, {}, {}], "last_taken": "red"},
            "check": [{"finished": True, "to": "b3", "waited": "5 s"}],
            "t1": 1,
            "cockpits": 2,
        },
        "machines": {
            "weld.1": {"down": {"mode": "jam", "since": "6 min"}},
            "paint": {"down": {"waiting": True}, "set_up_for": "blue", "same": 2},
            "weld.2": {"next_failure": {"jam": "30 min", "2": "4 h"}},
        },
        "cells": {"press": {"making": "right", "hits": 20, "changing": True, "spent": "1 min"}},
        "fleets": {"tugs": {"vehicles": {"1": {"task": "t1", "run": "loaded", "left": "9 s", "job": {}}}}},
        "stocks": {"doors": {"level": 40, "dock": 3}, "far-doors": 12},
        "lanes": {"doors-in": {"trucks": [{"in": "5 min", "amount": 10}], "next_order": "20 min"}},
        "orders": {"jobs": {"released": 40}, "others": {"released": 7, "next_in": "3 min"}},
    }
    starter.prepare(good).simulation(1).advance_to(4 * 3600.0)


#: (what is wrong, the place that is named, part of the message, part of the remedy)
CASES: list[tuple[Data, str, str, str]] = [
    # --- the plant and the time
    ({"plant": "other"}, "plant", 'a state of "other", the model is "test"', "drop `plant`"),
    ({"at": "2026-01-05 05:00"}, "at", "the plant starts at 2026-01-05 06:00", "set `start`"),
    # --- names
    ({"places": {"wled": 1}}, "places.wled", 'there is no place "wled"', "did you mean `weld`?"),
    ({"machines": {"weld": {}}}, "machines.weld", 'there is no machine "weld"', "did you mean `weld."),
    ({"cells": {"pres": {"making": "left", "hits": 1}}}, "cells.pres", "no make cell", "`press`"),
    ({"stocks": {"dors": 1}}, "stocks.dors", "no stock point", "`doors`"),
    ({"lanes": {"door-in": {}}}, "lanes.door-in", "no lane", "`doors-in`"),
    ({"fleets": {"tug": {}}}, "fleets.tug", "no fleet", "`tugs`"),
    ({"orders": {"job": {}}}, "orders.job", "no order stream", "`jobs`"),
    # --- jobs
    ({"places": {"b1": [{"product": "cra"}]}}, "places.b1.0.product", 'no product "cra"', "`car`"),
    ({"places": {"b1": [{"options": {"color": "red"}}]}}, "places.b1.0.options.color", "no option", "`colour`"),
    ({"places": {"b1": [{"options": {"colour": "rde"}}]}}, "places.b1.0.options.colour", "no colour rde", "`red`"),
    (
        {"places": {"b2": [{"product": "van", "options": {"colour": "blue"}}]}},
        "places.b2.0.options.colour",
        "van has no colour blue",
        "red",
    ),
    ({"places": {"b1": [{"options": {"product": "car"}}]}}, "places.b1.0.options.product", "no option", "`product: "),
    (
        {"places": {"b1": [{"order": 3}], "weld": [{"order": 3}]}},
        "places.weld.0.order",
        "order 3 of jobs is in the plant twice",
        "correct one",
    ),
    ({"places": {"b1": [{"order": 100}]}}, "places", "has 100 orders, got 101", "raise `quantity`"),
    (
        {"places": {"b1": 3}, "orders": {"jobs": {"released": 2}}},
        "orders.jobs.released",
        "the plant holds more or later ones",
        "write 3 or more",
    ),
    ({"places": {"b1": [{"stream": "jbos"}]}}, "places.b1.0.stream", "no order stream", "`jobs`"),
    ({"places": {"b1": [{"stream": "others"}]}}, "places.b1.0.stream", "never come to b1", "use one of: jobs"),
    ({"places": {"fit": [{}]}}, "places.fit.0", "several order streams", "one of jobs, others"),
    ({"places": {"b1": [{"sub": True}]}}, "places.b1.0.sub", "no jobs of sub-lines come to b1", "drop"),
    ({"places": {"cockpit": [{"sub": False}]}}, "places.cockpit.0.sub", "only jobs of sub-lines", "drop"),
    ({"places": {"cockpit": [{"order": 1}]}}, "places.cockpit.0", "several streams", "`stream:`"),
    # --- capacity
    ({"places": {"b1": 4}}, "places.b1", "b1 holds 3 jobs at most, got 4", "remove some"),
    ({"places": {"weld": 3}}, "places.weld", "weld has 2 servers, got 3", "remove some"),
    ({"places": {"wall": [{"finished": True}, {"left": "1 s"}]}}, "places.wall", "1 crane, got 2", "remove some"),
    ({"places": {"main": 1}}, "places.main", "no jobs wait before this line", "place them in its elements"),
    # --- work
    ({"places": {"weld": [{"server": 3}]}}, "places.weld.0.server", "there is no server 3", "from 1 to 2"),
    ({"places": {"weld": [{"server": 1}, {"server": 1}]}}, "places.weld.1.server", "server 1 has two jobs", "correct"),
    ({"places": {"weld": [{"left": "81 s"}]}}, "places.weld.0.left", "80 s at most, got 81 s", "correct the time"),
    ({"places": {"weld": [{"spent": "90 s"}]}}, "places.weld.0.spent", "80 s at most, got 90 s", "correct"),
    ({"places": {"weld": [{"left": "1 s", "spent": "1 s"}]}}, "places.weld.0", "both given", "drop one"),
    ({"places": {"weld": [{"finished": True, "left": "1 s"}]}}, "places.weld.0.left", "a finished job has", "drop"),
    (
        {"places": {"weld": [{"to": "b1", "left": "1 s"}]}},
        "places.weld.0.to",
        "only a finished job",
        "`finished: true`",
    ),
    ({"places": {"weld": [{"finished": True, "to": "b3"}]}}, "places.weld.0.to", "no route of weld", "remove `to`"),
    ({"places": {"check": [{"finished": True, "to": "b33"}]}}, "places.check.0.to", "no route of check", "`b3`"),
    ({"places": {"weld": [{"setup": True, "left": "1 s"}]}}, "places.weld.0.setup", "has no setup", "remove"),
    (
        {"places": {"paint": [{"options": {"colour": "red"}, "left": "45 s"}]}},
        "places.paint.0.left",
        "40 s at most, got 45 s",
        "correct",
    ),
    ({"places": {"paint": [{"spent": "5 s"}]}}, "places.paint.0.spent", "depends on the job", "give `left`"),
    ({"places": {"b1": [{"left": "5 s"}]}}, "places.b1.0.left", "in a buffer has no `left`", "remove"),
    ({"places": {"b1": [{"server": 1}]}}, "places.b1.0.server", "has no `server`", "remove"),
    (
        {"places": {"b1": {"jobs": [{}], "last_taken": "red"}}},
        "places.b1.last_taken",
        "the rule {same: OPTION}",
        "remove",
    ),
    ({"places": {"wall": {"last_taken": "rde"}}}, "places.wall.last_taken", 'no colour called "rde"', "`red`"),
    # --- conveyors
    ({"places": {"belt": 1}}, "places.belt", "where on the conveyor", "`left: ...`"),
    ({"places": {"belt": [{"left": "31 s"}]}}, "places.belt.0.left", "takes 30 s, got 31 s", "correct"),
    (
        {"places": {"belt": [{"left": "9 s"}, {"left": "2 s"}]}},
        "places.belt.1",
        "ahead of the one before",
        "from the end",
    ),
    ({"places": {"belt": [{"left": "9 s"}, {"left": "12 s"}]}}, "places.belt.1", "the spacing is 5 s", "correct"),
    ({"places": {"belt": [{"left": "0 s"}, {"finished": True}]}}, "places.belt.1.finished", "only the first", "`left`"),
    ({"places": {"belt": [{"left": "0 s", "spent": "0 s"}]}}, "places.belt.0", "both given", "drop one"),
    ({"places": {"belt": {"jobs": [], "clear_in": "6 s"}}}, "places.belt.clear_in", "the spacing is 5 s", "correct"),
    ({"places": {"b1": {"clear_in": "1 s"}}}, "places.b1.clear_in", "only a conveyor", "remove"),
    # --- failures and crews
    ({"machines": {"check": {"down": {}}}}, "machines.check.down", "has no failure mode", "`failures`"),
    ({"machines": {"weld.1": {"down": {}}}}, "machines.weld.1.down", "several failure modes", "jam, wear"),
    ({"machines": {"weld.1": {"down": {"mode": "jma"}}}}, "machines.weld.1.down.mode", "no failure mode", "`jam`"),
    (
        {"machines": {"paint": {"down": {"left": "11 min"}}}},
        "machines.paint.down.left",
        "the repair takes 600 s at most, got 11 min",
        "correct",
    ),
    ({"machines": {"paint": {"down": {"since": "11 min"}}}}, "machines.paint.down.since", "600 s at most", "correct"),
    ({"machines": {"paint": {"down": {"since": "1 s", "left": "1 s"}}}}, "machines.paint.down", "both given", "drop"),
    (
        {"machines": {"paint": {"down": {}}, "weld.1": {"down": {"mode": "jam"}}}},
        "machines",
        "repairs 2 machines, but has 1 member",
        "`waiting: true`",
    ),
    ({"machines": {"paint": {"down": {"waiting": True}}}}, "machines.paint.down.waiting", "0 are busy", "drop"),
    (
        {"machines": {"weld.1": {"down": {"mode": "wear", "waiting": True}}}},
        "machines.weld.1.down.waiting",
        "needs no crew",
        "drop",
    ),
    (
        {"machines": {"weld.1": {"down": {"mode": "jam"}}, "paint": {"down": {"waiting": True, "left": "1 s"}}}},
        "machines.paint.down.left",
        "has not begun",
        "drop `left`",
    ),
    (
        {"machines": {"weld.1": {"next_failure": {"jma": "1 s"}}}},
        "machines.weld.1.next_failure.jma",
        "no failure",
        "jam",
    ),
    (
        {"machines": {"weld.1": {"next_failure": {"jam": "3 h"}}}},
        "machines.weld.1.next_failure.jam",
        "7200 s after a repair at the latest",
        "correct",
    ),
    (
        {"machines": {"paint": {"down": {}, "next_failure": {"jam": "1 h"}}}},
        "machines.paint.next_failure",
        "down in the mode jam",
        "drop it",
    ),
    # --- setups and cells
    ({"machines": {"check": {"set_up_for": "red"}}}, "machines.check.set_up_for", "never set up", "drop"),
    ({"machines": {"paint": {"set_up_for": "rde"}}}, "machines.paint.set_up_for", "no colour", "`red`"),
    ({"machines": {"check": {"idle": "5 min"}}}, "machines.check.idle", "how long check is idle", "drop `idle`"),
    ({"machines": {"check": {"next": True}}}, "machines.check.next", "do not take turns", "drop `next`"),
    ({"machines": {"paint": {"same": 2}}}, "machines.paint.same", "since a station was set up", "`set_up_for`"),
    ({"machines": {"paint": {"set_up_for": "red", "same": 6}}}, "machines.paint.same", "after 5 equal jobs", "correct"),
    ({"cells": {"press": {"making": "lfet", "hits": 1}}}, "cells.press.making", "no recipe", "`left`"),
    ({"cells": {"press": {"making": "left", "hits": 21}}}, "cells.press.hits", "has 20 hits, got 21", "give 1 to 20"),
    ({"cells": {"press": {"making": "left", "hits": 0}}}, "cells.press.hits", "has 20 hits, got 0", "drop the cell"),
    (
        {"cells": {"press": {"making": "left", "hits": 3, "changing": True}}},
        "cells.press.hits",
        "before the first",
        "20",
    ),
    ({"cells": {"press": {"making": "left", "hits": 3, "left": "7 s"}}}, "cells.press.left", "6 s at most", "correct"),
    (
        {"cells": {"press": {"making": "left", "hits": 3}}, "machines": {"press": {"set_up_for": "right"}}},
        "machines.press.set_up_for",
        "makes left, but is set up for another",
        "write left",
    ),
    # --- stocks, lanes, orders
    ({"stocks": {"doors": 41}}, "stocks.doors", "holds 40 at most, got 41", "`dock`"),
    ({"stocks": {"doors": {"level": 39, "dock": 1}}}, "stocks.doors.dock", "there is room for 1", "count them"),
    ({"stocks": {"coils": 5}}, "stocks.coils", "never runs out", "leave it out"),
    (
        {"lanes": {"doors-in": {"trucks": [{"in": "9 s", "amount": 1}, {"in": "5 s", "amount": 1}]}}},
        "lanes.doors-in.trucks.1.in",
        "do not overtake",
        "in the order",
    ),
    (
        {"lanes": {"doors-in": {"trucks": [{"in": "9 s", "amount": 0}]}}},
        "lanes.doors-in.trucks.0.amount",
        "nothing",
        "drop",
    ),
    ({"lanes": {"doors-in": {"next_order": "2 h"}}}, "lanes.doors-in.next_order", "every 3600 s", "correct"),
    ({"orders": {"jobs": {"next_in": "2 h"}}}, "orders.jobs.next_in", "whenever the line has room", "drop"),
    # --- fleets
    (
        {"fleets": {"tugs": {"vehicles": {"3": {"task": "t1", "run": "empty", "left": "1 s"}}}}},
        "fleets.tugs.vehicles.3",
        "has 2 vehicles",
        "correct",
    ),
    (
        {"fleets": {"tugs": {"vehicles": {"1": {"task": "way", "run": "empty", "left": "1 s"}}}}},
        "fleets.tugs.vehicles.1.task",
        'no transport or feed "way"',
        "use one of: t1",
    ),
    (
        {"fleets": {"tugs": {"vehicles": {"1": {"task": "t1", "run": "loaded", "left": "1 s"}}}}},
        "fleets.tugs.vehicles.1",
        "a loaded vehicle carries a job",
        "`job: {...}`",
    ),
    (
        {"fleets": {"tugs": {"vehicles": {"1": {"task": "t1", "run": "empty", "left": "1 s"}}}}},
        "fleets.tugs.vehicles.1",
        "no finished job at check",
        "place one there",
    ),
    (
        {"fleets": {"tugs": {"vehicles": {"1": {"task": "t1", "run": "empty", "from": "fit", "left": "1 s"}}}}},
        "fleets.tugs.vehicles.1.from",
        "takes no jobs from fit",
        "check",
    ),
    (
        {"fleets": {"tugs": {"vehicles": {"1": {"task": "door-feed", "run": "loaded", "left": "1 s", "job": {}}}}}},
        "fleets.tugs.vehicles.1.job",
        "a loaded run of door-feed has no `job`",
        "remove",
    ),
    (
        {
            "places": {"t1": 2},
            "fleets": {"tugs": {"vehicles": {"1": {"task": "t1", "run": "loaded", "left": "1 s", "job": {}}}}},
        },
        "fleets",
        "the far end of t1 holds 2 jobs at most, got 3",
        "remove some",
    ),
    ({"fleets": {"tugs": {"requests": ["way"]}}}, "fleets.tugs.requests.0", "no transport or feed", "use one of: t1"),
    (
        {"fleets": {"tugs": {"requests": ["door-feed"]}}, "stocks": {"far-doors": 9}},
        "stocks.far-doors",
        "feeds have reserved 10, but 9 are at hand",
        "raise the level",
    ),
]


def ids(case: Any) -> str:
    return case[1] + ": " + case[2]


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_what_does_not_fit_is_named(starter: Starter, case: tuple[Data, str, str, str]) -> None:
    state, path, message, remedy = case
    with pytest.raises(StartStateError) as caught:
        starter.prepare(state)
    found = [
        problem
        for problem in caught.value.problems
        if (problem.path == path or problem.path == f"{path}.level" or problem.path == f"{path}.0")
        and message in problem.message
    ]
    assert found, str(caught.value)
    assert remedy in found[0].remedy, str(found[0])


def test_every_problem_is_listed_with_its_line(starter: Starter) -> None:
    text = """\
at: 2026-01-05 08:00
places:
  b1: 4
  wled: 1
  belt:
    - {left: 9 s}
    - {left: 2 s}
stocks:
  doors: 41
"""
    with pytest.raises(StartStateError) as caught:
        starter.prepare(load_state(text))
    found = {(problem.line, problem.path) for problem in caught.value.problems}
    assert found == {(3, "places.b1"), (4, "places.wled"), (7, "places.belt.1"), (9, "stocks.doors")}


def test_an_order_list_is_held_against_the_jobs(tmp_path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("product,colour\ncar,red\nvan,blue\n", encoding="utf-8")
    data = line(
        [{"buffer": "b", "capacity": 3}, {"station": "m", "cycle": "9 s"}],
        {"file": str(path)},
        options={"colour": {"red": "50 %", "blue": "50 %"}},
        products={"car": {}, "van": {}},
    )
    starter = Starter(program_of(data))
    with pytest.raises(StartStateError, match="order 0 of the list has colour red"):
        starter.prepare({"places": {"b": [{"order": 0, "options": {"colour": "blue"}}]}})
    with pytest.raises(StartStateError, match="has 2 orders, got 3"):
        starter.prepare({"places": {"b": 3}})
    found = starter.prepare({"places": {"b": 2}})
    assert found.values.tolist() == [[0, 0], [1, 1]]
