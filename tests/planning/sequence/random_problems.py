"""Small random sequencing problems."""

from __future__ import annotations

import numpy as np

from taktwin.planning.sequence.problem import Ratio, SequenceProblem


def random_problem(
    seed: int,
    cars: int = 24,
    ratios: int = 4,
    colours: int = 3,
    before: int = 9,
    window: int = 8,
    limit: int | None = 4,
    cut: bool = True,
    objectives: tuple[str, ...] = ("high_violations", "paint_color_changes", "low_violations"),
    weights: tuple[int, ...] | None = None,
    pins: int = 0,
) -> SequenceProblem:
    """A problem of random flags and colours; the same one for the same arguments. Its given order is valid."""
    draw = np.random.default_rng(seed)
    chosen = []
    for at in range(ratios):
        long = int(draw.integers(1, window + 1))
        chosen.append(Ratio(f"r{at}", int(draw.integers(1, long + 1)), long, bool(draw.integers(0, 2))))
    paint = draw.integers(0, colours, cars)
    if limit is not None:
        paint = np.arange(cars) % colours  # no run is longer than one: the given order keeps any limit
    pinned = np.full(cars, -1)
    places = draw.permutation(cars)[:pins]
    pinned[places] = places
    return SequenceProblem(
        name=f"random {seed}",
        idents=tuple(f"c{at}" for at in range(cars)),
        colours=paint.astype(np.int32),
        has=draw.random((cars, ratios)) < draw.uniform(0.1, 0.7, ratios),
        ratios=tuple(chosen),
        batch_limit=limit,
        objectives=objectives,
        weights=weights,
        before_colours=draw.integers(0, colours, before).astype(np.int32),
        before_has=draw.random((before, ratios)) < 0.5,
        cut_windows=cut,
        pinned=pinned.astype(np.int32) if pins else None,
        due=draw.integers(-1, cars, cars).astype(np.int32),
        reference=draw.permutation(cars).astype(np.int32),
        given=np.arange(cars, dtype=np.int32),
    )
