"""The `taktwin` program: its commands put together.

Only typer and the family of our errors are imported here. Each command imports what it needs when it runs, so that
`taktwin --help` answers at once.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import Annotated

import typer

from taktwin.cli import (
    bodystore,
    check,
    compare,
    experiment,
    line,
    lots,
    message,
    models,
    resequence,
    run,
    schema,
    sequence,
    state,
)
from taktwin.cli.acoustics.command import acoustics
from taktwin.cli.assess.command import assess
from taktwin.cli.claims.command import claims
from taktwin.cli.cluster.command import cluster
from taktwin.cli.dispatch.command import dispatch
from taktwin.cli.drive.command import drive
from taktwin.cli.emulate.command import emulate
from taktwin.cli.energy.command import energy
from taktwin.cli.exits import BUG, INTERRUPTED, said
from taktwin.cli.exports.command import exporting
from taktwin.cli.footprint.command import footprint
from taktwin.cli.forecast.command import forecast
from taktwin.cli.forecast.kept import forecasts
from taktwin.cli.guard import Guarded, Program
from taktwin.cli.imports.command import importing
from taktwin.cli.journal.command import journal
from taktwin.cli.language.say import VARIABLE, text
from taktwin.cli.live.anomalies import anomalies
from taktwin.cli.live.command import live
from taktwin.cli.live.drift import drift
from taktwin.cli.live.watch import watch
from taktwin.cli.live.whatif import whatif
from taktwin.cli.new.command import new
from taktwin.cli.options import Language
from taktwin.cli.orders.command import orders
from taktwin.cli.serve.command import serve
from taktwin.cli.stress.command import stress
from taktwin.cli.supply.command import supply
from taktwin.cli.swap.command import swap
from taktwin.cli.trace.command import trace
from taktwin.cli.weather.command import weather

_EPILOG = (
    "Exit codes: 0 done; 1 a bug in Taktwin; 2 wrong usage; 3 the model or another file that is read is wrong; "
    "4 the run or the writing of its results failed; 5 no plan keeps what was asked for; 130 interrupted; 141 the "
    "reader of the output has gone."
)

app = typer.Typer(
    name="taktwin",
    cls=Program,
    help="Digital twin of a car plant: one text file, checked, simulated and accounted for.",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=True,
    # Plain text: boxes break lines at the width of the terminal, and a broken path cannot be copied.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("taktwin"))
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Print the trace of an error, for a report.")] = False,
    language: Annotated[
        Language,
        typer.Option("--language", envvar=VARIABLE, help="Language of what is printed, and of reports and pictures."),
    ] = Language.EN,
) -> None:
    """Hold the options that come before the command."""


for name, command, short_help in (
    ("run", run.run, None),
    ("experiment", experiment.experiment, None),
    ("compare", compare.compare, "Put runs beside each other."),
    ("check", check.check, None),
    ("claims", claims, None),
    ("state", state.state, "Write or check what stands where in a plant."),
    ("live", live, "Follow a running plant: what it makes and will make, what stands and why."),
    ("emulate", emulate, "Play a run as a real plant: its events, with faults."),
    ("forecast", forecast, "Tell what a shift will produce, from what stands where."),
    ("forecasts", forecasts, "Tell how good the kept forecasts were."),
    ("drift", drift, "Tell what of a plant is other than its model says."),
    ("whatif", whatif, "Tell what could be done now would bring."),
    ("trace", trace, "Follow one order and what was called for it."),
    ("schema", schema.schema, None),
    ("bodystore", bodystore.bodystore, None),
    ("models", models.models, None),
    ("new", new, None),
    ("import", importing, None),
    ("export", exporting, None),
    ("message", message.message, "Read and write messages of partners."),
    ("weather", weather, "Check and repair weather files."),
    ("line", line.line, None),
    ("sequence", sequence.sequence, "Find which car should follow which."),
    ("resequence", resequence.resequence, "Mend a sequence that cars dropped out of."),
    ("lots", lots.lots, "Plan the lots of the presses."),
    ("supply", supply, "Plan the delivery modes of the supplier park."),
    ("stress", stress, "Say what a supply chain survives."),
    ("cluster", cluster, "Plan plants and suppliers over years."),
    ("orders", orders, "Say when a backlog clears and what may be promised."),
    ("energy", energy, "Tell what a car takes, emits and costs."),
    ("dispatch", dispatch, "Plan battery, photovoltaics and grid at the least cost."),
    ("footprint", footprint, "Share what a plant emits out to its products."),
    ("watch", watch, "Watch a simulated day: shifts, line stops, alarms, KPIs."),
    ("anomalies", anomalies, "Find what is unusual in a series of measured values."),
    ("journal", journal, "Check, export or replay what a plant said."),
    ("assess", assess, "Assess a plant as a green and a zero-carbon factory."),
    ("drive", drive, None),
    ("serve", serve, "Work on models in a browser."),
    ("acoustics", acoustics, "Tell what a soundproofing part does to sound."),
    ("swap", swap, "Tell how long cars wait at a station that swaps batteries."),
):
    app.command(name, cls=Guarded, short_help=short_help)(command)


_COLLECT = (50_000, 20, 50)
"""When Python looks for rings of dead objects: seldom, as a command ends soon, and a large model has millions alive."""


def main() -> None:
    """Run the program with the arguments of the process; leaves it with one of the exit codes of `taktwin --help`.

    Names that the standard output cannot spell, such as Chinese ones on a Western Windows, are escaped there.
    """
    gc.set_threshold(*_COLLECT)
    if os.environ.get("TAKTWIN_LIFELINE"):
        from taktwin.cli.serve.lifeline import hold

        hold()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, and not at the end of the interpreter: a full disk has its message, too
    except KeyboardInterrupt:  # before a command has begun, or after its end; between, the command says what it keeps
        sys.stderr.write(f"{text('interrupted')}\n")
        sys.exit(INTERRUPTED)
    except Exception as error:
        sys.exit(getattr(said(error, debug="--debug" in sys.argv), "exit_code", BUG))
