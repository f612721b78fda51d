"""The canonical text of an event, rule by rule: the same event, however it is written, has the same hash."""

from __future__ import annotations

import copy
import hashlib
import random
from typing import Any

import pytest

from taktwin.exchange import epcis
from taktwin.exchange.epcis.times import canonical_time, event_time
from taktwin.model.errors import OptionError
from tests.exchange.epcis.story import events

PREFIXES = {"ex": "https://ex.com/"}
BASE = {"type": "ObjectEvent", "eventTime": "2020-04-01T15:00:00+01:00", "eventTimeZoneOffset": "+01:00"}
HEAD = "eventType=ObjectEventeventTime=2020-04-01T14:00:00.000ZeventTimeZoneOffset=+01:00"


def text(**fields: Any) -> str:
    """Canonical text after the time; ``ex__a`` is the property ``ex:a``."""
    event = {**BASE, **{name.replace("__", ":"): value for name, value in fields.items()}}
    whole = epcis.prehash(event, PREFIXES)
    assert whole.startswith(HEAD)
    return whole.removeprefix(HEAD)


def test_the_hash_is_that_of_the_text() -> None:
    digest = hashlib.sha256(HEAD.encode()).hexdigest()
    assert epcis.event_hash(BASE) == f"ni:///sha-256;{digest}?ver=CBV2.0"


def shuffled(value: Any, draw: random.Random) -> Any:
    if isinstance(value, dict):
        pairs = list(value.items())
        draw.shuffle(pairs)
        return {key: shuffled(one, draw) for key, one in pairs}
    if isinstance(value, list):
        return [shuffled(one, draw) for one in draw.sample(value, len(value))]
    return value


@pytest.mark.parametrize("event", events(), ids=lambda event: event["bizStep"])
def test_order_does_not_matter_and_values_do(event: dict[str, Any]) -> None:
    event = {**event, "ex:note": ["b", {"ex:x": 1, "ex:a": 2}], "ex:more": 5}
    wanted, draw = epcis.event_hash(event, PREFIXES), random.Random(1)
    for _ in range(20):
        assert epcis.event_hash(shuffled(event, draw), PREFIXES) == wanted
    for key in event:
        changed = copy.deepcopy(event)
        del changed[key]
        if key in ("type", "eventID"):
            continue
        assert epcis.event_hash(changed, PREFIXES) != wanted, key
    assert epcis.event_hash({**event, "eventID": "x", "recordTime": "y", "errorDeclaration": {}}, PREFIXES) == wanted


def test_values_have_one_spelling() -> None:
    for value, spelt in (
        (1.0, "=1"), ("1.0", "=1"), (0.25, "=0.25"), ("0.250", "=0.25"), ("007", "=7"), (True, "=true"),
        (" a b ", "=a b"), ("", ""), (10**400, f"={10**400}"), ("1_000", "=1_000"), ("nan", "=nan"),
        ("1e999", "=1e999"), ("٣", "=٣"),
        ("ex:word", "=https://ex.com/word"), ("gs1:Speed", "=https://gs1.org/voc/Speed"),
        ("urn:epcglobal:cbv:disp:active", "=https://ref.gs1.org/cbv/Disp-active"),
        ("urn:epcglobal:cbv:bt:1:2", "=urn:epcglobal:cbv:bt:1:2"), ("http://x.org/a", "=http://x.org/a"),
    ):  # fmt: skip
        assert text(ex__f=value) == "{https://ex.com/}f" + spelt
    assert text(ex__f=[]) == text(ex__f=None) == text(epcList=[]) == ""
    assert text(ex__f=["b", "a"], ex__e={"ex:z": 1, "ex:a": 2}) == (
        "{https://ex.com/}e{https://ex.com/}a=2{https://ex.com/}z=1{https://ex.com/}f=a{https://ex.com/}f=b"
    )


def test_words_belong_to_their_property() -> None:
    assert text(bizStep="shipping") == "bizStep=https://ref.gs1.org/cbv/BizStep-shipping"
    assert text(bizStep="urn:epcglobal:cbv:bizstep:shipping") == text(bizStep="cbv:BizStep-shipping")
    assert text(bizStep="no_word", disposition="shipping") == "bizStep=no_worddisposition=shipping"


def test_what_is_left_out() -> None:
    assert text(rdfs__comment="x", ex__a={"rdfs:comment": "x", "ex:b": "1"}) == "{https://ex.com/}a{https://ex.com/}b=1"
    event = {**BASE, "ex:a": "1", "ex:b": {"ex:a": "2", "ex:c": "3"}}
    wanted = HEAD + "{https://ex.com/}b{https://ex.com/}c=3"
    assert epcis.prehash(event, PREFIXES, ["ex:a"]) == epcis.prehash(event, PREFIXES, ["{https://ex.com/}a"]) == wanted


def test_lists_of_the_standard_follow_sorted() -> None:
    transactions = [{"bizTransaction": "urn:x:1"}, {"type": "po", "bizTransaction": "urn:x:0"}]
    sources = [{"type": "location", "source": "geo:1,2"}]
    assert text(ex__z="1", sourceList=sources, bizTransactionList=transactions, ilmd={"ex:a": 1}) == (
        "bizTransactionListbizTransaction=urn:x:1type=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:x:0"
        "ilmd{https://ex.com/}a=1sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=geo:1,2{https://ex.com/}z=1"
    )


def test_properties_of_the_standard_have_one_order() -> None:
    fields = {
        "bizLocation": {"id": "urn:x:l"}, "readPoint": {"id": "urn:x:r"}, "action": "ADD",
        "disposition": "active", "bizStep": "packing", "transformationID": "urn:x:t",
        "persistentDisposition": {"unset": ["active"]},
        "outputQuantityList": [{"epcClass": "urn:x:o"}], "outputEPCList": ["urn:x:6"], "inputQuantityList": [],
        "childQuantityList": [{"epcClass": "urn:x:q", "quantity": 2.50, "uom": "KGM"}], "childEPCs": ["urn:x:5"],
        "epcList": ["urn:x:2", "urn:x:1"], "parentID": "urn:x:p", "certificationInfo": "urn:x:c",
    }  # fmt: skip
    assert text(**fields) == (
        "certificationInfo=urn:x:cparentID=urn:x:pepcListepc=urn:x:1epc=urn:x:2childEPCsepc=urn:x:5"
        "childQuantityListquantityElementepcClass=urn:x:qquantity=2.5uom=KGMoutputEPCListepc=urn:x:6"
        "outputQuantityListquantityElementepcClass=urn:x:oaction=ADDtransformationID=urn:x:t"
        "bizStep=https://ref.gs1.org/cbv/BizStep-packingdisposition=https://ref.gs1.org/cbv/Disp-active"
        "persistentDispositionunset=https://ref.gs1.org/cbv/Disp-activereadPointid=urn:x:rbizLocationid=urn:x:l"
    )


def test_the_context_of_an_event_is_its_own() -> None:
    event = {**BASE, "@context": {"q": "https://q.com/", "r": {"@id": "https://r.com/"}}, "q:a": "r:b"}
    assert epcis.prehash(event) == HEAD + "{https://q.com/}a=https://r.com/b"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2020-04-01T15:00:00+01:00", "2020-04-01T14:00:00.000Z"),
        ("2020-04-01T15:00:00.1234Z", "2020-04-01T15:00:00.123Z"),
        ("2020-04-01T15:00:00.1235Z", "2020-04-01T15:00:00.124Z"),
        ("2020-12-31T23:59:59.9996Z", "2021-01-01T00:00:00.000Z"),
        ("2020-12-31T24:00:00Z", "2021-01-01T00:00:00.000Z"),
        ("2020-02-29T00:00:00.5-14:00", "2020-02-29T14:00:00.500Z"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:00.000Z"),
        (" 2020-04-01T15:00:00Z ", "2020-04-01T15:00:00.000Z"),
    ],
)
def test_instants(given: str, wanted: str) -> None:
    assert canonical_time(given) == wanted


@pytest.mark.parametrize(
    "given", ["", "x", "2020-02-30T00:00:00Z", "2020-01-01", "2020-01-01T25:00:00Z", "2020-01-01T00:60:00Z"]
)
def test_no_instants(given: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        canonical_time(given)


def test_a_time_needs_a_zone() -> None:
    from datetime import datetime

    with pytest.raises(OptionError, match="no offset from UTC"):
        event_time(datetime(2026, 3, 1))
