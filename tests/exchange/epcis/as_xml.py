"""An event in XML, made of the event in JSON: what EPCIS has for lists, places, sensors and the user's own."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

HEAD = (
    '<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:ex="https://ex.com/" xmlns:ex2="https://ex2.com/v/"'
    ' xmlns:gs1="https://gs1.org/voc/" schemaVersion="2.0" creationDate="2026-03-01T06:30:00Z"><EPCISBody><EventList>'
)
TAIL = "</EventList></EPCISBody></e:EPCISDocument>"
URNS = {"bizStep": "bizstep", "disposition": "disp"}


class Xml:
    """Writes events; draws whether something stands in a wrapper of version 1.2, and whether white space is about."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def document(self, event: dict[str, Any]) -> bytes:
        inner = [self.field(key, value) for key, value in event.items() if key != "type"]
        self.draw.shuffle(inner)
        cut = self.draw.randrange(len(inner) + 1)
        if self.draw.random() < 0.5:
            inner = [*inner[:cut], "<extension>", *inner[cut:], "</extension>"]
        space = self.draw.choice(("", "\n  "))
        return f"{HEAD}{tag(event['type'], space.join(inner))}{TAIL}".encode()

    def field(self, key: str, value: Any) -> str:
        if ":" in key:
            return self.own(key, value)
        if key in ("epcList", "inputEPCList", "outputEPCList", "childEPCs"):
            return tag(key, "".join(tag("epc", spelt(one)) for one in value))
        if key.endswith("uantityList"):
            return tag(key, "".join(tag("quantityElement", self.fields(one)) for one in value))
        if key in ("bizTransactionList", "sourceList", "destinationList"):
            return tag(key, "".join(self.typed(key.removesuffix("List"), one) for one in value))
        if key == "persistentDisposition":
            return tag(key, "".join(tag(name, word(one, "disp")) for name, ones in value.items() for one in ones))
        if key == "sensorElementList":
            return tag(key, "".join(tag("sensorElement", self.sensor(one)) for one in value))
        if isinstance(value, list):
            return "".join(self.field(key, one) for one in value)
        if isinstance(value, Mapping):
            return tag(key, self.fields(value))
        return tag(key, word(value, URNS[key]) if key in URNS else spelt(value))

    def fields(self, value: Mapping[str, Any]) -> str:
        return "".join(self.field(key, one) for key, one in value.items())

    def typed(self, name: str, one: Mapping[str, Any]) -> str:
        kind = {"bizTransaction": "btt"}.get(name, "sdt")
        urn = f"urn:epcglobal:cbv:{kind}:{one['type']}"
        return f"<{name} type={quoteattr(urn)}>{spelt(one[name])}</{name}>"

    def sensor(self, element: Mapping[str, Any]) -> str:
        found = ""
        for key, value in element.items():
            for one in value if key == "sensorReport" else [value]:
                if ":" in key:
                    found += self.own(key, one)
                else:
                    own = "".join(self.own(name, each) for name, each in one.items() if ":" in name)
                    plain = (
                        f" {name}={quoteattr(attribute(name, each))}" for name, each in one.items() if ":" not in name
                    )
                    found += f"<{key}{''.join(plain)}>{own}</{key}>"
        return found

    def own(self, key: str, value: Any) -> str:
        if isinstance(value, list):
            return "".join(self.own(key, one) for one in value)
        if isinstance(value, Mapping):
            return tag(key, "".join(self.own(name, one) for name, one in value.items()))
        return tag(key, spelt(value))


def tag(name: str, inner: str) -> str:
    return f"<{name}>{inner}</{name}>"


def spelt(value: Any) -> str:
    return escape(str(value))


def word(value: Any, kind: str) -> str:
    """A bare word as a URN, as XML has it."""
    return spelt(value) if ":" in str(value) else f"urn:epcglobal:cbv:{kind}:{value}"


def attribute(name: str, value: Any) -> str:
    if name == "component":
        return f"cbv:Comp-{value}"
    return f"gs1:{value}" if name in ("type", "exception") and ":" not in str(value) else str(value)
