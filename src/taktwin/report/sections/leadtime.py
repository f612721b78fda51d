"""Lead time from shop to shop, and its distribution."""

import math

import numpy as np

from taktwin.analysis.overtime.growth import wip_grows
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import ACCENT, INK, LIGHT
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent, title_of

BINS = 40
_SHOWN_OPTIONS = 16


def leadtime(facts: Facts, words: Words) -> Section | None:
    """The section; None where no job was finished."""
    if not len(facts.lead_times):
        return None
    section = Section("leadtime", words("lead_title"))
    histogram = _histogram(facts, words)
    if facts.stages.height > 1:
        section.pair((words("lead_stages"), _stages(facts, words)), (words("lead_hist"), histogram))
        _table(section, facts, words)
    else:
        section.chart(histogram, words("lead_hist"))
    _by_option(section, facts, words)
    section.note(words("lead_note" if facts.stages.height > 1 else "lead_note_one"))
    if wip_grows(facts.growth):
        section.note(words("grow_lead"))
    return section


def _stage_names(facts: Facts, words: Words) -> list[str]:
    pairs = facts.stages.select("start", "end").iter_rows()
    return [words("stage", start=words.point(start), end=words.point(end)) for start, end in pairs]


def _stages(facts: Facts, words: Words) -> Figure:
    table = facts.stages
    mean, low, high = (table.get_column(name).to_list() for name in ("mean_h", "p10_h", "p90_h"))
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": _stage_names(facts, words),
        "x": rounded(mean),
        "marker": {"color": LIGHT},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": rounded([max(0.0, h - m) for h, m in zip(high, mean, strict=True)]),
            "arrayminus": rounded([max(0.0, m - v) for v, m in zip(low, mean, strict=True)]),
            "color": INK,
            "thickness": 1.2,
            "width": 5,
        },
        "hovertemplate": "%{y}: %{x:.2f} h<extra></extra>",
    }
    labels = {
        "type": "scatter",
        "mode": "text",
        "y": bars["y"],
        "x": rounded([max(h, m) for h, m in zip(high, mean, strict=True)]),
        "text": [f"  {number(value)} h" for value in mean],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return figure(
        [bars, labels],
        max(300, 42 * table.height + 70),
        bargap=0.4,
        margin={"l": 56, "r": 60, "t": 8, "b": 44},
        xaxis=axis(words("axis_hours"), rangemode="tozero"),
        yaxis=axis(grid=False, autorange="reversed", type="category", showline=False, ticksuffix=" "),
    )


def _histogram(facts: Facts, words: Words) -> Figure:
    hours = facts.lead_times.to_numpy()
    short = float(np.quantile(hours, 0.995)) < 2
    hours = hours * 60 if short else hours
    # The far tail (jobs that waited over a weekend) would squeeze the rest: it is gathered in the last bar.
    low, high = float(hours.min()), float(np.quantile(hours, 0.995))
    if high - low <= 1e-6 * abs(high):  # all took equally long, but for rounding
        high = low + max(1e-3, abs(low) * 0.1)
    counts, edges = np.histogram(np.minimum(hours, high), bins=BINS, range=(low, high))
    width = float(edges[1] - edges[0])
    bars = {
        "type": "bar",
        "x": rounded((edges[:-1] + width / 2).tolist()),
        "y": rounded((100 * counts / counts.sum()).tolist()),
        "width": width * 0.94,
        "marker": {"color": ACCENT},
        "hovertemplate": f"%{{x:.3g}} {'min' if short else 'h'}: %{{y:.1f}} %<extra></extra>",
    }
    return figure(
        [bars],
        max(300, 42 * facts.stages.height + 70),
        bargap=0,
        xaxis=axis(words("axis_lead_min" if short else "axis_lead"), grid=False),
        yaxis=axis(words("axis_share_jobs"), rangemode="tozero"),
    )


def _table(section: Section, facts: Facts, words: Words) -> None:
    rows = [
        [name, *(number(row[column]) for column in ("mean_h", "p10_h", "p50_h", "p90_h")), f"{row['jobs']:,}"]
        for name, row in zip(_stage_names(facts, words), facts.stages.iter_rows(named=True), strict=True)
    ]
    lead = facts.lead_times
    whole = [lead.mean(), *(lead.quantile(q, "linear") for q in (0.1, 0.5, 0.9))]
    numbers = [number(float(v)) if isinstance(v, int | float) and not math.isnan(v) else "–" for v in whole]
    rows.append([words("total"), *numbers, f"{len(lead):,}"])
    section.table(
        [
            words("stage_head"),
            words("mean_h"),
            words("p10"),
            words("median"),
            words("p90"),
            words("count_cars" if words.makes_cars else "count_jobs"),
        ],
        rows,
    )


def _named(option: str, value: str, facts: Facts, words: Words) -> tuple[str, str]:
    """An option and its value, or the product by its title, as a person calls them."""
    if option != "product":
        return option.replace("_", " "), value
    product = getattr(facts.model, "products", {}).get(value)
    return words("lead_product"), value if product is None else title_of(product, value, words.language)


def _by_option(section: Section, facts: Facts, words: Words) -> None:
    """Lead time of the jobs with each product and option value."""
    table = facts.lead_by_option
    if not table.height:
        return
    several = table.get_column("low_h").is_not_null().any()
    rows = []
    for row in table.iter_rows(named=True):
        cells = [*_named(row["option"], row["value"], facts, words), f"{row['jobs']:,}", percent(row["share"])]
        cells.append(number(row["mean_h"]))
        if several:
            known = row["low_h"] is not None
            cells.append(f"{number(row['low_h'])} … {number(row['high_h'])}" if known else "–")
        rows.append([*cells, *(number(row[name]) for name in ("p10_h", "p50_h", "p90_h"))])
    count = words("count_cars" if words.makes_cars else "count_jobs")
    head = [words("lead_option"), words("lead_value"), count, words("lead_share"), words("mean_h")]
    head += [words("lead_interval")] if several else []
    head += [words("p10"), words("median"), words("p90")]
    fold = (_SHOWN_OPTIONS, words("pic_more", n=len(rows) - _SHOWN_OPTIONS))
    section.table(head, rows, texts=2, heading=words("lead_by"), fold=fold)
