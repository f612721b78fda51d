"""`taktwin acoustics`: what a soundproofing part absorbs and lets through, and how many parts are accepted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile, check_page, check_table, write_one_table
from taktwin.cli.progress import progress

if TYPE_CHECKING:
    from taktwin.product.acoustics.study import AcousticStudy


def acoustics(
    file: Annotated[Path, typer.Argument(metavar="STACK", help="YAML of the layers of a part.")],
    field: Annotated[
        str | None,
        typer.Option(
            metavar="FIELD",
            help="How the sound comes in: normal, diffuse, or degrees. Default diffuse; normal with --fit.",
        ),
    ] = None,
    first: Annotated[float, typer.Option("--from", metavar="HZ", help="Centre of the first third-octave band.")] = 100,
    last: Annotated[float, typer.Option("--to", metavar="HZ", help="Centre of the last third-octave band.")] = 6300,
    draws: Annotated[
        int, typer.Option(min=2, max=1 << 20, help="Parts that are computed where the file has a limit and a scatter.")
    ] = 2048,
    into: Annotated[
        Path | None,
        typer.Option(metavar="MODEL", help="Write the share that fails into the model of a plant, at --at."),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="Where, such as shops.s.lines.liners.flow.test.scrap, or ...routes.0.share."),
    ] = None,
    free: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=LOW..HIGH", help="A number of a layer that --fit or --search finds; again for more."
        ),
    ] = None,
    fit: Annotated[
        Path | None,
        typer.Option(
            metavar="CURVE", help="Fit them to a measured curve: CSV with frequency_hz and absorption or loss_db."
        ),
    ] = None,
    search: Annotated[
        bool, typer.Option("--search", help="Find the part that is best by the `accept` of the file.")
    ] = False,
    most_mass: Annotated[float | None, typer.Option(metavar="KG/M2", help="Of a part that --search may find.")] = None,
    most_thickness: Annotated[float | None, typer.Option(metavar="MM", help="The same.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the bands: .csv, .parquet or .xlsx.")] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Tell what a soundproofing part absorbs, and what it lets through.

    With a limit and the scatter of the process in the file also how many parts are accepted. With --fit or --search
    only the numbers that --free names are told.
    """
    from taktwin.model.files.given import given_file
    from taktwin.product.acoustics.file.read import read_stack
    from taktwin.product.acoustics.study import study_acoustics

    given_file(file, "file")
    if (into is None) != (at is None):
        raise typer.BadParameter(text("--into and --at are given together."), param_hint="--at" if into else "--into")
    if into is not None:
        given_file(into, "into")
    if fit is not None or search or free:
        from taktwin.cli.acoustics.found import find

        find(file, free or [], fit, search, most_mass, most_thickness, field, as_json)
        return
    field = field or "diffuse"
    check_table(out)
    check_outfile(out, file, into)
    check_outfile(report, file, into, out)
    check_page(report)
    read = read_stack(file)
    if read.accept is not None and read.sds:
        with progress(text("{model}: {n} parts", model=read.name, n=draws)) as done:
            found = study_acoustics(read, field, first, last, draws, done)
    else:
        found = study_acoustics(read, field, first, last)
    written = None
    if into is not None and at is not None:
        from taktwin.product.acoustics.quality import write_rejects

        written = write_rejects(found, into, at)
    if out is not None:
        write_one_table(out, found.table(), "bands")
    if report is not None:
        from taktwin.model.files.write import write_text
        from taktwin.report.car.acoustics import render_acoustics

        write_text(report, render_acoustics(found, language.value))
    if as_json:
        typer.echo(json.dumps(found.as_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    _print(found)
    if written is not None:
        typer.echo(text("{path}: {at}: {value}", path=into, at=at, value=written))
    if out is not None:
        typer.echo(text("bands: {path}", path=out))
    if report is not None:
        typer.echo(text("report: {path}", path=report))


def _print(found: AcousticStudy) -> None:
    from taktwin.cli.tables.numbers import shown
    from taktwin.cli.tables.plain import plain_table, print_table

    behind = text("on a hard wall") if found.file.stack.on_wall else text("with air behind it")
    fields = {"normal": text("sound at a right angle"), "diffuse": text("sound from all sides")}
    field = fields.get(found.field) or text("sound at {angle} degrees", angle=found.field)
    title = text("{name}, {behind}, {field}", name=found.file.name, behind=behind, field=field)
    heads = [text("band, Hz"), text("absorption")]
    loss = [] if found.file.stack.on_wall else [text("transmission loss, dB")]
    typer.echo(title)
    table = plain_table("", [*heads, *loss], texts=())
    for row in found.table().iter_rows():
        table.add_row(f"{row[0]:g}", f"{row[1]:.3f}", *(f"{value:.1f}" for value in row[2:]))
    print_table(table, 60)
    if found.heard is not None:
        typer.echo(
            text(
                "heard: {before} dB(A) before it, {behind} dB(A) behind it; {sone1} and {sone2} sone (ISO 532-1): "
                "{less:.0%} less loud",
                before=shown(found.heard.before),
                behind=shown(found.heard.behind),
                sone1=shown(found.heard.sone_before),
                sone2=shown(found.heard.sone_behind),
                less=found.heard.less,
            )
        )
        from taktwin.product.acoustics.zwicker import CENTRES

        if found.heard.given < len(CENTRES):
            typer.echo(
                text(
                    "the sound has {n} of the {all} bands from 25 to 12500 Hz; the others count as silent",
                    n=found.heard.given,
                    all=len(CENTRES),
                )
            )
    accepted, accept = found.acceptance, found.file.accept
    if accepted is None or accept is None:
        return
    unit = "" if accept.of == "absorption" else " dB"
    what = text("mean absorption") if accept.of == "absorption" else text("mean transmission loss")
    typer.echo(
        text(
            "{what}, {first:g} to {last:g} Hz, {field}: {nominal}{unit} as drawn; parts {mean}{unit}, standard "
            "deviation {sd}{unit}",
            what=what,
            field=fields[accept.field],
            first=accept.begin.value,
            last=accept.end.value,
            nominal=shown(accepted.nominal),
            mean=shown(accepted.mean),
            sd=shown(accepted.sd),
            unit=unit,
        )
    )
    typer.echo(
        text(
            "{share:.1%} of the parts reach {least}{unit}", share=accepted.share, least=shown(accepted.least), unit=unit
        )
    )
    table = plain_table(text("what carries the scatter"), ["", text("for one standard deviation more")])
    for effect in accepted.effects:
        table.add_row(effect.name, f"{shown(effect.change)}{unit}")
    print_table(table, 60)
