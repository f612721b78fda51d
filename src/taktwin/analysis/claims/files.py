"""Files of claims: YAML with ``claims``, or a Markdown table with the columns ``id`` and ``statement``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from taktwin.analysis.claims.claim import SCOPE, Claim
from taktwin.analysis.claims.fields import check_fields
from taktwin.analysis.claims.register import KINDS
from taktwin.analysis.claims.sentence import read_sentence
from taktwin.model.errors import ModelError, Problem
from taktwin.model.text.tree import OTHERS_BEGIN, Tree, read_tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import text_of
from taktwin.model.values.textfile import read_text

REGISTER = "register"
_COMMON = ("id", "kind", "statement", "source", "scope", "model", "mark", "note")
_EXAMPLE = "write `claims:` and below it entries such as `- {id: a1, kind: takt, takt: 120 s, volume: 180000 cars}`"


def read_claims(source: str | Path) -> list[Claim]:
    """The claims of a file, or of the register that comes with Taktwin (``register``).

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    if str(source) == REGISTER:
        path = Path(str(files("taktwin.library.claims") / "register.yaml"))
    else:
        path = Path(source)
    text = read_text(path)
    if path.suffix.lower() in (".md", ".markdown"):
        return _of_table(text, str(path))
    if not re.search(r"^claims\s*:", text, re.M) and re.match(r"\s*(#[^\n]*\n\s*)*-\s", text):
        text = _as_mapping(text)
    return _of_tree(read_tree(text, str(path), OTHERS_BEGIN), str(path))


def _as_mapping(text: str) -> str:
    """A bare list gets its key without moving a line: the list is indented, the key stands on the first free line."""
    lines = text.splitlines()
    first = next(at for at, line in enumerate(lines) if line.lstrip().startswith("-"))
    body = [f"  {line}" if line.strip() else line for line in lines[first:]]
    body[0] = "claims: \n" + body[0]
    if first:  # a comment gives up its line
        lines[first - 1], body[0] = "claims:", body[0].removeprefix("claims: \n")
    return "\n".join([*lines[:first], *body]) + "\n"


def _of_tree(tree: Tree, file: str) -> list[Claim]:
    problems: list[Problem] = []
    problems += [
        Problem(file, tree.origin((key,))[1], key, f'unknown key "{key}"', suggest(key, ("claims",)))
        for key in tree.data
        if key not in ("claims", "taktwin", "name", "note", "sources")
    ]
    rows = tree.data.get("claims")
    if not isinstance(rows, list) or not rows:
        line = tree.origin(("claims",))[1]
        problems.append(Problem(file, line, "claims", "expected a list of claims", _EXAMPLE))
        raise ModelError(problems)
    claims = [_claim(tree, at, file, problems) for at in range(len(rows))]
    seen: dict[str, int | None] = {}
    for at, one in enumerate(claims):
        line = tree.origin(("claims", at))[1]
        if one is not None and one.id in seen:
            message = f'the id "{one.id}" is given twice, first on line {seen[one.id]}'
            problems.append(Problem(file, line, f"claims.{at}.id", message, "give each claim its own id"))
        elif one is not None:
            seen[one.id] = line
    if problems:
        raise ModelError(problems)
    return [one for one in claims if one is not None]


def _claim(tree: Tree, at: int, file: str, problems: list[Problem]) -> Claim | None:
    row = tree.data["claims"][at]

    def wrong(key: str, message: str, remedy: str) -> None:
        path = ("claims", at, key) if key else ("claims", at)
        line = tree.origin(path)[1]
        problems.append(Problem(file, line, ".".join(str(one) for one in path), message, remedy))

    if not isinstance(row, Mapping):
        wrong("", "expected a mapping of fields", _EXAMPLE)
        return None
    before = len(problems)
    id_ = row.get("id")
    if id_ is None or isinstance(id_, list | dict) or not text_of(id_).strip():
        wrong("id", "each claim needs an id", "add `id: a1`")
    for key in ("statement", "source", "model", "kind"):
        if key in row and (not isinstance(row[key], str) or not row[key].strip()):
            wrong(key, "expected a text", f"write `{key}: ...`")
    kind, statement = row.get("kind"), row.get("statement")
    if kind is None and statement is None:
        wrong("", "expected a `kind` with its fields, or a `statement`", _EXAMPLE)
    elif isinstance(kind, str) and kind not in KINDS:
        wrong("kind", f'there is no kind "{kind}"', suggest(kind, KINDS, most=len(KINDS)))
    scope = _scope(row.get("scope", {}), wrong)
    values, options = {}, {}
    fields = {key: value for key, value in row.items() if key not in _COMMON}
    if len(problems) == before:
        if kind is None:
            for key in fields:
                wrong(key, f'"{key}" belongs to a kind, and none is given', "add `kind: ...`, or remove it")
            if len(problems) == before and not read_sentence(str(statement)).figures:
                wrong(
                    "statement", "the sentence holds no figure", "write figures in digits, with units: 7.4 GWh a year"
                )
        else:
            values, options = check_fields(str(kind), fields, wrong)
    if len(problems) > before:
        return None
    return Claim(
        text_of(id_), kind or "", values, options, statement or "", scope, row.get("source", ""), row.get("model", "")
    )


def _scope(scope: Any, wrong: Any) -> dict[str, str]:
    if not isinstance(scope, Mapping):
        wrong("scope", "expected a mapping", "write `scope: {brand: AITO, year: 2024}`")
        return {}
    for key, value in scope.items():
        if key not in SCOPE:
            wrong("scope", f'unknown key "{key}" in the scope', suggest(str(key), SCOPE))
        elif isinstance(value, list | dict) or value is None:
            wrong("scope", f'"{key}" of the scope is no text', f"write `{key}: ...`")
    return {key: text_of(value) for key, value in scope.items()}


def _of_table(text: str, file: str) -> list[Claim]:
    """The rows of every Markdown table that has the columns ``id`` and ``statement``; other columns are left alone."""
    claims: list[Claim] = []
    problems: list[Problem] = []
    head: list[str] = []
    found = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.lstrip().startswith("|"):
            head = []
            continue
        cells = _cells(line)
        if not head:
            head = [one.lower() for one in cells]
            found = found or {"id", "statement"} <= set(head)
            continue
        if "statement" not in head or "id" not in head or all(re.fullmatch(r":?-+:?", one) for one in cells if one):
            continue
        if len(cells) != len(head):
            message = f"the row has {len(cells)} cells, its head {len(head)}"
            problems.append(Problem(file, number, "", message, "write a bar in a text as \\|"))
            continue
        row = dict(zip(head, cells, strict=True))
        for key, missing in (("id", not row["id"]), ("statement", not read_sentence(row["statement"]).figures)):
            if missing:
                what = "each claim needs an id" if key == "id" else "the sentence holds no figure"
                remedy = "fill the cell" if key == "id" else "write figures in digits, with units: 7.4 GWh a year"
                problems.append(Problem(file, number, key, what, remedy))
        if any(one.id == row["id"] for one in claims):
            problems.append(Problem(file, number, "id", f'the id "{row["id"]}" is given twice', "give each its own id"))
        claims.append(Claim(row["id"], statement=row["statement"], source=row.get("source", "")))
    if not found or not (claims or problems):
        message = "expected a table with the columns `id` and `statement`"
        problems.append(Problem(file, 1, "", message, "write `| id | statement |`, or a YAML file with `claims:`"))
    if problems:
        raise ModelError(problems)
    return claims


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [one.replace("\\|", "|").strip() for one in re.split(r"(?<!\\)\|", inner)]
