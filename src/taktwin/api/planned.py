"""What can be planned for a plant: its sequence, lots, supply and store, and what its supply survives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.meter import telling

if TYPE_CHECKING:
    from taktwin.planning.bodystore.study import BodyStoreStudy
    from taktwin.planning.presslots.study import LotStudy
    from taktwin.planning.sequence.mending import Mending
    from taktwin.planning.sequence.study import SequenceStudy
    from taktwin.planning.stress.result import StressStudy
    from taktwin.planning.supply.park.result import SupplyStudy


class Planned:
    """The planners of a plant; each takes the options of its own room and gives a study with tables."""

    model: PlantModel

    def sequence(self, progress: Callable[[float], None] | None = None, **options: Any) -> SequenceStudy:
        """Find which car of the day should follow which; with ``simulate=True`` also what that changes in the plant.

        ``plant.sequence(moves=100_000, objective="high_violations,paint_color_changes").idents``

        Args:
            progress: called with the share of each work done: of the search, then of the runs.
            options: of :class:`taktwin.planning.sequence.study.SequenceOptions`.

        Raises:
            OptionError: an option is out of range, or does not fit the cars.
            ModelError: the model says nothing about a day of cars, or an order given is not one of them.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.planning.sequence.cars import cars_of
        from taktwin.planning.sequence.study import SequenceOptions, study_sequence

        return study_sequence(cars_of(self.model), SequenceOptions(**options), telling(progress))

    def resequence(self, plan: str | Path | Sequence[str], **options: Any) -> Mending:
        """Take cars out of a planned sequence of the day, and mend what that breaks.

        Args:
            plan: a CSV file with `position,ident`, or idents in their order.
            options: of :class:`taktwin.planning.sequence.mending.MendingOptions`; ``lost`` is needed.

        Raises:
            OptionError: an option is out of range, or a lost car is unknown.
            ModelError: the plan is not one of these cars, or no sequence of those that are left is allowed.
        """
        from taktwin.planning.sequence.cars import cars_of
        from taktwin.planning.sequence.mending import MendingOptions, mend_sequence

        return mend_sequence(cars_of(self.model), plan, MendingOptions(**options))

    def lots(self, progress: Callable[[float], None] | None = None, **options: Any) -> LotStudy:
        """Plan the lots of the presses; with ``simulate=True`` also try the plan in the plant.

        ``plant.lots(load=0.9).table``

        Args:
            progress: called with the share of each work done: of the run that measures the demand, then of the trial.
            options: of :class:`taktwin.planning.presslots.study.LotOptions`.

        Raises:
            LotError: an option is out of range, or there is no plan; the message says what stands in the way.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.planning.presslots.study import LotOptions, plan_lots

        return plan_lots(self.model, LotOptions(**options), telling(progress))

    def supply(self, progress: Callable[[float], None] | None = None, **options: Any) -> SupplyStudy:
        """Plan how the part families of the supplier park come: the cheapest modes, verified by simulation.

        ``plant.supply(zir=0.7, stops=0.001).table``

        Args:
            progress: called with the share of each run done.
            options: of :class:`taktwin.planning.supply.park.options.SupplyOptions`.

        Raises:
            ModeError: an option is out of range, or no plan has the ratio; it names what stands in the way.
            OptionError: the plant has no supplier park.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.planning.supply.park.options import SupplyOptions
        from taktwin.planning.supply.park.study import plan_supply

        return plan_supply(self.model, SupplyOptions(**options), telling(progress))

    def stress(self, progress: Callable[[float], None] | None = None, **options: Any) -> StressStudy:
        """Say what the supply chain survives: runs to T, and from there with and without a disturbance.

        ``plant.stress(tests=["late-truck"], late=7200).table``

        Args:
            progress: called with the share of each work done.
            options: of :class:`taktwin.planning.stress.options.StressOptions`.

        Raises:
            StressError: an option is out of range, a name is unknown, or there is nothing to be tested.
            ModelError: a change that comes at T makes no model.
            SimulationError, StartStateError: the plant cannot be run on from T.
        """
        from taktwin.planning.stress.options import StressOptions
        from taktwin.planning.stress.study import stress

        return stress(self.model, StressOptions(**options), telling(progress))

    def bodystore(self, progress: Callable[[float], None] | None = None, **options: Any) -> BodyStoreStudy:
        """Say how much store buys which sequence adherence.

        ``plant.bodystore(places=[0, 20, 40], replications=5).table``

        Args:
            progress: called with the share of the runs done.
            options: of :class:`taktwin.planning.bodystore.study.BodyStoreOptions`.

        Raises:
            StoreError: an option is out of range, the plant has no such store, or nobody passed it.
            SimulationError: the plant cannot be run on.
        """
        from taktwin.planning.bodystore.study import BodyStoreOptions, study_store

        return study_store(self.model, BodyStoreOptions(**options), telling(progress))
