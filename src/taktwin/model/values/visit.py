"""Visits: how often a job has come into an element, as conditions and times ask for them."""

from __future__ import annotations

import re

from taktwin.model.phrase import Phrase

#: The word by which a condition (``when``) or a cycle (``by``) asks for the visit of the job to its own element.
VISIT = "visit"
#: The latest visit that can be named: what is asked of a job fits into a bit mask of 62 values.
LAST_VISIT = 60
_NUMBER = re.compile(r"([1-9][0-9]{0,3})(\+?)")

REMEDY = Phrase(
    "write the number of the visit, from 1 to {last_visit}, such as 1 or [1, 2], or 3+ for the third and later ones",
    last_visit=LAST_VISIT,
)


def visit_named(text: str) -> tuple[int, bool]:
    """The visit that a text names, and whether later ones are meant too: ``2`` is (2, False), ``3+`` is (3, True).

    Raises:
        ValueError: the text names no visit, or one beyond ``LAST_VISIT``.

    >>> visit_named("3+")
    (3, True)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or int(found[1]) > LAST_VISIT:
        raise ValueError(REMEDY)
    return int(found[1]), found[2] == "+"


def visit_named_by(texts: list[str], visit: int) -> str | None:
    """The text that names a visit: the number itself before an ``n+``, and of those the highest; None if none does."""
    exact = next((text for text in texts if visit_named(text) == (visit, False)), None)
    if exact is not None:
        return exact
    open_ended = [text for text in texts if visit_named(text)[1] and visit_named(text)[0] <= visit]
    return max(open_ended, key=lambda text: visit_named(text)[0], default=None)
