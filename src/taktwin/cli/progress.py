"""What a person sees while a run takes its time. Nothing of it appears where no terminal is."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import typer

from taktwin.cli.language.say import said, text
from taktwin.model.files.write import append_line

PROGRESS = "TAKTWIN_PROGRESS"
"""Variable of the environment with a file: each step of the progress is written there as a line of JSON.

`task` is what is being done, `done` the share (0 to 1), `since_s` the seconds since it began.
"""
_OFTEN = 0.2  # s between two lines


def announce_compile() -> None:
    """See to it that the compilation of the engine, when there is one, is said on the standard error."""
    from taktwin.kernel.base.cache import before_compiling

    before_compiling(lambda: typer.echo(text("compiling the engine once, under a minute ..."), err=True))


def announce_sequencer() -> None:
    """See to it that the compilation of the sequencer, when there is one, is said on the standard error."""
    from taktwin.planning.sequence.ready import before_compiling

    before_compiling(lambda: typer.echo(text("compiling the sequencer once, about 7 s ..."), err=True))


@contextmanager
def progress(task: str) -> Iterator[Callable[[float], None] | None]:
    """Show a bar with the time left, and the time of day at which the work will end, on a terminal.

    Args:
        task: What is being done.

    Yields:
        A callable that takes the fraction done (0 to 1), or None where there is no terminal.
    """
    if os.environ.get(PROGRESS):
        yield _written(os.environ[PROGRESS], said(task))
        return
    if not sys.stderr.isatty():
        yield None
        return
    from datetime import datetime, timedelta

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
        TextColumn(text("left, ends") + " {task.fields[end]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task(said(task), total=1.0, end="--:--:--")

        def done(fraction: float) -> None:
            bar.update(row, completed=fraction)
            left = bar.tasks[0].time_remaining
            if left is not None:
                bar.update(row, end=f"{datetime.now() + timedelta(seconds=left):%H:%M:%S}")

        yield done


def _written(path: str, task: str) -> Callable[[float], None]:
    """A callable that writes the share done into a file; what cannot be written is left out, and the work goes on."""
    began, last = time.monotonic(), -_OFTEN

    def done(fraction: float) -> None:
        nonlocal last
        now = time.monotonic() - began
        if now - last < _OFTEN and fraction < 1:
            return
        last = now
        line = json.dumps({"task": task, "done": round(fraction, 4), "since_s": round(now, 1)})
        with suppress(OSError):
            append_line(path, line)

    done(0.0)
    return done
