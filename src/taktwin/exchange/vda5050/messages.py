"""What vehicles say while they drive: their state and their connection, of versions 2.0, 2.1 and 3.0.

All of a message is held against what the version says; of a message that deviates in what is not used here, the rest
is taken all the same, and the deviations are told.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from taktwin.exchange.jsondocument import DocumentError, Problem, parse_json, pointer, refuse, wrong
from taktwin.exchange.jsonshapes import Steps
from taktwin.exchange.vda5050.check import VERSIONS
from taktwin.exchange.vda5050.shapes import shape_of

ONLINE, OFFLINE, HIBERNATING, BROKEN = "online", "offline", "hibernating", "broken"
_CONNECTIONS = {
    "ONLINE": ONLINE,
    "OFFLINE": OFFLINE,
    "HIBERNATING": HIBERNATING,
    "CONNECTIONBROKEN": BROKEN,  # version 2
    "CONNECTION_BROKEN": BROKEN,  # version 3
}


@dataclass(frozen=True, slots=True)
class VehicleState:
    """The state of a vehicle.

    Attributes:
        version: 2.0, 2.1 or 3.0.
        manufacturer: of the vehicle.
        serial: its serial number, which is its name.
        header: number of the message; it counts the states of this vehicle.
        time: by the clock of the vehicle, in ms since 1970 UTC.
        node: the last node that it has reached; empty for none.
        sequence: number of that node in its order.
        distance: since that node, m; None where it does not say.
        order: what it is doing; empty for nothing.
        driving: whether it moves.
        mode: AUTOMATIC, MANUAL, SERVICE ...
        loads: what it carries, by kind or by number; None where it cannot tell.
        battery: share of a full battery.
        charging: whether it is being charged.
        errors: type and level of each error.
        emergency: whether it stands for an emergency stop or because something is in its way.
        paused: whether it was told to stand.
        position: x and y in m, and the map; None where it does not say.
    """

    version: str
    manufacturer: str
    serial: str
    header: int
    time: int
    node: str
    sequence: int
    distance: float | None
    order: str
    driving: bool
    mode: str
    loads: tuple[str, ...] | None
    battery: float
    charging: bool
    errors: tuple[tuple[str, str], ...]
    emergency: bool
    paused: bool
    position: tuple[float, float, str] | None

    @property
    def down(self) -> bool:
        """Whether it cannot go on by itself: a fatal error, or an emergency stop."""
        return self.emergency or any(level == "FATAL" for _, level in self.errors)


@dataclass(frozen=True, slots=True)
class VehicleConnection:
    """Whether a vehicle is there. A server that has lost it says so with the header and time of its last connection."""

    version: str
    manufacturer: str
    serial: str
    header: int
    time: int
    state: str


def read_state(data: bytes, name: str = "") -> tuple[VehicleState, list[Problem]]:
    """A state, and what of the rest of the message deviates from its version.

    Raises:
        DocumentError: it is no JSON, of no known version, or wrong where it is used.
    """
    value, version, found = _read(data, "state", name)
    try:
        return _state_of(value, version, name), found
    except OverflowError:
        refuse(f"VDA 5050 state {version}", "", "numbers that can be meant", "correct the numbers", name)


def _state_of(value: dict[str, Any], version: str, name: str) -> VehicleState:
    at3 = version == "3.0"
    power = value["powerSupply" if at3 else "batteryState"]
    safety = value["safetyState"]
    place = value.get("mobileRobotPosition" if at3 else "agvPosition")
    loads = value.get("loads")
    return VehicleState(
        *_head(value, version, name),
        node=value["lastNodeId"],
        sequence=int(value["lastNodeSequenceId"]),
        distance=value.get("distanceSinceLastNode"),
        order=value["orderId"],
        driving=value["driving"],
        mode=value["operatingMode"],
        loads=None if loads is None else tuple(one.get("loadId") or one.get("loadType") or "" for one in loads),
        battery=float(power["stateOfCharge" if at3 else "batteryCharge"]) / 100,
        charging=power["charging"],
        errors=tuple((one["errorType"], one["errorLevel"]) for one in value["errors"]),
        emergency=safety["activeEmergencyStop" if at3 else "eStop"] != "NONE" or safety["fieldViolation"],
        paused=value.get("paused", False),
        position=None if place is None else (float(place["x"]), float(place["y"]), place["mapId"]),
    )


def read_connection(data: bytes, name: str = "") -> VehicleConnection:
    """A message about the connection of a vehicle. Raises `DocumentError` where it is none."""
    value, version, _ = _read(data, "connection", name)
    return VehicleConnection(*_head(value, version, name), state=_CONNECTIONS[value["connectionState"]])


def problems(value: Any, kind: str, version: str, name: str = "") -> list[Problem]:
    """All that is wrong with a parsed `state` or `connection` of a version, one of `VERSIONS`."""
    found: dict[Problem, None] = {}

    def note(steps: Steps, expected: str, remedy: str) -> None:
        found[wrong(f"VDA 5050 {kind} {version}", pointer(steps), expected, remedy, name)] = None

    shape_of(kind, version)(value, (), note)
    return list(found)


#: What is used of a message and must be in it; and what is used where it is there. Wrong there, it is useless.
_HEAD = ("headerId", "timestamp", "manufacturer", "serialNumber")
_ORDER = ("orderId", "lastNodeId", "lastNodeSequenceId", "driving", "operatingMode", "errors", "safetyState")
_OPTIONAL = ("distanceSinceLastNode", "paused", "loads", "agvPosition", "mobileRobotPosition")


def _needed(kind: str, version: str) -> tuple[str, ...]:
    if kind == "connection":
        return (*_HEAD, "connectionState")
    return (*_HEAD, *_ORDER, "powerSupply" if version == "3.0" else "batteryState")


def _read(data: bytes, kind: str, name: str) -> tuple[dict[str, Any], str, list[Problem]]:
    value = parse_json(data)
    if not isinstance(value, dict):
        refuse(f"VDA 5050 {kind}", "", "an object", "write the properties in braces", name)
    version = ".".join(str(value.get("version", "")).split(".")[:2])
    if version not in VERSIONS:
        what = f"one of the versions {', '.join(VERSIONS)}, got {str(value.get('version'))[:20]}"
        refuse(f"VDA 5050 {kind}", "/version", what, "send it in one of them", name)
    found = problems(value, kind, version, name)
    needed = _needed(kind, version)
    for one in found:
        if one.path.split("/")[1:2] and one.path.split("/")[1] in (*needed, *_OPTIONAL):
            raise DocumentError([one], f"VDA 5050 {kind} {version}")
    for property_ in needed:
        if property_ not in value:
            what = f'the property "{property_}"'
            refuse(f"VDA 5050 {kind} {version}", "", what, f'add "{property_}"', name)
    return value, version, found


def _head(value: dict[str, Any], version: str, name: str) -> tuple[str, str, str, int, int]:
    try:
        when = dt.datetime.fromisoformat(value["timestamp"])
        when = when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when
        time = round(when.timestamp() * 1000)
    except (ValueError, OverflowError):
        what = f"a time such as 2026-01-05T10:30:00.25Z, got {value['timestamp'][:30]}"
        refuse(f"VDA 5050 {version}", "/timestamp", what, "correct the time", name)
    return version, value["manufacturer"], value["serialNumber"], int(value["headerId"]), time


def state_payload(state: VehicleState) -> bytes:
    """A state as the message of its version."""
    at3 = state.version == "3.0"
    errors = [{"errorType": kind, "errorLevel": level} for kind, level in state.errors]
    charge = {"stateOfCharge" if at3 else "batteryCharge": round(state.battery * 100, 1), "charging": state.charging}
    safety = {"activeEmergencyStop" if at3 else "eStop": "MANUAL" if state.emergency else "NONE"}
    said: dict[str, Any] = {
        **_said(state),
        "orderId": state.order,
        "orderUpdateId": 0,
        "lastNodeId": state.node,
        "lastNodeSequenceId": state.sequence,
        "nodeStates": [],
        "edgeStates": [],
        "driving": state.driving,
        "paused": state.paused,
        "actionStates": [],
        "powerSupply" if at3 else "batteryState": charge,
        "operatingMode": state.mode,
        "errors": errors,
        "safetyState": {**safety, "fieldViolation": False},
    }
    if at3:
        said["instantActionStates"] = []
    if state.loads is not None:
        said["loads"] = [{"loadId": one} for one in state.loads]
    if state.distance is not None:
        said["distanceSinceLastNode"] = state.distance
    if state.position is not None:
        x, y, map_ = state.position
        place = {"x": x, "y": y, "theta": 0.0, "mapId": map_, "localized" if at3 else "positionInitialized": True}
        said["mobileRobotPosition" if at3 else "agvPosition"] = place
    return json.dumps(said, ensure_ascii=False).encode()


def connection_payload(connection: VehicleConnection) -> bytes:
    """A message about a connection as that of its version."""
    broken = "CONNECTION_BROKEN" if connection.version == "3.0" else "CONNECTIONBROKEN"
    word = broken if connection.state == BROKEN else connection.state.upper()
    return json.dumps({**_said(connection), "connectionState": word}, ensure_ascii=False).encode()


def _said(one: VehicleState | VehicleConnection) -> dict[str, Any]:
    when = dt.datetime.fromtimestamp(one.time / 1000, dt.UTC).isoformat(timespec="milliseconds")
    return {
        "headerId": one.header,
        "timestamp": when.replace("+00:00", "Z"),
        "version": f"{one.version}.0",
        "manufacturer": one.manufacturer,
        "serialNumber": one.serial,
    }
