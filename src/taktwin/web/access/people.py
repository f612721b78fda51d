"""The file of people: who has which token and role; and who comes through a proxy."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from pathlib import Path

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text
from taktwin.web.access.roles import Role, Who

SHORTEST = 20  # characters of a token
_NAME = re.compile(r"[^\s\x00-\x1f\x7f]{1,100}")
EVERYBODY = "*"


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True)
class People:
    """Those who may come in: digests of tokens, and names that a proxy tells."""

    tokens: tuple[tuple[bytes, Who], ...] = ()
    named: dict[str, Role] = field(default_factory=dict)

    def by_token(self, token: str) -> Who | None:
        """Whose token this is; every token is compared, in the same time."""
        given, found = _digest(token), None
        for digest, who in self.tokens:
            if hmac.compare_digest(digest, given):
                found = who
        return found

    def by_name(self, name: str) -> Who | None:
        """Who has this name at the proxy; `*` in the file stands for everybody else."""
        if not _NAME.fullmatch(name) or name == EVERYBODY:
            return None
        role = self.named.get(name, self.named.get(EVERYBODY))
        return None if role is None else Who(name, role)


def read_people(path: str | Path) -> People:
    """Read the file of people.

    A line is ``ROLE NAME TOKEN``, or ``ROLE NAME`` for somebody whom a proxy lets in; `#` begins a remark.

    Raises:
        OptionError: it cannot be read, others than its owner may read it, or a line is wrong.
    """
    path = Path(path)
    try:
        mode, text = path.stat().st_mode, read_text(path)
    except OSError as error:
        raise OptionError(
            Phrase("{path}: cannot be read ({strerror})", path=path, strerror=error.strerror),
            Phrase("name another file"),
            "token_file",
        ) from None
    if mode & 0o077:
        raise OptionError(
            Phrase("{path}: others may read it", path=path),
            Phrase("take their rights away: chmod 600 {path}", path=path),
            "token_file",
        )
    tokens, named = [], {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        place = f"{path}:{number}"
        if len(words) not in (2, 3) or words[0].upper() not in Role.__members__:
            roles = ", ".join(role.name.lower() for role in Role)
            raise OptionError(
                Phrase("{place}: is not ROLE NAME TOKEN", place=place),
                Phrase("write one of {roles}, a name, a token", roles=roles),
                "token_file",
            )
        role, name = Role[words[0].upper()], words[1]
        if not _NAME.fullmatch(name) or (name == EVERYBODY and len(words) == 3):
            raise OptionError(
                Phrase("{place}: is not a name", place=place),
                Phrase("use up to 100 characters without blanks"),
                "token_file",
            )
        if len(words) == 2:
            named[name] = role
        elif len(words[2]) < SHORTEST:
            remedy = Phrase("take {least} or more, as of: openssl rand -hex 20", least=SHORTEST)
            raise OptionError(
                Phrase("{place}: the token has only {n} characters", place=place, n=len(words[2])), remedy, "token_file"
            )
        else:
            tokens.append((_digest(words[2]), Who(name, role)))
    if not tokens and not named:
        raise OptionError(
            Phrase("{path}: names nobody", path=path), Phrase("write a line such as: admin anna TOKEN"), "token_file"
        )
    return People(tuple(tokens), named)
