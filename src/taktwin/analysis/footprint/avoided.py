"""Statements about avoided emissions: told apart from every footprint, with what they are measured against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taktwin.analysis.carbon.amounts import amount_of, rate_of
from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.carbon.factors import grid_factor
from taktwin.analysis.footprint.nouns import AvoidedNoun, FactorNoun

_J_PER_KWH = 3.6e6


@dataclass(frozen=True)
class Avoided:
    """What would have been emitted otherwise, less what was emitted instead (kg CO2e)."""

    what: str
    amount: str
    counterfactual: str
    factor: str
    source: str
    kg: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "what": self.what,
            "amount": self.amount,
            "counterfactual": self.counterfactual,
            "factor": self.factor,
            "source": self.source,
            "kg_co2e": self.kg,
        }


def avoided(given: AvoidedNoun, factor: FactorNoun | Any) -> Avoided:
    """What a statement comes to: amount x (factor of the counterfactual - own factor).

    Args:
        given: the statement.
        factor: of the counterfactual, a `FactorNoun` or a text.

    Raises:
        CarbonError: no counterfactual, no source, a factor that is not known, or units that do not fit.
    """
    if not given.counterfactual.strip():
        raise CarbonError("an avoided emission needs what it is measured against", "add `counterfactual: ...`")
    amount, own = amount_of(given.amount), rate_of(given.own)
    if isinstance(factor, FactorNoun):
        grid = grid_factor(factor.region, factor.year, factor.kind)
        rate, dimension = grid.value / _J_PER_KWH, "energy"
        text, source = f"{grid.region} {grid.year} {grid.kind}: {grid.value:g} {grid.unit}", grid.source
    else:
        found = rate_of(factor)
        rate, dimension, text, source = found.value, found.dimension, found.text, given.source
        if not source.strip():
            raise CarbonError(f'the factor "{text}" has no source', "add `source: ...`")
    if amount.dimension != dimension or (own.value and own.dimension != dimension):
        raise CarbonError(f'the amount "{amount.text}" and the factor "{text}" do not fit', "give both for one unit")
    kg = amount.value * (rate - own.value)
    return Avoided(given.what, amount.text, given.counterfactual, text, source, kg)
