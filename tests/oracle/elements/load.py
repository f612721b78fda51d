"""Loads of a shop: working on shift, off else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.resource import Resource

if TYPE_CHECKING:
    from tests.oracle.calendar import ShiftCalendar
    from tests.oracle.plant import Plant


class Load(Resource):
    """Light, ventilation, an oven."""

    word = "load"

    def __init__(self, plant: Plant, name: str, calendar: ShiftCalendar | None) -> None:
        super().__init__(plant, name, [], calendar)
        self.state = "working" if self.on else "off_shift"

    def idle_state(self) -> str:
        return "working"
