"""The cases of the cluster, which lie outside of the project."""

from __future__ import annotations

import json

import pytest

from tests.shared import shared_folder

FOLDER = shared_folder() / "data" / "cluster_reference"


def cluster_cases(file: str, *kinds: str) -> list[object]:
    """The cases of `data/cluster_reference/FILE.json`, of some kinds; without any, one that is skipped and says why."""
    path = FOLDER / f"{file}.json"
    if not path.is_file():
        reason = f"no cases at {path}; set TAKTWIN_SHARED to the folder that holds `data`"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    found = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in found if not kinds or case.get("kind") in kinds]
