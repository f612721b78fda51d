"""What a person sees while a run takes its time. Nothing of it appears where no terminal is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from taktwin.cli.language.say import said, text


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
