"""What a file of footprints says of the use of its products, which are cars: in figures, beside all footprints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.analysis.carbon.amounts import rate_of
from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.carbon.factors import grid_factor
from taktwin.analysis.footprint.nouns import FactorNoun, UseNoun
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.quantity import Kind, parse_quantity

_LIFE = Kind("life", ("length",), "a way", "200000 km", "100 km to 10 million km", 1e5, 1e10)
_J_PER_KWH = 3.6e6


@dataclass(frozen=True)
class UsePhase:
    """What the use is computed with.

    Attributes:
        model: of the plant: a file, or the name of one that comes with Taktwin.
        cycle: a file, or a name.
        utility: a file, or a name.
        life_km: how far each car drives.
        factor: kg for each kWh.
        told: the factor as text, with its source.
    """

    model: str
    cycle: str
    utility: str
    life_km: float
    factor: float
    told: str


def use_phase(given: UseNoun, factor: FactorNoun | Any, folder: Path) -> UsePhase:
    """The figures of an entry; files lie beside the file of the footprints.

    Args:
        given: the entry.
        factor: of the electricity, a `FactorNoun` or a text such as `0.5 kg/kWh`.
        folder: of the file.

    Raises:
        CarbonError: no way, or no factor of electricity.
    """
    try:
        life = parse_quantity(given.life, _LIFE).value
    except QuantityError as error:
        raise CarbonError(error.message, error.remedy) from None
    if not life:
        raise CarbonError("the cars do not drive", "give a `life` such as 200000 km")
    if isinstance(factor, FactorNoun):
        grid = grid_factor(factor.region, factor.year, factor.kind)
        value, told = grid.value, f"{grid.region} {grid.year} {grid.kind}: {grid.value:g} {grid.unit}"
    else:
        rate = rate_of(factor)
        if rate.dimension != "energy":
            raise CarbonError(f'the factor "{rate.text}" is not of electricity', "give kg for each kWh")
        if not given.source.strip():
            raise CarbonError(f'the factor "{rate.text}" has no source', "add `source: ...`")
        value, told = rate.value * _J_PER_KWH, f"{rate.text} ({given.source})"
    model, cycle, utility = (_beside(name, folder) for name in (given.model, given.cycle, given.utility))
    return UsePhase(model, cycle, utility, life / 1000, value, told)


def _beside(name: str, folder: Path) -> str:
    """The file of a name where one lies beside, else the name itself."""
    return str(folder / name) if (folder / name).is_file() else name
