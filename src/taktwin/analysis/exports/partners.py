"""The numbers that Catena-X knows companies, sites, addresses and parts by: given in a file, else made of names."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError, Problem

_FORMS = {
    "sites": (re.compile(r"BPNS[A-Za-z0-9]{12}"), "BPNS and 12 letters or digits"),
    "addresses": (re.compile(r"BPNA[A-Za-z0-9]{12}"), "BPNA and 12 letters or digits"),
    "parts": (
        re.compile(r"(urn:uuid:)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
        "a UUID, with or without urn:uuid:",
    ),
}


@dataclass(frozen=True, slots=True)
class Partners:
    """Numbers of partners by the names of the model; what is not given gets a number made of its name.

    A number that was made is the same in every run, and nobody else's but by chance; it is not registered anywhere.

    Attributes:
        domain: of whom the made numbers are.
        sites: plant, supplier or stock point -> BPNS. A stock point without one is at the site of its plant.
        addresses: stock point -> BPNA.
        parts: part or product -> global asset id.
    """

    domain: str = "example.org"
    sites: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def site(self, *names: str) -> str:
        """The number of a site (BPNS): that of the first name that has one, else one made of the last name."""
        given = next((self.sites[name] for name in names if name in self.sites), None)
        return given or f"BPNS{self._made('site', names[-1])}"

    def address(self, stock: str) -> str:
        """The number of an address (BPNA)."""
        return self.addresses.get(stock) or f"BPNA{self._made('address', stock)}"

    def part(self, part: str) -> str:
        """The global asset id of a part type."""
        return (
            self.parts.get(part) or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'https://{self.domain}/part/{part}')}"
        )

    def _made(self, kind: str, name: str) -> str:
        return hashlib.sha256(f"https://{self.domain}/{kind}/{name}".encode()).hexdigest()[:12].upper()


def read_partners(path: str | Path, domain: str = "example.org") -> Partners:
    """The numbers in a YAML file with `sites`, `addresses` and `parts`, each a mapping from names of the model.

    Raises:
        ModelError: it is no such file; each place is named.
        OSError: it cannot be read.
    """
    from taktwin.model.text.tree import OTHERS_BEGIN, read_tree
    from taktwin.model.values.textfile import read_text

    tree = read_tree(read_text(Path(path)), str(path), OTHERS_BEGIN)
    problems: list[Problem] = []
    found: dict[str, dict[str, str]] = {kind: {} for kind in _FORMS}
    for kind, entries in tree.data.items():
        line = tree.origin((str(kind),))[1]
        if kind not in _FORMS:
            message = f"`{kind}` is none of {', '.join(_FORMS)}"
            problems.append(Problem(str(path), line, str(kind), message, "write it with one of these names"))
            continue
        _take(found[kind], str(path), line, kind, entries, problems)
    if problems:
        raise ModelError(problems)
    return Partners(domain, **found)


def _take(found: dict[str, str], path: str, line: int | None, kind: str, entries: Any, problems: list[Problem]) -> None:
    form, said = _FORMS[kind]
    if not isinstance(entries, Mapping):
        problems.append(Problem(path, line, kind, "expected a mapping", f"write lines such as `name: {said}`"))
        return
    for name, number in entries.items():
        if not isinstance(number, str) or not form.fullmatch(number):
            message = f"expected {said}, got {str(number)[:40]}"
            problems.append(Problem(path, line, f"{kind}.{name}", message, "correct the number"))
        else:
            found[str(name)] = number
