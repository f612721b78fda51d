"""A station that swaps batteries: exact chains, queues known by formula, books, and what more packs do."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.product.swap.chain import solve
from taktwin.product.swap.errors import SwapError
from taktwin.product.swap.file.read import read_station
from taktwin.product.swap.simulate import FIGURES, Served, check_load, most_swaps, simulate
from taktwin.product.swap.size import sizes
from taktwin.product.swap.station import Station
from taktwin.product.swap.study import study_swap

CITY = read_station("swap-13").station
DAY = (1.0,) * 6 + (6.0,) * 6 + (10.0,) * 6 + (4.0,) * 6


def small(bays: int = 2, packs: int = 4, chargers: int = 3, room: float = 5, cars: tuple[float, ...] = DAY) -> Station:
    """A small station."""
    return Station("small", bays, 400, packs, chargers, 60e3, 50 * 3.6e6, (0.1, 0.3), 0.9, cars, room=room)


@pytest.mark.parametrize(
    "station",
    [
        small(),
        small(bays=1, packs=1, chargers=1, room=0),
        small(bays=3, packs=5, chargers=2, room=3, cars=(3.0,) * 24),
        small(bays=1, packs=5, chargers=5, room=8, cars=(0.0,) * 12 + (7.0,) * 12),
    ],
    ids=["by-hour", "one-of-each", "three-bays", "half-a-day"],
)
def test_chain(station: Station) -> None:
    """The simulation with exponential times meets the chain: every figure within three half widths, most within one."""
    exact = solve(station)
    found = simulate(station, days=60, replications=12, exponential=True)
    pairs = [(found.wait_s, exact.wait_s), (found.at_once, exact.at_once), (found.lost, exact.lost)]
    pairs += [(one.kw, kw) for one, kw in zip(found.hours, exact.kw, strict=True)]
    inside = 0
    for one, wanted in pairs:
        assert one.low is not None
        assert one.high is not None
        assert abs(one.mean - wanted) <= 1.5 * (one.high - one.low) + 0.02
        inside += one.low - 0.02 <= wanted <= one.high + 0.02
    assert inside >= 0.8 * len(pairs)


def test_chain_is_that_of_a_known_queue() -> None:
    """With one pack that takes no time to charge, one bay and no room: Erlang's loss of one server."""
    station = replace(small(bays=1, packs=1, chargers=1, room=0, cars=(4.5,) * 24), power=1e12)
    load = 4.5 / 3600 * 400
    exact = solve(station)
    assert exact.lost == pytest.approx(load / (1 + load), rel=1e-6)
    assert exact.at_once == pytest.approx(1 / (1 + load), rel=1e-6)


def test_one_bay_is_m_d_1() -> None:
    """With packs for all, one bay is a queue with a fixed time of service: wait = rate S^2 / (2 (1 - load))."""
    station = small(bays=1, packs=150, chargers=150, room=math.inf, cars=(5.4,) * 24)
    rate = 5.4 / 3600
    found = simulate(station, days=60, replications=10)
    assert found.wait_s.low is not None
    assert found.wait_s.high is not None
    wanted = rate * 400**2 / (2 * (1 - rate * 400))
    assert abs(found.wait_s.mean - wanted) < found.wait_s.high - found.wait_s.low  # two half widths
    assert found.for_pack.mean == 0


def test_most_swaps() -> None:
    """The most that bays, chargers or packs allow, whichever is least; less where two of them meet."""
    for station, name in (
        (small(bays=1, packs=100, chargers=100), "bays"),
        (small(bays=9, packs=100, chargers=2), "chargers"),
        (small(bays=9, packs=2, chargers=9), "packs"),
        (small(bays=1, packs=1, chargers=1), "packs"),
    ):
        assert most_swaps(station) == pytest.approx(station.limits()[name], rel=0.02)
    tight = small(bays=1, packs=7, chargers=6)
    assert most_swaps(tight) < min(tight.limits().values()) * 1.001


def test_books() -> None:
    """Every swap puts its charge back: the energy of the grid is that of the swaps, over the efficiency."""
    found = simulate(CITY, days=60, replications=4)
    each = CITY.charging_s * CITY.grid_power / 3.6e6
    assert found.kwh.mean == pytest.approx(found.swaps.mean * each, rel=0.01)
    assert found.kwh.mean == pytest.approx(sum(one.kw.mean for one in found.hours))
    assert found.swaps.mean == pytest.approx(
        sum(one.cars.mean for one in found.hours) * (1 - found.lost.mean), rel=1e-3
    )
    assert found.bays_used.mean == pytest.approx(found.swaps.mean * CITY.takes / 86400, rel=0.01)


def test_more_is_not_worse() -> None:
    """With the same cars, more packs, chargers or bays never lower the share that is served at once."""

    def at_once(**more: int) -> float:
        return simulate(replace(CITY, **more), days=5, replications=2).at_once.mean

    assert at_once() <= at_once(packs=14) <= at_once(packs=20)
    assert at_once(chargers=6) <= at_once(chargers=9) <= at_once()
    assert at_once() < at_once(bays=2)


def test_same_seed_same_result() -> None:
    """And another seed another one; one replication more leaves the others as they are."""
    one, two = simulate(CITY, days=2, replications=2), simulate(CITY, days=2, replications=2)
    assert one == two
    assert simulate(CITY, days=2, replications=2, seed=2).wait_s != one.wait_s


def test_sizes() -> None:
    """Each row keeps the promise, and with a pack or a charger less it is not sure to be kept."""
    found = sizes(CITY, days=10, replications=4)
    assert found.bays == 2  # one bay waits longer than promised with any number of packs

    def kept(packs: int, chargers: int) -> bool:
        served = simulate(replace(CITY, bays=2, packs=packs, chargers=chargers), days=10, replications=4)
        assert CITY.share is not None
        return served.in_time.low is not None and served.in_time.low >= CITY.share

    first = found.sizes[0].station
    assert kept(first.packs, first.chargers)
    assert not kept(first.packs - 1, first.packs - 1)
    for one in found.sizes:
        assert not kept(one.station.packs, one.station.chargers - 1)


def test_refused() -> None:
    """What cannot be served, or is not known."""
    with pytest.raises(SwapError, match="add packs"):
        check_load(small(bays=9, packs=2, chargers=9, room=math.inf))
    with pytest.raises(SwapError, match="at most"):
        simulate(replace(CITY.with_cars(400), room=math.inf), days=1, replications=2)
    with pytest.raises(SwapError, match="not even"):
        sizes(replace(CITY.with_cars(9000), share=0.99), days=1, replications=2)
    with pytest.raises(OptionError, match="promises nothing"):
        sizes(small())
    with pytest.raises(OptionError, match="one replication"):
        sizes(CITY, replications=1)
    with pytest.raises(OptionError, match="limit"):
        solve(small(room=math.inf))
    with pytest.raises(OptionError, match="states"):
        solve(small(packs=60, room=60))
    for options, said in (
        ({"cars": 0.0}, "0 cars"),
        ({"cars": math.nan}, "nan cars"),
        ({"cars": 1e9}, "at most"),
        ({"packs": 0}, "0 packs"),
        ({"bays": 1000}, "1 to 200"),
        ({"chargers": -3}, "-3 chargers"),
        ({"days": 0}, "1 or more"),
        ({"replications": 1}, "2 or more"),
    ):
        with pytest.raises(OptionError, match=said):
            study_swap("swap-13", **options)  # pyright: ignore[reportArgumentType]


def test_study() -> None:
    """The hours as a table that `taktwin dispatch` can take; figures are numbers, or nothing."""
    found = study_swap("swap-21", cars=1.0, days=2, replications=2)
    assert isinstance(found.served, Served)
    table = found.table()
    assert table.columns == ["hour", "cars", "wait_s", "at_once", "load_kw", "load_low_kw", "load_high_kw"]
    assert np.isfinite(table["load_kw"].to_numpy()).all()
    assert set(found.as_dict()["figures"]) == set(FIGURES)
    assert found.as_dict()["figures"]["for_pack"]["mean"] is None  # nobody waited


def test_promise() -> None:
    """Kept, not kept, none; and not told where its interval holds it."""
    easy = small(bays=5, packs=20, chargers=20)
    asked = [replace(easy, share=0.9, within=300.0), replace(small(bays=1), share=0.999, within=1.0), easy]
    assert [study_swap(one, days=5, replications=3).kept for one in asked] == [True, False, None]
    found = study_swap(asked[1], days=5, replications=3)
    near = replace(found.station, share=found.served.in_time.mean)
    assert study_swap(near, days=5, replications=3).kept is None
    assert found.as_dict()["promise"] == {"share": 0.999, "within_s": 1.0, "kept": False}
