"""The page of a soundproofing part: absorption and transmission loss, acceptance, and what carries its scatter."""

from __future__ import annotations

from typing import Any

from taktwin.product.acoustics.study import AcousticStudy
from taktwin.report.shell.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import tile
from taktwin.report.shell.words import Words, number, percent


def render_acoustics(found: AcousticStudy, language: str = "en") -> str:
    """The page as HTML text, both languages in it.

    Args:
        found: what `study_acoustics` found.
        language: shown first.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda name: _page(found, Words(name, True, {}, {})), language)


def _page(found: AcousticStudy, words: Words) -> Page:
    known = {"normal": words("ac_normal"), "diffuse": words("ac_diffuse")}
    field = known.get(found.field) or words("ac_angle", angle=found.field)
    behind = words("ac_wall") if found.file.stack.on_wall else words("ac_air")
    sections = [_bands(found, words), _layers(found, words)]
    if found.acceptance is not None and found.acceptance.effects:
        sections.append(_scatter(found, words))
    tiles = _tiles(found, words)
    row = f'<div class="tiles">{"".join(tiles)}</div>' if tiles else ""
    subtitle = words("ac_sub", behind=behind, field=field)
    return Page(words("ac_title", name=found.file.name), subtitle, sections, tiles=row)


def _tiles(found: AcousticStudy, words: Words) -> list[str]:
    tiles = []
    accepted, accept = found.acceptance, found.file.accept
    if accepted is not None and accept is not None:
        unit = "" if accept.of == "absorption" else "dB"
        least = f"{number(accepted.least)} {unit}".strip()
        tiles.append(
            tile(words("ac_accepted"), percent(accepted.share), "", words("ac_parts", n=accepted.draws, least=least))
        )
        spread = words("ac_over_parts", mean=number(accepted.mean), sd=number(accepted.sd))
        tiles.append(tile(words("ac_as_drawn"), number(accepted.nominal), unit, spread))
    if found.heard is not None:
        one = found.heard
        loud = {"sone1": number(one.sone_before), "sone2": number(one.sone_behind)}
        note = words("ac_heard_note", before=number(one.before), less=percent(one.less, 0), **loud)
        tiles.append(tile(words("ac_heard"), number(found.heard.behind), "dB(A)", note))
    return tiles


def _bands(found: AcousticStudy, words: Words) -> Section:
    section = Section("bands", words("ac_bands"))
    table = found.table()
    names = [f"{value:g}" for value in table["frequency_hz"]]
    absorbed = _curve(names, table["absorption"].to_list(), SERIES[0], words, [0, 1])
    if found.file.stack.on_wall:
        section.chart(absorbed, words("ac_absorption"))
    else:
        lost = _curve(names, table["loss_db"].to_list(), SERIES[3], words, None)
        section.pair((words("ac_loss"), lost), (words("ac_absorption"), absorbed))
    return section


def _curve(names: list[str], values: list[float], colour: str, words: Words, span: list[float] | None) -> Figure:
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": names,
        "y": rounded(values),
        "line": {"color": colour, "width": 2},
        "marker": {"size": 5},
        "hovertemplate": "%{x} Hz: %{y:.3g}<extra></extra>",
    }
    more: dict[str, Any] = {"rangemode": "tozero"} if span is None else {"range": span}
    across = axis(words("ac_frequency"), grid=False, type="category")
    return figure([line], 300, xaxis=across, yaxis=axis(**more), margin={"l": 48, "r": 16, "t": 8, "b": 56})


def _layers(found: AcousticStudy, words: Words) -> Section:
    section = Section("layers", words("ac_layers"))
    section.table([words("ac_layer"), words("ac_kind")], [[name, kind] for kind, name in found.file.names], texts=2)
    return section


def _scatter(found: AcousticStudy, words: Words) -> Section:
    accepted = found.acceptance
    assert accepted is not None
    section = Section("scatter", words("ac_scatter"))
    names = [one.name for one in accepted.effects]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "x": rounded([one.change for one in accepted.effects]),
        "marker": {"color": SERIES[1]},
        "hovertemplate": "%{y}: %{x:.3g}<extra></extra>",
    }
    left = max(80, round(max(map(text_width, names))) + 12)
    axes = {"xaxis": axis(words("ac_effect")), "yaxis": axis(grid=False, autorange="reversed")}
    margin = {"l": left, "r": 16, "t": 8, "b": 44}
    section.chart(figure([bars], 30 * len(names) + 70, margin=margin, **axes))
    return section
