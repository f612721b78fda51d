"""What `--json` prints is one JSON object and nothing else, whatever libraries print on their own account.

In processes of their own: a library's compiled side writes to the process, past anything that Python could catch.
"""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.core
import typer.main

import taktwin
from taktwin.cli.app import app
from taktwin.exchange.edi import write_interchange
from taktwin.live.events import event_line
from tests.analysis.assessment.plant import written as write_assessment
from tests.analysis.footprint.plant import PLANT as LEDGER
from tests.analysis.site.plant import text as site_text
from tests.cli.dispatch.test_command import SERIES, SITE
from tests.cli.journal.test_command import write_journal
from tests.exchange.edi.examples import interchange, jis
from tests.exchange.jaamsim.files import QUEUE
from tests.live.anomaly.series import write_series
from tests.model.families.park import TEXT as PARK
from tests.planning.bodystore.test_replay import PLANT
from tests.planning.cluster.small import SMALL
from tests.planning.orders.example import BOOK
from tests.planning.sequence.instances import write_instance
from tests.product.acoustics.test_process import FELT

#: A quick call of each command that has `--json`, with whatever else it can write.
CALLS = {
    "anomalies": "series.csv --out scores.csv",
    "check": "mm1",
    "claims": "register",
    "cluster": "cluster.yaml --draws 1000 --out years.csv --report cluster.html",
    "run": "mm1 --days 1 --warmup 0.25 --replications 2 --out run",
    "experiment": "mm1 --vary shops.workshop.lines.line.queue.capacity=1,2 --days 1 --warmup 0.25 --out trial",
    "bodystore": "small.yaml --days 1 --replications 1 --lanes 3 --report store.html",
    "line": '--rates "1 1" --buffers 2 --parts 2000 --exact',
    "sequence": "odd.txt --time 2 --workers 1 --out order.csv",
    "resequence": "day plan.csv --lost c4 --out mended.csv",
    "compare": "one two --out compared.html",
    "import": "jaamsim queue.cfg --out draft.yaml",
    "export": "mm1 --to epcis --days 0.1 --out events.jsonld",
    "message": "calls.edi --out calls",
    "footprint": "ledger.yaml --to pcf --out footprints",
    "assess": "plant.yaml --write-table table.yaml",
    "drive": "suv-battery --cycle like-cltc --out seconds.csv",
    "acoustics": "felt.yaml --draws 16 --out bands.csv",
    "swap": "swap-13 --days 2 --replications 2 --out hours.csv",
    "journal": "replay plant.journal",
    "live": 'press-lots --demo --speed 0 --days 0.02 --ahead 0 --every "1 h"',
    "forecast": 'press-lots --at "1 h" --replications 2',
    "forecasts": "kept.db",
    "whatif": "mm1 --from day.jsonl --try tries.yaml --replications 2",
    "drift": "mm1 --events day.jsonl --write new.yaml",
    "trace": "soundproofing --job 3 --days 1",
    "watch": "traced",
    "weather": "chongqing-cloudy --pv roof --out year.csv",
    "supply": "park.yaml --zir 25% --days 2 --replications 2 --fresh 2 --steps 2 --report plan.html",
    "dispatch": "site.yaml --out plan.csv",
    "energy": "works.yaml --days 1 --warmup 0 --weather chongqing-bright --out series.csv --cars cars.csv",
    "stress": "park.yaml --warmup 0.5 --days 0.5 --replications 2",
    "orders": "book.yaml --until 10 --futures 10 --report book.html --out promises.csv",
    "lots": "press-lots --days 2 --load 70% --out plan.yaml --report lots.html",
}
#: So many processes share the calls: each needs a second and a half until it can do anything.
PROCESSES = 4
#: Three of five cars, at most every second one, stand at 1, 3 and 5; the other two are nearer than one in three.
#: Only the linear program sees that, so the solver is at work here.
ODD = "5 2 2\n1 1\n2 3\n0 3 1 0\n1 2 0 1\n"


def commands(group: typer.core.TyperGroup, before: str = "") -> Iterator[tuple[str, typer.core.TyperCommand]]:
    """All commands below a group by what is typed, as in `state check`."""
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from commands(command, f"{before}{name} ")
        else:
            assert isinstance(command, typer.core.TyperCommand)
            yield f"{before}{name}", command


def with_json() -> set[str]:
    """The commands that have `--json`."""
    group = typer.main.get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    return {name for name, command in commands(group) if any("--json" in one.opts for one in command.params)}


def refuse(constant: str) -> None:
    """`NaN` and the infinities, which Python reads and no other reader does."""
    pytest.fail(f"{constant} is no JSON")


def test_every_command_with_json_is_called_here() -> None:
    """A new command gets its call in CALLS."""
    assert with_json() == set(CALLS)


def write_inputs(command: str, folder: Path) -> None:
    """What the calls read, and what this command alone reads."""
    (folder / "small.yaml").write_text(PLANT, encoding="utf-8")
    (folder / "works.yaml").write_text(site_text(), encoding="utf-8")
    (folder / "park.yaml").write_text(PARK, encoding="utf-8")
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    (folder / "book.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "day.csv").write_text(SERIES, encoding="utf-8")
    (folder / "odd.txt").write_text(ODD, encoding="utf-8")
    (folder / "plan.csv").write_text("position,ident\n1,c2\n2,c1\n3,c4\n4,c3\n", encoding="utf-8")
    (folder / "queue.cfg").write_text(QUEUE, encoding="utf-8")
    (folder / "ledger.yaml").write_text(LEDGER, encoding="utf-8")
    (folder / "cluster.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "felt.yaml").write_text(FELT, encoding="utf-8")
    (folder / "tries.yaml").write_text("tries: {nothing: {}}", encoding="utf-8")
    if command == "assess":
        write_assessment(folder)
    if command == "anomalies":
        write_series(folder / "series.csv")
    if command == "journal":
        write_journal(folder / "plant.journal")
    if command == "resequence":
        write_instance(folder / "day")
    if command == "message":
        write_interchange(interchange(jis()), folder / "calls.edi")
    if command == "compare":
        for name in ("one", "two"):
            taktwin.load("mm1").simulate(days=1, warmup=0, replications=2).save(folder / name)
    if command in ("drift", "whatif"):
        said = (event_line(event) for event in taktwin.load("mm1").emulator(days=0.05).events())
        (folder / "day.jsonl").write_text("\n".join(said), encoding="utf-8")
    if command == "watch":
        taktwin.load("mm1").simulate(days=1, warmup=0, trace=True).save(folder / "traced")


#: Reads a list of folders and command lines and runs each in its folder, in one process: what it and the libraries
#: below it write to the outputs of the process goes to the files `out` and `err` there, how it ended to `code`.
SEVERAL = """
import ctypes, json, os, sys
from taktwin.cli import main

for folder, words in json.load(sys.stdin):
    os.chdir(folder)
    for output, name in ((1, "out"), (2, "err")):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, output)
        os.close(file)
    sys.argv = ["taktwin", *words]
    try:
        code = main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    ctypes.CDLL(None).fflush(None)
    with open("code", "w") as file:
        file.write(str(code or 0))
"""


@pytest.mark.parametrize("nth", range(PROCESSES))
def test_one_object_and_nothing_else(nth: int, tmp_path: Path) -> None:
    """The whole standard output is one JSON object."""
    calls: list[tuple[str, list[str]]] = []
    chosen = list(CALLS)[nth::PROCESSES]
    for command in chosen:
        folder = tmp_path / command
        folder.mkdir()
        write_inputs(command, folder)
        if command == "forecasts":
            keep = "forecast mm1 --at 1h --until 2h --replications 2 --keep kept.db"
            calls.append((str(folder), shlex.split(keep)))
        calls.append((str(folder), [*command.split(), *shlex.split(CALLS[command]), "--json"]))
    subprocess.run([sys.executable, "-c", SEVERAL], input=json.dumps(calls), text=True, check=True)
    for command in chosen:
        code, out, err = ((tmp_path / command / name).read_text(encoding="utf-8") for name in ("code", "out", "err"))
        assert code == "0", f"{command}: {err}"
        assert "Warning" not in err, command
        kind = list if command == "claims" else dict  # a list of claims makes a list of verdicts
        assert isinstance(json.loads(out, parse_constant=refuse), kind), command
