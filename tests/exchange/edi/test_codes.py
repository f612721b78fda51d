"""Tables of status codes from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.exchange.edi import Codes, read_codes
from taktwin.model.errors import ModelError


def test_a_table_takes_the_place_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "codes.yaml"
    file.write_text("sequence: {1: new, '06': change, X: cancel, Y: cancel}\n", encoding="utf-8")
    found = read_codes(file)
    assert found.sequence == (("1", "new"), ("06", "change"), ("X", "cancel"), ("Y", "cancel"))
    assert found.code["sequence"] == {"new": "1", "change": "06", "cancel": "X"}
    assert found.schedule == Codes().schedule
    file.write_text("schedule: {'1': firm}\n", encoding="utf-8")
    assert read_codes(file) == Codes(schedule=(("1", "firm"),))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("sequence: {1: new", "codes.yaml:2: YAML syntax"),
        ("{}", "codes.yaml:1: a table of codes has the keys `sequence` and `schedule`"),
        ("codes: {1: new}", "has the keys `sequence` and `schedule`"),
        ("- 1", "expected a mapping at the top"),
        ("sequence: {1: maybe}", "sequence: this is no table from codes to new, change, cancel"),
        ("sequence: {1: [new]}", "sequence: this is no table from codes"),
        ("sequence: new", "sequence: this is no table from codes"),
        ("schedule: {1: new}", "schedule: this is no table from codes to firm, planning, immediate"),
        ("sequence: {1: new, 1: change}", "is given twice"),
    ],
)
def test_what_is_no_table(text: str, what: str, tmp_path: Path) -> None:
    file = tmp_path / "codes.yaml"
    file.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        read_codes(file)
    assert what in str(caught.value)
    assert "write `sequence:`" in str(caught.value)
