"""Reading rules of one's own: from a Python file that the user names, or from functions."""

from __future__ import annotations

import hashlib
import inspect
import linecache
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any, TypeAlias

from taktwin.model.errors import ModelError
from taktwin.model.own.errors import RuleError
from taktwin.model.own.rule import MARK, Wish
from taktwin.model.own.sound import check_sound, globals_asked, line_of
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text


@dataclass(frozen=True)
class OwnRule:
    """A function and what it decides.

    ``place`` is `FILE:LINE` of the function, for messages; ``digest`` names what it is compiled from.
    """

    function: Callable[..., Any]
    wish: Wish
    place: str
    digest: str

    @property
    def title(self) -> str:
        """How messages call it."""
        return f"{self.place}: {self.function.__name__}"


@dataclass(frozen=True)
class OwnRules:
    """The rules of a file, or of functions. ``digest`` names their content; ``text`` is that of the file."""

    origin: str
    text: str | None
    rules: tuple[OwnRule, ...]
    digest: str

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process goes the text, which is read again there."""
        if self.text is None:
            message = Phrase("rules that are given as functions cannot go to another process")
            raise RuleError(message, Phrase("write them into a file, and name that"))
        return rules_of_text, (self.text, self.origin)

    def about(self) -> dict[str, str]:
        """For manifests."""
        return {"file": self.origin, "hash": self.digest}


#: A file, or functions that decorators have marked.
Given: TypeAlias = str | Path | Callable[..., Any] | Iterable[Callable[..., Any]]


def own_rules(given: Given | OwnRules) -> OwnRules:
    """Rules in any of their forms. Raises `RuleError`."""
    if isinstance(given, OwnRules):
        return given
    if isinstance(given, str | Path):
        try:
            text = read_text(Path(given))
        except ModelError as error:
            raise RuleError(str(error)) from None
        return rules_of_text(text, str(given))
    functions = [given] if callable(given) else list(given)
    for one in functions:
        if not hasattr(one, MARK):
            name = getattr(one, "__name__", repr(one))
            raise RuleError(
                Phrase("{name} is no rule", name=name),
                Phrase('put a decorator before it, such as @rule.retrieval("queue")'),
            )
    rules = _found(functions)
    return OwnRules("functions", None, rules, _digest(f"{one.digest} {one.wish}" for one in rules))


def rules_of_text(text: str, origin: str) -> OwnRules:
    """The rules of the text of a file. The text is run as Python runs a file. Raises `RuleError`."""
    names: dict[str, Any] = {"__name__": "taktwin_rules", "__file__": origin}
    linecache.cache[origin] = (
        len(text),
        None,
        text.splitlines(keepends=True),
        origin,
    )  # for messages, wherever it runs
    try:
        exec(compile(text, origin, "exec"), names)
    except SyntaxError as error:
        raise RuleError(
            Phrase("{origin}:{lineno}: this is no Python: {msg}", origin=origin, lineno=error.lineno, msg=error.msg)
        ) from None
    except (Exception, SystemExit) as error:
        lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == origin]
        place = f"{origin}:{lines[-1]}" if lines else origin
        raise RuleError(f"{place}: {type(error).__name__}: {error}") from None
    functions = [one for one in names.values() if hasattr(one, MARK) and inspect.isfunction(one)]
    if not functions:
        remedy = Phrase('put a decorator before a function, such as @rule.retrieval("queue")')
        raise RuleError(Phrase("{origin}: there is no rule in this file", origin=origin), remedy)
    return OwnRules(origin, text, _found(functions), _digest([text]))


def _found(functions: Iterable[Callable[..., Any]]) -> tuple[OwnRule, ...]:
    rules = [
        OwnRule(one, wish, f"{one.__code__.co_filename}:{line_of(one)}", _digest(_sources(one)))
        for one in dict.fromkeys(functions)
        for wish in getattr(one, MARK)
    ]
    decided: dict[tuple[str, str], OwnRule] = {}
    for one in rules:
        check_sound(one.function, one.title)
        for name in one.wish.names:
            other = decided.setdefault((one.wish.what, name), one)
            if other is not one:
                message = Phrase(
                    '{title}: the {what} at "{name}" is decided by {name__} already',
                    title=one.title,
                    what=one.wish.what,
                    name=name,
                    name__=other.function.__name__,
                )
                raise RuleError(message, Phrase("leave one of them out"))
    return tuple(rules)


def _sources(function: Callable[..., Any], seen: frozenset[Any] = frozenset()) -> list[str]:
    """What a function is made of: its code, and what it uses from outside of itself."""
    found = [function.__name__, *_of_code(function.__code__)]
    for name, value in sorted(globals_asked(function).items()):
        if not inspect.isfunction(value):
            found.append(f"{name}={value!r}")
        elif value not in seen and value is not function:
            found += [name, *_sources(value, seen | {function})]
    return found


def _of_code(code: CodeType) -> list[str]:
    found = [code.co_code.hex(), repr(code.co_names), repr(code.co_varnames)]
    for value in code.co_consts:
        found += _of_code(value) if isinstance(value, CodeType) else [repr(value)]
    return found


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()
