"""What the program says, in the language that was asked for.

The English text stands in the code, where it is said; its Chinese stands in `chinese`, and is read when it is needed.
What a program reads stays as it is in every language: JSON, names of figures, files, exit codes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import typer

from taktwin.model.phrase import Phrase, translated

if TYPE_CHECKING:
    from taktwin.model.errors import Problem

ENGLISH, CHINESE = "en", "zh"
VARIABLE = "TAKTWIN_LANG"
_OPTION = "--language"
_spoken = ENGLISH


def speak(language: str) -> None:
    """Say everything in a language from now on; one that is not known is English."""
    global _spoken  # noqa: PLW0603 - one program speaks one language at a time, on all its threads
    _spoken = CHINESE if language == CHINESE else ENGLISH


def spoken() -> str:
    """The language that is spoken."""
    return _spoken


def asked(arguments: Sequence[str]) -> str | None:
    """The language that the arguments of a command ask for, None where they ask for none.

    Needed before typer has read them: it prints its help, and finds its errors, while it reads.
    """
    found = None
    for place, one in enumerate(arguments):
        if one == _OPTION and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif one.startswith(f"{_OPTION}="):
            found = one.partition("=")[2]
    return found


def wanted() -> str:
    """The language of those who always want the same."""
    return os.environ.get(VARIABLE, ENGLISH)


def text(template: str, /, **values: Any) -> str:
    """An English template with its values filled in, in the language that is spoken."""
    return said(Phrase(template, **values))


def said(phrase: str) -> str:
    """A phrase in the language that is spoken; a text that is none stays as it is."""
    return str(phrase) if _spoken == ENGLISH else translated(phrase, _chinese)


def problem_line(problem: Problem) -> str:
    """A problem of a model in one line: place, field, what is wrong and the remedy.

    The two of them are said in Chinese where the model makes phrases of them.
    """
    if _spoken == ENGLISH:
        return str(problem)
    what, remedy = said(problem.message), said(problem.remedy)
    if remedy:  # what is English stays as it is
        english = what == problem.message
        what = f"{what}: {remedy}" if english else text("{what}: {that}", what=what, that=remedy)
    if problem.level == "warning":
        what = text("warning: {what}", what=what)
    line = f"{problem.place}: {what}" if problem.place else what
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def listed(texts: Iterable[str]) -> str:
    """Several texts in a row."""
    return (", " if _spoken == ENGLISH else "，").join(texts)


def printed(english: str) -> str:
    """A text of the help in the language that is spoken."""
    return english if _spoken == ENGLISH else catalogue().get(english, english)


def _chinese(template: str) -> str | None:
    found = catalogue().get(template)
    if found is not None:
        return found
    from taktwin.report.phrases import catalogue as below  # loads the report, which help and errors can do without

    return below().get(template)


@cache
def catalogue() -> dict[str, str]:
    """English template -> Chinese template, of all that the program itself says."""
    from importlib import import_module
    from pkgutil import iter_modules

    from taktwin.cli.language import chinese

    subjects = (import_module(f"{chinese.__name__}.{one.name}").CHINESE for one in iter_modules(chinese.__path__))
    return {english: other for texts in subjects for english, other in texts.items()}


def tell_warnings(warnings: Iterable[Problem]) -> None:
    """Print what a plant engineer would doubt in a model, as `taktwin check` does; a figure of it is worth no more."""
    for warning in warnings:
        typer.echo(problem_line(warning), err=True)
