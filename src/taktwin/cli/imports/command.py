"""`taktwin import`: a model of another program as a draft in the model language."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli.exits import INPUT, fail
from taktwin.cli.language.say import problem_line, text
from taktwin.cli.outfile import check_outfile

if TYPE_CHECKING:
    from taktwin.exchange.draft import Draft


class Format(StrEnum):
    """What is read: models of other programs, and what partners foresee."""

    JAAMSIM = "jaamsim"
    CATENAX = "catenax"


def importing(
    format_: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT",
            help="What the file is: jaamsim, or catenax (a supplier's material flow simulation result).",
            show_default=False,
        ),
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The model, of JaamSim a .cfg; or the result.", show_default=False)
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the draft there instead of printing it.")
    ] = None,
    into: Annotated[
        str | None, typer.Option("--into", metavar="MODEL", help="Of catenax: the model that gets the deliveries.")
    ] = None,
    stocks: Annotated[
        list[str] | None,
        typer.Option(
            "--stock", metavar="PART=STOCK", help="Of catenax: where a part of the supplier goes; may be given again."
        ),
    ] = None,
    recipient: Annotated[
        str | None, typer.Option(metavar="BPNS", help="Of catenax: take only what this site receives.")
    ] = None,
    zone: Annotated[
        str, typer.Option(metavar="OFFSET", help="Offset of the plant's clock from UTC, such as +08:00.")
    ] = "+00:00",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object: the draft, and what it does not have.")
    ] = False,
) -> None:
    """Read a model of another program, or a supplier's forecast.

    Says line by line what the draft does not have of it, or has otherwise; the same stands at the head of the draft.
    """
    import taktwin
    from taktwin.model.files.given import given_file

    given_file(file, "file")
    check_outfile(out, file)
    if format_ is Format.CATENAX:
        draft = _deliveries(file, out, into, stocks or [], recipient, zone)
    elif into is not None or stocks or recipient is not None:
        raise typer.BadParameter(text("--into, --stock and --recipient are for catenax."), param_hint="FORMAT")
    else:
        draft = taktwin.read_jaamsim(file)
    if out is not None:
        draft.save(out)
    if as_json:
        found = {
            "draft": draft.text,
            "untaken": [one.as_dict() for one in draft.untaken],
            "problems": [one.as_dict() for one in draft.problems],
        }
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    elif out is None:
        typer.echo(draft.text, nl=False)
    else:
        typer.echo(text("draft: {path}", path=out))
    if not as_json:
        for one in draft.untaken:
            typer.echo(text("not taken: {what}", what=one), err=True)
    for problem in draft.problems:
        typer.echo(text("error: {message}", message=problem_line(problem)), err=True)
    if draft.problems:
        raise typer.Exit(INPUT)


def _deliveries(
    file: Path, out: Path | None, into: str | None, stocks: list[str], recipient: str | None, zone: str
) -> Draft:
    """What a supplier's result says, as a draft that extends a model."""
    import taktwin
    from taktwin.analysis.exports.study import zone_of
    from taktwin.cli import target
    from taktwin.exchange import catenax
    from taktwin.exchange.catenax.intomodel import IntoOptions, draft_deliveries
    from taktwin.exchange.catenax.material_flow import MaterialFlowSimulationResult

    if into is None:
        raise typer.BadParameter(text("say which model gets the deliveries: --into MODEL."), param_hint="--into")
    goes = {}
    for pair in stocks:
        part, equals, stock = pair.rpartition("=")
        if not equals or not part or not stock:
            raise typer.BadParameter(text("'{pair}' is not PART=STOCK.", pair=pair), param_hint="--stock")
        goes[part] = stock
    target.found(into)
    options = IntoOptions(recipient=recipient, stocks=goes, zone=zone_of(zone))
    result = catenax.read(file.read_bytes(), str(file))
    if not isinstance(result, MaterialFlowSimulationResult):
        kind = f"{result.aspect_kind} {result.aspect_version}"
        message = text("{path}: this is {kind}; a material flow simulation result is needed", path=file, kind=kind)
        raise fail([message], INPUT)
    folder = Path.cwd() if out is None else out.absolute().parent
    plant = taktwin.load(into)
    return draft_deliveries(result, plant.model, into, options, folder=folder, name=str(file))
