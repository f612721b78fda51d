"""The `taktwin` program: its commands put together.

Only typer is imported here. Each command imports what it needs when it runs, so that `taktwin --help` answers at once.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from taktwin.cli import bodystore, check, experiment, line, lots, models, new, resequence, run, schema, sequence, state
from taktwin.cli.exits import INTERRUPTED

_EPILOG = (
    "Exit codes: 0 done; 1 a bug in Taktwin (with a traceback); 2 wrong usage; 3 the model or the start is wrong; "
    "4 the run or the writing of its results failed; 130 interrupted."
)

app = typer.Typer(
    name="taktwin",
    help="Digital twin of a car plant: one text file, checked, simulated and accounted for.",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
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
) -> None:
    """Hold the options that come before the command."""


app.command("run")(run.run)
app.command("experiment")(experiment.experiment)
app.command("check")(check.check)
app.command("state", short_help="Write or check what stands where in a plant.")(state.state)
app.command("schema")(schema.schema)
app.command("bodystore")(bodystore.bodystore)
app.command("models")(models.models)
app.command("new")(new.new)
app.command("line")(line.line)
app.command("sequence", short_help="Find which car should follow which.")(sequence.sequence)
app.command("resequence", short_help="Mend a sequence that cars dropped out of.")(resequence.resequence)
app.command("lots", short_help="Plan the lots of the presses.")(lots.lots)


def main() -> None:
    """Run the program with the arguments of the process; leaves it with one of the exit codes of `taktwin --help`.

    Names that the standard output cannot spell, such as Chinese ones on a Western Windows, are escaped there.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except KeyboardInterrupt:  # before a command has begun, or after its end; between, the command says what it keeps
        sys.stderr.write("interrupted\n")
        sys.exit(INTERRUPTED)
