"""What is drawn in which state and with which work, and in which bucket it is booked."""

from __future__ import annotations

import polars as pl
import pytest

from taktwin.runs.tables import Result
from tests.kernel.plants import Data, line, run, states
from tests.kernel.rules.small import BREAK

POWER: Data = {"electricity": {"working": "1 kW", "setup": "2 kW", "idle": "4 kW", "standby": "8 kW", "off": "16 kW"}}
FIGURES = ("working", "setup", "idle", "standby", "off", "per_job")


def drawn(result: Result, resource: str, medium: str = "electricity") -> dict[str, float]:
    """What a resource drew by figure, in kW s (or m3), those at zero left out."""
    row = result.energy.row(by_predicate=(pl.col("resource") == resource) & (pl.col("medium") == medium), named=True)
    unit = 3600.0 if row["unit"] == "kWh" else 1.0
    return {figure: round(row[figure] * unit, 9) for figure in FIGURES if row[figure]}


@pytest.mark.rule("Of each medium a resource draws the power")
@pytest.mark.parametrize(
    ("failure", "state"),
    [
        ({"up": "15 s", "repair": "30 s"}, "down"),
        ({"up": "15 s", "repair": "30 s", "minor": True}, "minor_stop"),
        ({"every": "60 s", "offset": "15 s", "repair": "30 s", "planned": True}, "maintenance"),
    ],
    ids=["down", "minor stop", "maintenance"],
)
def test_a_state_draws_what_its_figure_says(failure: Data, state: str) -> None:
    """One job of 20 s, stopped at 15 s (planned work: at its end) for 30 s, then nothing to do; a break from 60 s."""
    flow = [{"station": "m", "cycle": "20 s", "power": POWER, "failures": [failure], "calendar": "day"}]
    result = run(line(flow, {"quantity": 1}, calendars=BREAK), 100)
    assert states(result, "m") == {"working": 20, state: 30, "starved": 10, "off_shift": 40}
    assert drawn(result, "m") == {"working": 20, "standby": 8 * 30, "idle": 4 * 10, "off": 16 * 40}


@pytest.mark.rule("Of each medium a resource draws the power")
def test_setups_draw_setup_and_waits_for_a_crew_standby_and_for_parts_idle() -> None:
    modes = [{"up": "10 s", "repair": "5 s", "crew": "fitters"}]
    other = {"station": "other", "cycle": "1000 s", "failures": [{"up": "5 s", "repair": "25 s", "crew": "fitters"}]}
    flow = [{"station": "m", "cycle": "100 s", "power": POWER, "failures": modes}]
    lines = {"second": {"orders": "others", "flow": [other]}}
    data = line(flow, lines=lines, crews={"fitters": {"size": 1}})
    data["orders"]["others"] = {}
    result = run(data, 35)
    assert states(result, "m") == {"working": 10, "waiting_crew": 20, "down": 5}
    assert drawn(result, "m") == {"working": 10, "standby": 8 * 25}


@pytest.mark.rule("The amount for each job is drawn when its work ends")
def test_the_amount_of_a_job_is_drawn_when_its_work_ends_whatever_comes_of_it() -> None:
    water = {"energy_per_job": {"water": "3 m3"}}
    press = [{"station": "m", "cycle": "10 s", "scrap": "100 %", **water}]
    assert drawn(run(line(press), 39), "m", "water") == {"per_job": 9}
    spoils = [
        {"station": "m", "cycle": "10 s", "failures": [{"up": "25 s", "repair": "1 s", "work": "scrap"}], **water}
    ]
    assert drawn(run(line(spoils), 26), "m", "water") == {"per_job": 9}
    batch = [{"buffer": "b", "capacity": 4}, {"batch_station": "m", "cycle": "10 s", "most": 4, **water}]
    assert drawn(run(line(batch), 25), "m", "water") == {"per_job": 24}
    belt = [
        {"conveyor": "m", "transit": "10 s", "capacity": 9, "spacing": "5 s", **water},
        {"station": "n", "cycle": "20 s"},
    ]
    # off the belt at 10 s, then as the station is free: at 30 s and 50 s
    assert drawn(run(line(belt), 49), "m", "water") == {"per_job": 6}


@pytest.mark.rule("What happens at the very end of a bucket")
def test_what_happens_at_the_end_of_a_bucket_belongs_to_it() -> None:
    """Works end at 30, 60, 90 s: two in each bucket of 60 s."""
    flow = [{"station": "m", "cycle": "30 s", "power": POWER, "energy_per_job": {"water": "3 m3"}}]
    for trace in (True, False):  # with the events, and station by station
        series = run(line(flow, bucket="60 s"), 179, trace=trace).series.filter(pl.col("kind") == "energy")
        drawn = {
            medium: series.filter(pl.col("medium") == medium)["value"].to_list() for medium in ("electricity", "water")
        }
        assert drawn["water"] == [6, 6]
        assert drawn["electricity"] == pytest.approx([60 / 3600] * 2, rel=1e-9)
