"""Work that begins anew after each failure: does it ever end, and after how many tries?"""

from __future__ import annotations

import math
import statistics

import pytest

import taktwin
from taktwin.model.values.distribution import parse_distribution
from taktwin.model.values.survival import exceeded_by, survival

PLANT = """
name: cure
options: {{colour: {{red: 50 %, blue: 50 %}}}}
orders: {{jobs: {{}}}}
failures: {{trip: {{{clock}up: {up}, repair: 10 s, work: {work}}}}}
shops: {{s: {{lines: {{l: {{orders: jobs, flow: [{{station: m, cycle: {cycle}, failures: [trip]}}]}}}}}}}}
"""


def warnings(cycle: str, up: str, work: str = "restart", clock: str = "") -> list[str]:
    cycle = cycle if cycle.startswith("{") else f'"{cycle}"'
    plant = taktwin.load(PLANT.format(cycle=cycle, up=f'"{up}"', work=work, clock=clock))
    return [one.message for one in plant.warnings if "anew" in one.message or "never ends" in one.message]


@pytest.mark.parametrize(
    ("cycle", "up", "message"),
    [
        ("100 s", "99 s", "it never ends"),
        ("100 s", "uniform(10 s, 90 s)", "it never ends"),
        ("100 s", "tri(10 s, 20 s, 90 s)", "it never ends"),
        ("100 s", "discrete(50 s = 50 %, 99 s = 50 %)", "it never ends"),
        ("100 s", "exp(20 s)", "it takes 148 tries"),
        ("100 s", "exp(10 s)", "it takes 22,026 tries"),
        ("100 s", "exp(1 s)", "it takes 2.7e+43 tries"),
        ("100 s", "weibull(shape=2, scale=40 s)", "it takes 518 tries"),
        ("{by: colour, red: 10 s, blue: 100 s}", "50 s", 'the work of colour "blue" of 100 s'),
        ("{by: colour, red: 10 s, default: 100 s}", "50 s", "of other jobs of 100 s"),
        ("tri(10 s, 20 s, 90 s)", "60 s", "one work in 1,000 takes 87.63 s or more"),
        ("exp(20 s)", "60 s", "one work in 1,000 takes 138.2 s or more"),
    ],
)
def test_it_warns(cycle: str, up: str, message: str) -> None:
    for clock in ("", "clock: operation, "):
        (found,) = warnings(cycle, up, clock=clock)
        assert message in found
        assert found.startswith(('"trip"', "one work"))


@pytest.mark.parametrize(
    ("cycle", "up", "work"),
    [
        ("100 s", "100 s", "restart"),  # work that ends when it would fail has ended
        ("100 s", "exp(30 s)", "restart"),
        ("100 s", "99 s", "resume"),
        ("100 s", "99 s", "scrap"),
        ("exp(60 s)", "exp(1 h)", "restart"),
        ("uniform(50 s, 90 s)", "uniform(89 s, 95 s)", "restart"),
    ],
)
def test_it_keeps_silent(cycle: str, up: str, work: str) -> None:
    assert warnings(cycle, up, work) == []


def test_other_machines() -> None:
    text = """
name: all
orders: {jobs: {}}
parts: {p: {}}
stocks: {rack: {part: p}}
shops: {s: {
  cells: {press: {makes: {die: {part: p, hit: 50 s, lot: 5, reorder: 3}}, failures: [MODE]}},
  lines: {l: {orders: jobs, flow: [
    {station: a, cycle: 10 s, failures: [MODE], servers: [{}, {cycle: 99 s}], uses: {p: 1}},
    {store: w, capacity: 5, cycle: 80 s, failures: [MODE]},
    {station: b, count: 2, cycle: 9 s, failures: [MODE], except: {2: {cycle: 70 s}}}]}}}}
""".replace("MODE", "{up: 40 s, repair: 1 s, work: restart}")
    found = [one for one in taktwin.load(text).warnings if "never ends" in one.message]
    assert {one.path.rpartition(".flow.")[2] for one in found} == {
        "a.failures.0", "w.failures.0", "b.failures.0", "shops.s.cells.press.failures.0",
    }  # fmt: skip


def test_servers_that_fail_in_ways_of_their_own() -> None:
    """The first has the station's mode, the second one that lets its work end, the third one that does not."""
    text = PLANT.format(
        cycle="100 s, servers: [{}, {failures: [{up: 2 h, repair: 1 s, work: restart}]}, {cycle: 30 s, failures: [M]}]",
        clock="", up="99 s", work="restart",
    ).replace("M]", "{up: 20 s, repair: 1 s, work: restart}]")  # fmt: skip
    found = [one for one in taktwin.load(text).warnings if "never ends" in one.message]
    assert [one.path.rpartition(".flow.")[2] for one in found] == ["m.failures.trip", "m.servers.2.failures.0"]


def test_the_tries_are_those_of_a_run() -> None:
    """exp(-100 / 40) = 1 / 12.18: so many failures, less one, come before each job."""
    text = PLANT.format(cycle="100 s", up="exp(40 s)", work="restart", clock="clock: operation, ")
    row = taktwin.load(text).simulate(days=60, warmup=0).result.resources.row(0, named=True)
    assert row["failures"] / row["jobs"] + 1 == pytest.approx(math.exp(2.5), rel=0.05)


TIMES = [
    "5 s", "uniform(2 s, 9 s)", "tri(2 s, 3 s, 9 s)", "exp(4 s)", "lognormal(mean=4 s, cv=0.7)",
    "gamma(mean=4 s, cv=0.7)",
    "normal(mean=2 s, sd=3 s)", "weibull(shape=1.5, scale=4 s)", "erlang(k=3, mean=4 s)", "interpolated(2 s, 3 s, 7 s)",
    "discrete(2 s = 30 %, 5 s = 70 %)", "empirical(2 s, 2 s, 5 s, 9 s)",
]  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
def test_the_mean_is_the_area_under_the_survival(text: str) -> None:
    time = parse_distribution(text)
    step = 0.002
    area = step * math.fsum(survival(time, (n + 0.5) * step) for n in range(60_000))
    assert area == pytest.approx(time.mean, rel=2e-3)
    for share in (0.9, 0.5, 0.05):
        found = exceeded_by(time, share)
        assert survival(time, found) >= share > survival(time, found * 1.001 + 1e-6) - 1e-3
    assert statistics.fmean([survival(time, 0.0), survival(time, -1.0)]) == 1.0
