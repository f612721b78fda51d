"""`taktwin acoustics --fit` and `--search`: numbers of layers that a curve tells, or that make the best part."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import listed, text

if TYPE_CHECKING:
    from taktwin.product.acoustics.file.read import StackFile

Ranges = Mapping[str, tuple[float, float]]
"""Name -> lowest and highest value."""


def find(
    path: Path,
    free: list[str],
    curve: Path | None,
    search: bool,
    most_mass: float | None,
    most_thickness: float | None,
    field: str | None,
    as_json: bool,
) -> None:
    """Fit or search, and print what was found. Thickness in mm."""
    from taktwin.product.acoustics.file.free import ranges
    from taktwin.product.acoustics.file.read import read_stack

    if not free:
        message = text('say what is searched, such as --free "felt.thickness=8 mm..25 mm"')
        raise typer.BadParameter(message, param_hint="--free")
    if (curve is None) == (not search):
        raise typer.BadParameter(text("--free needs one of --fit and --search."), param_hint="--free")
    for name, value in (("--most-mass", most_mass), ("--most-thickness", most_thickness)):
        if value is not None and (curve is not None or not 0 < value < math.inf):
            raise typer.BadParameter(text("give a number above 0, with --search."), param_hint=name)
    file = read_stack(path)
    vary = ranges(file, free)
    if curve is not None:
        _fit(file, vary, curve, field or "normal", as_json)
    else:
        _search(file, vary, most_mass or math.inf, (most_thickness or math.inf) / 1000, as_json)


def _fit(file: StackFile, vary: Ranges, curve: Path, field: str, as_json: bool) -> None:
    from taktwin.cli.tables.numbers import shown
    from taktwin.cli.tables.plain import plain_table, print_table
    from taktwin.model.files.given import given_file
    from taktwin.product.acoustics.file.free import read_curve, written
    from taktwin.product.acoustics.fit import fit
    from taktwin.product.acoustics.study import angles_of

    given_file(curve, "fit")
    of, frequencies, values = read_curve(curve)
    found = fit(file, vary, frequencies, values, of, angles_of(field))
    if as_json:
        figures = {"values": found.values, "spread": found.spread, "rms": found.rms, "untold": list(found.untold)}
        typer.echo(json.dumps({"fit": figures}, indent=2, ensure_ascii=False, allow_nan=False))
        return
    table = plain_table(file.name, ["", text("best fit"), text("give or take")], texts=(0,))
    for name, value in found.values.items():
        spread = text("not told") if name in found.untold else f"{found.spread[name]:.1%}"
        table.add_row(name, written(file.number(name), value), spread)
    print_table(table, 60)
    unit = "" if of == "absorption" else " dB"
    typer.echo(text("what is left of {n} points: {rms}{unit}", n=len(values), rms=shown(found.rms), unit=unit))
    if found.untold:
        typer.echo(
            text(
                "the curve does not tell {names}: fix it in the file, widen its range, or measure more",
                names=listed(found.untold),
            )
        )


def _search(file: StackFile, vary: Ranges, most_mass: float, most_thickness: float, as_json: bool) -> None:
    from taktwin.cli.progress import progress
    from taktwin.cli.tables.numbers import shown
    from taktwin.cli.tables.plain import plain_table, print_table
    from taktwin.product.acoustics.design import design, weighed
    from taktwin.product.acoustics.file.free import written

    with progress(text("{part}: parts tried", part=file.name)) as done:
        found = design(file, vary, most_mass, most_thickness, progress=done)
    if as_json:
        figures = {name: getattr(found, name) for name in ("values", "figure", "before", "mass", "thickness", "tried")}
        typer.echo(json.dumps({"search": figures}, indent=2, ensure_ascii=False, allow_nan=False))
        return
    table = plain_table(file.name, ["", text("as drawn"), text("found")], texts=(0,))
    for name, value in found.values.items():
        given = file.number(name)
        table.add_row(name, written(given, given.value), written(given, value))
    accept = file.accept
    assert accept is not None
    what = text("mean absorption") if accept.of == "absorption" else text("mean transmission loss")
    unit = "" if accept.of == "absorption" else " dB"
    table.add_row(what, f"{shown(found.before)}{unit}", f"{shown(found.figure)}{unit}")
    print_table(table, 60)
    if not weighed(file.stack):
        typer.echo(text("the mass of layers with a rigid frame is not known, and not in it"))
    typer.echo(
        text(
            "{kg} kg/m2, {mm} mm, of {n} parts tried; a search, no proof",
            kg=shown(found.mass),
            mm=shown(found.thickness * 1000),
            n=found.tried,
        )
    )
