"""`taktwin forecast` and `taktwin whatif` from a journal in a real PostgreSQL server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import taktwin as package
from taktwin.live.events import event_line
from taktwin.live.journal.opened import open_journal
from taktwin.live.twin import Twin
from tests.cli.conftest import Taktwin
from tests.live.journal.server import PASSWORD, Server

TRIES = "tries: {slower: {set: {shops.workshop.lines.line.station-10.cycle: exp(3 min)}}}\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.end()


@pytest.mark.parametrize("command", [("forecast",), ("whatif", "--try", "tries.yaml")], ids=["forecast", "whatif"])
def test_as_from_the_events_while_a_twin_writes(
    server: Server, taktwin: Taktwin, here: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TAKTWIN_POSTGRES_PASSWORD", PASSWORD)
    (here / "tries.yaml").write_text(TRIES)
    plant = package.load("line20")
    events = list(plant.emulator(days=0.04).events())
    (here / "day.jsonl").write_text("".join(f"{event_line(one)}\n" for one in events))
    name, *more = command
    asked = ("--at", "30 min", "--until", "2 h", "--replications", 2, "--json", *more)
    with open_journal(f"{server.url}?journal={name}") as journal:
        Twin(plant.starter, journal).apply(events)
        found = taktwin(name, "line20", "--from", f"{server.url}?journal={name}", *asked)
    expected = taktwin(name, "line20", "--from", "day.jsonl", *asked)
    assert found.exit_code == expected.exit_code == 0, found.stderr
    assert json.loads(found.stdout) == json.loads(expected.stdout)


def test_what_is_refused(server: Server, taktwin: Taktwin, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "tries.yaml").write_text(TRIES)
    for password, source, code, words in (
        (PASSWORD, f"{server.url}?journal=none", 4, "there is no such journal"),
        ("another", server.url, 4, "cannot be reached"),
        (PASSWORD, server.url.replace("postgresql", "mysql"), 2, "names no journal"),
        (PASSWORD, f"{server.url}?journal=none&password={PASSWORD.replace(' ', '+')}", 2, "does not belong into"),
    ):
        monkeypatch.setenv("TAKTWIN_POSTGRES_PASSWORD", password)
        for name, *more in (("forecast",), ("whatif", "--try", "tries.yaml")):
            result = taktwin(name, "line20", "--from", source, *more)
            assert (result.exit_code, result.stdout) == (code, ""), result.stderr
            assert words in " ".join(result.stderr.split())
            assert PASSWORD not in result.stderr
