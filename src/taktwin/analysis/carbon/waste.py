"""The register of hazardous waste: what came into a store, what left it, and whether the rules were kept.

The fields are those of HJ 1259-2022 (code, amount, time, store, transfer manifest); waste may be stored for a year at
most. The claim "100 % compliant" becomes the share of checks that were passed.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktwin.analysis.carbon.data import shipped
from taktwin.analysis.carbon.errors import CarbonError
from taktwin.model.phrase import Phrase
from taktwin.model.values.figures import number
from taktwin.model.values.wastecode import valid_waste_code

_NEAR = 1e-6
"""Kg."""


@dataclass(frozen=True)
class WasteEntry:
    """A line of the register."""

    day: dt.date
    code: str
    """Category (`HW12`) or code of the national list (`900-252-12`)."""
    kg: float
    store: str
    way: str
    """`in` or `out`."""
    manifest: str = ""
    """Number of the transfer manifest; due for what leaves."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            CarbonError: an amount that is not above 0, a way or a day that is none.
        """
        where = f"waste register: {self.code} on {self.day}"
        number(CarbonError, where, "amount", self.kg, "kg", least=1e-9, most=1e12)
        if self.way not in ("in", "out"):
            raise CarbonError(f"{where}: the way is {self.way!r}", "write `in` or `out`")
        if not isinstance(self.day, dt.date):
            raise CarbonError(f"{where}: the day is no date", "give a date")


@dataclass(frozen=True)
class WasteFinding:
    """A rule that was broken."""

    rule: str
    """`code`, `manifest`, `balance`, `capacity` or `time`."""
    day: dt.date
    store: str
    code: str
    text: str


@dataclass(frozen=True)
class WasteCheck:
    """What the check of a register found."""

    findings: tuple[WasteFinding, ...]
    checks: int
    stored_kg: dict[tuple[str, str], float]
    """Left in each store, by code: (store, code) -> kg."""

    @property
    def passed_share(self) -> float:
        """Share of the checks that were passed; nan where nothing was checked."""
        return 1 - len(self.findings) / self.checks if self.checks else math.nan


def check_waste_register(
    entries: Sequence[WasteEntry], capacity_kg: Mapping[str, float], on: dt.date, longest_days: int | None = None
) -> WasteCheck:
    """Check a register: codes, manifests, balance, capacity of the stores, and how long waste lay there.

    What leaves is the oldest of its code in its store. Of one day, what comes in is counted before what leaves.

    Args:
        entries: lines of the register, in any order.
        capacity_kg: of each store.
        on: day of the check; later entries are an error.
        longest_days: that waste may be stored; None for a year.

    Raises:
        CarbonError: an entry after the day of the check, a store without a capacity, or a capacity below 0.
    """
    longest = shipped("waste.yaml")["longest_days"] if longest_days is None else longest_days
    for store, kg in capacity_kg.items():
        number(CarbonError, f"store {store}", "capacity", kg, "kg", most=1e12)
    for one in entries:
        if one.day > on:
            raise CarbonError(f"waste register: {one.code} on {one.day} is after the check on {on}", "correct the day")
        if one.store not in capacity_kg:
            raise CarbonError(f'waste register: the store "{one.store}" has no capacity', "give it in kg")
    book = _Book(capacity_kg, longest)
    for one in sorted(entries, key=lambda one: (one.day, one.way)):
        book.enter(one)
    return book.closed(on)


class _Book:
    """Goes through the register day by day."""

    def __init__(self, capacity: Mapping[str, float], longest: int) -> None:
        self.capacity, self.longest = capacity, longest
        self.lots: dict[tuple[str, str], deque[tuple[dt.date, float]]] = defaultdict(deque)
        self.level: dict[str, float] = dict.fromkeys(capacity, 0.0)
        self.findings: list[WasteFinding] = []
        self.checks = 0

    def _check(self, kept: bool, rule: str, day: dt.date, store: str, code: str, text: str) -> None:
        self.checks += 1
        if not kept:
            self.findings.append(WasteFinding(rule, day, store, code, text))

    def enter(self, one: WasteEntry) -> None:
        """Book a line."""
        place = (one.day, one.store, one.code)
        self._check(
            valid_waste_code(one.code), "code", *place, Phrase('"{code}" is no code of hazardous waste', code=one.code)
        )
        if one.way == "in":
            self.lots[one.store, one.code].append((one.day, one.kg))
            self.level[one.store] += one.kg
            over = self.level[one.store] - self.capacity[one.store]
            self._check(over <= _NEAR, "capacity", *place, Phrase("{kg:g} kg over the capacity of the store", kg=over))
            return
        self._check(bool(one.manifest.strip()), "manifest", *place, Phrase("left without a transfer manifest"))
        missing = self._leave(one)
        self._check(missing <= _NEAR, "balance", *place, Phrase("{kg:g} kg left that never came in", kg=missing))

    def _leave(self, one: WasteEntry) -> float:
        """Take the oldest lots; how much of it was not there."""
        lots, rest = self.lots[one.store, one.code], one.kg
        while rest > _NEAR and lots:
            day, kg = lots.popleft()
            taken = min(kg, rest)
            rest -= taken
            self.level[one.store] -= taken
            self._lay(day, one.day, one.store, one.code)
            if kg - taken > _NEAR:
                lots.appendleft((day, kg - taken))
        return rest

    def _lay(self, since: dt.date, until: dt.date, store: str, code: str) -> None:
        days = (until - since).days
        text = Phrase("{days} days in the store, since {since}", days=days, since=since)
        self._check(days <= self.longest, "time", until, store, code, text)

    def closed(self, on: dt.date) -> WasteCheck:
        """What lies there still, and the result."""
        stored = {}
        for (store, code), lots in self.lots.items():
            for since, _ in lots:
                self._lay(since, on, store, code)
            if lots:
                stored[store, code] = math.fsum(kg for _, kg in lots)
        return WasteCheck(tuple(self.findings), self.checks, stored)
