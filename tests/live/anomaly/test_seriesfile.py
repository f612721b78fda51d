"""Series from files: what is read, and what is refused with its row."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from taktwin.live.anomaly.seriesfile import read_series
from taktwin.live.anomaly.study import find_anomalies
from taktwin.model.errors import ModelError, OptionError
from tests.live.anomaly.series import write_series


def written(folder: Path, text: str) -> Path:
    file = folder / "series.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_dates_numbers_and_holes(tmp_path: Path) -> None:
    found = read_series(written(tmp_path, "time;load\n2026-01-05 06:00;1,5\n2026-01-05 06:01:30;\n"))
    assert (found.rows, found.times) == ([2, 3], ["2026-01-05 06:00", "2026-01-05 06:01:30"])
    assert found.seconds[1] - found.seconds[0] == 90
    assert found.values[0] == 1.5
    assert math.isnan(found.values[1])
    assert found.column == "load"
    seconds = read_series(written(tmp_path, "a,b,c\n0,x,1\n5,x,2\n3,x,nan\n"), time="a", value="c")
    assert seconds.seconds.tolist() == [0, 5, 3]
    assert seconds.steps_back == 1


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "empty"),
        ("time\n1\n", 1, "two columns"),
        ("1,2\n3,4\n", 1, "expected a heading"),
        ("time,value\n", 1, "no records"),
        ("time,value\n1,2\n2,x\n", 3, "expected a number"),
        ("time,value\n1,2\n2,3,4\n", 3, "expected 2 values"),
        ("time,value\nyesterday,2\n", 2, "expected a time"),
        ("time,value\n2026-01-05 06:00,2\n7,3\n", 3, "another sort"),
        ("time,value\n2026-01-05 06:00,2\n2026-01-05 06:01+01:00,3\n", 3, "another sort"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(ModelError, match=what) as error:
        read_series(written(tmp_path, text))
    assert error.value.problems[0].line == line
    assert error.value.problems[0].remedy


def test_no_such_file_or_column(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="there is no file"):
        read_series(tmp_path / "none.csv")
    with pytest.raises(OptionError, match="speed") as error:
        read_series(write_series(tmp_path / "s.csv"), value="speed")
    assert error.value.parameter == "value"


def test_the_study(tmp_path: Path) -> None:
    found = find_anomalies(write_series(tmp_path / "s.csv"))
    (alarm,) = found.alarms
    assert (alarm.row, alarm.time) == (502, "2026-01-05 08:20:00")
    assert alarm.score == pytest.approx(alarm.by_value + alarm.by_window)
    assert found.alarms_per_week == pytest.approx(7 * 24 * 60 / 599)
    assert found.as_dict()["alarms"][0]["row"] == 502
    assert found.table().filter(alarm=True)["row"].to_list() == [502]
