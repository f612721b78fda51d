"""The readers of Taktwin, each with real inputs: what it reads, and the errors that it may raise."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import openpyxl

from taktwin.exchange.edi import read_codes, read_interchange
from taktwin.exchange.jaamsim import read_jaamsim
from taktwin.exchange.refused import MessageError
from taktwin.kernel.lowering.program import LoweringError, lower
from taktwin.library import model_path
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.files.sequencefile import read_sequence
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.start.file import load_state
from taktwin.model.text.orderfile import read_orders
from taktwin.planning.bodystore.contest.rules import read_cars
from taktwin.planning.bodystore.retrieval import StoreError
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.factor import parse_factor, parse_range
from taktwin.planning.experiment.scenario import read_scenarios
from taktwin.planning.sequence.files.csplib import read_csplib
from taktwin.planning.sequence.files.roadef import FILES, read_roadef
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import RunOptionError, simulate
from taktwin.runs.simulation import SimulationError
from tests.exchange.edi.mutations import originals
from tests.exchange.jaamsim.files import QUEUE, QUEUES
from tests.fuzz.hall import HALL
from tests.fuzz.mutate import mutated, odd_value
from tests.model.plant_text import PLANT

#: Errors that a user can do something about.
OURS = (ModelError, LoweringError, ExperimentError, StoreError, SimulationError, RunOptionError, MessageError)

GUIDED = """\
taktwin: 1
name: guided
orders: {o: {}}
fleets:
  agvs: {count: 2, speed: 1 m/s, load: 5 s, unload: 5 s, paths: loop, length: 1 m, battery: {capacity: 1 kWh,
    charge: 2 kW, driving: 300 W, idle: 50 W}}
paths:
  loop:
    ways: [a > b > c > d > a, {way: b <> e, length: 5 m, speed: 0.5 m/s}]
    points: {a: [0, 0], b: [10, 0], c: [10, 10], d: [0, 10], e: [15, 0]}
    stations: {a: 1, c: 1}
    chargers: {e: 1}
    parking: {d: 2}
shops:
  body:
    lines:
      main:
        orders: o
        flow:
          - {station: s, cycle: 60 s}
          - {transport: t, fleet: agvs, from_point: a, to_point: c, capacity: 2}
          - {station: u, cycle: 50 s}
"""
STATE = """\
state: 1
plant: small
at: 2026-01-05 10:30
places: {after-weld: 2, weld-1: [{product: sedan, options: {colour: red}, left: 20 s}],
  sort: {jobs: [{}, {}], last_taken: red}}
machines: {weld-1: {down: {mode: robot, left: 5 min}}, weld-2: {next_failure: {robot: 3 h}}}
cells: {press-1: {making: door-die, hits: 20, left: 3 s}}
fleets: {tuggers: {vehicles: {1: {task: to-paint, run: loaded, left: 10 s, job: {}}}, requests: []}}
stocks: {door-rack: 55, blanks: {level: 3, dock: 1}}
lanes: {blanks-in: {trucks: [{in: 2 h, amount: 5000}], next_order: 1 h}}
orders: {cars: {released: 30, next_in: 10 s}}
"""
ORDERS = 'product,colour,release,ident\nsedan,red,0,c1\nsuv,blue,60,c2\nsedan,,2 min,"c 3"\n'
GERMAN = 'sep=;\nproduct;colour;release;due\nsedan;red;0;05.01.2026 10:30\nsuv;blue;1,5 min;6.1.2026\n"suv";;2 min;\n'
FACTSHEET = """\
{"headerId": 1, "version": "2.0.0", "typeSpecification": {"seriesName": "x"},
 "physicalParameters": {"speedMax": 1.5, "accelerationMax": 0.5, "decelerationMax": 0.6, "length": 1.8},
 "loadSpecification": {"loadSets": [{"pickTime": 12, "dropTime": 9.5}, {"setName": "b", "pickTime": 3}]}}
"""
CODES = "sequence: {39: new, 2: change, 3: cancel}\nschedule:\n  1: firm\n  4: planning\n"
CSPLIB = "4 2 2\n1 1\n2 3\n0 2 1 0\n1 2 0 1\n"
ROADEF = {
    "vehicles.txt": "Date;SeqRank;Ident;Paint Color;HPRC1;LPRC1;\nd1;1;a;1;1;0;\nd2;1;b;1;0;1;\nd2;2;c;2;1;0;\n",
    "ratios.txt": "Ratio;Prio;Ident;\n1/3;1;HPRC1;\n2/5;0;LPRC1;\n",
    "paint_batch_limit.txt": "limitation;\n15;\n",
    "optimization_objectives.txt": "rank;objective name;\n1;paint_color_batches;\n"
    "2;high_priority_level_and_easy_to_satisfy_ratio_constraints;\n",
}
PATHS = (
    "shops.body.lines.main.weld.cycle", "shops.body.lines.main.after-weld.capacity", "orders.cars.interval", "bucket",
    "start", "name", "fleets.tuggers.count", "fleets.tuggers.speed", "lanes.blanks-in.every",
    "lanes.blanks-in.quantity", "lanes.blanks-in.up_to", "shops.paint.lines.paint.oven.transit",
    "shops.paint.lines.paint.oven.capacity", "streams", "shops.paint.lines.paint.bodies.cranes", "options.colour.red",
    "failures.robot.up", "stocks.blanks.initial", "title", "power.cell.electricity.working",
    "calendars.day.shifts.0.to", "parts.door.value", "orders.cars.mix.sedan", "shops", "paths.loop.points.a",
    "paths.loop.points.a.0", "paths.loop.ways.0", "paths.loop.ways", "paths.loop.points", "paths.loop.stations.a",
    "fleets.agvs.length", "fleets.agvs.battery.capacity", "fleets.agvs.acceleration",
    "shops.body.lines.main.t.capacity", "shops.body.lines.main.s.servers", "paths.loop.parking.d",
    "shops.hall.lines.main.oven.most", "shops.hall.lines.main.oven.wait", "shops.hall.lines.main.oven.same",
    "shops.hall.lines.main.oven.uses.bolt", "shops.hall.lines.main.oven.failures.0.jobs", "orders.jobs.batch.2",
    "shops.hall.lines.main.hoist.inlets.cool", "shops.hall.lines.main.hoist.routes.0.at", "operators.team.skills",
    "shops.hall.lines.main.strip.into.0.quantity.van", "shops.hall.lines.main.test.servers.1.failures.0.work",
    "shops.hall.lines.main.test.routes.0.full", "shops.hall.lines.side.copies", "carriers.skids.cleaning.every",
    "shops.hall.lines.main.gate.route_by", "shops.hall.lines.main.drum.merge", "shops.hall.lines.main.final.zones",
)  # fmt: skip


#: Writes a case into a folder and returns what reads it.
Make = Callable[[random.Random, Path], Callable[[], object]]


@dataclass(frozen=True)
class Reader:
    """A reader of files, or of values."""

    name: str
    make: Make


def _file(name: str, sources: Callable[[], Sequence[str]], read: Callable[[Path], object]) -> Make:
    def make(draw: random.Random, folder: Path) -> Callable[[], object]:
        path = folder / name
        path.write_bytes(mutated(draw.choice(sources()).encode(), draw))
        return lambda: read(path)

    return make


@cache
def _models() -> tuple[str, ...]:
    names = ("mm1", "line20", "paint-loop", "press-lots", "two-plants")
    shipped = (model_path(name).read_text(encoding="utf-8") for name in names)
    return (PLANT, PLANT, GUIDED, GUIDED, HALL, HALL, HALL, *shipped)


@cache
def _loaded(text: str) -> PlantModel:
    return load_model(text)


def _orders(path: Path) -> object:
    model = _loaded(PLANT)
    model.orders["cars"].file = str(path)
    orders, problems = read_orders(model, "cars")
    if problems:
        raise ModelError(problems)
    return orders


def _model_with_factsheet(draw: random.Random, folder: Path) -> Callable[[], object]:
    (folder / "sheet.json").write_bytes(mutated(FACTSHEET.encode(), draw))
    model = folder / "plant.yaml"
    text = GUIDED.replace("count: 2, speed: 1 m/s, load: 5 s, unload: 5 s", "count: 2, factsheet: sheet.json")
    model.write_text(text.replace("length: 1 m, ", ""), encoding="utf-8")
    return lambda: load_model(model)


def _workbook(draw: random.Random, folder: Path) -> Callable[[], object]:
    """Orders in a workbook, of which the whole, or a part, is mutated."""
    path = folder / "orders.xlsx"
    parts = _parts()
    odd = draw.choice([None, *parts])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, mutated(content, draw) if name == odd else content)
    if odd is None:
        path.write_bytes(mutated(path.read_bytes(), draw))
    return lambda: _orders(path)


@cache
def _parts() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["product", "colour", "release"], ["sedan", "red", 0], ["suv", None, 60.5], ["suv", "blue", "2 min"]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    with zipfile.ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _roadef(draw: random.Random, folder: Path) -> Callable[[], object]:
    odd = draw.choice(FILES)
    for name, text in ROADEF.items():
        content = text.encode()
        (folder / name).write_bytes(mutated(content, draw) if name == odd else content)
    return lambda: read_roadef(folder)


def _set(draw: random.Random, folder: Path) -> Callable[[], object]:
    text = draw.choice((PLANT, GUIDED, HALL))
    path, value = draw.choice(PATHS), odd_value(draw)
    if draw.random() < 0.3:
        path = mutated(path.encode(), draw).decode("utf-8", "surrogateescape")
    if draw.random() < 0.2:
        value = draw.choice(("[{}, {}]", "{{a: {}}}", "[{}]", "{} [derived: {}]")).format(value, odd_value(draw))
    override = f"{path}={value}"
    (folder / "override.txt").write_text(f"{override}\n\n{text}", encoding="utf-8", errors="surrogateescape")
    return lambda: load_model(_loaded(text), [override])


def _pair(draw: random.Random, folder: Path) -> Callable[[], object]:
    text = mutated(b"shops.body.lines.main.weld.cycle=80 s,tri(1 s, 2 s, 3 s)..100 s", draw).decode("utf-8", "replace")
    (folder / "factor.txt").write_text(text, encoding="utf-8")

    def read() -> None:
        try:
            parse_factor(text)
        except ExperimentError:
            parse_range(text).at(draw.random())

    return read


@cache
def _interchanges() -> tuple[str, ...]:
    return tuple(data.decode("latin-1") for data in originals())


def _run(path: Path) -> object:
    model = load_model(path)
    lower(model)
    return simulate(model, RunOptions(days=0.02, warmup=0))


READERS = {
    reader.name: reader
    for reader in (
        Reader("model", _file("plant.yaml", _models, load_model)),
        Reader("set", _set),
        Reader("orders", _file("orders.csv", lambda: (ORDERS,), _orders)),
        Reader("semicolons", _file("orders.csv", lambda: (GERMAN,), _orders)),
        Reader("workbook", _workbook),
        Reader("jaamsim", _file("model.cfg", lambda: (QUEUE, *QUEUES), read_jaamsim)),
        Reader("state", _file("state.yaml", lambda: (STATE,), load_state)),
        Reader(
            "sequence", _file("s.csv", lambda: ("position,ident\n1,a\n2,b\n3,c\n",), lambda p: read_sequence(p, "abc"))
        ),
        Reader("design", _file("d.csv", lambda: ("scenario,bucket,name\na,15 min,x\nb,1 h,\n",), read_scenarios)),
        Reader("factor", _pair),
        Reader("csplib", _file("c.txt", lambda: (CSPLIB,), read_csplib)),
        Reader("roadef", _roadef),
        Reader("factsheet", _model_with_factsheet),
        Reader("contest", _file("cars.csv", lambda: ("动力,驱动\n混动,四驱\n燃油,两驱\n",), read_cars)),
        Reader("edifact", _file("calls.edi", _interchanges, read_interchange)),
        Reader("codes", _file("codes.yaml", lambda: (CODES,), read_codes)),
        Reader("run", _file("plant.yaml", _models, _run)),
    )
}
