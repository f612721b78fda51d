"""The page of a cluster: growth with bands, the target as a curve, gaps, projects, dependence."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

from taktwin.model.files.write import write_text
from taktwin.planning.cluster.study import ClusterStudy
from taktwin.report.clusterrisk import dependence, risks
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import INK, SERIES, STATE, translucent
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import row, tile
from taktwin.report.shell.words import Words, number, percent, title_of


def write_cluster_report(found: ClusterStudy, path: str | Path, language: str = "en") -> Path:
    """Write the page, and return its path.

    Args:
        found: the study.
        path: the HTML file.
        language: shown first, `en` or `zh`.

    Raises:
        ValueError: unknown language.
        OSError: it cannot be written.
    """
    return write_text(Path(path), render_cluster(found, language))


def render_cluster(found: ClusterStudy, language: str = "en") -> str:
    """The page as HTML text. Raises ValueError: unknown language."""
    return html_file(lambda one: _page(found, Words(one, True, {}, {})), language)


def _page(found: ClusterStudy, words: Words) -> Page:
    data, noun = found.data, found.file.noun
    subtitle = words(
        "cluster_subtitle",
        suppliers=len(noun.suppliers),
        families=len(data.families),
        years=len(data.years),
        scenarios=len(data.scenarios),
    )
    sections = [_paths(found, words), *_probability(found, words), _gaps(found, words), _rates(found, words)]
    sections += [_projects(found, words), dependence(found, words), *risks(found, words)]
    origin = {"origin_model": found.file.name, "origin_version": f"Taktwin {version('taktwin')}"}
    return Page(title_of(noun, found.file.name, words.language), subtitle, sections, origin, _tiles(found, words))


def _tiles(found: ClusterStudy, words: Words) -> str:
    plan, know = found.plan, found.knowing
    money = words("cluster_millions", money=found.file.noun.currency)
    tiles = [
        tile(words("cluster_cost"), number(plan.cost), money, words("cluster_expected")),
        tile(words("cluster_gap"), percent(plan.gap, 2), "", words("cluster_gap_note")),
    ]
    if know is not None:
        low, high = know.evpi_range
        between = words("cluster_between", a=number(low), b=number(high))
        tiles.append(
            tile(
                words("cluster_vss"),
                number(know.vss),
                money,
                words("cluster_vss_note", a=number(know.vss_range[0]), b=number(know.vss_range[1])),
            )
        )
        tiles.append(tile(words("cluster_evpi"), number(know.evpi), money, between))
    return row(tiles)


def _paths(found: ClusterStudy, words: Words) -> Section:
    """History, the band of the scenarios, what the plan makes, and the targets."""
    section, data, noun = Section("paths", words("cluster_paths")), found.data, found.file.noun
    years = list(data.years)
    lines: list[dict[str, Any]] = []
    for v, (name, vehicle) in enumerate(noun.vehicles.items()):
        colour, title = SERIES[3 * v % len(SERIES)], title_of(vehicle, name, words.language)
        wanted = data.demand[:, :, v]
        quiet = {"mode": "lines", "line": {"width": 0}, "showlegend": False, "hoverinfo": "skip", "x": years}
        lines += [
            {**quiet, "y": rounded(wanted.min(axis=0).tolist())},
            {
                **quiet,
                "y": rounded(wanted.max(axis=0).tolist()),
                "fill": "tonexty",
                "fillcolor": translucent(colour, 0.15),
            },
        ]
        for w, (scenario, given) in enumerate(noun.scenarios.items()):
            label = words("cluster_wanted", kind=title, scenario=title_of(given, scenario, words.language))
            lines.append(_line(label, years, wanted[w].tolist(), colour, "dot", 1))
        made = data.probability @ (wanted - found.plan.unmet[:, :, v])
        lines.append(_line(words("cluster_made", kind=title), years, made.tolist(), colour))
        if name in noun.history:
            past = sorted((int(year), one.value / 1e3) for year, one in noun.history[name].items())
            x, y = [year for year, _ in past], [value for _, value in past]
            lines.append(_line(f"{title}: {words('cluster_came')}", x, y, INK))
    aims = [one for one in noun.targets.values() if one.of in noun.vehicles]
    marker = {"symbol": "diamond", "size": 9, "color": STATE["down"]}
    points = {"x": [one.year for one in aims], "y": [one.value.value / 1e3 for one in aims]}
    lines.append({"name": words("cluster_target"), "mode": "markers", "marker": marker, **points})
    section.chart(_chart(lines, words("cluster_thousand")))
    return section


def _probability(found: ClusterStudy, words: Words) -> list[Section]:
    if not found.targets.outlooks:
        return []
    section, lines = Section("probability", words("cluster_probability")), []
    for one in found.targets.outlooks:
        target = title_of(found.file.noun.targets[one.name], one.name, words.language)
        section.text(words("cluster_needs", target=target, growth=percent(one.wanted.growth)))
        if one.scenarios:
            scenarios = found.file.noun.scenarios
            made = ", ".join(
                f"{title_of(scenarios[row.scenario], row.scenario, words.language)} {row.made:,.0f}"
                for row in one.scenarios
            )
            section.text(words("cluster_in_scenarios", made=made, share=percent(one.met, 0)))
        for at, sd in enumerate(one.wanted.mean):
            points = [point for point in one.curve if point.sd == sd]
            means, colour = [point.mean for point in points], SERIES[3 * at % len(SERIES)]
            shares = [100 * point.probability for point in points]
            lines.append(_line(words("cluster_sd", target=target, sd=f"{sd:g}"), means, shares, colour))
            made = [100 * point.made.probability for point in points if point.made is not None]
            if made:
                label = words("cluster_sd_lines", target=target, sd=f"{sd:g}")
                lines.append(_line(label, means, made, colour, "dash"))
    chart = _chart(lines, words("cluster_probability_axis"), words("cluster_mean_axis"))
    chart["layout"]["yaxis"]["range"] = [0, 100]
    section.chart(chart)
    section.note(words("cluster_probability_note"))
    return [section]


def _gaps(found: ClusterStudy, words: Words) -> Section:
    section, noun = Section("gaps", words("cluster_gaps")), found.file.noun
    names = [
        title_of((noun.vehicles if one.lines else noun.sub_sectors)[one.name], one.name, words.language)
        for one in found.gaps
    ]
    for key in ("stands", "planned"):
        heat = {
            "type": "heatmap",
            "x": list(found.data.years),
            "y": names,
            "z": [[round(100 * value, 1) for value in getattr(one, key).tolist()] for one in found.gaps],
            "zmin": 0,
            "zmax": 100,
            "colorscale": [[0, STATE["down"]], [0.6, "#f3e3c3"], [1, SERIES[3]]],
            "texttemplate": "%{z:.0f}",
            "hovertemplate": "%{y}, %{x}: %{z:.1f} %<extra></extra>",
            "showscale": False,
        }
        y = axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" ")
        section.chart(
            figure([heat], 60 + 24 * len(names), xaxis=axis(grid=False, dtick=1), yaxis=y), words(f"cluster_{key}")
        )
    section.note(words("cluster_gaps_note"))
    return section


def _rates(found: ClusterStudy, words: Words) -> Section:
    section = Section("rates", words("cluster_rates"))
    keys = ("by_value", "by_count", "mean", "zero", "invested")
    rows = []
    for year, (local, zero), spent in zip(found.data.years, found.rates(), found.plan.invested.tolist(), strict=True):
        shares = [percent(one) for one in (local.by_value, local.by_count, local.mean, zero.by_value)]
        rows.append([str(year), *shares, f"{spent:,.0f}"])
    section.table([words("cluster_year"), *(words(f"cluster_{key}") for key in keys)], rows)
    return section


def _projects(found: ClusterStudy, words: Words) -> Section:
    """A table for each kind, so that nobody compares what output for money means in one with another."""
    section, noun = Section("projects", words("cluster_projects")), found.file.noun
    keys = ("project", "invested", "output", "saves", "saves_per", "decided")
    for kind in ("plant", "parts", "line", "other"):
        rows = []
        for one in (one for one in found.ranking if one.kind == kind):
            title = one.name if kind == "line" else title_of(noun.projects[one.name], one.name, words.language)
            year = words("cluster_before") if one.decided else "–" if one.year is None else str(one.year)
            figures = (one.invest, one.output_per_invest, one.saves, one.saves_per_invest)
            rows.append([title, *map(number, figures), year])
        if rows:
            section.table([words(f"cluster_{key}") for key in keys], rows, heading=words(f"cluster_kind_{kind}"))
    section.note(words("cluster_projects_note"))
    return section


def _line(name: str, x: list[Any], y: list[Any], colour: str, dash: str = "solid", width: float = 2) -> dict[str, Any]:
    look = {"color": colour, "width": width, "dash": dash}
    return {"name": name, "mode": "lines", "line": look, "x": x, "y": rounded(y)}


def _chart(data: list[dict[str, Any]], title: str, below: str | None = None) -> Figure:
    y = axis(title, rangemode="tozero")
    return figure(data, 380, showlegend=True, margin={"l": 56, "r": 16, "t": 60, "b": 44}, xaxis=axis(below), yaxis=y)
