"""The traffic equations against examples worked by hand."""

import pytest

from taktwin.model import load_model
from taktwin.model.checks.check import warnings_of
from taktwin.model.checks.ways.loads import loads
from taktwin.model.checks.ways.traffic import traffic
from tests.model.plant_text import PLANT, changed
from tests.shared import shared_folder


def entries(text: str) -> dict[str, float]:
    """Entries into each place, a second."""
    (one,) = traffic(load_model(text))
    return {element.name: one.flow(node) for node, element in one.ways.elements.items()}


def line(flow: str, more: str = "", head: str = "", orders: str = "{interval: 60 s}") -> str:
    return f"""\
taktwin: 1
name: visits
{head}
orders: {{jobs: {orders}}}
shops:
  s:
    lines:
      main:
        orders: jobs
        flow: [{flow}]
      {more}
"""


REWORK = "rework: {to: inspect, flow: [{buffer: rq, capacity: unlimited}, {station: polish, cycle: 30 s}]}"


def test_a_rework_loop_of_a_fifth_makes_five_visits_of_four() -> None:
    flow = "{station: spray, cycle: 30 s}, {station: inspect, cycle: 40 s, routes: [{to: rework, share: 20 %}]}"
    found = {name: 60 * rate for name, rate in entries(line(flow, REWORK)).items()}
    assert found == pytest.approx({"spray": 1, "inspect": 1.25, "rq": 0.25, "polish": 0.25})


def test_scrap_comes_before_the_routes_and_leaves_the_loop() -> None:
    flow = (
        "{station: inspect, cycle: 40 s, scrap: 10 %, routes: [{to: rework, share: 30 %}]}, {station: out, cycle: 1 s}"
    )
    found = {name: 60 * rate for name, rate in entries(line(flow, REWORK)).items()}
    # v = 1 + 0.3 v, and 0.6 of the visits end well
    assert found["inspect"] == pytest.approx(1 / 0.7)
    assert found["out"] == pytest.approx(0.6 / 0.7)


def test_variants_go_their_own_ways() -> None:
    head = "products: {a: {}, b: {}}\noptions: {trim: {low: 25 %, high: 75 %}}"
    orders = "{interval: 60 s, mix: {a: 40 %, b: 60 %}}"
    flow = (
        "{station: inspect, cycle: {by: product, a: 10 s, b: 20 s}, "
        "routes: [{to: rework, share: 50 %, when: {product: [b], trim: [high]}}]}, {station: out, cycle: 10 s}"
    )
    text = line(flow, REWORK, head, orders)
    (one,) = traffic(load_model(text))
    node = ("s", "main", 0)
    # b with high trim (45 % of the jobs) comes twice, all others once
    assert 60 * one.flow(node) == pytest.approx(1.45)
    assert one.share(node, {"product": ["b"]}) == pytest.approx((0.15 + 0.9) / 1.45)
    assert one.share(("s", "rework", 0), {"product": ["b"], "trim": ["high"]}) == pytest.approx(1)
    found = {load.name: load.load for load in loads(load_model(text))}
    assert found["inspect"] == pytest.approx((0.4 * 10 + 1.05 * 20) / 60)


def test_calls_and_joined_jobs_of_an_endless_line_are_counted() -> None:
    flow = (
        "{buffer: back, capacity: unlimited}, {station: m, cycle: 10 s, routes: [{to: back, share: 50 %}]}, "
        "{station: j, cycle: 10 s, joins: [{line: sub, quantity: 2}, {line: more, quantity: 3}]}"
    )
    more = (
        "sub: {call: {at: j, quantity: 2}, flow: [{station: a, cycle: 5 s}, {buffer: q, capacity: 4}]}\n"
        "      more: {endless: true, flow: [{station: b, cycle: 5 s}, {buffer: r, capacity: 4}]}"
    )
    found = {name: 60 * rate for name, rate in entries(line(flow, more)).items()}
    assert found["m"] == pytest.approx(2)
    assert found["j"] == pytest.approx(1)
    assert found["a"] == pytest.approx(2)
    assert found["b"] == pytest.approx(3)


def test_the_small_plant() -> None:
    flow = {name: rate * 120 for name, rate in entries(PLANT).items()}
    # topcoat sees 1 / (1 - 0.08) of the jobs, of which 8 % are sanded; 0.5 % of the red ones (43 % of all) are scrapped
    assert flow["weld-1"] == pytest.approx(1)
    assert flow["hood-cell"] == pytest.approx(1)
    assert flow["topcoat"] == pytest.approx(1 / 0.92)
    assert flow["sanding"] == pytest.approx(0.08 / 0.92)
    assert flow["bodies"] == pytest.approx((1 - 0.08 - 0.005 * (0.7 * 0.4 + 0.3 * 0.5)) / 0.92)


def test_each_stream_has_its_mix_and_its_rate() -> None:
    text = """\
taktwin: 1
name: two
products: {a: {}, b: {}}
orders: {one: {interval: 60 s, mix: {a: 100 %}}, two: {interval: 30 s, mix: {b: 100 %}}}
shops:
  s:
    lines:
      first: {orders: one, to: both, flow: [{station: x, cycle: 10 s}]}
      second: {orders: two, to: both, flow: [{station: y, cycle: 10 s}]}
      both: {flow: [{station: z, cycle: {by: product, a: 6 s, b: 12 s}}]}
"""
    found = {load.name: load.load for load in loads(load_model(text))}
    assert found == pytest.approx({"x": 10 / 60, "y": 10 / 30, "z": 6 / 60 + 12 / 30})


def test_the_highest_period_of_the_mix_counts() -> None:
    head = "products: {a: {}, b: {}}"
    orders = (
        "{interval: 60 s, mix: [{shares: {a: 100 %}}, {from: 10 h, shares: {b: 100 %}}, {from: 20 h, shares: {a: 1}}]}"
    )
    text = line("{station: m, cycle: {by: product, a: 30 s, b: 54 s}}", "", head, orders)
    (found,) = loads(load_model(text))
    assert found.load == pytest.approx(0.9)


@pytest.mark.parametrize(
    "orders",
    ["{one: {}, two: {}}", "{one: {interval: 60 s}, two: {}}"],
)
def test_lines_that_start_whenever_there_is_room_beside_others_say_nothing(orders: str) -> None:
    text = f"""\
taktwin: 1
name: two
orders: {orders}
shops:
  s:
    lines:
      first: {{orders: one, flow: [{{station: x, cycle: 10 s}}]}}
      second: {{orders: two, flow: [{{station: y, cycle: 10 s}}]}}
"""
    assert loads(load_model(text)) == []


def test_set_ups_failures_and_shifts_take_time() -> None:
    head = (
        "options: {colour: {red: 50 %, blue: 30 %, white: 20 %}}\n"
        'calendars: {day: {shifts: [{days: daily, from: "06:00", to: "18:00"}]}}\n'
        "crews: {fitters: {size: 2}}"
    )
    station = (
        "{station: m, cycle: 10 s, servers: 2, calendar: day, setup: {by: colour, time: 5 s}, failures: ["
        "{up: 90 min, repair: 10 min, crew: fitters}, {clock: operation, up: 50 min, repair: 5 min, crew: fitters}]}"
    )
    found = {load.name: load for load in loads(load_model(line(station, "", head)))}
    change = 1 - 0.25 - 0.09 - 0.04
    each = 10 * 1.1 + 5 * change
    assert found["m"].load == pytest.approx(each / 60 / (2 * 0.5 * 0.9))
    working = 10 / 60
    repairs = 2 / (100 * 60), working / (50 * 60)
    assert found["fitters"].load == pytest.approx((repairs[0] * 600 + repairs[1] * 300) / 2)
    assert found["fitters"].per_hour == pytest.approx(3600 * sum(repairs))


def test_conveyors_stores_transports_and_fleets() -> None:
    head = "fleets: {agv: {count: 3, speed: 1 m/s, load: 10 s, unload: 20 s}}"
    flow = (
        "{conveyor: c, transit: 10 min, capacity: 12}, {store: b, capacity: 9, cycle: 30 s, cranes: 2}, "
        "{transport: t, fleet: agv, distance: 60 m, empty: 30 m, capacity: 4}, {station: z, cycle: 1 s}"
    )
    found = {load.name: load.load for load in loads(load_model(line(flow, "", head)))}
    assert found == pytest.approx({"c": 50 / 60, "b": 15 / 60, "t": 120 / 60 / 4, "agv": 120 / 60 / 3, "z": 1 / 60})


def test_equal_copies_share_the_work() -> None:
    text = changed("interval: 120 s", "interval: 60 s").replace("calendar: day\n", "note: always\n")
    one = {load.name: load.load for load in loads(load_model(text))}
    two = {load.name: load.load for load in loads(load_model(text + "streams: {count: 2, shops: [body, paint]}\n"))}
    assert two["topcoat"] == pytest.approx(one["topcoat"] / 2)
    assert two["press-1"] == pytest.approx(one["press-1"])


@pytest.mark.parametrize(
    ("case", "name", "load", "pace"),
    [
        ("growing-rework", "inspect", 1.25 * 50 / 54, "spray"),  # 1.25 visits of 50 s, at the 54 s of the sprayer
        ("overloaded", "a", 1.2, None),
    ],
)
def test_cases_from_practice(case: str, name: str, load: float, pace: str | None) -> None:
    file = shared_folder() / "cases" / "faults" / f"{case}.yaml"
    if not file.is_file():
        pytest.skip(f"no case at {file}; set TAKTWIN_SHARED to the folder that holds `cases`")
    model = load_model(file)
    highest = loads(model)[0]
    assert (highest.name, highest.load, highest.pace) == (name, pytest.approx(load), pace)
    assert any(f"load {100 * load:.0f} %" in str(one) for one in warnings_of(model))
