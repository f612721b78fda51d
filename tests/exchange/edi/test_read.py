"""How interchanges may be written: separators, release characters, line ends, character sets, and what is refused."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from taktwin.exchange.edi import EdiError, JisCallOff, JitCallOff, read_interchange, write_interchange
from taktwin.exchange.edi.separators import Separators
from taktwin.exchange.edi.tokens import cut, spelt
from tests.exchange.edi.examples import ALL, delfor, desadv, interchange, jis, jit


def faults(data: bytes) -> list[tuple[str, int, str]]:
    """Kind, segment and tag of all that is wrong with an interchange."""
    with pytest.raises(EdiError) as caught:
        read_interchange(data)
    return [(one.kind, one.segment, one.tag) for one in caught.value.faults]


PLAIN = write_interchange(interchange(jis()))


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("A+B:C'", [["A"], ["B", "C"]]),
        ("A+?+?:?'??'", [["A"], ["+:'?"]]),
        ("A+B??:C??'", [["A"], ["B?", "C?"]]),
        ("A+???+B+C'", [["A"], ["?+B"], ["C"]]),
        ("A++:B'", [["A"], [""], ["", "B"]]),
        ("A+?B'", [["A"], ["B"]]),
        ("'", [[""]]),
    ],
)
def test_release_characters(text: str, elements: list[list[str]]) -> None:
    segments, rest = cut(text + "Z+1?'", Separators())
    assert list(segments) == [elements]
    assert rest == "Z+1?'"


def test_what_is_spelt_is_cut_again() -> None:
    segment = [["A"], ["it's", "", "1+1"], [""], ["?"]]
    assert spelt(segment, Separators()) == "A+it?'s::1?+1++??'"
    assert list(cut(spelt(segment, Separators()), Separators())[0]) == [segment]


def test_without_a_release_character() -> None:
    """A blank in its place means that there is none: a question mark is one."""
    data = PLAIN.replace(b"?'X", b"?")
    found = read_interchange(b"UNA:+.  '" + data)
    assert isinstance(found.messages[0], JisCallOff)
    assert found.messages[0].calls[0].items[0].part == "SEAT?"


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_line_ends(kind: str, end: str) -> None:
    one = interchange(ALL[kind](), line_end=end, signs=":+.? '")
    data = write_interchange(one)
    assert data.count(b"\n") == (read_interchange(data).segments + 1 if end else 0)
    assert read_interchange(data) == one


def test_bytes_are_kept_however_they_are_written() -> None:
    """Needless release characters, empty elements, line ends here and there: nothing that a writer of ours would do."""
    odd = PLAIN.replace(b"CARPET", b"?C?A?RPET").replace(b"JS1+9'", b"JS1+9++:'\r\n").replace(b"REF1'", b"REF1+'\n")
    found = read_interchange(odd)
    assert found == interchange(jis())
    assert write_interchange(found) == odd
    assert write_interchange(replace(found)) == PLAIN
    assert write_interchange(replace(found, test=True)) != odd


@pytest.mark.parametrize(
    ("syntax", "value", "raw"),
    [("UNOC:3", "Türschweller é", "latin-1"), ("UNOW:4", "仪表板", "utf-8"), ("UNOE:3", "дверь", "iso8859-5")],
)
def test_character_sets(syntax: str, value: str, raw: str) -> None:
    message = replace(desadv(), truck=value)
    data = write_interchange(interchange(message, syntax=syntax))
    assert value.encode(raw) in data
    assert read_interchange(data).messages == (message,)


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (b"SEAT", b"SE\x00T", ("bad_character", 11, "LIN")),
        (b"SEAT", b"SE\nT", ("bad_character", 11, "LIN")),
        (b"UNOC", b"UNOA", None),
        (b"UNOC", b"UNOX", ("bad_charset", 1, "UNB")),
        (b"UNB", b"UNC", ("not_edifact", 1, "UNB")),
        (b"UNB+", b"UNA:+.? 'UNH+", ("missing_mandatory_segment", 1, "UNB")),
        (b"UNB+", b"UNA::.? 'UNB+", ("bad_separators", 1, "UNB")),
        (b"UNB+", b"UNA:A.? 'UNB+", ("bad_separators", 1, "UNB")),
        (b"260302:0700", b"260231:0700", ("bad_date", 1, "UNB")),
        (b"+693:ZZ", b"+:ZZ", ("missing_value", 1, "UNB")),
        (b"UNOC:3", b"UNOC", ("bad_code", 1, "UNB")),
        (b"UNOC:3", b"UNOC:?:3", ("bad_code", 1, "UNB")),
        (b"UNZ+1", b"UNZ+x", ("wrong_message_count", 36, "UNZ")),
    ],
)  # fmt: skip
def test_the_frame(old: bytes, new: bytes, wanted: tuple[str, int, str] | None) -> None:
    data = PLAIN.replace(old, new, 1)
    if wanted is None:
        assert read_interchange(data).messages == (jis(),)
    else:
        assert faults(data) == [wanted]


def test_a_sign_that_the_character_set_lacks() -> None:
    data = PLAIN.replace(b"UNOC", b"UNOB").replace(b"CARPET", b"CARP\xc9T", 1)
    assert faults(data) == [("bad_character", 15, "LIN")]


def test_kinds_of_deljit() -> None:
    """By the code of the guide in UNH; without one by what stands behind SEQ."""
    for message, code in ((jit(), "VDA485"), (jis(), "VDA486")):
        for association in ("", "X1", code):
            one = interchange(replace(message, association=association))
            assert read_interchange(write_interchange(one)) == one
    assert isinstance(read_interchange(write_interchange(interchange(jit()))).messages[0], JitCallOff)
    wrong = write_interchange(interchange(jis())).replace(b"04A:UN'", b"04A:UN:VDA485'")
    assert faults(wrong) == [("bad_code", 9, "DTM")]  # the guide says JIT, and calls for windows have no DTM+2


def test_numbers_have_the_decimal_mark_of_una() -> None:
    data = write_interchange(interchange(jit(), signs=":+,? '"))
    assert b"QTY+131:12,5:KGM" in data
    assert read_interchange(data).messages == (jit(),)
    assert faults(data.replace(b"12,5", b"12.5"))[0][0] == "bad_number"


@pytest.mark.parametrize("number", ["", "-1", "1e3", "1.", ".5", "1 000", "²", "1" * 16, "1,5", "NaN", "١"])
def test_no_numbers(number: str) -> None:
    syntax = "UNOC" if number.isascii() or number == "²" else "UNOW"
    data = PLAIN.replace(b"UNOC", syntax.encode()).replace(
        b"QTY+131:2", b"QTY+131:" + number.encode("utf-8" if syntax == "UNOW" else "latin-1"), 1
    )
    assert faults(data) == [("bad_number" if number else "missing_value", 16, "QTY")]


@pytest.mark.parametrize(
    "written",
    [
        "202603020700:102",
        "20260302:203",
        "20260230:102",
        "202603022460:203",
        "20260302:999",
        "2026W011:102",
        ":203",
        "20260302",
    ],
)
def test_no_dates(written: str) -> None:
    data = PLAIN.replace(b"DTM+137:202603020700:203", b"DTM+137:" + written.encode())
    assert faults(data) == [("missing_value" if written.startswith(":") else "bad_date", 4, "DTM")]


def test_the_years_of_unb() -> None:
    """Two digits are of this century; syntax 4 has four, and so has a time of another century."""
    assert b"+260302:0700+" in PLAIN
    assert b"+20260302:0700+" in write_interchange(interchange(jis(), syntax="UNOC:4"))
    old = interchange(jis(), prepared=interchange().prepared.replace(year=1999))
    assert read_interchange(write_interchange(old)) == old


def test_windows_of_a_schedule() -> None:
    """In any order; a day lasts to its end."""
    data = write_interchange(interchange(delfor()))
    begin, end = b"DTM+64:20260303:102'", b"DTM+63:20260303:102'"
    assert begin + end in data
    assert read_interchange(data.replace(begin + end, end + begin)).messages == (delfor(),)
    late = data.replace(begin, b"DTM+64:20260304:102'")
    assert [one[::2] for one in faults(late)] == [("window_reversed", "DTM")]
    assert read_interchange(data.replace(end, b"DTM+63:202603030000:203'"))
    assert read_interchange(data.replace(begin, b"DTM+64:202603031800:203'"))
    twice = data.replace(end, begin)
    assert [one[::2] for one in faults(twice)] == [("segment_out_of_order", "DTM")]


def test_the_choice_of_times_of_a_schedule() -> None:
    """When it was issued has to be among them, wherever."""
    data = write_interchange(interchange(delfor()))
    issued, horizon = b"DTM+137:202603020700:203'", b"DTM+159:20260501:102'"
    assert issued + horizon in data
    assert read_interchange(data.replace(issued + horizon, horizon + issued)).messages == (delfor(),)
    less = data.replace(issued, b"").replace(b"UNT+31", b"UNT+30")
    assert faults(less) == [("missing_mandatory_segment", 4, "DTM")]


def test_json_and_pickle(tmp_path: Path) -> None:
    others = [replace(make(), message_reference=make.__name__) for make in (jit, delfor, desadv)]
    one = interchange(jis(), *others)
    found = read_interchange(write_interchange(one))
    assert json.loads(json.dumps(found.as_dict(written=True)))["messages"][0]["function"] == "9"
    assert "function" not in found.as_dict()["messages"][0]
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(EdiError) as caught:
        read_interchange(b"nothing")
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value)
    assert again.faults == caught.value.faults
