"""A station out of its file, or one that comes with Taktwin; every fault is told with file, line and remedy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import NoReturn

from pydantic import ValidationError

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.translate import translate
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_, Tree, begins_with, read_tree
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.textfile import read_text
from taktwin.product.swap.file.nouns import StationNoun
from taktwin.product.swap.station import Station

_STATIONS = "taktwin.library.stations"
MOST_CARS = 10_000.0
"""In an hour."""


@dataclass(frozen=True, eq=False)
class StationFile:
    """What a file says: the station, and where its numbers come from."""

    station: Station
    mark: str | None


def station_names() -> list[str]:
    """The names of the stations that come with Taktwin."""
    return sorted(Path(one.name).stem for one in files(_STATIONS).iterdir() if one.name.endswith(".yaml"))


def read_station(source: str | Path) -> StationFile:
    """The station of a YAML file, or one of `station_names`.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
        OSError: the file cannot be read.
    """
    if str(source) in station_names():
        with as_file(files(_STATIONS) / f"{source}.yaml") as path:
            return _read(path)
    return _read(Path(source))


def _read(path: Path) -> StationFile:
    tree = read_tree(read_text(path), str(path), begins_with("swap"))
    try:
        noun = StationNoun.model_validate(tree.data)
    except ValidationError as error:
        raise ModelError(translate(error, tree, StationNoun)) from None
    packs, chargers = noun.packs, noun.chargers
    low, high = (one.value for one in packs.arrive)
    if low > high:
        _wrong(tree, ("packs", "arrive"), Phrase("the lowest charge is above the highest"), Phrase("exchange the two"))
    if high >= packs.leave.value:
        message = Phrase("a pack comes with up to {high:.0%}, and leaves with {text}", high=high, text=packs.leave.text)
        _wrong(tree, ("packs", "leave"), message, Phrase("give more, or let packs come emptier"))
    for hour, cars in enumerate(noun.cars):
        if not 0 <= cars <= MOST_CARS:
            _wrong(
                tree,
                ("cars", hour),
                Phrase("{cars:g} cars in an hour", cars=cars),
                Phrase("give 0 to {most_cars:,.0f}", most_cars=MOST_CARS),
            )
    if not sum(noun.cars):
        _wrong(tree, ("cars",), Phrase("no car comes"), Phrase("give cars in one hour at least"))
    share = None
    if noun.service is not None:
        share = _above_0(tree, ("service", "share"), noun.service.share)
        if share >= 1:
            message = Phrase("no station serves every car in time, as any number may come at once")
            _wrong(tree, ("service", "share"), message, Phrase("give less than 100 %"))
    station = Station(
        noun.name or path.stem,
        int(_above_0(tree, ("bays",), noun.bays)),
        _above_0(tree, ("takes",), noun.takes),
        int(_above_0(tree, ("packs", "number"), packs.number)),
        int(_above_0(tree, ("chargers", "number"), chargers.number)),
        _above_0(tree, ("chargers", "power"), chargers.power),
        _above_0(tree, ("packs", "energy"), packs.energy),
        (low, high),
        packs.leave.value,
        tuple(noun.cars),
        _above_0(tree, ("chargers", "efficiency"), chargers.efficiency),
        noun.room.value,
        share,
        0.0 if noun.service is None else noun.service.within.value,
    )
    if not math.isfinite(station.charging_s) or station.charging_s > 30 * 86400:
        _wrong(
            tree,
            ("chargers", "power"),
            Phrase("a pack would be charged for more than a month"),
            Phrase("check the unit"),
        )
    return StationFile(station, None if noun.mark is None else str(noun.mark))


def _above_0(tree: Tree, path: Path_, value: Quantity) -> float:
    if value.value <= 0:
        _wrong(tree, path, Phrase("{path} is 0", path=path[-1]), Phrase("give a value above 0"))
    return value.value


def _wrong(tree: Tree, path: Path_, message: str, remedy: str) -> NoReturn:
    file, line = tree.origin(path)
    raise ModelError([Problem(file, line, ".".join(map(str, path)), message, remedy)])
