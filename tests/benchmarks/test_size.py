"""The line of many stations: it is what it is said to be, and takes the event loop."""

from benchmarks.size import SHOP, model_of
from taktwin.kernel.lowering.program import lower
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel


def test_a_line_of_stations_with_crews():
    program = lower(load_model(PlantModel.model_validate(model_of(2 * SHOP + 1))))
    assert len(program.resources_of("station")) == 2 * SHOP + 1
    assert len(program.nodes_of("crew")) == 3
    assert program.arrays["steps"].size == 0  # no plain serial line
