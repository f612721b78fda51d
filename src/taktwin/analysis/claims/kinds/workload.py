"""Machines and the work that they have in one takt: needed = tasks x time / (takt x utilisation)."""

from __future__ import annotations

import math

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.model.phrase import Phrase

FIELDS = {
    "machines": Takes(({},), "300", needed=True),
    "tasks": Takes(({},), "4500", needed=True),
    "task_time": Takes(({"time": 1},), "3 s", needed=True),
    "takt": Takes(({"time": 1},), "120 s", needed=True),
    "utilisation": Takes(({"share": 1},), "85 %"),
}
TOGETHER = (("machines", "tasks", "task_time", "takt"),)


def read(sentence: Sentence) -> Read | None:  # noqa: ARG001 - as of every kind
    """No sentence says all of it: the fields are given."""
    return None


def judge(claim: Claim) -> Finding:
    """Needed machines against those that there are."""
    value = {name: one.middle for name, one in claim.values.items()}
    needed = value["tasks"] * value["task_time"] / (value["takt"] * value.get("utilisation", 0.85))
    implied = Phrase("{needed} machines needed", needed=math.ceil(needed - 1e-9))
    if needed <= value["machines"] * 1.0000001:
        return Finding("consistent", implied)
    if needed * value.get("utilisation", 0.85) <= value["machines"]:
        return Finding("only_if", implied, Phrase("only if they work without any pause"))
    return Finding(
        "impossible",
        implied,
        likely=Phrase("a takt of {takt} s", takt=shown(value["takt"] * needed / value["machines"])),
    )
