"""Bad input of the energy manager: file, line, field, what was expected and a remedy; and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from taktwin.cli.app import app
from taktwin.energy import synthetic_year
from taktwin.exchange.epw.write import epw_text
from tests.analysis.site.plant import text
from tests.cli.dispatch.test_command import SERIES, SITE
from tests.cli.energy.bad_dispatches import DISPATCHES, SERIES_CASES
from tests.cli.energy.bad_sites import SITES
from tests.cli.energy.bad_weather import WEATHERS

FEWEST = 60


@cache
def weather() -> str:
    """A whole year, as a file."""
    return epw_text(synthetic_year("chongqing-bright").file)


def changed(whole: str, old: str, new: str) -> str:
    assert whole.count(old) == 1, f"{old!r} stands {whole.count(old)} times"
    return whole.replace(old, new)


def of_site(name: str) -> tuple[dict[str, str], list[str], list[str]]:
    old, new, *words = SITES[name]
    return {"plant.yaml": changed(text(), old, new)}, ["energy", "plant.yaml", "--out", "out.csv"], words


def of_dispatch(name: str) -> tuple[dict[str, str], list[str], list[str]]:
    old, new, *words = DISPATCHES[name]
    files = {"site.yaml": changed(SITE, old, new), "day.csv": SERIES}
    return files, ["dispatch", "site.yaml", "--out", "out.csv"], words


def of_series(name: str) -> tuple[dict[str, str], list[str], list[str]]:
    old, new, *words = SERIES_CASES[name]
    files = {"site.yaml": SITE, "day.csv": changed(SERIES, old, new)}
    return files, ["dispatch", "site.yaml", "--out", "out.csv"], words


def of_weather(name: str) -> tuple[dict[str, str], list[str], list[str]]:
    change, *words = WEATHERS[name]
    files = {"plant.yaml": text(), "weather.epw": change(weather().splitlines())}
    return files, ["energy", "plant.yaml", "--weather", "weather.epw", "--out", "out.csv"], ["weather.epw", *words]


Made = Callable[[str], tuple[dict[str, str], list[str], list[str]]]
CASES: list[tuple[Made, str]] = [
    *((of_site, name) for name in SITES),
    *((of_dispatch, name) for name in DISPATCHES),
    *((of_series, name) for name in SERIES_CASES),
    *((of_weather, name) for name in WEATHERS),
]


@pytest.mark.parametrize(("made", "name"), CASES, ids=[f"{made.__name__[3:]}: {name}" for made, name in CASES])
def test_is_refused(made: Made, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, call, words = made(name)
    monkeypatch.chdir(tmp_path)
    for file, content in files.items():
        Path(file).write_text(content, encoding="utf-8")
    done = CliRunner().invoke(app, call)
    assert done.exit_code == 3, done.output
    assert isinstance(done.exception, SystemExit)
    assert not done.stdout
    first = done.stderr.splitlines()[0]
    assert first.startswith("error: ")
    for word in words:
        assert word in first
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(files)


def test_they_are_many() -> None:
    assert len(CASES) >= FEWEST


def test_what_they_are_made_of_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in (("plant.yaml", text()), ("site.yaml", SITE), ("day.csv", SERIES), ("weather.epw", weather())):
        Path(name).write_text(content, encoding="utf-8")
    assert CliRunner().invoke(app, ["dispatch", "site.yaml"]).exit_code == 0
    call = ["energy", "plant.yaml", "--days", "1", "--warmup", "0", "--weather", "weather.epw"]
    assert CliRunner().invoke(app, call).exit_code == 0
