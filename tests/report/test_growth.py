"""What the report says of growth without end, and of the warnings of the check."""

from __future__ import annotations

from functools import cache

import pytest

import taktwin

OVERLOADED = """\
taktwin: 1
name: overloaded
orders: {b: {interval: 10 s}}
shops: {s: {lines: {l: {orders: b, flow: [{buffer: q, capacity: unlimited}, {station: a, cycle: 12 s}]}}}}
"""


@cache
def page(interval: str) -> str:
    """The report of a plant with an interval of its orders, as one text."""
    import tempfile
    from pathlib import Path

    run = taktwin.load(OVERLOADED.replace("10 s", interval)).simulate(days=2, replications=2)
    with tempfile.TemporaryDirectory() as folder:
        return run.report(Path(folder) / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "Buffer q (s) grows without end, by 60 jobs an hour (95 %: 60 to 60), 1,440 a day.",
        "s 的缓冲区 q 无限增长：每小时增加 60",
        "The number of jobs in the plant grows without end",
        "lead time and work in process grow as long as that lasts",
        "load 120 %",
        "Warnings of the check",
        "模型检查警告",
    ],
)
def test_growth_and_warnings_are_told_in_both_languages(text: str) -> None:
    assert text in page("10 s"), text


def test_nothing_is_said_of_a_plant_that_can_do_what_comes() -> None:
    steady = page("15 s")
    assert "grows without end" not in steady
    assert "Warnings of the check" not in steady
