"""The check of the loading is the one that is told, and the flow of jobs in it is worked out once."""

import pytest

import taktwin
from taktwin.model import check_model, load_model
from taktwin.model.checks.ways import between as flow
from taktwin.model.checks.ways.loads import loads
from taktwin.model.checks.ways.partrates import part_rates


@pytest.mark.parametrize("name", ["phoenix", "two-plants", "line20"])
def test_a_loaded_plant_tells_what_its_model_tells(name: str) -> None:
    plant, model = taktwin.load(name), load_model(name)
    assert plant.warnings == check_model(model)
    assert plant.loads == loads(model)
    assert plant.parts == part_rates(model)


def test_the_flow_of_jobs_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times, work = [], flow.traffic
    monkeypatch.setattr(flow, "traffic", lambda model, others: times.append(model) or work(model, others))
    plant = taktwin.load("mm1")
    assert (plant.warnings, len(plant.loads), plant.parts) == ([], 1, [])
    assert len(times) == 1
