"""The structure of messages: each way in which it can be wrong, and the fault that names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from taktwin.exchange.edi import write_interchange
from taktwin.exchange.edi.codes import OURS
from taktwin.exchange.edi.faults import REMEDIES
from taktwin.exchange.edi.machine import machine
from taktwin.exchange.edi.profile import AnyOf, Many, One, Profile
from taktwin.exchange.edi.profiles import PROFILES
from tests.exchange.edi.examples import ALL, interchange, jis
from tests.exchange.edi.test_read import faults

Change = Callable[[list[str]], object]


def segments(kind: str) -> list[str]:
    """The segments of an example; the apostrophe in one of its parts is left out."""
    return write_interchange(interchange(ALL[kind]())).decode().replace("?'", "").split("'")[:-1]


def found(changed: list[str]) -> list[tuple[str, int, str]]:
    """The faults of segments, whose UNT counts them."""
    end = next((place for place, one in enumerate(changed) if one.startswith("UNT")), None)
    if end is not None:
        changed[end] = f"UNT+{end}+0001"
    return faults("".join(f"{one}'" for one in changed).encode())


def place(changed: list[str], begin: str) -> int:
    """Where the first segment stands that begins so."""
    return next(number for number, one in enumerate(changed) if one.startswith(begin))


def mandatory(items: tuple) -> list[str]:
    """Tag and code of what has to be there, once or in each group."""
    names = []
    for item in items:
        if isinstance(item, Many):
            names += mandatory(item.body)
        elif isinstance(item, One) and not item.optional:
            names.append(f"{item.template.tag}+{item.template.code}".rstrip("+"))
    return names


ROOTS = dict(zip(("delfor", "jit", "jis", "desadv"), PROFILES, strict=True))
NEEDED = [(kind, name) for kind, profile in ROOTS.items() for name in mandatory(profile.root.body)]
#: What begins a group that may have ended, so that its next segment does not fit instead.
HEADS = {"delfor": ("NAD+CN", "LIN", "SCC"), "jit": ("SEQ",), "jis": ("SEQ", "LIN"), "desadv": ("CPS", "LIN")}


@pytest.mark.parametrize(("kind", "name"), NEEDED)
def test_a_missing_segment(kind: str, name: str) -> None:
    """Told at the segment in its place, with its own tag."""
    changed = segments(kind)
    gone = place(changed, name)
    del changed[gone]
    assert found(changed) == [("missing_mandatory_segment", gone + 1, name[:3])]


@pytest.mark.parametrize(("kind", "name"), NEEDED)
def test_a_segment_twice(kind: str, name: str) -> None:
    changed = segments(kind)
    again = place(changed, name)
    changed.insert(again, changed[again])
    (one,) = found(changed)
    if name in HEADS[kind]:  # the group begins again, and what it needs is missing
        assert one[:2] == ("missing_mandatory_segment", again + 2)
    else:
        assert one == ("segment_out_of_order", again + 2, name[:3])


@pytest.mark.parametrize(("kind", "name"), NEEDED)
def test_a_segment_behind_the_next(kind: str, name: str) -> None:
    """Told where it stands, not where it should."""
    changed = segments(kind)
    moved = place(changed, name)
    following = changed[moved + 1]
    changed[moved : moved + 2] = [following, changed[moved]]
    (one,) = found(changed)
    if name in HEADS[kind] or following[:3] in ("LIN", "SEQ", "UNT"):  # a group may begin again, or end, there
        assert one[0] in ("segment_out_of_order", "missing_mandatory_segment")
        assert moved + 1 <= one[1] <= moved + 3
    else:
        assert one == ("segment_out_of_order", moved + 2, name[:3])


def test_what_is_missing_is_not_what_may_be_left_out() -> None:
    """Behind LIN may come PIA and LOC; but QTY has to."""
    changed = segments("jis")
    gone = place(changed, "LIN+2") + 1
    assert changed[gone].startswith("QTY+131")
    del changed[gone]
    assert found(changed) == [("missing_mandatory_segment", gone + 1, "QTY")]


def test_a_segment_behind_a_group_that_it_belongs_before() -> None:
    for kind, early in (("delfor", "LOC+11"), ("desadv", "GIN"), ("jis", "GIR"), ("jit", "SEQ")):
        changed = segments(kind)
        moved = place(changed, early)
        changed[moved : moved + 2] = [changed[moved + 1], changed[moved]]
        assert changed[moved].startswith("LIN")
        assert found(changed) == [("segment_out_of_order", moved + 2, early[:3])]


@pytest.mark.parametrize("kind", ALL)
def test_unknown_tags_and_codes(kind: str) -> None:
    for wrong, word in (("XYZ+1", "unknown_segment"), ("DTM+999:20260302:102", "bad_code"), ("", "unknown_segment")):
        changed = segments(kind)
        changed.insert(4, wrong)
        assert found(changed) == [(word, 5, wrong[:3])]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda one: one.__delitem__(1), ("missing_mandatory_segment", 2, "UNH")),
        (lambda one: one.__delitem__(-1), ("missing_trailer", 35, "UNT")),
        (lambda one: one.__delitem__(-2), ("missing_trailer", 35, "UNT")),
        (lambda one: one.append("UNB+UNOC:3"), ("segment_out_of_order", 37, "UNB")),
        (lambda one: one.__setitem__(1, "UNH+0001+DELJIT:S:04A:UN"), ("unsupported_message", 2, "UNH")),
        (lambda one: one.__setitem__(1, "UNH+0001+DELJIT:D:04A:XX"), ("unsupported_message", 2, "UNH")),
        (lambda one: one.__setitem__(1, "UNH+0001+ORDERS:D:04A:UN"), ("unsupported_message", 2, "UNH")),
        (lambda one: one.__setitem__(1, "UNH+2+DELJIT:D:04A:UN"), ("message_reference_mismatch", 35, "UNT")),
        (lambda one: one.__setitem__(-1, "UNZ+1+X"), ("control_reference_mismatch", 36, "UNZ")),
        (lambda one: one.__setitem__(-1, "UNZ+2+REF1"), ("wrong_message_count", 36, "UNZ")),
        (lambda one: one.__setitem__(7, one[7].replace("SEQ+39", "SEQ+77")), ("bad_code", 8, "SEQ")),
        (lambda one: one.__setitem__(9, one[9].replace(":VV", ":ML")), ("bad_code", 10, "GIR")),
        (lambda one: one.__setitem__(9, one[9].replace("LVZ", "LV")), ("bad_vin", 10, "GIR")),
        (lambda one: one.__setitem__(16, one[7]), ("duplicate_sequence", 17, "SEQ")),
    ],
)
def test_the_frame_and_the_content(change: Change, wanted: tuple[str, int, str]) -> None:
    changed = segments("jis")
    assert len(changed) == 36
    change(changed)
    assert found(changed) == [wanted]


def test_neither_begin_nor_end_of_a_message() -> None:
    changed = segments("jis")
    del changed[1], changed[-2]
    assert found(changed) == [("missing_mandatory_segment", 2, "UNH")]


def test_counts() -> None:
    changed = segments("jis")
    changed[-2] = "UNT+35+0001"
    assert faults("".join(f"{one}'" for one in changed).encode()) == [("wrong_segment_count", 35, "UNT")]


def test_groups_of_messages_are_not_read() -> None:
    data = write_interchange(interchange(jis(1))).replace(b"UNH", b"UNG+1'UNH").replace(b"UNZ", b"UNE+1'UNZ")
    assert [one[::2] for one in faults(data)] == [("unknown_segment", "UNG"), ("unknown_segment", "UNE")]


def test_nothing_in_it() -> None:
    data = b"UNB+UNOC:3+1+2+260302:0700+R'UNZ+0+R'"
    assert faults(data) == [("wrong_message_count", 2, "UNZ")]
    assert faults(b"UNB+UNOC:3+1+2+260302:0700+R'") == [("missing_trailer", 1, "UNB")]


def test_two_messages_of_one_reference() -> None:
    data = (
        write_interchange(interchange(jis(1), jis(1, "2")))
        .replace(b"UNH+2", b"UNH+0001")
        .replace(b"+2'UNZ", b"+0001'UNZ")
    )
    assert [one[::2] for one in faults(data)] == [("duplicate_reference", "UNH")]


def test_all_faults_are_told() -> None:
    """In the order of the file; a fault of the structure hides only what follows in its message."""
    data = write_interchange(interchange(jis(2), jis(2, "2"), jis(2, "3")))
    data = data.replace(b"LVZ", b"LV", 1).replace(b"UNZ+3", b"UNZ+4")
    begin, rest = data.split(b"UNH+2")
    data = begin + b"UNH+2" + rest.replace(b"DTM+137", b"ABC+1", 1)
    assert [one[0] for one in faults(data)] == ["bad_vin", "unknown_segment", "wrong_message_count"]


@pytest.mark.parametrize("kind", ALL)
def test_swallowed_terminators(kind: str) -> None:
    """A release character before any terminator inside a message: the cause is told, not its consequences."""
    whole = segments(kind)
    for number in range(1, len(whole) - 2):
        changed = list(whole)
        changed[number : number + 2] = [f"{changed[number]}?'{changed[number + 1]}"]
        wanted = ("escape_swallows_terminator", number + 1, changed[number][:3])
        assert faults("".join(f"{one}'" for one in changed).encode()) == [wanted], changed[number]


def test_sequence_ranges() -> None:
    changed = segments("desadv")
    at = place(changed, "GIR")
    changed[at] = "GIR+3+100:AP+108:AP"
    assert found(changed) == [("sequence_range_mismatch", at + 1, "GIR")]
    changed[at] = "GIR+3+107:AP+100:AP"
    assert found(changed) == [("sequence_range_mismatch", at + 1, "GIR")]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.kind)
def test_profiles_can_be_followed(profile: Profile) -> None:
    """What `machine` takes for granted, and every value of a class has its place in the profile."""
    machine(profile, OURS, ".")
    names: dict[type, set[str]] = {}

    def look(group: Many) -> None:
        assert not isinstance(group.body[0], Many), "a group begins with a segment of its own"
        assert not (isinstance(group.body[0], One) and group.body[0].optional)
        of = names.setdefault(group.of, set())
        for item in group.body:
            if isinstance(item, Many):
                of.add(item.name)
                look(item)
                continue
            for one in (item,) if isinstance(item, One) else item.choices:
                of.update(slot.name for slot in one.template.slots if slot.name != "#")
                if isinstance(item, One) and item.optional:
                    assert not group.required & {slot.name for slot in one.template.slots}
            if isinstance(item, AnyOf):
                assert len({one.template.tag for one in item.choices}) == 1

    look(profile.root)
    for kind, given in names.items():
        head = {"message_reference", "version", "association"} if kind is profile.root.of else set()
        assert given | head == {one.name for one in fields(kind)}, kind


def test_every_kind_has_a_remedy() -> None:
    assert all(REMEDIES.values())
