"""`taktwin lots`: which die when; lots, restart levels and stock of the presses of a model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import lots_table, target
from taktwin.cli.exits import USAGE, explained, fail
from taktwin.cli.options import Language, Overrides, assignments
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    from taktwin.planning.presslots.model import ModelPress, Money


def lots(
    model: target.Model,
    cells: Annotated[
        list[str] | None,
        typer.Option("--cell", metavar="NAME", help="A make cell; may be given again. Default all with several dies."),
    ] = None,
    load: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Most load with die changes, 85%; default as the model has it.")
    ] = None,
    method: Annotated[
        str, typer.Option(help="rotation (one cycle for all), multiples (powers of two of a cycle), or best.")
    ] = "best",
    surety: Annotated[str, typer.Option(metavar="SHARE", help="Share of the lots that begin in time.")] = "99.9%",
    safety: Annotated[float, typer.Option(metavar="HOURS", help="Demand on top of the restart level.")] = 1.0,
    change_cost: Annotated[
        float | None, typer.Option(help="Cost of a die change; then the value of the stock counts, not its number.")
    ] = None,
    interest: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Cost of capital a year, for --change-cost; default 10%.")
    ] = None,
    compare: Annotated[
        str, typer.Option("--die-change", metavar="FROM,TO", help="Say what a shorter die change would bring.")
    ] = "600 s,180 s",
    days: Annotated[float, typer.Option(min=0.1, help="Days to measure: demand, and each run of --simulate.")] = 20.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Compare before and after in the simulated plant.")
    ] = False,
    replications: Annotated[int, typer.Option(min=2, help="Pairs of runs of --simulate.")] = 10,
    overrides: Overrides = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a model file with the plan, which extends MODEL.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the plan as a page, .html.")] = None,
    language: Annotated[Language, typer.Option(help="Language that the page shows first.")] = Language.EN,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Plan the lots of the presses: how much of which die, in which order, from which stock on.

    The demand is what the plant draws in a run as it is. Prints a table for each press, and what to set in the model.
    """
    with explained():
        path = target.found(model)
        check_outfile(report, path, out)
        _check_model_file(out)
        import taktwin
        from taktwin.planning.presslots.model import chosen_cells, presses
        from taktwin.planning.presslots.panel import LotError
        from taktwin.planning.presslots.plan import Wish
        from taktwin.runs.replications import simulate as run

        most = None if load is None else _share(load, "--load")
        money, times, sure = _money(change_cost, interest), _change_times(compare), _share(surety, "--surety")
        plant = taktwin.load(model, overrides=overrides or []).model
        announce_compile()
        try:
            wish = Wish(load=most or 1.0, method=method, surety=sure, safety=safety)
            wish.check()
            chosen = chosen_cells(plant, cells)
            with progress("measuring the demand") as step:
                results = run(plant, days, seed, progress=step)
            found = presses(plant, results, chosen, money)
            wishes = [wish if most else replace(wish, load=_load_now(one)) for one in found]
            shown = [lots_table.Shown.of(one, own) for one, own in zip(found, wishes, strict=True)]
            changes = {key: value for one in shown for key, value in one.changes.items()}
            table = None
            if simulate:
                from taktwin.planning.presslots.trial import trial

                with progress("simulating before and after") as step:
                    table = trial(plant, changes, found, days, replications, seed, progress=step)
            effects = [one.effect(times) for one in shown]
        except LotError as error:
            raise fail([str(error)], USAGE) from None
        if report is not None:
            from taktwin.model.files.write import write_text
            from taktwin.report.lots import render_lots
            from taktwin.report.shell.origin import origin

            plans = [(one.found.cell, one.plan) for one in shown]
            about = origin(plant, seed, days, 1)
            write_text(report, render_lots(target.stem(model), plans, language.value, about))
        if out is not None:
            _write(out, model, path, overrides or [], changes)
    if json:
        typer.echo(lots_table.as_json(target.stem(model), shown, effects, table, seed, days))
        return
    lots_table.print_tables(shown, effects, table, replications, days)
    if report is not None:
        typer.echo(f"report: {report}")
    if out is not None:
        typer.echo(f"wrote {out}; run it with: taktwin run {out}")


def _load_now(found: ModelPress) -> float:
    """The load with the lots of the model, which is the limit where none is given."""
    from taktwin.planning.presslots.panel import LotError

    if found.load_now > 0.99:
        raise LotError(
            f"cell {found.cell}: with the lots of the model pressing and die changes take {found.load_now * 100:.0f} % "
            "of its time, too much to plan for; give the load, such as --load 90%"
        )
    return found.load_now


def _money(change_cost: float | None, interest: str | None) -> Money | None:
    from taktwin.planning.presslots.model import Money

    if change_cost is not None:
        return Money(change_cost, _share(interest or "10%", "--interest"))
    if interest is not None:
        raise typer.BadParameter("it counts only beside the cost of a die change; give both.", param_hint="--interest")
    return None


def _share(text: str, option: str) -> float:
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 < value <= 1:
        raise typer.BadParameter(f"'{text}' is no share; write for example 85% or 0.85.", param_hint=option)
    return value


def _change_times(text: str) -> tuple[float, float]:
    """Two die change times in hours."""
    from taktwin.model.values.mark import QuantityError
    from taktwin.model.values.quantity import parse_quantity

    try:
        before, after = (parse_quantity(part.strip(), "duration").value / 3600.0 for part in text.split(","))
    except (QuantityError, ValueError):
        before, after = 0.0, 0.0
    if not 0 < after < before:
        raise typer.BadParameter(
            f"'{text}' are no two die changes; write the longer one first, as in '600 s,180 s'.",
            param_hint="--die-change",
        )
    return before, after


def _check_model_file(out: Path | None) -> None:
    """See to it, before the work, that a model file of this name can be written."""
    if out is None:
        return
    if out.suffix not in (".yaml", ".yml"):
        raise typer.BadParameter(f"'{out}' is no model file; let its name end with .yaml.", param_hint="--out")
    if out.exists():
        raise typer.BadParameter(f"'{out}' exists already; choose another name.", param_hint="--out")
    check_outfile(out)


def _write(out: Path, model: str, path: Path, overrides: list[str], changes: dict[str, str]) -> None:
    """Write the plan as a model file that extends the one planned for."""
    from taktwin.library import UnknownModelError, model_path
    from taktwin.model.files.write import write_text
    from taktwin.planning.presslots.model import study

    try:
        model_path(model)
        extends = model
    except UnknownModelError:
        import os

        extends = os.path.relpath(path.resolve(), out.resolve().parent)
    own = dict(override.split("=", 1) for override in assignments(overrides))
    write_text(out, study(extends, out.stem, own | changes), new=True)
