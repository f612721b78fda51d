"""Documents that are wrong: each error names kind, place, what was expected, and a remedy; nothing else is raised."""

from __future__ import annotations

import json
import pickle
import random
from uuid import UUID

import pytest

from taktwin.exchange import catenax
from taktwin.exchange.jsondocument import MOST_BYTES, DocumentError, same_value
from taktwin.model.errors import OptionError
from tests.exchange.catenax.documents import made
from tests.fuzz.mutate import mutated

STOCK = made()["item_stock"].write()


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (b'"direction": "INBOUND"', b'"direction": "IN"', "/direction", "one of 'INBOUND' or 'OUTBOUND', got \"IN\""),
        (b',\n  "direction": "INBOUND"', b"", "", 'the property "direction"'),
        (b'"value": 400', b'"value": "400"', "/positions/0/allocatedStocks/0/quantityOnAllocatedStock/value", "number"),
        (
            b'"value": 400',
            b'"value": true',
            "/positions/0/allocatedStocks/0/quantityOnAllocatedStock/value",
            "got true",
        ),
        (b'"isBlocked": false', b'"isBlocked": 0', "/positions/0/allocatedStocks/0/isBlocked", "true or false, got 0"),
        (b'"S-1"', b"null", "/positions/1/orderPositionReference/supplierOrderId", "no such property, got null"),
        (b'"value": 400', b'"value": NaN', "", "NaN is no number of JSON"),
        (b'"value": 400', b'"value": 1e999', "", "beyond what a computer can count"),
        (b'"value": 400', b'"value": ' + b"9" * 5000, "", "JSON"),
        (b'"value": 400', b'"value": 400, "value": 1', "", '"value" stands twice'),
        (b'"C-1"', b'"\\ud800"', "", "half a surrogate pair"),
        (b'"C-1"', b'"\xff"', "", "UTF-8, got the byte 0xff"),
        (b'"C-1"', b"[" * 100 + b"]" * 100, "", "at most 64 levels"),
        (b'"C-1"', b"[" * 100_000, "", "JSON"),
        (b'"C-1"', b"", "", "JSON: "),
    ],
)
def test_an_error_says_what_and_where(old: bytes, new: bytes, place: str, words: str) -> None:
    assert old in STOCK
    with pytest.raises(DocumentError) as caught:
        catenax.read(STOCK.replace(old, new, 1), "stock.json", "item_stock")
    problem = caught.value.problems[0]
    assert (problem.file, problem.path) == ("stock.json", place)
    assert problem.message.startswith(("item stock 2.0.0: expected ", "item_stock: expected "))
    assert words in problem.message
    assert problem.remedy


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(DocumentError) as caught:
        catenax.read(b'{"positions": [1], "direction": "IN"}', kind="item_stock")
    assert sorted(caught.value.places) == ["", "/direction", "/positions/0"]
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.problems, again.kind) == (caught.value.problems, "item stock 2.0.0")


def test_other_documents_are_not_recognised() -> None:
    for data in (
        b"",
        b"{}",
        b"[]",
        b"null",
        b"UNA:+.? '",
        b"<a/>",
        b'{"type": "EPCISDocument"}',
        b"{" * 100_000,
        b"\xff{",
    ):
        assert not catenax.recognise(data)
        with pytest.raises(DocumentError):
            catenax.read(data)
    empty = {"materialGlobalAssetId": "5f0c1a52-8c1e-4f5e-9d3b-2f6f0c7a9b11", "positions": []}
    with pytest.raises(DocumentError, match="say of which kind it is"):  # one of two kinds
        catenax.read(json.dumps(empty).encode())
    catenax.read(json.dumps(empty).encode(), kind="delivery_information")
    with pytest.raises(OptionError, match="no aspect model"):
        catenax.read(b"{}", kind="stock")


def test_an_empty_stock_is_known_by_its_direction() -> None:
    empty = {
        "materialGlobalAssetId": json.loads(STOCK)["materialGlobalAssetId"],
        "positions": [],
        "direction": "INBOUND",
    }
    assert catenax.recognise(json.dumps(empty).encode())
    assert catenax.read(json.dumps(empty).encode()).aspect_kind == "item stock"


def test_words_have_a_length() -> None:
    notice = {
        "leadingRootCause": "strike", "effect": "demand-reduction", "startDateOfEffect": "2026-03-01T06:30:00Z",
        "status": "open", "contentChangedAt": "2026-03-01T06:30:00Z", "sourceDisruptionId": str(UUID(int=1)),
        "notificationId": str(UUID(int=2)), "text": "名" * 4000,
    }  # fmt: skip
    catenax.read(json.dumps(notice).encode())
    with pytest.raises(DocumentError, match=r"/text: .* at most 4000 characters"):
        catenax.read(json.dumps(notice | {"text": "x" * 4001}).encode())


def test_what_json_calls_equal() -> None:
    assert same_value({"a": 1, "b": [2.0]}) == same_value({"b": [2], "a": 1.0})
    for one, other in ((1, True), (0, False), ("1", 1), ([], {}), ([1, 2], [2, 1]), (None, False)):
        assert same_value(one) != same_value(other)


def test_a_huge_document_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentError, match="at most"):
        catenax.read(b" " * (MOST_BYTES + 1))


def test_a_byte_order_mark_and_unknown_properties_are_taken() -> None:
    document = json.loads(STOCK) | {"model_dump": None, "__class__": [1], "kind": {"a": None}}
    aspect = catenax.read(b"\xef\xbb\xbf" + json.dumps(document).encode())
    assert json.loads(aspect.write()) == document


def survive(cases: int, seed: int) -> tuple[int, int]:
    """How many of so many broken documents are read, and how many refused: nothing else happens."""
    sources = [one.write() for one in made().values()]
    taken = 0
    draw = random.Random(seed)
    for _ in range(cases):
        data = mutated(draw.choice(sources), draw)
        catenax.recognise(data)
        try:
            aspect = catenax.read(data, "m.json")
        except DocumentError as error:
            if not error.problems or not all(one.message and one.remedy and one.file for one in error.problems):
                raise AssertionError(f"an error that says too little: {error!r}") from error
            continue
        taken += 1
        assert catenax.equal(catenax.read(aspect.write(), kind=_name(aspect)), aspect)
    return taken, cases - taken


def _name(aspect: catenax.Aspect) -> str:
    return next(name for name, kind in catenax.ASPECTS.items() if type(aspect) is kind)


def test_broken_documents_are_refused_or_read_whole() -> None:
    taken, refused = survive(1500, seed=1)
    assert taken > 50
    assert refused > 500


@pytest.mark.long
def test_a_hundred_thousand_broken_documents_are_refused_or_read_whole() -> None:
    survive(100_000, seed=2)
