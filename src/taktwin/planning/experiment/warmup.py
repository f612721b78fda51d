"""The warm-up of an experiment: that of the scenario that takes longest to settle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.prepare import Prepared
from taktwin.planning.experiment.replicate import program_of
from taktwin.planning.warmup.pilot import ALL_MADE, Warmup, rounded, told
from taktwin.planning.warmup.settle import settle


class UnsettledError(ExperimentError):
    """A scenario that settles in no pilot."""

    @property
    def why(self) -> str:
        """Which does not, without what may be the matter."""
        found = self.message.values["why"] if isinstance(self.message, Phrase) else self.message
        return found if isinstance(found, str) else self.message


MOST_SCENARIOS = 12  # that get pilots; evenly spread over the list where there are more


def choose_warmup(
    prepared: Sequence[Prepared],
    names: Sequence[str],
    days: float,
    seed: int,
    threads: int,
    progress: Callable[[float], None] | None = None,
) -> Warmup:
    """The warm-up that the slowest of the scenarios needs, see `taktwin.planning.warmup.settle`.

    Rounded up: to whole hours, for a plant with calendars to whole days, or to whole weeks where `days` is a week or
    more.

    Raises:
        UnsettledError: a scenario settles in no pilot.
    """
    longest, slowest, calendars, made = 0.0, 0, False, True
    chosen = sorted({round(i) for i in np.linspace(0, len(prepared) - 1, min(len(prepared), MOST_SCENARIOS))})
    for done, scenario in enumerate(chosen, 1):
        found = settle(program_of(prepared[scenario]), days, seed, threads)
        if found.days is None:
            why = Phrase(
                'scenario "{name}" still changes after {days:g} days', name=names[scenario], days=found.pilot_days
            )
            message = Phrase("{why}, perhaps it never settles (more jobs come in than go out?)", why=why)
            raise UnsettledError(message, Phrase("give `warmup` a number of days"), "warmup")
        calendars, made = calendars or found.scheduled, made and found.all_made
        if found.days > longest:
            longest, slowest = found.days, scenario
        if progress is not None:
            progress(done / len(chosen))
    if made:
        return Warmup(0.0, ALL_MADE)
    return Warmup(rounded(longest, days, calendars), _why(longest, names[slowest], len(chosen)))


def _why(found: float, name: str, pilots: int) -> str:
    if found <= 0.0:
        return Phrase("MSER-5 deletes nothing in the pilots of {pilots} scenarios", pilots=pilots)
    if pilots > 1:
        return Phrase(
            'MSER-5 deletes the first {time} of scenario "{name}", the slowest of {pilots} to settle',
            time=told(found),
            name=name,
            pilots=pilots,
        )
    return Phrase('MSER-5 deletes the first {time} of scenario "{name}"', time=told(found), name=name)
