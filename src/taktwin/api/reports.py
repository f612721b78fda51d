"""The reports of plans: one HTML file each, in English and Chinese."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from taktwin.analysis.comparison.compare import Comparison
from taktwin.model.files.write import write_text
from taktwin.planning.bodystore.study import BodyStoreStudy
from taktwin.planning.orders.study import OrderStudy
from taktwin.planning.presslots.study import LotStudy
from taktwin.planning.sequence.effect import Effect
from taktwin.planning.sequence.study import SequenceStudy
from taktwin.planning.supply.park.result import SupplyStudy
from taktwin.report.bodystore import Runs, render_bodystore
from taktwin.report.compare import render_comparison
from taktwin.report.lots import render_lots
from taktwin.report.orderbook import write_order_report
from taktwin.report.sequence import SequenceReport, write_sequence_report
from taktwin.report.sequence_plant import lacking
from taktwin.report.shell.origin import origin
from taktwin.report.shell.words import Words
from taktwin.report.supplyplan import render_supply
from taktwin.report.texts import LANGUAGES
from taktwin.runs.fingerprint import model_hash


def write_report(
    found: SequenceStudy | LotStudy | BodyStoreStudy | SupplyStudy | OrderStudy | Comparison,
    path: str | Path,
    language: str = "en",
    name: str | None = None,
) -> Path:
    """Write the report of what a planning method of a plant has found, or of compared runs, and return its path.

    Args:
        found: the result of `Plant.sequence`, `Plant.lots`, `Plant.bodystore`, `Plant.supply`,
            `study_orders` or `taktwin.compare`.
        path: the HTML file.
        language: shown first, `en` or `zh`.
        name: how the report calls the model, where it has no title; by default by its name.

    Raises:
        ValueError: unknown language.
        OSError: it cannot be written.
    """
    if isinstance(found, Comparison):
        return write_text(Path(path), render_comparison(found, language))
    if isinstance(found, OrderStudy):
        return write_order_report(found, path, language)
    if isinstance(found, SequenceStudy):
        return write_sequence_report(_sequence(found), path, language)
    known = name or found.model.name
    if isinstance(found, SupplyStudy):
        return write_text(Path(path), render_supply(found, known, language, _supply_origin(found)))
    page = _lots(found, known, language) if isinstance(found, LotStudy) else _bodystore(found, known, language)
    write_text(Path(path), page)
    return Path(path)


def _lots(found: LotStudy, name: str, language: str) -> str:
    plans = [(one.found.cell, one.plan) for one in found.presses]
    return render_lots(name, plans, language, origin(found.model, found.options.seed, found.options.days, 1))


def _bodystore(found: BodyStoreStudy, name: str, language: str) -> str:
    options, points, tables = found.options, found.points, found.tables
    named = {points.entry: tables["simulated_entry"], points.behind: tables["simulated_behind"]}
    about = origin(found.model, options.seed, options.days, options.replications)
    runs = Runs(name, options.replications, options.days, named, options.rule, options.length, about)
    return render_bodystore(runs, found.curves, language)


def _supply_origin(found: SupplyStudy) -> dict[str, str]:
    """The rows of the footer of a plan of supply, which does not keep its options."""
    return {
        "origin_model": found.model.name,
        "origin_hash": model_hash(found.model),
        "origin_runs": str(len(found.start.throughput)),
        "origin_version": f"Taktwin {version('taktwin')}",
    }


def _sequence(found: SequenceStudy) -> SequenceReport:
    problem, solution, effect = found.problem, found.found, found.effect
    rows = {"seq_origin_cars": problem.name}
    titles: dict[str, str] = dict.fromkeys(LANGUAGES, problem.name)
    if found.cars.plant is not None:
        model = found.cars.plant.model
        titles = {one: model.title_in(one) for one in LANGUAGES}
        rows = {"origin_model": model.name, "origin_hash": model_hash(model)}
    if effect is not None:
        rows |= {"origin_runs": f"2 x {effect.replications}"}
    rows |= {
        "origin_seed": str(solution.seed),
        "seq_origin_moves": f"{solution.moves:,}",
        "seq_origin_seconds": f"{solution.seconds:.1f}",
        "seq_origin_workers": str(solution.workers),
        "origin_version": f"Taktwin {version('taktwin')}",
    }
    return SequenceReport(problem, found.before, solution.order, titles, solution.bound.values, effect, rows)


def lacking_figures(effect: Effect, language: str = "en") -> list[str]:
    """Which figures of a comparison in the plant are lacking, and why, as sentences."""
    return lacking(effect, Words(language, True, {}, {}))
