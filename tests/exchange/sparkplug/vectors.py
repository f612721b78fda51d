"""The reference payloads."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.shared import shared_folder


def vectors() -> list[Any]:
    """Those of `data/sparkplug/vectors.json` as parameters; without any, one that is skipped and says why."""
    file = shared_folder() / "data" / "sparkplug" / "vectors.json"
    if not file.is_file():
        reason = f"no payloads at {file}; set TAKTWIN_SHARED to the folder that holds `data`"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(one, id=one["name"]) for one in json.loads(file.read_text(encoding="utf-8"))]
