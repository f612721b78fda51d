"""The page of a planned supplier park: its figures are those of the study."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path

import pytest

import taktwin
from taktwin.planning.supply.park.result import SupplyStudy
from taktwin.report.shell.words import number, percent
from tests.model.families.park import TEXT


@cache
def study() -> SupplyStudy:
    return taktwin.load(TEXT).supply(zir=1 / 3, days=2.0, warmup=0.5, replications=2, steps=2)


@cache
def page() -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return taktwin.write_report(study(), Path(folder) / "plan.html").read_text(encoding="utf-8")


def own(language: str) -> str:
    """The texts of the page in one language."""
    parts = re.split(r'<div data-in="(?:en|zh)" lang="[^"]*">', page())
    return html.unescape(re.sub(r"<[^>]*>", " ", parts[1 if language == "en" else 2].split("<script")[0]))


def test_before_and_after() -> None:
    found = study()
    for said in (
        percent(found.plan.zir),
        f"today {percent(found.start.zir)}",
        number(found.chosen.cost / 1e6),
        f"today {found.today.cost:,.0f}",
        f"{found.plan.per_hour:.2f}",
    ):
        assert said in own("en"), said
    assert ("the simulated plan keeps it" in own("en")) == found.met
    assert "供应商园区计划" in own("zh")


def test_each_family_has_its_row() -> None:
    for one in study().families:
        assert number(one.cover_q95_after) in own("en")
        assert f"{one.cost_after - one.cost_before:+,.0f}" in own("en")


def test_the_frontier_is_drawn() -> None:
    data = re.search(r'<script type="application/json" id="figures">(.*?)</script>', page(), re.DOTALL)
    assert data
    line, tried, plan, today = json.loads(data[1])["en"]["frontier-0"]["data"]
    points = sorted(study().frontier, key=lambda one: one.zir)
    assert line["x"] == pytest.approx([100 * one.zir for one in points], rel=1e-3)
    assert line["y"] == pytest.approx([one.cost / 1e6 for one in points], rel=1e-4)
    assert len(tried["x"]) == sum(one.simulated_zir is not None for one in points)
    assert today["x"] == pytest.approx([100 * study().start.zir], rel=1e-3)
    assert plan["y"] == pytest.approx([study().chosen.cost / 1e6], rel=1e-4)
