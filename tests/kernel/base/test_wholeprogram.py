"""The kernel is one program, and its functions can still be called by others."""

from __future__ import annotations

import gc
from pathlib import Path

import numba
import numpy as np
import pytest
from numba import njit

from taktwin.kernel.base import random, wholeprogram
from taktwin.kernel.base.jit import entry_kernel
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.builder import Builder
from taktwin.model.values.distribution import Distribution


@entry_kernel
def whole(dists, bits):
    return random.sample(dists[0], bits) + random.sample(dists[0], bits + np.uint64(1))


@njit
def outside(dists, bits):
    return random.sample(dists[0], bits)


def test_a_part_of_a_program_works_in_another_one_that_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAKTWIN_CACHE", str(tmp_path))  # nothing is read: all is compiled here
    monkeypatch.setattr(wholeprogram, "_BUNDLE", 3)  # several are linked, as in the long programs
    builder = Builder()
    builder.distribution(Distribution("uniform", (2.0, 4.0)))
    dists = builder.arrays(KINDS)["dists"]
    found = gc.get_stats()[0]["collected"]
    with one_program(whole):
        whole.compile((numba.typeof(dists), numba.uint64))
    assert gc.isenabled()
    assert gc.get_stats()[0]["collected"] - found < 1000  # what is left of it waits for a full collection
    bits = np.uint64(1 << 63)
    outside.compile((numba.typeof(dists), numba.uint64))
    assert outside(dists, bits) == pytest.approx(3.0)
    assert whole(dists, bits) == pytest.approx(6.0)


def test_what_somebody_has_set_aside_from_collecting_stays_there() -> None:
    gc.freeze()
    try:
        with one_program():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
