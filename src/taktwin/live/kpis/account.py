"""From states, counts and orders to the elements of ISO 22400-2 and its KPIs: by machine, shift, order, product."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from taktwin.live.kpis.definitions import evaluate
from taktwin.live.kpis.shifts import Window
from taktwin.live.kpis.statelog import StateLog
from taktwin.live.kpis.timemap import BUSY, OPC_40001, PARTS, PLANNED_BUSY, TimeMap
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

By = Literal["resource", "order", "product"]
ALL = "all"
#: Columns of counts -> element.
QUANTITIES = {
    "produced": "PQ",
    "scrapped": "SQ",
    "reworked": "RQ",
    "inspected": "IP",
    "good_first": "GP",
    "planned_scrap": "PSQ",
    "energy_kwh": "E",
    "planned_s": "PLANNED",
}


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The KPIs of a machine, shift, order or product.

    Attributes:
        resource, window, order, product: whose they are; "all" where they are of all.
        states: seconds in each state; they sum to ``CALENDAR`` of the elements.
        elements: what ISO 22400-2 calls its elements, by their names (see `definitions`); times in s.
        kpis: name -> value, None where the data does not allow it.
        time_map: by which states became times.
    """

    resource: str
    window: str
    order: str
    product: str
    states: dict[str, float]
    elements: dict[str, float]
    kpis: dict[str, float | None]
    time_map: TimeMap

    def as_dict(self) -> dict[str, Any]:
        """For JSON; the map is told by its name, with the formulas."""
        return {
            "resource": self.resource,
            "window": self.window,
            "order": self.order,
            "product": self.product,
            "states": self.states,
            "elements": self.elements,
            "kpis": self.kpis,
            "time_map": self.time_map.name,
        }


def figures(
    log: StateLog,
    counts: pl.DataFrame | None = None,
    *,
    by: Sequence[By] = ("resource",),
    windows: Sequence[Window] = (),
    orders: pl.DataFrame | None = None,
    time_map: TimeMap = OPC_40001,
    given: Mapping[str, Mapping[str, float]] | None = None,
) -> list[Figures]:
    """The KPIs of a log.

    Args:
        log: of the states. Where no span of it has an order, all time counts as time with one.
        counts: what was made: time (s), resource, and any of produced, scrapped, reworked, inspected, good_first,
            planned_scrap, planned_s (planned run time of what was produced), energy_kwh, order, product. A count
            belongs to the window in which its time lies; one at the end of a shift to that shift.
        by: what the figures are of, in this order. Without "resource" the times of all are summed, and so is what was
            made: by order or product log the machines in question alone.
        windows: such as shifts: the figures are of each; none: of the whole observation.
        orders: order, begin, end (s): when each was executed. Without it an order lasts from the first to the last
            time that the log has of it.
        time_map: from states to times.
        given: resource -> further elements, such as APAT, EPC, CM, USL (see `definitions`).

    Raises:
        OptionError: a column is missing, or a state is not in the map.
    """
    observed = list(windows) or [Window(ALL, log.begin, log.end)]
    _check(counts)
    has_orders = log.spans.get_column("order").null_count() < log.spans.height
    found = []
    for window in observed:
        spans = log.within(window)
        made = _within(counts, window, log.begin)
        for key, own in _groups(spans, by):
            selected = _of(made, key)
            seconds = dict(own.group_by("state", maintain_order=True).agg(pl.col("seconds").sum()).iter_rows())
            elements = _times(own, time_map, has_orders)
            elements |= _failures(own, time_map, elements)
            elements |= _quantities(selected)
            if "order" in by and key["order"] != ALL:
                elements |= _execution(own, orders, key["order"])
            elements |= dict((given or {}).get(key["resource"], {}))
            found.append(
                Figures(
                    **key,
                    window=window.name,
                    states=seconds,
                    elements=elements,
                    kpis=evaluate(elements),
                    time_map=time_map,
                )
            )
    return found


def _check(counts: pl.DataFrame | None) -> None:
    if counts is None:
        return
    for name in ("time", "resource"):
        if name not in counts.columns:
            raise OptionError(
                Phrase('counts without "{name}"', name=name), Phrase("give time, resource and what was made"), "counts"
            )


def _within(counts: pl.DataFrame | None, window: Window, first: float) -> pl.DataFrame | None:
    if counts is None:
        return None
    after = (pl.col("time") > window.begin) | ((pl.col("time") == window.begin) & (window.begin == first))
    return counts.filter(after & (pl.col("time") <= window.end))


def _groups(spans: pl.DataFrame, by: Sequence[By]) -> list[tuple[dict[str, str], pl.DataFrame]]:
    """The spans of each machine, order or product, with whose they are; spans without an order are of none of them."""
    names = list(by)
    others = [name for name in names if name != "resource"]
    wanted = spans.drop_nulls(others) if others else spans  # older polars cannot drop by no column
    plain = {"resource": ALL, "order": ALL, "product": ALL}
    if not names:
        return [(plain, wanted)] if wanted.height else []
    parts = wanted.partition_by(names, maintain_order=True, as_dict=True)
    return [(plain | dict(zip(names, map(str, key), strict=True)), own) for key, own in parts.items()]


def _of(made: pl.DataFrame | None, key: Mapping[str, str]) -> pl.DataFrame | None:
    if made is None:
        return None
    for name, value in key.items():
        if value != ALL:
            made = made.filter(pl.col(name) == value) if name in made.columns else made.clear()
    return made


def _times(spans: pl.DataFrame, time_map: TimeMap, has_orders: bool) -> dict[str, float]:
    parts: dict[str, float] = dict.fromkeys(map(str, PARTS), 0.0)
    sums = spans.group_by("state", pl.col("order").is_not_null().alias("ordered"), maintain_order=True).agg(
        pl.col("seconds").sum()
    )
    for state, ordered, seconds in sums.iter_rows():
        parts[time_map.part(state, ordered or not has_orders)] += seconds
    return {
        **parts,
        "AUPT": parts["APT"] + parts["AUST"],
        "AUBT": math.fsum(parts[name] for name in BUSY),
        "PBT": math.fsum(parts[name] for name in PLANNED_BUSY),
        "CALENDAR": math.fsum(parts.values()),
    }


def _failures(spans: pl.DataFrame, time_map: TimeMap, times: Mapping[str, float]) -> dict[str, float]:
    """Failures that begin in the spans, the operating time between them, and the time to restoration.

    Operating time is what is in PBT and no failure: on it, and not on the calendar, the time between failures is
    counted; the one that runs at the end counts with FE + 1, as the standard has it.
    """
    known = spans.filter(pl.col("begin").is_not_null()).sort("resource", "begin")
    failed = known.with_columns(
        pl.col("state").is_in(time_map.failures).alias("failed"),
        pl.col("state").shift(1).over("resource").is_in(time_map.failures).fill_null(False).alias("failed before"),
        (pl.col("end").shift(1).over("resource") == pl.col("begin")).fill_null(False).alias("on end"),
    ).filter("failed")
    goes_on = pl.col("failed before") & pl.col("on end")
    begun_before = pl.col("began") < pl.col("begin")  # in another window, in which it is counted
    begins = failed.filter(~goes_on & ~begun_before).height
    planned = [state for state in time_map.failures if time_map.part(state) in PLANNED_BUSY]
    operating = times["PBT"] - float(failed.filter(pl.col("state").is_in(planned)).get_column("seconds").sum())
    maintained = {
        name: float(spans.filter(pl.col("state").is_in(states)).get_column("seconds").sum())
        for name, states in (("CMT", time_map.corrective), ("PMT", time_map.preventive))
    }
    return {
        "FE": float(begins),
        "TBF": float(operating),
        "TTF": float(operating),
        "TTR": float(failed.get_column("seconds").sum()),
        **maintained,
    }


def _quantities(made: pl.DataFrame | None) -> dict[str, float]:
    if made is None:
        return {}
    found = {
        element: float(made.get_column(column).sum())
        for column, element in QUANTITIES.items()
        if column in made.columns
    }
    if "PQ" in found:
        found["GQ"] = found["PQ"] - found.get("SQ", 0.0) - found.get("RQ", 0.0)
        planned = found.pop("PLANNED", None)
        if planned is not None and found["PQ"] > 0:
            found["PRI"] = planned / found["PQ"]
    return found


def _execution(spans: pl.DataFrame, orders: pl.DataFrame | None, order: str) -> dict[str, float]:
    """AOET: the time from the begin to the end of an order."""
    if orders is not None:
        own = orders.filter(pl.col("order") == order)
        if own.is_empty():
            return {}
        begin, end = own.select(pl.col("begin").min(), pl.col("end").max()).row(0)
    else:
        begin, end = spans.select(pl.col("begin").min(), pl.col("end").max()).row(0)
    return {"AOET": float(end - begin)} if begin is not None and end is not None else {}
