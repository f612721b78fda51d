"""The kernel is one program, and its functions can still be called by others."""

from __future__ import annotations

from pathlib import Path

import pytest
from numba import float64, int64, njit

from taktwin.kernel.base.jit import entry_kernel, kernel
from taktwin.kernel.base.wholeprogram import one_program


@kernel
def polynomial(x, degree, always):
    """Too long to be copied into its callers."""
    total = 0.0
    power = 1.0
    for i in range(degree):
        total += power / (1.0 + i * always)
        power *= x
        if total > 1e9:
            total = 0.5 * total + polynomial_of_two(x, always)
    return total


@kernel
def polynomial_of_two(x, always):
    return x * x * always


@entry_kernel
def whole(x):
    return polynomial(x, 3, 1) + polynomial(x + 1.0, 5, 1) + polynomial_of_two(x, 1)


@njit
def outside(x, degree, always):
    return polynomial(x, degree, always)


def test_a_part_of_a_program_works_in_another_one_that_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAKTWIN_CACHE", str(tmp_path))  # nothing is read: all is compiled here
    with one_program(whole):
        whole.compile((float64,))
    outside.compile((float64, int64, int64))
    assert outside(2.0, 3, 1) == pytest.approx(1.0 + 2.0 / 2.0 + 4.0 / 3.0)
    assert outside(2.0, 3, 2) == pytest.approx(1.0 + 2.0 / 3.0 + 4.0 / 5.0)  # as the program never asks for it
    assert whole(0.0) == pytest.approx(1.0 + sum(1.0 / (1.0 + i) for i in range(5)))
