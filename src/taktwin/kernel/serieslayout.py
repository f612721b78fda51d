"""The layout of a row of the series, for the kernel that writes it and the tables that are made of it.

A row holds cumulative figures: of each node its level's integral (job s) and the jobs that entered; of each stock point
its level's integral; and of each group of resources the seconds of its station servers by state, then the amount of
each medium by state and, last, that which goes with each work (J, m3).

The kernel calls these functions; Python calls their ``py_func``.
"""

from __future__ import annotations

from taktwin.kernel.base.jit import small_kernel
from taktwin.kernel.base.state import STATE_COUNT
from taktwin.model.nouns.machines.power import MEDIA

#: Accounts of a medium, also in the order in which a resource's powers stand in ``floats``: the states, then each work.
ACCOUNTS = STATE_COUNT + 1
_OF_A_GROUP = STATE_COUNT + len(MEDIA) * ACCOUNTS


@small_kernel
def area_of_node(n):
    """Column of the integral of a node's level."""
    return 2 * n


@small_kernel
def entered_node(n):
    """Column of the jobs that entered a node."""
    return 2 * n + 1


@small_kernel
def area_of_stock(nodes, k):
    """Column of the integral of a stock point's level."""
    return 2 * nodes + k


@small_kernel
def seconds_of_group(nodes, stocks, g):
    """First of the columns of a group: seconds of its station servers by state."""
    return 2 * nodes + stocks + g * _OF_A_GROUP


@small_kernel
def amounts_of_group(nodes, stocks, g, m):
    """First of the columns of medium ``m`` in a group: amounts by state, then those of the works."""
    return 2 * nodes + stocks + g * _OF_A_GROUP + STATE_COUNT + m * ACCOUNTS


def columns_of(nodes: int, stocks: int, groups: int) -> int:
    """Length of a row."""
    return 2 * nodes + stocks + groups * _OF_A_GROUP
