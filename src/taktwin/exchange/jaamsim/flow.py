"""The ways of entities through the objects of JaamSim, as lines: each object becomes an element of exactly one."""

from __future__ import annotations

from typing import Any

from taktwin.exchange.jaamsim.records import Thing, Word
from taktwin.exchange.jaamsim.stations import Stations
from taktwin.exchange.jaamsim.values import Values, shares
from taktwin.model.phrase import Phrase

SERVERS = ("server", "entityprocessor")
#: They do nothing that a job or a time would be changed by.
SILENT = ("entitylogger", "setgraphics", "statistics")
ASSEMBLERS = ("assemble", "combine")


class Flow:
    """The lines of a model: name -> its entries; ``orders`` are what its generators release."""

    def __init__(self, values: Values) -> None:
        self.values, self.things = values, values.things
        self.made = Stations(values)
        self.lines: dict[str, dict[str, Any]] = {}
        self.orders: dict[str, dict[str, Any]] = {}
        self.carriers: dict[str, dict[str, Any]] = {}
        self.placed: dict[str, str] = {}  # an object -> the element that a way to it leads to
        self.open: list[Thing] = []  # where a branch leads, still to be placed
        self.passed: set[str] = set()
        self.held: dict[str, list[Thing]] = {}
        self._station: list[str] = []  # the servers of the station that was placed last
        self._users: dict[str, list[Thing]] = {}
        for thing in self.things.of(*SERVERS, "seize"):
            self._users.setdefault(self.made.queue(thing).name, []).append(thing)
        self._assemblies: dict[str, tuple[Thing, int]] = {}
        for thing in self.things.of(*ASSEMBLERS):
            for place, (queue, _) in enumerate(self.made.queues_of(thing)):
                self._assemblies.setdefault(queue.name, (thing, place))
        self._build()

    def _build(self) -> None:
        generators = self.things.of("entitygenerator")
        if not generators:
            thing = self.things.named["simulation"]
            message = Phrase("there is no EntityGenerator, so nothing ever arrives")
            raise thing.wrong(message, "name the file that defines the model")
        for generator in generators:
            self.orders[generator.name] = self._release(generator)
        for generator in generators:
            first = self._next(generator)
            self.lines[generator.name] = {"orders": generator.name, **self._walk(first)}
        while self.open:
            thing = self.open.pop(0)
            name = self._entry(thing)
            if name not in self.placed.values():
                self.lines[f"to-{name}"] = self._walk(thing)
        self._hold()

    def _release(self, generator: Thing) -> dict[str, Any]:
        """When a generator releases jobs."""
        values = self.values
        interval = values.time(generator, "InterArrivalTime") or "1 s"
        word, first = values.word(generator, "InterArrivalTime"), values.word(generator, "FirstArrivalTime")
        if first is None or word is None or first.tokens != word.tokens:
            why = "the first job comes after one InterArrivalTime here"
            values.note(first or generator, f"{generator.name} FirstArrivalTime", why)
        number = values.number(generator, "EntitiesPerArrival", least=1, whole=True)
        made: dict[str, Any] = {"interval": interval}
        if number is not None and number > 1:
            made["batch"] = int(number)
        most = values.number(generator, "MaxNumber", least=1, whole=True)
        if most is not None:
            made["quantity"] = int(most)
            left = values.word(generator, "MaxNumber") if number is not None and most % number else None
            if left is not None:
                why = f"{most:g} jobs are no whole number of arrivals of {number:g}: here the last one has what is left"
                values.note(left, f"{generator.name} MaxNumber", why)
        return made

    def _next(self, thing: Thing, seen: tuple[str, ...] = ()) -> Thing:
        word = self.values.word(thing, "NextComponent")
        if word is None:
            message = Phrase("the {kind} has no NextComponent", kind=thing.kind)
            raise thing.wrong(message, f"say where its entities go: `{thing.name} NextComponent {{ Sink1 }}`")
        found = self.made.named(thing, word)
        if len(found) != 1:
            raise word.wrong(thing.name, f"expected one object, got {len(found)}", "name one")
        return self._through(found[0], word, thing, seen)

    def _through(self, thing: Thing, word: Word, before: Thing, seen: tuple[str, ...] = ()) -> Thing:
        """The first object on a way that is more than a note on it; a server stands for its queue."""
        kind = thing.kind.lower()
        if kind in ("entitygenerator", *ASSEMBLERS):
            where = "a queue of it" if kind in ASSEMBLERS else "another object"
            raise word.wrong(before.name, f"no entity can be sent to the {thing.kind} '{thing.name}'", f"name {where}")
        if kind in (*SERVERS, "seize"):
            return self.made.queue(thing)
        if kind in ("queue", "branch", "release", "entityconveyor", "entitydelay", "entitysink"):
            return thing
        if thing.get("NextComponent") is None:
            message = Phrase("'{name}' is a {kind}, from which no way leads on", name=thing.name, kind=thing.kind)
            raise word.wrong(before.name, message, "name an object of the flow, or an EntitySink")
        if thing.name in seen:
            raise word.wrong(before.name, f"the way from '{thing.name}' leads back to it", "let it lead to a queue")
        if kind not in SILENT and thing.name not in self.passed:
            self.values.note(thing, f"{thing.name} ({thing.kind})", "is passed as if it were not there")
        self.passed.add(thing.name)
        return self._next(thing, (*seen, thing.name))

    def _entry(self, thing: Thing) -> str:
        return self.placed.get(thing.name, thing.name)

    def _walk(self, start: Thing) -> dict[str, Any]:
        """The elements from an object on, until the sink, or to one that has its place already."""
        flow: list[dict[str, Any]] = []
        line: dict[str, Any] = {"flow": flow}
        here: Thing | None = start
        while here is not None:
            if here.name in self.placed:
                line["to"] = self.placed[here.name]
                break
            kind = here.kind.lower()
            if kind == "entitysink" and flow:
                break
            self.placed[here.name] = here.name
            here = getattr(self, f"_place_{kind}")(here, flow)
        if not flow:  # from a generator right to what has its place, which a line needs an element for
            flow.append({"buffer": f"{start.name}-in", "capacity": "unlimited"})
        return {key: line[key] for key in ("to", "flow") if key in line}

    def _place_entitysink(self, thing: Thing, flow: list[dict[str, Any]]) -> None:
        flow.append({"buffer": thing.name, "capacity": "unlimited"})

    def _place_entityconveyor(self, thing: Thing, flow: list[dict[str, Any]]) -> Thing:
        flow.append(self.made.conveyor(thing))
        return self._next(thing)

    def _place_entitydelay(self, thing: Thing, flow: list[dict[str, Any]]) -> Thing:
        flow.append(self.made.delay(thing))
        return self._next(thing)

    def _place_release(self, thing: Thing, flow: list[dict[str, Any]]) -> Thing:
        flow.append({"station": thing.name, "cycle": "0 s"})
        self._held_by(thing)
        return self._next(thing)

    def _held_by(self, thing: Thing) -> None:
        word = self.values.word(thing, "ResourceList", "Resource")
        if word is None:
            raise thing.wrong(f"the {thing.kind} names no Resource", f"write `{thing.name} Resource {{ Resource1 }}`")
        for pool in self.made.named(thing, word, "resource"):
            self.held.setdefault(pool.name, []).append(thing)

    def _place_queue(self, thing: Thing, flow: list[dict[str, Any]]) -> Thing | None:
        flow.append(self.made.buffer(thing))
        users = self._users.get(thing.name, [])
        assembly = self._assemblies.get(thing.name)
        if assembly is not None and not users:
            return self._assemble(*assembly, flow)
        if not users:
            other = self._other_user(thing)
            if other is not None:
                self.values.note(other, f"{other.name} ({other.kind})", "is passed as if it were not there")
                self.passed.add(other.name)
                return self._next(other)
            self.values.note(thing, thing.name, "nothing takes entities out of this queue; here they leave the plant")
            return None
        if users[0].kind.lower() == "seize":
            flow.append({"station": users[0].name, "cycle": "0 s"})
            self._held_by(users[0])
        else:
            servers = [one for one in users if one.kind.lower() in SERVERS]
            flow.append(self.made.station(servers))
            self._station = [one.name.lower() for one in servers]
        after = self._next(users[0])
        for other in users[1:]:
            if other.kind.lower() != users[0].kind.lower() or self._next(other) is not after:
                why = f"takes from {thing.name}, too; its jobs go where those of {users[0].name} go"
                self.values.note(other, other.name, why)
        return after

    def _other_user(self, queue: Thing) -> Thing | None:
        """An object of a kind that is not taken, which takes entities out of a queue."""
        for thing in self.things.named.values():
            for keyword in ("WaitQueue", "WaitQueueList"):
                word = thing.get(keyword)
                taken = [] if word is None else [self.things.find(one) for one in word.tokens]
                if queue in taken and thing.get("NextComponent") is not None:
                    return thing
        return None

    def _assemble(self, thing: Thing, place: int, flow: list[dict[str, Any]]) -> Thing | None:
        """The first queue of an Assemble leads on; jobs wait at the end of the lines of the others."""
        if place > 0:
            return None
        station, queues = self.made.assembly(thing), self.made.queues_of(thing)
        if queues[0][1] > 1:
            why = f"one entity of {queues[0][0].name} goes on here, not {queues[0][1]} together"
            self.values.note(thing, f"{thing.name} NumberRequired", why)
        station["joins"] = [(queue.name, number) for queue, number in queues[1:]]  # lines are known at the end
        if self.values.flag(thing, "MatchRequired"):
            self.values.note(thing, f"{thing.name} MatchRequired", "any job of the sub-line is joined")
        flow.append(station)
        return self._next(thing)

    def _place_branch(self, thing: Thing, flow: list[dict[str, Any]]) -> Thing:
        word = self.values.word(thing, "NextComponentList")
        if word is None:
            raise thing.wrong("the Branch has no NextComponentList", "name the objects that it leads to")
        ways = self.made.named(thing, word)
        parts = self._choice(thing, len(ways))
        first = next(place for place, share in enumerate(parts) if share > 0)
        own = not flow or "station" not in flow[-1] or "routes" in flow[-1] or not self._only_behind(thing, flow)
        if own:
            flow.append({"station": thing.name, "cycle": "0 s"})
        routes = []
        for place, share in enumerate(parts):
            if place == first or share <= 0:
                continue
            target = self._through(ways[place], word, thing)
            if target.name not in self.placed:
                self.open.append(target)
            routes.append({"to": target, "share": f"{100 * share:.12g} %"})
        if routes:
            flow[-1]["routes"] = routes
        return self._through(ways[first], word, thing)

    def _only_behind(self, thing: Thing, flow: list[dict[str, Any]]) -> bool:
        """Whether a Branch stands behind the station that was placed last, and behind nothing else."""
        before = {
            other.name.lower()
            for other in self.things.named.values()
            for keyword in ("NextComponent", "NextComponentList")
            if (word := other.get(keyword)) is not None and any(self.things.find(one) is thing for one in word.tokens)
        }
        return flow[-1]["station"].lower() in self._station and before <= set(self._station)

    def _choice(self, thing: Thing, count: int) -> list[float]:
        """The share of each way of a Branch."""
        word = self.values.word(thing, "Choice")
        if word is None:
            raise thing.wrong("the Branch has no Choice", "say by what the way is chosen")
        named = self.things.find(word.tokens[0]) if len(word.tokens) == 1 else None
        found = [0.0] * count
        if named is not None and named.kind.lower() == "discretedistribution":
            for tokens, chance in shares(self.values, named):
                place = int(float(tokens[0]))
                if not 1 <= place <= count:
                    message = Phrase(
                        "{name} chooses way {place}, and there are {count}", name=named.name, place=place, count=count
                    )
                    raise word.wrong(thing.name, message, "correct its ValueList")
                found[place - 1] += chance
            return found
        constant = self.values.constant(thing, word, 1, whole=True)
        if constant is not None and constant > count:
            raise word.wrong(thing.name, f"way {constant:g} is chosen, and there are {count}", "correct it")
        found[0 if constant is None else int(constant) - 1] = 1.0
        if constant is None:
            self.values.note(word, f"{thing.name} Choice", "all jobs take the first way here")
        return found

    def _hold(self) -> None:
        """Resources between a Seize and a Release, as pools of carriers."""
        for name, users in self.held.items():
            pool = self.things.find(name)
            assert pool is not None
            seize = [one for one in users if one.kind.lower() == "seize"]
            release = [one for one in users if one.kind.lower() == "release"]
            if len(seize) != 1 or len(release) != 1:
                why = f"is seized at {len(seize)} and released at {len(release)} objects; it is not taken"
                self.values.note(pool, name, why)
                continue
            for one in (seize[0], release[0]):
                number = self.values.number(one, "NumberOfUnits", least=1, whole=True)
                if number not in (None, 1):
                    self.values.note(one, f"{one.name} NumberOfUnits", "a job takes one carrier here")
            size = self.values.number(pool, "Capacity", least=1, whole=True)
            self.carriers[name] = {"count": int(size or 1), "from": seize[0].name, "to": release[0].name}
