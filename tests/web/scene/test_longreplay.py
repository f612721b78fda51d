"""A long run that is followed a day at a time tells the same as one that is followed as a whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import taktwin
from taktwin.web.scene.doneagain import DoneAgain
from taktwin.web.scene.frames import unpacked
from taktwin.web.scene.longreplay import LongReplay
from taktwin.web.scene.replay import Replay
from taktwin.web.scene.replays import replay_of
from tests.web.scene.runs import FED


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Replay | LongReplay]:
    """The same run of two and a half days, followed as a whole, in parts, and in parts of what was kept of doing it
    again: by this program and, once it had ended, by the next one."""
    folder = tmp_path_factory.mktemp("long")
    run = taktwin.load(FED).simulate(days=2.0, warmup=0.4, trace=True)
    run.save(folder / "traced")
    taktwin.load(FED).simulate(days=2.0, warmup=0.4).save(folder / "plain")
    DoneAgain(folder / "plain", kept=folder / "again" / "plain")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DoneAgain, "_done", lambda *_: pytest.fail("it is not to be begun again"))
        again = LongReplay(DoneAgain(folder / "plain", kept=folder / "again" / "plain"))
    return {"whole": Replay(run.result, run.model), "kept": replay_of(folder / "traced"), "again": again}


@pytest.fixture(scope="module", params=["kept", "again"])
def both(runs: dict[str, Any], request: pytest.FixtureRequest) -> tuple[Replay, LongReplay]:
    """The run as a whole, and in parts."""
    assert isinstance(runs[request.param], LongReplay)
    return runs["whole"], runs[request.param]


def standing(frame: bytes) -> tuple[set[Any], list[Any], list[Any]]:
    """What stands where from when to when in a chunk, the states, and the levels."""
    header, a = unpacked(frame)
    things = {number: k for k, number in enumerate(header["things"]["id"])}
    about = [header["things"][name] for name in ("kind", "order", "stream", "name", "load")]
    end = header["end"]
    stays = {
        (*(one[things[thing]] for one in about), place, way, max(t0, header["begin"]), min(t1, end))
        for thing, place, way, t0, t1 in zip(
            *(a[name].tolist() for name in ("thing", "place", "way", "t0", "t1")), strict=True
        )
    }
    states = sorted(zip(*(a[name].tolist() for name in ("state_t", "state_of", "state")), strict=True))
    levels = sorted(zip(*(a[name].tolist() for name in ("level_t", "level_of", "level")), strict=True))
    return stays, states, levels


def test_the_chunks_are_the_same(both: tuple[Replay, LongReplay]) -> None:
    """All chunks of the run, the first and last of each part among them."""
    whole, long = both
    assert whole.chunks == long.chunks > 300
    for number in [*range(0, whole.chunks, 7), 35, 36, 37, 143, 144, whole.chunks - 1]:
        (stays, states, levels), (stays2, states2, levels2) = (
            standing(whole.chunk(number)),
            standing(long.chunk(number)),
        )
        assert stays == stays2, number
        assert states == states2, number
        assert levels == levels2, number
    with pytest.raises(IndexError):
        long.chunk(whole.chunks)


def test_what_is_told_first_is_the_same(both: tuple[Replay, LongReplay]) -> None:
    whole, long = both
    assert whole.about() == long.about()


def test_a_job_is_found_and_followed(both: tuple[Replay, LongReplay]) -> None:
    """In the part in which it begins; its numbers are of that part, and its history the same."""
    whole, long = both
    for order in ("5", "cars/600"):
        one, other = whole.find(order)[0], long.find(order)[0]
        assert {**one, "thing": 0, "end": 0} == {**other, "thing": 0, "end": 0}
        assert whole.history(one["thing"]) == long.history(other["thing"])
    assert long.find("cars/600")[0]["thing"] >= 1_000_000
    assert long.find("no such car") == long.history(-1) == long.history(10**9) == []
    begin = 86400.0 * 1.2
    machine = next(iter(whole.scene.resources.values()))
    assert whole.states(machine, begin, begin + 3600) == long.states(machine, begin, begin + 3600)


def test_the_page_may_leave_out_what_stands_still(both: tuple[Replay, LongReplay]) -> None:
    """Times in which nothing at all happens, of five minutes and more."""
    still = both[0].about()["still"]
    assert all(end - begin >= 300.0 for begin, end in still)
    assert both[0].result.trace is not None
    times = np.sort(both[0].result.trace["time"].to_numpy())
    for begin, end in still:
        assert not ((times > begin) & (times < end)).any()


def test_what_was_kept_half_is_done_anew(tmp_path: Path) -> None:
    """Damaged, of another run, or of another version: it is done again, and what was there is replaced."""
    plant = taktwin.load(FED)
    plant.simulate(days=0.1, warmup=0.02).save(tmp_path / "plain")
    place = tmp_path / "again" / "plain"
    (place.parent / ".0.part").mkdir(parents=True)  # a server was killed as it wrote
    first = DoneAgain(tmp_path / "plain", kept=place)
    assert [one.name for one in place.parent.iterdir()] == ["plain"]
    done: list[float] = []
    DoneAgain(tmp_path / "plain", progress=done.append, kept=place)
    assert not done
    head = json.loads((place / "again.json").read_text())
    for name, text in (
        ("mark-0.snapshot", "x"),
        ("jobs.parquet", ""),
        ("again.json", json.dumps(head)[:-9]),
        ("again.json", json.dumps(head | {"engine": "another"})),
        ("again.json", json.dumps(head | {"seed": 2})),
    ):
        assert (place / name).is_file()
        (place / name).write_text(text)
        done.clear()
        again = DoneAgain(tmp_path / "plain", progress=done.append, kept=place)
        assert done[-1] == 1.0
        assert again.jobs.equals(first.jobs)
    done.clear()
    DoneAgain(tmp_path / "plain", progress=done.append, kept=place)
    assert not done
