"""Files of any format: recognised, summed up in a line for each document, and made into tables."""

from __future__ import annotations

import pytest

from taktwin.exchange.content import frames
from taktwin.exchange.edi import EdiError, write_interchange
from taktwin.exchange.messages import FORMATS, read_message
from taktwin.exchange.refused import MessageError
from tests.exchange.edi.examples import ALL, delfor, desadv, interchange, jis, jit


@pytest.mark.parametrize("kind", ALL)
def test_it_is_recognised(kind: str) -> None:
    data = write_interchange(interchange(ALL[kind]()))
    content = read_message(data, "a.edi")
    assert content.format == "EDIFACT"
    assert [one.document for one in content.documents] == [ALL[kind]().document]
    assert content.data["messages"][0]["document"] == ALL[kind]().document


def test_a_format_looks_at_anything() -> None:
    for one in FORMATS:
        for data in (b"", b"\xff", b"{}", b"<a/>", b"UNAUNB"):
            assert one.recognise(data) in (True, False)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff\xfe", b"ISA*00*"])
def test_what_no_format_knows(data: bytes) -> None:
    with pytest.raises(MessageError) as caught:
        read_message(data, "a.txt")
    assert str(caught.value) == (
        "a.txt: unknown_format: this is none of the formats that are read; "
        "give a file of EDIFACT, EPCIS, VDA 5050, Catena-X"
    )


def test_errors_name_the_file() -> None:
    with pytest.raises(EdiError, match=r"^a\.edi: segment 1 \(UNB\): missing_mandatory_segment: "):
        read_message(b"UNA:+.? 'UNH+1'", "a.edi")


def test_summaries() -> None:
    """Numbers of the sequence, times, and how much there is."""
    messages = (jis(), jit(), delfor(), desadv())
    data = [write_interchange(interchange(one)) for one in messages]
    found = [read_message(one, "a").documents[0] for one in data]
    assert [one.parts for one in found] == [2, 1, 2, 2]
    assert [one.lines for one in found] == [3, 2, 4, 3]
    assert [(one.first, one.last) for one in found] == [(100, 102), (1, 2), (None, None), (100, 107)]
    assert [(one.due_from, one.due_to) for one in found] == [
        ("2026-03-02T07:00", "2026-03-02T07:04"),
        ("2026-03-02T07:00", "2026-03-02T08:00"),
        ("2026-03-02T07:00", "2026-03-03"),
        ("2026-03-02T08:00", "2026-03-02T08:00"),
    ]


def test_tables() -> None:
    """A row for each quantity of a part; tables of several files are joined."""
    contents = [(kind, read_message(write_interchange(interchange(make())), kind)) for kind, make in ALL.items()]
    tables = frames(contents)
    assert {name: table.height for name, table in tables.items()} == {"call_offs": 8, "demand": 4, "despatches": 3}
    calls = tables["call_offs"]
    assert calls["file"].to_list() == ["jis"] * 6 + ["jit"] * 2
    assert calls["part"].to_list() == ["SEAT'X", "CARPET"] * 3 + ["DASH"] * 2
    assert calls["quantity"].to_list() == [1.0, 2.0] * 3 + [24.0, 12.5]
    assert calls["status"].to_list() == ["new", "new", "change", "change", "cancel", "cancel", None, None]
    assert calls["due"].null_count() == 2
    assert calls["earliest"].null_count() == 6
    assert tables["demand"].select("consignee", "line", "part", "quantity", "earliest").row(1) == (
        "2", 1, "DASH", 5.0, "2026-03-03",
    )  # fmt: skip
    assert tables["despatches"].select("rack", "part", "sequence_from").rows() == [
        ("RK1", "DASH", 100),
        ("RK1", "CARPET", None),
        (None, "CARPET", None),
    ]


def test_a_test_is_told() -> None:
    data = write_interchange(interchange(jis(), test=True))
    content = read_message(data, "a")
    assert content.note == "a test: not to be acted on"
    assert content.data["interchange"]["test"] is True
