"""Bad input: sites of which something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.analysis.site.plant import text

#: What is replaced, by what, and the path, message and remedy of the problem.
CASES = {
    "no such shop": (
        "booth: {shop: paint",
        "booth: {shop: pant",
        "site.booths.booth.shop",
        'no shop "pant"',
        "`paint`",
    ),
    "no such load": (
        "body: old-light",
        "body: old-ligth",
        "site.instead_of.body",
        'no load of body "old-ligth"',
        "`old-light`",
    ),
    "a shop without such loads": (
        "{body: old-light}",
        "{pain: x}",
        "site.instead_of.pain",
        'no shop "pain"',
        "`paint`",
    ),
    "no such calendar": (
        "light: {shop: body,",
        "light: {shop: body, calendar: nite,",
        "site.lighting.light.calendar",
        'no calendar "nite"',
        "day",
    ),
    "air as a power": (
        "supply: 60000 m3/h",
        "supply: 60 kW",
        "site.booths.booth",
        "expected a volume flow",
        "volume flow",
    ),
    "power as air": ("fans: 12 kW", "fans: 12 m3/h", "site.oxidisers.burner.fans", "expected a power", "give a power"),
    "a negative power": (
        "light: {shop: body, power: 40 kW",
        "light: {shop: body, power: -40 kW",
        "site.lighting.light.power",
        "cannot be negative",
        "zero or above",
    ),
    "no light at all": ("daylight_from: 400", "daylight_from: 0", "site.lighting.light", "cannot be 0", "such as 400"),
    "band turned": (
        "recirculated: 70 %",
        "temperature_low: 25, temperature_high: 22",
        "site.booths.booth",
        "is above",
        "lower end",
    ),
    "a booth of 60 C": ("recirculated: 70 %", "temperature_high: 60", "site.booths.booth", "5 to 40 C", "in C"),
    "no fresh air": ("recirculated: 70 %", "recirculated: 100 %", "site.booths.booth", "below 100 %", "outdoors"),
    "a hall of 90 C": ("heated_to: 18", "heated_to: 90", "site.halls.hall", "below 40 C", "temperature"),
    "cooled below heated": (
        "heated_to: 18",
        "heated_to: 18, cooled_to: 12",
        "site.halls.hall",
        "cooled_to is below",
        "above it",
    ),
    "a cold chamber": ("temperature: 800", "temperature: 20", "site.oxidisers.burner", "hotter than the inlet", "in C"),
    "all leaks": ("leakage: 25 %", "leakage: 100 %", "site.compressed_air", "all of the compressed air leaks", "below"),
    "no chillers": (
        "  chillers: {cop: 5, at: 30, per_kelvin: 0.1, most: 8}\n",
        "",
        "site.booths.booth",
        "no chillers",
        "add `chillers",
    ),
    "a COP beyond its bounds": ("most: 8}", "most: 3}", "site.chillers", "must rise", "in this order"),
    "no heat": ("  heat: {source: gas, efficiency: 92 %}\n", "", "site.booths.booth", "no source of heat", "add `heat"),
    "heat without a factor": (
        "{source: gas, efficiency: 92 %}",
        "{source: network}",
        "site.heat",
        "no emission factor",
        "add `factor`",
    ),
    "gas with a factor": ("{source: gas,", "{source: gas, factor: 1,", "site.heat", "a factor of its own", "drop"),
    "a wrong medium": ("source: gas", "source: coal", "site.heat.source", "coal", ""),
    "a minute without a price": ("12:00-18:00", "12:00-17:00", "site.tariff.buy", "no price at 17:00", "whole day"),
    "a minute with two": ("12:00-18:00", "11:00-18:00", "site.tariff.buy", "several prices at 11:00", "another ends"),
    "no time of the day": ('"18:00-24:00"', '"18:00-25:00"', "site.tariff.buy", "no time of the day", "08:00-22:00"),
    "no such day": ("10-01 to", "13-01 to", "site.year.closed", "expected a day or days", "MM-DD"),
    "days that end before": (
        "10-01 to 10-07",
        "10-07 to 10-01",
        "site.year.closed",
        "ends before it begins",
        "two entries",
    ),
    "a tilt of 100": (
        "{peak: 500 kW}",
        "{peak: 500 kW, tilt: 100}",
        "site.photovoltaics.roof",
        "0 to 90 degrees",
        "degrees",
    ),
    "a misspelt key": ("oxidisers:", "oxidizers:", "site", "oxidizers", "oxidisers"),
    "no shop of waste": (
        "sludge: {shop: paint",
        "sludge: {shop: pant",
        "site.waste.sludge.shop",
        'no shop "pant"',
        "`paint`",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_site_is_refused(case: str, tmp_path: Path) -> None:
    old, new, path, message, remedy = CASES[case]
    file = tmp_path / "plant.yaml"
    file.write_text(text((old, new)), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    found = [one for one in caught.value.problems if path in one.path and message in one.message]
    assert found, f"not among: {caught.value}"
    assert found[0].file == str(file)
    assert found[0].line is not None
    assert remedy in found[0].remedy


def test_the_site_itself_is_right(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(text(), encoding="utf-8")
    assert load_model(file).site is not None
