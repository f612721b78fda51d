"""What of a mapping does not fit the model or the tags of the plant, as `taktwin live` says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from taktwin.cli.language.say import listed, problem_line, text
from taktwin.model.errors import Problem

_NAMED = 5
_PROBLEMS = 20  # that are told one by one


class Unmapped:
    """Says on the standard error what is wrong with a mapping, once each; what lacks as soon as no more tags come."""

    def __init__(self) -> None:
        self._told = 0
        self._before: list[str] = []
        self._said: list[str] = []

    def __call__(self, now: Mapping[str, Any]) -> None:
        """Say what is new in what is known (`Twin.now`)."""
        found = now["mapping"]
        if found is None:
            return
        problems = found["problems"]
        for one in problems[self._told : _PROBLEMS]:
            typer.echo(_warned(one), err=True)
        if self._told <= _PROBLEMS < len(problems):
            typer.echo(text("{file}: there is more of this kind", file=found["file"]), err=True)
        self._told = max(self._told, len(problems))
        lacks = lacking(found) if now["divergence"]["events"] else []
        if lacks == self._before and lacks != self._said:  # else births still come
            self._said = lacks
            for line in lacks:
                typer.echo(f"{found['file']}: {line}", err=True)
        self._before = lacks


def _warned(one: Mapping[str, Any]) -> str:
    return problem_line(Problem(one["file"], one["line"], one["path"], one["message"], one["remedy"], "warning"))


def problem_lines(found: Mapping[str, Any], most: int) -> list[str]:
    """The first problems of a mapping, each as a line."""
    return [_warned(one) for one in found["problems"][:most]]


def lacking(found: Mapping[str, Any]) -> list[str]:
    """Tags without a rule, machines of which nothing tells, rules without a tag; each as a line."""
    lines = []
    if found["unmapped"]:
        lines.append(
            text(
                "no rule fits {n} tags, such as {tags}; write one, or `is: ignored`",
                n=found["unmapped"], tags=listed(found["such_as"]),
            )
        )  # fmt: skip
    if found["unseen"]:
        names = found["unseen"]
        lines.append(text("no tag tells of {n} machines: {names}", n=len(names), names=_first(names)))
    if found["unused_lines"]:
        lines.append(text("rules that no tag fits, by lines: {lines}", lines=_first(found["unused_lines"])))
    return lines


def _first(names: list[Any]) -> str:
    return listed([str(one) for one in names[:_NAMED]] + ["..."] * (len(names) > _NAMED))
