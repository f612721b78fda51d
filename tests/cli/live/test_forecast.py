"""`taktwin emulate` and `taktwin forecast`."""

from __future__ import annotations

import json
from pathlib import Path

import taktwin as package
from taktwin.live.journal.entry import Entry
from taktwin.live.journal.journal import Journal
from tests.cli.conftest import Taktwin


def events(taktwin: Taktwin, folder: Path, *more: object) -> Path:
    file = folder / "events.jsonl"
    done = taktwin("emulate", "press-lots", "--days", 0.1, "--seed", 4, "--out", file, *more)
    assert done.exit_code == 0, done.stderr
    assert "events: " in done.stdout
    return file


def test_events_on_the_standard_output(taktwin: Taktwin) -> None:
    lines = taktwin("emulate", "line20", "--days", 0.001).stdout.splitlines()
    assert json.loads(lines[0])["kind"] == "order"
    assert json.loads(lines[1])["element"] == "station-1"


def test_from_events_to_a_forecast(taktwin: Taktwin, tmp_path: Path) -> None:
    file = events(taktwin, tmp_path, "--loss", "2%", "--late", "1%", "--reorder", "1 s")
    result = taktwin(
        "forecast", "press-lots", "--from", file, "--at", "2 h", "--until", "6 h", "--target", 200, "--replications", 20
    )
    assert result.exit_code == 0, result.stderr
    for text in ("moves inferred", "jobs out by", "01-05 06:00", "expected: ", "200 jobs or more: "):
        assert text in result.stdout
    state = tmp_path / "now.json"
    call = ("forecast", "press-lots", "--from", file, "--replications", 20, "--job", 140, "--energy", "--json")
    found = json.loads(taktwin(*call, "--save-state", state).stdout)
    assert found["at"] == "2026-01-05 02:21:00"  # the line waits for panels since then
    assert found["shadow"]["events"] > 1000
    assert found["orders"][0]["chance"] == 1.0
    assert "energy" not in found  # the model gives its machines no power
    again = json.loads(taktwin("forecast", "press-lots", "--from", state, "--replications", 20, "--json").stdout)
    assert again["jobs"] == found["jobs"]
    assert "shadow" not in again


def test_a_shift_in_all_and_times_of_day(taktwin: Taktwin, tmp_path: Path) -> None:
    file = events(taktwin, tmp_path)
    call = ("forecast", "press-lots", "--from", file, "--replications", 20, "--target", 300, "--json")
    found = json.loads(taktwin(*call, "--at", "02:00", "--until", "06:00").stdout)
    assert (found["at"], found["until"]) == ("2026-01-05 02:00:00", "2026-01-05 06:00:00")
    shift = found["whole_shift"]
    assert shift["made"] == found["shadow"]["finished"] > 0
    assert shift["mean"] == shift["made"] + found["jobs"]["mean"]
    assert shift["target"]["jobs"] == 300
    assert shift["target"]["chance"] > found["target"]["chance"]
    told = " ".join(taktwin(*call[:-1], "--at", "02:00", "--until", "06:00").stdout.split())
    assert f"the shift had made {shift['made']} before, as far as was told; {shift['mean']:.1f} in all" in told
    beyond = json.loads(taktwin(*call, "--at", "02:00", "--until", "01:00").stdout)
    assert beyond["until"] == "2026-01-06 01:00:00"
    assert "whole_shift" not in beyond, "it goes on into the next ones"


def test_from_a_run_that_is_stopped(taktwin: Taktwin, tmp_path: Path) -> None:
    result = taktwin("forecast", "press-lots", "--at", "2026-01-05 03:00", "--replications", 5)
    assert "from 01-05 03:00 to 01-05 11:00, 5" in " ".join(result.stdout.split())
    snapshot = tmp_path / "noon.npz"
    package.load("press-lots").snapshot(0.125, 1).save(snapshot)
    other = taktwin("forecast", "press-lots", "--from", snapshot, "--replications", 5)
    assert other.stdout == result.stdout


def test_in_chinese(taktwin: Taktwin, tmp_path: Path) -> None:
    file = events(taktwin, tmp_path)
    result = taktwin("--language", "zh", "forecast", "press-lots", "--from", file, "--replications", 5, "--target", 9)
    for text in ("累计下线数", "期望：", "不少于 9 个"):
        assert text in result.stdout


def test_from_a_journal_as_from_its_events(taktwin: Taktwin, tmp_path: Path) -> None:
    file, journal = tmp_path / "events.jsonl", tmp_path / "plant.journal"
    taktwin("emulate", "press-lots", "--days", 0.02, "--seed", 4, "--loss", "2%", "--out", file)
    done = taktwin("live", "press-lots", "--events", file, "--journal", journal, "--ahead", 0, "--every", "1 d")
    assert done.exit_code == 0, done.stderr
    call, more = ("forecast", "press-lots", "--from"), ("--until", "1 h", "--replications", 2, "--json")
    for at in ((), ("--at", "15 min")):
        found, expected = (json.loads(taktwin(*call, source, *at, *more).stdout) for source in (journal, file))
        assert found["shadow"] == expected["shadow"]
        assert found["jobs"] == expected["jobs"]
        assert found["at"] == expected["at"]
    empty, tags = tmp_path / "empty.journal", tmp_path / "tags.journal"
    Journal(empty).close()
    with Journal(tags) as opened:
        opened.append([Entry("mqtt/plant/line", "7", 1, 1_800_000_000_000, "spBv1.0/plant/NDATA/line", b"")])
    for source, words in (
        ((empty,), "holds nothing yet"),
        ((tags,), "the journal holds values of tags; give --map FILE"),
        ((file, "--map", file), "is no journal"),
    ):
        result = taktwin(*call, *source)
        assert (result.exit_code, result.stdout) == (2, ""), (source, result.stderr)
        assert words in " ".join(result.stderr.split()), (source, result.stderr)
    other = taktwin("forecast", "mm1", "--from", journal)
    assert other.exit_code == 2
    assert "name nothing in this plant" in " ".join(other.stderr.split())


def test_what_is_wrong_is_said(taktwin: Taktwin, tmp_path: Path) -> None:
    file = tmp_path / "wrong.jsonl"
    file.write_text('{"time": 1, "kind": "enter", "element": "weld", "order": 0}\n{"time": 2}\n', encoding="utf-8")
    for call, code, words in (
        (("forecast", "line20"), 2, "give --from FILE"),
        (("forecast", "line20", "--from", tmp_path / "none"), 2, "there is no file"),
        (("forecast", "line20", "--from", file), 3, "wrong.jsonl:2: kind"),
        (("forecast", "line20", "--at", "1 h", "--until", "0.5 h"), 2, "cannot end at"),
        (("forecast", "line20", "--at", "1 h", "--job", 0), 2, "is not in the plant any more"),
        (("emulate", "line20", "--loss", "2"), 2, "is no share"),
        (("emulate", "line20", "--delay", "2 kg"), 2, "--delay"),
        (("emulate", "line20", "--speed", 0), 2, "speed must be above 0"),
        (("emulate", "line20", "--days", 0), 2, "days must be above 0"),
    ):
        result = taktwin(*call)
        assert result.exit_code == code, (call, result.stderr)
        assert words in " ".join(result.stderr.split()), (call, result.stderr)
        assert "Traceback" not in result.stderr
        assert result.stdout == ""
