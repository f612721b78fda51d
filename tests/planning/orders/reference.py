"""The reference cases of demand, ramps and the order book."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.shared import shared_folder


def reference(*kinds: str) -> list[Any]:
    """The cases of these kinds as parameters; without any, one that is skipped and says why."""
    file = shared_folder() / "data" / "cluster_reference" / "demand_and_ramp.json"
    if not file.is_file():
        reason = f"no cases at {file}; set TAKTWIN_SHARED to the folder that holds `data`"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    found = json.loads(file.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(one, id=one["id"]) for one in found if one["kind"] in kinds]
