"""Write `docs/reference.md`, the reference of the model language, from the types that read it.

    python docs/make/reference.py

A test fails while the page differs from what this program would write.
"""

from __future__ import annotations

import datetime as dt
import inspect
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from taktwin.model.nouns.machines.power import MEDIA, VOLUME_MEDIA
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.rule import Rule
from taktwin.model.values.distribution import BOUNDS, EXAMPLES, PARAMETERS, OfTime
from taktwin.model.values.mark import Mark
from taktwin.model.values.measured import MEASURED, MOST_SHARES, MOST_TIMES
from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import KINDS, OfKind

PAGE = Path(__file__).resolve().parents[1] / "reference.md"

_HEAD = """\
# Model reference

<!-- Written by docs/make/reference.py from the types in taktwin.model; do not edit. -->

Every key of a model file: what it takes, its default, what it means. `taktwin schema` prints the same as a JSON Schema
for editors. Every mapping also takes `mark` (where its unmarked numbers come from) and `note` (a remark that changes
nothing).
"""

_MEASURED = f"""\
A file of measured times is a CSV or a sheet of a workbook (`times.xlsx#polish`), see [Excel and CSV](spreadsheets.md),
its path relative to the model file. Without `column` it has one column, with or without a heading. A cell has its
unit, or `unit` says it (default s). At most {MOST_TIMES:,} times, {MOST_SHARES:,} with shares. Each draw takes
one number u from 0 to 1. With the n times in order, `interpolated` gives x(i + 1) + (h - i) (x(i + 2) - x(i + 1)),
where h = (n - 1) u and i is the whole part of h (Law, Simulation Modeling and Analysis, 6.2.4); its mean is that of the
middles between neighbours.""".splitlines()


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD, _quantities(), _distributions(), _marks()]
    parts += [_section(noun) for noun in nouns(PlantModel)]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def nouns(root: type[Noun]) -> list[type[Noun]]:
    """Return the nouns of the language, each after the one that first mentions it."""
    found = [root]
    for noun in found:  # grows as it goes
        for info in noun.model_fields.values():
            found += [inner for inner in _inside(info.annotation) if inner not in found]
    return found


def _inside(annotation: Any) -> Iterator[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _inside(argument)


def _quantities() -> str:
    rows = ["## Quantities", ""]
    rows += ["A number is written with its unit, as text. Zero needs no unit. It is 0, unless that makes no sense, or"]
    rows += ["within the bounds of its kind: what lies beyond them is a slip of the pen.", ""]
    rows += ["| kind | example | | bounds |", "| --- | --- | --- | --- |"]
    rows += [f"| {name} | `{kind.example}` | {kind.word} | {kind.bounds} |" for name, kind in KINDS.items()]
    energy = ", ".join(f"`{m}`" for m in MEDIA if m not in VOLUME_MEDIA)
    volume = ", ".join(f"`{m}`" for m in VOLUME_MEDIA)
    rows += ["", f"Media: {energy} are counted as energy (kW, kWh), {volume} as volume (m3/h, m3)."]
    return "\n".join(rows)


def _distributions() -> str:
    rows = ["## Distributions of times", ""]
    rows += ["Where a *time* is due, a plain duration stands for a constant; or one of:", ""]
    rows += ["| distribution | parameters |", "| --- | --- |"]
    for name, parameters in PARAMETERS.items():
        rows.append(f"| `{EXAMPLES[name]}` | {', '.join(key for key, _ in parameters)} |")
    meanings = {
        "discrete": "some times, each with its share; quotation marks are needed for `:` instead of `=`",
        "empirical": "measured times, each as likely as any other: a list, or a column of a file",
        "interpolated": "measured times and what lies between two neighbours: a list, or a column of a file",
    }
    rows += [f"| `{example}` | {meanings[name]} |" for name, example in MEASURED.items()]
    bounds = ", ".join(f"`{key}` from {least:g} to {most:g}" for key, (least, most) in BOUNDS.items())
    rows += [
        "",
        "Parameters may be given in this order, or by name. `normal` is cut off at zero. Bounds: " + bounds + ";",
    ]
    rows += ["a mean is 0 or from 1 microsecond to 1000 years.", "", *_MEASURED]
    return "\n".join(rows)


def _marks() -> str:
    rows = ["## Marks", ""]
    rows += ["A number may say at its end where it comes from:", ""]
    rows += ["| mark | |", "| --- | --- |"]
    rows += ["| `[seen SOURCE place]` | read in a source, a key of `sources` |"]
    rows += ["| `[derived RULE]` | computed from other numbers by the rule |"]
    rows += ["| `[assumed REASON]` | neither: a choice, or recalled |"]
    rows += [
        "",
        "`mark` of a mapping holds for all unmarked numbers below it. With a colon (`[seen: SOURCE]`) the text needs",
        "quotation marks, as YAML takes a colon for a key. `taktwin check --strict` refuses numbers without a mark.",
    ]
    return "\n".join(rows)


def _section(noun: type[Noun]) -> str:
    text = inspect.cleandoc(noun.__doc__ or "")
    rows = [f"## {_title(noun)}", "", re.sub(r"``(.+?)``", r"`\1`", text), ""]
    fields = {info.alias or name: info for name, info in noun.model_fields.items() if name not in ("mark", "note")}
    whole = next((inner for inner in noun.__subclasses__() if inner in nouns(PlantModel)), None)
    if whole is not None:
        keys = ", ".join(f"`{key}`" for key in fields)
        return "\n".join([*rows, f"Its keys are these of the {_anchor(whole)}: {keys}."])
    rows += ["| key | takes | default | meaning |", "| --- | --- | --- | --- |"]
    # the key that makes it a station, a buffer, ... comes first, as in the file
    for key, info in sorted(fields.items(), key=lambda field: field[0] != getattr(noun, "kind", None)):
        cells = [f"`{key}`", _takes(_annotation(info)), _default(info), info.description or ""]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _title(noun: type[Noun]) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", noun.__name__.removesuffix("Model"))
    return words[0] + words[1:].lower()


def _anchor(noun: type[Noun]) -> str:
    return f"[{_title(noun).lower()}](#{_title(noun).lower().replace(' ', '-')})"


def _annotation(info: FieldInfo) -> Any:
    return typing.Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation


def _takes(annotation: Any) -> str:
    """Say in words what a field takes."""
    metadata: list[Any] = []
    while typing.get_origin(annotation) is typing.Annotated:
        annotation, *more = typing.get_args(annotation)
        metadata += more
    for one in metadata:
        if isinstance(one, OfKind):
            return one.rule.name
        if isinstance(one, OfTime):
            return "time"
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(dict.fromkeys(_takes(one) for one in arguments if one is not type(None)))
    if origin is typing.Literal:
        return ", ".join(f"`{one}`" for one in arguments)
    if origin is dict:
        of = _takes(arguments[1])
        return "mapping" if of == "anything" else f"number -> {of}" if arguments[0] is int else f"name -> {of}"
    if origin is list:
        return f"list of {_takes(arguments[0])}"
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return _anchor(annotation)
    words = {str: "text", bool: "true, false", int: "whole number", float: "number", dt.datetime: "date and time"}
    words |= {Rule: "rule", Mark: "mark"}
    return words.get(annotation, "anything")


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    value = info.get_default(call_default_factory=True)
    if value is None or value in ({}, []):
        return "none"
    if isinstance(value, Noun):
        return f"as {_anchor(type(value))} say"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
