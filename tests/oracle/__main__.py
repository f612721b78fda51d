"""``python -m tests.oracle --factories 20000``: compare kernel and oracle on random factories."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.oracle.run import SECONDS, Tally, check_many, smallest


def main() -> int:
    """Run, print a summary, and keep what differs as small models; 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--factories", type=int, default=2000, help="how many (default 2000)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default 1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"simulated time (default {SECONDS:g} s)")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--halls", dest="draw", action="store_const", const="halls", help="halls with guide paths alone")
    kinds.add_argument(
        "--clusters", dest="draw", action="store_const", const="clusters", help="models of several plants"
    )
    kinds.add_argument("--parks", dest="draw", action="store_const", const="parks", help="supplier parks")
    parser.set_defaults(draw="factories")
    parser.add_argument("--features", action="store_true", help="how many factories showed which feature")
    parser.add_argument("--keep", type=Path, help="folder for small models of the differences (default: a new one)")
    chosen = parser.parse_args()
    shown = [0.0]

    def progress(tally: Tally, elapsed: float) -> None:
        if elapsed - shown[0] >= 10.0:
            shown[0] = elapsed
            line = f"{tally.factories:,} {chosen.draw}, {tally.events:,} events, {len(tally.differences)} differ"
            print(f"{line} ({elapsed:.0f} s)", file=sys.stderr, flush=True)

    tally = check_many(chosen.factories, chosen.seed, chosen.jobs, chosen.seconds, chosen.draw, progress)
    if chosen.features:
        for feature, count in sorted(tally.seen.items(), key=lambda item: -item[1]):
            print(f"{count:8,}  {feature}")
    print(
        f"{tally.factories:,} {chosen.draw} (seed {chosen.seed}), {tally.events:,} events compared, "
        f"{len(tally.seen)} features seen, {tally.stuck} stand still in both, {len(tally.refused)} refused, "
        f"{len(tally.differences)} differ"
    )
    for text in tally.refused[:3]:
        print(text)
    _report(tally, chosen.keep)
    return 1 if tally.differences or tally.refused else 0


def _report(tally: Tally, keep: Path | None) -> None:
    """Make the first differences small and keep them."""
    from tests.oracle import regression

    folder = keep or (Path(tempfile.mkdtemp(prefix="oracle-")) if tally.differences else None)
    for difference in tally.differences[:5]:
        small = smallest(difference)
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        print(f"factory {difference.number}: {small.shown[0]}\n   kept as {regression.write(small, folder)}")


if __name__ == "__main__":
    sys.exit(main())
