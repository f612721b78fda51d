"""Rules of one's own for vehicles and repair crews: shipped rules written anew, and choices worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from taktwin import RuleError, rule
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.model.own.ruled import with_rules
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, line, model_of


def logged(data: Data, own: Any = None, seconds: float = 40_000.0) -> np.ndarray:
    """Everything that happens in a run, to the bit."""
    simulation = Simulation(lower(with_rules(model_of(data), own)), seed=3, trace=True)
    simulation.advance_to(seconds)
    simulation.drain()
    return np.concatenate(simulation.logs)


def fleet(**more: Any) -> Data:
    """Three transports of one fleet, the last with the longest way."""
    flow: list[Data] = []
    for name, metres in (("t", 10), ("u", 15), ("v", 30)):
        flow += [{"station": f"before {name}", "cycle": "exp(9 s)"},
                 {"transport": name, "fleet": "tugs", "distance": f"{metres} m", "capacity": 3}]  # fmt: skip
    flow.append({"station": "last", "cycle": "exp(9 s)"})
    return line(flow, orders={"interval": "exp(14 s)"}, fleets={"tugs": {"count": 2, "speed": "1.5 m/s", **more}})


@pytest.mark.rule("Of requests and vehicles each pair is rated")
@pytest.mark.rule("A vehicle that is free again takes the request with the lowest number")
def test_first_come_first_served_written_anew_is_the_same_to_the_bit():
    """By the place in the queue, and the first vehicle in the list; by anything else it is another run."""
    own = rule.dispatch("tugs")(lambda position, vehicle: position + 0.001 * vehicle)
    assert logged(fleet(), own).tobytes() == logged(fleet()).tobytes()
    for other in (lambda position: -position, lambda empty, before: empty - before, lambda vehicle: -vehicle):
        assert logged(fleet(), rule.dispatch("tugs")(other)).tobytes() != logged(fleet()).tobytes()


def test_a_transport_is_told_by_its_name():
    """The only vehicle goes where the rule says; so the station before the last transport waits less for it."""
    last = rule.element("v")
    own = rule.dispatch("tugs")(lambda element, position: -1 if element == last else position)
    waited = []
    for rules in (own, None):
        simulation = Simulation(lower(with_rules(model_of(fleet(count=1)), rules)), seed=3)
        simulation.advance_to(40_000.0)
        simulation.settle()
        at = simulation.program.resource_names.index("before v")
        waited.append(float(simulation.arrays["seconds"][at, k.WAITING_TRANSPORT]))
    assert waited[0] < 0.8 * waited[1]


def crew() -> Data:
    """Two stations and one fitter: the first fails often and is repaired soon, the second needs long."""

    def modes(up: int, repair: int) -> list[Data]:
        return [{"clock": "time", "up": f"exp({up} s)", "repair": f"exp({repair} s)", "crew": "fitters"}]

    flow = [
        {"station": "a", "cycle": "5 s", "failures": modes(300, 200)},
        {"buffer": "b", "capacity": 9},
        {"station": "c", "cycle": "5 s", "servers": 3, "failures": modes(400, 100)},
    ]
    return line(flow, crews={"fitters": {"size": 1}})


@pytest.mark.rule("A crew that is free again goes to the waiting resource with the lowest number")
def test_where_a_crew_goes():
    first_come = rule.repair("fitters")(lambda position: position)
    assert logged(crew(), first_come).tobytes() == logged(crew()).tobytes()
    bottleneck = rule.element("a")

    @rule.repair("fitters")
    def first_station_first(element, repair, server, mode):
        return -1 if element == bottleneck else repair + server + mode

    runs = []
    for own in (None, first_station_first):
        simulation = Simulation(lower(with_rules(model_of(crew()), own)), seed=3)
        simulation.advance_to(200_000.0)
        simulation.settle()
        at = simulation.program.resource_names.index("a")
        runs.append(float(simulation.arrays["seconds"][at, k.WAITING_CREW]))
    assert runs[1] < 0.7 * runs[0]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (rule.dispatch("tug")(lambda empty: empty), 'there is no fleet "tug" in test; did you mean `tugs`?'),
        (rule.repair("fitter")(lambda repair: repair), 'there is no crew "fitter" in test'),
        (rule.dispatch("tugs")(lambda waited: waited), '"waited" is no number that a dispatch rule is given'),
        (rule.dispatch("tugs", x=rule.element("w"))(lambda x: x), 'there is no element "w" in test'),
        (rule.dispatch("tugs", x=rule.option("colour"))(lambda x: x), 'there is no option "colour"'),
    ],
)
def test_what_is_wrong_is_told(own: Any, said: str):
    with pytest.raises(RuleError) as caught:
        lower(with_rules(model_of({**fleet(), "crews": {"fitters": {"size": 1}}}), own))
    assert said in str(caught.value)
