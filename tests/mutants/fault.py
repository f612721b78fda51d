"""The list of faults: small changes of the kernel's text that the tests must notice.

`faults/NAME.toml` holds those of `src/taktwin/NAME.py`. Each replaces the text `old`, which must be found
exactly once in the file, by `new`; `breaks` says what is then wrong. Where nobody can see the difference,
`changes_nothing` says why; the fault stays in the list, and counts as one that no test notices.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "taktwin"
FAULTS = Path(__file__).parent / "faults"


@dataclass(frozen=True)
class Fault:
    """A change of one file (its path inside the package)."""

    number: int
    file: str
    breaks: str
    old: str
    new: str
    changes_nothing: str = ""

    @property
    def key(self) -> str:
        """A name that stays the same while the fault does."""
        return f"{self.file} {hashlib.blake2b(f'{self.old}/{self.new}'.encode(), digest_size=6).hexdigest()}"

    def applied(self, source: str) -> str:
        """The text with the fault. Raises `ValueError` if it is not there, or more than once."""
        if source.count(self.old) != 1:
            raise ValueError(f"{self.file}: the fault is stale, found {source.count(self.old)} times: {self.old!r}")
        return source.replace(self.old, self.new)


def all_faults() -> list[Fault]:
    """All faults, numbered from 1."""
    found: list[Fault] = []
    for path in sorted(FAULTS.rglob("*.toml")):
        file = path.relative_to(FAULTS).with_suffix(".py").as_posix()
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["fault"]:
            found.append(Fault(len(found) + 1, file, **entry))
    return found
