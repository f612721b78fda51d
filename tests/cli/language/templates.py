"""The English texts that the code says: what stands in calls of `Phrase(...)`, of `text(...)`, and in the help."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typer.main

import taktwin
from taktwin.cli.app import app
from taktwin.cli.language.helppage import paragraphs

PACKAGE = Path(taktwin.__file__).parent
#: Where a call has no constant: it hands on what it was given.
MECHANISM = {PACKAGE / "cli" / "language" / "say.py"}
#: Of typer and of the frame of a help page.
FRAME = ("[OPTIONS]", "COMMAND [ARGS]...", "default: ", "env var: ", "required")


def texts(below: bool) -> set[str]:
    """Templates in the rooms below the command line, or in it."""
    return {one for file, _, one in calls() if ("cli" in file.relative_to(PACKAGE).parts) is not below}


@cache
def calls() -> tuple[tuple[Path, int, str], ...]:
    """File, line and template of every text. Raises AssertionError where one is not written out."""
    return tuple(_calls())


def _calls() -> Iterator[tuple[Path, int, str]]:
    for file in PACKAGE.rglob("*.py"):
        made = ("Phrase", "text") if "cli" in file.relative_to(PACKAGE).parts else ("Phrase",)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in made:
                if file in MECHANISM and isinstance(node.args[0], ast.Name):
                    continue
                for one in _constants(node.args[0], f"{file}:{node.lineno}"):
                    yield file, node.lineno, one


def _constants(node: ast.expr, where: str) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _constants(node.body, where) + _constants(node.orelse, where)
    assert isinstance(node, ast.Constant), f"{where}: a text is written out where it is said"
    return [str(node.value)]


#: Rooms whose errors people meet as they write a model, on the page and at the terminal.
SPOKEN = (
    "model",
    "product",
    "planning",
    "live",
    "runs",
    "web",
    "exchange",
    "kernel/kinds",
    "kernel/lowering/own",
    "kernel/own",
    "kernel/start",
)
_TELLS = ("error", "warn", "problem", "Problem")
_TOLD = {"message", "remedy"}
#: What is wrong with a program, not with a model.
_OF_PROGRAMS = ("AttributeError", "AssertionError", "NotImplementedError")


def unsaid(code: str) -> list[str]:
    """Sentences that an error is made of, and that are no phrases: they stay English whatever is spoken."""
    given: list[ast.expr] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _TELLS or (name.endswith(("Error", "Fault")) and name not in _OF_PROGRAMS):
                given += [*node.args, *(one.value for one in node.keywords)]
        elif isinstance(node, ast.Assign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Name) and one.id in _TOLD for target in targets for one in ast.walk(target)):
                given.append(node.value)
    return [ast.unparse(one) for node in given for one in _plain(node)]


def _plain(node: ast.expr) -> list[ast.expr]:
    """The texts in an expression that are written as they are, and are more than a word."""
    if isinstance(node, ast.IfExp):
        return _plain(node.body) + _plain(node.orelse)
    if isinstance(node, ast.Tuple):
        return [one for part in node.elts for one in _plain(part)]
    if isinstance(node, ast.BinOp):
        return _plain(node.left) + _plain(node.right)
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    written = "".join(str(one.value) for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return [node] if re.search(r"[a-z]{2}.* |[a-z] .*[a-z]{2}", written.strip()) else []


def help_texts() -> set[str]:
    """What `--help` of the program and of all commands prints."""
    found: set[str] = set(FRAME)
    group: Any = typer.main.get_command(app)
    for command in (group, *group.commands.values()):
        found.update(paragraphs(command.help), paragraphs(command.epilog))
        found.update({command.short_help} if command.short_help else ())
        parameters = [*command.params, command.get_help_option(typer.Context(command))]
        found.update(" ".join(one.help.split()) for one in parameters if one is not None and getattr(one, "help", None))
    return found
