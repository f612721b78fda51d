"""Judges claims: each by its kind, sentences by every kind that finds itself in them, figures against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from taktwin.analysis.claims.claim import Claim
from taktwin.analysis.claims.files import read_claims
from taktwin.analysis.claims.finding import Finding, gravest
from taktwin.analysis.claims.kinds import figure
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.register import KINDS
from taktwin.analysis.claims.sentence import read_sentence
from taktwin.model.phrase import Phrase


@dataclass(frozen=True)
class Judged:
    """A claim and what was found of it."""

    claim: Claim
    finding: Finding

    def as_dict(self) -> dict[str, Any]:
        """Its id, verdict, arithmetic (with the condition), likely slip (None where none is known), and ways if any."""
        found = self.finding
        told: dict[str, Any] = {
            "id": self.claim.id,
            "verdict": found.verdict,
            "implied": str(found.arithmetic),
            "likely": str(found.likely) or None,
        }
        return told | ({"ways": [one.as_dict() for one in found.ways]} if found.ways else {})


def judge_claims(source: str | Path | Sequence[Claim]) -> list[Judged]:
    """Judge the claims of a file (YAML, or a Markdown table with sentences), of ``register``, or claims read before.

    Raises:
        ModelError: the file cannot be read, with file, line, field and remedy of each problem.

    Example:
        >>> from taktwin.analysis.claims.study import judge_claims
        >>> judge_claims("register")[0].finding.verdict
        'impossible'
    """
    claims = read_claims(source) if isinstance(source, str | Path) else list(source)
    beside = figure.against([one for one in claims if one.kind == "figure"])
    return [Judged(one, beside.get(one.id) or judged(one)) for one in claims]


def judged(claim: Claim) -> Finding:
    """The finding on one claim by itself. Raises `ModelError` where a sentence holds nothing that a kind can check."""
    readings = [claim] if claim.kind else understood(claim)
    findings = [KINDS[one.kind].judge(one) for one in readings]
    if claim.model:
        from taktwin.analysis.claims.modelled import against_model  # reading models is slow to import

        findings += [found for one in readings if (found := against_model(one)) is not None]
    if not findings:
        return Finding("only_if", "", Phrase("no figures that can be held against each other or a bound"))
    return gravest(findings)


def understood(claim: Claim) -> list[Claim]:
    """What each kind makes of the sentence of a claim; a product only of what no other kind explains."""
    sentence = read_sentence(claim.statement)
    found = []
    for name, kind in KINDS.items():
        read = kind.read(sentence)
        if read is not None and _nothing_is_zero(read.values):
            options = {**read.options, **claim.options}
            found.append(replace(claim, kind=name, values=dict(read.values), options=options))
    special = [one for name in _EXCLUSIVE for one in found if one.kind == name]
    return special[:1] or found


def _nothing_is_zero(values: Mapping[str, Printed]) -> bool:
    """There is no ratio to nothing; only a rate may be zero."""
    return all(one.value or name == "rate" for name, one in values.items())


#: A sentence of one of these is about nothing else: its figures would be misread by more general kinds.
_EXCLUSIVE = ("efficiency", "mass", "yearly", "capacity", "annual", "parts", "reach", "growth")
