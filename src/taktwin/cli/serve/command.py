"""`taktwin serve`: models, runs and plans in a browser on this computer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language


def serve(
    ctx: typer.Context,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="MODEL|FOLDER",
            help="A folder with models, by default this one; or a model file, or a shipped model, to begin with.",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen at. One that others reach takes --token-file.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen at; 0: a free one.")] = 8765,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Name under which browsers ask for the page; may be given again."),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Who may come in: lines ROLE NAME TOKEN, with the roles view, acknowledge and admin.",
        ),
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Believe the header with the user that this proxy sets; lines ROLE NAME say the roles.",
        ),
    ] = None,
    proxy_header: Annotated[
        str, typer.Option(metavar="HEADER", help="Header of the proxy with the name of the user.")
    ] = "X-Forwarded-User",
    certificate: Annotated[
        Path | None, typer.Option("--tls-cert", metavar="FILE", help="Certificate for TLS, with its chain (PEM).")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--tls-key", metavar="FILE", help="Private key of the certificate.")
    ] = None,
    audit: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where each action is written down; by default .taktwin/audit.jsonl."),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Only show: nothing is changed, nothing is run.")
    ] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Follow an emulated plant of the model, to be watched in the page.")
    ] = False,
    live: Annotated[
        str | None,
        typer.Option(
            metavar="OPTIONS",
            help="Follow the running plant of the model: options of taktwin live, in quotes. With --journal FILE "
            "alone, read what another taktwin live writes there.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Commands that run at a time; others wait.")] = 1,
    language: InLanguage = Language.EN,  # noqa: ARG001 - of what the program says
) -> None:
    """Work on models in a browser.

    Serves one folder on this computer, offline: edit and check models, run them, look at reports, compare. Ctrl-C ends
    it.
    """
    folder, place, shown = _place(target)
    plan = None
    if demo or live is not None:
        from taktwin.cli.serve.following import plan_of

        plan = plan_of(ctx, target, folder, demo, live, read_only)
        place, shown = "#/watch", None
    from taktwin.cli.serve.forms import forms
    from taktwin.web.serve import ServeOptions
    from taktwin.web.serve import serve as serve_page

    options = ServeOptions(
        folder=folder, host=host, port=port, names=names or [], token_file=token_file, proxy=proxy,
        proxy_header=proxy_header, certificate=certificate, key=key, audit=audit, read_only=read_only, workers=workers,
        plan=plan, shown=shown,
    )  # fmt: skip

    def ready(address: str) -> None:
        typer.echo(text("the page of {folder}: {address}", folder=folder.absolute(), address=f"{address}{place}"))
        typer.echo(text("Ctrl-C ends it"), err=True)
        sys.stdout.flush()

    program = [sys.executable, "-c", "from taktwin.cli import main; main()"]
    commands = {name: one.callback for name, one in ctx.find_root().command.commands.items()}  # type: ignore[attr-defined]  # of typer
    serve_page(options, forms(commands), program, ready)


def _place(target: str | None) -> tuple[Path, str, str | None]:
    """The folder that is served, the part of the address that shows the model asked for, and its name if it is shipped.

    Raises:
        typer.BadParameter: it is neither a folder nor a model.
    """
    from urllib.parse import quote

    if target is None:
        return Path(), "", None
    path = Path(target)
    if path.is_dir():
        return path, "", None
    from taktwin.cli import target as models

    found = models.found(target)
    if path.is_file():
        return path.parent, f"#/model/{quote(path.name)}", None
    return Path(), f"#/shipped/{quote(found.stem)}", found.stem
