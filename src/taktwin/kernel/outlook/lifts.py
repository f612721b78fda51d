"""The outlook of lifts: what one has set out for comes in, though nobody else finds it ready any more."""

from __future__ import annotations

from taktwin.kernel.outlook.formula import Formula
from taktwin.kernel.outlook.places import ByServers
from taktwin.kernel.outlook.view import View


class Lifts(ByServers):
    """The lift holds one job, or is empty and maybe on its way to one."""

    def enters(self, w: View, n: int) -> Formula:
        return w.resource(w.place(n, "res0"), "giver_node") >= 0 or super().enters(w, n)


LIFTS = Lifts()
