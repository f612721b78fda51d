"""A plant followed for hours: whether the books close at the end, and how much memory the twin takes on the way.

python -m benchmarks.soak phoenix --hours 120 --speed 60     (two hours of ours)
python -m benchmarks.soak phoenix --hours 24 --speed 0       (at once)
"""

from __future__ import annotations

import argparse
import math
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import taktwin
from taktwin.live.journal.check import check_journal
from taktwin.live.twin import TwinSettings
from taktwin.live.twin.options import LiveOptions
from taktwin.live.twin.program import follow


def resident_mb() -> float:
    """Memory of this process now, MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="phoenix")
    parser.add_argument("--hours", type=float, default=24.0, help="of the plant")
    parser.add_argument("--speed", type=float, default=0.0)
    parser.add_argument("--ahead", type=float, default=0.0, help="minutes of the plant between two forecasts")
    given = parser.parse_args()
    plant, begin = taktwin.load(given.model), time.monotonic()
    memory: list[float] = []

    def tell(now: dict[str, Any]) -> None:
        memory.append(resident_mb())
        told = f"{now['time']}  {now['finished']:6d} finished  {now['jobs']:5d} in the plant  {memory[-1]:7.1f} MB"
        print(f"{told}  {time.monotonic() - begin:7.1f} s", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plant.journal"
        settings = TwinSettings(forecast_s=given.ahead * 60.0 or math.inf, replications=20)
        options = LiveOptions(
            demo=True, days=given.hours / 24.0, speed=given.speed, journal=path, every=3600.0, settings=settings
        )
        cpu = time.process_time()
        twin = follow(plant.starter, options, tell)
        cpu = time.process_time() - cpu
        events = list(plant.emulator(given.hours / 24.0, options.plant_seed).events())
        ended = sum(one.kind == "finish" and one.state == "finished" for one in events)
        begun = {one.order for one in events if one.kind == "enter" and one.order >= 0 and not one.sub}
        scrapped = sum(one.kind == "finish" and one.state == "scrapped" for one in events)
        inside = twin.shadow.jobs
        checked = check_journal(path)
        size = path.stat().st_size / 1e6
        begin = time.monotonic()
        follow(plant.starter, options, lambda _: None)
        again = time.monotonic() - begin
    print(f"{len(events)} events, {checked.entries} in the journal ({size:.0f} MB), sound: {checked.sound}")
    print(f"books: {len(begun)} begun = {ended} finished + {scrapped} scrapped + {inside} in the plant", end="")
    print(f" -> {'closed' if len(begun) == twin.shadow.finished + scrapped + inside else 'OPEN'}")
    late = memory[len(memory) // 3 :]
    print(f"memory: {memory[0]:.0f} MB after the first hour, {memory[-1]:.0f} MB at the end", end="")
    print(f"; {(late[-1] - late[0]) / max(1, len(late) - 1):+.2f} MB an hour in the last two thirds")
    print(f"{cpu:.0f} s of CPU; the twin is there again in {again:.2f} s")


if __name__ == "__main__":
    main()
