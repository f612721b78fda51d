"""Small models of JaamSim, written for these tests."""

from __future__ import annotations

from pathlib import Path

import taktwin
from taktwin.exchange.draft import Draft

QUEUE = """\
RecordEdits
Define EntityGenerator { Arrivals }
Define Queue { Line }
Define Server { Clerk }
Define EntitySink { Out }
Define SimEntity { Customer }
Define ExponentialDistribution { Gaps  Work }
Gaps UnitType { TimeUnit }  Mean { 1 min }
Work UnitType { TimeUnit }
Work Mean { 0.8 min }
Simulation RunDuration { 100 d }  InitializationDuration { 10 d }
Arrivals NextComponent { Clerk }  InterArrivalTime { Gaps }  FirstArrivalTime { Gaps }
Arrivals PrototypeEntity { Customer }
Clerk WaitQueue { Line }
Clerk ServiceTime { Work }
Clerk NextComponent { Out }   # and away
Clerk Position { 1 2 0 m }
"""


def read(folder: Path, text: str, **others: str) -> Draft:
    """The draft of a model; ``others`` are files beside it."""
    for name, content in others.items():
        (folder / f"{name}.inc").write_text(content, encoding="utf-8")
    (folder / "model.cfg").write_text(text, encoding="utf-8")
    return taktwin.read_jaamsim(folder / "model.cfg")


def flow(draft: Draft, line: str) -> list[object]:
    """The elements of a line of a draft, as its text has them."""
    from ruamel.yaml import YAML

    data = YAML(typ="safe").load(draft.text)
    return data["shops"]["shop"]["lines"][line]["flow"]


def told(draft: Draft) -> list[str]:
    """What is not taken, without the name of the file: `12: Clerk Capacity`."""
    return [f"{one.line}: {one.what}" for one in draft.untaken]
