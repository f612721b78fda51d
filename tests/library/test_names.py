"""The shipped models: their names and files."""

from __future__ import annotations

import pytest

from taktwin.library import UnknownModelError, model_names, model_path

NAMES = [
    "chassis",
    "line20",
    "mm1",
    "paint-loop",
    "phoenix",
    "phoenix-30",
    "phoenix-60",
    "phoenix-park",
    "press-lots",
    "soundproofing",
    "two-plants",
]


def test_all_models_are_listed() -> None:
    assert model_names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_model_has_a_file(name: str) -> None:
    path = model_path(name)
    assert path.is_file()
    assert f"\nname: {name}\n" in path.read_text(encoding="utf-8")


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownModelError) as caught:
        model_path("phenix")
    assert caught.value.nearest == "phoenix"
    assert str(caught.value) == 'no shipped model is called "phenix": did you mean `phoenix`?'


def test_an_odd_name_lists_the_models() -> None:
    with pytest.raises(KeyError) as caught:
        model_path("zzz")
    assert "mm1" in str(caught.value)
