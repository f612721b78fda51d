"""What messages of vehicles look like: state and connection of VDA 5050, versions 2.0, 2.1 and 3.0."""

from __future__ import annotations

from functools import cache

from taktwin.exchange.jsonshapes import Shape, array, between, fields_of, number, one_of, text, truth, whole

_HEADER = {"headerId": whole, "timestamp": text, "version": text, "manufacturer": text, "serialNumber": text}
_PI = 3.14159265359


@cache
def shape_of(kind: str, version: str) -> Shape:
    """The shape of a `state` or a `connection` of a version, 2.0, 2.1 or 3.0."""
    if kind == "connection":
        words = ("ONLINE", "OFFLINE", "HIBERNATING", "CONNECTION_BROKEN")
        state = one_of(*words) if version == "3.0" else one_of("ONLINE", "OFFLINE", "CONNECTIONBROKEN")
        return fields_of({**_HEADER, "connectionState": state}, *_HEADER, "connectionState")
    return _state(version)


def _state(version: str) -> Shape:
    old, at3 = version == "2.0", version == "3.0"
    some = between(number, 0)
    point = {"x": number, "y": number}
    trajectory = _trajectory(old, at3)
    angle = between(number, -_PI, _PI) if at3 else number
    position = fields_of({**point, "theta": angle, "mapId": text}, "x", "y", *(["theta"] if old else []), "mapId")
    note = "Descriptor" if at3 else "Description"
    node = {"nodeId": text, "sequenceId": whole, f"node{note}": text, "released": truth, "nodePosition": position}
    edge = {"edgeId": text, "sequenceId": whole, f"edge{note}": text, "released": truth, "trajectory": trajectory}
    place = {**point, "theta": angle, "mapId": text, "localized" if at3 else "positionInitialized": truth}
    place_more = {"localizationScore": between(number, 0, 1), "deviationRange": some if at3 else number}
    place_more |= {} if at3 else {"mapDescription": text}
    box = fields_of({**point, "z": number, "theta": number}, "x", "y", "z")
    length = some if at3 else number
    size = fields_of(dict.fromkeys(("length", "width", "height"), length), "length", "width")
    load = {"boundingBoxReference": box, "loadDimensions": size, "weight": number if old else some}
    load |= dict.fromkeys(("loadId", "loadType", "loadPosition"), text)
    fields: dict[str, Shape] = {
        **_HEADER,
        **dict.fromkeys(("orderId", "lastNodeId"), text),
        **dict.fromkeys(("orderUpdateId", "lastNodeSequenceId"), whole),
        **dict.fromkeys(("driving", "paused", "newBaseRequest"), truth),
        "distanceSinceLastNode": number,
        "nodeStates": array(fields_of(node, "nodeId", "sequenceId", "released")),
        "edgeStates": array(fields_of(edge, "edgeId", "sequenceId", "released")),
        "mobileRobotPosition" if at3 else "agvPosition": fields_of({**place, **place_more}, *place),
        "velocity": fields_of(dict.fromkeys(("vx", "vy", "omega"), number)),
        "loads": array(fields_of(load)),
        "actionStates": array(_action(at3, note)),
        "operatingMode": _mode(at3),
        "powerSupply" if at3 else "batteryState": _power(old, at3),
        "errors": array(_error(version)),
        "information": array(_information(note)),
        "safetyState": _safety(at3),
    }
    needed = [*_HEADER, "orderId", "orderUpdateId", "lastNodeId", "lastNodeSequenceId", "nodeStates", "edgeStates"]
    needed += ["driving", "actionStates", "operatingMode", "errors", "safetyState"]
    needed += ["powerSupply", "instantActionStates"] if at3 else ["batteryState"]
    if not old:
        status = one_of("ENABLED", "DISABLED")
        named = {"mapId": text, "mapVersion": text, f"map{note}": text, "mapStatus": status}
        fields["maps"] = array(fields_of(named, "mapId", "mapVersion", "mapStatus"))
    if at3:
        fields |= _new_in_3(trajectory, point, angle, note)
    else:
        fields["zoneSetId"] = text
    return fields_of(fields, *needed)


def _new_in_3(trajectory: Shape, point: dict[str, Shape], angle: Shape, note: str) -> dict[str, Shape]:
    zones = {"zoneSetId": text, "mapId": text, "zoneSetStatus": one_of("ENABLED", "DISABLED")}
    status = one_of("REQUESTED", "GRANTED", "REVOKED", "EXPIRED")
    asked = {"requestId": text, "requestStatus": status}
    zone = {**asked, "requestType": one_of("ACCESS", "REPLANNING"), "zoneId": text, "zoneSetId": text}
    edge = {**asked, "requestType": one_of("CORRIDOR"), "edgeId": text, "sequenceId": whole}
    line = fields_of({**point, "theta": angle, "eta": text}, "x", "y", "eta")
    return {
        **dict.fromkeys(("instantActionStates", "zoneActionStates"), array(_action(True, note))),
        "zoneSets": array(fields_of(zones, *zones)),
        "zoneRequests": array(fields_of({**zone, "trajectory": trajectory}, *zone)),
        "edgeRequests": array(fields_of(edge, *edge)),
        "plannedPath": fields_of({"trajectory": trajectory, "traversedNodes": array(text)}, "trajectory"),
        "intermediatePath": fields_of({"polyline": array(line)}, "polyline"),
    }


def _trajectory(old: bool, at3: bool) -> Shape:
    point = fields_of(dict.fromkeys(("x", "y", "weight"), number), "x", "y", *(["weight"] if old else []))
    knots = array(between(number, 0, 1))
    fields = {"degree": between(whole, 1) if at3 else whole, "knotVector": knots, "controlPoints": array(point)}
    return fields_of(fields, *(["controlPoints"] if at3 else fields))


def _action(at3: bool, note: str) -> Shape:
    words = ("WAITING", "INITIALIZING", "RUNNING", "FINISHED", "FAILED", *(("PAUSED", "RETRIABLE") if at3 else ()))
    result = "actionResult" if at3 else "resultDescription"
    texts = dict.fromkeys(("actionId", "actionType", f"action{note}", result), text)
    return fields_of({**texts, "actionStatus": one_of(*words)}, "actionId", "actionStatus")


def _mode(at3: bool) -> Shape:
    words = ("AUTOMATIC", "SEMIAUTOMATIC", "MANUAL", "SERVICE")
    return one_of(*words, *(("STARTUP", "INTERVENED", "TEACH_IN") if at3 else ("TEACHIN",)))


def _power(old: bool, at3: bool) -> Shape:
    percent = between(number, 0, 100)
    if at3:
        fields = {"stateOfCharge": percent, "charging": truth, "batteryHealth": percent, "range": between(number, 0)}
        fields |= dict.fromkeys(("batteryVoltage", "batteryCurrent"), number)
        return fields_of(fields, "stateOfCharge", "charging")
    fields = {"batteryCharge": number, "charging": truth, "batteryVoltage": number}
    fields |= {"batteryHealth": whole if old else percent, "reach": number if old else between(number, 0)}
    return fields_of(fields, "batteryCharge", "charging")


_reference = array(fields_of({"referenceKey": text, "referenceValue": text}, "referenceKey", "referenceValue"))


def _error(version: str) -> Shape:
    at3 = version == "3.0"
    levels = ("WARNING", "URGENT", "CRITICAL", "FATAL") if at3 else ("WARNING", "FATAL")
    fields: dict[str, Shape] = {"errorType": text, "errorLevel": one_of(*levels), "errorReferences": _reference}
    fields["errorDescription"] = text
    if version != "2.0":
        fields["errorHint"] = text
    if at3:
        one = fields_of({"translationKey": text, "translationValue": text}, "translationKey", "translationValue")
        fields |= dict.fromkeys(("errorDescriptionTranslations", "errorHintTranslations"), array(one))
    return fields_of(fields, "errorType", "errorLevel")


def _information(note: str) -> Shape:
    fields = {"infoType": text, f"info{note}": text, "infoLevel": one_of("INFO", "DEBUG"), "infoReferences": _reference}
    return fields_of(fields, "infoType", "infoLevel")


def _safety(at3: bool) -> Shape:
    name, words = ("activeEmergencyStop", ()) if at3 else ("eStop", ("AUTOACK",))
    return fields_of(
        {name: one_of("MANUAL", "REMOTE", "NONE", *words), "fieldViolation": truth}, name, "fieldViolation"
    )
