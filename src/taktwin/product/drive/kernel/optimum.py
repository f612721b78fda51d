"""The least fuel: dynamic programming over charge and engine, and a bound below it."""

from __future__ import annotations

import math

from taktwin.product.drive.kernel.jit import entry_kernel, small_kernel
from taktwin.product.drive.kernel.parts import START, TARGET, after, fuel, spent
from taktwin.product.drive.kernel.strategy import END, FAILED, FUEL, GENERATED, INTERNAL, STARTS


@entry_kernel
def backward(car, demand, powers, caps, low, high, penalty, cost):
    """Costs to go, from the last second to the first, J of fuel.

    ``cost`` of shape (seconds + 1, 2, n) is filled: before each second, with the engine off or on before it, for n
    charges from ``low`` to ``high``. A full charge that is missing of the target at the end costs ``penalty``.
    """
    last, n = demand.size, cost.shape[2]
    step = (high - low) / (n - 1)
    for i in range(n):
        cost[last, 0, i] = cost[last, 1, i] = penalty * max(0.0, car[TARGET] - (low + i * step))
    for back in range(last):
        t = last - 1 - back
        for i in range(n):
            soc = low + i * step
            off, on = math.inf, math.inf
            for k in range(powers.size):
                power = powers[k]
                if power > caps[t] and k > 0:
                    break
                value = way(car, demand[t], power, soc, cost, t + 1, low, high, penalty)
                on = min(on, value)
                off = min(off, value + car[START] if power > 0.0 else value)
            cost[t, 0, i], cost[t, 1, i] = off, on


@small_kernel
def way(car, demand, power, soc, cost, t, low, high, penalty):
    """Fuel of a second at a power and of the best way from there, J; infinite where the battery cannot give it.

    What is missing below the range costs as much as at the end; what is above it is lost.
    """
    end = after(car, soc, demand - power)
    if math.isnan(end):
        return math.inf
    missing = max(0.0, low - end)
    place = (min(max(end, low), high) - low) / (high - low) * (cost.shape[2] - 1)
    return fuel(car, power) + penalty * missing + between(cost, t, 1 if power > 0.0 else 0, place)


@entry_kernel
def forward(car, demand, powers, caps, low, high, penalty, cost, soc, generated, charge, found):
    """Drive the best way; the arrays are filled as by `strategy.drive`."""
    on = 0
    found[FUEL] = found[STARTS] = found[GENERATED] = found[INTERNAL] = 0.0
    found[FAILED] = -1.0
    for t in range(demand.size):
        best, least = -1, math.inf
        for k in range(powers.size):
            if powers[k] > caps[t] and k > 0:
                break
            value = way(car, demand[t], powers[k], soc, cost, t + 1, low, high, penalty)
            if powers[k] > 0.0 and on == 0:
                value += car[START]
            if value < least:
                best, least = k, value
        if best < 0:
            found[FAILED] = float(t)
            return
        power = powers[best]
        if power > 0.0 and on == 0:
            found[STARTS] += 1.0
            found[FUEL] += car[START]
        on = 1 if power > 0.0 else 0
        found[FUEL] += fuel(car, power)
        found[GENERATED] += power
        found[INTERNAL] += spent(car, soc, demand[t] - power)
        soc = after(car, soc, demand[t] - power)
        generated[t], charge[t] = power, soc
    found[END] = soc


@small_kernel
def between(cost, which, on, place):
    """Cost at a place between two charges."""
    i = min(int(place), cost.shape[2] - 2)
    share = place - i
    if share == 0.0:
        return cost[which, on, i]
    return (1.0 - share) * cost[which, on, i] + share * cost[which, on, i + 1]


@entry_kernel
def dual(car, demand, powers, caps, factor, soc, stock):
    """A bound below the fuel of any way to end with the charge of the start, starts free, J.

    The sum over the seconds of the least of fuel + factor x internal power, each second alone, with the open voltage of
    the state at the start. ``stock`` [0] is filled with the internal energy that it takes: where it is 0, the bound is
    at its highest.
    """
    total = 0.0
    stock[0] = 0.0
    for t in range(demand.size):
        least, inside_of = math.inf, 0.0
        for k in range(powers.size):
            if powers[k] > caps[t] and k > 0:
                break
            inside = spent(car, soc, demand[t] - powers[k])
            value = fuel(car, powers[k]) + factor * inside
            if value < least:
                least, inside_of = value, inside
        total += least
        stock[0] += inside_of
    return total
