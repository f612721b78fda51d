"""A kernel that has been compiled before is read without making Numba ready to compile, which would take longer."""

from __future__ import annotations

import json
import subprocess
import sys

_RUN = """
import json, sys, taktwin
run = taktwin.load("mm1").simulate(days=1.0, warmup=0.0)
print(json.dumps([run.kpis["finished_jobs"].value, "numba.np.arraymath" in sys.modules]))
"""


def in_a_process_of_its_own() -> tuple[float, bool]:
    """Finished jobs of a day, and whether Numba's compiler was woken."""
    done = subprocess.run([sys.executable, "-c", _RUN], check=True, capture_output=True, text=True)
    finished, woken = json.loads(done.stdout)
    return finished, woken


def test_the_second_process_reads_what_the_first_compiled() -> None:
    first, _ = in_a_process_of_its_own()  # compiles where no test did so before
    second, woken = in_a_process_of_its_own()
    assert second == first > 1000
    assert not woken
