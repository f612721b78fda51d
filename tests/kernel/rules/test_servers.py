"""One queue before machines that differ: who takes which job."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, history, line, run, simulated
from tests.kernel.rules.small import listed


def queue_before(servers: Any, rule: Any = "fifo", choice: str = "listed", **more: Any) -> Data:
    """A buffer with endless room before a station of these servers."""
    station = {"station": "m", "cycle": "10 s", "servers": servers, "choice": choice}
    return line([{"buffer": "b", "capacity": "unlimited", "rule": rule}, station], **more)


def begins(data: Data, server: int, seconds: float = 100) -> list[float]:
    """When a server began to work."""
    return [time for time, state in history(run(data, seconds), f"m.{server}") if state == "working"]


@pytest.mark.rule("Servers that are spelt out have times, shifts and failures of their own")
def test_times_of_their_own():
    data = queue_before([{"cycle": "7 s"}, {}], orders={"quantity": 4})
    # both begin at 0; the first works 7 s, the second 10 s: 7, 10; the first is free at 14
    assert begins(data, 1) == [0]
    jobs = run(data, 100).jobs.get_column("ended").sort().to_list()
    assert jobs == [7, 10, 14, 20]


def test_failures_of_their_own_count_jobs_and_spoil_work():
    counts = {"jobs": 2, "repair": "5 s"}
    restarts = {"clock": "operation", "up": "6 s", "repair": "4 s", "work": "restart"}
    scraps = {"clock": "operation", "up": "15 s", "repair": "4 s", "work": "scrap"}
    servers = [{"failures": [counts]}, {"cycle": "4 s", "failures": [restarts]}, {"failures": [scraps]}]
    result = run(queue_before(servers, orders={"quantity": 20}), 31)
    # works 0 to 10, 10 to 20; after the second job its tool is changed
    assert history(result, "m.1") == [(0, "working"), (20, "down"), (25, "working")]
    # 2 s into the second job it fails, and begins it anew at 10: it ends at 14
    assert history(result, "m.2") == [
        (0, "working"), (6, "down"), (10, "working"), (16, "down"), (20, "working"), (26, "down"), (30, "working"),
    ]  # fmt: skip
    assert history(result, "m.3") == [(0, "working"), (15, "down"), (19, "working")]
    jobs = {row["resource"]: (row["jobs"], row["scrapped"]) for row in result.resources.iter_rows(named=True)}
    assert (jobs["m.1"], jobs["m.2"], jobs["m.3"]) == ((2, 0), (3, 0), (3, 1))  # m.3 loses its second job at 15


def served(choice: str) -> list[tuple[float, int]]:
    """When which server began a job; jobs come every 12 s, so all three are free each time."""
    data = queue_before([{"cycle": "9 s"}, {"cycle": "4 s"}, {"cycle": "6 s"}], choice=choice)
    data["orders"]["jobs"] = {"interval": "12 s", "quantity": 4}
    return sorted((time, server) for server in (1, 2, 3) for time in begins(data, server))


@pytest.mark.rule("A job goes to the first free one; with choice to the fastest for it")
@pytest.mark.parametrize(
    ("choice", "servers"),
    [("listed", [1, 1, 1, 1]), ("fastest", [2, 2, 2, 2]), ("idle", [1, 2, 3, 1]), ("cyclic", [1, 2, 3, 1])],
)
def test_which_free_server(choice: str, servers: list[int]):
    assert served(choice) == [(12.0 * number, server) for number, server in enumerate(servers, start=1)]


def test_idle_and_cyclic_differ_where_one_is_out_of_turn():
    def taken(choice: str) -> list[int]:
        data = queue_before([{"cycle": "30 s"}, {"cycle": "1 s"}, {"cycle": "1 s"}], choice=choice)
        data["orders"]["jobs"] = {"interval": "8 s", "quantity": 5}
        return [server for _, server in sorted((t, s) for s in (1, 2, 3) for t in begins(data, s))]

    # at 8: 1 (until 38); 16: 2; 24: 3; 32: in turn 1, which is busy: 2; 40: 3 is next, 1 stands idle since 38
    assert taken("cyclic") == [1, 2, 3, 2, 3]
    # idle since: at 32 server 2 since 17, 3 since 25: 2; at 40 server 3 since 25
    assert taken("idle") == [1, 2, 3, 2, 3]


@pytest.mark.rule("A server with a when takes only such jobs")
def test_a_server_passes_over_what_it_does_not_take(tmp_path):
    orders = listed(tmp_path, "blue", "blue", "blue", "red", "red")
    data = queue_before([{"when": {"colour": "red"}}, {"when": {"colour": "blue"}}], **orders)
    data["orders"] = orders["orders"]
    # red jobs 3 and 4 overtake on the first machine
    result = run(data, 100)
    ended = dict(result.jobs.select("order_number", "ended").iter_rows())
    assert ended == {0: 10, 3: 10, 1: 20, 4: 20, 2: 30}


@pytest.mark.rule(
    "of the jobs that one of the free servers takes, the one goes first that the place before would send first"
)
def test_the_rule_of_the_queue_holds_among_those_that_are_taken(tmp_path):
    orders = listed(tmp_path, "blue", "red", "red", "blue", "red")
    servers = [{"when": {"colour": "red"}}, {"when": {"colour": "blue"}, "cycle": "100 s"}]
    data = queue_before(servers, rule="lifo", **orders)
    data["orders"] = orders["orders"]
    ended = dict(run(data, 50).jobs.select("order_number", "ended").iter_rows())
    # the newest red first: 4, then 2, then 1; the newest blue is at work
    assert {order: time for order, time in ended.items() if time is not None} == {4: 10, 2: 20, 1: 30}


def chain_of_two(arrivals: float, fast: float, slow: float) -> tuple[float, float, float]:
    """Load of the fast and of the slow server, and mean queue, where the fast one goes first (a Markov chain).

    States: none at work, the fast one, the slow one, then both with n waiting; n is cut at 400.
    """
    most = 400
    size = 4 + most
    rates = np.zeros((size, size))
    rates[0, 1] = rates[1, 3] = rates[2, 3] = arrivals
    rates[1, 0] = rates[3, 2] = fast
    rates[2, 0] = rates[3, 1] = slow
    for at in range(3, size - 1):
        rates[at, at + 1] = arrivals
        rates[at + 1, at] = fast + slow
    balance = rates.T - np.diag(rates.sum(axis=1))
    balance[-1] = 1.0
    shares = np.linalg.solve(balance, np.eye(size)[-1])
    both = shares[3:].sum()
    return shares[1] + both, shares[2] + both, float(shares[3:] @ np.arange(most + 1))


def test_unequal_servers_against_their_markov_chain():
    """Arrivals exp(1 min), servers exp(1 min) and exp(2 min), the fast one first."""
    data = queue_before([{"cycle": "exp(1 min)"}, {"cycle": "exp(2 min)"}])
    data["orders"]["jobs"] = {"interval": "exp(1 min)"}
    seconds = 3600.0 * 24 * 2000
    simulation = simulated(data, seconds)
    fast, slow, waiting = chain_of_two(1.0, 1.0, 0.5)
    result = result_of(simulation)
    load = dict(result.resources.select("resource", "working").iter_rows())
    assert load["m.1"] / seconds == pytest.approx(fast, rel=0.004)
    assert load["m.2"] / seconds == pytest.approx(slow, rel=0.004)
    assert result.buffers["mean"].item() == pytest.approx(waiting, rel=0.02)
