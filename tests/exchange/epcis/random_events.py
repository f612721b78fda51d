"""Random events of all types, with all kinds of values and extensions, as another implementation takes them too."""

from __future__ import annotations

import random
from typing import Any

CONTEXT: list[Any] = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"ex": "https://ex.com/"},
    {"ex2": "https://ex2.com/v/"},
    {"gs1": "https://gs1.org/voc/"},
]
NAMES = (
    "urn:epc:id:sgtin:4012345.011111.98%2F76", "urn:epc:id:sscc:4012345.0111111111", "urn:epc:id:sgln:4012345.00005.12",
    "urn:epc:id:grai:4012345.01234.101", "urn:epc:id:giai:4012345.ABC", "urn:epc:id:gdti:4012345.00077.5",
    "urn:epc:id:pgln:4012345.00000", "urn:epc:class:lgtin:4012345.011111.L1", "urn:epc:idpat:sgtin:4012345.066666.*",
    "https://id.gs1.de/01/04012345999990/21/XYZ-1234?a=b", "http://x.org/a/01/4012345999990/22/V/10/LOT", "geo:1.5,2.5",
    "urn:uuid:5f0c1a52", "https://example.com/a/b", "ex:thing", "urn:epcglobal:cbv:bt:4012345:7", " urn:jaif:id:obj:1 ",
)  # fmt: skip
VALUES = (
    "1", "2.50", 3, 4.0, 0.125, -1.5, "text with  space", " trim ", "2019-10-21", "007", "é名", "", 12345678901,
    "ex:val", "urn:epc:id:giai:4012345.ABC",
    "1e3", "+5", ".5", "5.", "a:b", "http://x.y/z", "urn:epcglobal:cbv:disp:active",
)  # fmt: skip
TIMES = (
    "2020-04-01T15:00:00+01:00", "2020-04-01T15:00:00.5Z", "2019-12-31T23:59:59.999-06:00",
    "2020-02-29T00:00:00.1234+14:00", "2020-04-01T15:00:00.12Z",
)  # fmt: skip
STEPS = ("shipping", "urn:x:y", "http://a.b/c", "ex:foo", "no_word", "https://ref.gs1.org/cbv/BizStep-packing")
DISPOSITIONS = ("active", "in_transit", "urn:x:y", "ex:foo", "unknown")


class Events:
    """Draws events, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def some(self, make: Any, least: int = 1, most: int = 3) -> list[Any]:
        return [make() for _ in range(self.draw.randint(least, most))]

    def perhaps(self, share: float) -> bool:
        return self.draw.random() < share

    def thing(self) -> str:
        return self.draw.choice(NAMES)

    def things(self) -> list[str]:
        return sorted(set(self.some(self.thing)))

    def own(self, depth: int = 0, least: int = 0) -> dict[str, Any]:
        names = (f"{self.draw.choice(('ex', 'ex2'))}:{self.draw.choice('abcdefZ')}" for _ in range(3))
        return {name: self.value(depth) for name in list(names)[: self.draw.randint(least, 3)]}

    def value(self, depth: int) -> Any:
        kind = self.draw.random()
        if kind < 0.5 or depth > 2:
            return self.draw.choice(VALUES)
        if kind < 0.65:
            return [self.draw.choice(VALUES) for _ in range(self.draw.randint(1, 3))]
        if kind < 0.75:
            return [self.own(depth + 1, 1) for _ in range(self.draw.randint(1, 3))]
        return self.own(depth + 1, 1)

    def quantity(self) -> dict[str, Any]:
        found: dict[str, Any] = {"epcClass": self.thing()}
        if self.perhaps(0.7):
            found["quantity"] = self.draw.choice((1, 2.5, 10.0, 100, 0.001))
        if self.perhaps(0.5):
            found["uom"] = self.draw.choice(("KGM", "PCE"))
        return found

    def typed(self, name: str, kinds: tuple[str, ...]) -> list[dict[str, str]]:
        return self.some(lambda: {"type": self.draw.choice(kinds), name: self.thing()})

    def sensor(self) -> dict[str, Any]:
        found: dict[str, Any] = {"sensorReport": self.some(self.report), **(self.own() if self.perhaps(0.4) else {})}
        if self.perhaps(0.6):
            about = {"time": self.draw.choice(TIMES)} if self.perhaps(0.5) else {"deviceID": self.thing()}
            found["sensorMetadata"] = {**about, **self.own()}
        return found

    def report(self) -> dict[str, Any]:
        fields = {
            "value": 5.0, "uom": "CEL", "component": "x", "exception": "ALARM_CONDITION", "deviceID": self.thing(),
            "time": self.draw.choice(TIMES), "stringValue": "abc",
            "bizRules": self.thing(), "minValue": 1, "percRank": 50.0,
            "sDev": 0.1, "microorganism": "https://a.b/c",
        }  # fmt: skip
        chosen = {name: one for name, one in fields.items() if self.perhaps(0.25)}
        return {"type": self.draw.choice(("Temperature", "gs1:Speed", "ex:Foo", "Nonsense")), **chosen, **self.own()}

    def event(self) -> dict[str, Any]:
        """An event, its properties in no order."""
        kinds = ("ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent")
        kind = self.draw.choice(kinds)
        event: dict[str, Any] = {"type": kind, "eventTime": self.draw.choice(TIMES), "eventTimeZoneOffset": "+01:00"}
        if kind == "TransformationEvent":
            event |= {"inputEPCList": self.things(), "outputQuantityList": self.some(self.quantity)}
            if self.perhaps(0.5):
                event |= {"transformationID": self.thing(), "outputEPCList": self.things()}
        else:
            event["action"] = "ADD"
        if kind in ("ObjectEvent", "TransactionEvent"):
            event["epcList"] = self.things()
        if kind in ("AggregationEvent", "AssociationEvent"):
            event |= {"parentID": self.thing(), "childEPCs": self.some(self.thing)}
        optional = {
            "bizStep": self.draw.choice(STEPS),
            "disposition": self.draw.choice(DISPOSITIONS),
            "readPoint": {"id": self.thing(), **(self.own() if self.perhaps(0.3) else {})},
            "bizLocation": {"id": self.thing(), **(self.own() if self.perhaps(0.3) else {})},
            "sourceList": self.typed("source", ("owning_party", "location")),
            "destinationList": self.typed("destination", ("owning_party", "location")),
            "sensorElementList": self.some(self.sensor),
            "certificationInfo": [self.thing(), "https://c.d"],
            "persistentDisposition": {"set": sorted(set(self.some(lambda: self.draw.choice(DISPOSITIONS))))},
            "eventID": "urn:uuid:1",
            "errorDeclaration": {"declarationTime": self.draw.choice(TIMES)},
        }
        event |= {name: one for name, one in optional.items() if self.perhaps(0.4)}
        if kind == "TransactionEvent" or self.perhaps(0.5):
            event["bizTransactionList"] = self.typed("bizTransaction", ("po", "inv", "ex:t"))
        if kind in ("ObjectEvent", "TransformationEvent") and self.perhaps(0.3):
            event["ilmd"] = self.own(0, 1)
        event |= self.own()
        names = list(event)
        self.draw.shuffle(names)
        return {name: event[name] for name in names}
