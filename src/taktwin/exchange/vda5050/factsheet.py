"""A factsheet of VDA 5050, in which a vehicle describes itself, as one kind of object for versions 2.0, 2.1 and 3.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktwin.exchange.jsondocument import DocumentError, parse_json, refuse
from taktwin.exchange.vda5050.check import KIND, VERSIONS, problems


@dataclass(frozen=True, slots=True)
class LoadSet:
    """A kind of load that a vehicle takes: mass in kg, dimensions in m, times in s; None where it does not say."""

    name: str
    load_type: str
    mass: float | None = None
    length: float | None = None
    width: float | None = None
    height: float | None = None
    pick_time: float | None = None
    drop_time: float | None = None
    speed: float | None = None


@dataclass(frozen=True, slots=True)
class Factsheet:
    """What a vehicle says of itself: dimensions in m, speeds in m/s, accelerations in m/s2, mass in kg.

    ``version`` is 2.0, 2.1 or 3.0. ``height`` is that of the vehicle when it is highest. ``low`` and ``high`` are the
    shares of a full battery between which it wants to be (version 3.0); None where it does not say.
    """

    version: str
    manufacturer: str
    serial: str
    series: str
    vehicle_class: str
    length: float
    width: float
    height: float
    speed: float
    acceleration: float
    deceleration: float
    load_mass: float
    loads: tuple[LoadSet, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def load_types(self) -> tuple[str, ...]:
        """Kinds of load, each once, in the order of the factsheet."""
        return tuple(dict.fromkeys(one.load_type for one in self.loads))

    @property
    def pick_time(self) -> float | None:
        """The longest time to take a load, in s; None where no load says it."""
        return max((one.pick_time for one in self.loads if one.pick_time is not None), default=None)

    @property
    def drop_time(self) -> float | None:
        """The longest time to put a load down, in s; None where no load says it."""
        return max((one.drop_time for one in self.loads if one.drop_time is not None), default=None)


#: Our names -> those of version 2, and of version 3.
_PHYSICAL = {
    "length": ("length", "length"),
    "width": ("width", "width"),
    "height": ("heightMax", "maximumHeight"),
    "speed": ("speedMax", "maximumSpeed"),
    "acceleration": ("accelerationMax", "maximumAcceleration"),
    "deceleration": ("decelerationMax", "maximumDeceleration"),
}
#: Numbers of a load that are used; what is larger than the bound has no meaning for a vehicle.
_OF_LOAD = ("maximumWeight", "maxWeight", "maxWeigth", "pickTime", "dropTime", "maximumSpeed", "agvSpeedLimit")
_MOST = 1e6


def recognise(data: bytes) -> bool:
    """Whether a text is a factsheet, right or wrong in detail. Never raises."""
    if b"physicalParameters" not in data:
        return False
    try:
        return _is_factsheet(parse_json(data))
    except DocumentError:
        return False


def read(data: bytes, name: str = "") -> Factsheet:
    """The factsheet of a vehicle.

    Args:
        data: JSON text in UTF-8, with or without a byte-order mark.
        name: Of the file, for errors.

    Raises:
        DocumentError: It is no factsheet, of another version, or not what that version says; with the JSON pointer of
            the place, what was expected there, and a remedy. Nothing is taken of it.
    """
    value = parse_json(data, name, KIND)
    if not _is_factsheet(value):
        what = 'an object with "typeSpecification" and "physicalParameters"'
        refuse(KIND, "", what, "give a factsheet message", name)
    version = _version(value, name)
    found = problems(value, version, name)
    if found:
        raise DocumentError(found, f"{KIND} {version}")
    at = 1 if version == "3.0" else 0
    physical, kind = value["physicalParameters"], value["typeSpecification"]
    used = {f"/physicalParameters/{theirs[at]}": physical[theirs[at]] for theirs in _PHYSICAL.values()}
    heaviest = "maximumLoadMass" if at else "maxLoadMass"
    used[f"/typeSpecification/{heaviest}"] = kind[heaviest]
    for nth, one in enumerate(value.get("loadSpecification", {}).get("loadSets", [])):
        used |= {f"/loadSpecification/loadSets/{nth}/{key}": one[key] for key in _OF_LOAD if key in one}
    for place, number in used.items():
        least = 1e-9 if place.startswith("/physical") else 0.0
        if not least <= number <= _MOST:
            what = f"a number of {'more than ' if least else ''}0 and at most {_MOST:g}"
            refuse(f"{KIND} {version}", place, what, "correct the number", name)
    numbers = {ours: float(physical[theirs[at]]) for ours, theirs in _PHYSICAL.items()}
    charging = value.get("mobileRobotConfiguration", {}).get("batteryCharging", {})
    return Factsheet(
        version=version,
        manufacturer=value.get("manufacturer", ""),
        serial=value.get("serialNumber", ""),
        series=kind["seriesName"],
        vehicle_class=kind["mobileRobotClass" if at else "agvClass"],
        load_mass=float(kind[heaviest]),
        loads=tuple(_load(one) for one in value.get("loadSpecification", {}).get("loadSets", [])),
        low=_share(charging.get("minimumDesiredChargingLevel")),
        high=_share(charging.get("maximumDesiredChargingLevel")),
        **numbers,
    )


def _is_factsheet(value: Any) -> bool:
    return isinstance(value, dict) and "typeSpecification" in value and "physicalParameters" in value


def _version(value: Mapping[str, Any], name: str) -> str:
    """The version that a factsheet gives; one that gives none is told by its words."""
    given = value.get("version")
    if given is None:
        kind = value["typeSpecification"]
        return "3.0" if isinstance(kind, dict) and "mobileRobotClass" in kind else "2.0"
    version = ".".join(str(given).split(".")[:2])
    if version not in VERSIONS:
        what = f"one of the versions {', '.join(VERSIONS)}, got {str(given)[:20]}"
        refuse(KIND, "/version", what, "export the factsheet in one of them", name)
    return version


def _load(one: Mapping[str, Any]) -> LoadSet:
    size = one.get("loadDimensions", {})
    mass = one.get("maximumWeight", one.get("maxWeight", one.get("maxWeigth")))
    return LoadSet(
        name=one["setName"],
        load_type=one["loadType"],
        mass=mass,
        length=size.get("length"),
        width=size.get("width"),
        height=size.get("height"),
        pick_time=one.get("pickTime"),
        drop_time=one.get("dropTime"),
        speed=one.get("maximumSpeed", one.get("agvSpeedLimit")),
    )


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
