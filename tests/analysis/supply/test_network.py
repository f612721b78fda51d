"""The accounts of distribution networks: the five corrected chains to the last digit, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import taktwin
from benchmarks.network import Chain, Customer, Site
from taktwin.model.errors import OptionError
from taktwin.supply import NetworkPrices, network_accounts
from tests.shared import shared_folder

_FILE = Path("data", "supply_reference", "anylogistix_models.json")


def models() -> list[Any]:
    """The chains of the reference file; without it one that is skipped and says why."""
    file = shared_folder() / _FILE
    if not file.is_file():
        return [pytest.param({}, marks=pytest.mark.skip(reason=f"no reference cases at {file}"))]
    return [pytest.param(one, id=one["model"]) for one in json.loads(file.read_text(encoding="utf-8"))["models"]]


def chain_of(model: dict[str, Any]) -> Chain:
    sites = {}
    for name, one in model["nodes"].items():
        first, second = {"(s,S)": ("s", "S"), "(R,Q)": ("R", "Q")}.get(one["policy"], ("T", "Q"))
        sites[name.lower()] = Site(one["initial"], one["policy"], (one[first], one[second]))
    customers = [Customer(one["node"].lower(), one["quantity"], one["interval"]) for one in model["demands"]]
    return Chain(model["model"].replace("_", "-"), model["lead_time"], sites, customers)


def ran(chain: Chain, days: float, folder: Path) -> taktwin.Run:
    """A traced run that ends a moment before ``days``."""
    file = folder / "chain.yaml"
    file.write_text(chain.text(days, folder), encoding="utf-8")
    return taktwin.load(file).simulate(days=days - 1e-6, warmup=0, trace=True)


@pytest.mark.parametrize("model", models())
def test_reference(model: dict[str, Any], tmp_path: Path) -> None:
    run = ran(chain_of(model), model["horizon"], tmp_path)
    prices = NetworkPrices(
        model["buy_price"], model["sell_price"], model["holding_cost_per_unit_time"], model["link_cost_per_order"]
    )
    found = network_accounts(run.result, prices, model["lead_time"])
    assert {name: getattr(found, name) for name in model["metrics"]} == pytest.approx(model["metrics"], rel=1e-6)


SMALL = Chain("small", 1.0, {"a": Site(10.0, "(R,Q)", (5.0, 10.0))}, [Customer("a", 4.0, 1.0)])


def test_by_hand(tmp_path: Path) -> None:
    """Four a day from ten: 6, 2 (ten are ordered), 12 - 4 = 8 on day 2, 4 on day 3 (ordered)."""
    found = network_accounts(ran(SMALL, 4, tmp_path).result, NetworkPrices(3.0, 5.0, 0.5, 7.0), 1.0)
    assert (found.demand_placed_orders_by_customer, found.demand_placed_orders_by_site) == (4, 2)
    assert (found.fulfillment_received_orders_by_customer, found.fulfillment_received_orders_by_site) == (3, 1)
    assert found.inventory_carrying_cost == pytest.approx(0.5 * (6 + 2 + 8 + 4), rel=1e-6)
    assert (found.inventory_spend, found.revenue, found.transportation_cost) == (30.0, 80.0, 42.0)
    assert found.profit == pytest.approx(80.0 - 30.0 - 42.0 - 10.0, rel=1e-6)


def test_an_order_that_waits_is_demand(tmp_path: Path) -> None:
    late = Chain("late", 9.0, SMALL.sites, SMALL.customers)
    found = network_accounts(ran(late, 4, tmp_path).result, NetworkPrices(0.0, 0.0, 0.0, 0.0))
    assert (found.demand_placed_products_by_customer, found.fulfillment_received_products_by_customer) == (16.0, 8.0)


def test_what_is_refused(tmp_path: Path) -> None:
    traced = ran(SMALL, 2, tmp_path).result
    with pytest.raises(OptionError, match="holding must be 0 or more, got -1"):
        network_accounts(traced, NetworkPrices(1.0, 1.0, -1.0, 1.0))
    with pytest.raises(OptionError, match="delivery_days must be"):
        network_accounts(traced, NetworkPrices(1.0, 1.0, 1.0, 1.0), float("nan"))
    bare = taktwin.load("mm1").simulate(days=0.1, warmup=0).result
    with pytest.raises(OptionError, match="need each movement; simulate with trace=True"):
        network_accounts(bare, NetworkPrices(1.0, 1.0, 1.0, 1.0))
