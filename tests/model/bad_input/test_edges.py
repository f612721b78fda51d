"""Bad input at the edge: values beyond their bounds, texts that cannot be written, YAML that grows or nests too far."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from taktwin.model.files.load import load_tree, validate
from taktwin.model.files.sequencefile import read_sequence
from taktwin.model.start.file import StartStateError, load_state
from taktwin.model.values.textfile import MOST_BYTES, read_text
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.scenario import read_scenarios
from taktwin.planning.sequence.files.csplib import read_csplib
from tests.model.bad_input.case import STATION, Case, check, each
from tests.model.plant_text import PLANT, changed

PAINT = "shops.paint.lines.paint.flow"
AT = 12 * " " + "position: "

BEYOND = [
    Case("a capacity of 1e9", "capacity: 4", "capacity: 1000000000", "after-weld.capacity", "too large", "unlimited"),
    Case("a capacity of 1e300", "capacity: 4", "capacity: 1e300", "after-weld.capacity", "too large", "unlimited"),
    Case("places of a conveyor", "capacity: 30", "capacity: 1e19", f"{PAINT}.oven.capacity", "too large", "1000000"),
    Case("servers", "servers: 2", "servers: 1000000", "sanding.servers", "too large", "100000"),
    Case("stations", "count: 3", "count: 1000000", f"{STATION}.count", "too large", "100000"),
    Case("cranes", "30 s, rule", "30 s, cranes: 1e9, rule", "bodies.cranes", "too large", "100000", "crane"),
    Case("vehicles", "count: 2", "count: 100001", "fleets.tuggers.count", "too large", "100000"),
    Case("a crew", "size: 2", "size: 1e6", "crews.repairers.size", "too large", "100000"),
    Case("a long time", "change: 4 min", "change: 4e300 min", "press-1.change", "too large", "check the unit"),
    Case("1001 years", "transit: 40 min", "transit: 1001 years", "oven.transit", "1000 years", "check the unit"),
    Case("a nanosecond", "transit: 40 min", "transit: 1 ns", "oven.transit", "too small", "write 0"),
    Case("a speed", "1.2 m/s", "1e300 m/s", "fleets.tuggers.speed", "too large", "check the unit"),
    Case("a slow speed", "1.2 m/s", "1e-300 m/s", "fleets.tuggers.speed", "too small", "check the unit"),
    Case("a way", "distance: 50 m", "distance: 1e99 km", "to-paint.distance", "too large", "check the unit"),
    Case("a power", "working: 5 kW", "working: 1e300 kW", "power.cell.electricity.working", "too large", "unit"),
    Case("a mass", "mass: 1.5 t", "mass: 1e99 t", "products.sedan.mass", "too large", "check the unit"),
    Case("an amount", "quantity: 5000", "quantity: 1e19", "lanes.blanks-in.quantity", "2^53", "at most"),
    Case("a level", "initial: 50", "initial: 1e300", "stocks.blanks.initial", "2^53", "unlimited"),
    Case("a stock", "capacity: 1000", "capacity: 1e17", "stocks.door-rack.capacity", "2^53", "unlimited"),
    Case("not a number", "cycle: 100 s\n", "cycle: .nan\n", f"{STATION}.cycle", "nan", "number"),
    Case("infinite", "interval: 120 s", "interval: .inf", "orders.cars.interval", "inf", "number"),
    Case("a cv", "cycle: 80 s\n", "cycle: 'lognormal(mean=1 s, cv=1e200)'\n", "inspection.cycle", "cv", "0.001 to 100"),
    Case("a shape", "cycle: 80 s\n", "cycle: 'weibull(0.001, 1 s)'\n", "inspection.cycle", "shape", "0.1 to 1000"),
    Case("a huge end", "cycle: 80 s\n", "cycle: 'tri(0 s, 1 s, 1e308 s)'\n", "inspection.cycle", "high", "unit"),
    Case("a number of 20000 bits", "name: small", "name: 0x" + "f" * 5000, "name", "20000 bits", "quotation marks"),
    Case("a long text", "name: small", "name: " + "x" * 10001, "name", "10001 characters", "shorten"),
    Case("a lone surrogate", "station: weld", 'station: "a\\ud800"', "flow.0.station", "U+D800", "remove it"),
    Case("a zero byte", "name: small", 'name: "a\\0b"', "name", "U+0000", "remove it"),
    Case("a bell", "after-weld\n", '"a\\ab"\n', "buffer", "U+0007", "remove it"),
    Case("a key", "tuggers: {", '"t\\ud800": {', "fleets", "U+D800", "remove it"),
    Case("the year 1", "name: small", "name: small\nstart: 0001-01-01", "start", "the year 1 ", "within these years"),
    Case("the year 9999", "name: small", "name: small\nstart: 9999-12-31 23:00:00", "start", "9999", "these years"),
    Case("a position", "capacity: 4", f"capacity: 4\n{AT}[.nan, 0]", "position.0", "finite", "such as", "posi"),
    Case("a far one", "capacity: 4", f"capacity: 4\n{AT}[1e300, 0]", "position.0", "1e8", "metres", "posi"),
    Case("too many servers in all", "servers: 2", "servers: 60000", "sanding.servers", "60000 of them", "50000"),
    Case("too many trucks", "every: 8 h", "every: 1 ms, lead: 1 d", "lanes.blanks-in.every", "on the way", "units"),
    Case("a tower of powers", "transit: 40 min", "transit: 1 s**9**9**9**9", "oven.transit", "unknown unit", "unit"),
]  # fmt: skip


@each(BEYOND)
def test_beyond_its_bounds(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def refused(text: str, folder: Path) -> str:
    file = folder / "plant.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problem = caught.value.problems[0]
    assert problem.file == str(file)
    assert problem.remedy
    return str(problem)


SOURCES = "sources:\n  book: A book\n"


def test_aliases_that_grow_without_measure(tmp_path: Path) -> None:
    levels = "".join(f"  b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 9))
    text = PLANT.replace(SOURCES, f"sources:\n  b0: &b0 [x]\n{levels}")
    assert "aliases repeat more than" in refused(text, tmp_path)


def test_merges_that_grow_without_measure(tmp_path: Path) -> None:
    levels = "".join(f"  b{n}: &b{n}\n    <<: [{', '.join([f'*b{n - 1}'] * 9)}]\n" for n in range(1, 9))
    text = PLANT.replace(SOURCES, f"sources:\n  b0: &b0 {{x: y}}\n{levels}")
    assert "aliases repeat more than" in refused(text, tmp_path)


@pytest.mark.parametrize(
    "deep",
    ["{a: " * 3000 + "x" + "}" * 3000, "[" * 300 + "]" * 300, "{a: " * 100_000, "[" * 500],
    ids=["maps", "lists", "open maps", "open lists"],
)
def test_nested_too_deeply(deep: str, tmp_path: Path) -> None:
    found = refused(PLANT.replace(SOURCES, f"sources: {deep}\n"), tmp_path)
    assert "nested more than 100 deep" in found or "YAML syntax" in found


def test_nested_too_deeply_in_blocks(tmp_path: Path) -> None:
    assert "nested more than 100 deep" in refused(PLANT.replace(SOURCES, f"sources:\n  {'- ' * 2000}x\n"), tmp_path)


def test_a_text_of_16_million_characters(tmp_path: Path) -> None:
    assert "at most 16777216" in refused(PLANT + "# padding\n" * 1_700_000, tmp_path)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_a_device_is_no_file(name: str) -> None:
    with pytest.raises(ModelError, match=r"a device or a pipe, no file|no such file"):
        read_text(Path(name))
    with pytest.raises(ModelError, match=r"a device or a pipe, no file|no such file"):
        load_model(changed("    mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", f"    file: {name}"))


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for read in (read_text, read_csplib, load_model, lambda path: read_sequence(path, ["a"])):
        with pytest.raises(ModelError, match="a device or a pipe, no file"):
            read(tmp_path / "pipe.csv")
    with pytest.raises(ExperimentError, match="a device or a pipe, no file"):
        read_scenarios(tmp_path / "pipe.csv")
    with pytest.raises(StartStateError, match="a device or a pipe, no file"):
        load_state(tmp_path / "pipe.csv")


def test_a_file_without_end(tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(ModelError, match="larger than 128 MiB"):
        read_text(tmp_path / "large.csv")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_a_name_that_no_file_can_have(name: str) -> None:
    with pytest.raises(ModelError, match="cannot be the name of a file"):
        read_text(Path(name))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "gbk"])
def test_another_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes("product,colour\nsedan,é\n".replace("é", "漆" if encoding == "gbk" else "é").encode(encoding))
    with pytest.raises(ModelError, match=r'not UTF-8 text.*save it as UTF-8 \(in Excel as "CSV UTF-8"\)'):
        read_text(file)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT, encoding="utf-8-sig")
    assert load_model(file).name == "small"


def test_a_value_of_140000_characters(tmp_path: Path) -> None:
    """The csv module refuses them with an error of its own."""
    file = tmp_path / "long.csv"
    file.write_text(f"scenario,bucket\na,{'1' * 140_000}\n", encoding="utf-8")
    with pytest.raises(ExperimentError, match="field larger than field limit"):
        read_scenarios(file)
    with pytest.raises(ModelError, match="field larger than field limit"):
        read_sequence(file, ["a"])


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("shops.body.lines.main.weld.cycle=.inf", "inf"),
        ("lanes.blanks-in.quantity=1e300", "too large"),
        ("name=\ud800", "U+D800"),
        ("title={en: [" + "[" * 2000, "nested"),
        ("shops.body.lines.main.after-weld.capacity=1e19", "too large"),
    ],
)
def test_an_override_beyond_its_bounds(override: str, message: str) -> None:
    with pytest.raises(ModelError, match=message.replace("+", r"\+")):
        load_model(PLANT, [override])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("state: 1\nplaces: {a: 1000000000}\n", "too large"),
        ("state: 1\nat: 9999-12-31 23:00:00\n", "the year 9999"),
        ("state: 1\nstocks: {a: 1e300}\n", "2\\^53"),
        ('state: 1\nplaces: {"a\\ud800": 1}\n', "U\\+D800"),
        ("state: 1\norders: {o: {next_in: 1e300 s}}\n", "too large"),
    ],
)
def test_a_state_beyond_its_bounds(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(StartStateError, match=message):
        load_state(text)


def test_a_json_state_with_half_a_surrogate_pair(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text('{"state": 1, "places": {"a\\ud800": 1}}', encoding="utf-8")
    with pytest.raises(StartStateError, match="U\\+D800"):
        load_state(tmp_path / "s.json")
    (tmp_path / "s.json").write_text('{"state": 1, "places": ' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(StartStateError, match="nested"):
        load_state(tmp_path / "s.json")


def test_an_error_in_each_of_many_rows_is_told_soon() -> None:
    """The time grows as the number of rows does, and not as its square."""
    rows = "".join(f"          - {{station: s{n}, cycle: 5 s, coffee: yes}}\n" for n in range(4000))
    top = (
        "name: big\norders: {jobs: {}}\nshops:\n  hall:\n    lines:\n      main:\n        orders: jobs\n        flow:\n"
    )
    tree, _ = load_tree(top + rows)
    begin = time.process_time()
    with pytest.raises(ModelError) as caught:
        validate(tree, Path())
    assert time.process_time() - begin < 5.0
    assert len(caught.value.problems) == 4000
