"""Tests of what the plant itself asks for: another mix, more rework, and changes of one's own. All parts may lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import plants_of
from taktwin.model.start.file import StartStateError
from taktwin.planning.meter import Meter
from taktwin.planning.stress import disturbance as scripts
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.changes import changed, grown, more_rework, rarest_product
from taktwin.planning.stress.effect import LEAST, Effect, effect_of
from taktwin.planning.stress.future import Future
from taktwin.planning.stress.kinds.outcome import NothingToTestError, advice_of, held_stocks
from taktwin.planning.stress.options import DEMAND_MIX, OWN, SCRAMBLING, ChangeError
from taktwin.planning.stress.prevented import Prevented, cover_of_stocks
from taktwin.planning.stress.result import Answer


def check(bench: Bench) -> None:
    """Refuse variants, elements and changes that are not there. Raises `StressError` and `ModelError`."""
    options = bench.options
    if DEMAND_MIX in options.made and options.grow is not None:
        grown(bench.model, options.grow, options.by)
    if SCRAMBLING in options.made and options.routes:
        changed(bench.model, more_rework(bench.model, options.routes, options.scramble)[0])
    if options.set:
        _check_modes(bench.model, load_model(bench.model, list(options.set)))


def _check_modes(model: PlantModel, changed: PlantModel) -> None:
    """What stands at T has come in the modes of the plant, so a change at T keeps them. Raises `ChangeError`."""
    others = plants_of(changed)
    for name, plant in plants_of(model).items():
        park, other = plant.supply, others[name].supply if name in others else None
        for family, one in park.families.items() if park is not None else ():
            mode = other.families[family].mode if other is not None and family in other.families else "none"
            if mode != one.mode:
                raise ChangeError(
                    Phrase(
                        "family {family}: how its parts come ({mode}) cannot become {mode2} at T, "
                        "where those of {mode} stand",
                        family=family,
                        mode=one.mode,
                        mode2=mode,
                    ),
                    Phrase("write a model that `extends` this one and sets it, and test that"),
                )


def demand_mix(bench: Bench, meter: Meter) -> list[Answer]:
    """A product or variant is asked for so many times as often; the total and all stock levels stay."""
    options = bench.options
    what = options.grow or rarest_product(bench.model, options.by)
    if what is None:
        raise NothingToTestError(
            Phrase("no product with a share can grow {by:g}-fold: name an option, and how much", by=options.by)
        )
    model = changed(bench.model, grown(bench.model, what, options.by))
    return [_answer(bench, DEMAND_MIX, Phrase("{what} x {by:g}", what=what, by=options.by), model, meter)]


def scrambling(bench: Bench, meter: Meter) -> list[Answer]:
    """More jobs go to rework and come out of their sequence."""
    options = bench.options
    overrides, elements = more_rework(bench.model, options.routes, options.scramble)
    if not overrides:
        raise NothingToTestError(Phrase("no station has a route with a share: there is no rework"))
    named = ", ".join(elements[:2]) + (" ..." if len(elements) > 2 else "")
    what = Phrase("rework of {names} x {by:g}", names=named, by=options.scramble)
    found, runs, other = _tried(bench, SCRAMBLING, what, changed(bench.model, overrides), meter)
    places = tuple(float(np.mean([_overtaken(one) for one in each])) for each in (other.base, runs))
    return [replace(found, overtaken=(places[0], places[1]))]


def own(bench: Bench, meter: Meter) -> list[Answer]:
    """Changes of one's own that come at T."""
    given = bench.options.set
    if not given:
        raise NothingToTestError(Phrase("nothing is set: give PATH=VALUE"))
    try:
        return [_answer(bench, OWN, ", ".join(given), load_model(bench.model, list(given)), meter)]
    except StartStateError as error:
        first = error.problems[0]
        message = Phrase(
            "with {given} the plant cannot go on from where it stands at T: {path}: {message}",
            given=", ".join(given),
            path=first.path,
            message=first.message,
        )
        raise ChangeError(message, Phrase("change what the plant does, not what it is made of")) from None


def _answer(bench: Bench, test: str, what: str, model: PlantModel, meter: Meter) -> Answer:
    return _tried(bench, test, what, model, meter)[0]


def _tried(
    bench: Bench, test: str, what: str, model: PlantModel, meter: Meter
) -> tuple[Answer, Sequence[Future], Bench]:
    """The answer of a changed plant, its futures, and its bench."""
    other = bench.changed(model)
    with meter(Phrase("{test}: {what}", test=test, what=what)) as progress:
        runs = other.futures(scripts.none, progress)
        lanes = [way for way in other.ways if not way.called]
        pairs = other.pairs(runs)
        effect = effect_of(pairs, lambda key: key.kind in ("part", "matched"), held_stocks(other, lanes), sure=True)
        lacking = any(stop.stock and stop.seconds.mean >= LEAST for stop in effect.stops)
        found = Prevented((), None, 0.0)
        if lacking:
            found = cover_of_stocks(other, lanes, scripts.none, made=True)
    advice = advice_of(found) or _beside_stock(effect)
    return Answer(test, what, effect, found.covers, found.verified, found.left_s, advice), runs, other


def _beside_stock(effect: Effect) -> str:
    """What to do about what no stock prevents."""
    called = dict.fromkeys(stop.part for stop in effect.stops if stop.kind == "matched")
    if called:
        return Phrase(
            "parts in sequence come too late ({names}): whether calling them earlier would help is not tried",
            names=", ".join(called),
        )
    if effect.survived and effect.lost_jobs.low > 0.0:
        return Phrase("no part is lacking: what is lost, the work itself holds up")
    return ""


def _overtaken(future: Future) -> float:
    """Jobs by which a job leaves the plant from its place in the order of release; each stream for itself."""
    found: list[float] = []
    for stream in np.unique(future.order[:, 0]):
        order = future.order[future.order[:, 0] == stream, 1]
        found += np.abs(np.argsort(np.argsort(order)) - np.arange(order.size)).tolist()
    return float(np.mean(found)) if found else 0.0
