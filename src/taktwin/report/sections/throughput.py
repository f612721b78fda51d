"""Output by hour of the day and by day."""

from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import ACCENT, INK, LIGHT
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words


def throughput(facts: Facts, words: Words) -> Section | None:
    """The section; None where nothing was finished."""
    if not facts.hours.height or float(facts.hours.get_column("mean").sum()) == 0:
        return None
    section = Section("throughput", words("through_title"))
    hours = _hours(facts, words)
    if facts.by_day.height > 1:
        section.pair((words("through_hour"), hours), (words("through_day"), _days(facts, words)))
    else:
        section.chart(hours, words("through_hour"))
    section.note(words("through_note", shop=words.shops(facts.last_shops)))
    return section


def _hours(facts: Facts, words: Words) -> Figure:
    table = facts.hours
    mean, low, high = (table.get_column(name).to_list() for name in ("mean", "p10", "p90"))
    bars = {
        "type": "bar",
        "x": table.get_column("hour").to_list(),
        "y": rounded([value or None for value in mean]),
        "marker": {"color": LIGHT},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": rounded([h - m if h > m else None for h, m in zip(high, mean, strict=True)]),
            "arrayminus": rounded([m - v if m > v else None for v, m in zip(low, mean, strict=True)]),
            "color": INK,
            "thickness": 1,
            "width": 3,
        },
        "hovertemplate": "%{x}:00 – %{y:.1f}<extra></extra>",
    }
    return figure(
        [bars],
        300,
        bargap=0.25,
        xaxis=axis(words("axis_hour"), grid=False, range=[-0.6, 23.6], tick0=0, dtick=3, ticksuffix=":00"),
        yaxis=axis(words("axis_rate"), rangemode="tozero"),
    )


def _days(facts: Facts, words: Words) -> Figure:
    table = facts.by_day
    days = [day + 1 for day in table.get_column("day").to_list()]
    line = {
        "type": "scatter",
        "mode": "lines+markers" if len(days) < 60 else "lines",
        "x": days,
        "y": rounded(table.get_column("mean").to_list()),
        "line": {"color": ACCENT, "width": 1.8},
        "marker": {"size": 5},
        "hovertemplate": words("axis_day") + " %{x}: %{y:,.0f}<extra></extra>",
    }
    data = [line]
    if len(facts.results) > 1:
        low, high = (rounded(table.get_column(name).to_list()) for name in ("low", "high"))
        data.insert(
            0,
            {
                "type": "scatter",
                "mode": "lines",
                "x": days + days[::-1],
                "y": high + low[::-1],
                "fill": "toself",
                "fillcolor": "rgba(43,108,163,0.15)",
                "line": {"width": 0},
                "hoverinfo": "skip",
            },
        )
    return figure(
        data,
        300,
        xaxis=axis(words("axis_day"), grid=False, **({"dtick": 1} if len(days) < 9 else {})),
        yaxis=axis(words("axis_per_day"), rangemode="tozero"),
    )
