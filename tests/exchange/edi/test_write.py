"""What is written is valid, and is read as what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from taktwin.exchange.edi import Codes, EdiError, Interchange, read_interchange, write_interchange
from taktwin.model.errors import OptionError
from tests.exchange.edi.examples import ALL, INTERCHANGES, interchange, jis


@given(INTERCHANGES)
def test_what_is_written_is_read_again(one: Interchange) -> None:
    data = write_interchange(one)
    again = read_interchange(data)
    assert again == one
    assert write_interchange(again) == data
    assert write_interchange(replace(again)) == data  # made anew from the messages, not the bytes kept


@pytest.mark.parametrize("kind", ALL)
def test_the_counters_are_right(kind: str) -> None:
    data = write_interchange(interchange(ALL[kind](), replace(ALL[kind](), message_reference="2")))
    segments = data.replace(b"?'", b"").split(b"'")[:-1]
    trailers = [segment for segment in segments if segment.startswith(b"UNT")]
    assert len(trailers) == 2
    assert sum(int(one.split(b"+")[1]) for one in trailers) == len(segments) - 2
    assert segments[-1] == b"UNZ+2+REF1"
    assert read_interchange(data).segments == len(segments)


def test_a_call_off_to_the_letter() -> None:
    """Signs in values are released, statuses become codes, items are counted."""
    data = write_interchange(interchange(jis(2), line_end="\n"))
    assert data.decode() == (
        "UNB+UNOC:3+693:ZZ+117:ZZ+260302:0700+REF1'\n"
        "UNH+0001+DELJIT:D:04A:UN'\n"
        "BGM+242+JS1+9'\n"
        "DTM+137:202603020700:203'\n"
        "NAD+BY+693::92'\n"
        "NAD+SE+117::92'\n"
        "NAD+ST+2::92'\n"
        "SEQ+39+100'\n"
        "DTM+2:202603020700:203'\n"
        "GIR+4+LVZTAKT0000000000:VV+C0:AN'\n"
        "LIN+1++SEAT?'X:IN'\n"
        "PIA+1+V1:SA'\n"
        "LOC+159+TRIM-20'\n"
        "QTY+131:1:PCE'\n"
        "LIN+2++CARPET:IN'\n"
        "QTY+131:2:PCE'\n"
        "SEQ+2+101'\n"
        "DTM+2:202603020702:203'\n"
        "GIR+4+LVZTAKT0000000001:VV+C1:AN'\n"
        "LIN+1++SEAT?'X:IN'\n"
        "PIA+1+V1:SA'\n"
        "LOC+159+TRIM-20'\n"
        "QTY+131:1:PCE'\n"
        "LIN+2++CARPET:IN'\n"
        "QTY+131:2:PCE'\n"
        "UNT+25+0001'\n"
        "UNZ+1+REF1'\n"
    )


@pytest.mark.parametrize(
    ("change", "kind", "segment", "tag"),
    [
        ({"vin": "SHORT"}, "bad_vin", 10, "GIR"),
        ({"status": "maybe"}, "bad_code", 8, "SEQ"),
        ({"sequence": 101}, "duplicate_sequence", 17, "SEQ"),
        ({"sequence": -1}, "bad_number", 8, "SEQ"),
        ({"call_number": ""}, "missing_value", 10, "GIR"),
        ({"call_number": "车"}, "bad_character", 10, "GIR"),
        ({"items": ()}, "missing_mandatory_segment", 11, "LIN"),
    ],
)
def test_what_would_not_be_valid_is_not_written(
    change: dict, kind: str, segment: int, tag: str, tmp_path: Path
) -> None:
    message = jis(2)
    wrong = replace(message, calls=(replace(message.calls[0], **change), message.calls[1]))
    with pytest.raises(EdiError) as caught:
        write_interchange(interchange(wrong), tmp_path / "out.edi")
    fault = caught.value.faults[0]
    assert (fault.kind, fault.segment, fault.tag) == (kind, segment, tag)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [{"due": datetime(2026, 3, 2, 7, 0, 30)}, {"due": datetime(2026, 3, 2, 7, tzinfo=UTC)}],
    ids=["seconds", "zone"],
)
def test_what_cannot_be_said_is_refused(change: dict) -> None:
    message = jis(1)
    wrong = replace(message, calls=(replace(message.calls[0], **change),))
    with pytest.raises(OptionError, match="'JS1' holds what EDIFACT cannot say"):
        write_interchange(interchange(wrong))


@pytest.mark.parametrize("change", [{"syntax": "UNOZ:3"}, {"signs": ":::: '"}, {"messages": ()}])
def test_a_wrong_head(change: dict) -> None:
    with pytest.raises(EdiError):
        write_interchange(replace(interchange(jis()), **change))


def test_codes_of_a_partner() -> None:
    """Several codes may mean the same; the first is written."""
    codes = Codes(sequence=(("7", "new"), ("8", "new"), ("9", "change"), ("10", "cancel")))
    data = write_interchange(interchange(jis()), codes=codes)
    assert [part[:1] for part in data.split(b"'SEQ+")[1:]] == [b"7", b"9", b"1"]
    assert read_interchange(data, codes).messages[0] == jis()
    assert read_interchange(data.replace(b"SEQ+7", b"SEQ+8"), codes).messages[0] == jis()
    with pytest.raises(EdiError, match="'7' is not one of 39, 2, 3"):
        read_interchange(data)


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "out.edi"
    data = write_interchange(interchange(jis()), path)
    assert path.read_bytes() == data
    assert read_interchange(path) == interchange(jis())
