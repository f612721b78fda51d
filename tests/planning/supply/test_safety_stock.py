"""Safety stock on trees: the reference cases, against all service times of random trees, and large trees."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.planning.supply.safety_stock import place_safety_stock
from taktwin.planning.supply.stage_tree import Stage
from tests.supply import reference

Links = list[tuple[str, str]]
CHAIN = {"raw": Stage(2, 1), "make": Stage(1, 3), "sell": Stage(1, 7, sigma=10, outbound=0)}
LINKS = [("raw", "make"), ("make", "sell")]


@pytest.mark.parametrize("case", reference("guaranteed_service"))
def test_reference(case: dict[str, Any]) -> None:
    stages = {
        name: Stage(one["T"], one["h"], one["z"], one["sigma"] or 0.0, one["external_in"], one["external_out"])
        for name, one in case["nodes"].items()
    }
    found = place_safety_stock(stages, [tuple(edge) for edge in case["edges"]])
    assert found.cost == pytest.approx(case["cost"], rel=1e-9)
    assert found.service_times == case["service_times"]
    assert {name: one.sigma for name, one in found.stages.items()} == pytest.approx(case["net_sigma"], rel=1e-9)


def cost_of(stages: dict[str, Stage], links: Links, sigma: dict[str, float], service: dict[str, int]) -> float:
    """Cost of given service times; infinite if a stage promises what it does not have."""
    total = 0.0
    for name, stage in stages.items():
        inbound = max([stage.inbound, *(service[a] for a, b in links if b == name)])
        net = inbound + stage.time - service[name]
        if net < -1e-9 or (stage.outbound is not None and service[name] > stage.outbound):
            return math.inf
        total += stage.holding * stage.z * sigma[name] * math.sqrt(max(net, 0.0))
    return total


def random_tree(seed: int, size: int) -> tuple[dict[str, Stage], Links]:
    """Assembly, distribution and both; whole times and fractions; customers also in the midst."""
    random = np.random.default_rng(seed)
    links: Links = []
    for n in range(1, size):
        pair = (str(int(random.integers(n))), str(n))
        links.append(pair if random.random() < 0.5 else (pair[1], pair[0]))
    stages = {}
    for n in range(size):
        ends = str(n) not in {a for a, _ in links}
        sold = ends or random.random() < 0.2
        time = float(random.integers(0, 4)) + (0.5 if seed % 4 == 0 and random.random() < 0.5 else 0.0)
        stages[str(n)] = Stage(
            time,
            float(random.uniform(0.5, 5)),
            z=float(random.choice([1.0, 1.645, 2.33])),
            sigma=float(random.uniform(1, 20)) if sold else 0.0,
            inbound=int(random.integers(0, 3)) if random.random() < 0.3 else 0,
            outbound=int(random.integers(0, 3)) if sold else None,
        )
    return stages, links


@pytest.mark.parametrize("seed", range(40))
def test_no_other_service_times_are_cheaper(seed: int) -> None:
    stages, links = random_tree(seed, 5)
    found = place_safety_stock(stages, links)
    sigma = {name: one.sigma for name, one in found.stages.items()}
    assert cost_of(stages, links, sigma, found.service_times) == pytest.approx(found.cost)  # the plan can be kept
    most = int(sum(one.time for one in stages.values())) + 2
    # A stage cannot promise more than the longest way to it: enough to try up to that.
    ranges = [range(min(most, 8) + 1) if one.outbound is None else range(one.outbound + 1) for one in stages.values()]
    every = (cost_of(stages, links, sigma, dict(zip(stages, each, strict=True))) for each in itertools.product(*ranges))
    assert found.cost <= min(every) + 1e-9


def test_demand_of_followers_is_pooled() -> None:
    stages = {"a": Stage(1, 1, sigma=2, outbound=0)} | {n: Stage(1, 1, sigma=3, outbound=0) for n in "bcd"}
    found = place_safety_stock(stages, [("a", n) for n in "bcd"])
    assert found.stages["a"].sigma == pytest.approx(math.sqrt(4 + 27))


def test_customers_that_wait_long_need_no_stock() -> None:
    patient = CHAIN | {"sell": replace(CHAIN["sell"], outbound=4)}
    found = place_safety_stock(patient, LINKS)
    assert found.cost == 0.0
    assert found.service_times == {"raw": 2, "make": 3, "sell": 4}


def test_several_trees_at_once() -> None:
    both = CHAIN | {name + "2": stage for name, stage in CHAIN.items()}
    found = place_safety_stock(both, [*LINKS, ("raw2", "make2"), ("make2", "sell2")])
    assert found.cost == pytest.approx(2 * place_safety_stock(CHAIN, LINKS).cost)


def test_hundreds_of_stages() -> None:
    stages, links = random_tree(7, 400)
    found = place_safety_stock(stages, links)
    sigma = {name: one.sigma for name, one in found.stages.items()}
    assert cost_of(stages, links, sigma, found.service_times) == pytest.approx(found.cost)
    held = dict.fromkeys(stages, 0)  # everyone delivers from stock
    assert found.cost < cost_of(stages, links, sigma, held)


@pytest.mark.parametrize(
    ("stages", "links", "message"),
    [
        ({}, [], "no stage"),
        (CHAIN, [*LINKS, ("raw", "sell")], "close a circle through"),
        (CHAIN, [*LINKS, ("sell", "raw")], "close a circle through"),
        (CHAIN, [*LINKS, ("make", "make")], "make supplies itself"),
        (CHAIN, [*LINKS, LINKS[0]], "raw and make are linked twice"),
        (CHAIN, [*LINKS, ("make", "raw")], "make and raw are linked twice"),
        (CHAIN, [("raw", "mke")], "'mke', which is no stage"),
        (CHAIN | {"raw": Stage(-1, 1)}, LINKS, "stage raw: time must be 0 or more"),
        (CHAIN | {"raw": Stage(1, math.nan)}, LINKS, "stage raw: holding must be a finite number"),
        (CHAIN | {"raw": Stage(1, 1, inbound=0.5)}, LINKS, "stage raw: inbound must be a whole number"),  # type: ignore[arg-type]
        (CHAIN | {"sell": Stage(1, 7, sigma=10)}, LINKS, "stage sell: outbound is missing"),
        (CHAIN | {"sell": Stage(1, 7)}, LINKS, "stage sell: outbound is missing"),
        (CHAIN | {"make": Stage(1, 3, sigma=5)}, LINKS, "stage make: outbound is missing"),
        (CHAIN | {"make": Stage(1, 3, z=-1)}, LINKS, "stage make: z"),
        (CHAIN | {"raw": Stage(5000, 1)}, LINKS, "take longer periods"),
    ],
)
def test_what_is_refused(stages: dict[str, Stage], links: Links, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        place_safety_stock(stages, links)
