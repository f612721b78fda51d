"""Events that we make, documents of them, and documents that are wrong."""

from __future__ import annotations

import json
import random

import pytest

from taktwin.exchange import epcis
from taktwin.exchange.jsondocument import DocumentError
from tests.exchange.epcis.story import DOCK, HALL, RACK, START, events, story
from tests.fuzz.mutate import mutated

JSON = story().write()
XML = b"""<?xml version="1.0"?>
<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:ex="https://ex.com/" xmlns:gs1="https://gs1.org/voc/"
    schemaVersion="2.0" creationDate="2026-03-01T09:30:00Z">
 <ex:ignoreFields><ex:secret/></ex:ignoreFields>
 <EPCISBody><EventList>
  <ObjectEvent>
   <eventTime>2026-03-01T06:30:00+08:00</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
   <baseExtension><eventID>urn:uuid:1</eventID><errorDeclaration><declarationTime>2026-03-01T07:00:00Z</declarationTime>
     <reason>urn:epcglobal:cbv:er:incorrect_data</reason>
     <correctiveEventIDs><correctiveEventID>urn:uuid:2</correctiveEventID></correctiveEventIDs></errorDeclaration>
   </baseExtension>
   <epcList> <epc> urn:epc:id:sgtin:6901234.012340.1 </epc> </epcList>
   <action>ADD</action><bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
   <readPoint><id>urn:epc:id:sgln:6901234.00010.0</id><ex:shelf>7</ex:shelf></readPoint>
   <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:x:1</bizTransaction></bizTransactionList>
   <extension><sensorElementList><sensorElement>
     <sensorMetadata time="2026-03-01T06:30:00Z" ex:who="me"/>
     <sensorReport type="gs1:Temperature" value="26.0" booleanValue="true" component="x"/>
   </sensorElement></sensorElementList></extension>
   <ex:secret>1</ex:secret><ex:note ex:lang="en">text</ex:note><ex:list><ex:i>2</ex:i><ex:i>1</ex:i></ex:list>
  </ObjectEvent>
  <extension><TransformationEvent>
   <eventTime>2026-03-01T06:45:00+08:00</eventTime><eventTimeZoneOffset>+08:00</eventTimeZoneOffset>
   <inputQuantityList><quantityElement><epcClass>urn:x:c</epcClass><quantity>25.0</quantity><uom>KGM</uom></quantityElement>
   </inputQuantityList><outputEPCList><epc>urn:x:o</epc></outputEPCList>
  </TransformationEvent></extension>
 </EventList></EPCISBody>
</e:EPCISDocument>"""
TEXTS = [
    (
        "eventType=ObjectEventeventTime=2026-02-28T22:30:00.000ZeventTimeZoneOffset=+08:00"
        "epcListepc=https://id.gs1.org/01/06901234123401/21/1action=ADD"
        "bizStep=https://ref.gs1.org/cbv/BizStep-commissioningreadPointid=https://id.gs1.org/414/6901234000108"
        "{https://ex.com/}shelf=7sensorElementListsensorElementsensorMetadatatime=2026-03-01T06:30:00.000Z"
        "{https://ex.com/}who=mesensorReporttype=https://gs1.org/voc/Temperaturevalue=26"
        "component=https://ref.gs1.org/cbv/Comp-xbooleanValue=true"
        "bizTransactionListtype=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:x:1"
        "{https://ex.com/}list{https://ex.com/}i=1{https://ex.com/}i=2{https://ex.com/}note=text{https://ex.com/}lang=en"
    ),
    (
        "eventType=TransformationEventeventTime=2026-02-28T22:45:00.000ZeventTimeZoneOffset=+08:00"
        "inputQuantityListquantityElementepcClass=urn:x:cquantity=25uom=KGMoutputEPCListepc=urn:x:o"
    ),
]


def test_xml_is_read() -> None:
    document = epcis.read(XML, "a.xml")
    assert document.prehashes() == TEXTS
    first, second = document.events
    assert first["errorDeclaration"] == {
        "declarationTime": "2026-03-01T07:00:00Z",
        "reason": "incorrect_data",
        "correctiveEventIDs": ["urn:uuid:2"],
    }
    assert first["sensorElementList"][0]["sensorReport"][0]["value"] == 26
    assert second["inputQuantityList"] == [{"epcClass": "urn:x:c", "quantity": 25, "uom": "KGM"}]
    again = epcis.read(document.write())
    assert again.prehashes(["ex:secret"]) == TEXTS
    assert epcis.read(XML.decode().encode("utf-16")).prehashes() == TEXTS


def test_json_may_name_what_does_not_count() -> None:
    value = {**story().value, "ex:ignoreFields": ["ex:note"]}
    value["epcisBody"] = {"eventList": [{**events()[0], "ex:note": "1"}]}
    assert epcis.read(json.dumps(value).encode()).hashes() == [events()[0]["eventID"]]
    del value["ex:ignoreFields"]
    assert epcis.read(json.dumps(value).encode()).hashes() != [events()[0]["eventID"]]


def test_an_event_is_named_by_its_hash() -> None:
    document = epcis.read(JSON, "story.json")
    assert document.hashes() == [one["eventID"] for one in document.events]
    assert len(set(document.hashes())) == len(events())
    assert [one["bizStep"] for one in document.events] == [
        "commissioning", "commissioning", "packing", "loading", "shipping", "receiving", "unpacking", "installing",
    ]  # fmt: skip
    assert document.write() == JSON


def test_one_event_and_the_answer_to_a_query_are_documents_too() -> None:
    one = {"@context": story().value["@context"], **events()[0]}
    assert epcis.read(json.dumps(one).encode()).events == [one]
    answer = {
        "@context": story().value["@context"],
        "type": "EPCISQueryDocument",
        "epcisBody": {"queryResults": {"queryName": "q", "resultsBody": {"eventList": events()}}},
    }
    assert epcis.read(json.dumps(answer).encode()).events == events()


def test_names_that_are_no_names_are_refused() -> None:
    with pytest.raises(DocumentError, match='expected a URI, got "seat 1"'):
        epcis.packed(["seat 1"], RACK, START, DOCK)
    with pytest.raises(DocumentError, match="say what was put together"):
        epcis.packed([], RACK, START, DOCK)
    with pytest.raises(DocumentError, match="elements that differ"):
        epcis.shipped([RACK, RACK], START, DOCK)
    with pytest.raises(DocumentError, match=r'/epcisBody/eventList/0: .* "type"'):
        epcis.document([{"bizStep": "shipping"}], START)
    assert epcis.made([], START, HALL)["epcList"] == []


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (b'"action": "ADD"', b'"action": "PUT"', "/epcisBody/eventList/1/action", "one of OBSERVE, ADD, DELETE"),
        (b'"uom": "KGM"', b'"uom": "kg"', "/epcisBody/eventList/0/inputQuantityList/0/uom", "a unit"),
        (b'"quantity": 12.5', b'"many": 1', "/epcisBody/eventList/0/inputQuantityList/0", "no property but epcClass"),
        (b"T06:30:00.000+08:00", b"T36:30:00", "/epcisBody/eventList/0/eventTime", "an instant"),
        (b'"+08:00"', b'"8"', "/epcisBody/eventList/0/eventTimeZoneOffset", "an offset from UTC"),
        (b'"installing"', b'"urn:epcglobal:cbv:bizstep:installing"', "/epcisBody/eventList/7/bizStep", "a bare word"),
        (b'"shipping"', b'"shipping", "ilmd": {}', "/epcisBody/eventList/4", "unless the action is ADD"),
        (b'"schemaVersion": "2.0"', b'"schemaVersion": "two"', "/schemaVersion", "a version"),
        (b'"EPCISDocument"', b'"Document"', "", '"type": "EPCISDocument"'),
    ],
)
def test_an_error_says_what_and_where(old: bytes, new: bytes, place: str, words: str) -> None:
    assert old in JSON
    with pytest.raises(DocumentError) as caught:
        epcis.read(JSON.replace(old, new, 1), "story.json")
    problem = caught.value.problems[0]
    assert (problem.file, problem.path) == ("story.json", place)
    assert problem.message.startswith("EPCIS document: expected ")
    assert words in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"<e:EPCIS", b'<!DOCTYPE a [<!ENTITY x "y">]><e:EPCIS', "without a document type declaration"),
        (b"<e:EPCIS", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><e:EPCIS', "without a document type declaration"),
        (b"urn:epcglobal:epcis:xsd:2", b"urn:x", "an EPCISDocument, got <EPCISDocument>"),
        (b"EventList", b"EventLost", "an EventList"),
        (b"<action>", b"<action", "XML: "),
        (b"<ex:note", b"&x;<ex:note", "XML: undefined entity"),
        (b"<ex:secret/>", b"<a>" * 100, "64 levels"),
        (b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="x-unknown"?>', "XML: "),
        (b"<eventTime>2026-03-01T06:30", b"<eventTime>2026-13-01T06:30", "instants"),
        (b"<eventTimeZoneOffset>+08:00</eventTimeZoneOffset>", b"", '"eventTimeZoneOffset", once'),
    ],
)
def test_wrong_xml_is_refused(old: bytes, new: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words.replace("<", ".").replace(">", ".")) as caught:
        epcis.read(XML.replace(old, new), "a.xml")
    assert all(one.remedy and one.file == "a.xml" for one in caught.value.problems)


def test_other_documents_are_not_recognised() -> None:
    assert epcis.recognise(JSON)
    assert epcis.recognise(b"\xef\xbb\xbf" + JSON)
    assert epcis.recognise(XML)
    for data in (b"", b"{}", b"[]", b"<a/>", b"<", b"UNA:+.? '", b'{"type": "Feature"}', b"\xff\xfe<", b"{" * 100_000):
        assert not epcis.recognise(data)
        with pytest.raises(DocumentError):
            epcis.read(data, "x")


def survive(cases: int, seed: int) -> tuple[int, int]:
    """How many of so many broken documents are read, and how many refused: nothing else happens."""
    taken, draw = 0, random.Random(seed)
    for _ in range(cases):
        data = mutated(draw.choice((JSON, XML)), draw)
        epcis.recognise(data)
        try:
            document = epcis.read(data, "m")
        except DocumentError as error:
            if not error.problems or not all(one.message and one.remedy and one.file for one in error.problems):
                raise AssertionError(f"an error that says too little: {error!r}") from error
            continue
        taken += 1
        assert len(document.hashes()) == len(document.events)
        if document.syntax == "json":
            assert epcis.read(document.write()).hashes() == document.hashes()
    return taken, cases - taken


def test_broken_documents_are_refused_or_read_whole() -> None:
    taken, refused = survive(1500, seed=1)
    assert taken > 50
    assert refused > 500


@pytest.mark.long
def test_a_hundred_thousand_broken_documents_are_refused_or_read_whole() -> None:
    survive(100_000, seed=2)
