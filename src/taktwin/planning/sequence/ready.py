"""Compiles the kernel, once for each version of it, before a clock is started."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from taktwin.kernel.base.keptcode import is_kept
from taktwin.kernel.base.wholeprogram import one_program
from taktwin.planning.sequence.bound import Bound
from taktwin.planning.sequence.kernel.anneal import anneal, load
from taktwin.planning.sequence.kernel.jit import cache_folder
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.search import Search

_told: list[Callable[[], None]] = []


def before_compiling(tell: Callable[[], None]) -> None:
    """Have ``tell`` called before the kernel is compiled, where it is not on disk; replaces an earlier one."""
    _told[:] = [tell]


def is_compiled() -> bool:
    """Whether the compiled kernel is on disk (then a search starts at once)."""
    return is_kept(cache_folder(), "anneal")


@cache
def make_ready() -> None:
    """Compile the kernel (about 7 s) or load it from disk, by searching a sequence of two cars."""
    if _told and not is_compiled():
        _told[0]()
    ratio = Ratio("any", 1, 2)
    problem = SequenceProblem("two cars", ("a", "b"), np.zeros(2, np.int32), np.ones((2, 1), bool), (ratio,))
    with one_program(load, anneal):
        search = Search(problem, 1, Bound({}, 0.0))
        search.start(np.arange(2))
        search.run("steep", 1, lambda: False)
