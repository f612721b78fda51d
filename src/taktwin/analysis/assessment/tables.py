"""Tables of an assessment: those that come with Taktwin, or a user's own in the same form."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from taktwin.model.errors import OptionError
from taktwin.model.files.nounfile import Faults, read_noun
from taktwin.model.text.tree import Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import Named, Noun

#: Tables of green factories that come with Taktwin; the first is what is used if none is named.
SHIPPED = ("gbt36132-2025", "gbt36132-2018")
_ZERO = "zero-carbon-2026"


class TitledNoun(Noun):
    """Something with a name for people."""

    title: str = Field(description="Its name.")
    zh: str = Field(default="", description="Its name in Chinese.")


class SureNoun(TitledNoun):
    """Something of a standard, and how sure it is that it says so."""

    sure: Literal["seen", "recalled", "proposed", "given"] = Field(
        default="given", description="seen, recalled (to be verified), proposed (not of the standard) or given."
    )


class HeadNoun(SureNoun):
    """A head of the table."""

    weight: Any = Field(default=None, description="Points of the head; empty where they are not known.")


class GroupNoun(Noun):
    """Heads whose points are known together."""

    heads: list[str] = Field(description="The heads.")
    weight: Any = Field(description="Their points together.")
    source: str = Field(default="", description="Where that is said.")


class IndicatorNoun(SureNoun):
    """An indicator: its unit, which way is better, and what it takes for no and for full points."""

    head: str = Field(description="The head that it belongs to.")
    kind: Literal["linear", "limit", "yes_no"] = Field(
        default="linear", description="linear between base and lead; limit: lead or nothing; yes_no."
    )
    unit: str = Field(default="", description="Unit of value, base and lead, such as kWh/car.")
    better: Literal["more", "less", ""] = Field(default="", description="Which way is better: more or less.")
    weight: Any = Field(default=None, description="Points; empty where they are not known.")
    base: Any = Field(default=None, description="Level that gives no points.")
    lead: Any = Field(default=None, description="Level that gives all points.")
    source: str = Field(default="", description="Where weight and levels come from.")


class TableNoun(TitledNoun):
    """A table of a green factory."""

    edition: str = Field(default="", description="Edition, and since when it is in force.")
    edition_zh: str = Field(default="", description="The same in Chinese.")
    source: str = Field(default="", description="Where the table comes from.")
    points: Any = Field(default=100, description="Points of all heads together.")
    basic: Named[SureNoun] = Field(default_factory=dict, description="What must be met before any point counts.")
    groups: list[GroupNoun] = Field(default_factory=list, description="Heads whose points are known together.")
    heads: Named[HeadNoun] = Field(description="The heads.")
    indicators: Named[IndicatorNoun] = Field(description="The indicators.")


class ItemNoun(TitledNoun):
    """What is asked on a path: a figure, or (without a unit) a statement with evidence."""

    unit: str = Field(default="", description="Unit of the figure; empty for a statement.")


class PathNoun(TitledNoun):
    """A path."""

    items: Named[ItemNoun] = Field(description="What is asked on it.")


class ZeroNoun(TitledNoun):
    """The paths to a zero-carbon factory."""

    source: str = Field(default="", description="Where the paths come from.")
    paths: Named[PathNoun] = Field(description="The paths.")


def shipped_table(name: str) -> str:
    """The text of a table that comes with Taktwin, to be filled in.

    Args:
        name: one of `SHIPPED`.

    Raises:
        OptionError: there is no such table.
    """
    if name not in SHIPPED:
        raise OptionError(f'there is no table "{name}"', suggest(name, SHIPPED), "table")
    return _file(name).read_text(encoding="utf-8")


def table_of(name: str, beside: Path) -> tuple[TableNoun, Path]:
    """A table, by the name of one that comes with Taktwin, or of a file, and where it was read.

    Args:
        name: of the table, or of the file.
        beside: folder that the file's name starts from.

    Raises:
        ModelError: the file cannot be used.
        OptionError: it is neither.
    """
    if name in SHIPPED:
        path = _file(name)
    else:
        path = beside / name
        if not path.is_file():
            remedy = suggest(name, SHIPPED)
            raise OptionError(f'there is no table "{name}", and no file of that name beside this one', remedy)
    tree, noun = read_noun(path, TableNoun)
    _check(tree, noun)
    return noun, path


def paths_table() -> ZeroNoun:
    """The paths to a zero-carbon factory."""
    return read_noun(_file(_ZERO), ZeroNoun)[1]


def _file(name: str) -> Path:
    return Path(str(files("taktwin.library.assessment") / f"{name}.yaml"))


def _check(tree: Tree, noun: TableNoun) -> None:
    """Numbers are numbers, levels lie the right way round, and weights add up as far as they are given."""
    faults = Faults(tree)
    points = faults.number(("points",), noun.points, "the points of all heads", least=1e-9, most=1e6) or 0.0
    for key, head in noun.heads.items():
        if head.weight is not None:
            faults.number(("heads", key, "weight"), head.weight, "points", most=points)
    for key, one in noun.indicators.items():
        _check_indicator(faults, noun, key, one, points)
    for at, group in enumerate(noun.groups):
        faults.number(("groups", at, "weight"), group.weight, "points", most=points)
        for head in group.heads:
            if head not in noun.heads:
                faults.add(("groups", at, "heads"), f'there is no head "{head}"', suggest(head, noun.heads))
    faults.raise_found()
    for key, head in noun.heads.items():
        _adds_up(faults, ("heads", key), key, _weights(noun, [key]), head.weight)
    for at, group in enumerate(noun.groups):
        _adds_up(faults, ("groups", at), " and ".join(group.heads), _weights(noun, group.heads), group.weight)
    _adds_up(faults, ("points",), "all heads", _weights(noun, list(noun.heads)), points)
    faults.raise_found()


def _check_indicator(faults: Faults, noun: TableNoun, key: str, one: IndicatorNoun, points: float) -> None:
    path = ("indicators", key)
    if one.head not in noun.heads:
        faults.add((*path, "head"), f'there is no head "{one.head}"', suggest(one.head, noun.heads))
    if one.weight is not None:
        faults.number((*path, "weight"), one.weight, "points", most=points)
    if one.kind == "yes_no":
        return
    if not one.unit:
        faults.add(path, "an indicator with a figure needs a unit", "add `unit: kWh/car`, or `kind: yes_no`")
    if not one.better:
        faults.add(path, "it is not said which way is better", "add `better: less` or `better: more`")
    levels = {name: getattr(one, name) for name in ("base", "lead") if getattr(one, name) is not None}
    found = {name: faults.number((*path, name), value, "a level") for name, value in levels.items()}
    base, lead = found.get("base"), found.get("lead")
    if base is not None and lead is not None and (lead <= base if one.better == "more" else lead >= base):
        message = f"{one.better} is better, but the leading level {lead:g} is not better than the base {base:g}"
        faults.add(path, message, "mend `better`, `base` or `lead`")


def _weights(noun: TableNoun, heads: list[str]) -> float | None:
    """Sum of the weights of the indicators of some heads; None where one of them is not given, or there is none."""
    given = [one.weight for one in noun.indicators.values() if one.head in heads]
    return math.fsum(given) if given and None not in given else None


def _adds_up(faults: Faults, path: tuple[str | int, ...], what: str, found: float | None, wanted: float | None) -> None:
    if found is not None and wanted is not None and abs(found - wanted) > 1e-6:
        message = f"the indicators of {what} weigh {found:g} points together, the table says {wanted:g}"
        faults.add(path, message, "mend the weights")
