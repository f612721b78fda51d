"""Exit codes, and how an error becomes one of them.

0 done, 1 a bug in Taktwin (a traceback is printed), 2 wrong usage, 3 an error in the model or in what the run starts
from, 4 the run or the writing of its results failed, 130 interrupted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

BUG = 1
USAGE = 2
MODEL = 3
RUN = 4
INTERRUPTED = 130


def fail(messages: list[str], code: int) -> typer.Exit:
    """Print a line `error: ...` for each message to the standard error and return the exit to raise.

    Args:
        messages: What is wrong, where, and the remedy.
        code: One of the codes of this module.
    """
    for message in messages:
        typer.echo(f"error: {message}", err=True)
    return typer.Exit(code)


@contextmanager
def explained() -> Iterator[None]:
    """Turn the errors that a user can do something about into a message and an exit code.

    Anything else is a bug of ours and keeps its traceback.
    """
    try:
        yield
    except (typer.Exit, BrokenPipeError):  # explained already; or the reader of a pipe has gone, as in `... | head`
        raise
    except KeyboardInterrupt:
        typer.echo("interrupted; no result was written", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        raise fail([_of_os(error)], RUN) from None
    except Exception as error:
        from taktwin.kernel.lowering.program import LoweringError
        from taktwin.model.errors import ModelError
        from taktwin.planning.experiment.errors import ExecutorError, ExperimentError, ReplicationError
        from taktwin.runs.simulation import SimulationError
        from taktwin.runs.snapshot import SnapshotError

        if isinstance(error, ModelError):
            raise fail([str(problem) for problem in error.problems], MODEL) from None
        if isinstance(error, LoweringError | SnapshotError):
            raise fail([str(error)], MODEL) from None
        if isinstance(error, ExperimentError):
            raise fail([str(error)], USAGE) from None
        if isinstance(error, SimulationError | ReplicationError | ExecutorError):
            raise fail([str(error)], RUN) from None
        raise


def _of_os(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}; check that the place exists, is writable and has room"
