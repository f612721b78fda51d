"""The page of an order book: backlog, waits with bands, capacity against orders, promises, who must be told."""

from __future__ import annotations

import math
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.model.files.write import write_text
from taktwin.planning.orders.promise import promised
from taktwin.planning.orders.study import OrderStudy
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import ACCENT, INK, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import tile
from taktwin.report.shell.words import Words, number, percent

_PLACES = (0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)
_BAND = "rgba(74,127,176,0.18)"


def write_order_report(found: OrderStudy, path: str | Path, language: str = "en") -> Path:
    """Write the page, and return its path.

    Args:
        found: the study.
        path: the HTML file.
        language: shown first, `en` or `zh`.

    Raises:
        ValueError: unknown language.
        OSError: it cannot be written.
    """
    return write_text(Path(path), render_orders(found, language))


def render_orders(found: OrderStudy, language: str = "en") -> str:
    """The page as HTML text. Raises ValueError: unknown language."""
    return html_file(lambda one: _page(found, Words(one, True, {}, {})), language)


def _page(found: OrderStudy, words: Words) -> Page:
    sections = [_backlog(found, words), _waits(found, words), _capacity(found, words), _promises(found, words)]
    sections += [_binding(found, words)] + ([_told(found, words)] if found.told else [])
    origin = {
        "origin_model": found.name,
        "origin_seed": str(found.options.seed),
        "origin_runs": str(found.options.futures),
        "origin_version": f"Taktwin {version('taktwin')}",
    }
    return Page(found.name, words("book_title", start=str(found.book.start)), sections, origin, _tiles(found, words))


def _tiles(found: OrderStudy, words: Words) -> str:
    low, middle, high = found.clears
    waits = found.wait_promised[0].max() / 7
    median = promised(found.found.wait[:, 0], 0.5).max() / 7
    binds = found.binding().row(0, named=True)
    section, week = Section("tiles", ""), words("book_weeks")
    section.tiles(
        [
            tile(words("book_clears"), number(middle), week, words("book_between", a=number(low), b=number(high))),
            tile(words("book_waiting"), f"{found.book.waiting.count:,}", "", str(found.book.start)),
            tile(words("book_promise"), number(waits), week, words("book_median_is", value=number(median))),
            tile(words("book_binds"), percent(binds["share"], 0), "", binds["name"]),
        ]
    )
    return "".join(section.parts)


def _dates(found: OrderStudy) -> list[str]:
    return [str(day) for day in found.weekly()["start"]]


def _band(x: list[str], low: list[Any], high: list[Any]) -> list[dict[str, Any]]:
    """A band as two lines, the space between them filled."""
    quiet = {"mode": "lines", "line": {"width": 0}, "showlegend": False, "hoverinfo": "skip", "x": x}
    return [{**quiet, "y": rounded(low)}, {**quiet, "y": rounded(high), "fill": "tonexty", "fillcolor": _BAND}]


def _line(name: str, x: list[str], y: list[Any], colour: str, dash: str = "solid") -> dict[str, Any]:
    look = {"color": colour, "width": 2, "dash": dash}
    return {"name": name, "mode": "lines", "line": look, "x": x, "y": rounded(y)}


def _chart(data: list[dict[str, Any]], title: str) -> Figure:
    return figure(data, 320, showlegend=True, xaxis=axis(), yaxis=axis(title, rangemode="tozero"))


def _backlog(found: OrderStudy, words: Words) -> Section:
    section = Section("backlog", words("book_backlog"))
    share = float(np.isfinite(found.found.cleared).mean())
    section.text(words("book_share", share=percent(share, 0), n=found.options.futures))
    weekly, x = found.weekly(), _dates(found)
    band = _band(x, weekly["waiting_low"].to_list(), weekly["waiting_high"].to_list())
    section.chart(
        _chart([*band, _line(words("book_orders_wait"), x, weekly["waiting"].to_list(), ACCENT)], words("book_orders"))
    )
    return section


def _waits(found: OrderStudy, words: Words) -> Section:
    """What a customer who asks in a week waits; the variant that takes longest."""
    section = Section("waits", words("book_waits"))
    wait, x = found.found.wait / 7, _dates(found)
    low, high = (promised(wait, share).max(axis=1) for share in (0.1, 0.9))
    weekly, sure = found.weekly(), words("book_sure", share=percent(found.options.confidence, 0))
    data = [
        *_band(x, *([None if math.isinf(v) else v for v in one.tolist()] for one in (low, high))),
        _line(words("book_median"), x, weekly["quote_weeks"].to_list(), ACCENT),
        _line(sure, x, weekly["promise_weeks"].to_list(), INK, "dash"),
    ]
    section.chart(_chart(data, words("book_weeks")))
    section.note(words("book_waits_note"))
    return section


def _capacity(found: OrderStudy, words: Words) -> Section:
    section = Section("capacity", words("book_capacity"))
    weekly, x = found.weekly(), _dates(found)
    colours = {"ordered": STATE["down"], "capacity": INK, "started": ACCENT, "left": STATE["blocked"]}
    lines = [_line(words(f"book_line_{key}"), x, weekly[key].to_list(), colour) for key, colour in colours.items()]
    section.chart(_chart(lines, words("book_a_week")))
    return section


def _promises(found: OrderStudy, words: Words) -> Section:
    section = Section("promises", words("book_promises"))
    sure = words("book_sure", share=percent(found.options.confidence, 0))
    quotes = found.quotes()
    rows = []
    for place in dict.fromkeys(round(one * (quotes.height - 1)) for one in _PLACES if quotes.height):
        row = quotes.row(place, named=True)
        who = row["ident"] or words("book_order", n=row["position"])
        days = [None if row[key] is None else row[key] / 7 for key in ("median_day", "promise_day")]
        rows.append([who, row["product"], *map(_weeks, days), str(row["promise"] or "–"), percent(row["kept"], 0)])
    for k, days in enumerate(found.wait_promised[0].tolist()):
        median = float(promised(found.found.wait[:, 0], 0.5)[k]) / 7
        day = str(found.day(days) or "–")
        rows.append([words("book_asks"), found.book.variant_name(k), _weeks(median), _weeks(days / 7), day, "–"])
    head = [words(f"book_{key}") for key in ("who", "product", "median")]
    section.table([*head, sure, words("book_by"), words("book_kept")], rows, texts=2)
    section.note(words("book_promises_note"))
    if found.coverage is not None:
        one = found.coverage
        section.text(words("book_fresh", n=one.futures, book=percent(one.book), new=percent(one.new)))
    return section


def _binding(found: OrderStudy, words: Words) -> Section:
    section = Section("binding", words("book_binding"))
    rows = []
    for row in found.binding().iter_rows(named=True):
        name = f"{row['name']} ({row['supplier']})" if row["supplier"] else row["name"]
        first = "–" if row["first_week"] is None else str(row["first_week"])
        rows.append(
            [name, words("book_plant" if row["kind"] == "plant" else "book_part"), percent(row["share"], 0), first]
        )
    section.table([words(f"book_{key}") for key in ("name", "kind", "days", "from_week")], rows, texts=2)
    return section


def _told(found: OrderStudy, words: Words) -> Section:
    section = Section("told", words("book_told"))
    rows = []
    for one in found.told:
        low, middle, high = one.latest
        if math.isinf(middle):
            latest = [words("book_enough" if middle > 0 else "book_never"), "", ""]
        else:
            between = words("book_between", a=_weeks(low), b=_weeks(high))
            latest = [_weeks(middle), between, _weeks(one.sure)]
        rates = [f"{rate:,.0f}" for rate in (one.needed, one.now, one.grown, one.reach)]
        rows.append([one.part, one.supplier, *rates, percent(one.short, 0), _weeks(one.told), *latest])
    keys = (
        "part",
        "supplier",
        "needed",
        "now",
        "then",
        "reach",
        "short",
        "told_now",
        "latest",
        "interval",
        "latest_sure",
    )
    section.table([words(f"book_{key}") for key in keys], rows, texts=2)
    section.note(words("book_told_note"))
    return section


def _weeks(value: float | None) -> str:
    """Weeks with one decimal; a dash for what is not known."""
    return "–" if value is None or not math.isfinite(value) else f"{round(value, 1) + 0.0:.1f}"
