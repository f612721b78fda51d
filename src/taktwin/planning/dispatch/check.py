"""Checks of the figures and series of a dispatch: those of all rooms, with the error of this one."""

from __future__ import annotations

from functools import partial

from taktwin.model.values import figures
from taktwin.planning.dispatch.errors import DispatchError

number = partial(figures.number, DispatchError)
series = partial(figures.series, DispatchError)
