"""Wrong usage, said in Chinese: typer finds it while it reads the command line, and would say it in English."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import typer

from taktwin.cli.language.say import ENGLISH, printed, spoken, text


@contextmanager
def said_so() -> Iterator[None]:
    """Have what typer finds wrong be said in the language that is spoken."""
    try:
        yield
    except Exception as error:
        if spoken() != ENGLISH and hasattr(error, "format_message"):
            error.show = partial(_show, error)  # type: ignore[attr-defined]
        raise


def _show(error: Any, file: Any = None) -> None:
    typer.echo(_told(error), file=file, err=file is None)


def _told(error: Any) -> str:
    """As typer has it: how the command is used, where its help is, and what is wrong."""
    lines = []
    context = getattr(error, "ctx", None)
    if context is not None:
        usage = " ".join(map(printed, context.command.collect_usage_pieces(context)))
        lines.append(text("Usage: {path} {usage}", path=context.command_path, usage=usage))
        lines += [text("Try '{path} --help' for help.", path=context.command_path), ""]
    return "\n".join([*lines, text("error: {message}", message=_message(error))])


def _message(error: Any) -> str:
    """What is wrong; the less usual errors of typer are told in English."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return text("No such option: {name}", name=error.option_name)
    hint, one = getattr(error, "param_hint", None), getattr(error, "param", None)
    if hint is None and one is not None:
        hint = one.opts[0] if one.param_type_name == "option" else one.metavar or one.name.upper()
    if hint is None or kind not in ("BadParameter", "MissingParameter"):
        return str(error.format_message())
    what = hint if isinstance(hint, str) else " / ".join(hint)
    if kind == "MissingParameter":
        return text("Missing {what}.", what=what)
    return text("Invalid value for {what}: {why}", what=what, why=error.message)
