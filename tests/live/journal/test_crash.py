"""Nothing that was confirmed is lost, and nothing counts twice: killed writers, torn logs, full and failing disks."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taktwin.live.journal.check import check_journal
from taktwin.live.journal.journal import Journal
from tests.live.journal.samples import batches, entry

ROOT = Path(__file__).resolve().parents[3]


def _start(*arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-m", "tests.live.journal.writer", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def _numbers(path: Path) -> list[int]:
    with Journal(path, to_write=False) as journal:
        return [kept.entry.number for kept in journal.entries()]


def test_a_killed_writer_loses_nothing_that_it_confirmed(tmp_path: Path) -> None:
    """Each next one sends the last batches of the one before once more."""
    chance, path, confirmed = random.Random(5), tmp_path / "journal", -1
    for _ in range(8):
        process = _start(str(path), str(max(0, confirmed - 49)))
        assert process.stdout is not None
        last = int(process.stdout.readline())
        time.sleep(chance.random() * 0.05)
        process.kill()
        told = process.stdout.read().split()
        process.wait(10)
        whole = [int(one) for one in told if one.isdigit() and (int(one) + 1) % 10 == 0]  # the last may be cut
        confirmed = max(confirmed, last, *whole[:-1], 0)
        found = _numbers(path)
        assert found == list(range(len(found))), "no number lacks, none is there twice"
        assert len(found) > confirmed
    assert check_journal(path).sound
    assert confirmed > 100


def test_a_log_cut_anywhere_holds_whole_batches(tmp_path: Path) -> None:
    """As after a loss of power on a disk that lied: what is there is the begin of what was written, batch by batch."""
    chance, path = random.Random(6), tmp_path / "journal"
    with Journal(path) as journal:
        for one in batches(30):
            journal.append(one, state=("last", str(one[-1].number).encode()))
        for name in ("journal", "journal-wal"):
            shutil.copy(tmp_path / name, tmp_path / f"kept-{name}")
    log = (tmp_path / "kept-journal-wal").read_bytes()
    assert len(log) > 50_000
    seen = set()
    for i in range(24):
        torn = tmp_path / f"torn-{i}"
        shutil.copy(tmp_path / "kept-journal", torn)
        cut = bytearray(log[: chance.randrange(32, len(log))])
        if i % 2:  # and a page of it that was never written
            at = chance.randrange(32, len(cut) + 1)
            cut[at : at + 512] = bytes(len(cut[at : at + 512]))
        Path(f"{torn}-wal").write_bytes(bytes(cut))
        with Journal(torn) as journal:
            found = [kept.entry for kept in journal.entries()]
            state = journal.checkpoint("last")
            assert found == [entry(n) for n in range(len(found))]
            assert len(found) % 10 == 0
            assert (int(state.state) + 1 if state else 0) == len(found)
            journal.append([one for batch in batches(30) for one in batch])
            assert len(journal) == 300
        seen.add(len(found))
        assert check_journal(torn).sound
    assert len(seen) > 8


def test_a_full_disk_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    process = _start(str(path), "0", "size:300000")
    told = process.communicate(timeout=60)[0].split()
    assert set(told[-2:]) <= {"JournalFullError", "JournalBrokenError"}
    confirmed = int(told[-3])
    assert confirmed > 100
    found = _numbers(path)
    assert found[: confirmed + 1] == list(range(confirmed + 1))
    with Journal(path) as journal:  # there is room again
        journal.append([entry(n, size=400) for n in range(confirmed + 21)])
        assert len(journal) == confirmed + 21
    assert check_journal(path).sound


def test_a_failed_fsync_is_said_at_once_and_ends_the_writing(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    told = _start(str(path), "0", "fsync:7").communicate(timeout=60)[0].split("\n")
    if "no filter" in told:
        pytest.skip("this system has no filter for system calls, so no disk can be made to fail")
    assert told[:9] == ["9", "19", "29", "39", "49", "59", "69", "JournalBrokenError", "JournalBrokenError"]
    with Journal(path) as journal:
        assert [kept.entry.number for kept in journal.entries()][:70] == list(range(70))
        journal.append([entry(n, size=400) for n in range(80)])
        assert len(journal) == 80
    assert check_journal(path).sound
