"""The cars to sequence, as the commands `sequence` and `resequence` name them: a model, a folder or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli import target
from taktwin.cli.exits import USAGE, fail
from taktwin.cli.language.say import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taktwin.planning.sequence.cars import Cars

#: Help of the argument.
WHERE = (
    "A model whose orders say what a day is; or a folder with the tables of a day, as in the ROADEF challenge 2005; or "
    "a file of CSPLib prob001."
)


def read(where: str, overrides: Sequence[str] | None, plant: str | None) -> Cars:
    """The cars of a folder or of a file of CSPLib; else those of the day of a model, or of one of its plants."""
    path = Path(where)
    if path.is_dir() or (path.is_file() and path.suffix not in target.SUFFIXES):
        if overrides:
            raise typer.BadParameter(text("only a model has values to change; leave it out."), param_hint="--set")
        if plant is not None:
            raise typer.BadParameter(text("only a model has plants; leave it out."), param_hint="--plant")
        from taktwin.planning.sequence.cars import cars_in

        return cars_in(path)
    if not path.exists() and path.suffix not in target.SUFFIXES:
        _check_shipped(where)
    target.found(where)
    import taktwin
    from taktwin.planning.sequence.cars import cars_of

    return cars_of(taktwin.load(where, overrides or [], plant).model)


def _check_shipped(name: str) -> None:
    from taktwin.library import UnknownModelError, model_path

    try:
        model_path(name)
    except UnknownModelError as error:
        remedy = text("did you mean `{name}`?", name=error.nearest) if error.nearest else text("check the path.")
        message = text(
            "there is no folder, no file and no shipped model called '{name}'; {remedy}", name=name, remedy=remedy
        )
        raise typer.BadParameter(message, param_hint="MODEL|DIR") from None


def check_spared(targets: Iterable[Path | None], where: str, cars: Cars, others: Sequence[Path] = ()) -> None:
    """See to it that nothing is written over what was read: the cars, their rules, or ``others``."""
    from taktwin.planning.sequence.files.roadef import FILES, is_roadef

    sources = [Path(where), *cars.files, *others]
    for out in targets:
        if out is None or not out.exists():
            continue
        table = out.name in FILES and is_roadef(out.absolute().parent)
        if table or any(source.exists() and out.samefile(source) for source in sources):
            message = text("{path}: this holds the cars or their rules; name another file to write", path=out)
            raise fail([message], USAGE)
