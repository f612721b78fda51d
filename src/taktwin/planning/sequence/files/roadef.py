"""Reads an instance of the ROADEF challenge 2005: a folder of four files, as Renault gave them.

`vehicles.txt` holds the end of the day before and the day, in their order; `ratios.txt`, `paint_batch_limit.txt` and
`optimization_objectives.txt` what counts. See docs/sequence.md for the columns.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import nearest, suggest
from taktwin.planning.sequence.files.csvfile import Table, read_table
from taktwin.planning.sequence.problem import Ratio, SequenceProblem

VEHICLES = "vehicles.txt"
FILES = (VEHICLES, "ratios.txt", "paint_batch_limit.txt", "optimization_objectives.txt")
_LEAD = ("Date", "SeqRank", "Ident", "Paint Color")
_OBJECTIVES = {
    "paint_color_batches": "paint_color_changes",
    "high_priority_level_and_easy_to_satisfy_ratio_constraints": "high_violations",
    "high_priority_level_and_difficult_to_satisfy_ratio_constraints": "high_violations",
    "low_priority_level_ratio_constraints": "low_violations",
}
_RATIO = re.compile(r"(-?\d{1,9})\s*/\s*(-?\d{1,9})")


def read_roadef(folder: Path) -> SequenceProblem:
    """Read the folder of an instance.

    Args:
        folder: Holds `vehicles.txt`, `ratios.txt`, `paint_batch_limit.txt` and `optimization_objectives.txt`.

    Raises:
        ModelError: With all that is wrong in the first file that has a fault: file, line, column, what was expected.
    """
    objectives = _read_objectives(folder / "optimization_objectives.txt")
    limit = _read_limit(folder / "paint_batch_limit.txt")
    ratios = _read_ratios(folder / "ratios.txt")
    vehicles = read_table(folder / VEHICLES, _LEAD)
    _check_options(vehicles, ratios)
    first, second = _days(vehicles)
    folded = [name.casefold() for name in vehicles.heading]
    columns = [folded.index(ratio.name.casefold()) for ratio in ratios]
    colours: dict[str, int] = {}
    before = _cars(vehicles, first, columns, colours, None)  # Renault names a car twice there in one instance
    day = _cars(vehicles, second, columns, colours, {})
    vehicles.raise_problems()
    return SequenceProblem(
        name=folder.resolve().name,
        idents=tuple(row[2] for _, row in second),
        colours=np.array(day[0], np.int32),
        has=np.array(day[1], np.bool_).reshape(len(second), len(ratios)),
        ratios=tuple(ratios),
        colour_names=tuple(colours),
        batch_limit=limit,
        objectives=objectives,
        before_colours=np.array(before[0], np.int32),
        before_has=np.array(before[1], np.bool_).reshape(len(first), len(ratios)),
        given=np.arange(len(second), dtype=np.int32),
    )


def _read_objectives(path: Path) -> tuple[str, ...]:
    table = read_table(path, ("rank", "objective name"))
    found: dict[int, str] = {}
    for line, (rank, name, *_) in table.rows:
        number = table.number(line, "rank", rank)
        if name not in _OBJECTIVES:
            table.wrong(
                line,
                Phrase("objective name"),
                Phrase('unknown objective "{name}"', name=name),
                suggest(name, _OBJECTIVES),
            )
        elif _OBJECTIVES[name] in found.values():
            table.wrong(
                line,
                Phrase("objective name"),
                Phrase('the objective "{name}" stands twice', name=name),
                Phrase("name it once"),
            )
        elif number in found:
            table.wrong(
                line,
                "rank",
                Phrase("the rank {rank} stands twice", rank=rank),
                Phrase("give each objective a rank of its own"),
            )
        elif number is not None:
            found[number] = _OBJECTIVES[name]
    if not table.rows:
        table.wrong(2, "", Phrase("the file names no objective"), Phrase("add a line such as `1;paint_color_batches;`"))
    table.raise_problems()
    return tuple(found[rank] for rank in sorted(found))


def _read_limit(path: Path) -> int:
    table = read_table(path, ("limitation",))
    if len(table.rows) != 1:
        table.wrong(
            None,
            "limitation",
            Phrase("expected one limit, got {n}", n=len(table.rows)),
            Phrase("write one line, such as `15;`"),
        )
        table.raise_problems()
    line, (text, *_) = table.rows[0]
    limit = table.number(line, "limitation", text)
    if limit is not None and limit < 1:
        table.wrong(
            line,
            "limitation",
            Phrase("the batch limit is {limit}", limit=limit),
            Phrase("give the longest run of one colour, 1 or more"),
        )
    table.raise_problems()
    assert limit is not None
    return limit


def _read_ratios(path: Path) -> list[Ratio]:
    table = read_table(path, ("Ratio", "Prio", "Ident"))
    ratios: list[Ratio] = []
    for line, (text, priority, name, *_) in table.rows:
        match = _RATIO.fullmatch(text)
        if match is None or not 1 <= int(match[1]) <= int(match[2]):
            remedy = Phrase("write count/window with 1 <= count <= window, such as 2/5")
            if match is None:
                remedy += Phrase("; where a spreadsheet program has made a date of it, format the column as text")
            table.wrong(line, "Ratio", Phrase('"{text}" is no ratio', text=text), remedy)
        if priority not in ("0", "1"):
            table.wrong(
                line,
                "Prio",
                Phrase('expected 0 or 1, got "{priority}"', priority=priority),
                Phrase("write 1 for a high priority, else 0"),
            )
        if name.casefold() in (one.name.casefold() for one in ratios):
            table.wrong(line, "Ident", Phrase('the ratio "{name}" stands twice', name=name), Phrase("keep one of them"))
        if not table.problems and match is not None:
            ratios.append(Ratio(name, int(match[1]), int(match[2]), priority == "1"))
    table.raise_problems()
    return ratios


def _check_options(vehicles: Table, ratios: list[Ratio]) -> None:
    names = {ratio.name.casefold(): ratio.name for ratio in ratios}
    columns = {name.casefold(): name for name in vehicles.heading[len(_LEAD) :]}
    for folded, name in names.items():
        if folded not in columns:
            message = Phrase("no column is called `{name}`, as a ratio of ratios.txt is", name=name)
            vehicles.wrong(1, name, message, suggest(name, columns.values()))
    for folded, column in columns.items():
        if folded not in names:
            near = nearest(column, names.values())
            guess = Phrase("; or did you mean `{near}`?", near=near) if near else ""
            remedy = Phrase("add its ratio to ratios.txt, or drop the column{guess}", guess=guess)
            vehicles.wrong(
                1, column, Phrase("unknown option `{column}`, ratios.txt has no such ratio", column=column), remedy
            )
    vehicles.raise_problems()


Rows = list[tuple[int, list[str]]]


def _days(table: Table) -> tuple[Rows, Rows]:
    """Rows of the day before and of the day; each must stand together, in the order of its ranks."""
    dates: list[str] = []
    last: dict[str, int] = {}
    for line, row in table.rows:
        date, rank = row[0], table.number(line, "SeqRank", row[1])
        if date not in dates:
            dates.append(date)
            if len(dates) == 3:
                remedy = Phrase("keep the end of the day before and the day to sequence")
                table.wrong(line, "Date", Phrase('"{date}" is a third day', date=date), remedy)
        elif date != dates[-1]:
            remedy = Phrase("put the cars of the day before first, then those of the day")
            table.wrong(
                line,
                "Date",
                Phrase('the days are mixed: "{date}" comes again after "{dates}"', date=date, dates=dates[-1]),
                remedy,
            )
        if rank is not None and rank <= last.get(date, rank - 1):
            table.wrong(
                line,
                "SeqRank",
                Phrase("the rank {rank} comes after {last}", rank=rank, last=last[date]),
                Phrase("sort each day by its SeqRank"),
            )
        if rank is not None:
            last[date] = rank
    if len(dates) < 2 and not table.problems:
        have = Phrase('there are only cars of "{dates}"', dates=dates[0]) if dates else Phrase("there are no cars")
        remedy = Phrase("give the end of the day before first (one car is enough), then the day to sequence")
        table.wrong(None, "Date", Phrase("the day to sequence is empty: {have}", have=have), remedy)
    table.raise_problems()
    first = [one for one in table.rows if one[1][0] == dates[0]]
    return first, table.rows[len(first) :]


def _cars(
    table: Table, rows: Rows, columns: list[int], colours: dict[str, int], seen: dict[str, int] | None
) -> tuple[list[int], list[list[bool]]]:
    """Colour codes and flags of some rows; notes flags that are no 0 or 1, empty cells and cars that stand twice."""
    codes, flags = [], []
    for line, row in rows:
        ident, colour = row[2], row[3]
        if not ident:
            table.wrong(line, "Ident", Phrase("the car has no name"), Phrase("give each car an identifier"))
        elif seen is not None and seen.setdefault(ident, line) != line:
            remedy = Phrase("give each car of the day an identifier of its own")
            table.wrong(
                line,
                "Ident",
                Phrase('the car "{ident}" stands in line {seen} already', ident=ident, seen=seen[ident]),
                remedy,
            )
        if not colour:
            table.wrong(
                line, Phrase("Paint Color"), Phrase("the car has no colour"), Phrase("give each car a colour code")
            )
        for column in columns:
            if row[column] not in ("0", "1"):
                name = table.heading[column]
                table.wrong(
                    line,
                    name,
                    Phrase('expected 0 or 1, got "{row}"', row=row[column]),
                    Phrase("write 1 where the car has the option"),
                )
        codes.append(colours.setdefault(colour, len(colours)))
        flags.append([row[column] == "1" for column in columns])
    return codes, flags


def is_roadef(folder: Path) -> bool:
    """Whether a folder looks like an instance of the challenge (it holds one of its files)."""
    return folder.is_dir() and any((folder / name).is_file() for name in FILES)


def read_instance(path: Path) -> SequenceProblem:
    """Read an instance of either kind: a folder of the ROADEF challenge, or a file of CSPLib prob001.

    Raises:
        ModelError: It is neither, or it has a fault.
    """
    from taktwin.planning.sequence.files.csplib import read_csplib

    if path.is_dir():
        if not is_roadef(path):
            remedy = Phrase(
                "name a folder that holds {vehicles}, ratios.txt and the other files of an instance", vehicles=VEHICLES
            )
            raise ModelError([Problem(str(path), None, "", Phrase("there is no instance in this folder"), remedy)])
        return read_roadef(path)
    if path.name in FILES and is_roadef(path.parent):
        raise ModelError(
            [
                Problem(
                    str(path),
                    None,
                    "",
                    Phrase("this is one table of a day"),
                    Phrase("name its folder, {parent}", parent=path.parent),
                )
            ]
        )
    return read_csplib(path)
