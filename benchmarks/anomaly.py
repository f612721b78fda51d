"""How fast anomalies are found: `python -m benchmarks.anomaly [--quick]`.

One series of a wave with noise is fed to the detector with the settings as they ship, all at once and in pieces of ten
records as they come from a plant. Prints records a second of processor time on one core, the median of several rounds.
It ends with exit code 1 where it is less than 84,000 records a second all at once.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import numpy as np
import numpy.typing as npt

from taktwin.live.anomaly import Detector

LIMIT = 84_000


def series(records: int) -> npt.NDArray[np.float64]:
    """A wave with noise and a drift."""
    random = np.random.default_rng(7)
    at = np.arange(records)
    return 20 + 3 * np.sin(at / 50) + at / records + random.normal(0, 0.2, records)


def measure(values: npt.NDArray[np.float64], piece: int, rounds: int) -> float:
    """Records a second of processor time, fed in pieces."""
    speeds = []
    for _ in range(rounds):
        detector = Detector()
        begin = time.process_time()
        for at in range(0, values.size, piece):
            detector.feed(values[at : at + piece])
        speeds.append(values.size / (time.process_time() - begin))
    return statistics.median(speeds)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.anomaly", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the records, one round")
    quick = parser.parse_args(arguments).quick
    values, rounds = series(30_000 if quick else 300_000), 1 if quick else 5
    Detector().feed(values[:10])  # compiled
    whole = measure(values, values.size, rounds)
    print(f"{values.size:,} records at once: {whole:,.0f} records/s")
    print(f"{values.size:,} records in pieces of ten: {measure(values, 10, rounds):,.0f} records/s")
    if whole < LIMIT:
        print(f"under {LIMIT:,} records/s", file=sys.stderr)
    return int(whole < LIMIT)


if __name__ == "__main__":
    sys.exit(main())
