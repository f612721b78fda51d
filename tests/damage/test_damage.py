"""A fixed run of the program (its cases are those of the package), and a long one."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.damage.__main__ import Cases, bad, main
from tests.damage.child import outcome
from tests.damage.spoil import spoil


@pytest.mark.long
def test_no_case_ends_as_none_may(tmp_path: Path) -> None:
    cases = Cases(1, tmp_path, plants=1, compiled=False)
    for _ in range(40):
        what, how, told, may_differ = cases.next()
        assert not bad(how, may_differ), f"{what}: {how}: {told}"


@pytest.mark.long
def test_no_case_of_many_ends_as_none_may() -> None:
    assert main(["--seed", "7", "--cases", "2000"]) == 0


def test_the_program_sees_what_it_looks_for() -> None:
    """A crash, an endless loop, an error that is not ours, other numbers."""

    def crash() -> str:
        import ctypes

        return ctypes.string_at(0).decode()

    def foreign() -> str:
        raise KeyError("head")

    assert outcome(crash)[0] == "crash"
    assert outcome(foreign)[0] == "foreign"
    assert outcome(lambda: "7") == ("result", "7")
    assert all(bad(how, True) for how in ("crash", "hang", "foreign"))
    assert not any(bad(how, True) for how in ("refused", "same", "result"))
    assert bad("result", False)


def test_every_way_to_spoil_is_tried(tmp_path: Path) -> None:
    random = Random(1)
    said = set()
    for _ in range(80):
        (tmp_path / "x").write_bytes(b"content " * 9)
        said.add(spoil(random, tmp_path / "x", b"other").split()[0])
    assert said == {"cut", "emptied", "flipped", "filled", "other", "missing"}
