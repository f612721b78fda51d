"""What holds of every picture: all is in it once, boxes do not overlap, links run between boxes and through none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from taktwin.library import model_names
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from tests.kernel.models import plants
from tests.kernel.plants import line, model_of
from tests.oracle.drafts.clusters import cluster
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.factories import factory
from tests.report.picture.laid import check
from tests.shared import cases

ORACLE = Path(__file__).resolve().parents[2] / "oracle"


@pytest.mark.parametrize("name", model_names())
def test_shipped_models(name: str) -> None:
    assert len(check(load_model(name)).diagram.boxes()) <= 80


@pytest.mark.parametrize("most", [1, 12, 40, 1000])
@pytest.mark.parametrize("name", ["phoenix", "phoenix-30", "two-plants"])
def test_finer_and_coarser(name: str, most: int) -> None:
    check(load_model(name), most)


@pytest.mark.parametrize("file", cases("plants"))
def test_plants_from_practice(file: Path) -> None:
    try:
        model = load_model(file)
    except ModelError as error:  # its order file may lie elsewhere
        pytest.skip(str(error))
    check(model)


@given(plants())
@settings(max_examples=30)
def test_random_plants(data: Data) -> None:
    check(model_of(data))


def _drawn(data: Data) -> PlantModel:
    """A model of the oracle's drafts, whose order files lie beside the oracle."""
    model = PlantModel.model_validate({"name": "test", **data})
    model._folder = ORACLE
    return load_model(model)


@pytest.mark.parametrize("number", range(20))
def test_random_factories(number: int) -> None:
    model = _drawn(factory(7, number, halls=number % 3 == 0))
    for most in (4, 80):
        check(model, most)


@pytest.mark.parametrize("number", range(12))
def test_random_clusters(number: int) -> None:
    check(_drawn(cluster(7, number)))


def test_a_long_line_goes_on_in_the_row_below() -> None:
    flow = [{"station": f"s{i}", "cycle": f"{i + 1} s"} for i in range(20)]
    found = check(model_of(line(flow)))
    cells = found.measured.grid.cells
    rows = [cells[f"test/shop/main/s{i}"][1] for i in range(20)]
    assert rows == sorted(rows)
    assert max(rows) == 3  # source, 20 stations and sink in rows of six


def test_a_loop_of_rework_stands_below_the_line() -> None:
    flow = [
        {"buffer": "b", "capacity": 9},
        {"station": "test", "cycle": "9 s", "routes": [{"to": "mend", "share": 0.1}]},
    ]
    mend = {"to": "b", "flow": [{"buffer": "q", "capacity": "unlimited"}, {"station": "fix", "cycle": "30 s"}]}
    found = check(model_of(line(flow, lines={"mend": mend})))
    cells = found.measured.grid.cells
    assert cells["test/shop/main/test"][1] < cells["test/shop/mend/q"][1]
    assert {link.kind for link in found.diagram.links} == {"flow", "route"}


def test_a_sub_line_stands_above_and_ends_before_its_join() -> None:
    flow: list[Data] = [{"station": f"s{i}", "cycle": f"{i + 1} s"} for i in range(4)]
    flow[3] = {**flow[3], "joins": [{"line": "doors"}]}
    doors = {"call": {"at": "s0"}, "flow": [{"station": "hem", "cycle": "5 s"}, {"buffer": "d", "capacity": 3}]}
    cells = check(model_of(line(flow, lines={"doors": doors}))).measured.grid.cells
    assert cells["test/shop/doors/d"][1] < cells["test/shop/main/s3"][1]
    assert cells["test/shop/doors/d"][0] == cells["test/shop/main/s3"][0] - 1


def test_positions_of_the_model_are_kept() -> None:
    spots = {"a": [0, 0], "b": [50, 0], "c": [50, 30], "d": [0, 30]}
    flow = [{"station": name, "cycle": f"{i + 1} s", "position": at} for i, (name, at) in enumerate(spots.items())]
    cells = check(model_of(line(flow))).measured.grid.cells
    a, b, c, d = (cells[f"test/shop/main/{name}"] for name in spots)
    assert a[0] == d[0] < b[0] == c[0]
    assert c[1] == d[1] < a[1] == b[1]  # y points upwards in a plan of a site
