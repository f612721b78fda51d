"""The guard around every command: whatever it raises ends with a line that a person can read, and an exit code."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand

from taktwin.cli.exits import said


class Guarded(TyperCommand):
    """A command whose errors are said, with the names of its own options."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BaseException as error:
            raise said(error, ctx, bool(ctx.find_root().params.get("debug"))) from None
