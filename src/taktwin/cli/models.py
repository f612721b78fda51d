"""`taktwin models`: what is shipped."""

from __future__ import annotations

from pathlib import Path

import typer

from taktwin.cli.language.say import spoken, text


def models() -> None:
    """List the shipped models.

    Names, titles and the folder that holds their files.
    """
    from taktwin.library import model_names, model_path
    from taktwin.model.files.title import title_in

    paths = {name: Path(model_path(name)) for name in model_names()}
    titles = {name: title_in(path.read_text(encoding="utf-8"), spoken()) for name, path in paths.items()}
    wide = max(map(len, titles), default=0)
    for name, title in titles.items():
        typer.echo(f"{name:{wide}}  {title}")
    for folder in dict.fromkeys(path.parent for path in paths.values()):
        typer.echo("\n" + text("files: {path}", path=folder))
