"""Whether a factsheet is what VDA 5050 says, for versions 2.0, 2.1 and 3.0.

The published schemas have faults. That of 2.0.0 puts its fields where no validator looks, so it takes any object; here
its fields count as they stand. That of 2.1.0 can be met by no value of ``blockingTypes``; here a list of its words is
taken. Misspelt words of 2.0.0 (``maxWeigth``, ``PHYSICAL_LINDE_GUIDED``) are taken besides the right ones.
"""

from __future__ import annotations

from typing import Any

from taktwin.exchange.jsondocument import Problem, pointer, wrong
from taktwin.exchange.jsonshapes import Shape, Steps, array, between, fields_of, number, one_of, text, truth, whole

KIND = "VDA 5050 factsheet"

_texts = array(text)
_anything = fields_of({})
_positive = between(number, 0)
_count = between(whole, 0)
_percent = between(number, 0, 100)
_point = fields_of({"x": number, "y": number}, "x", "y")


def _wheels(kind: Shape) -> Shape:
    wheel = {
        "type": kind,
        "isActiveDriven": truth,
        "isActiveSteered": truth,
        "position": fields_of({"x": number, "y": number, "theta": number}, "x", "y"),
        "diameter": number,
        "width": number,
    }
    return array(fields_of({**wheel, "centerDisplacement": number, "constraints": text}, *wheel))


_network = dict.fromkeys(("localIpAddress", "netmask", "defaultGateway"), text)
_configuration = {
    "versions": array(fields_of({"key": text, "value": text}, "key", "value")),
    "network": fields_of({"dnsServers": _texts, "ntpServers": _texts, **_network}),
}
_ARRAYS = (
    "order.nodes order.edges node.actions edge.actions actions.actionsParameters instantActions trajectory.knotVector"
    " trajectory.controlPoints state.nodeStates state.edgeStates state.loads state.actionStates state.errors"
    " state.information error.errorReferences information.infoReferences"
)


def _enclosing(name: str, points: str, description: Shape) -> tuple[Shape, Shape]:
    """Envelopes in two and three dimensions."""
    flat = fields_of({name.format(2): text, points: array(_point), "description": text}, name.format(2), points)
    solid = {name.format(3): text, "format": text, "data": _anything, "url": text, "description": description}
    return array(flat), array(fields_of(solid, name.format(3), "format"))


def _actions(scopes: tuple[str, ...], types: tuple[str, ...], blocking: Shape, more: dict[str, Shape]) -> Shape:
    parameter = {"key": text, "valueDataType": one_of(*types), "description": text, "isOptional": truth}
    fields = {
        "actionType": text,
        "actionDescription": text,
        "actionScopes": array(one_of(*scopes)),
        "actionParameters": array(fields_of(parameter, "key", "valueDataType")),
        "blockingTypes": blocking,
        **more,
    }
    needed = [name for name in more if name.endswith("Allowed")]
    return array(fields_of(fields, "actionType", "actionScopes", *needed))


_optional = array(
    fields_of(
        {"parameter": text, "support": one_of("SUPPORTED", "REQUIRED"), "description": text}, "parameter", "support"
    )
)


def _load(limits: dict[str, Shape], theta: Shape, description: Shape) -> Shape:
    box = fields_of({"x": number, "y": number, "z": number, "theta": theta}, "x", "y", "z")
    size = fields_of({"length": number, "width": number, "height": number}, "length", "width")
    load = {
        "setName": text,
        "loadType": text,
        "loadPositions": _texts,
        "boundingBoxReference": box,
        "loadDimensions": size,
        "description": description,
        **limits,
    }
    return fields_of({"loadPositions": _texts, "loadSets": array(fields_of(load, "setName", "loadType"))})


def _of_version_2(old: bool) -> Shape:
    """The factsheet of 2.1, or of 2.0 where ``old``."""
    words = ("PHYSICAL_LINE_GUIDED", "VIRTUAL_LINE_GUIDED", "AUTONOMOUS", *(["PHYSICAL_LINDE_GUIDED"] if old else []))
    kind = {
        "seriesName": text,
        "seriesDescription": text,
        "agvKinematic": one_of("DIFF", "OMNI", "THREEWHEEL"),
        "agvClass": one_of("FORKLIFT", "CONVEYOR", "TUGGER", "CARRIER"),
        "maxLoadMass": _positive,
        "localizationTypes": array(one_of("NATURAL", "REFLECTOR", "RFID", "DMC", "SPOT", "GRID")),
        "navigationTypes": array(one_of(*words)),
    }
    needed = [name for name in kind if name != "seriesDescription"]
    physical = ("speedMin", "speedMax", "accelerationMax", "decelerationMax", "heightMax", "width", "length")
    lengths = ("msgLen", "topicSerialLen", "topicElemLen", "idLen", "enumLen", "loadIdLen")
    timing = ("minOrderInterval", "minStateInterval", "defaultStateInterval", "visualizationInterval")
    limits = {
        "maxStringLens": fields_of({"idNumericalOnly": truth, **dict.fromkeys(lengths, whole)}),
        "maxArrayLens": fields_of({} if old else dict.fromkeys(_ARRAYS.split(), whole)),
        "timing": fields_of(dict.fromkeys(timing, number), *timing[:2]),
    }
    types = ("BOOL", "NUMBER", "INTEGER", "FLOAT", "STRING", "OBJECT", "ARRAY")
    blocking = array(one_of("NONE", "SOFT", "HARD"))
    actions = _actions(("INSTANT", "NODE", "EDGE"), types, blocking, {"resultDescription": text})
    flat, solid = _enclosing("set", "polygonPoints", whole)
    wheels = _wheels(one_of("DRIVE", "CASTER", "FIXED", "MECANUM"))
    about = ("Height", "Depth", "Tilt")
    handling = [f"{end}Loadhandling{what}" for end in ("min", "max") for what in about]
    speeds = ("agvSpeedLimit", "agvAccelerationLimit", "agvDecelerationLimit", "pickTime", "dropTime")
    weights = ("maxWeight", *(["maxWeigth"] if old else []))
    load = _load(dict.fromkeys([*handling, *speeds, *weights], number), whole if old else number, _note(old))
    header = {"headerId": _count, "timestamp": text, "version": text, "manufacturer": text, "serialNumber": text}
    fields = {
        **header,
        "typeSpecification": fields_of(kind, *needed),
        "physicalParameters": fields_of({"heightMin": number, **dict.fromkeys(physical, number)}, *physical),
        "protocolLimits": fields_of(limits, *limits),
        "protocolFeatures": fields_of(
            {"optionalParameters": _optional, "agvActions": actions}, "optionalParameters", "agvActions"
        ),
        "agvGeometry": fields_of({"wheelDefinitions": wheels, "envelopes2d": flat, "envelopes3d": solid}),
        "loadSpecification": load,
    }
    groups = [name for name in fields if name not in header]
    if old:
        return fields_of(fields, "typeSpecification", "physicalParameters")
    return fields_of(
        {**fields, "vehicleConfig": fields_of(_configuration)}, "version", "manufacturer", "serialNumber", *groups
    )


def _note(old: bool) -> Shape:
    """A description; in 2.0 the schema has a number there, which nobody can have meant: anything is taken."""
    return (lambda _value, _steps, _note: None) if old else text


def _of_version_3() -> Shape:
    zones = "BLOCKED LINE_GUIDED RELEASE COORDINATED_REPLANNING SPEED_LIMIT ACTION PRIORITY PENALTY DIRECTED BIDIRECTED"
    kind = {
        "seriesName": text,
        "mobileRobotKinematics": text,
        "mobileRobotClass": text,
        "maximumLoadMass": _positive,
        "localizationTypes": _texts,
        "navigationTypes": _texts,
    }
    more = {"seriesDescription": text, "supportedZones": array(one_of(*zones.split()))}
    physical: dict[str, Shape] = {
        "minimumSpeed": _positive,
        "maximumSpeed": _positive,
        "maximumAcceleration": _positive,
        "maximumDeceleration": number,
        **dict.fromkeys(("minimumHeight", "maximumHeight", "width", "length"), number),
    }
    turning = dict.fromkeys(("minimumAngularSpeed", "maximumAngularSpeed"), _positive)
    parts = ("Message", "TopicSerial", "TopicElement", "Id", "LoadId")
    lengths = {"idNumericalOnly": truth, **{f"maximum{one}Length": _count for one in parts}}
    arrays = f"{_ARRAYS} zoneSet.zones state.instantActionStates state.zoneActionStates"
    timing = ("minimumOrderInterval", "minimumStateInterval", "defaultStateInterval", "visualizationInterval")
    limits = {
        "maximumStringLengths": fields_of(lengths),
        "maximumArrayLengths": fields_of(dict.fromkeys(arrays.split(), _count)),
        "timing": fields_of(dict.fromkeys(timing, _positive), *timing[:2]),
    }
    types = ("BOOL", "NUMBER", "INTEGER", "STRING", "OBJECT", "ARRAY")
    blocking = array(one_of("NONE", "SOFT", "SINGLE", "HARD"))
    results: dict[str, Shape] = {"actionResult": text, "pauseAllowed": truth, "cancelAllowed": truth}
    actions = _actions(("INSTANT", "NODE", "EDGE", "ZONE"), types, blocking, results)
    flat, solid = _enclosing("envelope{}dId", "vertices", text)
    handling = [f"{end}imumLoadhandling{what}" for end in ("min", "max") for what in ("Depth", "Tilt")]
    bounded = (
        "maximumWeight minimumLoadhandlingHeight maximumLoadhandlingHeight maximumSpeed maximumAcceleration pickTime"
        " dropTime"
    )
    loads = {**dict.fromkeys([*handling, "maximumDeceleration"], number), **dict.fromkeys(bounded.split(), _positive)}
    levels = [f"{one}ChargingLevel" for one in ("criticalLow", "minimumDesired", "maximumDesired")]
    charging = fields_of({"minimumChargingTime": _positive, **dict.fromkeys(levels, _percent)})
    header = {"headerId": _count, "timestamp": text, "version": text, "manufacturer": text, "serialNumber": text}
    fields = {
        **header,
        "typeSpecification": fields_of({**kind, **more}, *kind),
        "physicalParameters": fields_of({**physical, **turning}, *physical),
        "protocolLimits": fields_of(limits, *limits),
        "protocolFeatures": fields_of(
            {"optionalParameters": _optional, "mobileRobotActions": actions}, "optionalParameters", "mobileRobotActions"
        ),
        "mobileRobotGeometry": fields_of(
            {"wheelDefinitions": _wheels(text), "envelopes2d": flat, "envelopes3d": solid}
        ),
        "loadSpecification": _load(loads, number, text),
    }
    configuration = {**_configuration, "batteryCharging": charging}
    return fields_of({**fields, "mobileRobotConfiguration": fields_of(configuration)}, *fields)


#: Version -> the shape of its factsheet.
_SHAPES = {"2.0": _of_version_2(old=True), "2.1": _of_version_2(old=False), "3.0": _of_version_3()}
VERSIONS = tuple(_SHAPES)


def problems(value: Any, version: str, name: str = "") -> list[Problem]:
    """All that is wrong with a parsed factsheet of a version, one of `VERSIONS`; nothing where it is right."""
    found: dict[Problem, None] = {}

    def note(steps: Steps, expected: str, remedy: str) -> None:
        found[wrong(f"{KIND} {version}", pointer(steps), expected, remedy, name)] = None

    _SHAPES[version](value, (), note)
    return list(found)
