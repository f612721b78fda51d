"""The emission of a line of a ledger: amount x factor, with a factor that was chosen by name, never by default."""

from __future__ import annotations

import datetime as dt
from typing import Any

from taktwin.analysis.carbon.amounts import Amount, amount_of, rate_of
from taktwin.analysis.carbon.data import shipped
from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.carbon.factors import GridFactor, grid_factor
from taktwin.analysis.carbon.fuels import burnt
from taktwin.analysis.footprint.ledger import Factor
from taktwin.analysis.footprint.nouns import FactorNoun
from taktwin.model.values.nearest import nearest
from taktwin.model.values.units import SI_UNIT

ELECTRICITY = "electricity"
_J_PER_KWH = 3.6e6
#: Fuels that `burnt` knows -> what they are counted in, and how many SI units its own unit has.
FUELS = {"natural_gas": ("volume", 1.0), "diesel": ("mass", 1000.0), "petrol": ("mass", 1000.0)}


def emission(
    medium: str, given_amount: Any, factor: FactorNoun | Any, source: str, period: tuple[dt.date, dt.date]
) -> tuple[float, Amount, Factor]:
    """Kg CO2e of an amount, the amount, and the factor.

    Args:
        medium: what was used.
        given_amount: as it stands in the file.
        factor: a `FactorNoun`, a text such as `0.6 kg/kWh`, or None for a fuel with its default figures.
        source: of a factor that is a number.
        period: first and last day.

    Raises:
        CarbonError: no amount, no factor, one of another year without a reason, or units that do not fit.
    """
    if isinstance(factor, FactorNoun):
        amount = amount_of(given_amount, ("energy",))
        grid = named_factor(factor, period)
        text = f"{grid.region} {grid.year} {grid.kind}: {grid.value:g} {grid.unit}"
        if factor.because:
            text = f"{text} ({factor.because})"
        return amount.value / _J_PER_KWH * grid.value, amount, Factor(text, grid.source, grid.sure)
    if factor is not None:
        amount, rate = amount_of(given_amount), rate_of(factor)
        if amount.dimension != rate.dimension:
            message = f'the amount "{amount.text}" is no {rate.dimension}, the factor "{rate.text}" is for one'
            raise CarbonError(message, f"give a factor for each {SI_UNIT[amount.dimension]} or a multiple of it")
        if not source.strip():
            raise CarbonError(f'the factor "{rate.text}" has no source', "add `source: ...`")
        return amount.value * rate.value, amount, Factor(rate.text, source, "given")
    if medium in FUELS:
        dimension, per_unit = FUELS[medium]
        amount = amount_of(given_amount, (dimension,))
        row = shipped("fuels.yaml")[medium]
        kg = 1000.0 * burnt(medium, amount.value / per_unit)
        return kg, amount, Factor(f"{burnt(medium, 1.0) * 1000:.6g} kg/{row['unit']}", row["source"], row["sure"])
    if medium == ELECTRICITY:
        remedy = "add `factor: {region: China, year: 2024, kind: life_cycle}`; none is taken in its place"
        raise CarbonError("electricity has no factor", remedy)
    near = nearest(medium, (ELECTRICITY, *FUELS))
    remedy = f"did you mean `{near}`?" if near else "add `factor: 0.11 kg/MJ` and its `source`"
    raise CarbonError(f'"{medium}" has no factor, and none is known of it', remedy)


def named_factor(noun: FactorNoun, period: tuple[dt.date, dt.date]) -> GridFactor:
    """The factor of exactly a region, year and kind.

    Raises:
        CarbonError: it is not known, or of another year or kind than a footprint needs, and no reason is given.
    """
    found = grid_factor(noun.region, noun.year, noun.kind)
    if noun.because.strip():
        return found
    found.over(*period)
    if found.kind != "life_cycle":
        message = f"the factor {found.kind} of {found.region} is one for sites: fuels, plants and lines are not in it"
        raise CarbonError(message, "take `kind: life_cycle`, or say why not, with `because: ...`")
    return found
