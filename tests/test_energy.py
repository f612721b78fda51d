"""The public face of energy."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from importlib import import_module

import pytest

import taktwin
from taktwin import energy


def test_it_is_part_of_the_package() -> None:
    assert taktwin.energy is energy
    assert "energy" in taktwin.__all__


@pytest.mark.parametrize("name", energy.__all__)
def test_every_name_is_there_and_explained(name: str) -> None:
    found = getattr(energy, name)
    assert found.__name__ == name
    text = inspect.getdoc(found) or ""
    assert len(text) > 20
    if inspect.isfunction(found):
        assert all(parameter in text for parameter in inspect.signature(found).parameters), name
    assert name in dir(energy)


def test_an_unknown_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'pv_yeild'"):
        energy.pv_yeild  # noqa: B018  # pyright: ignore[reportAttributeAccessIssue]


def test_nothing_slow_is_imported_before_it_is_used() -> None:
    code = "import sys, taktwin.energy; print([n for n in ('numpy', 'pandas', 'pvlib', 'polars') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_examples_in_the_docstrings() -> None:
    for module in sorted(
        {getattr(energy, name).__module__ for name in energy.__all__} | {"taktwin.analysis.air.moist"}
    ):
        found = doctest.testmod(import_module(module))
        assert found.failed == 0, module
