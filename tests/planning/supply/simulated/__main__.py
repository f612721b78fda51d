"""``python -m tests.planning.supply.simulated [NAME ...]``: simulate the cases of the formulas of supply, narrowly.

A NAME is the beginning of that of some cases (`rq_continuous`, `kanban-19`). Each figure has a row: its exact value,
what the simulation says, half the width of its 99 % interval, whether that covers, and the processor time of its
case. Where the interval stays wider than 0.2 %, the row says how many jobs would make it as narrow.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.planning.supply.simulated.cases import CASES, Case
from tests.planning.supply.simulated.narrow import NARROW, narrow


def main() -> int:
    """Print the table; 1 where an interval does not cover."""
    parser = argparse.ArgumentParser(prog="python -m tests.planning.supply.simulated", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="begin of the names of cases (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="of the first try (default 1)")
    chosen = parser.parse_args()
    cases: list[Case] = [one.values[0] for one in CASES if one.values[0].data]
    cases = [case for case in cases if case.name.startswith(tuple(chosen.names or [""]))]
    if not cases:
        print("no such case; set TAKTWIN_SHARED to the folder that holds `data`", file=sys.stderr)
        return 1
    print(f"{'case':34}{'figure':18}{'exact':>12}{'simulated':>12}{'+/-':>9}  {'':6}{'s':>6}")
    figures, missed, wide, total, begun = 0, 0, 0, 0.0, time.perf_counter()
    for case in cases:
        found = case.simulated()
        outcome = narrow(found, chosen.seed)
        total += outcome.seconds
        for name, truth in found.truth.items():
            one = outcome.intervals[name]
            covers, is_wide = one.covers(truth), one.half_width > NARROW * truth
            figures, missed, wide = figures + 1, missed + (not covers), wide + is_wide
            row = f"{case.name:34}{name:18}{truth:12.7g}{one.mean:12.7g}{one.half_width / truth:9.3%}  "
            row += f"{'covers' if covers else 'MISSES'}{outcome.seconds:6.1f}"
            if is_wide:
                row += f"  {outcome.jobs:.2g} jobs; {NARROW:.1%} needs {outcome.needed[name]:.2g}"
            print(row, flush=True)
    clock = time.perf_counter() - begun
    print(f"{len(cases)} cases, {figures} figures: {missed} missed, {wide} wider than {NARROW:.1%}")
    print(f"{total:.0f} s of processor time, {clock:.0f} s on the clock")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
