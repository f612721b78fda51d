"""Shops: press, body, paint, assembly and so on."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.nouns.line import Line
from taktwin.model.nouns.machines.power import PowerEntry
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.values.noun import Named, Noun


class Load(Noun):
    """A load of the shop itself (light, ventilation, oven): working while on shift, off else."""

    power: PowerEntry = Field(description="Power profile: a name, or spelt out in place.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Runs all the time.")


class Shop(Noun):
    """A shop with its lines, make cells and loads."""

    title: str | dict[str, str] | None = Field(
        default=None, description="Name for people: a text, or {en: ..., zh: ...}."
    )
    calendar: str | None = Field(
        default=None, description="Shift calendar of its elements; without one it works all the time."
    )
    loads: Named[Load] = Field(default_factory=dict, description="Loads of the shop itself, by name.")
    lines: Named[Line] = Field(default_factory=dict, description="Its lines, by name.")
    cells: Named[MakeCell] = Field(default_factory=dict, description="Its make cells, by name.")
