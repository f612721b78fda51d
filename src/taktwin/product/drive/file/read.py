"""A car out of its file, or one that comes with Taktwin; every fault is told with file, line and remedy."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
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
from taktwin.product.drive.audible import Noise
from taktwin.product.drive.car import Battery, Car, Motor, Regeneration, Road, Source
from taktwin.product.drive.climate import Cabin
from taktwin.product.drive.clutch import Clutch
from taktwin.product.drive.file.nouns import CabinNoun, CarNoun, SourceNoun

_CARS = "taktwin.library.cars"
_FUELS = {"range_extender": "gasoline", "fuel_cell": "hydrogen"}


@dataclass(frozen=True, eq=False)
class CarFile:
    """What a file says: the car, how loud it is, where its numbers come from, and what keeps people warm."""

    car: Car
    noise: Noise
    mark: str | None
    clutch: Clutch | None = None
    cabin: Cabin = field(default_factory=Cabin)


def car_names() -> list[str]:
    """The names of the cars that come with Taktwin."""
    return sorted(one.name.removesuffix(".yaml") for one in files(_CARS).iterdir() if one.name.endswith(".yaml"))


def read_car(source: str | Path) -> CarFile:
    """The car of a YAML file, or one of `car_names`.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
        OSError: the file cannot be read.
    """
    if str(source) in car_names():
        with as_file(files(_CARS) / f"{source}.yaml") as path:
            return _read(path)
    return _read(Path(source))


def _read(path: Path) -> CarFile:
    tree = read_tree(read_text(path), str(path), begins_with("car"))
    try:
        noun = CarNoun.model_validate(tree.data)
    except ValidationError as error:
        raise ModelError(translate(error, tree, CarNoun)) from None
    motor, brake, battery = noun.motor, noun.brake, noun.battery
    if not brake.begin.value < brake.full.value:
        _wrong(tree, ("brake", "full"), Phrase("it is not above `begin`"), Phrase("give a higher speed"))
    for word in ("radius", "ratio", "gear"):
        _above_0(tree, ("motor", word), getattr(motor, word))
    for word in ("charge", "voltage", "resistance", "charging"):
        _above_0(tree, ("battery", word), getattr(battery, word))
    car = Car(
        noun.name or path.stem,
        _road(tree, noun),
        Motor(
            motor.torque.value, motor.speed.value, motor.drag.value, motor.constant.value, motor.radius.value,
            motor.ratio.value, motor.gear.value,
        ),
        Regeneration(brake.share.value, brake.most.value, brake.begin.value, brake.full.value),
        Battery(battery.charge.value / 3600, battery.voltage.value, battery.slope.value, battery.resistance.value,
                battery.charging.value),
        noun.auxiliaries.value,
        None if noun.source is None else _source(tree, noun.source),
        battery.start.value,
    )  # fmt: skip
    levels = {name: getattr(noun.noise, name) for name in type(noun.noise).model_fields if name not in ("mark", "note")}
    for name, level in levels.items():
        if not math.isfinite(level) or abs(level) > 200:
            _wrong(tree, ("noise", name), Phrase("a level of {level:g} dB", level=level), Phrase("give -200 to 200"))
    mark = None if noun.mark is None else str(noun.mark)
    return CarFile(car, Noise(**levels), mark, _clutch(tree, noun.source), _cabin(tree, noun.cabin))


def _clutch(tree: Tree, source: SourceNoun | None) -> Clutch | None:
    if source is None or source.clutch is None:
        return None
    noun, path = source.clutch, ("source", "clutch")
    if _FUELS[source.kind] == "hydrogen":
        _wrong(tree, path, Phrase("a fuel cell has no shaft"), Phrase("drop the clutch"))
    for word in ("revolutions", "efficiency", "inner", "most"):
        _above_0(tree, (*path, word), getattr(noun, word))
    if noun.most.value <= noun.friction.value:
        _wrong(tree, (*path, "most"), Phrase("a revolution gives no more work than its friction"), Phrase("give more"))
    turns = noun.revolutions.value * 60 / 100e3  # 1/m
    return Clutch(
        noun.begin.value, turns, noun.efficiency.value, noun.inner.value, noun.friction.value, noun.most.value
    )


def _cabin(tree: Tree, noun: CabinNoun) -> Cabin:
    bounds = {"wanted": (0, 40), "loss": (0, 1000), "cooling": (0.1, 20), "sun": (0, 3000)}
    for word, (low, high) in bounds.items():
        value = getattr(noun, word)
        if not low <= value <= high:
            _wrong(
                tree, ("cabin", word), f"{word} is {value:g}", Phrase("give {low:g} to {high:g}", low=low, high=high)
            )
    return Cabin(noun.wanted, noun.loss, noun.heat_pump, noun.cooling, noun.sun)


def _road(tree: Tree, noun: CarNoun) -> Road:
    road = noun.road
    mass = _above_0(tree, ("road", "mass"), road.mass)
    if road.rotating.value < 1:
        _wrong(
            tree, ("road", "rotating"), Phrase("a factor of {text}", text=road.rotating.text), Phrase("give 1 or more")
        )
    given = [word for word in ("rolling", "drag", "area") if getattr(road, word) is not None]
    if road.coast_down is not None:
        if given:
            message = Phrase("{given} and a coast-down test say the same twice", given=given[0])
            _wrong(
                tree, ("road", given[0]), message, Phrase("drop {given}, or `coast_down`", given=" and ".join(given))
            )
        if not all(math.isfinite(one) for one in road.coast_down) or road.coast_down[0] < 0 or road.coast_down[2] < 0:
            _wrong(tree, ("road", "coast_down"), Phrase("a coefficient is below 0 or not finite"), Phrase("mend it"))
        a, b, c = road.coast_down
        return Road(mass, road.rotating.value, 0.0, 0.0, (a, b, c))
    if road.rolling is None or road.drag is None or road.area is None:
        missing = [word for word in ("rolling", "drag", "area") if word not in given]
        _wrong(
            tree,
            ("road",),
            Phrase("{missing} is missing", missing=", ".join(missing)),
            Phrase("add it, or give `coast_down`"),
        )
    if road.rolling.value > 0.1 or road.drag.value > 3:
        word = "rolling" if road.rolling.value > 0.1 else "drag"
        _wrong(
            tree,
            ("road", word),
            Phrase("no car has {text}", text=getattr(road, word).text),
            Phrase("mend it: 0.0085 and 0.29 are usual"),
        )
    return Road(mass, road.rotating.value, road.rolling.value, road.drag.value * road.area.value)


def _source(tree: Tree, noun: SourceNoun) -> Source:
    best, most = (_above_0(tree, ("source", word), getattr(noun, word)) for word in ("best", "most"))
    efficiency = _above_0(tree, ("source", "efficiency"), noun.efficiency)
    converter = _above_0(tree, ("source", "converter"), noun.converter)
    idle = noun.idle.value
    if best > most:
        _wrong(tree, ("source", "best"), Phrase("it is above `most`, {text}", text=noun.most.text), Phrase("give less"))
    rate = 1 / efficiency - 2 * idle / best
    if rate <= 0:
        message = Phrase(
            "with {text} of fuel at no power it cannot have {text2} at its best",
            text=noun.idle.text,
            text2=noun.efficiency.text,
        )
        _wrong(tree, ("source", "idle"), message, Phrase("give less, or a lower efficiency"))
    fuel = _FUELS[noun.kind]
    return Source(idle, rate, idle / best**2, best, most, converter, noun.start.value, fuel)


def _above_0(tree: Tree, path: Path_, value: Quantity) -> float:
    if value.value <= 0:
        _wrong(tree, path, Phrase("{path} is 0", path=path[-1]), Phrase("give a value above 0"))
    return value.value


def _wrong(tree: Tree, path: Path_, message: str, remedy: str) -> NoReturn:
    file, line = tree.origin(path)
    raise ModelError([Problem(file, line, ".".join(map(str, path)), message, remedy)])
