"""`taktwin run`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Taktwin

LINE = "shops.workshop.lines.line"
SHORT = ["--days", "1", "--warmup", "0"]
NAMES = {
    "throughput_per_hour",
    "lead_time_hours",
    "wip",
    "energy_kwh_per_job",
    "oee",
    "station_operations",
    "wall_seconds",
}

SEATS = """\
taktwin: 1
name: seats
parts: {bolts: {}}
suppliers: {screws: {}}
stocks: {bolts: {part: bolts, initial: 500}}
lanes: {screws: {supplier: screws, to: bolts, every: 4 h, up_to: 1000, lead: 1 h}}
orders: {cars: {interval: 2 min}}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {buffer: before, capacity: unlimited}
          - {station: fit, cycle: 100 s, uses: {bolts: 4}}
"""


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_run_prints_figures_and_writes_a_folder(taktwin: Taktwin, here: Path) -> None:
    """Table with units, bottleneck, path of the report; manifest, tables and report in a folder of its own."""
    result = taktwin("run", "mm1", *SHORT)
    assert result.exit_code == 0
    assert "throughput_per_hour" in result.stdout
    assert "1/h" in result.stdout
    assert "95 % interval" not in result.stdout
    assert "bottleneck: arrivals (orders), released 10 % sooner: +" in result.stdout
    assert "busiest: server: active" in result.stdout
    assert "report: runs/mm1-1/report.html" in result.stdout
    written = files(here / "runs" / "mm1-1")
    assert {"manifest.json", "report.html"} <= set(written)
    assert any(name.endswith(".parquet") for name in written)
    json.loads(written["manifest.json"])


def test_runs_never_overwrite(taktwin: Taktwin, here: Path) -> None:
    """Each run has the next number, after the highest, and the older ones stay as they are."""
    taktwin("run", "mm1", *SHORT)
    before = files(here / "runs" / "mm1-1")
    (here / "runs" / "mm1-7").mkdir()
    taktwin("run", "mm1", *SHORT)
    assert files(here / "runs" / "mm1-1") == before
    assert sorted(p.name for p in (here / "runs").iterdir()) == ["mm1-1", "mm1-7", "mm1-8"]


def test_json_is_one_object(taktwin: Taktwin) -> None:
    """Nothing but the object goes to the standard output; one run has no intervals."""
    content = json.loads(taktwin("run", "mm1", *SHORT, "--seed", 3, "--json").stdout)
    assert (content["model"], content["seed"], content["days"], content["replications"]) == ("mm1", 3, 1.0, 1)
    assert set(content["kpis"]) >= NAMES
    for kpi in content["kpis"].values():
        assert set(kpi) == {"value", "unit", "low", "high"}
        assert kpi["low"] is None
        assert kpi["high"] is None


def test_replications_give_intervals(taktwin: Taktwin) -> None:
    """With replications the mean lies in its 95 % interval, in the table and in the object."""
    result = taktwin("run", "mm1", *SHORT, "--replications", 3, "--json")
    throughput = json.loads(result.stdout)["kpis"]["throughput_per_hour"]
    assert throughput["low"] < throughput["value"] < throughput["high"]
    assert "95 % interval" in taktwin("run", "mm1", *SHORT, "--replications", 3).stdout


def test_same_seed_same_figures(taktwin: Taktwin) -> None:
    """A seed names a result; another seed, another result."""

    def figures(seed: int) -> dict[str, object]:
        kpis = json.loads(taktwin("run", "mm1", *SHORT, "--seed", seed, "--json").stdout)["kpis"]
        kpis.pop("wall_seconds")
        return kpis

    assert figures(1) == figures(1) != figures(2)


def test_set_changes_one_value(taktwin: Taktwin) -> None:
    """A slower machine has more jobs in the plant."""
    normal = json.loads(taktwin("run", "mm1", "--days", 20, "--json").stdout)["kpis"]
    slower = taktwin("run", "mm1", "--days", 20, "--set", f"{LINE}.server.cycle=exp(0.95 min)", "--json").stdout
    assert json.loads(slower)["kpis"]["wip"]["value"] > normal["wip"]["value"]


def test_out_names_the_folder(taktwin: Taktwin, here: Path) -> None:
    """--out is the run folder itself, made with its parents, and the object names it."""
    result = taktwin("run", "mm1", *SHORT, "--out", "a/b", "--json")
    assert json.loads(result.stdout)["folder"] == str(Path("a/b"))
    assert (here / "a" / "b" / "manifest.json").is_file()
    assert not (here / "runs").exists()


def test_out_is_never_overwritten(taktwin: Taktwin, here: Path) -> None:
    """A folder with something in it, or a file, is refused before the run."""
    (here / "mine").mkdir()
    (here / "mine" / "precious").write_text("x")
    (here / "file").write_text("x")
    for out, code in [("mine", 2), ("file", 2), ("file/below", 4)]:
        result = taktwin("run", "mm1", *SHORT, "--out", out)
        assert result.exit_code == code
        assert out in result.stderr
    assert set(files(here)) == {str(Path("mine/precious")), "file"}


def test_report_in_chinese(taktwin: Taktwin, here: Path) -> None:
    """--language is that of the report."""
    assert taktwin("run", "mm1", *SHORT, "--language", "zh").exit_code == 0
    assert 'lang="zh' in (here / "runs" / "mm1-1" / "report.html").read_text(encoding="utf-8")[:2000]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--days", "-1"], "--days"),
        (["--days", "0"], "--days"),
        (["--days", "nan"], "--days"),
        (["--days", "inf"], "--days"),
        (["--days", "a week"], "--days"),
        (["--warmup", "-1"], "--warmup"),
        (["--warmup", "inf"], "--warmup"),
        (["--replications", "0"], "--replications"),
        (["--seed", "-1"], "--seed"),
        (["--set", "server.cycle"], "PATH=VALUE"),
        (["--set", "=1"], "PATH=VALUE"),
        (["--language", "fr"], "--language"),
        (["--dyas", "1"], "--dyas"),
    ],
)
def test_wrong_usage(taktwin: Taktwin, here: Path, arguments: list[str], word: str) -> None:
    """Exit code 2, the option named, nothing printed or written."""
    result = taktwin("run", "mm1", *arguments)
    assert result.exit_code == 2
    assert word in result.stderr
    assert result.stdout == ""
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        (f"{LINE}.servr.cycle=1 s", "server"),
        (f"{LINE}.server.cycel=1 s", "cycle"),
        (f"{LINE}.server.cycle=1", "unit"),
        (f"{LINE}.server.cycle=-1 s", "negative"),
        (f"{LINE}.queue.capacity=1.5", "whole"),
    ],
)
def test_setting_that_the_model_refuses(taktwin: Taktwin, here: Path, setting: str, word: str) -> None:
    """Exit code 3, the remedy named, nothing printed or written."""
    result = taktwin("run", "mm1", "--set", setting)
    assert result.exit_code == 3
    assert word in result.stderr
    assert result.stdout == ""
    assert not list(here.iterdir())


def test_model_error(taktwin: Taktwin, here: Path) -> None:
    """A model that is wrong is not run: exit code 3, no folder."""
    (here / "plant.yaml").write_text("taktwin: 1\nname: x\nshops: {}\n")
    result = taktwin("run", "plant.yaml")
    assert result.exit_code == 3
    assert "plant.yaml" in result.stderr
    assert [p.name for p in here.iterdir()] == ["plant.yaml"]


def test_who_waited_for_which_part_is_told(taktwin: Taktwin, here: Path) -> None:
    """The station, the part and the minutes a day, most first; the same in the object."""
    short = SEATS.replace("initial: 500", "initial: 10").replace("every: 4 h", "every: 12 h")
    (here / "seats.yaml").write_text(short, encoding="utf-8")
    done = taktwin("run", "seats.yaml", *SHORT, "--no-bottleneck")
    (line,) = (one for one in done.stdout.splitlines() if one.startswith("waits for parts: fit for bolts: "))
    told = json.loads(taktwin("run", "seats.yaml", *SHORT, "--no-bottleneck", "--json").stdout)["shortages"]
    worst = told[0]
    assert (worst["cause"], worst["resource"], worst["kind"]) == ("bolts", "fit", "part")
    assert f"{worst['seconds_per_day'] / 60:,.1f} min a day" in line
    assert "缺料等待：fit" in taktwin("run", "seats.yaml", *SHORT, "--no-bottleneck", "--language", "zh").stdout


PARK = """\
taktwin: 1
name: park
orders: {cars: {interval: 2 min}}
suppliers: {trader: {drive: 1 h}}
supply:
  takt: 2 min
  families:
    bolts: {supplier: trader, at: fit, quantity: 20, value: 1, container: 500, mode: jit}
    carpets: {supplier: trader, at: fit, value: 300, container: 10, mode: warehouse}
shops: {trim: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 110 s}]}}}}
"""


def test_the_zero_inventory_ratio_is_told(taktwin: Taktwin, here: Path) -> None:
    """By number and value; not by volume, of which no family has any; nothing of a plant without families."""
    (here / "park.yaml").write_text(PARK, encoding="utf-8")
    options = ["--days", "2", "--warmup", "1", "--no-bottleneck"]
    done = taktwin("run", "park.yaml", *options)
    line = "zero-inventory ratio: 50.0 % by number (1 of 2 part families), 6.2 % by value"  # 20 of 320
    assert line in done.stdout.splitlines()
    (told,) = json.loads(taktwin("run", "park.yaml", *options, "--json").stdout)["supply"]
    assert told["plant"] is None
    assert (told["zir"]["number"], told["zir"]["value"], told["zir"]["volume"]) == (0.5, 20 / 320, None)
    assert [one["family"] for one in told["families"] if one["zero_inventory"]] == ["bolts"]
    chinese = taktwin("run", "park.yaml", *options, "--language", "zh").stdout
    assert "零库存率：按数量 50.0 %（2 个零件族中的 1 个），按价值 6.2 %" in chinese
    plain = taktwin("run", "mm1", *SHORT, "--no-bottleneck", "--json").stdout
    assert json.loads(plain)["supply"] == []


def test_names_and_figures_are_never_cut_short(taktwin: Taktwin, here: Path) -> None:
    """As long as a name is, as wide is the table of `check` where no terminal says how wide it may be."""
    long = "carpets-" + "x" * 90
    (here / "park.yaml").write_text(PARK.replace("carpets", long), encoding="utf-8")
    done = taktwin("check", "park.yaml").stdout
    assert f" {long} " in done
    assert "…" not in done
