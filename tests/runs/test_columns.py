"""The tables of a run are as declared: in memory, in every file, and where they are read."""

from __future__ import annotations

import ast
from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin.kernel.base.state import STATES
from taktwin.model.checks.names import JOB_COLUMNS
from taktwin.model.text.orderfile import ORDER_COLUMNS
from taktwin.runs.tables.columns import JOBS, REPLICATION, RESOURCES, SHOPS, TABLES
from tests.kernel.plants import model_of, run
from tests.kernel.rules.rich import body, paint, supply

SOURCE = Path(taktwin.__file__).parent


def test_no_option_can_be_called_as_a_column_of_the_jobs() -> None:
    assert {*JOBS.schema, REPLICATION.name} == {*JOB_COLUMNS, "product", "ident", "customer", "due"}
    assert {"product", "ident", "customer", "due"} <= {*ORDER_COLUMNS}


@pytest.fixture(scope="module", params=[body, paint, supply])
def plant(request: pytest.FixtureRequest) -> taktwin.Plant:
    """One of three plants that together use every kind of resource and place."""
    return taktwin.Plant(model_of(request.param()))


@pytest.mark.parametrize("replications", [1, 2])
def test_every_file_of_a_run_is_as_declared(plant: taktwin.Plant, tmp_path: Path, replications: int) -> None:
    """Traced too; the files stand at the same place whatever the number of replications."""
    traced = plant.simulate(days=0.05, warmup=0, trace=True, replications=replications)
    folder = traced.save(tmp_path / "run")
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*.parquet")}
    assert files == {f"{table.name}.parquet" for table in TABLES}
    options = list(traced.result.jobs.columns[5:-3])
    for table in TABLES:
        read = pl.read_parquet(folder / f"{table.name}.parquet")
        own = options if table.after else []
        assert list(read.schema.items()) == [
            (REPLICATION.name, REPLICATION.dtype),
            *table.schema_with(own).items(),
        ], table.name
        assert set(read[REPLICATION.name].unique()) <= set(range(replications))
        assert table.name == "vehicles" or read[REPLICATION.name].n_unique() in (0, replications)


def test_a_run_without_a_trace_has_no_such_file(tmp_path: Path) -> None:
    folder = taktwin.Plant(model_of(body())).simulate(days=0.01, warmup=0).save(tmp_path / "run")
    assert not (folder / "trace.parquet").exists()


def test_a_wrong_column_is_refused() -> None:
    with pytest.raises(ValueError, match='table "shops" are declared otherwise: sop'):
        SHOPS.frame([{"sop": "body"}])
    with pytest.raises(ValueError, match="resource"):
        RESOURCES.frame(pl.DataFrame({"kind": ["station"]}))


def test_each_column_is_declared_with_a_meaning_and_numbers_with_a_unit() -> None:
    counted = {"replication", "copy", "server", "order", "order_number", "job", "bucket", "number"}
    for table in TABLES:
        assert len(table.schema) == len(table.columns)
        for column in table.columns:
            assert column.meaning
            assert column.unit or column.dtype in (pl.String, pl.Boolean) or column.name in counted, column


def test_copies_are_told_apart_by_columns() -> None:
    """Equal copies differ in `copy`, and agree in the names of the model."""
    result = taktwin.load("phoenix-30").simulate(days=0.02, warmup=0).result
    stations = result.resources.filter(pl.col("kind") == "station")
    one, two = (stations.filter(pl.col("copy") == n).select(*_MODEL, "server") for n in (1, 2))
    assert one.height > 100
    assert one.equals(two)
    assert not stations.select("plant", "copy", *_MODEL, "server").is_duplicated().any()
    assert set(result.shops.filter(pl.col("copy") == 2)["model_shop"]) == {
        "body",
        "paint",
        "powertrain",
        "assembly",
        "eol",
    }


_MODEL = ("model_shop", "model_line", "model_element")


def test_the_server_is_a_column() -> None:
    resources = run(body(), 60).resources.filter(pl.col("station") == "weld")
    assert resources.select("resource", "server").rows() == [("weld.1", 1), ("weld.2", 2)]


READERS = ("analysis", "report", "planning")


def _columns_read(tree: ast.AST) -> set[tuple[str, int]]:
    """Columns that a file asks polars for by name, with their lines."""
    calls = ("col", "get_column", "group_by", "select", "sort")
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in calls:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add((argument.value, argument.lineno))
    return found


def _names_given(tree: ast.AST) -> set[str]:
    """Names that a file gives to columns: aliases, keywords, keys of mappings, lists of names."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found |= {keyword.arg for keyword in node.keywords if keyword.arg}
            renamed = [k.value for k in node.keywords if k.arg in ("value_name", "variable_name")]
            found |= {str(value.value) for value in renamed if isinstance(value, ast.Constant)}
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if name in ("alias", "Series") and node.args and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
        elif isinstance(node, ast.Dict):
            found |= {key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
        elif isinstance(node, ast.Tuple | ast.List):
            found |= {one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def test_no_reader_misspells_a_column() -> None:
    """What analysis, planning and report ask for is declared, or a name that one of these files gives itself."""
    files = [file for room in READERS for file in (SOURCE / room).rglob("*.py")]
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    known = {column for table in TABLES for column in table.schema} | set(STATES) | {"product", "count", "len"}
    for tree in trees.values():
        known |= _names_given(tree)
    read = [
        (name, f"{file.relative_to(SOURCE)}:{line}")
        for file, tree in trees.items()
        for name, line in _columns_read(tree)
    ]
    assert not [one for one in read if one[0] not in known]


def test_no_name_is_taken_apart() -> None:
    """Identity is columns; only texts that people write (paths, options, times) are split."""
    paths = {"model/text/path.py", "planning/experiment/scenario.py"}
    texts = {"planning/experiment/plan.py", "cli/lots.py", "library/__init__.py", "report/sections/stocks.py"}
    texts |= {"analysis/claims/files.py", "analysis/assessment/figures.py"}  # a table and units that people write
    texts |= {"cli/complete.py", "kernel/own/compiled.py"}  # names of files, an error of the compiler
    texts |= {"kernel/base/wholeprogram.py"}  # names of symbols
    texts |= {"live/sparkplug/topics.py"}  # topics are what Sparkplug has agreed upon
    texts |= {"product/drive/file/read.py"}  # names of files
    texts |= {"planning/cluster/file/read.py"}  # names of files; below also what people look for
    texts |= {
        f"web/{name}.py"
        for name in ("workspace", "work/models", "work/completion", "scene/thingtable", "scene/longreplay")
    }
    texts |= {f"live/{name}.py" for name in ("bridge", "emulator/edge", "lines/session")}  # what a tag, a gate and
    texts |= {f"live/opcua/{name}.py" for name in ("wire", "serve")}  # a topic say is agreed upon
    texts |= {f"live/vda5050/{name}.py" for name in ("topics", "session")}
    signs = (".removesuffix(", '.split("/")', '.split(".")', '.rpartition("/")', r"^\d+/", "<< 40", "rsplit(")
    found = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*.py")
        if "exchange" not in file.parts  # the names of others are what they have agreed upon
        if any(sign in file.read_text(encoding="utf-8") for sign in signs)
    }
    heads = {f"runs/saved/{name}.py" for name in ("fields", "file", "values")}  # names of arrays; bounds of numbers
    assert found - paths - texts - heads == {"kernel/base/state.py", "planning/sequence/kernel/choose.py"}
