"""Checks of the figures and series of a dispatch: those of all rooms, with the error of this one."""

from __future__ import annotations

from functools import partial

from taktwin.model.values import figures
from taktwin.planning.dispatch.errors import DispatchError

MOST_KW = 1e9
"""Of a load or of photovoltaics: beyond it the solver has nothing left to tell steps apart."""
MOST_MONEY = 1e9
"""For a kWh, a kW or a t, in any money."""
number = partial(figures.number, DispatchError)
series = partial(figures.series, DispatchError)
