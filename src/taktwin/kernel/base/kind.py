"""What is said of a kind: what the kernel does with it, how it comes into the arrays, and what it counts as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal

from taktwin.kernel.base.jit import kernel
from taktwin.kernel.base.state import BY_SERVER, LEVEL, QUEUE, STARVED, TRANSPORT

Holds = Literal["", "servers", "queue", "belt", "behind", "source"]
Phase = Literal["", "before", "cells", "element", "loads", "after"]
Relief = Literal["", "time", "recipes", "belt", "ride", "line", "places", "carriers", "releases", "orders"]

#: Facets that a kind of place must have, those of one that gives jobs, and those of a kind of resource.
PLACE = ("look",)
GIVER = ("ready", "jobs_ready", "take", "claim", "unclaim")
RESOURCE = ("event", "state", "wake", "rest", "prime", "prime_given", "draw_ahead", "go_on")


@kernel
def nothing(s, i):
    """What a kind does where it has nothing to do."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of place, of resource, or of both (a station is a place, its servers are resources).

    Handlers are kernel functions; the arguments of each stand in `kernel.base.chain`. Of a place: ``look`` does what is
    possible now; of one that gives jobs: ``ready`` tells since when a job is ready, ``jobs_ready`` how many are,
    ``take`` takes it out, ``claim`` and ``unclaim`` keep it for a vehicle on its way. Of a resource: ``event`` is what
    is due now, ``state`` what it is in while up and on shift, ``wake`` and ``rest`` begin and end a shift or follow
    a repair, ``prime`` plans the first event at time zero, ``prime_given`` that from a start state, ``go_on`` comes
    when all resources have been planned, ``draw_ahead`` draws what is drawn before it is needed. ``runs`` tells, of
    records of resources and of their nodes, whose work clock runs: a snapshot is held to it.

    Traits: ``holds`` says how jobs are in it (by its ``servers``, each of which has one, or, with ``batches``, several
    in a row; in a ``queue``, into which what ends before it may be
    put at once; one behind another as on a ``belt``: its resource has the first, and only that can leave; ``behind`` a
    transport, before a ``source``); ``exit`` whether jobs leave the plant; ``transport`` whether a finished job before
    it waits for transport; ``level`` whether its level is counted and it stands in the table of buffers; ``machine``
    whether its resources have states and failures; ``carries`` whether the job of a resource is a job of the flow;
    ``serves`` whether its resources count in the states of the shop; ``work_unit`` whether OEE is defined for it;
    ``finishes`` whether its resources end the work in hand before planned maintenance begins;
    ``by_number`` whether the planned time of its plain work is the number of its jobs times the mean (else the kind
    adds it up in ``ideal``); ``limits`` whether it can be the bottleneck; ``able`` whether it counts in availability;
    ``splits`` whether jobs of other lines come out of those that are worked on;
    ``delivers`` whether its servers drive away with their jobs;
    ``fetches`` whether its resources come for the jobs before it, which are kept for them;
    ``serial`` whether it may stand in a plain serial line; ``person`` whether its resources are people.

    ``lower`` puts nouns of the model into the arrays, in its ``phase`` (see `lowering.program`): elements of lines by
    ``noun``, all others from the whole model or a shop. ``job_words`` are what a start state may say of a job in it,
    ``place_words`` what of the place itself,
    ``where`` how that is said to people. A kind whose jobs no place of `runs.start` fits puts and tells them itself:
    ``put_jobs(draft, path, node, jobs)`` brings those of a state into its `Draft`, ``tell_jobs(words, node)`` gives
    the fields of a `PlaceState`, with the help of `JobWords`. ``idle_state`` is that of a resource on shift that has
    nothing to do, ``phases`` are those of its work (on guide paths there are others). ``outlook`` tells on
    what it depends that work goes on there (see `kernel.outlook`), where ``holds`` and ``exit`` do not tell.
    ``relief`` says how it would limit less (see `lowering.relief`), where ``limits`` and ``level`` do not tell.
    """

    name: str
    look: Any = None
    ready: Any = None
    jobs_ready: Any = None
    take: Any = None
    claim: Any = None
    unclaim: Any = None
    event: Any = None
    state: Any = None
    wake: Any = None
    rest: Any = None
    prime: Any = None
    prime_given: Any = None
    draw_ahead: Any = None
    go_on: Any = None
    runs: Callable[..., Any] | None = None
    holds: Holds = ""
    batches: bool = False
    splits: bool = False
    fetches: bool = False
    delivers: bool = False
    exit: bool = False
    transport: bool = False
    level: bool = False
    machine: bool = False
    carries: bool = False
    serves: bool = False
    work_unit: bool = False
    by_number: bool = False
    finishes: bool = False
    limits: bool = False
    able: bool = False
    serial: bool = False
    person: bool = False
    noun: type | None = None
    phase: Phase = ""
    lower: Callable[..., Any] | None = None
    job_words: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    where: str = ""
    put_jobs: Callable[..., None] | None = None
    tell_jobs: Callable[..., dict[str, Any]] | None = None
    idle_state: int = STARVED
    phases: tuple[int, ...] = ()
    outlook: Any = None
    relief: Relief = ""

    def __post_init__(self) -> None:
        """Refuses a kind that says only half of what it is."""
        for facets in (GIVER, RESOURCE):
            self._all_or_none(facets)
        if self.is_giver and not (self.look and self.holds):
            raise ValueError(f"kind {self.name} gives jobs: it needs `look` and `holds`")
        if not (self.is_place or self.is_resource):
            raise ValueError(f"kind {self.name} is neither a place (`look`) nor a resource (`event` ...)")
        if self.machine and self.runs is None:
            raise ValueError(f"kind {self.name} is a machine: say when it `runs`")
        if (self.put_jobs is None) != (self.tell_jobs is None):
            raise ValueError(f"kind {self.name} says one of `put_jobs` and `tell_jobs`: a state is read and written")
        if self.lower is not None and not self.phase:
            raise ValueError(f"kind {self.name} is lowered: say in which `phase`")

    def _all_or_none(self, facets: tuple[str, ...]) -> None:
        missing = [facet for facet in facets if getattr(self, facet) is None]
        if missing and len(missing) < len(facets):
            raise ValueError(f"kind {self.name} lacks {', '.join(missing)}; say `nothing` where it does nothing")

    @property
    def traits(self) -> int:
        """The traits that the kernel asks a node for, as bits."""
        bits = {QUEUE: self.holds == "queue", BY_SERVER: self.holds == "servers", TRANSPORT: self.transport}
        return sum(bit for bit, has in (bits | {LEVEL: self.level}).items() if has)

    @property
    def eased_by(self) -> Relief:
        """How it limits less: works in less time, or has more places; empty for what nothing waits for."""
        if self.relief or not self.is_giver:
            return self.relief
        return "time" if self.limits else "places" if self.level else ""

    @property
    def makes(self) -> bool:
        """Whether its resources make lots of parts: their job is a recipe, not a job of the flow."""
        return self.machine and not self.carries

    @property
    def is_place(self) -> bool:
        """Whether nodes can be of this kind."""
        return self.look is not None

    @property
    def is_giver(self) -> bool:
        """Whether jobs can be taken from it."""
        return self.take is not None

    @property
    def is_resource(self) -> bool:
        """Whether resources can be of this kind."""
        return self.event is not None

    def handlers(self) -> dict[str, Any]:
        """Chain -> function."""
        names = (*PLACE, *GIVER, *RESOURCE)
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name in names and getattr(self, f.name)}


class Kinds:
    """All kinds of a program, each with its code: its place in the list."""

    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self.all = kinds
        self._codes = {kind.name: code for code, kind in enumerate(kinds)}
        if len(self._codes) < len(kinds):
            raise ValueError("two kinds have the same name")

    def __getitem__(self, name: str) -> Kind:
        """The kind of that name. Raises `KeyError`."""
        return self.all[self._codes[name]]

    def code(self, name: str) -> int:
        """What stands in the arrays for a kind. Raises `KeyError`."""
        return self._codes[name]

    def codes(self, trait: str, *values: object) -> list[int]:
        """Codes of the kinds that have a trait (of which it has one of the values)."""
        found = values or (True,)
        return [code for code, kind in enumerate(self.all) if getattr(kind, trait) in found]

    def of_noun(self, noun: object) -> Kind:
        """The kind that an element of a line is lowered by. Raises `KeyError`."""
        for kind in self.all:
            if kind.noun is not None and type(noun) is kind.noun:
                return kind
        raise KeyError(f"no kind says how a {type(noun).__name__} is lowered")
