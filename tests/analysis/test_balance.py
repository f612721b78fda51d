"""One station, or a whole shop."""

import polars as pl
import pytest

from taktwin.analysis.balance import balance
from taktwin.analysis.bottleneck import bottlenecks
from tests.analysis.sample import SampleResult, resource, resources

HOUR = 3600.0
STAGES = pl.DataFrame({"start": ["body", "paint", "final"], "end": ["paint", "final", "line off"], "jobs": [9, 9, 9]})


def plant(*final_hours: float) -> SampleResult:
    result = SampleResult(10 * HOUR)
    rows = [resource(f"b{k}", 10 * HOUR, "body", jobs=9, working=7 * HOUR) for k in range(3)]
    rows += [resource(f"p{k}", 10 * HOUR, "paint", jobs=9, working=7 * HOUR, blocked=k * HOUR) for k in range(3)]
    rows += [resource(f"f{k}", 10 * HOUR, "final", jobs=9, working=h * HOUR) for k, h in enumerate(final_hours)]
    result.resources = resources(rows)
    return result


def test_a_shop_that_is_equally_busy_throughout() -> None:
    result = plant(9.0, 9.1, 9.0, 9.05, 8.0)
    found = balance(bottlenecks([result]), result.resources, STAGES)
    assert found is not None
    assert (found.shop, found.near, found.stations) == ("final", 4, 5)
    assert (found.before, found.after) == ("paint", None)
    assert found.before_blocked == pytest.approx(0.1)
    assert found.after_starved is None


def test_one_station_alone() -> None:
    result = plant(9.5, 8.0, 8.0, 8.0)
    assert balance(bottlenecks([result]), result.resources, STAGES) is None
    assert balance([], result.resources, STAGES) is None
