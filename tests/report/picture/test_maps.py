"""Maps of guide paths: positions of the model, or places that keep the lengths."""

from __future__ import annotations

import math

import pytest

from taktwin.model.files.load import load_model
from taktwin.model.nouns.fleets.guidepath import GuidePath
from taktwin.report.picture.draw import picture
from taktwin.report.picture.maps import places


def test_positions_are_those_of_the_model_with_y_upwards() -> None:
    path = GuidePath.model_validate({"ways": ["a > b > c > a"], "points": {"a": [0, 0], "b": [4, 0], "c": [4, 3]}})
    assert places(path) == {"a": (0, 0), "b": (4, 0), "c": (4, -3)}


def test_lengths_are_kept_where_they_can_be() -> None:
    """A triangle of 3, 4 and 5 m fits into a plane, so every length is kept."""
    ways = [{"way": "a <> b", "length": "3 m"}, {"way": "b <> c", "length": "4 m"}, {"way": "c <> a", "length": "5 m"}]
    found = places(GuidePath.model_validate({"ways": ways}))
    for (one, other), length in {("a", "b"): 3, ("b", "c"): 4, ("c", "a"): 5}.items():
        assert math.dist(found[one], found[other]) == pytest.approx(length, abs=0.02)


def test_a_map_names_path_fleet_and_points() -> None:
    text = picture(load_model("phoenix"))
    assert "Guide path line-side: 80\u00a0× agv-line" in text
    for point in ("dock-1", "powertrain", "closures", "kitting"):
        assert f">{point}</text>" in text


def test_points_that_lie_on_each_other() -> None:
    places(GuidePath.model_validate({"ways": [{"way": "a > b > a", "length": "5 m"}]}))
    places(GuidePath.model_validate({"ways": ["a > b > a"], "points": {"a": [1, 1], "b": [2, 1]}}))
