"""`taktwin export` and `taktwin import catenax`: what they write, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taktwin.exchange import catenax, epcis
from tests.cli.conftest import Taktwin
from tests.runs.test_moves import MODEL


@pytest.fixture(autouse=True)
def frames(here: Path) -> Path:
    file = here / "frames.yaml"
    file.write_text(MODEL, encoding="utf-8")
    return file


def test_a_model_is_run_and_written(taktwin: Taktwin, here: Path) -> None:
    result = taktwin("export", "frames.yaml", "--to", "epcis", "--out", "e.jsonld", "--days", 0.1, "--zone", "+08:00")
    assert result.exit_code == 0, result.stderr
    assert "parts fitted" in result.stdout
    assert "written: e.jsonld" in result.stdout
    assert len(epcis.read((here / "e.jsonld").read_bytes()).events) > 20


def test_a_saved_run_is_written_the_same(taktwin: Taktwin, here: Path) -> None:
    """A folder of a traced run tells what the run in memory tells."""
    run = ("run", "frames.yaml", "--days", 0.1, "--warmup", 0, "--trace", "--no-bottleneck", "--out", "r")
    assert taktwin(*run).exit_code == 0
    for to in ("epcis", "osim"):
        assert taktwin("export", "r", "--to", to, "--out", f"saved.{to}").exit_code == 0
        assert taktwin("export", "frames.yaml", "--to", to, "--out", f"fresh.{to}", "--days", 0.1).exit_code == 0
    assert (here / "saved.epcis").read_bytes() == (here / "fresh.epcis").read_bytes()
    saved, fresh = (catenax.read((here / f"{name}.osim").read_bytes()) for name in ("saved", "fresh"))
    assert saved.materialFlowSimulationResult.shipments == fresh.materialFlowSimulationResult.shipments  # type: ignore[attr-defined]


def test_a_folder_of_documents(taktwin: Taktwin, here: Path) -> None:
    result = taktwin("--language", "zh", "export", "frames.yaml", "--to", "catenax", "--out", "c", "--days", 0.1)
    assert result.exit_code == 0
    assert "已写入：c" in result.stdout
    assert (here / "c" / "item_stock.frame.json").is_file()
    assert taktwin("message", *sorted(here.glob("c/*.json"))).exit_code == 0


def test_as_json(taktwin: Taktwin) -> None:
    result = taktwin(
        "export", "frames.yaml", "--to", "osim", "--lane", "milk", "--out", "o.json", "--days", 0.1, "--json"
    )
    assert json.loads(result.stdout)["counts"]["shipments"] > 5


def test_a_supplier_comes_into_a_model(taktwin: Taktwin, here: Path) -> None:
    taktwin("export", "frames.yaml", "--to", "osim", "--lane", "milk", "--out", "o.json", "--days", 0.1)
    result = taktwin("import", "catenax", "o.json", "--into", "frames.yaml", "--stock", "frame=side", "--out", "n.yaml")
    assert result.exit_code == 0, result.stderr
    assert taktwin("check", "n.yaml").exit_code == 0
    assert 'extends: "./frames.yaml"' in (here / "n.yaml").read_text(encoding="utf-8")


IMPORT = ("import", "catenax", "o.json")
EXPORT = ("export", "frames.yaml", "--out", "e")
OTHER = "BPNS0000000000XX"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("export", "nothing", "--to", "epcis", "--out", "e"), 2, "nothing"),
        (("export", "frames.yaml", "--to", "pdf", "--out", "e"), 2, "pdf"),
        (("export", "frames.yaml", "--to", "epcis"), 2, "--out"),
        (("export", "frames.yaml", "--to", "epcis", "--out", "none/e"), 4, "there is no folder"),
        (("export", "frames.yaml", "--to", "epcis", "--out", "."), 4, "this is a folder"),
        (("export", "frames.yaml", "--to", "catenax", "--out", "frames.yaml"), 2, "exists already"),
        (("export", "frames.yaml", "--to", "epcis", "--out", "e", "--zone", "CET"), 2, "--zone"),
        (("export", "frames.yaml", "--to", "epcis", "--out", "e", "--domain", "a b"), 2, "--domain"),
        (("export", "frames.yaml", "--to", "epcis", "--out", "e", "--lane", "milk"), 2, "--lane"),
        (("export", "frames.yaml", "--to", "osim", "--out", "e", "--lane", "train", "--days", "0.05"), 2, "train"),
        (("export", "frames.yaml", "--to", "osim", "--out", "e", "--partners", "none.yaml"), 2, "none.yaml"),
        (
            ("export", "frames.yaml", "--to", "osim", "--out", "e", "--partners", "frames.yaml", "--days", "0.05"),
            3,
            "sites",
        ),
        (("export", "frames.yaml", "--to", "epcis", "--out", "e", "--days", "0"), 2, "days"),
        (("export", "empty", "--to", "epcis", "--out", "e"), 3, "manifest.json"),
        (("export", "plain", "--to", "epcis", "--out", "e"), 3, "the run has no trace"),
        ((*IMPORT, "--out", "n.yaml"), 2, "--into"),
        ((*IMPORT, "--into", "frames.yaml", "--stock", "frame", "--out", "n.yaml"), 2, "PART=STOCK"),
        ((*IMPORT, "--into", "frames.yaml", "--stock", "frame=nowhere", "--out", "n.yaml"), 2, "nowhere"),
        ((*IMPORT, "--into", "frames.yaml", "--out", "n.yaml"), 2, "several stock points hold frame"),
        (
            (*IMPORT, "--into", "frames.yaml", "--recipient", "BPNS0000000000XX", "--out", "n.yaml"),
            3,
            "BPNS0000000000XX",
        ),
        (("import", "catenax", "old.json", "--into", "frames.yaml", "--out", "n.yaml"), 3, "runId"),
        (("import", "catenax", "stock.json", "--into", "frames.yaml", "--out", "n.yaml"), 3, "item stock 2.0.0"),
        (("import", "catenax", "frames.yaml", "--into", "frames.yaml", "--out", "n.yaml"), 3, "JSON"),
        (("import", "jaamsim", "o.json", "--into", "frames.yaml", "--out", "n.yaml"), 2, "catenax"),
    ],
)
def test_what_is_refused(taktwin: Taktwin, here: Path, words: tuple[str, ...], code: int, said: str) -> None:
    """With the code, a word of what is wrong, and nothing written."""
    (here / "empty").mkdir()
    if "plain" in words:
        taktwin("run", "frames.yaml", "--days", 0.05, "--warmup", 0, "--no-bottleneck", "--out", "plain")
    if words[0] == "import":
        taktwin("export", "frames.yaml", "--to", "osim", "--lane", "milk", "--out", "o.json", "--days", 0.05)
        taktwin("export", "frames.yaml", "--to", "catenax", "--out", "c", "--days", 0.05)
        (here / "stock.json").write_bytes((here / "c" / "item_stock.frame.json").read_bytes())
        old = json.loads((here / "o.json").read_text(encoding="utf-8"))
        del old["materialFlowSimulationResult"]["runId"]  # as in a version that had another name for it
        (here / "old.json").write_text(json.dumps(old), encoding="utf-8")
    before = sorted(here.iterdir())
    result = taktwin(*words)
    assert result.exit_code == code, result.stderr
    assert said in " ".join(result.stderr.split()).replace("│ ", "")
    assert sorted(here.iterdir()) == before
    assert "Traceback" not in result.stderr
