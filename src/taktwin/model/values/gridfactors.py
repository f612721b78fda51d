"""The emission factors of electricity that come with Taktwin: which there are, and what to say where one is missing.

Their values are read by the accounts; here they are needed so that a model cannot name one that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import nearest, suggest

KINDS = ("location", "residual", "fossil", "life_cycle")
"""Average of the grid; without what is traded as non-fossil; fossil power alone; life cycle, for products."""
Row = Mapping[str, Any]


@cache
def grid_rows() -> tuple[Row, ...]:
    """The rows of the file: region, year, kind, value (kg/kWh), sure, source."""
    from ruamel.yaml import YAML

    text = (files("taktwin.library.factors") / "electricity.yaml").read_text(encoding="utf-8")
    return tuple(YAML(typ="safe", pure=True).load(text))


def told(row: Row) -> str:
    """A factor in words."""
    unit = "kg CO2e/kWh" if row["kind"] == "life_cycle" else "kg CO2/kWh"
    return f"{row['region']} {row['year']} {row['kind']}: {row['value']:g} {unit} ({row['source']}; {row['sure']})"


def known_row(region: str, year: int, kind: str = "location") -> Row | None:
    """The row of exactly this region, year and kind; None where there is none. The case of letters is not looked at."""
    wanted = str(region).strip().casefold(), year, kind
    return next((one for one in grid_rows() if (one["region"].casefold(), one["year"], one["kind"]) == wanted), None)


def why_unknown(region: str, year: int, kind: str = "location", or_a_number: bool = False) -> tuple[str, str]:
    """What to say of a factor that is not known: the message, and the nearest known ones as the remedy.

    Args:
        region: as it was asked for.
        year: likewise.
        kind: likewise.
        or_a_number: whether a number may stand there as well.

    >>> why_unknown("Chongqing", 2031)[0]
    'no location factor of Chongqing is known for 2031'
    """
    if kind not in KINDS:
        return Phrase("there is no kind of factor {kind}", kind=repr(kind)), suggest(str(kind), KINDS)
    regions = {one["region"].casefold(): one["region"] for one in grid_rows()}
    named = regions.get(str(region).strip().casefold())
    if named is None:
        near = nearest(str(region), regions.values())
        remedy = (
            Phrase("did you mean `{near}`?", near=near)
            if near
            else Phrase("known are {names}.", names=", ".join(sorted(set(regions.values()))))
        )
        remedy = Phrase("{remedy} A factor of another region is not taken in its place", remedy=remedy)
        return Phrase('no emission factor is known for the region "{region}"', region=region), remedy
    own = [one for one in grid_rows() if one["region"] == named]
    close = sorted(own, key=lambda one: (one["kind"] != kind, abs(one["year"] - year), -one["year"]))[:3]
    ask = Phrase("Ask for one of them, or give the number" if or_a_number else "Ask for one of them")
    remedy = Phrase("nearest known: {names}. {ask}", names="; ".join(map(told, close)), ask=ask)
    alike = [one for one in grid_rows() if one["kind"] == kind]
    if alike and all(one["kind"] != kind for one in own):  # another kind says something else
        next_to = min(alike, key=lambda one: (abs(one["year"] - year), -one["year"]))
        remedy = Phrase("{remedy}; of the kind {kind}: {other}", remedy=remedy, kind=kind, other=told(next_to))
    return Phrase("no {kind} factor of {named} is known for {year}", kind=kind, named=named, year=year), remedy
