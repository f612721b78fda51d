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
#: More of them, each with other objects.
QUEUES = (
    """\
Define EntityGenerator { Frames Wheels }
Define Queue { F W }
Define Assemble { Mount }
Define EntityConveyor { Belt }
Define EntitySink { Out }
Frames InterArrivalTime { 20 s } NextComponent { F } MaxNumber { 9 }
Wheels InterArrivalTime { 5 s } NextComponent { W }
Mount WaitQueueList { F W } NumberRequired { 1 4 } ServiceTime { 3 s } NextComponent { Belt }
Belt TravelTime { 20 s } Length { 10 m } EntitySpace { 1 m } Accumulating { TRUE } NextComponent { Out }
""",
    """\
Define EntityGenerator { G }
Define Resource { Clerks }
Define Queue { Q0 Q1 }
Define Seize { Take }
Define Release { Give }
Define Server { S }
Define Branch { Gate }
Define DiscreteDistribution { Odds }
Define DowntimeEntity { Stop }
Define EntitySink { Out }
Clerks Capacity { 2 }
G InterArrivalTime { 1 min } NextComponent { Take }
Take Resource { Clerks } WaitQueue { Q0 } NextComponent { Q1 }
S WaitQueue { Q1 } ServiceTime { 30[s] } NextComponent { Gate } ImmediateBreakdownList { Stop }
Stop Interval { 8 h } Duration { 10 min } IntervalWorkingEntity { S }
Odds ValueList { 1 2 } ProbabilityList { 0.9 0.1 }
Gate NextComponentList { Give Q1 } Choice { Odds }
Give Resource { Clerks } NextComponent { Out }
""",
)


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
