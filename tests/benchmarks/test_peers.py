"""The programs of the peers do what Taktwin does; those that are not installed are skipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks import first_minute, peers
from benchmarks.lines import LINES, Line, Outcome, outcome
from benchmarks.peers import PROGRAMS, Program, Row

MM1, LINE20, *_ = LINES
SHORT = replace(LINE20, stations=4, shops=2, between=7, cycle=("constant", (1.0,)))
peers.import_all()


def installed(program: Program) -> Program:
    if program.version is None:
        pytest.skip(f"{program.package} is not installed: pip install {program.package}")
    return program


def test_the_quick_comparison_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert peers.main(["--quick", "--only", "simpy,nothing-of-this-name"]) == 0
    printed = capsys.readouterr().out
    for line in LINES:
        assert printed.count(f"| {line.name} | ") == 2


def test_what_is_not_installed_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Program("Absent", "no-such-package", "benchmarks.by_absent")
    monkeypatch.setattr(peers, "PROGRAMS", (absent,))
    monkeypatch.setattr(peers, "LINES", ())
    assert peers.main(["--quick"]) == 0
    assert "no-such-package is not installed" in capsys.readouterr().out


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_without_chance_a_peer_gives_the_exact_throughput(program: Program) -> None:
    found = installed(program).simulate()(SHORT, 200, 1)
    assert (found.parts, found.operations) == (200, 1600)
    assert found.throughput == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
@pytest.mark.parametrize("program", PROGRAMS[1:], ids=lambda program: program.name)
def test_with_chance_a_peer_agrees_on_average(program: Program, line: Line) -> None:
    if reason := installed(program).lacks(line):
        pytest.skip(reason)
    few = replace(line, parts=2000 if line.count < 100 else 300)
    (row,) = peers.measure(few, [program], rounds=2, scale=1.0, seed=1)
    assert row.problems() == []
    assert row.speed > 0


def test_a_worthless_speed_is_told() -> None:
    good = Outcome(1000, 20_000, 1.0, 0.75, 80.0)
    row = Row(PROGRAMS[0], LINE20, 1000, [good], expected=0.75, allowed=0.01)
    assert row.problems() == []
    assert "999 parts" in replace(row, outcomes=[replace(good, parts=999)]).problems()[0]
    assert "operations" in replace(row, outcomes=[replace(good, operations=1)]).problems()[0]
    assert "differs by -20.00%" in replace(row, outcomes=[replace(good, throughput=0.6)]).problems()[0]


def test_outcome_leaves_the_first_tenth_out() -> None:
    ends = [(100.0 + i, 90.0 + i) for i in range(20)]
    found = outcome(20, ends, 20, 1.0)
    assert (found.throughput, found.lead_time) == (1.0, 10.0)


def test_a_process_is_measured_and_its_failure_told() -> None:
    found = first_minute.run(["-c", "print(1)"])
    assert found.seconds > 0.0
    assert found.output == "1\n"
    with pytest.raises(RuntimeError, match="ended with 3"):
        first_minute.run(["-c", "raise SystemExit(3)"])


def test_the_memory_of_a_process_is_its_own() -> None:
    """Not what its parent held when it forked."""
    held = bytearray(300 * 1024**2)
    held[::4096] = b"x" * len(held[::4096])
    alone = float(first_minute.run(["-m", "benchmarks.first_minute", "simpy", "50"]).output)
    assert 10.0 < alone < 200.0
    assert first_minute.peak_memory() > 300.0
