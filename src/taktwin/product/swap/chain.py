"""The exact answer for small stations: swaps and charging take exponential times, cars come by the hour of the day.

The state is how many cars are in the station, waiting or in a bay, and how many packs are empty: a Markov chain in
continuous time, whose generator changes with the hour and repeats every day. Its state at midnight is the one that a
day carries into itself. Waits follow from Little's law (the mean number that waits over the rate that is let in).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.swap.station import HOURS, Station

MOST_STATES = 1500


@dataclass(frozen=True, eq=False)
class Exact:
    """Exact figures of a station, see `Served`.

    Attributes:
        wait_s: mean wait of the cars that are served.
        at_once: share of the cars that wait for nothing.
        lost: share of the cars that find no room.
        kw: taken of the grid in each hour of the day, in the mean.
    """

    wait_s: float
    at_once: float
    lost: float
    kw: Any


def solve(station: Station) -> Exact:
    """Solve the chain of a station with a limited room.

    Raises:
        OptionError: the room has no limit, or there are too many states.
    """
    from scipy.linalg import expm

    if math.isinf(station.room):
        raise OptionError(
            Phrase("the exact chain needs a limit to the cars that may wait"),
            Phrase("give the station a `room`"),
            "room",
        )
    most = int(station.room) + station.bays
    states = (most + 1) * (station.packs + 1)
    if states > MOST_STATES:
        message = Phrase(
            "the exact chain has {states} states, and {most_states} are solved at most",
            states=states,
            most_states=MOST_STATES,
        )
        raise OptionError(message, Phrase("simulate it, or give less room and fewer packs"), "room")
    cars, empty = (grid.ravel() for grid in np.indices((most + 1, station.packs + 1)))
    busy = np.minimum(np.minimum(station.bays, cars), station.packs - empty)
    charging = np.minimum(station.chargers, empty)
    prompt = (cars < station.bays) & (cars < station.packs - empty)
    enters = (prompt | (cars - busy < station.room)) & (cars < most)
    here = np.arange(states)
    still = np.zeros((states, states))  # all but arrivals
    ends = busy > 0
    still[here[ends], here[ends] - station.packs] += busy[ends] / station.takes  # one car less, one empty pack more
    still[here[charging > 0], here[charging > 0] - 1] += charging[charging > 0] / station.charging_s
    comes = np.zeros((states, states))
    comes[here[enters], here[enters] + station.packs + 1] = 1.0
    # of each rate: how the state after an hour follows from that before it, and the time that is spent in each state
    known = {}
    for rate in set(station.rates().tolist()):
        generator = still + rate * comes
        generator -= np.diag(generator.sum(axis=1))
        whole = expm(np.block([[generator, np.eye(states)], [np.zeros((states, 2 * states))]]) * 3600.0)
        known[rate] = whole[:states, :states], whole[:states, states:]
    hours = [known[rate] for rate in station.rates().tolist()]
    day = np.linalg.multi_dot([step for step, _ in hours])
    # the distribution at midnight: p day = p, sum 1
    p = np.linalg.lstsq(np.vstack([day.T - np.eye(states), np.ones(states)]), np.eye(states + 1)[-1], rcond=None)[0]
    waiting = came = let_in = at_once = 0.0
    kw = np.zeros(HOURS)
    for hour, rate in enumerate(station.rates()):
        seconds = p @ hours[hour][1]
        waiting += float(seconds @ (cars - busy))
        came += float(rate * 3600.0)
        let_in += float(rate * (seconds @ enters))
        at_once += float(rate * (seconds @ prompt))
        kw[hour] = seconds @ charging / 3600.0 * station.grid_power / 1000
        p = p @ hours[hour][0]
    return Exact(waiting / let_in, at_once / came, 1 - let_in / came, kw)
