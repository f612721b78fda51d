"""`taktwin live`: what is followed, shown, asked of the past, and refused."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

import taktwin as library
from taktwin.cli.language.say import speak
from taktwin.cli.live.console import screen
from taktwin.live.events import PlantEvent
from taktwin.live.twin import Twin, TwinSettings
from tests.cli.conftest import Taktwin

PLAY = ("live", "line20", "--demo", "--speed", 0, "--days", 0.05, "--ahead", 0, "--every", "30 min")


def test_followed_stopped_and_asked_of_its_past(taktwin: Taktwin, here: Path) -> None:
    """The journal of a first call is gone on with in a second, and any moment of it can be asked for."""
    first = taktwin(*PLAY, "--journal", "plant.journal", "--until", "40 min")
    told = [json.loads(line) for line in first.stdout.splitlines()]
    assert told[0]["time"].endswith("00:30:00")
    second = taktwin(*PLAY, "--journal", "plant.journal")
    last = json.loads(second.stdout.splitlines()[-1])
    assert last == json.loads(taktwin(*PLAY).stdout.splitlines()[-1])
    past = taktwin("live", "line20", "--journal", "plant.journal", "--at", "30 min", "--json")
    assert json.loads(past.stdout) == told[0]
    shown = taktwin("live", "line20", "--journal", "plant.journal", "--at", "30 min")
    assert f"{told[0]['jobs']} jobs in the plant" in shown.stdout
    changed = taktwin("live", "line20", "--journal", "plant.journal", "--at", "30 min", "--against", "1 h")
    assert "2026-01-05 00:30:00 to 2026-01-05 01:00:00" in changed.stdout
    assert "station-20" in changed.stdout


def test_events_of_a_file(taktwin: Taktwin, here: Path) -> None:
    """Gates and counters alone; the same file a second time changes nothing."""
    taktwin("emulate", "line20", "--days", 0.04, "--tell", "counters", "--width", 8, "--out", "day.jsonl")
    call = ("live", "line20", "--events", "day.jsonl", "--ahead", 0, "--every", "1 d", "--journal", "plant.journal")
    one, two = (json.loads(taktwin(*call).stdout) for _ in range(2))
    assert one == two
    assert one["counters"]["workshop exit"] == one["finished"] > 5


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        ([], 2, "what is followed?"),
        (["--demo", "--events", "x"], 2, "what is followed?"),
        (["--broker", "mqtt://x"], 2, "what do the tags tell?"),
        (["--broker", "mqtt://a:secret@x", "--map", "m.yaml"], 2, "does not belong into an address"),
        (["--broker", "http://x", "--map", "m.yaml"], 2, "names no MQTT server"),
        (["--at", "1 h"], 2, "the past is in there"),
        (["--against", "1 h", "--demo"], 2, "from when on"),
        (["--at", "1 h", "--journal", "none", "--demo"], 2, "in the journal alone"),
        (["--at", "1 h", "--journal", "none"], 4, "there is no such journal"),
        (
            ["--at", "2 h", "--against", "1 h", "--journal", "none"],
            2,
            "01:00:00 is not later than 2026-01-05 02:00",
        ),
        (["--demo", "--every", "0 s"], 2, "every must be 1 s or more"),
        (["--demo", "--days", "-1"], 2, "days must be above 0"),
        (["--events", "odd.jsonl"], 3, "odd.jsonl:1"),
        (["--events", "none.jsonl"], 4, "none.jsonl"),
    ],
)
def test_what_is_refused(arguments: list[str], code: int, what: str, taktwin: Taktwin, here: Path) -> None:
    (here / "odd.jsonl").write_text('{"time": 1}\n', encoding="utf-8")
    result = taktwin("live", "line20", *arguments)
    assert (result.exit_code, what in result.stderr.replace("\n", " ")) == (code, True), result.stderr
    assert "secret" not in result.stderr


def test_the_screen_in_both_languages() -> None:
    """All that it can show: a forecast with a target, a machine and a line that stand, alarms, a wrong clock."""
    plant = library.load("line20")
    twin = Twin(plant.starter, None, TwinSettings(target=400, replications=4, least_stop_s=60.0))
    twin.apply(plant.emulator(days=0.05).events())
    at = twin.at
    twin.apply([PlantEvent(at + 1.0, "state", "station-20", state="down", source="slow", received=at + 100.0)])
    twin.tick(at + 1000.0)
    twin.forecast()
    now = twin.now()
    try:
        for language, words in (
            (
                "en",
                ("400 or more: 0%", "station-20", "down station-20", "has stopped", "the clock of slow is +99 s off"),
            ),
            ("zh", ("不少于 400 个：0%", "station-20", "未确认", "停着的产线", "slow 的时钟偏差 +99 s")),
        ):
            speak(language)
            console = Console(width=120, file=io.StringIO(), record=True)
            console.print(screen(now))
            shown = console.export_text()
            assert all(word in shown for word in words), shown
    finally:
        speak("en")
