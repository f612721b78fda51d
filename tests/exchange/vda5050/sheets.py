"""Factsheets of one invented vehicle, as each version writes them."""

from __future__ import annotations

from typing import Any

WHEEL = {
    "type": "DRIVE", "isActiveDriven": True, "isActiveSteered": False, "position": {"x": 0.1, "y": 0, "theta": 1},
    "diameter": 0.2, "width": 0.05,
}  # fmt: skip
HEADER = {"headerId": 1, "timestamp": "2026-03-01T06:30:00Z", "manufacturer": "Bull", "serialNumber": "7"}


def version_2(version: str) -> dict[str, Any]:
    """The factsheet of 2.0.0 or 2.1.0."""
    return {
        **HEADER,
        "version": version,
        "typeSpecification": {
            "seriesName": "Ox", "agvKinematic": "DIFF", "agvClass": "CARRIER", "maxLoadMass": 1500,
            "localizationTypes": ["NATURAL"], "navigationTypes": ["AUTONOMOUS"],
        },
        "physicalParameters": {
            "speedMin": 0.05, "speedMax": 1.8, "accelerationMax": 0.5, "decelerationMax": 0.6, "heightMax": 0.4,
            "width": 1, "length": 1.6,
        },
        "protocolLimits": {
            "maxStringLens": {"idLen": 10, "idNumericalOnly": False},
            "maxArrayLens": {"order.nodes": 100},
            "timing": {"minOrderInterval": 1, "minStateInterval": 0.5},
        },
        "protocolFeatures": {
            "optionalParameters": [{"parameter": "order.nodes", "support": "REQUIRED"}],
            "agvActions": [
                {
                    "actionType": "pick", "actionScopes": ["NODE"],
                    "actionParameters": [{"key": "lhd", "valueDataType": "STRING", "isOptional": True}],
                }
            ],
        },
        "agvGeometry": {
            "wheelDefinitions": [WHEEL],
            "envelopes2d": [{"set": "body", "polygonPoints": [{"x": 0, "y": 1}]}],
            "envelopes3d": [{"set": "body", "format": "DXF", "url": "file"}],
        },
        "loadSpecification": {
            "loadPositions": ["top"],
            "loadSets": [
                {
                    "setName": "RACK", "loadType": "rack", "loadDimensions": {"length": 1.2, "width": 1},
                    ("maxWeigth" if version.startswith("2.0") else "maxWeight"): 800, "pickTime": 12, "dropTime": 10,
                    "agvSpeedLimit": 1.2, "boundingBoxReference": {"x": 0, "y": 0, "z": 0},
                },
                {"setName": "BODY", "loadType": "car-body", "pickTime": 20},
            ],
        },
    }  # fmt: skip


def version_3() -> dict[str, Any]:
    """The factsheet of 3.0.0."""
    two = version_2("3.0.0")
    limits, features = two["protocolLimits"], two["protocolFeatures"]
    rack, body = two["loadSpecification"]["loadSets"]
    return {
        **HEADER,
        "version": "3.0.0",
        "typeSpecification": {
            "seriesName": "Ox", "mobileRobotKinematics": "DIFFERENTIAL", "mobileRobotClass": "CARRIER",
            "maximumLoadMass": 1500, "localizationTypes": ["NATURAL"], "navigationTypes": ["AUTONOMOUS"],
            "supportedZones": ["BLOCKED"],
        },
        "physicalParameters": {
            "minimumSpeed": 0.05, "maximumSpeed": 1.8, "maximumAcceleration": 0.5, "maximumDeceleration": 0.6,
            "minimumHeight": 0.3, "maximumHeight": 0.4, "width": 1, "length": 1.6,
        },
        "protocolLimits": {
            "maximumStringLengths": {"maximumIdLength": 10},
            "maximumArrayLengths": limits["maxArrayLens"],
            "timing": {"minimumOrderInterval": 1, "minimumStateInterval": 0.5},
        },
        "protocolFeatures": {
            "optionalParameters": features["optionalParameters"],
            "mobileRobotActions": [
                features["agvActions"][0] | {"pauseAllowed": True, "cancelAllowed": False, "blockingTypes": ["SINGLE"]}
            ],
        },
        "mobileRobotGeometry": {
            "wheelDefinitions": [WHEEL],
            "envelopes2d": [{"envelope2dId": "body", "vertices": [{"x": 0, "y": 1}]}],
        },
        "loadSpecification": {
            "loadPositions": ["top"],
            "loadSets": [
                {key: one for key, one in rack.items() if key not in ("maxWeight", "agvSpeedLimit")}
                | {"maximumWeight": 800, "maximumSpeed": 1.2},
                body,
            ],
        },
        "mobileRobotConfiguration": {
            "batteryCharging": {"minimumDesiredChargingLevel": 30, "maximumDesiredChargingLevel": 90},
            "network": {"dnsServers": ["a"]}, "versions": [{"key": "a", "value": "b"}],
        },
    }  # fmt: skip


SHEETS = {"2.0": version_2("2.0.0"), "2.1": version_2("2.1.0"), "3.0": version_3()}
