"""The forms of the page, each made from its command: kinds, bounds, choices and defaults of options, and their help.

What is listed here is all that the page may ask. Options that name a Python file, another computer or a place to write
to are not: whoever may press a button need not be given the whole computer.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo

from taktwin.cli.language.helppage import paragraphs
from taktwin.cli.language.say import catalogue
from taktwin.web.work.forms import Field, Form, Kind


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page offers of a command.

    Attributes:
        options: names in Python, in the order shown.
        fixed: flag -> file in the result folder.
        kinds: of options whose kind does not follow from their type.
        endings: of files that may be chosen.
        choices: words that an option takes; or what gives them, such as names of files that come with Taktwin.
    """

    options: tuple[str, ...]
    fixed: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, Kind], ...] = ()
    endings: tuple[str, ...] = (".yaml", ".yml")
    choices: tuple[tuple[str, tuple[str, ...] | Callable[[], Sequence[str]]], ...] = ()
    run: bool = False


_PAGE = (("--report", "report.html"),)


def _clusters() -> Sequence[str]:
    from taktwin.planning.cluster.file.read import cluster_names

    return cluster_names()


def _books() -> Sequence[str]:
    from taktwin.planning.orders.file.read import book_names

    return book_names()


def _stations() -> Sequence[str]:
    from taktwin.product.swap.file.read import station_names

    return station_names()


def _cars() -> Sequence[str]:
    from taktwin.product.drive.file.read import car_names

    return car_names()


def _cycles() -> Sequence[str]:
    from taktwin.product.drive.synthetic import cycle_names

    return cycle_names()


def _curves() -> Sequence[str]:
    from taktwin.product.drive.utility import utility_names

    return utility_names()


_TESTS = ("late-truck", "supplier-down", "demand-mix", "closed-road", "scrambling")
OFFERED = {
    "run": Offered(
        ("model", "days", "warmup", "replications", "seed", "bottleneck", "trace", "overrides", "one"), run=True
    ),
    "compare": Offered(("runs",), (("--out", "report.html"),), (("runs", "runs"),)),
    "experiment": Offered(
        ("model", "vary", "ranges", "design", "points", "replications", "days", "warmup", "seed", "select",
         "until", "most", "kpis", "overrides", "one"),
        (("--out", "experiment"),),
        choices=(("design", ("full", "lhs")),),
    ),
    "sequence": Offered(
        ("where", "time", "moves", "objective", "seed", "workers", "within", "simulate", "days", "replications",
         "overrides", "one"),
        (("--report", "report.html"), ("--out", "sequence.csv")),
    ),
    "lots": Offered(
        ("model", "cells", "load", "method", "surety", "safety", "change_cost", "interest", "days", "seed", "simulate",
         "replications", "overrides", "one"),
        _PAGE,
        choices=(("method", ("best", "rotation", "multiples")),),
    ),
    "bodystore": Offered(
        ("model", "store", "places", "rule", "same", "lanes", "length", "hold", "patience", "days", "replications",
         "seed", "overrides", "one"),
        _PAGE,
        choices=(("rule", ("lowest", "substitute", "same", "first")),),
    ),
    "supply": Offered(
        ("model", "zir", "days", "warmup", "replications", "seed", "fresh", "rounds", "steps", "overrides", "one"),
        _PAGE,
    ),
    "stress": Offered(
        ("model", "tests", "late", "lanes", "down", "suppliers", "most", "grow", "by", "roads", "slow", "closed",
         "routes", "scramble", "warmup", "days", "replications", "seed", "changes", "one"),
        choices=(("tests", _TESTS),),
    ),
    "energy": Offered(
        ("model", "days", "warmup", "year", "battery", "measures", "pauses", "replications", "seed",
         "overrides", "one"),
        (("--report", "report.html"), ("--out", "series.csv")),
    ),
    "cluster": Offered(
        ("model", "gap", "time_limit", "threads", "draws", "seed", "knowing", "plants", "weeks", "replications"),
        (("--report", "report.html"), ("--out", "years.csv")),
        (("model", "file"),),
        choices=(("model", _clusters),),
    ),
    "orders": Offered(
        ("book", "table", "until", "futures", "seed", "confidence", "fresh", "factor", "within"),
        (("--report", "report.html"), ("--out", "promises.csv"), ("--weeks-out", "weeks.csv")),
        (("book", "file"), ("table", "file")),
        (".yaml", ".yml", ".csv", ".xlsx"),
        (("book", _books),),
    ),
    "whatif": Offered(
        ("model", "tries", "at", "source", "until", "replications", "seed", "overrides"),
        kinds=(("tries", "file"), ("source", "file")),
        endings=(".yaml", ".yml", ".json", ".jsonl"),
    ),
    "drive": Offered(
        ("car", "cycle", "repeat", "strategies", "lighter", "utility", "temperature", "trip"),
        (("--report", "report.html"), ("--out", "seconds.csv")),
        (("car", "file"), ("cycle", "file"), ("utility", "file")),
        (".yaml", ".yml", ".csv"),
        (("car", _cars), ("cycle", _cycles), ("utility", _curves)),
    ),
    "swap": Offered(
        ("file", "cars", "bays", "packs", "chargers", "size", "days", "replications", "seed"),
        (("--out", "hours.csv"),),
        (("file", "file"),),
        choices=(("file", _stations),),
    ),
    "acoustics": Offered(
        ("file", "field", "first", "last", "draws"),
        (("--report", "report.html"), ("--out", "bands.csv")),
        (("file", "file"),),
    ),
    "dispatch": Offered(("file", "frontier", "time"), (("--out", "series.csv"),), (("file", "file"),)),
    "claims": Offered(
        ("file",), (), (("file", "file"),), (".yaml", ".yml", ".md"), (("file", ("register",)),)
    ),
}  # fmt: skip


def forms(commands: Mapping[str, Callable[..., Any]]) -> list[Form]:
    """The forms, in the order of the page.

    Args:
        commands: name -> function, of all commands of the program.

    Raises:
        KeyError: a command or an option is not called so any more.
    """
    return [_form(name, commands[name], offered) for name, offered in OFFERED.items()]


def _form(name: str, command: Any, offered: Offered) -> Form:
    hints = get_type_hints(command, include_extras=True)
    defaults = {name: one.default for name, one in inspect.signature(command).parameters.items()}
    fields = tuple(_field(option, hints[option], defaults[option], offered) for option in offered.options)
    texts = [_both(paragraph) for paragraph in paragraphs(inspect.getdoc(command))]
    about = {language: "\n\n".join(one[language] for one in texts) for language in ("en", "zh")}
    return Form(name, about, fields, offered.fixed, offered.run)


def _field(name: str, hint: Any, default: Any, offered: Offered) -> Field:
    """A field out of the annotation of an option, as typer reads it."""
    kind_of, option = get_args(hint)[0], get_args(hint)[1]
    argument = isinstance(option, ArgumentInfo)
    types = [one for one in (get_args(kind_of) or (kind_of,)) if one is not type(None)]
    several = get_origin(kind_of) is list or any(get_origin(one) is list for one in types)
    plain = types[0] if not several else str
    given = dict(offered.choices).get(name, ())
    choices = tuple(given() if callable(given) else given)
    if isinstance(plain, type) and issubclass(plain, Enum):
        choices = tuple(str(one.value) for one in plain)
    kind = dict(offered.kinds).get(name) or _kind(name, plain, several, bool(choices))
    # in an annotation, typer takes the first name of an option for its default
    flags = [one for one in (option.default, *(option.param_decls or ())) if isinstance(one, str) and one[:2] == "--"]
    flag = None if argument else flags[0].partition("/")[0] if flags else f"--{name.replace('_', '-')}"
    on = kind == "flag" and default is True
    return Field(
        name=name,
        kind=kind,
        flag=flag,
        off=f"--no-{name.replace('_', '-')}" if on else None,
        help=_both(" ".join((option.help or "").split())),
        default=default if isinstance(default, str | int | float | bool) else None,
        required=default is inspect.Parameter.empty,
        choices=choices,
        endings=offered.endings if kind == "file" else (),
        hint=str(option.metavar or ""),
        low=option.min,
        high=option.max,
    )


def _kind(name: str, plain: Any, several: bool, words: bool) -> Kind:
    if name in ("model", "where"):
        return "model"
    if several:
        return "lines"
    if words:
        return "choice"
    found = {bool: "flag", int: "whole", float: "number", str: "text"}.get(plain)
    if found is None:
        raise KeyError(f"{name} is of the type {plain}, for which the page has no field")
    return cast("Kind", found)


def _both(english: str) -> dict[str, str]:
    return {"en": english, "zh": catalogue().get(english, english)}
