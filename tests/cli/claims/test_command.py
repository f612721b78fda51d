"""`taktwin claims`."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from taktwin.cli.app import app
from taktwin.cli.language.say import ENGLISH, speak

FILE = (
    'claims:\n  - {id: a, kind: pv, area: 18800 m2, yield: 15.84 GWh}\n  - {id: b, statement: "10 GWh = 1,229 tce"}\n'
)


def call(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    speak(ENGLISH)
    return done.exit_code, done.stdout, done.stderr


def test_table(tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(FILE, encoding="utf-8")
    code, out, _ = call("claims", str(tmp_path / "claims.yaml"))
    assert code == 0
    assert "a  impossible: 842.6 kWh/m2" in out
    assert "likely: a factor of 10: 188,000 m2 instead of 18800 m2" in out
    assert out.splitlines()[-1] == "1 consistent, 1 impossible"


def test_json(tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(FILE, encoding="utf-8")
    code, out, _ = call("claims", str(tmp_path / "claims.yaml"), "--json")
    found = json.loads(out)
    assert code == 0
    assert [one["verdict"] for one in found] == ["impossible", "consistent"]
    assert list(found[0]) == ["id", "verdict", "implied", "likely"]
    assert found[1]["likely"] is None


def test_chinese(tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(FILE, encoding="utf-8")
    _, out, _ = call("--language", "zh", "claims", str(tmp_path / "claims.yaml"))
    assert "不可能" in out
    assert "相差 10 倍：应为 188,000 m2，而非 18800 m2" in out


def test_a_missing_file() -> None:
    code, _, err = call("claims", "nowhere.yaml")
    assert code == 2
    assert "nowhere.yaml" in err


def test_a_wrong_file(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text("claims:\n  - {id: a, kind: takt, takt: 120 kg}\n", encoding="utf-8")
    code, out, err = call("claims", str(file))
    assert code == 3
    assert not out
    assert f'{file}:2: claims.0.takt: "120 kg" has the wrong unit: write it as in `120 s`' in err


def test_an_unknown_model(tmp_path: Path) -> None:
    file = tmp_path / "claims.yaml"
    file.write_text("claims:\n  - {id: a, kind: takt, takt: 120 s, model: phenix}\n", encoding="utf-8")
    code, out, err = call("claims", str(file))
    assert code == 3
    assert not out
    assert "phoenix" in err
