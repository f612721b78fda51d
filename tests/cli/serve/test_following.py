"""`taktwin serve MODEL --demo` and `--live`: which plant is followed, by the options of `taktwin live` itself."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from taktwin.web.watch.plan import Plan


def planned(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Plan:
    """What the page would follow."""
    found: list[Any] = []
    monkeypatch.setattr("taktwin.web.serve.serve", lambda options, *_: found.append(options.plan))
    result = CliRunner().invoke(app, ["serve", *arguments])
    assert result.exit_code == 0, result.output
    return found[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--demo"], "name a model"),
        (["line20", "--demo", "--live", "--demo"], "give one of --demo and --live"),
        (["line20", "--live", ""], "what is followed"),
        (["line20", "--live", "--demo --events x.jsonl"], "what is followed"),
        (["line20", "--live", "--nothing"], "--nothing"),
        (["line20", "--live", "--demo 'x"], "these are no options"),
        (["line20", "--live", "--demo --json"], "--json is not for a page"),
        (["line20", "--live", "--broker mqtt://127.0.0.1:1"], "--map"),
        (["line20", "--live", "--demo --until yesterday"], "--until"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(app, ["serve", *arguments])
    assert found.exit_code == 2, found.output
    assert words in " ".join(found.output.replace("│", " ").split())
    assert not list(tmp_path.iterdir())


def test_what_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The options are those of `taktwin live`, with its defaults; a journal alone is read; a demo goes on."""
    monkeypatch.chdir(tmp_path)
    taken: list[Any] = []
    monkeypatch.setattr("taktwin.web.watch.plan.follow", lambda _, options, *__, **___: taken.append(options))
    options = "--demo --speed 30 --days 2 --seed 5 --target 240 --ahead 0 --journal 'my plant.journal' --set orders.a=1"
    with pytest.raises(Exception, match="orders"):  # what is to be changed is looked for in the model
        planned(["line20", "--live", options], monkeypatch)
    found = planned(["line20", "--live", options.partition(" --set")[0]], monkeypatch)
    found.follow(lambda _: None, None)  # type: ignore[arg-type]
    (asked,) = taken
    assert (asked.speed, asked.days, asked.plant_seed, asked.journal) == (30.0, 2.0, 5, "my plant.journal")
    assert (asked.settings.target, asked.settings.forecast_s, asked.settings.replications) == (240, math.inf, 100)
    assert (found.kind, found.speed, found.acts, found.again) == ("demo", 30.0, True, False)
    found = planned(["line20", "--live", "--journal plant.journal"], monkeypatch)
    assert (found.kind, found.acts, found.again) == ("journal", False, True)
    found = planned(["line20", "--demo"], monkeypatch)
    assert found.options == {"model": "line20", "speed": 60.0, "days": 7.0, "seed": 4711, "target": None}
    note = json.loads((tmp_path / ".taktwin" / "watch.json").read_text())
    assert note == found.options
    (tmp_path / ".taktwin" / "demo.journal").write_bytes(b"")
    planned(["line20", "--demo"], monkeypatch)  # the same goes on
    assert (tmp_path / ".taktwin" / "demo.journal").exists()
    planned(["mm1", "--demo"], monkeypatch)  # another begins
    assert not (tmp_path / ".taktwin" / "demo.journal").exists()
    planned(["line20", "--demo", "--read-only"], monkeypatch)
    assert json.loads((tmp_path / ".taktwin" / "watch.json").read_text())["model"] == "mm1"
