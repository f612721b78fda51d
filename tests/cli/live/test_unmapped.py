"""What of a mapping does not fit is said, once, before anybody wonders why the figures are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import taktwin as library
from taktwin.cli.live.console import screen
from taktwin.cli.live.unmapped import Unmapped
from taktwin.live.twin.twin import Twin
from taktwin.live.twin.ways import sources_of
from taktwin.model.errors import ModelError

MAPPING = """\
mapping: 1
tags:
  - {tag: "a/{m}/Good", is: counter, of: "{m}"}
  - {tag: a/b/State, is: state, of: station-77, codes: packtags}
"""


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    file = tmp_path / "map.yaml"
    file.write_text(MAPPING, encoding="utf-8")
    return file


def known(mapping: Path, *tags: str) -> dict[str, Any]:
    """What a twin knows whose plant has these tags."""
    starter = library.load("line20").starter
    sources, clock = sources_of(starter, mapping, None, "twin")
    twin = Twin(starter, clock=clock, sources=sources)
    translation = sources[-1].translation
    assert translation is not None
    for tag in tags:
        translation.tells(tag)
    return twin.now() | {"divergence": twin.now()["divergence"] | {"events": 1}}


def test_it_is_said_once(mapping: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now, tell = known(mapping, "a/station-1/Good", "a/b/Temp"), Unmapped()
    tell(now)
    first = capsys.readouterr().err
    assert first.startswith(f'{mapping}:4: tags.1.of: warning: "a/b/State": there is no "station-77" in the model')
    assert "no rule fits" not in first, "births may still come"
    tell(now)
    second = capsys.readouterr().err.splitlines()
    assert second == [
        f"{mapping}: no rule fits 1 tags, such as a/b/Temp; write one, or `is: ignored`",
        f"{mapping}: no tag tells of 19 machines: station-2, station-3, station-4, station-5, station-6, ...",
        f"{mapping}: rules that no tag fits, by lines: 4",
    ]
    tell(now)
    assert capsys.readouterr().err == ""


def test_it_is_on_the_screen(mapping: Path) -> None:
    from rich.console import Console

    console = Console(width=200)
    with console.capture() as drawn:
        console.print(screen(known(mapping, "a/b/Temp")))
    assert 'there is no "station-77" in the model' in drawn.get()
    assert "no rule fits 1 tags, such as a/b/Temp" in drawn.get()


def test_one_that_names_its_plant_must_fit_it(mapping: Path) -> None:
    mapping.write_text(MAPPING.replace("tags:", "plant: line20\ntags:"), encoding="utf-8")
    with pytest.raises(ModelError, match="station-77"):
        sources_of(library.load("line20").starter, mapping, None, "twin")


def test_without_a_mapping_there_is_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    twin = Twin(library.load("line20").starter)
    assert twin.now()["mapping"] is None
    Unmapped()(twin.now())
    assert capsys.readouterr().err == ""
