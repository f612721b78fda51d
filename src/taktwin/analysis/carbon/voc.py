"""Balance of the solvents (VOC) of a paint shop."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.analysis.carbon.errors import BalanceError, CarbonError
from taktwin.model.values.figures import number


@dataclass(frozen=True)
class VocBalance:
    """Solvent of a time (kg), and what was emitted of it."""

    solvent_in_kg: float
    destroyed_kg: float
    """In the oxidiser."""
    fugitive_kg: float
    """What left by no known way: from booths, ovens and cleaning into the air."""
    emitted_kg: float
    """Fugitive, and what the oxidiser lets through."""
    emitted_g_per_m2: float
    """For each m2 of electrocoated area, as limits are written."""
    emitted_kg_per_car: float


def voc_balance(
    paint_kg: float,
    solvent_share: float,
    cars: float,
    coated_m2_per_car: float,
    recovered_kg: float = 0.0,
    to_oxidiser_kg: float = 0.0,
    destruction_efficiency: float = 0.0,
    in_waste_kg: float = 0.0,
    in_water_kg: float = 0.0,
) -> VocBalance:
    """What a paint shop emits, from what goes in and what is known to come out.

    fugitive = in - recovered - to oxidiser - in waste - in water
    emitted = fugitive + to oxidiser x (1 - efficiency)

    The solvent management plan of Directive 2010/75/EU, Annex VII part 7.

    Args:
        paint_kg: paints, thinners and cleaners used.
        solvent_share: of their mass, 0 to 1.
        cars: coated in that time.
        coated_m2_per_car: electrocoated area of one (80 to 110 m2).
        recovered_kg: solvent recovered and not used again.
        to_oxidiser_kg: solvent in the air that goes there.
        destruction_efficiency: of the oxidiser, 0 to 1.
        in_waste_kg: solvent that leaves with waste.
        in_water_kg: solvent that leaves with waste water.

    Raises:
        BalanceError: more comes out than went in: some figure is wrong.
        CarbonError: a figure below 0, a share above 1, or no cars.

    >>> from taktwin.energy import voc_balance
    >>> found = voc_balance(60_000, 0.5, cars=10_000, coated_m2_per_car=85, in_waste_kg=1000)
    >>> round(found.emitted_g_per_m2, 2)
    34.12
    """
    masses = {"paint_kg": paint_kg, "recovered_kg": recovered_kg, "to_oxidiser_kg": to_oxidiser_kg}
    masses |= {"in_waste_kg": in_waste_kg, "in_water_kg": in_water_kg}
    for name, value in masses.items():
        number(CarbonError, "VOC balance", name, value, "kg", most=1e15)
    number(CarbonError, "VOC balance", "solvent_share", solvent_share, "share", most=1.0)
    number(CarbonError, "VOC balance", "destruction_efficiency", destruction_efficiency, "share", most=1.0)
    number(CarbonError, "VOC balance", "cars", cars, "number", least=1e-9, most=1e12)
    number(CarbonError, "VOC balance", "coated_m2_per_car", coated_m2_per_car, "m2", least=1e-9, most=1e6)
    solvent = paint_kg * solvent_share
    out = recovered_kg + to_oxidiser_kg + in_waste_kg + in_water_kg
    fugitive = solvent - out
    if fugitive < -1e-9 * max(solvent, out):
        message = f"VOC balance: {out:g} kg of solvent come out, but only {solvent:g} kg went in"
        raise BalanceError(message, "check the solvent share of the paints, and the measured flow to the oxidiser")
    fugitive = max(0.0, fugitive)
    destroyed = to_oxidiser_kg * destruction_efficiency
    emitted = fugitive + to_oxidiser_kg - destroyed
    return VocBalance(
        solvent, destroyed, fugitive, emitted, 1000 * emitted / (cars * coated_m2_per_car), emitted / cars
    )
