"""Places in sub-lines: where their jobs are joined, and how many jobs are under way from them to there.

A job of the order stream does not pass a place in a sub-line that is called, such as the one of the doors. What is
fitted there is needed earlier than where the sub-line joins, by as many jobs as stand behind the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.copies import single_stations
from taktwin.model.text.names import Names, stations_of


@dataclass(frozen=True)
class Behind:
    """The way of a sub-line's jobs from a place on.

    Attributes:
        passed: element that jobs of the order stream pass: the place itself, or where its sub-line is joined.
        stations: stations between the two.
        buffers: buffers and transports between the two.
    """

    passed: str
    stations: tuple[str, ...] = ()
    buffers: tuple[str, ...] = ()

    def jobs(self, tables: RunTables) -> tuple[float, float]:
        """Mean and standard deviation of the number of jobs on this way while the lines are on shift, in a run."""
        places = tables.buffers.filter(pl.col("buffer").is_in(self.buffers))
        mean = float(places["scheduled_mean"].sum())
        for row in tables.resources.filter(pl.col("resource").is_in(self.stations)).iter_rows(named=True):
            scheduled = tables.elapsed_s - row["off_shift"]
            mean += 1.0 - row["starved"] / scheduled if scheduled > 0 else 0.0
        series = tables.series.filter((pl.col("kind") == "level") & pl.col("name").is_in(self.buffers))
        levels = series.group_by("bucket").agg(pl.col("value").sum())["value"].to_numpy()
        return mean, float(np.std(levels)) if len(levels) else 0.0


def behind(model: PlantModel, names: Names, place: str) -> Behind | None:
    """The way from a place to where jobs of the order stream pass; None where they never meet its jobs one by one."""
    stations: list[str] = []
    buffers: list[str] = []
    joins = dict(_joins(model, names))
    for _ in range(len(names.whole_lines)):
        shop, line, number = names.elements[place]
        own = model.shops[shop].lines[line]
        if own.endless:
            return None
        if own.call is None:
            return Behind(place, tuple(stations), tuple(buffers))
        for element in own.flow[number:]:
            if isinstance(element, Station | ZonedLine):
                inner = stations_of(element)
                stations += inner[inner.index(place) + 1 :] if place in inner else inner
            elif element.name != place:
                buffers.append(element.name)
        if (shop, line) not in joins:
            return None
        place = joins[shop, line]
    return None


def _joins(model: PlantModel, names: Names) -> Iterator[tuple[tuple[str, str], str]]:
    """Each sub-line (shop, line) with the station or zone at which it is joined."""
    for shop, _, _, element in model.all_elements():
        if isinstance(element, Station | ZonedLine):
            for one in single_stations(element):
                for join in one.joins:
                    line = names.line(join.line, shop)
                    if line is not None:
                        yield line, one.name
