"""The reference cases of supply, as parameters of tests."""

from __future__ import annotations

import json

import pytest

from tests.shared import shared_folder


def reference(name: str, *kinds: str) -> list[object]:
    """The cases of a file of `data/supply_reference`; without it, one that is skipped and says why.

    Args:
        name: of the file, without its ending.
        kinds: only these values of `kind`; all if none is given.
    """
    file = shared_folder() / "data" / "supply_reference" / f"{name}.json"
    if not file.is_file():
        reason = f"no reference cases at {file}; set TAKTWIN_SHARED to the folder that holds `data`"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    cases = json.loads(file.read_text(encoding="utf-8"))["cases"]
    chosen = [case for case in cases if not kinds or case.get("kind") in kinds]
    return [pytest.param(case, id=str(case.get("id", f"{name}-{number}"))) for number, case in enumerate(chosen)]
