"""`taktwin whatif`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Taktwin

TRIES = """
tries:
  slower: {set: {shops.workshop.lines.line.station-10.cycle: exp(3 min)}}
  nothing: {}
"""


def test_tries_beside_doing_nothing(taktwin: Taktwin, here: Path) -> None:
    (here / "tries.yaml").write_text(TRIES)
    taktwin("emulate", "line20", "--days", 0.1, "--seed", 4, "--out", "day.jsonl")
    asked = ("whatif", "line20", "--from", "day.jsonl", "--at", "2 h", "--try", "tries.yaml", "--replications", 20)
    result = taktwin(*asked)
    assert result.exit_code == 0, result.stderr
    assert "not told apart from doing nothing: nothing" in result.stdout
    slower, nothing = json.loads(taktwin(*asked, "--json").stdout)["tries"]
    assert slower["gain"]["high"] < 0.0
    assert nothing["gain"] == {"value": 0.0, "low": 0.0, "high": 0.0, "sure": False}
    assert "维持现状" in taktwin("--language", "zh", *asked).stdout


def test_what_is_refused(taktwin: Taktwin, here: Path) -> None:
    (here / "tries.yaml").write_text("tries:\n  bad: {out: {stationn: 1 h}}\n")
    for arguments, code, what in (
        (("--try", "none.yaml", "--at", "1 h"), 2, "there is no file"),
        (("--try", "tries.yaml"), 2, "--from FILE"),
        (("--try", "tries.yaml", "--at", "1 h"), 2, 'the try "bad"'),
    ):
        result = taktwin("whatif", "line20", *arguments)
        assert result.exit_code == code, result.stderr
        assert what in result.stderr
        assert result.stdout == ""
