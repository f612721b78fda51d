"""Codes of hazardous waste, as in the national list of China."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_CODE = re.compile(r"HW(\d{2})|\d{3}-\d{3}-(\d{2})")


def valid_waste_code(code: str) -> bool:
    """Whether a code is written as in the national list and its category exists.

    Args:
        code: `HW12` or `900-252-12`.

    >>> valid_waste_code("HW12"), valid_waste_code("HW99")
    (True, False)
    """
    match = _CODE.fullmatch(code)
    return match is not None and int(match[1] or match[2]) in _categories()


@cache
def _categories() -> frozenset[int]:
    from ruamel.yaml import YAML

    text = (files("taktwin.library.factors") / "waste.yaml").read_text(encoding="utf-8")
    return frozenset(YAML(typ="safe", pure=True).load(text)["categories"])
