"""`taktwin export`: what happened in a run as EPCIS events or documents of Catena-X."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli import runfolder, target
from taktwin.cli.language.say import said, text
from taktwin.cli.options import OnePlant, Overrides
from taktwin.cli.outfile import check_outfile
from taktwin.cli.progress import announce_compile, progress
from taktwin.cli.tables.plain import plain_table, print_table

if TYPE_CHECKING:
    from taktwin.analysis.exports.study import Export, ExportOptions


class Format(StrEnum):
    """Formats of documents."""

    EPCIS = "epcis"
    CATENAX = "catenax"
    OSIM = "osim"


def exporting(
    run: Annotated[
        str, typer.Argument(metavar="RUN", help="Folder of a run with --trace; or a model, which is then simulated.")
    ],
    to: Annotated[
        Format,
        typer.Option(
            "--to",
            help="epcis: all events; catenax: stocks, days of supply, deliveries, demands, output; osim: shipments, as "
            "a material flow simulation result.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="PATH", help="File to write; of catenax a new folder.", show_default=False),
    ],
    days: Annotated[
        float, typer.Option(help="Days to simulate from the start of the plant, where a model is given.")
    ] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    domain: Annotated[
        str, typer.Option(metavar="DOMAIN", help="Names are given under it; take one that is yours.")
    ] = "example.org",
    zone: Annotated[
        str, typer.Option(metavar="OFFSET", help="Offset of the plant's clock from UTC, such as +08:00.")
    ] = "+00:00",
    partners: Annotated[
        Path | None,
        typer.Option(metavar="FILE.yaml", help="Numbers of sites, addresses and parts; made of their names without."),
    ] = None,
    lanes: Annotated[
        list[str] | None,
        typer.Option("--lane", metavar="NAME", help="Of osim: only the trucks of this lane; may be given again."),
    ] = None,
    one: OnePlant = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the table.")] = False,
) -> None:
    """Write what happened in a run as documents for partners.

    A run needs its trace: `taktwin run --trace`. Names of things and numbers of partners are the same in every run.
    """
    from taktwin.analysis.exports.study import FOLDERS, ExportOptions
    from taktwin.model.files.given import given_file

    options = ExportOptions(to=to.value, domain=domain, zone=zone, partners=partners, lanes=tuple(lanes or ()))
    if partners is not None:
        given_file(partners, "partners")
    if to.value in FOLDERS:
        runfolder.wanted(out)
    else:
        check_outfile(out, partners)
    found = _of_folder(run, options) if Path(run).is_dir() else _of_model(run, options, days, seed, one, overrides)
    found.save(out)
    if as_json:
        about = {"to": found.to, "out": str(out), "counts": found.counts, "left_out": found.left_out}
        typer.echo(json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found)
    typer.echo(text("written: {path}", path=out))


def _of_folder(run: str, options: ExportOptions) -> Export:
    from taktwin.analysis.exports.savedrun import read_traced
    from taktwin.analysis.exports.study import export

    return export(*read_traced(run), options)


def _of_model(
    run: str, options: ExportOptions, days: float, seed: int, one: str | None, overrides: list[str] | None
) -> Export:
    target.found(run)
    import taktwin
    from taktwin.analysis.exports.study import export

    plant = taktwin.load(run, overrides or [], one)
    announce_compile()
    with progress(text("{model}: {days:g} days x {n}", model=target.stem(run), days=days, n=1)) as done:
        made = plant.simulate(days=days, seed=seed, warmup=0.0, trace=True, progress=done)
    return export(made.result, made.model, options)


def _print(found: Export) -> None:
    """A row for each kind of event or document, then what was left out."""
    table = plain_table(found.to, (text("what"), text("number")), texts=(0,))
    for kind, number in found.counts.items():
        table.add_row(_kinds().get(kind, kind), f"{number:,}")
    print_table(table, width=100)
    for what, why in found.left_out.items():
        typer.echo(text("left out: {what}: {why}", what=what, why=said(why)), err=True)


def _kinds() -> dict[str, str]:
    """What the events of each kind are called."""
    return {
        "made": text("jobs and called parts made"),
        "rejected": text("rejected"),
        "scrapped": text("scrapped"),
        "finished": text("left the plant"),
        "joined": text("became part of another job"),
        "packed": text("racks packed"),
        "loaded": text("trucks of deliveries loaded"),
        "trips shipped": text("trucks of deliveries shipped"),
        "trips received": text("trucks of deliveries received"),
        "unloaded": text("trucks of deliveries unloaded"),
        "unpacked": text("unpacked from racks"),
        "lane loaded": text("trucks of lanes loaded"),
        "lane shipped": text("trucks of lanes shipped"),
        "lane received": text("trucks of lanes received"),
        "lane unloaded": text("trucks of lanes unloaded"),
        "cell made": text("lots of cells made"),
        "carried out": text("taken from a stock point by a vehicle"),
        "carried in": text("brought to a stock point by a vehicle"),
        "fitted": text("parts fitted"),
        "shipments": text("shipments"),
    }
