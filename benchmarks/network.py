"""Distribution networks beside SupplyNetPy: `python -m benchmarks.network [--quick]`.

Two chains of the library's own validation, as long as ten years: an (R, Q) stock point with one customer, and eight
stock points with sixteen. Each program runs each in turn, in one process on one core, the least of three rounds of
processor time; the units bought, sold and left agree to the piece, else it ends with exit code 1. A long list of orders
is read before the clock starts.

    pip install supplynetpy
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DAYS = 3650


@dataclass(frozen=True)
class Site:
    """A stock point: ``policy`` is `(s,S)`, `(R,Q)` or `periodic (T,Q)` with two numbers."""

    initial: float
    policy: str
    numbers: tuple[float, float]


@dataclass(frozen=True)
class Customer:
    """An order of ``quantity`` at a site every ``interval`` days, the first at 0."""

    site: str
    quantity: float
    interval: float


@dataclass(frozen=True)
class Chain:
    """A network of one echelon with an unlimited supplier, ``lead`` days away."""

    name: str
    lead: float
    sites: dict[str, Site]
    customers: list[Customer]

    def text(self, days: float, folder: Path) -> str:
        """The model of Taktwin; the orders of each customer are a file in the folder."""
        import json

        lead = f"{self.lead:g} d"
        lanes = {
            name: {"supplier": "outside", "to": name, "lead": lead, **_rule(site)} for name, site in self.sites.items()
        }
        stocks = {name: {"part": f"{name}-item", "initial": one.initial} for name, one in self.sites.items()}
        orders, lines = {}, {}
        for number, one in enumerate(self.customers):
            times = range(-(-int(days) // int(one.interval)))
            rows = "\n".join(f"{place * one.interval:g} d" for place in times)
            (folder / f"{self.name}-{number}.csv").write_text(f"release\n{rows}\n", encoding="utf-8")
            orders[f"customer-{number}"] = {"file": f"{self.name}-{number}.csv"}
            use = {"part": f"{one.site}-item", "quantity": one.quantity, "from": one.site}
            lines[f"customer-{number}"] = {
                "orders": f"customer-{number}",
                "flow": [
                    {"buffer": f"asked-{number}", "capacity": "unlimited"},
                    {"station": f"served-{number}", "cycle": "0 s", "uses": [use]},
                ],
            }
        data: dict[str, Any] = {"taktwin": 1, "name": self.name, "bucket": "30 d"}
        data["suppliers"] = {"outside": {}}
        data["parts"] = {f"{name}-item": {} for name in self.sites}
        data |= {"stocks": stocks, "lanes": lanes, "orders": orders, "shops": {"network": {"lines": lines}}}
        return json.dumps(data)  # JSON is YAML


def _rule(site: Site) -> dict[str, Any]:
    first, second = site.numbers
    if site.policy == "(R,Q)":
        return {"reorder": first, "quantity": second}
    if site.policy == "(s,S)":
        return {"reorder": first, "up_to": second}
    return {"every": f"{first:g} d", "quantity": second}


ONE = Chain("one-site", 2.0, {"d1": Site(1000.0, "(R,Q)", (500.0, 500.0))}, [Customer("d1", 120.0, 2.0)])
EIGHT = Chain(
    "eight-sites",
    1.0,
    {
        f"d{n}": Site(500.0 + 500.0 * n, "(s,S)" if n < 5 else "(R,Q)", numbers)
        for n, numbers in enumerate(
            [
                *((500.0 * n, 500.0 * n + 500.0) for n in range(1, 5)),
                *((1500.0, 1500.0), (2000.0, 1500.0), (2000.0, 2000.0), (2500.0, 2000.0)),
            ],
            1,
        )
    },
    [Customer(f"d{n}", 40.0 * n + shift, float(n)) for n in range(1, 9) for shift in (-20.0, 0.0)],
)


def by_taktwin(chain: Chain, days: float, folder: Path, rounds: int) -> tuple[float, dict[str, float]]:
    """Seconds of processor time of the least of the rounds, and units bought, sold and left."""
    import taktwin
    from taktwin.kernel.lowering.program import lower
    from taktwin.runs.simulation import Simulation
    from taktwin.runs.tables import result_of

    file = folder / f"{chain.name}.yaml"
    file.write_text(chain.text(days, folder), encoding="utf-8")
    program = lower(taktwin.load(file).model)
    Simulation(program, 1).advance_to(days * 86400.0 - 1.0)  # compiles
    seconds, found = [], {}
    for _ in range(rounds):
        simulation = Simulation(program, 1)
        begin = time.process_time()
        simulation.advance_to(days * 86400.0 - 1.0)
        seconds.append(time.process_time() - begin)
        stocks = result_of(simulation).stocks
        columns = {"bought": "received", "sold": "drawn", "left": "final"}
        found = {name: float(stocks[column].sum()) for name, column in columns.items()}
    return min(seconds), found


def by_supplynetpy(chain: Chain, days: float, rounds: int) -> tuple[float, dict[str, float]]:
    """The same by SupplyNetPy, without its log."""
    import importlib

    peer = importlib.import_module("SupplyNetPy.Components")

    seconds, found = [], {}
    for _ in range(rounds):
        net = _network(peer, chain)
        begin = time.process_time()
        peer.simulate_sc_net(net, sim_time=days, logging=False)
        seconds.append(time.process_time() - begin)
        found = {
            "bought": net["fulfillment_received_by_site"][1],
            "sold": net["demand_by_customers"][1],
            "left": net["available_inv"],
        }
    return min(seconds), found


def _network(peer: Any, chain: Chain) -> Any:
    kinds = {
        "(s,S)": lambda a, b: (peer.SSReplenishment, {"s": a, "S": b}),
        "(R,Q)": lambda a, b: (peer.RQReplenishment, {"R": a, "Q": b}),
        "periodic (T,Q)": lambda a, b: (peer.PeriodicReplenishment, {"T": a, "Q": b}),
    }
    nodes: list[dict[str, Any]] = [{"ID": "outside", "name": "outside", "node_type": "infinite_supplier"}]
    links, demands = [], []
    for name, site in chain.sites.items():
        policy, param = kinds[site.policy](*site.numbers)
        nodes.append(
            {
                "ID": name, "name": name, "node_type": "distributor", "capacity": float("inf"),
                "initial_level": site.initial, "inventory_holding_cost": 0.2, "replenishment_policy": policy,
                "policy_param": param, "product_buy_price": 200, "product_sell_price": 250,
            }
        )  # fmt: skip
        links.append(
            {"ID": f"l-{name}", "source": "outside", "sink": name, "cost": 10, "lead_time": lambda: chain.lead}
        )
    for number, one in enumerate(chain.customers):
        demands.append(
            {
                "ID": f"c{number}", "name": f"c{number}", "order_arrival_model": lambda one=one: one.interval,
                "order_quantity_model": lambda one=one: one.quantity, "demand_node": one.site,
                "delivery_cost": lambda: 10, "lead_time": lambda: chain.lead,
            }
        )  # fmt: skip
    return peer.create_sc_net(nodes, links, demands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run both chains in both programs and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.network", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a year, one round")
    options = parser.parse_args(arguments)
    days, rounds = (365.0, 1) if options.quick else (float(DAYS), 3)
    wrong = 0
    print("| network | orders | Taktwin, s | SupplyNetPy, s | times as fast |\n| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for chain in (ONE, EIGHT):
            ours, mine = by_taktwin(chain, days, Path(folder), rounds)
            theirs, other = by_supplynetpy(chain, days, rounds)
            orders = sum(-(-int(days) // int(one.interval)) for one in chain.customers)
            print(f"| {chain.name} | {orders:,} | {ours:.4f} | {theirs:.3f} | {theirs / ours:,.0f} |")
            if mine != other:
                print(f"{chain.name}: {mine} and {other}")
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
