"""What a tag can tell, and of which parts of a model."""

from __future__ import annotations

from dataclasses import dataclass

#: Parts that work on jobs or make parts, by their words in the model.
MACHINES = (
    "station",
    "moving_line",
    "indexed_line",
    "batch_station",
    "split_station",
    "lift",
    "cell",
)
#: Parts that hold jobs.
PLACES = ("buffer", "conveyor", "store", "transport", "delivery")
ANY = ()
#: Where jobs leave the plant.
EXIT = "exit"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a tag tells.

    Attributes:
        word: as the mapping file has it.
        says: for people.
        of: kinds of parts that can tell it; empty for any.
        tells: whether a machine with such a tag is seen at work.
        alone: whether one part can have only one such tag.
    """

    word: str
    says: str
    of: tuple[str, ...]
    tells: bool = False
    alone: bool = True


_KINDS = (
    Kind("counter", "a count of jobs or parts that only grows", (*MACHINES, *PLACES, "line", EXIT), tells=True),
    Kind("state", "a number for the state, of a named table", (*MACHINES, "conveyor", "store", "fleet"), tells=True),
    Kind("mode", "what a machine is there for: to process, to be set up or kept; its state says the rest", MACHINES),
    Kind("cycle", "true while a cycle runs", MACHINES, tells=True),
    Kind("present", "true while a job is there", (*MACHINES, *PLACES), tells=True),
    Kind("identity", "which job is there: VIN, skid, RFID", (*MACHINES, *PLACES, EXIT), tells=True),
    Kind("stop", "true while somebody has stopped it", (*MACHINES, "line", "conveyor"), alone=False),
    Kind("fault", "the number of a fault, 0 for none", (*MACHINES, *PLACES, "fleet"), alone=False),
    Kind("level", "how many jobs or parts there are", (*PLACES, "stock", "moving_line")),
    Kind("vehicle", "the state of a vehicle", ("fleet",), alone=False),
    Kind("order", "an order that is released", ("orders",)),
    Kind("event", "an event of the plant as JSON text", ANY, alone=False),
    Kind("sensor", "a measured value, for history and alarms", ANY, alone=False),
    Kind("ignored", "nothing that counts here", ANY, alone=False),
)
KINDS = {kind.word: kind for kind in _KINDS}
