"""The KPIs of a run as one JSON object and as a table."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktwin.cli.language.say import ENGLISH, spoken, text
from taktwin.cli.tables.names import figure, unit
from taktwin.cli.tables.numbers import interval, shown

if TYPE_CHECKING:
    from taktwin.analysis.kpi import Kpi


def as_json(head: Mapping[str, Any], kpis: Mapping[str, Kpi]) -> str:
    """Return one JSON object: `head`, then `kpis`, each with `value`, `unit`, `low` and `high`.

    `low` and `high` bound the 95 % confidence interval of the mean; they are null without replications. A value that
    is not defined (no job was finished, say) is null.
    """
    rows = {name: kpi.as_dict() for name, kpi in kpis.items()}
    return json.dumps({**head, "kpis": rows}, indent=2, ensure_ascii=False, allow_nan=False)


def print_table(title: str, kpis: Mapping[str, Kpi], replications: int) -> None:
    """Print a table of KPIs with units, and with 95 % intervals where there are replications.

    Of several plants there is a table for each, behind that of all together.
    """
    from taktwin.analysis.kpi import OF_DUE_DATES, whose_kpi

    if replications > 1:
        title = text("{title}, mean of {n} replications", title=title, n=replications)
    by_plant: dict[str | None, dict[str, Kpi]] = {}
    for name, kpi in kpis.items():
        plant, plain = whose_kpi(name)
        if plain in OF_DUE_DATES and math.isnan(kpi.value):
            continue  # nothing was due
        by_plant.setdefault(plant, {})[plain] = kpi
    for plant, found in by_plant.items():
        _print(title if plant is None else plant, found, replications)


def _print(title: str, kpis: Mapping[str, Kpi], replications: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("KPI", no_wrap=True)
    titled = spoken() != ENGLISH  # the name is what options take; a title says what it is
    if titled:
        table.add_column(text("figure"), no_wrap=True)
    table.add_column(text("value"), justify="right", no_wrap=True)
    table.add_column(text("unit"), no_wrap=True)
    if replications > 1:
        table.add_column(text("95 % interval"), no_wrap=True)
    for name, kpi in kpis.items():
        cells = [name, figure(name)] if titled else [name]
        cells += [text("grows") if kpi.grows else shown(kpi.value), unit(kpi.unit)]
        if replications > 1:
            cells.append(interval(kpi.low, kpi.high))
        table.add_row(*cells)
    console = Console(highlight=False)
    # Rich assumes 80 columns where there is no terminal; figures must never be cut short.
    console.width = max(console.width, 120)
    console.print(table)
