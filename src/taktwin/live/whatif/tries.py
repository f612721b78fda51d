"""What is to be tried: a small file of things that one could do now, each with a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from taktwin.model.files.nounfile import read_noun
from taktwin.model.values.noun import Named, Noun
from taktwin.model.values.quantity import Count, Remainder, Rest


class Move(Noun):
    """A crew that leaves one machine and goes to another."""

    from_: str = Field(alias="from", description="The machine that is under repair; it waits from now on.")
    to: str = Field(description="The machine that waits for the crew; its repair begins now.")


class Overtime(Noun):
    """A shift that goes on."""

    to: str = Field(description='Its new end, "17:30".')
    calendars: list[str] = Field(
        default_factory=list, description="Calendars whose shift goes on; default those of all shops."
    )


class Delivery(Noun):
    """A truck that comes besides those on their way."""

    stock: str = Field(description="Stock point that it brings parts to.")
    amount: Rest = Field(description="How many.")
    arrives_in: Remainder = Field(alias="in", description="When it is there, from now on.")
    lane: str | None = Field(default=None, description="Lane that it comes by; needed where several bring that part.")


class Try(Noun):
    """One thing that could be done now; several of them together are done together."""

    repair_first: list[str] = Field(
        default_factory=list, description="Machines that wait for a crew: these before all others, in this order."
    )
    crew: Move | None = Field(default=None, description="A crew goes from one machine to another.")
    repaired: Named[Remainder] = Field(
        default_factory=dict, description="Machine that is down -> time in which it is up again."
    )
    out: Named[Remainder] = Field(
        default_factory=dict, description="Machine that is taken out of work -> for how long from now on."
    )
    sequence: Named[list[Count] | str] = Field(
        default_factory=dict,
        description="Place where jobs wait -> numbers of the orders that go first, or the option whose equal values "
        "are put together.",
    )
    trucks: list[Delivery] = Field(default_factory=list, description="Trucks that come besides.")
    overtime: Overtime | None = Field(default=None, description="The shift goes on.")
    set: Named[Any] = Field(
        default_factory=dict, description="Values of the model, PATH: VALUE: a crew's size, shares of routes."
    )


class Tries(Noun):
    """What is to be tried."""

    tries: Named[Try] = Field(description="Name -> what is done.")


def read_tries(path: str | Path) -> Tries:
    """Read a file of tries (YAML).

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    return read_noun(path, Tries)[1]
