"""Rules of one's own: the shipped rules written anew give the same run to the bit, and what they are given is right."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin import rule
from taktwin.kernel.lowering.program import lower
from taktwin.model.own.ruled import with_rules
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, line, model_of

COLOURS: Data = {"options": {"colour": {"red": "30 %", "blue": "50 %", "green": "20 %"}}}
GREEN, RED = rule.value("colour", "green"), rule.value("colour", "red")


def logged(data: Data, own: Any = None, hours: float = 20.0) -> np.ndarray:
    """Everything that happens in a run, to the bit."""
    simulation = Simulation(lower(with_rules(model_of(data), own)), seed=3, trace=True)
    simulation.advance_to(hours * 3600.0)
    simulation.drain()
    return np.concatenate(simulation.logs)


def the_same(data: Data, own: Any, plain: Data | None = None) -> None:
    """The run with the rule is that of the shipped rule; and not the one without either, so that it decides at all."""
    shipped, mine = logged(data), logged(plain or data, own)
    assert shipped.tobytes() == mine.tobytes()
    if plain is not None:
        assert logged(plain).tobytes() != mine.tobytes()


# --- retrieval


def queue(rule: Any = "fifo", store: bool = False) -> Data:
    """A long queue before a station that needs a time of its own for each colour; it fails."""
    cycle = {"by": "colour", "red": "8 s", "blue": "12 s", "green": "exp(9 s)"}
    failures = [{"clock": "time", "up": "exp(1 h)", "repair": "exp(10 min)"}]
    room = {"store": "queue", "capacity": 40, "cranes": 2, "cycle": "exp(5 s)"} if store else {
        "buffer": "queue", "capacity": "unlimited"}  # fmt: skip
    flow = [{**room, "rule": rule}, {"station": "a", "cycle": cycle, "failures": failures}]
    return line(flow, orders={"interval": "exp(11 s)"}, **COLOURS)


@rule.retrieval("queue")
def fifo():
    return 0


@rule.retrieval("queue")
def fifo_by_time(ready):
    return ready


@rule.retrieval("queue")
def lifo(position):
    return -position


@rule.retrieval("queue")
def sequence(order):
    return order


@rule.retrieval("queue")
def same(colour, last_colour):
    return colour != last_colour


@rule.retrieval("queue")
def shortest(work):
    return work


def rank(colour):
    return 0 if colour == GREEN else 1 if colour == RED else 2


@rule.retrieval("queue")
def priority(colour):
    return rank(colour)


RETRIEVAL = [
    ("fifo", fifo),
    ("fifo", fifo_by_time),
    ("lifo", lifo),
    ("sequence", sequence),
    ({"same": "colour"}, same),
    ("shortest", shortest),
    ({"priority": "colour", "order": ["green", "red"]}, priority),
]


@pytest.mark.rule("each job in a buffer or store is rated", "and the lowest number is chosen")
@pytest.mark.parametrize("store", [False, True], ids=["buffer", "store"])
@pytest.mark.parametrize(("shipped", "own"), RETRIEVAL, ids=[own.__name__ for _, own in RETRIEVAL])
def test_a_shipped_retrieval_rule_written_anew_is_the_same_to_the_bit(shipped: Any, own: Any, store: bool):
    if shipped == "shortest" and store:
        own = rule.retrieval("queue")(lambda work: work)
    plain = None if shipped in ("fifo", "sequence") else queue(store=store)
    the_same(queue(shipped, store), own, plain)


def test_due_dates_of_the_orders(tmp_path):
    """All four are there at once; the first, which is due at no time, is served last."""
    path = tmp_path / "orders.csv"
    path.write_text("product,due\ncar,\ncar,60 s\ncar,40 s\ncar,50 s\n", encoding="utf-8")
    flow = [{"buffer": "queue", "capacity": 9}, {"station": "a", "cycle": "10 s"}]
    data = line(flow, orders={"file": str(path)}, products={"car": {}})

    @rule.retrieval("queue")
    def soonest(due):
        return due

    log = logged(data, soonest, hours=0.1)
    ends = log[log["kind"] == 2]
    assert ends["order"].tolist() == [2, 3, 1, 0]


# --- a choice among free servers


def servers(choice: str) -> Data:
    each = [
        {"cycle": "exp(30 s)"},
        {"cycle": "exp(20 s)"},
        {"cycle": {"by": "colour", "red": "9 s", "default": "40 s"}},
    ]
    station = {"station": "m", "cycle": "25 s", "servers": each, "choice": choice}
    return line([{"buffer": "b", "capacity": 5}, station], orders={"interval": "exp(14 s)"}, **COLOURS)


@rule.choice("m")
def listed(server):
    return server


@rule.choice("m")
def fastest(work):
    return work


@rule.choice("m")
def idle(free_since):
    return free_since


@rule.choice("m")
def cyclic(turn):
    return turn


@pytest.mark.rule("each free server that may take the job is rated")
@pytest.mark.parametrize("own", [listed, fastest, idle, cyclic], ids=lambda own: own.__name__)
def test_a_shipped_choice_written_anew_is_the_same_to_the_bit(own: Any):
    the_same(servers(own.__name__), own, None if own is listed else servers("listed"))


def test_of_equal_servers_one_can_be_chosen():
    """Without a rule the first takes every job that comes to an empty station; by this one the last does."""
    data = line([{"station": "m", "cycle": "5 s", "servers": 3}], orders={"interval": "10 s"})

    @rule.choice("m")
    def last(server):
        return -server

    def worked(own: Any) -> list[int]:
        simulation = Simulation(lower(with_rules(model_of(data), own)))
        simulation.advance_to(1000.0)
        return simulation.arrays["resource_states"]["works"][-3:].tolist()

    assert worked(None) == [100, 0, 0]
    assert worked(last) == [0, 0, 100]


# --- routes


def routes(**more: Any) -> Data:
    ways = [{"to": "again", "share": "20 %"}, {"to": "hand", "share": "30 %", "when": {"colour": "red"}},
            {"to": "scrap", "share": "5 %"}]  # fmt: skip
    test = {"station": "test", "cycle": "exp(9 s)", "scrap": "3 %", "routes": ways, **more}
    lines: Data = {
        "rework": {
            "flow": [{"buffer": "again", "capacity": "unlimited"}, {"station": "repair", "cycle": "12 s"}],
            "to": "test",
        },
        "by hand": {"flow": [{"station": "hand", "cycle": "exp(25 s)"}]},
    }
    flow = [{"buffer": "b", "capacity": 5}, test, {"station": "end", "cycle": "4 s"}]
    return line(flow, orders={"interval": "exp(16 s)"}, lines=lines, **COLOURS)


@rule.route("test")
def by_share(u, below, share):
    return 0 if u < below + share else 1


@pytest.mark.rule("scrap is left to chance; then each way that is open to the job is rated")
def test_shares_written_anew_are_the_same_to_the_bit():
    the_same(routes(), by_share)


@pytest.mark.rule("the last is the one along the line")
def test_ways_are_numbered_as_in_the_file():
    @rule.route("test")
    def along(way):
        return -way

    log = logged(routes(scrap="0 %"), along)
    ends = log[log["kind"] == 2]
    assert len(ends) > 1000
    assert not (ends["what"] == 1).any()  # none scrapped, and none anywhere else:
    simulation = Simulation(lower(with_rules(model_of(routes(scrap="0 %")), along)))
    simulation.advance_to(36000.0)
    rerouted = simulation.arrays["resource_states"]["rerouted"]
    assert rerouted.sum() == 0


def test_the_emptier_way():
    """Two equal queues behind a station: jobs go where fewer stand, so the levels never differ by more than one."""
    test = {"station": "test", "cycle": "5 s", "routes": [{"to": "other", "share": "50 %"}]}
    lines = {"other": {"flow": [{"buffer": "b", "capacity": "unlimited"}, {"station": "y", "cycle": "1 h"}]}}
    flow = [test, {"buffer": "a", "capacity": "unlimited"}, {"station": "x", "cycle": "1 h"}]

    @rule.route("test")
    def emptier(level, room, way):
        return level if room > 1e9 else 0

    simulation = Simulation(lower(with_rules(model_of(line(flow, lines=lines)), emptier)))
    places = simulation.program.node_names
    for second in range(0, 1000, 50):
        simulation.advance_to(second)
        counts = simulation.arrays["node_states"]["count"]
        assert abs(counts[places.index("a")] - counts[places.index("b")]) <= 1
    assert simulation.arrays["node_states"]["count"].sum() > 150


# --- numbers of the plant


def test_levels_stocks_and_options_by_name():
    """Reds go first while more than two stand behind, or bolts are short."""
    data = queue()
    data["shops"]["shop"]["lines"]["main"]["flow"] += [
        {"buffer": "behind", "capacity": 5}, {"station": "z", "cycle": "exp(11 s)"}]  # fmt: skip

    @rule.retrieval("queue", behind=rule.level("behind"), paint=rule.option("colour"), red=rule.value("colour", "red"))
    def reds_first(behind, paint, red, position):
        return -1 if behind > 2 and paint == red else position

    mine = logged(data, reds_first)
    assert mine.tobytes() != logged(data).tobytes()


@pytest.mark.rule("Numbers that are equal are settled as without a rule")
def test_of_equal_numbers_the_oldest_goes_first():
    the_same(queue(), rule.retrieval("queue")(lambda count: count))


@pytest.mark.rule("A rule is asked when its answer is needed, in the middle of an instant")
def test_a_rule_sees_what_came_before_at_the_same_instant():
    """At 10 s job 3 stands behind when the queue is asked, though the next station takes it at the same instant."""
    flow = [{"buffer": "queue", "capacity": 4}, {"station": "a", "cycle": "10 s"}, {"buffer": "behind", "capacity": 2},
            {"station": "b", "cycle": "10 s"}]  # fmt: skip

    @rule.retrieval("queue", behind=rule.level("behind"))
    def newest_if_empty(behind, position):
        return -position if behind == 0 else position

    log = logged(line(flow, orders={"quantity": 5}), newest_if_empty, hours=0.1)
    # jobs 0 to 3 go in at 0, and the newest starts; from then on one always stands behind when the station asks
    assert log[log["kind"] == 2]["order"].tolist() == [3, 0, 1, 2, 4]


@pytest.mark.rule("a job that stands alone is not rated")
def test_a_job_that_stands_alone_is_not_rated():
    @rule.retrieval("queue")
    def never(order):
        return float("nan")

    flow = [{"buffer": "queue", "capacity": 4}, {"station": "a", "cycle": "10 s"}]
    log = logged(line(flow, orders={"interval": "20 s"}), never, hours=1)
    assert (log["kind"] == 2).sum() == 179
