"""Repair crews."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Machines


class Crew(Noun):
    """A crew of repairers; each repair needs one of them."""

    size: Machines = Field(description="Repairs that can run at the same time.")
