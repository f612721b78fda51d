"""Exit codes, and how an error becomes one of them.

The table is in `docs/commands.md`. An error of ours (`TaktwinError`) brings its code; what nobody foresaw is a bug.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from typing import Any

import typer

from taktwin.cli.language.say import problem_line, text
from taktwin.cli.language.say import said as translated_text
from taktwin.model.errors import INPUT, RUN, USAGE, ModelError, TaktwinError
from taktwin.model.phrase import Phrase

BUG = 1
MISSED = 5  # done, but no plan keeps what was asked for
INTERRUPTED = 130
BROKEN_PIPE = 141  # 128 + SIGPIPE, as of any program whose reader has gone

__all__ = ["BROKEN_PIPE", "BUG", "INPUT", "INTERRUPTED", "MISSED", "RUN", "USAGE", "fail", "said"]


def fail(messages: list[str], code: int) -> typer.Exit:
    """Print a line `error: ...` for each message to the standard error and return the exit to raise.

    Args:
        messages: What is wrong, where, and the remedy.
        code: One of the codes of this module.
    """
    for message in messages:
        typer.echo(text("error: {message}", message=message), err=True)
    return typer.Exit(code)


def said(error: BaseException, context: Any = None, debug: bool = False) -> Exception:
    """Say what has happened, on the standard error, and return what ends the program with the code for it.

    Args:
        error: What a command has raised.
        context: Of the command; its options give their names to the parameters of the error.
        debug: Whether the trace is printed before.
    """
    if debug:
        typer.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    if isinstance(error, TaktwinError):
        return _of_ours(error, context)
    if isinstance(error, KeyboardInterrupt):
        typer.echo(text("interrupted; no result was written"), err=True)
        return typer.Exit(INTERRUPTED)
    if isinstance(error, MemoryError):
        return fail([text("there is not enough memory for this; ask for fewer days, replications or scenarios")], RUN)
    if _is_broken_pipe(error):  # the reader has gone, as in `... | head`: there is nobody to tell
        _let_go_of_the_output()
        return typer.Exit(BROKEN_PIPE)
    if isinstance(error, OSError):
        return fail([_of_os(error)], RUN)
    return fail([_of_a_bug(error, debug)], BUG)


def _is_broken_pipe(error: BaseException) -> bool:
    """Whether the reader of the output has gone; rich makes a `SystemExit` of it."""
    told_by_rich = isinstance(error, SystemExit) and isinstance(error.__context__, BrokenPipeError)
    return told_by_rich or isinstance(error, BrokenPipeError)


def _of_ours(error: TaktwinError, context: Any) -> Exception:
    if isinstance(error, ModelError):
        return fail([problem_line(problem) for problem in error.problems], error.exit_code)
    flags = {} if context is None else _flags(context.command)
    told = re.sub(r"`(\w+)`", lambda match: flags.get(match[1], match[0]), _told(error))
    hint = flags.get(error.parameter or "")
    if error.exit_code != USAGE or hint is None:
        return fail([told], error.exit_code)
    return typer.BadParameter(told, ctx=context, param_hint=hint)


def _told(error: TaktwinError) -> str:
    """What is wrong and what to do; in the language that is spoken where the error makes phrases of it."""
    if not isinstance(error.message, Phrase):
        return str(error)
    what, remedy = translated_text(error.message), translated_text(error.remedy)
    return text("{what}; {remedy}", what=what, remedy=remedy) if remedy else what


def _flags(command: Any) -> dict[str, str]:
    """How each parameter is written on the command line."""
    return {
        one.name: one.opts[0] if one.param_type_name == "option" else (one.metavar or one.name.upper())
        for one in command.params
        if one.name is not None
    }


def _of_os(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        what = text("the disk is full; make room, or write to another place")
    else:
        what = text("{why}; check that the place exists, is writable and has room", why=error.strerror or error)
    return text("{what}: {that}", what=error.filename, that=what) if error.filename else what


def _of_a_bug(error: BaseException, debug: bool) -> str:
    import taktwin

    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    how = text("this trace") if debug else text("what `taktwin --debug` and the same command print")
    return text(
        "this is a bug in Taktwin {version} ({what}); please report it with the command and {how}",
        version=taktwin.__version__,
        what=" ".join(what.split()),
        how=how,
    )


def _let_go_of_the_output() -> None:
    """Nothing more is written to where nobody reads, not even what is still held back."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # an output that is no file of the system, as in tests
        pass
