"""Lowering of the rules by which jobs leave a buffer or a store."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.orders import Options
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.store import Store
from taktwin.model.text.behind import station_behind
from taktwin.model.values.timeby import TimeBy
from taktwin.model.values.visit import VISIT, visit_named_by

_PLAIN = {"fifo": k.FIFO, "lifo": k.LIFO, "sequence": k.SEQUENCE, "due": k.DUE}


def lower_rule(
    builder: Builder, model: PlantModel, options: Options, shop: str, line: str, element: Buffer | Store
) -> dict[str, int]:
    """The fields of a rule: its code, the option (or counter of visits) it asks for, and the rank of each value."""
    rule, known = element.rule, options.of("shops", shop)
    if rule.kind in _PLAIN:
        return {"rule": _PLAIN[rule.kind]}
    if rule.kind == "shortest":
        station = station_behind(model, shop, line, element.name)
        if station is None or not isinstance(station.cycle, TimeBy):
            return {"rule": k.FIFO}  # all jobs need the same time
        column, means = _means(options, shop, station.name, station.cycle)
        levels = sorted(set(means))
        return _ranked(builder, options, column, [levels.index(mean) for mean in means])
    column = known.names.index(rule.option or "")
    if rule.kind == "same":
        return {"rule": k.SAME, "rule_option": column}
    first = list(rule.order)
    ranks = [first.index(value) if value in first else len(first) for value in known.values[column]]
    return _ranked(builder, options, column, ranks)


def _means(options: Options, shop: str, station: str, cycle: TimeBy) -> tuple[int, list[float]]:
    """Column of what a work time depends on, and the mean time for each of its values; a visit is that to come."""
    default = cycle.default
    if cycle.by == VISIT:
        visits = options.visits[station]
        named = [visit_named_by(list(cycle.values), min(count + 1, visits.most)) for count in range(visits.size)]
        times = [cycle.values[text] if text is not None else default for text in named]
        return visits.column, [time.mean for time in times if time is not None]
    known = options.of("shops", shop)
    column = known.names.index(cycle.by)
    times = [cycle.values.get(value, default) for value in known.values[column]]
    return column, [time.mean for time in times if time is not None]


def _ranked(builder: Builder, options: Options, column: int, ranks: list[int]) -> dict[str, int]:
    others = [0] * (options.columns[column] - len(ranks))  # values that only jobs of other plants have
    return {"rule": k.RANKED, "rule_option": column, "rule0": builder.ints([*ranks, *others])}
