"""Batteries of guided vehicles: the charge is integrated exactly, from one change of what is drawn to the next."""

from __future__ import annotations

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.memory import guided_at, resource, resource_state
from taktwin.kernel.base.state import DRIVING, IN_SETUP, OPPORTUNITY, TO_TOP_UP


@kernel
def settle_battery(s, g):
    """Book what has been drawn, or charged, since the last change."""
    energy = g.draw * (s.now - g.drawn_at)
    g.drawn_at = s.now
    g.level -= energy
    if energy > 0.0:
        g.used += energy
        g.least = min(g.least, g.level)
    else:
        g.charged -= energy


@kernel
def update_draw(s, v):
    """What the vehicle draws from now on, from what it does: drives, handles goods, charges, or stands."""
    r = resource_state(s, v)
    g = guided_at(s, resource(s, v).row)
    if g.capacity <= 0.0:
        return
    watt = g.idle
    if r.running == 1:
        if r.phase == IN_SETUP:
            watt = -g.charge
        elif r.phase == DRIVING:
            watt = g.driving
        else:
            watt = g.handling
    if watt != g.draw:
        settle_battery(s, g)
        g.draw = watt


@kernel
def must_charge(s, g):
    """Whether the battery is at or below its lower threshold."""
    if g.capacity <= 0.0:
        return False
    settle_battery(s, g)
    return g.level <= g.low


@kernel
def wants_charge(s, g):
    """Whether a vehicle without a task charges now: its policy and the hour say so, and a tenth is lacking."""
    if g.hours >= 0 and resource_state(s, g.hours).on == 0:
        return False
    return g.policy > 0 and g.capacity > 0.0 and g.level < g.high - 0.1 * g.capacity


@kernel
def can_leave_charger(s, g):
    """Whether a task may call the charging vehicle away."""
    if g.policy != OPPORTUNITY or g.errand != TO_TOP_UP:
        return False
    settle_battery(s, g)
    return g.level > g.low
