"""A journal in a PostgreSQL server, for a twin that may run on several computers. Needs the extra `postgres` (psycopg).

One program writes to a journal at a time: a lock in the server sees to it, and is free again when the program or its
computer is gone. So a second twin may wait for it, and goes on where the first one was.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from taktwin.live.address import parts_of, shown
from taktwin.live.journal.entry import Entry, Receipt
from taktwin.live.journal.errors import JournalBrokenError, JournalDamagedError, JournalError, JournalFullError
from taktwin.live.journal.journal import Journal
from taktwin.live.secret import read_secret
from taktwin.live.sparkplug.server import LOOPBACK
from taktwin.model.errors import OptionError, TaktwinError
from taktwin.model.phrase import Phrase

VERSION = 1
SCHEMES = ("postgresql", "postgres")
_SETTINGS = ("journal", "sslmode", "sslrootcert", "sslcert", "sslkey")
#: So soon the server finds that our computer is gone, and frees the lock: 10 s without a word, and three questions.
_GONE_S = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 3, "tcp_keepalives_count": 3}
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_TABLES = """
CREATE TABLE stream (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source TEXT NOT NULL, session TEXT NOT NULL,
    UNIQUE (source, session)
);
CREATE TABLE entry (
    id BIGINT PRIMARY KEY, stream BIGINT NOT NULL REFERENCES stream (id), number BIGINT NOT NULL, digest BYTEA NOT NULL,
    seal BIGINT NOT NULL, received BIGINT NOT NULL, qos INTEGER NOT NULL, retain INTEGER NOT NULL, topic TEXT NOT NULL,
    payload BYTEA NOT NULL, UNIQUE (stream, number, digest)
);
CREATE TABLE checkpoint (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, upto BIGINT NOT NULL, taken BIGINT NOT NULL, kind TEXT NOT NULL,
    digest BYTEA NOT NULL, state BYTEA NOT NULL
);
CREATE TABLE head (version INTEGER NOT NULL);
"""
#: Places are without a gap: there is one writer, and what is there already takes none.
_INSERT = (
    "INSERT INTO entry (id, stream, number, digest, seal, received, qos, retain, topic, payload)"
    " SELECT coalesce(max(id), 0) + 1, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM entry"
    " ON CONFLICT (stream, number, digest) DO NOTHING"
)


def is_server(where: str | Path) -> bool:
    """Whether a journal is named by the address of a server."""
    return isinstance(where, str) and where.partition("://")[0] in SCHEMES and "://" in where


class PostgresJournal(Journal):
    """A journal in a server: `postgresql://USER@HOST:PORT/DATABASE?journal=NAME`; see `Journal` for the rest.

    The journal is a schema of the database (`taktwin` where none is named); several twins have one each. The password
    is that of `TAKTWIN_POSTGRES_PASSWORD`, of the file that `TAKTWIN_POSTGRES_PASSWORD_FILE` names, or what
    PostgreSQL's own variables and files say. Beyond loopback the connection is encrypted and the server's certificate
    checked (`sslmode=verify-full`), unless the address says something else.

    Args:
        url: the address, without a password.
        to_write: False to read only.
        environment: variables, such as `os.environ`.

    Raises:
        OptionError: it is no such address, or a password stands in it.
        JournalError: the server cannot be reached, another program writes to the journal, or it is none.
        TaktwinError: psycopg is not installed.
    """

    def __init__(self, url: str, to_write: bool, environment: Mapping[str, str]) -> None:
        settings, self.schema = _settings_of(url, environment)
        self.where, self._streams, self._broken = url, {}, None
        try:
            import psycopg
        except ImportError:
            raise TaktwinError(
                Phrase("a journal in PostgreSQL needs psycopg"), Phrase("pip install 'taktwin[postgres]'")
            ) from None
        self._psycopg: Any = psycopg
        try:
            self._connection: Any = psycopg.connect(autocommit=True, **settings)
        except psycopg.Error as error:
            remedy = Phrase("check address, user, database, and that the server runs")
            raise JournalError(
                Phrase("{url}: cannot be reached ({error})", url=url, error=_first(error)), remedy
            ) from None
        try:
            self._prepare(to_write)
        except psycopg.Error as error:
            self.close()
            raise self._told(error) from None
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection; others may write then. What was confirmed is on the disk anyway."""
        with contextlib.suppress(self._psycopg.Error):
            self._connection.close()

    def _prepare(self, to_write: bool) -> None:
        run, name = self._connection.execute, self.schema
        known = run("SELECT 1 FROM pg_namespace WHERE nspname = %s", (name,)).fetchone() is not None
        if not known and not to_write:
            raise JournalError(Phrase("{where}: there is no such journal", where=self.where), Phrase("check the name"))
        run("SET synchronous_commit TO on")
        run("SET client_encoding TO 'UTF8'")
        if to_write:
            for keeps, value in _GONE_S.items():
                run(f"SET {keeps} TO {value}")
            if not run("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (f"taktwin {name}",)).fetchone()[0]:
                raise JournalError(
                    Phrase("{where}: another program writes to it", where=self.where),
                    Phrase("end that one, or name another journal"),
                )
            if not known:
                with self._connection.transaction():
                    run(f"CREATE SCHEMA {name}")
                    run(f"SET LOCAL search_path TO {name}")
                    run(_TABLES)
                    run("INSERT INTO head VALUES (%s)", (VERSION,))
        else:
            run("SET default_transaction_read_only TO on")
        run(f"SET search_path TO {name}")
        versions = run("SELECT version FROM head").fetchall()
        if versions != [(VERSION,)]:
            found = ", ".join(str(one) for (one,) in versions) or "none"
            message = Phrase(
                "{where}: a journal of version {found}; this program knows {version}",
                where=self.where,
                found=found,
                version=VERSION,
            )
            raise JournalDamagedError(message, Phrase("use the program that wrote it"))

    def append(self, entries: Sequence[Entry], state: tuple[str, bytes] | None = None, kept: int = 3) -> Receipt:
        """As `Journal.append`: when it returns, the server has it on its disk."""
        if self._broken is not None:
            raise self._broken
        try:
            with self._connection.transaction():
                rows = [
                    (self._stream(one), one.number, one.digest, one.seal, one.received, one.qos, int(one.retain),
                     one.topic, one.payload)
                    for one in entries
                ]  # fmt: skip
                written = 0
                if rows:
                    with self._connection.cursor() as cursor:
                        cursor.executemany(_INSERT, rows)
                        written = cursor.rowcount
                last = int(self._run("SELECT coalesce(max(id), 0) FROM entry").fetchone()[0])
                if state is not None:
                    self._put(last, *state, kept)
            return Receipt(last, written, len(rows) - written)
        except BaseException as error:
            self._streams.clear()
            if not isinstance(error, self._psycopg.Error):
                raise
            told = self._told(error)
            if isinstance(told, JournalBrokenError):
                self._broken = told
                self.close()
            raise told from None

    def _run(self, query: str, values: Iterable[Any] = ()) -> Any:
        return self._connection.execute(query.replace("?", "%s"), tuple(values))

    def ask(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        """The rows that answer a query of its tables. Raises `JournalError`."""
        try:
            return self._run(query, values).fetchall()
        except self._psycopg.Error as error:
            raise self._broken or self._told(error) from None

    def _told(self, error: Any) -> JournalError:
        """What an error of the server means."""
        errors, what = self._psycopg.errors, f"{self.where}: {_first(error)}"
        if isinstance(error, errors.DiskFull | errors.OutOfMemory | errors.InsufficientResources):
            return JournalFullError(what, Phrase("make room on the server; nothing that was confirmed is lost"))
        if isinstance(error, errors.InsufficientPrivilege | errors.ReadOnlySqlTransaction):
            return JournalError(
                what, Phrase("let the user make a schema in the database, or make it and give it to the user")
            )
        if isinstance(error, errors.UndefinedTable | errors.UndefinedColumn):
            return JournalDamagedError(
                Phrase("{where}: this is no journal of Taktwin", where=self.where), Phrase("name another one")
            )
        if self._connection.closed or isinstance(error, self._psycopg.OperationalError | self._psycopg.InterfaceError):
            return JournalBrokenError(
                Phrase(
                    "{where}: the server has not taken what was written ({error})",
                    where=self.where,
                    error=_first(error),
                ),
                Phrase("check the server, open the journal anew and send the last batch once more"),
            )
        return JournalError(what, Phrase("check the server"))


def _settings_of(url: str, environment: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """What psycopg is to be told, and the schema."""
    form = Phrase(
        "write postgresql://USER@HOST/DATABASE?journal=NAME; also {settings}", settings=", ".join(_SETTINGS[1:])
    )
    none, secret = Phrase("names no journal in PostgreSQL"), "TAKTWIN_POSTGRES_PASSWORD_FILE"
    parts = parts_of(url, "journal", none, form, secret)
    try:
        port, more = parts.port, parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise OptionError(f'"{shown(url)}" {none}', form, "journal") from None
    if "password" in more:
        remedy = Phrase("give it by {secret}: addresses are seen by everybody on the computer", secret=secret)
        raise OptionError(Phrase("a password does not belong into an address"), remedy, "journal")
    database = parts.path.lstrip("/")
    if parts.scheme not in SCHEMES or not database or parts.fragment or not set(more) <= set(_SETTINGS):
        raise OptionError(f'"{shown(url)}" {none}', form, "journal")
    schema = more.pop("journal", ["taktwin"])[-1]
    if _NAME.fullmatch(schema) is None or schema.startswith("pg_"):
        raise OptionError(
            Phrase('"{schema}" is no name of a journal', schema=schema),
            Phrase("write small letters, figures and _"),
            "journal",
        )
    found: dict[str, Any] = {name: values[-1] for name, values in more.items()}
    found |= {"host": parts.hostname, "dbname": database, "connect_timeout": 10, "application_name": "taktwin"}
    found |= {} if port is None else {"port": port}
    found |= {} if parts.username is None else {"user": parts.username}
    if "sslmode" not in found and parts.hostname not in LOOPBACK:
        found["sslmode"] = "verify-full"
        found.setdefault("sslrootcert", "system")
    password = environment.get("TAKTWIN_POSTGRES_PASSWORD", "")
    if file := environment.get("TAKTWIN_POSTGRES_PASSWORD_FILE"):
        password = read_secret(Path(file))
    return found | ({"password": password} if password else {}), schema


def _first(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
