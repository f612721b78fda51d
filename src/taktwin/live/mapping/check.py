"""A mapping held against a model and against the tags that a plant has: what lacks on either side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from taktwin.live.mapping.file import Mapping
from taktwin.live.mapping.kinds import EXIT, KINDS, MACHINES
from taktwin.model.errors import ModelError, Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.server import server_count
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.expand import expand
from taktwin.model.values.nearest import suggest


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
        unmapped: tags that no rule fits.
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


def check_mapping(mapping: Mapping, model: PlantModel, tags: Iterable[str]) -> MappingCheck:
    """Hold a mapping against a model and against the tags of a plant, such as those of its births.

    Args:
        mapping: as read.
        model: has passed its checks.
        tags: paths, group/node/device/name.
    """
    parts = parts_of(model)
    problems: dict[tuple[int, str], Problem] = {}

    def wrong(rule: int, key: str, message: str, remedy: str) -> None:
        file, line = mapping.tree.origin(("tags", rule, key))
        problems.setdefault((rule, message), Problem(file, line, f"tags.{rule}.{key}", message, remedy))

    if mapping.plant is not None and mapping.plant != model.name:
        file, line = mapping.tree.origin(("plant",))
        message = Phrase('the mapping is for "{plant}", the model is "{name}"', plant=mapping.plant, name=model.name)
        problems[-1, message] = Problem(file, line, "plant", message, Phrase("name the model that it is for"))
    told: dict[str, tuple[str, str]] = {}
    taken: dict[tuple[str, str, str], str] = {}
    unmapped, used = [], set()
    for tag in dict.fromkeys(tags):
        found = mapping.told(tag)
        if found is None:
            unmapped.append(tag)
            continue
        used.add(found.rule)
        kind, part = KINDS[found.kind], parts.get(found.resource)
        if found.resource and part is None:
            wrong(
                found.rule,
                "of",
                Phrase('"{tag}": there is no "{resource}" in the model', tag=tag, resource=found.resource),
                suggest(found.resource, parts),
            )
        elif part is not None and kind.of and part.kind not in kind.of:
            message = Phrase(
                '"{tag}": "{name}" is a {kind}, which has no {word}',
                tag=tag,
                name=part.name,
                kind=part.kind,
                word=kind.word,
            )
            wrong(found.rule, "of", message, Phrase("{word} is of: {of}", word=kind.word, of=", ".join(kind.of)))
        elif kind.alone and (other := taken.setdefault((found.resource, found.kind, found.counts), tag)) != tag:
            message = Phrase(
                '"{tag}" and "{other}" are both the {word} of "{resource}"',
                tag=tag,
                other=other,
                word=kind.word,
                resource=found.resource,
            )
            wrong(found.rule, "tag", message, Phrase("have one of them ignored, or make the pattern narrower"))
        else:
            told[tag] = (found.resource, found.kind)
    names = {name for name, kind in told.values() if KINDS[kind].tells}
    seen = names | {parts[name].whole for name in names if name in parts}
    machines = (part for part in parts.values() if part.kind in MACHINES and not part.whole)
    unseen = tuple(part for part in machines if part.name not in seen)
    unused = tuple(rule.number for rule in mapping.rules if rule.number not in used)
    return MappingCheck(tuple(problems.values()), told, tuple(unmapped), unseen, unused)
