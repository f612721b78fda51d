"""The examples in the docstrings of the rooms for documents of others."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from taktwin.exchange import catenax, epcis, sparkplug, vda5050

MODULES = [
    f"{room.__name__}.{one.name}"
    for room in (catenax, epcis, sparkplug, vda5050)
    for one in pkgutil.iter_modules(room.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
