"""The warm-up of a run that says nothing about it."""

from __future__ import annotations

import os
from dataclasses import replace

from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.warmup.pilot import ALL_MADE, Warmup, rounded, told
from taktwin.planning.warmup.settle import settle
from taktwin.runs.budget import check_budget
from taktwin.runs.options import RunOptions, default_warmup


def chosen_warmup(model: PlantModel, options: RunOptions) -> tuple[RunOptions, str | None]:
    """Options with a warm-up, and why it is so long; as they are where one is given, or the run begins from a state.

    Raises:
        LoweringError, SimulationError, ModelError: the model cannot be run, as for `simulate`.
    """
    if options.warmup is not None or options.start is not None:
        return options, None
    chosen = warmup_of(model, options)
    return replace(options, warmup=chosen.days), chosen.why


def warmup_of(model: PlantModel, options: RunOptions) -> Warmup:
    """The warm-up of a run from the empty plant, chosen by pilots (`taktwin.planning.warmup.settle`).

    Rounded up to whole hours; with calendars to whole days, so that the measured time is one of whole days, and to
    whole weeks where a week or more is measured. None where all orders are made within the run. Where the pilots tell
    nothing it is `default_warmup`.
    """
    program = lower(model, options.ledger)
    check_budget(model, program, options.days + options.warmup_days)
    threads = options.threads or os.cpu_count() or 1
    found = settle(program, options.days, options.run_seed, threads)
    if found.all_made:
        return Warmup(0.0, ALL_MADE)
    if found.days is None:
        fallback = rounded(default_warmup(options.days), options.days, found.scheduled)
        pilot = told(found.pilot_days)
        unsettled = Phrase("MSER-5 finds no end of the transient in {time}", time=pilot)
        return Warmup(fallback, unsettled if found.any_made else Phrase("no job is finished in {time}", time=pilot))
    why = Phrase("the plant has settled after {time} by MSER-5", time=told(found.days))
    return Warmup(rounded(found.days, options.days, found.scheduled), why)
