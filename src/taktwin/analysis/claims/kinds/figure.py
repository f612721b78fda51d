"""One figure by itself, as ``measure``: it meets others of the same measure and scope, see `against`."""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

FIELDS = {
    "measure": Takes(free=True, example="NEV output", needed=True),
    "value": Takes(example="500000 cars", needed=True, signed=True),
}
TOGETHER = (("measure", "value"),)


def read(sentence: Sentence) -> Read | None:  # noqa: ARG001 - as of every kind
    """What a figure measures is given, not guessed."""
    return None


def judge(claim: Claim) -> Finding:
    """Alone, a figure contradicts nothing."""
    return Finding("consistent", claim.values["value"].text)


def against(claims: Sequence[Claim]) -> dict[str, Finding]:
    """Findings of figures that do not agree with another one of the same measure and scope, by the id of the claim."""
    found: dict[str, Finding] = {}
    for at, one in enumerate(claims):
        for other in claims[:at]:
            if one.options["measure"] != other.options["measure"] or dict(one.scope) != dict(other.scope):
                continue
            for mine, theirs in ((one, other), (other, one)):
                value, known = mine.values["value"], theirs.values["value"]
                if value.allows(*known.span) or known.allows(*value.span):
                    continue
                likely = slip(mine.values, ("value",), lambda new, known=known: new["value"].allows(*known.span))
                implied = Phrase("{value} beside {other} in {id}", value=value.text, other=known.text, id=theirs.id)
                found.setdefault(mine.id, Finding("contradicts", implied, likely=likely or known.text))
    return found
