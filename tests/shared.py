"""Where the material lies that is too large, or not ours, to ship."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared_folder() -> Path:
    """$TAKTWIN_SHARED, or `shared` beside the checkout; it need not exist."""
    chosen = os.environ.get("TAKTWIN_SHARED")
    return Path(chosen) if chosen else ROOT.parent / "shared"


def cases(kind: str) -> list[object]:
    """The model files of `cases/KIND` as parameters of a test; without any, one that is skipped and says why."""
    folder = shared_folder() / "cases" / kind
    files = sorted(folder.glob("*.yaml"))
    if not files:
        reason = f"no cases at {folder}; set TAKTWIN_SHARED to the folder that holds `cases`"
        return [pytest.param(folder, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(file, id=file.stem) for file in files]


def energy_cases(kind: str) -> list[object]:
    """The cases of `data/energy_reference/KIND.json` as parameters; without any, one that is skipped and says why."""
    file = shared_folder() / "data" / "energy_reference" / f"{kind}.json"
    if not file.is_file():
        reason = f"no cases at {file}; set TAKTWIN_SHARED to the folder that holds `data`"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(case, id=case["id"]) for case in json.loads(file.read_text(encoding="utf-8"))["cases"]]
