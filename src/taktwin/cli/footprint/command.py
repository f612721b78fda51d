"""`taktwin footprint`: what each product of a plant costs in CO2e, and the documents that say so."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli import runfolder
from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile


class Format(StrEnum):
    """Formats of documents."""

    PCF = "pcf"
    AAS = "aas"


def footprint(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="YAML of products, a ledger of what the plant used, and bought parts."),
    ],
    product: Annotated[
        str | None, typer.Option(metavar="NAME", help="Documents of this product alone; default all of them.")
    ] = None,
    to: Annotated[
        Format | None,
        typer.Option(
            "--to",
            help="pcf: documents of Catena-X (Pcf 9.0.0); aas: asset administration shells, .json or .aasx.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PATH", help="File to write; of pcf for several products a new folder."),
    ] = None,
    language: InLanguage = Language.EN,  # noqa: ARG001 - read before the command runs
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Share what a plant emits out to its products.

    Prints the ledger with the source of each factor, the footprint of each product, and apart from both what is said to
    be avoided. What products bear is what the plant emitted. Of cars also their use, where the file tells it.
    """
    from taktwin.analysis.footprint.read import read_account
    from taktwin.analysis.footprint.study import study_footprint
    from taktwin.model.files.given import given_file

    given_file(file, "file")
    if (to is None) != (out is None):
        raise typer.BadParameter(text("--to and --out are given together."), param_hint="--to" if to else "--out")
    account = read_account(file)
    found = study_footprint(account)
    if product is not None:
        found.of(product)
    if to is not None and out is not None:
        from taktwin.analysis.footprint.documents import footprint_documents

        made = footprint_documents(found, to.value, product, out.suffix)
        if made.folder:
            runfolder.wanted(out)
        else:
            check_outfile(out, *account.read)
        made.save(out)
    from taktwin.product.fleet.study import study_life

    life = study_life(found)
    if as_json:
        told = found.as_dict() if life is None else {**found.as_dict(), "use_apart": life.as_dict()}
        typer.echo(json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.tables.footprint import print_footprint, print_life

    print_footprint(found)
    if life is not None:
        print_life(life)
    if out is not None:
        typer.echo(text("written: {path}", path=out))
