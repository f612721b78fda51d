"""The zero-inventory ratio: the share of the parts that never wait long inside the fence.

A part family counts as zero-inventory if its cover on site (stock / demand rate, in minutes of demand; whoever owns the
stock) stays at or below a threshold for 95 % of the time. The ratio weighs the families by number, by value, by volume
or by anything else. No public definition was found for the ratios that plants announce; this one is written out so that
two plants can be compared. Just-in-sequence supply moves stock to the supplier rather than removing it, so the stock
that moved can stand beside the ratio.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from taktwin.analysis.supply.checks import amounts, number, numbers
from taktwin.model.errors import OptionError

THETA_MIN = 120.0
"""Threshold of the cover: two hours, the most that BMW gave for the just-in-time parts of its plant in Spartanburg."""
QUANTILE = 0.95
_ROUNDING = 1e-12


@dataclass(frozen=True)
class FamilyStock:
    """The stock of a part family on site over time, as steps, and what the family weighs."""

    family: str
    minutes: ArrayLike
    """How long each step lasts, in minutes."""
    pieces: ArrayLike
    """Stock inside the fence during each step."""
    demand_per_min: ArrayLike
    """Forward demand rate in pieces a minute: one for all steps, or one for each."""
    yuan_per_car: float = 0.0
    """Value of the family in a car; the weight of the ratio by value."""
    litres_per_car: float = 0.0
    """Volume of the family in a car; the weight of the ratio by volume."""
    pieces_per_car: float = 1.0
    """Pieces of the family in a car, to value stock."""
    supplier_pieces: float | None = None
    """Mean stock that moved from the plant to the supplier's own store; None: not known."""


@dataclass(frozen=True)
class FamilyCover:
    """The cover of a part family, and whether it counts."""

    family: str
    mean_min: float
    """Mean cover over time, in minutes of demand."""
    q95_min: float
    """Smallest cover that at least 95 % (or the quantile asked for) of the time is not exceeded, in minutes."""
    zero_inventory: bool
    """Whether that stays at or below the threshold."""
    supplier_pieces: float | None
    """Stock that moved to the supplier, in pieces; None where it was not given."""
    supplier_min: float | None
    """The same in minutes of demand."""
    supplier_yuan: float | None
    """The same in yuan: pieces / pieces per car x yuan per car."""


@dataclass(frozen=True)
class ZeroInventory:
    """The zero-inventory ratio, 0 to 1, and the families that it is made of."""

    theta_min: float
    """Threshold in minutes."""
    number: float
    """Each family weighs the same."""
    value: float | None
    """Weighed by yuan per car; None where no family has a value."""
    volume: float | None
    """Weighed by litres per car; None where no family has a volume."""
    families: tuple[FamilyCover, ...]
    supplier_pieces: float | None
    """Sum of the stock that moved to suppliers; None where it was given for no family."""
    supplier_yuan: float | None
    """Its value in yuan."""

    def ratio(self, weights: Mapping[str, float]) -> float:
        """The ratio for weights of one's own, 0 or more, by family.

        Raises:
            OptionError: a family has no weight, a weight is out of range, or all are 0.
        """
        if not isinstance(weights, Mapping):
            raise OptionError(f"weights must give each family a number, got {weights!r}", "", "weights")
        missing = [one.family for one in self.families if one.family not in weights]
        if missing:
            raise OptionError(f"weights has none for {', '.join(missing)}", "give each family one", "weights")
        each = numbers("weights", [weights[one.family] for one in self.families], least=0.0)
        found = _ratio(each, self.families)
        if found is None:
            raise OptionError("weights are all 0", "give at least one family a weight", "weights")
        return found


def zero_inventory(
    families: Sequence[FamilyStock], theta_min: float = THETA_MIN, quantile: float = QUANTILE
) -> ZeroInventory:
    """The zero-inventory ratio of part families.

    Args:
        families: stock of each over time; they need not span the same time.
        theta_min: threshold of the cover in minutes, 0 or more.
        quantile: share of the time, above 0 and at most 1, in which the cover must keep it.

    Raises:
        OptionError: no family, a name twice, steps that do not fit each other, or a number out of range.

    Example:
        >>> seats = FamilyStock("seats", minutes=[60, 300], pieces=[24, 8], demand_per_min=0.5)
        >>> zero_inventory([seats]).families[0].q95_min
        48.0
    """
    number("theta_min", theta_min, least=0.0)
    number("quantile", quantile, above=0.0, most=1.0)
    if not isinstance(families, Sequence) or not all(isinstance(one, FamilyStock) for one in families):
        raise OptionError(f"families must be a list of FamilyStock, got {families!r}", "", "families")
    if not families:
        raise OptionError("there is no part family", "give at least one", "families")
    names = [one.family for one in families]
    for name in names:
        if not isinstance(name, str):
            raise OptionError(f"family must be a name, got {name!r}", "", "family")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise OptionError(f"the part family {twice[0]} stands twice", "give each once", "families")
    covers = tuple(_family(one, theta_min, quantile) for one in families)
    moved = [one.supplier_pieces for one in covers if one.supplier_pieces is not None]
    worth = [one.supplier_yuan for one in covers if one.supplier_yuan is not None]
    return ZeroInventory(
        theta_min=theta_min,
        number=_ratio(np.ones(len(covers)), covers) or 0.0,
        value=_ratio(np.array([one.yuan_per_car for one in families], np.float64), covers),
        volume=_ratio(np.array([one.litres_per_car for one in families], np.float64), covers),
        families=covers,
        supplier_pieces=sum(moved) if moved else None,
        supplier_yuan=sum(worth) if worth else None,
    )


def cover_minutes(pieces: ArrayLike, demand_per_min: ArrayLike) -> NDArray[np.float64]:
    """Stock in minutes of demand. Without demand it is infinite; no stock covers 0 minutes of any demand.

    Args:
        pieces: stock, 0 or more.
        demand_per_min: pieces a minute, 0 or more; one for all, or one for each.

    Raises:
        OptionError: a number out of range, or as many rates as do not fit the stocks.
    """
    stock, rate = amounts("pieces", pieces, least=0.0), amounts("demand_per_min", demand_per_min, least=0.0)
    try:
        stock, rate = np.broadcast_arrays(stock, rate)
    except ValueError:
        message = f"demand_per_min must be one rate or {stock.size}, got {rate.size}"
        raise OptionError(message, "give one for each stock", "demand_per_min") from None
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(stock > 0.0, stock / rate, 0.0)


def time_quantile(minutes: ArrayLike, values: ArrayLike, quantile: float = QUANTILE) -> float:
    """Smallest of the values that a step function does not exceed in at least `quantile` of the time.

    Args:
        minutes: how long each step lasts, 0 or more; not all 0.
        values: value of each step.
        quantile: above 0 and at most 1.

    Raises:
        OptionError: a number out of range, or as many values as do not fit the steps.
    """
    lasts = numbers("minutes", minutes, least=0.0)
    levels = numbers("values", values, length=lasts.size)
    number("quantile", quantile, above=0.0, most=1.0)
    if not lasts.any():
        raise OptionError("minutes are all 0", "give the steps a length", "minutes")
    return _quantile(lasts, levels, quantile)


def _quantile(lasts: NDArray[np.float64], levels: NDArray[np.float64], quantile: float) -> float:
    """As `time_quantile`, where a level may be infinite."""
    order = np.argsort(levels, kind="stable")
    spent = np.cumsum(lasts[order])
    place = int(np.searchsorted(spent, quantile * spent[-1] * (1.0 - _ROUNDING), side="left"))
    return float(levels[order][place])


def _family(one: FamilyStock, theta_min: float, quantile: float) -> FamilyCover:
    try:
        lasts = numbers("minutes", one.minutes, least=0.0)
        stock = numbers("pieces", one.pieces, least=0.0, length=lasts.size)
        rate = np.atleast_1d(amounts("demand_per_min", one.demand_per_min, least=0.0))
        rate = numbers("demand_per_min", rate, least=0.0, length=1 if rate.size == 1 else lasts.size)
        for name in ("yuan_per_car", "litres_per_car"):
            number(name, getattr(one, name), least=0.0)
        number("pieces_per_car", one.pieces_per_car, above=0.0)
        if one.supplier_pieces is not None:
            number("supplier_pieces", one.supplier_pieces, least=0.0)
        if not lasts.sum() > 0.0:
            raise OptionError("minutes are all 0", "give the steps a length", "minutes")
        if not (np.broadcast_to(rate, lasts.shape) @ lasts) > 0.0:
            raise OptionError("demand_per_min is 0 all the time", "leave the family out", "demand_per_min")
    except OptionError as error:
        raise OptionError(f"part family {one.family}: {error.message}", error.remedy, error.parameter) from None
    rate = np.broadcast_to(rate, lasts.shape)
    cover = cover_minutes(stock, rate)
    worst = _quantile(lasts, cover, quantile)
    share = lasts / lasts.sum()
    held = share > 0.0  # a step of no length with an infinite cover adds nothing
    pieces = one.supplier_pieces
    return FamilyCover(
        family=one.family,
        mean_min=float(share[held] @ cover[held]),
        q95_min=worst,
        zero_inventory=worst <= theta_min * (1.0 + _ROUNDING),
        supplier_pieces=pieces,
        supplier_min=None if pieces is None else pieces / float(share @ rate),
        supplier_yuan=None if pieces is None else pieces / one.pieces_per_car * one.yuan_per_car,
    )


def _ratio(weights: NDArray[np.float64], families: Sequence[FamilyCover]) -> float | None:
    """Weight of the families that count, of all weight; None where there is none."""
    total = float(weights.sum())
    return float(weights @ np.array([one.zero_inventory for one in families], np.float64)) / total if total else None
