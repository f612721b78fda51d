"""The site: its names must exist, and what it needs of utilities must be there."""

from __future__ import annotations

import re

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.site.site import Site
from taktwin.model.phrase import Phrase
from taktwin.model.values.gridfactors import known_row, why_unknown

#: The groups of loads of a site.
LOADS = ("booths", "halls", "lighting", "oxidisers")
_BAND = re.compile(r"^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$")
_DAY_MIN = 1440


def check_site(found: Findings) -> None:
    """Check the site of a model; one without it has nothing to check."""
    site = found.model.site
    if site is None:
        return
    _names(found, site)
    _utilities(found, site)
    _factors(found, site)
    if site.tariff is not None:
        _bands(found, list(site.tariff.buy))


def _names(found: Findings, site: Site) -> None:
    model = found.model
    if not site.place.strip():
        found.error(
            ("site", "place"), Phrase("the place has no name"), Phrase("write where the site is, such as Chongqing")
        )
    for group in LOADS:
        for name, load in getattr(site, group).items():
            found.reference(("site", group, name, "shop"), load.shop, model.shops, "shop")
            found.reference(("site", group, name, "calendar"), load.calendar, model.calendars, "calendar")
    for name, waste in site.waste.items():
        found.reference(("site", "waste", name, "shop"), waste.shop, model.shops, "shop")
    if site.compressed_air is not None:
        path = ("site", "compressed_air", "calendar")
        found.reference(path, site.compressed_air.calendar, model.calendars, "calendar")
    for shop, loads in site.instead_of.items():
        path = ("site", "instead_of", shop)
        if not found.reference(path, shop, model.shops, "shop"):
            continue
        for load in loads:
            found.reference(path, load, model.shops[shop].loads, Phrase("load of {shop}", shop=shop))


def _factors(found: Findings, site: Site) -> None:
    """A factor that is not known would stop the ledger after the run."""
    for name, one in (("grid", site.grid), ("market", site.market)):
        if one is not None and known_row(one.region, int(one.year.value), one.kind) is None:
            found.error(("site", name), *why_unknown(one.region, int(one.year.value), one.kind))


def _utilities(found: Findings, site: Site) -> None:
    cooled = [("halls", name) for name, hall in site.halls.items() if hall.cooled_to is not None]
    cooled += [("booths", name) for name in site.booths]
    if cooled and site.chillers is None:
        message = Phrase("its air is cooled, but the site has no chillers")
        found.error(("site", *cooled[0]), message, Phrase("add `chillers: {cop: 5}` to the site"))
    heated = [(group, name) for group in ("booths", "halls") for name in getattr(site, group)]
    if heated and site.heat is None:
        message = Phrase("its air is heated, but the site has no source of heat")
        found.error(("site", *heated[0]), message, Phrase("add `heat: {source: gas, efficiency: 92 %}` to the site"))


def _bands(found: Findings, bands: list[str]) -> None:
    """The times of the day of a tariff: each minute has one price."""
    path = ("site", "tariff", "buy")
    times = [0] * _DAY_MIN
    for band in bands:
        match = _BAND.match(band.strip())
        first, last = (int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])) if match else (0, 0)
        wrong = match is None or int(match[2]) > 59 or int(match[4]) > 59
        if wrong or first == last or first >= _DAY_MIN or last > _DAY_MIN:
            found.error(
                (*path, band),
                Phrase('"{band}" is no time of the day', band=band),
                Phrase('write it as in "08:00-22:00"'),
            )
            return
        for minute in range(first, last if last > first else last + _DAY_MIN):
            times[minute % _DAY_MIN] += 1
    for count, what, remedy in (
        (0, Phrase("there is no price at"), Phrase("give bands for the whole day")),
        (2, Phrase("there are several prices at"), Phrase("let each band begin where another ends")),
    ):
        at = next((minute for minute, many in enumerate(times) if (many == 0 if count == 0 else many >= 2)), None)
        if at is not None:
            found.error(path, f"{what} {at // 60:02d}:{at % 60:02d}", remedy)
            return
