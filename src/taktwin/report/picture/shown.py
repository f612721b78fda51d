"""Figures of a run beside the boxes of its plant: shares of states, levels, marks of the busiest and of what pays."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from taktwin.analysis.bottleneck import Bottleneck
from taktwin.analysis.kinds import CARRIERS, CELLS, STATIONS, ZONES
from taktwin.analysis.tables import ACTIVE, ON_SHIFT, RunTables, pooled_resources
from taktwin.model.values.spelt import qualified
from taktwin.planning.bottleneck.gain import Gain
from taktwin.planning.bottleneck.study import BottleneckStudy
from taktwin.report.picture.diagram import Box, Diagram, Member
from taktwin.report.shell.words import Words, number, percent

_MOST_LEVELS = 6
_WITHOUT_BOX = ("crew", "lane", "operator")
_NOTICED = 0.0005


@dataclass
class Shown:
    """Of one box: ``shares`` of scheduled time by state, or the mean ``level`` (0..1); lines for the tip; a mark."""

    shares: dict[str, float] = field(default_factory=dict)
    level: float | None = None
    tip: list[str] = field(default_factory=list)
    mark: str = ""


def shown_of(
    results: Sequence[RunTables], ranking: Sequence[Bottleneck], study: BottleneckStudy | None, words: Words
) -> Callable[[Diagram], dict[str, Shown]]:
    """What a picture shows of a run: a function that gives it for the boxes of a diagram.

    Args:
        results: one result per replication.
        ranking: `analysis.bottleneck` of them; its first is the busiest.
        study: what each suspect gains, if it was measured.
        words: language.
    """
    return lambda diagram: _Figures(results, words).boxes(diagram, ranking, study)


class _Figures:
    """The figures of a run by member."""

    def __init__(self, results: Sequence[RunTables], words: Words) -> None:
        self.results, self.words = results, words
        #: member -> seconds by state; names of the run's tables -> member
        self.seconds: dict[Member, dict[str, float]] = {}
        self.called: dict[str, Member] = {}
        self.stations: set[Member] = set()
        self.levels: dict[Member, dict[str, float]] = {}
        self._read_resources()
        self._read_levels()

    def boxes(self, diagram: Diagram, ranking: Sequence[Bottleneck], study: BottleneckStudy | None) -> dict[str, Shown]:
        """By key of the box; boxes of which the run says nothing are left out."""
        home = {member: box.key for box in diagram.boxes() for member in box.members}
        found = {box.key: shown for box in diagram.boxes() if (shown := self._box(box)) is not None}
        for gain in study.best if study is not None else ():
            if (key := self._home_of(gain, home)) is not None:
                one = found.setdefault(key, Shown())
                one.mark = self.words("pic_pays")
                one.tip.insert(0, self.words("pic_gain", gain=gain.shown[0], jobs=self.words.jobs))
        busiest = self.called.get(ranking[0].station) if ranking else None
        if busiest is not None and home.get(busiest) in found:
            one = found[home[busiest]]
            both = [self.words("pic_busiest"), one.mark]
            one.mark = self.words("comma").join(filter(None, both))
        return found

    def _read_resources(self) -> None:
        for row in pooled_resources(self.results).iter_rows(named=True):
            member = _member(row)
            self.called.setdefault(row["station"], member)
            if row["kind"] in ZONES:  # the operators of a zone: its line has states of its own
                continue
            sums = self.seconds.setdefault(member, dict.fromkeys(ON_SHIFT, 0.0))
            for state in ON_SHIFT:
                sums[state] += row[state]
            if row["kind"] in STATIONS:
                self.stations.add(member)

    def _read_levels(self) -> None:
        """Mean, highest and room of buffers and stock points, means over copies and replications."""
        rows: dict[Member, list[dict[str, Any]]] = {}
        for result in self.results:
            for row in result.buffers.iter_rows(named=True):
                member = Member(row["plant"], "element", row["model_shop"] or "", row["model_element"])
                rows.setdefault(member, []).append(row)
                self.called.setdefault(row["buffer"], member)
            for row in result.stocks.iter_rows(named=True):
                member = Member(row["plant"], "stock", "", row["stock"].removeprefix(qualified(row["plant"], "")))
                rows.setdefault(member, []).append(row)
        for member, several in rows.items():
            self.levels[member] = {
                "mean": sum(row["mean"] for row in several) / len(several),
                "max": max(row["max"] for row in several),
                "room": several[0]["capacity"],
            }

    def _box(self, box: Box) -> Shown | None:
        members = [Member(one.plant, one.group, "", one.name) if one.group == "stock" else one for one in box.members]
        worked = [one for one in members if one in self.seconds]
        worked = [one for one in worked if one in self.stations] or worked
        shares = {one: _shares(self.seconds[one]) for one in worked}
        held = [one for one in members if one in self.levels]
        if not worked and not held:
            return None
        found = Shown()
        if worked:
            found.shares = _mean(list(shares.values()))
            found.tip.append(self.words("comma").join(self._said(found.shares)))
            if len(worked) > 1:
                first = max(worked, key=lambda one: sum(shares[one].get(state, 0.0) for state in ACTIVE))
                active = sum(shares[first].get(state, 0.0) for state in ACTIVE)
                found.tip.append(self.words("pic_most_active", name=first.name, share=percent(active)))
        levels = [level for one in held if (level := _filled(self.levels[one])) is not None]
        if not worked and levels:
            found.level = sum(levels) / len(levels)
        found.tip += [self._level(one, alone=len(members) == 1) for one in held[:_MOST_LEVELS]]
        return found

    def _said(self, shares: dict[str, float]) -> list[str]:
        return [
            self.words("pic_share", state=self.words(state), share=percent(share))
            for state, share in shares.items()
            if share >= _NOTICED
        ]

    def _level(self, member: Member, alone: bool) -> str:
        level = self.levels[member]
        if math.isfinite(level["room"]):
            text = self.words("pic_level", mean=number(level["mean"]), room=number(level["room"]))
        else:
            text = self.words("pic_level_open", mean=number(level["mean"]), max=number(level["max"]))
        return text if alone else f"{member.name}: {text}"

    def _home_of(self, gain: Gain, home: dict[Member, str]) -> str | None:
        """The box of what was eased; None for what has none, such as a crew or a lane."""
        plain = gain.name.removeprefix(qualified(gain.plant, ""))
        candidates = [
            self.called.get(gain.name),
            self.called.get(plain),
            Member(gain.plant, "orders", "", plain),
            Member(gain.plant, "fleet", "", plain),
        ]
        if gain.kind in _WITHOUT_BOX:
            return None
        return next((home[one] for one in candidates if one is not None and one in home), None)


def _member(row: dict[str, Any]) -> Member:
    """The member that a resource of the run's tables belongs to."""
    shop = row["model_shop"] or ""
    if row["line"] is not None:
        return Member(row["plant"], "element", shop, row["model_element"])
    if row["kind"] in CELLS:
        return Member(row["plant"], "cell", shop, row["model_element"])
    if row["kind"] in CARRIERS:
        return Member(row["plant"], "fleet", "", row["station"].removeprefix(qualified(row["plant"], "")))
    return Member(row["plant"], "load", shop, row["model_element"])


def _shares(seconds: dict[str, float]) -> dict[str, float]:
    """Shares of scheduled time; empty where nothing was scheduled."""
    whole = sum(seconds.values())
    return {state: value / whole for state, value in seconds.items()} if whole > 0 else {}


def _mean(shares: list[dict[str, float]]) -> dict[str, float]:
    kept = [one for one in shares if one]
    return {state: sum(one[state] for one in kept) / len(kept) for state in ON_SHIFT} if kept else {}


def _filled(level: dict[str, float]) -> float | None:
    """Mean level as a share of the room, or of the highest level where there is no limit."""
    most = level["room"] if math.isfinite(level["room"]) else level["max"]
    return level["mean"] / most if math.isfinite(most) and most > 0 and math.isfinite(level["mean"]) else None
