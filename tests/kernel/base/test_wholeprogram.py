"""The kernel is one program, and its functions can still be called by others."""

from __future__ import annotations

from pathlib import Path

import numba
import numpy as np
import pytest
from numba import njit

from taktwin.kernel.base import machinecode, random, wholeprogram
from taktwin.kernel.base.jit import entry_kernel, kernel, small_kernel
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


@kernel
def of_the_rest(x):
    return x + 3


@kernel
def asked_by_the_half_apart_alone(x):
    return x * 5


@small_kernel
def in_both_halves(x):
    return x - 1


@kernel
def half_apart(x):
    return in_both_halves(of_the_rest(x)) + asked_by_the_half_apart_alone(x)


def two_halves(x):
    return in_both_halves(half_apart(x)) + of_the_rest(x)


@pytest.mark.parametrize("processors", [1, 2])
def test_a_program_of_two_halves_is_one_program_wherever_they_are_made(
    processors: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAKTWIN_CACHE", str(tmp_path))
    monkeypatch.setattr(wholeprogram, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(wholeprogram._Part, "comes_from", lambda part, _: part.name == "half_apart")
    monkeypatch.setattr(machinecode, "_processors", lambda: processors)
    made_here = []
    make = machinecode.machine_code
    monkeypatch.setattr(machinecode, "machine_code", lambda *how: made_here.append(make(*how)) or made_here[0])
    for _ in ("compiled", "read from the cache"):
        program = entry_kernel(two_halves)
        with one_program(program):
            program.compile((numba.int64,))
        assert program(10) == 10 + 3 - 1 + 10 * 5 - 1 + 10 + 3
        assert len(made_here) == (processors == 1)  # one half, once, or none


def test_what_no_process_beside_could_make_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machinecode, "_processors", lambda: 2)
    monkeypatch.setattr(machinecode, "machine_code", lambda *_: b"made here")
    assert machinecode.begin_machine_code(b"no module", {}, True)() == b"made here"
    monkeypatch.setattr(machinecode.sys, "executable", "")
    assert machinecode.begin_machine_code(b"no module", {}, True)() == b"made here"


def test_a_part_of_a_program_works_in_another_one_that_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAKTWIN_CACHE", str(tmp_path))  # nothing is read: all is compiled here
    builder = Builder()
    builder.distribution(Distribution("uniform", (2.0, 4.0)))
    dists = builder.arrays(KINDS)["dists"]
    with one_program(whole):
        whole.compile((numba.typeof(dists), numba.uint64))
    bits = np.uint64(1 << 63)
    outside.compile((numba.typeof(dists), numba.uint64))
    assert outside(dists, bits) == pytest.approx(3.0)
    assert whole(dists, bits) == pytest.approx(6.0)
