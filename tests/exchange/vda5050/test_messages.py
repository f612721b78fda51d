"""States and connections of vehicles: what they say in three versions, and the verdict of the schemas."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from taktwin.exchange.jsondocument import DocumentError
from taktwin.exchange.vda5050.messages import (
    BROKEN,
    ONLINE,
    VehicleConnection,
    VehicleState,
    connection_payload,
    problems,
    read_connection,
    read_state,
    state_payload,
)
from tests.exchange.schemas import places
from tests.exchange.vary import varied
from tests.exchange.vda5050.test_factsheet import FOLDERS
from tests.fuzz.mutate import mutated

OX = VehicleState(
    version="2.1", manufacturer="Bull", serial="ox-7", header=12, time=1_800_000_000_250, node="N7", sequence=4,
    distance=1.5, order="A1", driving=True, mode="AUTOMATIC", loads=("4711",), battery=0.625, charging=False,
    errors=(("lidar", "WARNING"),), emergency=False, paused=False, position=(1.5, -2.0, "hall-1"),
)  # fmt: skip
LINE = [{"x": 1.0, "y": 2.0, "weight": 1.0}]
TRAJECTORY = {"degree": 1, "knotVector": [0.0, 1.0], "controlPoints": LINE}
#: All else that a state can hold, so that the schemas are held against each part.
MORE: dict[str, Any] = {
    "velocity": {"vx": 1.0, "vy": 0.0, "omega": 0.1},
    "nodeStates": [{"nodeId": "N8", "sequenceId": 6, "released": True, "nodePosition": {
        "x": 1.0, "y": 2.0, "theta": 0.5, "mapId": "hall-1"}}],
    "edgeStates": [{"edgeId": "E7", "sequenceId": 5, "released": True, "trajectory": TRAJECTORY}],
    "actionStates": [{"actionId": "a", "actionType": "pick", "actionStatus": "RUNNING"}],
    "loads": [{"loadId": "4711", "loadType": "body", "weight": 300.0, "boundingBoxReference": {
        "x": 0.0, "y": 0.0, "z": 0.0}, "loadDimensions": {"length": 4.0, "width": 2.0}}],
    "errors": [{"errorType": "lidar", "errorLevel": "WARNING", "errorReferences": [
        {"referenceKey": "k", "referenceValue": "v"}], "errorDescription": "dirty"}],
    "information": [{"infoType": "i", "infoLevel": "INFO", "infoReferences": [
        {"referenceKey": "k", "referenceValue": "v"}]}],
}  # fmt: skip
MORE_IN_3: dict[str, Any] = {
    "zoneSets": [{"zoneSetId": "z", "mapId": "m", "zoneSetStatus": "ENABLED"}],
    "plannedPath": {"trajectory": TRAJECTORY, "traversedNodes": ["N8"]},
    "intermediatePath": {"polyline": [{"x": 1.0, "y": 2.0, "eta": "2026-01-05T10:30:00Z"}]},
    "zoneRequests": [{"requestId": "r", "requestType": "ACCESS", "zoneId": "z", "zoneSetId": "s",
                      "requestStatus": "GRANTED", "trajectory": TRAJECTORY}],
    "edgeRequests": [{"requestId": "r", "requestType": "CORRIDOR", "edgeId": "e", "sequenceId": 5,
                      "requestStatus": "REQUESTED"}],
    "zoneActionStates": [{"actionId": "a", "actionStatus": "PAUSED"}],
}  # fmt: skip


def whole_state(version: str) -> dict[str, Any]:
    """A message that holds all that its version knows."""
    maps = {} if version == "2.0" else {"maps": [{"mapId": "m", "mapVersion": "1", "mapStatus": "ENABLED"}]}
    more = MORE_IN_3 if version == "3.0" else {"zoneSetId": "z"}
    return {**json.loads(state_payload(replace(OX, version=version))), **MORE, **maps, **more}


@pytest.mark.parametrize("version", FOLDERS)
def test_what_we_write_is_read_again_and_taken_by_the_schema(shared: Path, version: str) -> None:
    folder = shared / f"data/vda5050/{FOLDERS[version]}"
    for state in (OX, replace(OX, loads=None, distance=None, position=None, errors=(), emergency=True)):
        one = replace(state, version=version)
        assert read_state(state_payload(one)) == (one, [])
        assert places(folder / "state.schema", json.loads(state_payload(one))) == set()
    assert places(folder / "state.schema", whole_state(version)) == set()
    for word in (ONLINE, BROKEN):
        gone = VehicleConnection(version, "Bull", "ox-7", 3, 1_800_000_000_000, word)
        assert read_connection(connection_payload(gone)) == gone
        assert places(folder / "connection.schema", json.loads(connection_payload(gone))) == set()
    assert (b"CONNECTION_BROKEN" in connection_payload(gone)) == (version == "3.0")


@pytest.mark.parametrize("version", FOLDERS)
@pytest.mark.parametrize("kind", ["state", "connection"])
def test_varied_messages_have_the_verdict_of_the_schema(shared: Path, kind: str, version: str) -> None:
    schema = shared / f"data/vda5050/{FOLDERS[version]}/{kind}.schema"
    one = VehicleConnection(version, "Bull", "ox-7", 3, 1_800_000_000_000, ONLINE)
    message = whole_state(version) if kind == "state" else json.loads(connection_payload(one))
    draw, wrong = random.Random(5), 0
    for _ in range(400):
        value = varied(message, draw)
        wanted = places(schema, value)
        assert {found.path for found in problems(value, kind, version)} == wanted, value
        wrong += bool(wanted)
    assert 100 < wrong < 400


def test_what_is_not_used_may_deviate() -> None:
    said = whole_state("2.1")
    said["nodeStates"][0]["released"] = "yes"
    del said["edgeStates"]
    state, found = read_state(json.dumps(said).encode())
    assert state == OX
    assert {one.path for one in found} == {"", "/nodeStates/0/released"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": "1.1.0"}, "one of the versions 2.0, 2.1, 3.0, got 1.1.0"),
        ({"timestamp": "yesterday"}, "a time such as"),
        ({"driving": "yes"}, "true or false"),
        ({"batteryState": {"charging": True}}, 'the property "batteryCharge"'),
        ({"lastNodeId": None}, "text"),
    ],
)
def test_what_is_used_must_be_right(change: dict[str, Any], told: str) -> None:
    with pytest.raises(DocumentError, match=told):
        read_state(json.dumps({**whole_state("2.1"), **change}).encode())


def test_a_used_field_that_lacks() -> None:
    for name in ("driving", "batteryState", "lastNodeId", "timestamp", "errors"):
        said = whole_state("2.1")
        del said[name]
        with pytest.raises(DocumentError):
            read_state(json.dumps(said).encode())


def test_mutated_messages() -> None:
    """Read or refused, never anything else."""
    draw = random.Random(8)
    for _ in range(1_000):
        data = mutated(json.dumps(whole_state(draw.choice(("2.0", "2.1", "3.0")))).encode(), draw)
        for read in (read_state, read_connection):
            try:
                read(data)
            except DocumentError:
                continue
