"""The interchanges of `shared/data/edi`: what they hold, and what is wrong with the malformed ones."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from taktwin.exchange.edi import EdiError, read_interchange, write_interchange
from tests.shared import shared_folder


def files(kind: str) -> list[object]:
    """The JSON files of a folder as parameters; without any, one that is skipped and says why."""
    folder = shared_folder() / "data" / "edi" / kind
    found = sorted(folder.glob("*.json"))
    if not found:
        mark = pytest.mark.skip(
            reason=f"no interchanges at {folder}; set TAKTWIN_SHARED to the folder that holds `data`"
        )
        return [pytest.param(folder, marks=mark)]
    return [pytest.param(file, id=file.stem) for file in found]


@pytest.mark.parametrize("file", files("valid"))
def test_valid(file: Path) -> None:
    """Every value, and the same bytes again: those that were kept, and those made of the messages."""
    data = file.with_suffix(".edi").read_bytes()
    found = read_interchange(data)
    assert found.as_dict() == json.loads(file.read_text(encoding="utf-8"))
    assert write_interchange(found) == data
    assert write_interchange(replace(found)) == data


@pytest.mark.parametrize("file", files("malformed"))
def test_malformed(file: Path) -> None:
    """The kind, the segment and the tag, and no fault besides."""
    wanted = json.loads(file.read_text(encoding="utf-8"))["error"]
    with pytest.raises(EdiError) as caught:
        read_interchange(file.with_suffix(".edi"))
    if not json.loads(file.read_text(encoding="utf-8")).get("any_kind_accepted"):
        found = [(one.kind, one.segment, one.tag) for one in caught.value.faults]
        assert found == [(wanted["kind"], wanted["segment"], wanted["tag"])]
    assert all(one.detail and one.remedy for one in caught.value.faults)
