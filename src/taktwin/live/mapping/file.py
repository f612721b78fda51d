"""The mapping file: read whole or not at all, each fault with file, line and remedy."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from taktwin.live.mapping.codes import SHIPPED, CodeNoun, CodeTable, shipped_codes
from taktwin.live.mapping.kinds import KINDS
from taktwin.live.mapping.pattern import PatternError, compiled, filled, names_in
from taktwin.model.files.nounfile import Faults, noun_of
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Tree, read_tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.textfile import read_text

Word = Literal[
    "counter",
    "state",
    "mode",
    "cycle",
    "present",
    "identity",
    "stop",
    "fault",
    "level",
    "vehicle",
    "order",
    "event",
    "sensor",
    "ignored",
]
WIDTHS = (8, 16, 32, 64)


class RuleNoun(Noun):
    """What the tags of a pattern tell."""

    tag: str = Field(description="Pattern of tags: group/node/device/name, with {name}, * and **.")
    says: Word = Field(alias="is", description="What they tell: counter, state, cycle, identity, level ...")
    of: str = Field(default="", description="Name of the part of the model; {name} stands for what the pattern found.")
    codes: str | None = Field(default=None, description="Table of codes, for `is: state` and `is: mode`.")
    width: int | None = Field(default=None, description="Bits after which a counter begins at 0 again.")
    counts: Literal["in", "out"] | None = Field(
        default=None, description="What a counter counts: jobs that come in, or (by default) those finished."
    )
    unit: str | None = Field(default=None, description="Unit of a sensor; of a meter W, kW, MW, Wh, kWh or MWh.")


class ClockNoun(Noun):
    """The clock of the plant."""

    zero: str | None = Field(default=None, description="When the model's start was, with its zone: 2026-01-05T06:00Z.")
    zone: str = Field(default="UTC", description="Without `zero`: the zone whose wall clock the model's start is by.")
    speed: float = Field(default=1.0, description="Seconds of the plant in one of ours; 1 but for emulated plants.")


class MappingNoun(Noun):
    """A mapping file."""

    mapping: int = Field(description="Version of the form of this file: 1.")
    plant: str | None = Field(default=None, description="Name of the model that it is for.")
    clock: ClockNoun | None = Field(default=None, description="How times of tags become times of the plant.")
    codes: Named[Named[CodeNoun]] = Field(default_factory=dict, description="Own tables: name -> number -> code.")
    names: Named[str] = Field(default_factory=dict, description="What tags call a part -> its name in the model.")
    tags: list[RuleNoun] = Field(description="Rules; the first whose pattern fits a tag counts.")


@dataclass(frozen=True, slots=True)
class Told:
    """What a tag tells.

    Attributes:
        resource: name of the part in the model; empty for none.
        kind: a word of `kinds.KINDS`.
        rule: number of the rule in the file, from 0.
        codes: table of a state.
        width: of a counter, in bits; None where it never begins anew.
        counts: what a counter counts: `in` or `out`.
        unit: of a sensor; None where it is not told.
    """

    resource: str
    kind: str
    rule: int
    codes: CodeTable | None = None
    width: int | None = None
    counts: str = "out"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, ready to use."""

    number: int
    tag: str
    pattern: re.Pattern[str]
    kind: str
    of: str
    codes: CodeTable | None
    width: int | None
    counts: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping that was read.

    Attributes:
        plant: name of the model that it is for; None where it does not say.
        rules: in their order.
        names: what tags call a part -> its name in the model.
        clock: of the plant; None where it does not say.
        tree: its data with their lines, for messages.
    """

    plant: str | None
    rules: tuple[Rule, ...]
    names: dict[str, str]
    clock: ClockNoun | None
    tree: Tree = field(repr=False, compare=False)

    def told(self, tag: str) -> Told | None:
        """What a tag tells; None where no rule fits it."""
        for rule in self.rules:
            match = rule.pattern.fullmatch(tag)
            if match is not None:
                found = {name: self.names.get(text, text) for name, text in match.groupdict().items()}
                return Told(
                    filled(rule.of, found), rule.kind, rule.number, rule.codes, rule.width, rule.counts, rule.unit
                )
        return None


def load_mapping(path: str | Path) -> Mapping:
    """Read a mapping file.

    Raises:
        ModelError: with file, line, what was expected and a remedy of each problem.
    """
    return mapping_of(read_text(Path(path)), str(path))


def mapping_of(text: str, file: str = "(text)") -> Mapping:
    """The mapping that a text holds. Raises `ModelError` as `load_mapping` does."""
    tree = read_tree(text, file)
    noun = noun_of(tree, MappingNoun)
    faults = Faults(tree)
    if noun.mapping != 1:
        faults.add(
            ("mapping",),
            Phrase("this program knows version 1 of mappings, not {mapping}", mapping=noun.mapping),
            Phrase("write `mapping: 1`"),
        )
    tables = {name: _table(name, states, faults) for name, states in noun.codes.items()}
    rules = [_rule(i, one, tables, faults) for i, one in enumerate(noun.tags)]
    if noun.clock is not None:
        _check_clock(noun.clock, faults)
    faults.raise_found()
    return Mapping(noun.plant, tuple(one for one in rules if one is not None), dict(noun.names), noun.clock, tree)


def _check_clock(noun: ClockNoun, faults: Faults) -> None:
    if noun.zero is not None:
        try:
            at = dt.datetime.fromisoformat(noun.zero)
        except ValueError:
            at = None
        if at is None or at.tzinfo is None:
            message = Phrase('expected an instant with its zone, got "{zero}"', zero=noun.zero)
            faults.add(("clock", "zero"), message, Phrase("write it as 2026-01-05T06:00:00+01:00"))
    try:
        ZoneInfo(noun.zone)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        faults.add(
            ("clock", "zone"),
            Phrase('there is no zone "{zone}"', zone=noun.zone),
            Phrase("write UTC, or one as Asia/Shanghai"),
        )
    if not 0.0 < noun.speed < float("inf"):
        faults.add(
            ("clock", "speed"),
            Phrase("a speed of {speed:g}", speed=noun.speed),
            Phrase("give a number above 0; 1 for a real plant"),
        )


def _table(name: str, states: dict[str, CodeNoun], faults: Faults) -> CodeTable:
    if name in SHIPPED:
        faults.add(
            ("codes", name), Phrase('"{name}" is the name of a shipped table', name=name), Phrase("choose another name")
        )
    numbers: dict[int, CodeNoun] = {}
    for word, code in states.items():
        if re.fullmatch(r"-?\d{1,18}", word):
            numbers[int(word)] = code
        else:
            faults.add(
                ("codes", name, word),
                Phrase('expected a number, got "{word}"', word=word),
                Phrase("write codes as whole numbers"),
            )
    return CodeTable(name, {n: one.name for n, one in numbers.items()}, {n: one.means for n, one in numbers.items()})


def _rule(number: int, noun: RuleNoun, tables: dict[str, CodeTable], faults: Faults) -> Rule | None:
    path, kind = ("tags", number), KINDS[noun.says]
    try:
        pattern = compiled(noun.tag)
    except PatternError as error:
        faults.add(
            (*path, "tag"),
            Phrase('the pattern "{tag}" cannot be meant: {message}', tag=noun.tag, message=error.message),
            error.remedy,
        )
        return None
    if not noun.of and kind.of:
        faults.add(
            path,
            Phrase("`is: {word}` needs the part of the model that it is about", word=kind.word),
            Phrase("add `of: NAME`"),
        )
    for name in sorted(names_in(noun.of) - names_in(noun.tag)):
        remedy = Phrase("write {{{name}}} in the pattern as well, or name the part", name=name)
        faults.add((*path, "of"), Phrase("{{{name}}} is not in the pattern", name=name), remedy)
    if (kind.word in ("state", "mode")) != (noun.codes is not None):
        if noun.codes is None:
            message = Phrase(
                "a {word} needs its table of codes: the same number means different things in different tables",
                word=kind.word,
            )
            faults.add(
                path, message, Phrase("add `codes: NAME`, such as {names}", names=", ".join((*SHIPPED, *tables)))
            )
        else:
            faults.add(
                (*path, "codes"),
                Phrase("`is: {word}` has no codes", word=kind.word),
                Phrase("remove it, or write `is: state`"),
            )
    table = None
    if noun.codes is not None:
        table = tables.get(noun.codes) or (shipped_codes(noun.codes) if noun.codes in SHIPPED else None)
        if table is None:
            known = [*SHIPPED, *tables]
            faults.add(
                (*path, "codes"),
                Phrase('there is no table of codes "{codes}"', codes=noun.codes),
                suggest(noun.codes, known),
            )
    if noun.width is not None and (kind.word != "counter" or noun.width not in WIDTHS):
        message = (
            Phrase("a width of {width} bits", width=noun.width)
            if kind.word == "counter"
            else Phrase("`is: {word}` has no width", word=kind.word)
        )
        faults.add((*path, "width"), message, Phrase("counters have {widths} bits", widths=", ".join(map(str, WIDTHS))))
    if noun.counts is not None and kind.word != "counter":
        faults.add(
            (*path, "counts"),
            Phrase("`is: {word}` counts nothing", word=kind.word),
            Phrase("remove it, or write `is: counter`"),
        )
    if noun.unit is not None and kind.word != "sensor":
        faults.add(
            (*path, "unit"),
            Phrase("`is: {word}` has no unit", word=kind.word),
            Phrase("remove it, or write `is: sensor`"),
        )
    return Rule(number, noun.tag, pattern, kind.word, noun.of, table, noun.width, noun.counts or "out", noun.unit)
