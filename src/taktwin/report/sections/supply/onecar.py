"""The parts of one order on a time line, of a traced run."""

import datetime as dt
import math
from collections.abc import Sequence

from taktwin.analysis.supply.onecar import PartTimes
from taktwin.report.facts import Facts
from taktwin.report.picture.cartimes import car_times
from taktwin.report.picture.gantt import at_clock
from taktwin.report.sections.gantt import clock_zero
from taktwin.report.sections.supply.names import thing_title
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words

MOST = 40
"""More parts than this make the picture too high; those with the least time beside the line are shown."""

_HEAD = ("part", "number", "how", "called", "sent", "gate", "line", "fitted")


def one_car(facts: Facts, words: Words) -> Section | None:
    """The section; None for a run without a trace, or whose last order had no bought parts."""
    car = facts.supply.car
    if car is None:
        return None
    parts = _once(car.parts)
    told = sorted((part for part in parts if part.fitted is not None and part.at_line is not None), key=_to_spare)
    if not told:
        return None
    shown = [part for part in parts if part in told[:MOST]]
    zero = clock_zero(facts)
    section = Section("onecar", words.of("pcar_title"))
    section.drawing(car_times(shown, [_title(part, facts, words) for part in shown], zero, words))
    rows = [_row(part, facts, zero, words) for part in parts]
    section.table([words(f"pcar_head_{key}") for key in _HEAD], rows, texts=3, fold=(0, words("pcar_times")))
    if len(shown) < len(parts):
        section.note(words("pcar_most", n=len(shown), all=len(parts)))
    section.note(words("pcar_note", number=car.job, stream=car.stream))
    return section


def _once(parts: Sequence[PartTimes]) -> list[PartTimes]:
    """Each part once: where it came last before it was fitted."""
    least: dict[tuple[str, bool], PartTimes] = {}
    for part in parts:
        key = (part.part, part.sequenced)
        if key not in least or _to_spare(part) < _to_spare(least[key]):
            least[key] = part
    return [part for part in parts if any(part is one for one in least.values())]


def _to_spare(part: PartTimes) -> float:
    """Seconds beside the line before it was fitted; infinite where that is not told."""
    return math.inf if part.fitted is None or part.at_line is None else part.fitted - part.at_line


def _title(part: PartTimes, facts: Facts, words: Words) -> str:
    """Of a part family its title: a car has one part number of it."""
    known = part.family is not None and facts.supply.cover
    return thing_title(facts.model, part.family if known and part.family else part.part, words)


def _row(part: PartTimes, facts: Facts, zero: dt.datetime, words: Words) -> list[str]:
    times = (part.called, part.sent, part.at_gate, part.at_line, part.fitted)
    how = words("pcar_sequence" if part.sequenced else "pcar_stock")
    return [_title(part, facts, words), part.part, how, *("–" if one is None else at_clock(zero, one) for one in times)]
