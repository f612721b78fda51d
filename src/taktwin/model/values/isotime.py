"""Times as German spreadsheets write them, in the order of ISO 8601."""

from __future__ import annotations

import re

_GERMAN = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ T]+(\d{1,2}):(\d{2}(?::\d{2})?))?$")


def iso_time(text: str) -> str:
    """A day with points in it, with a time of day or without, as ISO 8601; any other text as it is.

    >>> iso_time("5.1.2026 6:30"), iso_time("5.1.2026"), iso_time("2026-01-05")
    ('2026-01-05 06:30', '2026-01-05', '2026-01-05')
    """
    found = _GERMAN.match(text)
    if found is None:
        return text
    day = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    return day if found[4] is None else f"{day} {int(found[4]):02d}:{found[5]}"
