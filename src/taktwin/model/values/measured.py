"""Times that were counted or measured: ``discrete(30 s = 70 %, 60 s = 30 %)``, ``empirical(times.csv, column=cycle)``.

- ``discrete``: some times, each with its share;
- ``empirical``: measured times, each as likely as any other, drawn as they are;
- ``interpolated``: measured times, and what lies between two neighbours: with the times in order, x(1) to x(n), and a
  uniform number u, h = (n - 1) u and i = floor(h), the time is x(i + 1) + (h - i) (x(i + 2) - x(i + 1)), the
  piecewise-linear empirical distribution of Law, Simulation Modeling and Analysis, 5th ed., 6.2.4. Its mean is
  ((x(1) + x(n)) / 2 + x(2) + ... + x(n - 1)) / (n - 1).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import KINDS, parse_quantity
from taktwin.model.values.sheet import Sheet, file_of, read_sheet
from taktwin.model.values.textfile import spelt

MOST_TIMES = 100_000
MOST_SHARES = 1_000
#: Spelling -> an example.
MEASURED: dict[str, str] = {
    "discrete": "discrete(30 s = 70 %, 60 s = 30 %)",
    "empirical": "empirical(times.csv, column=cycle, unit=s)",
    "interpolated": "interpolated(58 s, 61.5 s, 64 s, 72 s)",
}

_ENDING = r"\.(?:csv|txt|tsv|xls|ods|xls[xm](?:#[^,=()\"]*)?)"
_FILE = re.compile(r"\.(csv|txt|tsv|xls|ods|xls[xm](#.*)?)$", re.IGNORECASE)
_CALL_OF_FILE = re.compile(
    rf"^(?P<head>\s*(?:empirical|interpolated)\s*\(\s*)(?P<file>\"[^\"]*\"|[^,=()\"]*{_ENDING})(?P<tail>\s*[,)].*)$",
    re.IGNORECASE | re.DOTALL,
)
_DURATION = replace(KINDS["duration"], least=0.0)


def parse_measured(name: str, inside: str, text: str, folder: Path) -> tuple[float, ...]:
    """Parameters of a measured distribution: times in s in rising order, for ``discrete`` all times, then all shares.

    Raises `QuantityError`.
    """
    parts = _split(inside)
    if not parts:
        raise QuantityError(Phrase('{name} lacks its times in "{text}"', name=name, text=text), _as_in(name))
    if name == "discrete":
        return _discrete(parts, text)
    if _FILE.search(parts[0].strip('"')):
        return _from_file(name, parts, text, folder)
    return tuple(sorted(_time(part, text) for part in parts))


def mean_discrete(params: Sequence[float]) -> float:
    """Mean of times and their shares."""
    n = len(params) // 2
    return math.fsum(time * share for time, share in zip(params[:n], params[n:], strict=True))


def mean_empirical(params: Sequence[float]) -> float:
    """Mean of times that are equally likely."""
    return math.fsum(params) / len(params)


def mean_interpolated(params: Sequence[float]) -> float:
    """Mean of the piecewise-linear empirical distribution: that of the middles between neighbours."""
    if len(params) == 1:
        return params[0]
    return math.fsum([*params[1:-1], params[0] / 2, params[-1] / 2]) / (len(params) - 1)


MEANS: dict[str, Callable[[Sequence[float]], float]] = {
    "discrete": mean_discrete,
    "empirical": mean_empirical,
    "interpolated": mean_interpolated,
}


def with_folder(text: str, folder: Path) -> str:
    """The text of a value, in which the file of measured times, if it names one, is found from anywhere."""
    match = _CALL_OF_FILE.match(text)
    if match is None:
        return text
    path = (folder / match["file"].strip('"')).resolve()
    return f'{match["head"]}"{path}"{match["tail"]}'


def _as_in(name: str) -> str:
    return Phrase('write it as in "{measured}"', measured=MEASURED[name])


def _split(inside: str) -> list[str]:
    """What stands between commas outside quotation marks."""
    parts = re.findall(r"(?:\"[^\"]*\"|[^,\"])+", inside)
    return [part.strip() for part in parts if part.strip()]


def _time(part: str, text: str) -> float:
    try:
        return parse_quantity(part, _DURATION).value
    except QuantityError as error:
        raise QuantityError(Phrase('in "{text}": {message}', text=text, message=error.message), error.remedy) from None


def _discrete(parts: list[str], text: str) -> tuple[float, ...]:
    if len(parts) > MOST_SHARES:
        raise QuantityError(
            Phrase("{n} times with shares, at most {most_shares} are possible", n=len(parts), most_shares=MOST_SHARES),
            Phrase("group some of them"),
        )
    found: list[tuple[float, float]] = []
    for part in parts:
        time, sign, share = part.partition("=" if "=" in part else ":")
        if not sign:
            raise QuantityError(Phrase('"{part}" has no share in "{text}"', part=part, text=text), _as_in("discrete"))
        try:
            found.append((_time(time.strip(), text), parse_quantity(share.strip(), "share").value))
        except QuantityError as error:
            raise QuantityError(
                Phrase('in "{text}": {message}', text=text, message=error.message), error.remedy
            ) from None
    total = math.fsum(share for _, share in found)
    if abs(total - 1.0) > 1e-9:
        raise QuantityError(
            Phrase('the shares sum to {value:.6g} % in "{text}"', value=100 * total, text=text),
            Phrase("make them sum to 100 %"),
        )
    found.sort()
    return (*(time for time, _ in found), *(share / total for _, share in found))


def _from_file(name: str, parts: list[str], text: str, folder: Path) -> tuple[float, ...]:
    given: dict[str, str] = {}
    for part in parts[1:]:
        key, sign, value = part.partition("=")
        if not sign or key.strip() not in ("column", "unit") or key.strip() in given:
            raise QuantityError(
                Phrase('cannot read "{part}" in "{text}"', part=part, text=text),
                _as_in("empirical").replace("empirical", name, 1),
            )
        given[key.strip()] = value.strip().strip('"')
    path = folder / parts[0].strip('"')
    unit = given.get("unit", "s")
    _time(f"1 {unit}", text)
    try:
        status = file_of(path).stat()
    except (OSError, ValueError):
        status = None  # reading it tells what is wrong
    version = (status.st_mtime_ns, status.st_size) if status else (0, 0)
    try:
        return _read(path, given.get("column"), unit, version)
    except ModelError as error:
        first = error.problems[0]
        raise QuantityError(
            Phrase('cannot read "{value}": {message}', value=spelt(str(path)), message=first.message), first.remedy
        ) from None


@lru_cache(maxsize=64)
def _read(path: Path, column: str | None, unit: str, version: tuple[int, int]) -> tuple[float, ...]:
    """The times of a column; ``version`` tells whether the file is still the one that was read."""
    del version  # it is a key of what is kept, no more
    sheet = read_sheet(path)
    where = spelt(Path(sheet.file).name)
    found: list[float] = []
    at, width = -1, 0
    for row, cells in sheet.rows:
        if at < 0:
            at, width = _column(cells, column, where), len(cells)
            if column is None and _is_time(cells[at], unit, sheet):  # no heading
                found.append(_cell(cells[at], unit, sheet, where, row))
            continue
        if len(cells) > width:
            message = Phrase(
                '"{where}", row {row}: has {n} cells for {width} column{value}',
                where=where,
                row=row,
                n=len(cells),
                width=width,
                value="s" if width > 1 else "",
            )
            raise QuantityError(message, Phrase("put a value that holds the separator into quotation marks"))
        if at >= len(cells) or not cells[at]:
            continue  # columns of different lengths
        found.append(_cell(cells[at], unit, sheet, where, row))
        if len(found) > MOST_TIMES:
            raise QuantityError(
                Phrase('"{where}" has more than {most_times} times', where=where, most_times=MOST_TIMES),
                Phrase("take a sample of them"),
            )
    if not found:
        raise QuantityError(
            Phrase('"{where}" holds no times', where=where), Phrase("give a heading and one time in each row")
        )
    return tuple(sorted(found))


def _column(cells: Sequence[str], column: str | None, where: str) -> int:
    if column is None:
        if len(cells) > 1:
            raise QuantityError(
                Phrase('"{where}" has {n} columns', where=where, n=len(cells)),
                Phrase("name one, as in column={value}", value=cells[0] or "cycle"),
            )
        return 0
    if column not in cells:
        raise QuantityError(
            Phrase('"{where}" has no column "{column}"', where=where, column=column),
            suggest(column, [cell for cell in cells if cell]),
        )
    return cells.index(column)


def _is_time(cell: str, unit: str, sheet: Sheet) -> bool:
    try:
        _cell(cell, unit, sheet, "", 0)
    except QuantityError:
        return False
    return True


def _cell(cell: str, unit: str, sheet: Sheet, where: str, row: int) -> float:
    """A time in s: with its own unit, or a bare number in ``unit``."""
    text = sheet.number(cell)
    bare = re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text)
    try:
        return parse_quantity(f"{text} {unit}" if bare else text, _DURATION).value
    except QuantityError as error:
        raise QuantityError(
            Phrase('"{where}", row {row}: {message}', where=where, row=row, message=error.message), error.remedy
        ) from None
