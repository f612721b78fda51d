"""A mapping held against a model and against the tags that a plant has: what lacks on either side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from taktwin.live.mapping.codes import CodeTable
from taktwin.live.mapping.file import Mapping, Told
from taktwin.live.mapping.kinds import EXIT, KINDS, MACHINES
from taktwin.live.mapping.pattern import names_in
from taktwin.model.errors import ModelError, Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.server import server_count
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.expand import expand
from taktwin.model.values.nearest import suggest

_MOST = 100  # problems that are told
_SUCH_AS = 5  # tags without a rule that are named
_HOUSEKEEPING = re.compile(r"(^|/)(bdSeq$|(Node|Device) Control/)")  # of Sparkplug itself; it tells of no part


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a model that tags can be about.

    Attributes:
        name: in the model spelt out.
        kind: station, buffer, cell, stock, fleet, line ...
        shop: empty for none.
        whole: the part that it is one of several servers of; empty for a whole one.
    """

    name: str
    kind: str
    shop: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class MappingCheck:
    """What was found.

    Attributes:
        problems: what is wrong with the mapping, with file and line.
        told: tag -> (part, kind); of those that are right.
        unmapped: tags that no rule fits; Sparkplug's own (`bdSeq`, Node Control) need none.
        unseen: machines of which no tag tells that they work.
        unused: rules that fit no tag, by their numbers.
    """

    problems: tuple[Problem, ...]
    told: dict[str, tuple[str, str]]
    unmapped: tuple[str, ...]
    unseen: tuple[Part, ...]
    unused: tuple[int, ...]

    def raise_problems(self) -> None:
        """Raise `ModelError` where there are problems."""
        if self.problems:
            raise ModelError(self.problems)


def parts_of(model: PlantModel) -> dict[str, Part]:
    """The parts of a model that has passed its checks, by name."""
    spelt = expand(model)
    found = {name: Part(name, "orders", "") for name in spelt.orders}
    found |= {name: Part(name, "stock", "") for name in spelt.stocks}
    found |= {name: Part(name, "fleet", "") for name in spelt.fleets}
    found |= {line: Part(line, "line", shop) for shop, line, _ in spelt.all_lines()}
    found |= {name: Part(name, "cell", shop) for shop, name, _ in spelt.all_cells()}
    found |= {f"{shop} exit": Part(f"{shop} exit", EXIT, shop) for shop in spelt.shops}
    for shop, _, _, one in spelt.all_elements():
        found[one.name] = Part(one.name, one.kind, shop)
        for name in _servers(one):
            found.setdefault(name, Part(name, one.kind, shop, one.name))
    return found


def _servers(one: Any) -> list[str]:
    """The servers of an element, or the cranes of a store, as a run names them."""
    store = isinstance(one, Store)
    name = f"{one.name} crane" if store else one.name
    count = int(one.cranes.value) if store else server_count(one.servers) if hasattr(one, "servers") else 1
    return [name, *(f"{name}.{number}" for number in range(1, count + 1))] if count > 1 else [name]


class TagCheck:
    """A mapping that is held against a model, and against tags one by one as a plant names them.

    Attributes:
        problems: what is wrong with the mapping so far, the first hundred.
        unmapped: how many tags no rule fits; Sparkplug's own (`bdSeq`, Node Control) need none.
        such_as: the first of them.

    Args:
        mapping: as read.
        model: has passed its checks.
    """

    def __init__(self, mapping: Mapping, model: PlantModel) -> None:
        self.mapping, self.parts = mapping, parts_of(model)
        self.unmapped, self.such_as = 0, list[str]()
        self._problems: dict[tuple[object, str], Problem] = {}
        self._taken: dict[tuple[str, str, str], str] = {}
        self._used: set[int] = set()
        self._names: set[str] = set()
        self._wrong: set[int] = set()  # rules whose part is wrong whatever the tag
        if mapping.plant is not None and mapping.plant != model.name:
            message = Phrase(
                'the mapping is for "{plant}", the model is "{name}"', plant=mapping.plant, name=model.name
            )
            self._add(-1, ("plant",), message, Phrase("name the model that it is for"))
        for rule in mapping.rules:
            if rule.of and not names_in(rule.of) and not self._fits(rule.number, rule.tag, rule.of, rule.kind):
                self._wrong.add(rule.number)
        for called, name in mapping.names.items():  # it may be a piece of a name: of: "{line}-station"
            if not any(name in part for part in self.parts):
                message = Phrase('"{tag}": there is no "{resource}" in the model', tag=called, resource=name)
                self._add(called, ("names", called), message, suggest(name, self.parts))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the mapping so far."""
        return tuple(self._problems.values())

    @property
    def unseen(self) -> tuple[Part, ...]:
        """Machines of which no tag so far tells that they work."""
        seen = self._names | {self.parts[name].whole for name in self._names if name in self.parts}
        machines = (part for part in self.parts.values() if part.kind in MACHINES and not part.whole)
        return tuple(part for part in machines if part.name not in seen)

    @property
    def unused(self) -> tuple[int, ...]:
        """Rules that no tag so far fits, by their numbers."""
        return tuple(rule.number for rule in self.mapping.rules if rule.number not in self._used)

    def line(self, rule: int) -> int | None:
        """The line of a rule in its file."""
        return self.mapping.tree.origin(("tags", rule))[1]

    def as_dict(self) -> dict[str, Any]:
        """What does not go together, as plain values."""
        return {
            "file": self.mapping.tree.origin(("mapping",))[0],
            "problems": [one.as_dict() for one in self.problems],
            "unmapped": self.unmapped,
            "such_as": list(self.such_as),
            "unseen": [part.name for part in self.unseen],
            "unused_lines": [self.line(rule) for rule in self.unused],
        }

    def see(self, tag: str) -> Told | None:
        """A tag that the plant has, its path group/node/device/name; what it tells, None where it is not right."""
        found = self.mapping.told(tag)
        if found is None:
            if not _HOUSEKEEPING.search(tag):
                self.unmapped += 1
                self.such_as += [tag] if len(self.such_as) < _SUCH_AS else []
            return None
        self._used.add(found.rule)
        if found.rule in self._wrong or not self._fits(found.rule, tag, found.resource, found.kind):
            return None
        kind = KINDS[found.kind]
        if kind.alone and found.resource:
            other = self._taken.setdefault((found.resource, found.kind, found.counts), tag)
            if other != tag:
                message = Phrase(
                    '"{tag}" and "{other}" are both the {word} of "{resource}"',
                    tag=tag,
                    other=other,
                    word=kind.word,
                    resource=found.resource,
                )
                remedy = Phrase("have one of them ignored, or make the pattern narrower")
                self._add(found.rule, ("tags", found.rule, "tag"), message, remedy)
                return None
        if kind.tells:
            self._names.add(found.resource)
        return found

    def unknown_code(self, tag: str, rule: int, table: CodeTable, value: object) -> None:
        """A tag has told a code that its table does not have."""
        message = Phrase('"{tag}" tells {value}, which the table "{table}" does not have', tag=tag, value=value,
                         table=table.name)  # fmt: skip
        remedy = Phrase("add {value} to the table, or name another one", value=value)
        self._add((rule, table.name, str(value)), ("tags", rule, "codes"), message, remedy)

    def _fits(self, rule: int, tag: str, resource: str, word: str) -> bool:
        """Whether a part is in the model and can tell this; else a problem is noted."""
        kind, part = KINDS[word], self.parts.get(resource)
        if resource and part is None:
            message = Phrase('"{tag}": there is no "{resource}" in the model', tag=tag, resource=resource)
            fit = [name for name, one in self.parts.items() if not kind.of or one.kind in kind.of]
            self._add(rule, ("tags", rule, "of"), message, suggest(resource, fit))
            return False
        if part is not None and kind.of and part.kind not in kind.of:
            message = Phrase(
                '"{tag}": "{name}" is a {kind}, which has no {word}',
                tag=tag,
                name=part.name,
                kind=part.kind,
                word=kind.word,
            )
            remedy = Phrase("{word} is of: {of}", word=kind.word, of=", ".join(kind.of))
            self._add(rule, ("tags", rule, "of"), message, remedy)
            return False
        return True

    def _add(self, about: object, path: tuple[str | int, ...], message: str, remedy: str) -> None:
        key = (about, "" if isinstance(about, tuple) else message)
        if key not in self._problems and len(self._problems) < _MOST:
            file, line = self.mapping.tree.origin(path)
            self._problems[key] = Problem(file, line, ".".join(map(str, path)), message, remedy)


def check_mapping(mapping: Mapping, model: PlantModel, tags: Iterable[str]) -> MappingCheck:
    """Hold a mapping against a model and against the tags of a plant, such as those of its births.

    Args:
        mapping: as read.
        model: has passed its checks.
        tags: paths, group/node/device/name.
    """
    check = TagCheck(mapping, model)
    told: dict[str, tuple[str, str]] = {}
    unmapped = []
    for tag in dict.fromkeys(tags):
        before = check.unmapped
        found = check.see(tag)
        if found is not None:
            told[tag] = (found.resource, found.kind)
        elif check.unmapped > before:
            unmapped.append(tag)
    return MappingCheck(check.problems, told, tuple(unmapped), check.unseen, check.unused)
