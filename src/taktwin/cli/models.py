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

    paths = {name: Path(model_path(name)) for name in model_names()}
    titles = {name: _title(path) for name, path in paths.items()}
    wide = max(map(len, titles), default=0)
    for name, title in titles.items():
        typer.echo(f"{name:{wide}}  {title}")
    for folder in dict.fromkeys(path.parent for path in paths.values()):
        typer.echo("\n" + text("files: {path}", path=folder))


def _title(path: Path) -> str:
    """Return the title of a model file in the language that is spoken, without reading the whole model."""
    from ruamel.yaml import YAML

    head: list[str] = []
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if inside and not line.startswith((" ", "\t")):
            break
        inside = inside or line.startswith("title:")
        if inside:
            head.append(line)
    title = (YAML(typ="safe").load("\n".join(head)) or {}).get("title", "")
    return str(title.get(spoken(), title.get("en", "")) if isinstance(title, dict) else title)
