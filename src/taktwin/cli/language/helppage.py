"""The help of a command in Chinese: typer's own has no translation, and counts a Chinese character as one column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from taktwin.cli.language.say import text

_INDENT, _GAP, _WIDEST_NAME = 2, 2, 30
_OPENING, _CLOSING = "（“《「【[(", "，。；：、！？）”》」】])%"
#: What may be broken apart: a run of Latin characters stays whole, a Chinese character stands for itself.
_PIECE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef“”]|[^\s\u2e80-\u9fff\uff00-\uffef“”]+|\s+")

Said = Callable[[str], str]


def help_page(command: Any, context: Any, width: int, said: Said) -> str:
    """The help of a command.

    Args:
        command: a command of typer, or the group of them all.
        context: of the command.
        width: columns of the terminal.
        said: the Chinese of an English help text.
    """
    usage = " ".join(said(piece) for piece in command.collect_usage_pieces(context))
    lines = [text("Usage: {path} {usage}", path=context.command_path, usage=usage)]
    for paragraph in paragraphs(command.help):
        lines += ["", *(" " * _INDENT + line for line in wrapped(said(paragraph), width - _INDENT))]
    arguments, options = [], []
    for one in command.get_params(context):
        record = one.get_help_record(context)
        if record is not None:
            rows = arguments if one.param_type_name == "argument" else options
            rows.append((record[0], _explained(one.help or "", record[1], said)))
    lines += _section(text("Arguments:"), arguments, width) + _section(text("Options:"), options, width)
    names = command.list_commands(context) if hasattr(command, "list_commands") else []
    commands = [(name, said(short_help(command.get_command(context, name)))) for name in names]
    lines += _section(text("Commands:"), commands, width)
    for paragraph in paragraphs(command.epilog):
        lines += ["", *(" " * _INDENT + line for line in wrapped(said(paragraph), width - _INDENT))]
    return "\n".join(lines) + "\n"


def paragraphs(help_text: str | None) -> list[str]:
    """The paragraphs of a help text, each in one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", help_text or "") if part.strip()]


def short_help(command: Any) -> str:
    """What the list of commands says of one: the first sentence of its help, without its full stop, as typer has it."""
    if command.short_help:
        return str(command.short_help)
    return next(iter(paragraphs(command.help)), "")


def _explained(english: str, record: str, said: Said) -> str:
    """A help text with what typer puts behind it: default, range, variable of the environment."""
    extra = record.removeprefix(english).strip()
    for word in ("default: ", "env var: ", "required"):
        extra = extra.replace(word, said(word))
    extra = extra.replace("; ", "；")
    return " ".join(part for part in (said(" ".join(english.split())), extra) if part)


def _section(title: str, rows: list[tuple[str, str]], width: int) -> list[str]:
    if not rows:
        return []
    from rich.cells import cell_len

    first = min(max(cell_len(name) for name, _ in rows), _WIDEST_NAME) + _GAP
    lines = ["", title]
    for name, explained in rows:
        head = " " * _INDENT + name
        below = wrapped(explained, max(width - first - _INDENT, 10))
        if cell_len(name) > first - _GAP:
            lines.append(head)
        elif below:
            lines.append(head + " " * (first - cell_len(name)) + below.pop(0))
        else:
            lines.append(head)
        lines += [" " * (first + _INDENT) + line for line in below]
    return lines


def wrapped(words: str, width: int) -> list[str]:
    """A text in lines of a width, in columns of the terminal: a Chinese character takes two of them.

    A line neither begins with a closing mark nor ends with an opening one.
    """
    from rich.cells import cell_len

    lines, line = [], ""
    for piece in _unbroken(_PIECE.findall(words)):
        if cell_len(line) + cell_len(piece.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _unbroken(pieces: Iterable[str]) -> list[str]:
    """Pieces with the marks that belong to them."""
    found: list[str] = []
    for piece in pieces:
        if found and (piece[0] in _CLOSING or found[-1][-1] in _OPENING):
            found[-1] += piece
        else:
            found.append(piece)
    return found
