"""The examples in the docstrings do what they say."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import iter_modules

import taktwin.exchange.edi as package


def test_examples() -> None:
    tried = 0
    for one in iter_modules(package.__path__):
        result = doctest.testmod(import_module(f"{package.__name__}.{one.name}"))
        assert result.failed == 0, one.name
        tried += result.attempted
    assert tried >= 10
