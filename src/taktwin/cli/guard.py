"""The program and its commands for typer: they speak the language asked for, and say whatever a command raises.

An error ends with a line that a person can read, and an exit code.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from taktwin.cli.exits import said
from taktwin.cli.language.say import ENGLISH, asked, printed, speak, spoken, wanted
from taktwin.cli.language.usage import said_so
from taktwin.cli.options import Language


class _Explained:
    """Help in the language that is spoken."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        if spoken() == ENGLISH:
            super().format_help(ctx, formatter)  # type: ignore[misc]  # of typer
            return
        from taktwin.cli.language.helppage import help_page

        formatter.write(help_page(self, ctx, formatter.width, printed))


class Program(_Explained, TyperGroup):
    """All the commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what stands before the command; the language is that of the last ``--language``, wherever it stands."""
        speak(asked(args) or wanted())
        with said_so():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Find the command, and run it."""
        with said_so():
            return super().invoke(ctx)


class Guarded(_Explained, TyperCommand):
    """A command whose errors are said, with the names of its own options."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        if "language" in ctx.params:
            ctx.params["language"] = Language(spoken())  # it may stand before the command, too
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BaseException as error:
            raise said(error, ctx, bool(ctx.find_root().params.get("debug"))) from None
