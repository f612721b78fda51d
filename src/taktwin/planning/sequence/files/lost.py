"""The cars that drop out of a sequence, as a user names them: in a file, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from taktwin.model.errors import ModelError, OptionError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest
from taktwin.model.values.textfile import read_text

_HEADING = "ident"


def read_lost(text: str, idents: Sequence[str]) -> list[str]:
    """The names of cars that are lost.

    Args:
        text: The name of a file with one car a line (a first line `ident` is the heading); else names with commas.
        idents: The cars of the sequence.

    Raises:
        ModelError: The file names no car, or one that there is not.
        OptionError: The text does.
    """
    path = Path(text)
    from_file = text not in idents and path.is_file()
    if from_file:
        names = [(line, name.strip().strip('"')) for line, name in enumerate(read_text(path).splitlines(), start=1)]
        if names and names[0][1] == _HEADING and _HEADING not in idents:
            names = names[1:]
    else:
        names = [(None, name.strip()) for name in text.split(",")]
    where, known = (text if from_file else ""), set(idents)
    problems = [
        Problem(
            where, line, "", Phrase('there is no car "{name}" in this day', name=name), suggest(name, idents, most=5)
        )
        for line, name in names
        if name and name not in known
    ]
    if not problems and not any(name for _, name in names):
        problems.append(
            Problem(where, None, "", Phrase("no car is named"), Phrase("name the cars that are lost, one a line"))
        )
    if problems and not from_file:
        raise OptionError("; ".join(problem.message for problem in problems), problems[0].remedy, "lost")
    if problems:
        raise ModelError(problems)
    return list(dict.fromkeys(name for _, name in names if name))
