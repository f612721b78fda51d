"""The ledger of a year is that of a second calculation, hour by hour: energies within 1 %, the peak within 2 %."""

from __future__ import annotations

from collections import Counter

import pytest

from taktwin.analysis.weather.year import WeatherYear
from taktwin.energy import site_ledger, synthetic_names, synthetic_year
from tests.analysis.site import reference
from tests.analysis.site.plant import run

#: Use, medium and way of the ledger -> what the second calculation calls it.
NAMES = {
    ("machines", "electricity", None): "machines electricity",
    ("machines", "gas", None): "machines gas",
    ("machines", "water", None): "machines water",
    ("machines", "electricity", "compressors"): "compressors electricity",
    ("leakage", "electricity", "compressors"): "leakage electricity",
    ("booth air", "electricity", "chillers"): "chillers electricity",
    ("booth air", "gas", "boiler"): "booth gas",
    ("booth air", "water", None): "booth water",
    ("booth air", "electricity", None): "booth electricity",
    ("hall air", "gas", "boiler"): "hall gas",
    ("hall air", "electricity", None): "hall electricity",
    ("lighting", "electricity", None): "lighting electricity",
    ("oxidiser", "gas", None): "oxidiser gas",
    ("oxidiser", "electricity", None): "oxidiser electricity",
}


def hours(year: WeatherYear) -> dict[tuple[int, int, int], tuple[float, float, float, float]]:
    values = zip(year.dry_bulb_c, year.relative_humidity, year.pressure_pa, year.ghi_w_m2, strict=True)
    return {
        (month, day, hour - 1): tuple(float(one) for one in row)  # type: ignore[misc]
        for (_, month, day, hour), row in zip(year.labels.tolist(), values, strict=True)
    }


@pytest.mark.parametrize("name", synthetic_names())
def test_every_use_of_the_year(name: str) -> None:
    weather = synthetic_year(name).year
    ledger = site_ledger(run().model, run().results, weather, whole_year=True)
    sums, highest = reference.year(hours(weather))
    found: Counter[str] = Counter()
    for one in ledger.entries:
        found[NAMES[one.use, one.medium, one.via]] += one.total  # type: ignore[assignment]  # floats are counted, too
    assert found.keys() == set(NAMES.values())
    for use, total in found.items():
        assert total == pytest.approx(sums[use], rel=0.01), use
    for medium, total in ledger.totals.items():
        assert total == pytest.approx(sum(sums[use] for use in sums if use.endswith(f" {medium}")), rel=0.005)
    assert float(ledger.of_medium("electricity").max()) / ledger.step_h == pytest.approx(highest, rel=0.02)
