"""A cycle driven with a strategy: what the source gives, second by second."""

from __future__ import annotations

import math

from taktwin.product.drive.kernel.jit import entry_kernel, small_kernel
from taktwin.product.drive.kernel.parts import BEST, CONVERTER, MOST, START, after, fuel, spent

BATTERY, THERMOSTAT, LOAD_FOLLOWING, ECMS, ADAPTIVE = range(5)
#: What stands where in the numbers of a strategy.
BAND, SMOOTHING, PULL, ON_ABOVE, OFF_BELOW, LEAST, FACTOR, GAIN, STAY = range(9)
#: What stands where in the results.
FUEL, END, STARTS, GENERATED, INTERNAL, FAILED = range(6)


@entry_kernel
def drive(car, demand, powers, caps, reference, strategy, rule, soc, generated, charge, found):
    """Drive with a strategy.

    Args:
        car: numbers of the car (`parts`).
        demand: power of the bus in each second, W.
        powers: those that the source may give behind its converter, W, rising, the first 0.
        caps: the highest of them in each second.
        reference: state of charge that is aimed at in each second.
        strategy: one of the codes above.
        rule: numbers of the strategy.
        soc: state of charge at the start.
        generated: is filled with the power of the source, W.
        charge: is filled with the state of charge after each second.
        found: is filled with fuel (J), state at the end, starts, generated energy (J), internal energy of the battery
            (J), and the second from which on the battery could not follow (-1: it could).
    """
    on, held, smooth = False, 0.0, 0.0
    found[FUEL] = found[STARTS] = found[GENERATED] = found[INTERNAL] = 0.0
    found[FAILED], found[END] = -1.0, soc
    for t in range(demand.size):
        power = 0.0
        if strategy == THERMOSTAT:
            if soc < reference[t] - rule[BAND] or (on and soc <= reference[t] + rule[BAND]):
                power = car[BEST] * car[CONVERTER]
        elif strategy == LOAD_FOLLOWING:
            smooth += (demand[t] - smooth) / rule[SMOOTHING]
            wanted = smooth + rule[PULL] * (reference[t] - soc)
            if wanted > rule[ON_ABOVE] or (on and wanted >= rule[OFF_BELOW]):
                power = min(max(wanted, rule[LEAST]), car[MOST] * car[CONVERTER])
        elif strategy != BATTERY:
            factor = rule[FACTOR]
            if strategy == ADAPTIVE:
                factor += rule[GAIN] * (reference[t] - soc)
            must = on and held < rule[STAY] and powers[1] <= caps[t]
            power = cheapest(car, demand[t], powers, caps[t], factor, soc, on, must, rule[STAY])
        if power > 0.0 and not on:
            found[STARTS] += 1.0
            found[FUEL] += car[START]
            held = 0.0
        on = power > 0.0
        held += 1.0
        inside = spent(car, soc, demand[t] - power)
        if math.isnan(inside):
            found[FAILED] = float(t)
            return
        found[FUEL] += fuel(car, power)
        found[GENERATED] += power
        found[INTERNAL] += inside
        soc = after(car, soc, demand[t] - power)
        if soc < 0.0:
            found[FAILED], found[END] = float(t), soc
            return
        generated[t] = power
        charge[t] = soc
    found[END] = soc


@small_kernel
def cheapest(car, demand, powers, cap, factor, soc, on, must, stay):
    """The power with the least fuel and charge, charge at its price in fuel (`factor`)."""
    best, least = powers[1] if must else 0.0, math.inf
    for i in range(1 if must else 0, powers.size):
        power = powers[i]
        if power > cap:
            break
        inside = spent(car, soc, demand - power)
        if math.isnan(inside):
            continue
        cost = fuel(car, power) + factor * inside
        if power > 0.0 and not on:
            cost += car[START] / stay
        if cost < least:
            best, least = power, cost
    return best
