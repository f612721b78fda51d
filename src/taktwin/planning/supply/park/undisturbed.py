"""What the line would make if no part were ever lacking: the same plant without its supply, same random numbers."""

from __future__ import annotations

from collections.abc import Callable

from taktwin.analysis.kpi import kpis
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables import Result


class Undisturbed:
    """The plant of a model without its supplier park; what was run once is remembered."""

    def __init__(self, model: PlantModel) -> None:
        self._finished: dict[int, tuple[float, ...]] = {}  # by seed, of as many replications as were needed
        try:
            self._plant: PlantModel | None = load_model(model, {"supply": None})
        except ModelError:  # something else in the plant needs what the park brings
            self._plant = None

    def lost(
        self,
        results: list[Result],
        waited: tuple[float, ...],
        plant: PlantModel,
        options: RunOptions,
        progress: Callable[[float], None] | None = None,
    ) -> tuple[float, ...]:
        """Takts that each replication lost at the line's end for want of parts, as a share of all takts.

        That is 1 - jobs finished / jobs finished without the supply. A wait of a place delays a job that leaves the
        line by no more than its own length, so what was ``waited`` (of all places, added, as a share of the time of
        the line) is the most that can have been lost; a difference beyond that, or below 0, is chance, since after a
        delay failures and crews meet other jobs. Where the plant cannot be run without its supply it is that most.
        """
        if self._plant is None:
            return waited
        whole = self._finished.get(options.run_seed, ())
        if len(whole) < len(results):
            if not any(waited):
                return waited
            runs = simulate(self._plant, options, progress)
            whole = self._finished[options.run_seed] = tuple(_finished(one, self._plant) for one in runs)
        made = [_finished(one, plant) for one in results]
        return tuple(
            min(most, max(0.0, 1.0 - jobs / all_)) if all_ > 0 else most
            for jobs, all_, most in zip(made, whole, waited, strict=False)
        )


def _finished(result: Result, plant: PlantModel) -> float:
    return kpis([result], plant)["finished_jobs"].value
