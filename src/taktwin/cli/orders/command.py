"""`taktwin orders`: when the backlog clears, what each customer may be promised, what binds, who must be told when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from taktwin.cli.language.say import text
from taktwin.cli.options import InLanguage, Language
from taktwin.cli.outfile import check_outfile, check_page, check_table, write_one_table
from taktwin.cli.planned.share import share
from taktwin.cli.progress import progress


def orders(
    book: Annotated[
        Path,
        typer.Argument(
            metavar="BOOK",
            help="YAML of an order book, or one that comes with Taktwin: "
            "m7-launch, m9-renewal, shortage-2022, su7-launch.",
        ),
    ],
    table: Annotated[
        Path | None,
        typer.Option(
            "--orders", metavar="FILE", help="Table of the orders that wait: .csv or .xlsx; default the book's."
        ),
    ] = None,
    until: Annotated[float, typer.Option(metavar="WEEKS", help="Weeks from the start that are simulated.")] = 52.0,
    futures: Annotated[int, typer.Option(metavar="N", help="Futures that are drawn.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    confidence: Annotated[
        str, typer.Option(metavar="SHARE", help="Of the futures in which a promise is kept.")
    ] = "90%",
    fresh: Annotated[
        int, typer.Option(metavar="N", help="Try the promises in N futures that they were not made with; 0: none.")
    ] = 0,
    factor: Annotated[
        float | None, typer.Option(metavar="TIMES", help="What if the plants reach so many times their capacity?")
    ] = None,
    within: Annotated[float, typer.Option(metavar="WEEKS", help="Of --factor: weeks until they do.")] = 13.0,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the promise of every order: .csv, .parquet or .xlsx.")
    ] = None,
    weeks_out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the weeks: .csv, .parquet or .xlsx.")
    ] = None,
    sequence_out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write cars in the order of their start as `orders:` of a plant model, .csv."
        ),
    ] = None,
    sequence_weeks: Annotated[float, typer.Option(metavar="WEEKS", help="Of --sequence-out: weeks of it.")] = 1.0,
    plant: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of --sequence-out: the plant; default the first one.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the study as a page, .html.")] = None,
    language: InLanguage = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of the tables.")] = False,
) -> None:
    """Say when a backlog clears, what customers may be promised, and who must be told that more is needed.

    Demand, capacities, ramps and parts are drawn in many futures and gone through day by day. A promise is the day that
    is kept in the share of them that is asked for. Plants with a model of their own are run for their true capacity.
    """
    from taktwin.model.errors import OptionError
    from taktwin.model.files.given import given_file
    from taktwin.model.values.nearest import suggest
    from taktwin.planning.orders.file.read import book_names, read_order_book
    from taktwin.planning.orders.inplant import plant_orders, with_true_capacity
    from taktwin.planning.orders.measured import measure
    from taktwin.planning.orders.options import OrderOptions
    from taktwin.planning.orders.study import study_orders

    shipped = str(book) in book_names()
    if not shipped and len(book.parts) == 1 and not book.suffix and not book.is_file():
        near = suggest(str(book), book_names())
        raise OptionError(f'no shipped order book is called "{book}", and there is no such file', near, "book")
    files = [] if shipped else [given_file(book, "book")]
    files += [] if table is None else [given_file(table, "table")]
    for path, option in ((out, "--out"), (weeks_out, "--weeks-out"), (sequence_out, "--sequence-out")):
        check_table(path, option)
        check_outfile(path, *files)
    check_page(report)
    check_outfile(report, *files)
    options = OrderOptions(
        until=until,
        futures=futures,
        seed=seed,
        confidence=share(confidence, "--confidence"),
        fresh=fresh,
        factor=factor,
        within=within,
    )
    read = read_order_book(book, table)
    for path in (out, weeks_out, sequence_out, report):
        check_outfile(path, *read.read)
    truly = measure(read) if read.simulated else []
    found = study_orders(with_true_capacity(read.book, truly), options, read.name, progress)
    if out is not None:
        write_one_table(out, found.quotes(), "orders")
    if weeks_out is not None:
        write_one_table(weeks_out, found.weekly(), "weeks")
    if sequence_out is not None:
        cars = plant_orders(found.book, read.products, plant, sequence_weeks, seed)
        write_one_table(sequence_out, cars, "orders")
    if report is not None:
        from taktwin.report.orderbook import write_order_report

        write_order_report(found, report, language.value)
    if as_json:
        shown = {**found.as_dict(), "marks": read.marks.as_dict(), "plants": [one.as_dict() for one in truly]}
        typer.echo(json.dumps(shown, indent=2, ensure_ascii=False, allow_nan=False))
        return
    from taktwin.cli.orders.tables import print_orders

    print_orders(found, read.marks, truly)
    for path, what in (
        (out, text("promises")),
        (weeks_out, text("weeks")),
        (sequence_out, text("cars")),
        (report, text("report")),
    ):
        if path is not None:
            typer.echo(text("{what}: {that}", what=what, that=path))
