"""Judged claims, one after the other, and how many of each verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import listed, said, text

if TYPE_CHECKING:
    from taktwin.analysis.claims.study import Judged


def print_claims(found: Sequence[Judged]) -> None:
    """Print each claim with its verdict, its arithmetic and the likely slip."""
    words = {
        "consistent": text("consistent"),
        "only_if": text("only if"),
        "contradicts": text("contradicts"),
        "impossible": text("impossible"),
    }
    width = max((len(one.claim.id) for one in found), default=0)
    for one in found:
        finding = one.finding
        typer.echo(f"{one.claim.id.ljust(width)}  {words[finding.verdict]}: {said(finding.arithmetic)}")
        if one.claim.statement:
            typer.echo(f"{' ' * width}  {one.claim.statement}")
        if finding.likely:
            typer.echo(f"{' ' * width}  {text('likely: {what}', what=said(finding.likely))}")
        for way in finding.ways:
            what = said(way.text)
            told = text("reproduced if {what}", what=what) if way.reproduces else text("not by: {what}", what=what)
            typer.echo(f"{' ' * width}  {told} [{way.tag}]")
    counted = [(word, sum(one.finding.verdict == verdict for one in found)) for verdict, word in words.items()]
    typer.echo(listed(f"{number} {word}" for word, number in counted if number))
