"""What an option costs: by hand, by drawing lateness, and what must hold whatever the figures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.planning.supply.modes import Problem, Supplier, solve
from taktwin.planning.supply.modes.costdata import Delivery, Family, Lane, Prices, Vehicle
from taktwin.planning.supply.modes.costs import Estimate, cover_quantile, estimate, lateness, part_of
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.lateness import Lateness

PRICES = Prices(
    *(1000, 250, 0.1, 400, 3.0, 10_000),
    stack=2.0,
    delivery=15.0,
    dock_container=0.5,
    container_life=5.0,
    stop_chance=0.001,
)
LORRY = Vehicle(litres=40_000, price_km=8, price_trip=100, dock_minutes=12)
SEATS = Family("seats", value=6000, volume=500, per_min=0.5, per_container=2, container_price=800)
NEAR = Lane("Near", km=20, travel=40, vehicle=LORRY, travel_sd=6)
JIT = Delivery("jit", "jit", lot=60, safety=30)

#: Minutes a year: differences of large figures, times 100,000 deliveries.
ROUNDING = 1e-4


def test_by_hand() -> None:
    """60 cars' worth every 120 min, 30 min left: every figure from paper."""
    got = estimate(SEATS, NEAR, JIT, PRICES)
    assert got.cover_left == 30
    assert got.cover_mean == 90  # 30 + 120 / 2
    assert got.deliveries_a_day == pytest.approx(1000 / 120)
    assert got.trips_a_day == got.deliveries_a_day  # 30,000 of 40,000 litres
    assert got.km_a_year == pytest.approx(2 * 20 * 1000 / 120 * 250)
    assert got.dock_minutes == pytest.approx(1000 / 120 * 12 + 250 * 0.5)  # 250 racks a day
    assert got.space == pytest.approx(0.5 * 150 * 0.5 / 2 * 100)  # 75 cars' worth at the fullest, m3 / 2 m
    assert got.containers == 58  # 0.5 x (150 + 80) / 2 = 57.5
    money = got.money
    assert money.capital == pytest.approx(0.1 * 6000 * 0.5 * (90 + 40))
    assert money.space == pytest.approx(400 * 18.75)
    assert money.handling == pytest.approx(3 * 2 * 250 * 250)
    assert money.transport == pytest.approx(250 * 1000 / 120 * (2 * 20 * 8 + 100 + 15))
    assert money.containers == pytest.approx(58 * 800 * (1 / 5 + 0.05))
    assert money.stops == pytest.approx(250 * 1000 / 120 * Lateness("normal", 0, 6).excess(30) * 10_000)
    assert money.sequencing == 0
    option = got.option
    assert (option.cost, option.space, option.mode, option.lot) == (round(money.total), 1875, "jit", 60)
    assert option.dock_minutes == 225.0
    assert option.cover == pytest.approx(got.cover_95, abs=0.1)


def test_safety_is_laid_out_for_the_chance() -> None:
    got = estimate(SEATS, NEAR, replace(JIT, safety=None), PRICES)
    assert got.stop_chance == pytest.approx(0.001)
    assert got.cover_left == pytest.approx(6 * 3.0902323)


def test_the_frozen_horizon_says_what_is_left() -> None:
    jis = Delivery("jis", "jis", 20, frozen_horizon=150, preparing=30, sequencing=2)
    got = estimate(SEATS, NEAR, jis, PRICES)
    assert got.cover_left == 150 - 30 - 40 - 40
    assert got.money.sequencing == pytest.approx(2 * 0.5 * 1000 * 250)
    with pytest.raises(ModeError, match=r"comes 100 min before the fitting.*take 110 min; lengthen the frozen horizon"):
        estimate(SEATS, NEAR, replace(jis, frozen_horizon=100), PRICES)


def test_looks_at_the_stock_make_lots_larger_and_later() -> None:
    seen, looked = (estimate(SEATS, NEAR, replace(JIT, safety=120, review=r), PRICES) for r in (0, 60))
    assert looked.deliveries_a_day == pytest.approx(1000 / 150)
    assert looked.cover_mean == pytest.approx(seen.cover_mean - 60 / 4)
    assert looked.stop_minutes > seen.stop_minutes


@pytest.mark.parametrize(
    "late",
    [Lateness("normal", 0, 5), Lateness("normal", 10, 0), Lateness("gamma", 12, 8, -12), Lateness("normal", 4, 10)],
)
def test_cover_on_site_against_a_walk(late: Lateness) -> None:
    """Deliveries drawn one by one, cover looked at every quarter of a minute; stops are rare here."""
    left, headway, many = 50.0, 90.0, 20_000
    rng = np.random.default_rng(7)
    if late.kind == "gamma":
        shape, scale = (late.mean / late.sd) ** 2, late.sd**2 / late.mean
        x = late.shift + rng.gamma(shape, scale, many)
    else:
        x = late.expected + late.sd * rng.standard_normal(many)
    arrivals = np.sort(np.arange(many) * headway + x)
    times = np.arange(headway * 10, headway * (many - 10), 0.25)
    cover = left + headway * np.searchsorted(arrivals, times, side="right") - times
    assert cover.min() > -60
    assert cover.mean() == pytest.approx(left - late.expected + headway / 2, abs=0.3)
    assert np.quantile(cover, 0.95) == pytest.approx(cover_quantile(late, left, headway, 0.95), abs=0.3)
    assert np.quantile(cover, 0.5) == pytest.approx(cover_quantile(late, left, headway, 0.5), abs=0.3)


families = st.builds(
    *(Family, st.just("f"), st.floats(1, 9000), st.floats(1, 600), st.floats(0.1, 1)),
    *(st.integers(1, 50), st.floats(0, 900), st.integers(1, 300)),
)
lanes = st.builds(
    *(Lane, st.just("S"), st.floats(0.5, 400), st.floats(5, 400), st.just(LORRY), st.floats(0, 30)),
    *(st.sampled_from(["normal", "gamma"]), st.booleans()),
)
deliveries = st.builds(
    *(Delivery, st.just("d"), st.sampled_from(["warehouse", "kanban", "jit", "in_plant"]), st.floats(5, 800)),
    safety=st.none() | st.floats(0, 300),
    spread=st.floats(0, 20),
)


def of(family: Family, lane: Lane, delivery: Delivery) -> Estimate:
    return estimate(family, lane, delivery, PRICES)


@given(families, lanes, deliveries)
def test_smaller_lots_mean_less_stock_and_more_deliveries(family: Family, lane: Lane, delivery: Delivery) -> None:
    large, small = of(family, lane, delivery), of(family, lane, replace(delivery, lot=delivery.lot / 2))
    assert small.deliveries_a_day == pytest.approx(2 * large.deliveries_a_day)
    assert small.cover_mean < large.cover_mean
    assert small.cover_95 < large.cover_95
    assert small.space < large.space
    assert small.money.capital < large.money.capital
    assert small.containers <= large.containers
    assert small.trips_a_day >= large.trips_a_day - 1e-9
    assert small.money.transport > large.money.transport  # deliveries cost, even in a shared lorry
    assert small.money.handling == pytest.approx(large.money.handling)


@given(families, lanes, deliveries, st.floats(1, 20))
def test_more_spread_means_more_cover_or_more_stops(
    family: Family, lane: Lane, delivery: Delivery, spread: float
) -> None:
    calm, wild = of(family, lane, delivery), of(family, lane, replace(delivery, spread=delivery.spread + spread))
    if delivery.safety is not None:
        assert wild.cover_left == calm.cover_left
        assert wild.stop_minutes >= calm.stop_minutes - ROUNDING
    elif lane.travel_kind == "normal":
        assert wild.cover_left > calm.cover_left
        assert wild.money.capital > calm.money.capital


@given(families, lanes, deliveries, st.floats(1, 100))
def test_more_safety_means_fewer_stops_and_more_stock(
    family: Family, lane: Lane, delivery: Delivery, more: float
) -> None:
    less = replace(delivery, safety=delivery.safety or 0.0)
    lean, safe = of(family, lane, less), of(family, lane, replace(less, safety=(less.safety or 0.0) + more))
    assert safe.stop_chance <= lean.stop_chance + 1e-12
    assert safe.stop_minutes <= lean.stop_minutes + ROUNDING
    assert safe.money.capital > lean.money.capital
    assert safe.cover_95 == pytest.approx(lean.cover_95 + more, abs=1e-6) or lean.cover_95 == 0


@given(families, lanes, deliveries, st.floats(1, 100))
def test_further_away_costs_more_to_drive(family: Family, lane: Lane, delivery: Delivery, km: float) -> None:
    near, far = of(family, lane, delivery), of(family, replace(lane, km=lane.km + km), delivery)
    assert far.money.transport > near.money.transport
    assert far.money.capital == near.money.capital
    slow = of(family, replace(lane, travel=lane.travel + km, travel_kind="normal"), delivery)
    quick = of(family, replace(lane, travel_kind="normal"), delivery)
    assert slow.money.capital > quick.money.capital
    assert slow.containers >= quick.containers


@given(families, lanes, deliveries)
def test_twice_the_value_is_twice_the_capital(family: Family, lane: Lane, delivery: Delivery) -> None:
    one, two = of(family, lane, delivery), of(replace(family, value=2 * family.value), lane, delivery)
    assert two.money.capital == pytest.approx(2 * one.money.capital)
    assert two.money.total - two.money.capital == pytest.approx(one.money.total - one.money.capital)


@given(families, lanes, deliveries)
def test_a_shared_lorry_is_never_dearer(family: Family, lane: Lane, delivery: Delivery) -> None:
    own, shared = (of(family, replace(lane, shared=shared), delivery) for shared in (False, True))
    assert shared.money.transport <= own.money.transport + 1e-6
    assert shared.dock_minutes <= own.dock_minutes + 1e-9


@given(families, lanes)
def test_longer_horizons_leave_more_cover_and_stop_less(family: Family, lane: Lane) -> None:
    lot = 10.0
    least = 20 + lot / family.per_min + lane.travel
    short, long = (
        of(family, lane, Delivery("jis", "jis", lot, frozen_horizon=least + more, preparing=20)) for more in (0, 60)
    )
    assert long.cover_left == pytest.approx(short.cover_left + 60)
    assert long.stop_minutes <= short.stop_minutes + ROUNDING


def test_variants_need_stock_that_a_sequence_does_without() -> None:
    """26 variants: 3.09 x sqrt(0.5 x 160 x 25) cars' worth, and 25 open racks of two."""
    many = replace(SEATS, variants=26)
    one, all_of_them = of(SEATS, NEAR, JIT), of(many, NEAR, JIT)
    mix = (3.0902323 * (0.5 * 160 * 25) ** 0.5 + 25) / 0.5
    assert all_of_them.cover_variants == pytest.approx(mix)
    assert all_of_them.cover_mean == pytest.approx(one.cover_mean + mix)
    assert all_of_them.cover_95 == pytest.approx(one.cover_95 + mix)
    assert all_of_them.stop_minutes == one.stop_minutes
    assert all_of_them.money.capital - one.money.capital == pytest.approx(0.1 * 6000 * 0.5 * mix)
    jis = Delivery("jis", "jis", 20, frozen_horizon=150, preparing=30)
    assert of(many, NEAR, jis) == replace(of(SEATS, NEAR, jis), family=many)


@pytest.mark.parametrize("variants", [2, 12])
def test_stock_for_the_mix_does(variants: int) -> None:
    """Cars drawn one by one: the stock that a protected time leaves is short with the chance that was allowed."""
    prices = replace(PRICES, stop_chance=0.02)
    family = replace(SEATS, variants=variants, per_container=1e-9)
    got = estimate(family, NEAR, replace(JIT, lot=600), prices)
    cars = round(0.5 * 1240)  # until the next lot is there
    rng = np.random.default_rng(3)
    drawn = rng.multinomial(cars, np.full(variants, 1 / variants), 40_000)
    stock = cars / variants + 0.5 * got.cover_variants / variants
    assert (drawn > stock).mean() == pytest.approx(0.02, abs=0.006)


def test_stock_that_moves_upstream_is_counted() -> None:
    near, park = (of(SEATS, NEAR, replace(JIT, supplier_cover=one)) for one in (0, 480))
    assert park.money.capital - near.money.capital == pytest.approx(0.1 * 6000 * 0.5 * 480)
    assert park.cover_95 == near.cover_95  # not inside the fence


def test_from_families_to_a_plan() -> None:
    ways = [Delivery("warehouse", "warehouse", 480, safety=240), JIT]
    seats = part_of(SEATS, NEAR, ways, PRICES)
    assert [one.name for one in seats.options] == ["warehouse", "jit"]
    plan = solve(Problem((seats,), (Supplier("Near"),)))
    assert plan.cost == min(one.cost for one in seats.options)


def test_lateness_of_a_gamma_journey_is_around_its_mean() -> None:
    late = lateness(replace(NEAR, travel_kind="gamma"), replace(JIT, spread=8))
    assert (late.kind, late.expected, late.sd) == ("gamma", 0, 10)
    assert late.exceeds(-40.001) == 1  # nobody comes before leaving


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: replace(SEATS, per_min=0), "family seats: per_min must be above 0"),
        (lambda: replace(SEATS, value=-1), "family seats: value must be 0 or more, got -1"),
        (lambda: replace(NEAR, km=float("nan")), "lane from Near: km must be 0 or more, got nan"),
        (lambda: replace(NEAR, travel_kind="weibull"), "there is no travel_kind 'weibull'; use normal or gamma"),
        (lambda: replace(NEAR, travel=0, travel_kind="gamma"), "a gamma travel time has a mean above 0"),
        (lambda: replace(LORRY, litres=0), "vehicle: litres must be above 0"),
        (lambda: replace(JIT, mode="milk run"), "there is no mode 'milk run'; use one of warehouse"),
        (lambda: replace(JIT, lot=0), "delivery jit: lot must be above 0"),
        (lambda: replace(JIT, safety=-5), "delivery jit: safety must be 0 or more"),
        (lambda: Delivery("jis", "jis", 5), "give it a frozen_horizon"),
        (lambda: Delivery("jis", "jis", 5, 10, 60), "leave safety out"),
        (lambda: replace(JIT, safety=None, frozen_horizon=60), "mode jit does not come in sequence"),
        (lambda: replace(SEATS, variants=0), "family seats: variants must be above 0"),
        (lambda: replace(PRICES, stop_chance=1), "stop_chance must be below 1"),
        (lambda: replace(PRICES, minutes_a_day="24 h"), "minutes_a_day must be 0 or more, got '24 h'"),
    ],
)
def test_refused(make: object, words: str) -> None:
    with pytest.raises(ModeError, match=words):
        make()  # type: ignore[operator]
