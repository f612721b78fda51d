"""A car on a cycle beside FASTSim: `python -m benchmarks.drive`.

The electric car and the cycles that FASTSim brings, driven by both programs in one process on one core, the least of
some rounds of processor time each. The energies at the battery agree to 0.1 %, else it ends with exit code 1. Below,
for the scale, our own chain: a shipped electric car, a range extender by the adaptive strategy, and the optimum of two
cycles.

    pip install "fastsim>=3.1,<4"
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.fastsim import FastsimCar, drive_fastsim
from taktwin.product.drive.file.read import read_car
from taktwin.product.drive.optimum import drive_best
from taktwin.product.drive.trip import drive_adaptive, drive_electric

CAR = "2022_Renault_Zoe_ZE50_R135.yaml"
CYCLES = ("udds.csv", "hwfet.csv")
TOLERANCE = 1e-3
T = TypeVar("T")


def car_of(vehicle: dict[str, Any]) -> FastsimCar:
    """The car of a vehicle of FASTSim, as `to_dict` tells it."""
    parts, chassis = vehicle["pt_type"]["BEV"], vehicle["chassis"]
    motor = parts["em"]["eff_interp_achieved"]["data"]
    return FastsimCar(
        mass=vehicle["mass_kilograms"],
        drag_area=chassis["drag_coef"] * chassis["frontal_area_square_meters"],
        rolling=chassis["wheel_rr_coef"],
        wheels=chassis["num_wheels"],
        wheel_inertia=chassis["wheel_inertia_kilogram_square_meters"],
        radius=chassis["wheel_radius_meters"],
        auxiliaries=vehicle["pwr_aux_base_watts"],
        transmission=parts["transmission"]["eff_interp"],
        motor_most=parts["em"]["pwr_out_max_watts"],
        loads=tuple(motor["grid"][0]["data"]),
        efficiencies=tuple(motor["values"]["data"]),
        battery=parts["res"]["eff_interp"]["Constant"],
    )


def least(work: Callable[[], T], rounds: int) -> tuple[float, T]:
    """The least processor time of some rounds (s), and what came of the last."""
    best, found = np.inf, work()  # the first compiles
    for _ in range(rounds):
        begin = time.process_time()
        found = work()
        best = min(best, time.process_time() - begin)
    return float(best), found


def beside(name: str, rounds: int = 20) -> tuple[float, float, float, float]:
    """Seconds of FASTSim and of Taktwin for a cycle of FASTSim, and the energies at the battery (kWh)."""
    import fastsim  # type: ignore[import-not-found]  # a peer, not installed for the tests

    vehicle, theirs = fastsim.Vehicle.from_resource(CAR), fastsim.Cycle.from_resource(name)
    car = car_of(vehicle.to_dict())
    speeds = np.asarray(theirs.to_dict()["speed_meters_per_second"])
    way = Cycle(name, speeds, np.zeros(speeds.size))

    def walk() -> Any:
        drive = fastsim.SimDrive(vehicle, theirs)
        drive.run()
        return drive

    slow, drive = least(walk, max(rounds // 4, 1))
    fast, trip = least(lambda: drive_fastsim(car, way), rounds)
    state = drive.to_dict()["veh"]["pt_type"]["BEV"]["res"]["state"]
    return slow, fast, state["energy_out_electrical_joules"] / 3.6e6, trip.terminal


def main() -> int:
    """Print the table. Returns the exit code."""
    right = True
    for name in CYCLES:
        slow, fast, told, ours = beside(name)
        agrees = abs(ours / told - 1) <= TOLERANCE
        right &= agrees
        print(
            f"{name:10} FASTSim {1e3 * slow:8.2f} ms {told:.5f} kWh   Taktwin {1e3 * fast:8.3f} ms {ours:.5f} kWh   "
            f"{slow / fast:6.0f} times{'' if agrees else '   THE ENERGIES DIFFER'}"
        )
    hills = Cycle("waves", 15 * (1 - np.cos(np.arange(1801) * np.pi / 90)), np.zeros(1801))
    battery, extender = read_car("suv-battery").car, read_car("suv-range-extender").car
    print(f"own chain, 1,800 s: electric {1e3 * least(lambda: drive_electric(battery, hills), 20)[0]:.2f} ms, ", end="")
    print(f"adaptive {1e3 * least(lambda: drive_adaptive(extender, hills), 10)[0]:.2f} ms, ", end="")
    print(f"optimum of twice {least(lambda: drive_best(extender, hills.repeated(2)), 1)[0]:.1f} s")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
