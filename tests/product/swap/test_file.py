"""Files of stations: what they say, and what is refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.product.swap.file.read import read_station, station_names

STATION = """\
swap: 1
name: corner
takes: 5 min
packs: {number: 6, energy: 60 kWh, arrive: [10 %, 30 %], leave: 90 %}
chargers: {number: 5, power: 50 kW}
cars: [0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 3, 2, 1, 0, 0]
service: {share: 90 %, within: 5 min}
"""


def written(folder: Path, text: str) -> Path:
    """The file of a text."""
    path = folder / "corner.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_file_says(tmp_path: Path) -> None:
    """In SI units, with defaults."""
    found = read_station(written(tmp_path, STATION)).station
    assert (found.bays, found.takes, found.room, found.efficiency) == (1, 300, float("inf"), 0.95)
    assert found.cars_a_day == 48
    assert found.charging_s == pytest.approx(0.7 * 60 / 50 * 3600)
    assert (found.share, found.within) == (0.9, 300)


@pytest.mark.parametrize("name", station_names())
def test_shipped(name: str) -> None:
    """Every station that comes with Taktwin says where its numbers come from."""
    assert read_station(name).mark is not None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("swap: 1", "swap: 2", "swap"),
        ("swap: 1\n", "", "swap"),
        ("packs:", "pakcs:", "did you mean `packs`"),
        ("takes: 5 min", "takes: 5", "add a unit"),
        ("takes: 5 min", "takes: 0", "takes is 0"),
        ("takes: 5 min", "takes: -5 min", "negative"),
        ("takes: 5 min", "takes: 5 kW", "is a power"),
        ("number: 6", "number: 0", "number is 0"),
        ("number: 6", "number: 2.5", "whole number"),
        ("number: 6", "number: 600", "too large"),
        ("number: 5", "number: 0", "number is 0"),
        ("energy: 60 kWh", "energy: 60", "add a unit"),
        ("energy: 60 kWh", "energy: 60 kW", "is a power"),
        ("energy: 60 kWh", "energy: 0", "energy is 0"),
        ("arrive: [10 %, 30 %]", "arrive: [10 %]", "too few"),
        ("arrive: [10 %, 30 %]", "arrive: 10 %", "expected a list"),
        ("arrive: [10 %, 30 %]", "arrive: [30 %, 10 %]", "exchange the two"),
        ("arrive: [10 %, 30 %]", "arrive: [10 %, 95 %]", "let packs come emptier"),
        ("arrive: [10 %, 30 %]", "arrive: [10 %, 130 %]", "100 %"),
        ("leave: 90 %", "leave: 20 %", "let packs come emptier"),
        ("power: 50 kW", "power: 0", "power is 0"),
        ("power: 50 kW", "power: 50 mW", "power"),
        ("power: 50 kW", "power: 50 kW, efficiency: 0", "efficiency is 0"),
        ("cars: [0, 0,", "cars: [0,", "too few"),
        ("cars: [0, 0,", "cars: [0, 0, 0,", "too many"),
        ("cars: [0, 0,", "cars: [0, many,", "expected a number"),
        ("cars: [0, 0,", "cars: [0, -1,", "give 0 to"),
        ("cars: [0, 0,", "cars: [0, .nan,", "give 0 to"),
        ("cars: [0, 0,", "cars: [0, 1e9,", "give 0 to"),
        ("1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 3, 2, 1", "0, " * 16 + "0", "no car comes"),
        ("share: 90 %", "share: 100 %", "less than 100 %"),
        ("share: 90 %", "share: 0", "share is 0"),
        ("within: 5 min", "within: 5", "add a unit"),
        ("takes: 5 min", "takes: 5 min\nroom: -1", "negative"),
        ("takes: 5 min", "takes: 5 min\nbays: 0", "bays is 0"),
    ],
)
def test_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    """Each fault names file and line, and what to do."""
    assert old in STATION
    with pytest.raises(ModelError) as error:
        read_station(written(tmp_path, STATION.replace(old, new, 1)))
    assert said in str(error.value)
    assert "corner.yaml" in str(error.value)
