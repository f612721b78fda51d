"""A shipped model is run to be seen moving, while the server answers; none waits for the engine to be compiled."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from taktwin.web.app import Settings
from taktwin.web.refusal import RefusedError
from taktwin.web.work.preview import FAILED, NONE, READY, RUNNING, Previews
from taktwin.web.workspace import Workspace
from tests.web.browser import Server
from tests.web.server import client

#: A command in place of `taktwin`: it does what the file beside it tells, and writes a run folder.
PROGRAM = """
import json, os, pathlib, sys, time
out = pathlib.Path(next(one for one in sys.argv if one.startswith('--out='))[6:])
print('compiling', file=sys.stderr, flush=True)
while not pathlib.Path("go").exists():
    time.sleep(0.01)
with open(os.environ['TAKTWIN_PROGRESS'], 'a') as file:
    file.write(json.dumps({'done': 0.5, 'since_s': 1.0}) + '\\n')
while not (wanted := pathlib.Path('end')).exists():
    time.sleep(0.01)
if wanted.read_text() == 'wrong':
    sys.exit('it stands still')
out.mkdir()
(out / 'manifest.json').write_text(json.dumps(sys.argv[1:]))
"""


def until(previews: Previews, wanted: Any, name: str = "small-line") -> dict[str, Any]:
    """What is told once it is as wanted."""
    for _ in range(1000):
        found = previews.told(name)
        if wanted(found):
            return found
        time.sleep(0.01)
    raise AssertionError(previews.told(name))


@pytest.fixture
def previews(tmp_path: Path) -> Any:
    made = Previews(Workspace(tmp_path), [sys.executable, "-c", PROGRAM])
    yield made
    made.close()


def model() -> str:
    from taktwin.library import model_names

    return model_names()[0]


def test_a_model_is_run_once_and_tells_how_far_it_is(previews: Previews, tmp_path: Path) -> None:
    name = model()
    assert previews.told(name) == {"state": NONE}
    previews.begin(name)
    previews.begin(name)  # runs already
    assert until(previews, lambda one: one.get("compiling"), name)["state"] == RUNNING
    (tmp_path / "go").touch()
    assert until(previews, lambda one: one.get("done") == 0.5, name)["compiling"] is False
    with pytest.raises(RefusedError, match="not been run"):
        previews.run(name)
    (tmp_path / "end").write_text("well")
    assert until(previews, lambda one: one["state"] == READY, name) == {"state": READY}
    folder = previews.run(name)
    assert folder.parent == tmp_path / ".taktwin" / "moving"
    told = json.loads((folder / "manifest.json").read_text())
    assert told[:2] == ["run", name]
    assert "--trace" in told
    (tmp_path / "end").unlink()
    previews.begin(name)  # has been run
    assert previews.told(name) == {"state": READY}


def test_one_that_fails_says_why_and_may_be_begun_again(previews: Previews, tmp_path: Path) -> None:
    name = model()
    (tmp_path / "go").touch()
    (tmp_path / "end").write_text("wrong")
    previews.begin(name)
    assert "it stands still" in until(previews, lambda one: one["state"] == FAILED, name)["why"]
    (tmp_path / "end").write_text("well")
    previews.begin(name)
    assert until(previews, lambda one: one["state"] == READY, name)


def test_only_shipped_models_and_never_where_nothing_may_run(tmp_path: Path) -> None:
    with client(tmp_path, read_only=True) as page:
        assert page.post("/api/preview/phoenix").status_code == 403
        assert page.get("/api/preview/phoenix").json() == {"state": NONE}
        assert page.get("/api/preview/..%2fetc").status_code == 404
        assert page.get("/api/preview/nothing").status_code == 404
        assert page.get("/api/moving/phoenix/about").status_code == 404
    assert Settings(Workspace(tmp_path)).shown is None


def test_the_first_answers_do_not_wait_for_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an empty cache the plant is drawn while the engine is compiled, by another process."""
    monkeypatch.setenv("TAKTWIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    server = Server(Path("phoenix"))
    try:
        assert server.address.endswith("#/shipped/phoenix")
        start = f"http://127.0.0.1:{server.port}"

        def asked(path: str) -> bytes:
            with urlopen(start + path, timeout=60) as reply:
                return reply.read()

        assert b"<html" in asked("/")
        assert b"<svg" in asked("/api/shipped/phoenix/picture?language=zh")
        assert json.loads(asked("/api/preview/phoenix"))["state"] == RUNNING
        assert not list((tmp_path / "cache").rglob("*.nbc")), "the engine has been compiled before the first answers"
    finally:
        server.end()
