"""What stands in the buffers of a model when the plant starts (`contents`), as a start state."""

from __future__ import annotations

from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.start.state import JobState, PlaceState, StartState


def state_at_start(model: PlantModel) -> StartState | None:
    """The state of a spelt-out plant at its start; None where all its buffers are empty."""
    places: dict[str, PlaceState] = {}
    for _, _, _, element in model.all_elements():
        if isinstance(element, Buffer):
            jobs = [
                JobState(product=sort.product, options=sort.options, stream=sort.stream)
                for sort in element.contents
                for _ in range(int(sort.count.value))
            ]
            if jobs:
                places[element.name] = PlaceState(jobs=jobs)
    return StartState(places=places) if places else None
