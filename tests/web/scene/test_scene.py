"""The plane of a plant: everything has its place, by its identity, and nothing of energy is on it."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

import taktwin
from taktwin.report.texts import LANGUAGES
from taktwin.web.scene.places import KINDS, LINES
from taktwin.web.scene.scene import Scene, make_scene, scene


@cache
def made(name: str) -> Scene:
    """The scene of a shipped plant."""
    return make_scene(taktwin.load(name).model)


@cache
def told(name: str) -> dict[str, Any]:
    """The same for JSON."""
    return made(name).as_dict()


PLANTS = ("phoenix", "two-plants", "paint-loop", "press-lots", "line20")


@pytest.mark.parametrize("name", PLANTS)
def test_everything_has_its_place(name: str) -> None:
    """Each node, stock point, fleet and supplier is in a cell of its own within its box, which is in its shop."""
    plant, plane = made(name), told(name)
    names = plant.program.node_names
    wanted = {(one.kind, names[number]) for number, one in plant.program.flow.node_where.items() if one.kind in KINDS}
    wanted |= {("stock", stock) for stock in plant.program.stocks}
    assert wanted <= set(plant.places.at)
    for place in plane["places"]:
        box = plane["boxes"][place["box"]]
        assert box["x"] <= place["x"] + 0.1
        assert box["y"] <= place["y"] + 0.1
        assert place["x"] + place["w"] <= box["x"] + box["w"] + 0.1
        assert place["y"] + place["h"] <= box["y"] + box["h"] + 0.1
        frame = plane["frames"][box["frame"]]
        assert frame["x"] <= box["x"]
        assert box["x"] + box["w"] <= frame["x"] + frame["w"] + 0.1
    drawn = [(one["x"], one["y"]) for one in plane["places"] if one["kind"] not in LINES]
    assert len(drawn) == len(set(drawn))


@pytest.mark.parametrize("name", PLANTS)
def test_it_is_planein_both_languages_and_the_same_each_time(name: str) -> None:
    text = json.dumps(told(name), allow_nan=False)
    assert text == json.dumps(scene(made(name).model), allow_nan=False)
    plane = json.loads(text)
    for group in ("frames", "boxes", "plants", "states"):
        assert all(len(one["title"]) == len(LANGUAGES) and all(one["title"]) for one in plane[group])
    assert "⟦" not in text


def test_identity_is_columns() -> None:
    """The plants of a model, and names that say nothing of them."""
    plane = told("two-plants")
    packing = next(one for one in plane["places"] if one["model_element"] == "pack")
    assert (packing["plant"], packing["model_shop"], packing["model_line"]) == ("chassis", "assembly", "packing")
    assert [one["name"] for one in plane["plants"]] == ["chassis", "cars"]
    assert plane["levels"] == ["cluster", "plant", "shop", "line", "station"]


def test_equal_stations_are_folded_and_open_inside_their_box() -> None:
    plane = told("phoenix")
    box = next(number for number, one in enumerate(plane["boxes"]) if one["title"][0] == "front-floor")
    inside = [one["name"] for one in plane["places"] if one["box"] == box]
    assert inside == [f"front-floor-{number}" for number in range(1, 9)]


def test_every_edge_has_its_way_from_box_to_box() -> None:
    plane = told("phoenix")
    for edge in plane["edges"]:
        way = plane["ways"][edge["way"]]
        for key, (x, y) in (("from", way[:2]), ("to", way[-2:])):
            box = plane["boxes"][edge[key]]
            assert box["x"] - 0.2 <= x <= box["x"] + box["w"] + 0.2
            assert box["y"] - 0.2 <= y <= box["y"] + box["h"] + 0.2


def test_no_energy_is_drawn_over_the_moving_plant() -> None:
    """Neither the scene nor what moves knows of energy, power or media."""
    plane = told("phoenix")
    keys = {key for group in ("places", "boxes", "resources", "states") for one in plane[group] for key in one}
    assert not [key for key in (*keys, *plane) if re.search("energy|power|kwh|watt|medium|media", key, re.I)]


def test_positions_of_the_model_are_kept() -> None:
    """A line that runs from right to left, and upwards at its end: as its positions say, not as its order does."""
    spots = {"a": [90, 0], "b": [50, 0], "c": [10, 0], "d": [10, 30]}
    flow = [f"          - {{station: {one}, cycle: {at[0] + at[1]} s, position: {at}}}" for one, at in spots.items()]
    head = "taktwin: 1\nname: hall\norders: {always: {}}\nshops:\n  s:\n    lines:\n      l:\n        orders: always\n"
    text = head + "        flow:\n" + "\n".join(flow) + "\n"
    at = {one["name"]: one for one in scene(taktwin.load(text).model)["places"]}
    assert at["a"]["x"] > at["b"]["x"] > at["c"]["x"] == at["d"]["x"]
    assert at["d"]["y"] < at["c"]["y"] == at["a"]["y"]
