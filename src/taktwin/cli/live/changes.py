"""What has changed between two moments of a plant, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.cli.language.say import listed, said, text
from taktwin.cli.live.console import STATES
from taktwin.cli.tables.plain import plain_table

if TYPE_CHECKING:
    from taktwin.live.twin.past import Difference

_ROWS = 30


def changes(found: Difference) -> Any:
    """The difference of two moments as something that rich prints."""
    from rich.console import Group
    from rich.text import Text

    about = {"begin": found.begin, "end": found.end, "n": found.finished, "one": found.jobs[0], "two": found.jobs[1]}
    parts: list[Any] = [
        Text(text("{begin} to {end}: {n} jobs finished; {one} jobs in the plant, then {two}", **about), style="bold")
    ]
    if found.places:
        table = plain_table(text("jobs"), [text("place"), text("before"), text("after")])
        for name, (one, two) in list(found.places.items())[:_ROWS]:
            table.add_row(name, str(one), str(two))
        parts.append(table)
    if found.machines:
        table = plain_table(text("machines"), [text("machine"), text("before"), text("after")], texts=(0, 1, 2))
        for name, (was, now) in list(found.machines.items())[:_ROWS]:
            table.add_row(name, said(STATES[was]), said(STATES[now]))
        parts.append(table)
    for title, names in ((text("new alarms"), found.alarms_new), (text("alarms that are over"), found.alarms_gone)):
        if names:
            parts.append(Text(text("{what}: {that}", what=title, that=listed(names))))
    return Group(*parts)
