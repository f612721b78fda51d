"""Jobs: forms from commands, what may be asked, a run from begin to end, cancelling, and a restart of the server."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from taktwin.cli.app import app
from taktwin.cli.serve.forms import OFFERED, forms
from taktwin.web.refusal import RefusedError
from taktwin.web.work.forms import Form
from taktwin.web.work.jobs import Jobs
from taktwin.web.workspace import Workspace
from tests.web.server import client, link, plant

FORMS = {
    form.name: form for form in forms({str(one.name): one.callback for one in app.registered_commands if one.callback})
}


def ended(page: TestClient, name: str, seconds: float = 120.0) -> dict[str, Any]:
    """A job when it has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job = page.get(f"/api/jobs/{name}").json()
        if job["state"] not in ("waiting", "running"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_a_form_has_the_bounds_choices_and_words_of_its_command() -> None:
    run = {field.name: field for field in FORMS["run"].fields}
    assert (run["replications"].kind, run["replications"].default, run["replications"].low) == ("whole", 1, 1)
    assert run["overrides"].flag == "--set"
    assert (run["bottleneck"].default, run["bottleneck"].off) == (True, "--no-bottleneck")
    assert run["model"].required
    assert all(field.help["zh"] != field.help["en"] for form in FORMS.values() for field in form.fields)


def test_the_page_offers_no_way_to_code_other_computers_or_files_outside() -> None:
    """No option that names Python, an executor or a place to write to; a file is chosen within the folder."""
    forbidden = {"rules", "on", "out", "report", "keep", "start", "sequence", "scenarios", "cars", "weather"}
    for name, offered in OFFERED.items():
        command = next(one.callback for one in app.registered_commands if one.name == name)
        assert command is not None
        ours = {"cars"} if name == "swap" else set()  # there it is a number
        assert not set(offered.options) & (forbidden - ours), name
        assert set(offered.options) <= set(inspect.signature(command).parameters)
        for option in offered.options:
            if "Path" in str(inspect.signature(command).parameters[option].annotation):
                assert dict(offered.kinds).get(option) in ("file", "runs"), (name, option)


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.name)
def test_what_a_form_makes_is_what_its_command_reads(form: Form, tmp_path: Path) -> None:
    """Every field filled in gives a command line that typer takes apart again into the same options."""
    import typer.main

    workspace = Workspace(plant(tmp_path / "plant"))
    for run in ("runs/one", "runs/two"):
        (workspace.folder / run).mkdir(parents=True)
        (workspace.folder / run / "manifest.json").write_text("{}")
    values: dict[str, Any] = {}
    for field in form.fields:
        sample: dict[str, Any] = {
            "model": "small.yaml", "runs": ["runs/one", "runs/two"], "file": "small.yaml", "flag": not field.default,
            "number": 2.5, "whole": 3, "choice": next(iter(field.choices), ""), "text": "-x", "lines": ["a=1", "--b=2"],
        }  # fmt: skip
        values[field.name] = sample[field.kind]
    arguments = form.arguments(values, workspace, "results/x-1")
    group: Any = typer.main.get_command(app)
    command = group.commands[form.name]
    context = command.make_context(form.name, arguments[1:], resilient_parsing=True)
    for field in form.fields:
        found = context.params[field.name]
        wanted = values[field.name]
        plain = [str(one) for one in found] if isinstance(found, list | tuple) else found
        assert plain == wanted or str(getattr(found, "value", found)) == str(wanted), field.name


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "model is missing"),
        ({"model": "../small.yaml"}, "no such file"),
        ({"model": "out.yaml"}, "no such file"),
        ({"model": "nothing"}, "not named like a model"),
        ({"model": ["small.yaml", "small.yaml"]}, "one text"),
        ({"model": "small.yaml", "days": "3"}, "a number"),
        ({"model": "small.yaml", "days": True}, "a number"),
        ({"model": "small.yaml", "replications": 0}, "from 1"),
        ({"model": "small.yaml", "replications": 1.5}, "whole"),
        ({"model": "small.yaml", "bottleneck": "yes"}, "yes or no"),
        ({"model": "small.yaml", "rules": "x.py"}, "no field rules"),
        ({"model": "small.yaml", "out": "/tmp/x"}, "no field out"),
        ({"model": "small.yaml", "overrides": ["orders.x.file=/etc/passwd"]}, "may lie outside"),
        ({"model": "small.yaml", "overrides": ["a=1"] * 101}, "short texts"),
        ({"model": "small.yaml", "overrides": ["x" * 1001]}, "short texts"),
        ({"model": "small.yaml", "overrides": [["x"]]}, "short texts"),
        ({"model": "small.yaml", "overrides": ["a=1\x00"]}, "plain text"),
        ({"model": "small.yaml", "overrides": ["a=\ud800"]}, "plain text"),
    ],
)
def test_wrong_values_are_refused_and_leave_nothing(tmp_path: Path, values: dict[str, Any], words: str) -> None:
    (tmp_path / "secret.yaml").write_text("x")
    folder = plant(tmp_path / "plant")
    link(folder / "out.yaml", tmp_path / "secret.yaml")
    with pytest.raises(RefusedError, match=words):
        FORMS["run"].arguments(values, Workspace(folder), "results/x")
    asked = json.dumps({"form": "run", "values": values})  # the client's own JSON could not write half a letter
    page = client(folder, forms=list(FORMS.values()))
    found = page.post("/api/jobs", content=asked, headers={"content-type": "application/json"})
    assert found.status_code in (404, 422)
    assert not (folder / "results").exists()


def test_a_run_leaves_what_the_command_leaves_and_survives_a_restart(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    asked = {"form": "run", "values": {"model": "small.yaml", "days": 0.1, "warmup": 0.02, "seed": 7}, "language": "zh"}
    with client(folder, forms=list(FORMS.values())) as page:
        job = page.post("/api/jobs", json=asked).json()
        job = ended(page, job["name"])
        assert (job["state"], job["code"], job["run"]) == ("done", 0, "runs/small-1"), job
        told = page.get(f"/api/runs/{job['run']}").json()
        assert told["seed"] == 7
        assert told["bottleneck"]["said"]["zh"]
        assert {kpi["name"] for kpi in told["kpis"]} >= {"throughput_per_hour", "wip"}
        report = page.get(f"/files/{job['run']}/report.html")
        assert "sandbox" in report.headers["content-security-policy"]
        steps = [json.loads(line) for line in (folder / "results/run-1/progress.jsonl").read_text().splitlines()]
        assert steps[0]["done"] == 0
        assert any(step["done"] == 1 for step in steps)
        second = page.post("/api/jobs", json={**asked, "values": {**asked["values"], "model": "nothing.yaml"}})
        assert second.status_code == 404
        broken = {**asked, "values": {**asked["values"], "overrides": ["shops.s.lines.l.a.cycl=70 s"]}}
        wrong = ended(page, page.post("/api/jobs", json=broken).json()["name"])
        assert (wrong["state"], wrong["code"]) == ("failed", 3)
        assert "cycl" in wrong["errors"]
        assert str(tmp_path) not in wrong["command"]
    with client(folder, forms=list(FORMS.values())) as page:
        jobs = {job["name"]: job["state"] for job in page.get("/api/jobs").json()["jobs"]}
        assert jobs == {"run-1": "done", "run-2": "failed"}
        assert page.get("/api/runs").json()["runs"][0]["name"] == "runs/small-1"
        assert page.post("/api/jobs/run-1/cancel").status_code == 409


def test_a_job_is_cancelled_and_one_that_the_server_left_is_interrupted(tmp_path: Path) -> None:
    folder = plant(tmp_path / "plant")
    long = {"form": "run", "values": {"model": "small.yaml", "days": 100_000, "warmup": 0, "bottleneck": False}}
    with client(folder, forms=list(FORMS.values())) as page:
        first, second = (page.post("/api/jobs", json=long).json()["name"] for _ in range(2))
        assert page.post(f"/api/jobs/{second}/cancel").json()["state"] == "cancelled"  # it waited
        while page.get(f"/api/jobs/{first}").json()["state"] == "waiting":
            time.sleep(0.05)
        page.post(f"/api/jobs/{first}/cancel")
        assert ended(page, first)["state"] == "cancelled"
        third = page.post("/api/jobs", json=long).json()["name"]
        while page.get(f"/api/jobs/{third}").json()["state"] == "waiting":
            time.sleep(0.05)
    states = {
        path.name: json.loads((path / "job.json").read_text())["state"] for path in (folder / "results").iterdir()
    }
    assert states == {first: "cancelled", second: "cancelled", third: "interrupted"}
    assert not (folder / "runs").exists()
    (folder / "results" / third / "job.json").write_text('{"state": "running"')
    assert len(client(folder).get("/api/jobs").json()["jobs"]) == 2  # what cannot be read is left out


def test_a_full_disk_leaves_no_job_and_stops_none_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written down is not begun; what runs is seen to its end all the same."""
    folder = plant(tmp_path)
    program = [sys.executable, "-c", "import time; time.sleep(0.5)"]
    form = Form("nothing", {}, ())
    jobs = Jobs(Workspace(folder), [form], program)
    running = jobs.start("nothing", {}, "en", "x")
    while running.process is None:
        time.sleep(0.01)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("taktwin.web.work.job.write_text", full)
    with pytest.raises(OSError, match="No space"):
        jobs.start("nothing", {}, "en", "x")
    while running.state == "running":
        time.sleep(0.01)
    assert running.state == "done"
    assert [path.name for path in (folder / "results").iterdir()] == [running.name]
    jobs.close()


def test_a_command_ends_with_the_server_that_is_killed() -> None:
    """It sees its standard input end, has a moment to keep what it has, and is ended if it does not."""
    code = "from taktwin.cli.serve import lifeline; lifeline.PATIENCE_S = 0.3; lifeline.hold()\nimport time\n"
    patient = code + "try:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('kept', flush=True)"
    deaf = (
        "import signal\n"
        + code
        + "signal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('on', flush=True)\ntime.sleep(60)"
    )
    for text, said in ((patient, b"kept"), (deaf, b"on")):
        process = subprocess.Popen(
            [sys.executable, "-c", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        time.sleep(0.5)
        out, _ = process.communicate(timeout=20)  # closes its standard input, as the end of the server does
        assert out.strip() == said
