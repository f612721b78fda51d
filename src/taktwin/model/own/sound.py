"""What a rule may not do: be given something else than numbers, keep or draw something, fail on purpose."""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable
from types import CodeType, ModuleType
from typing import Any

from taktwin.model.own.errors import RuleError
from taktwin.model.phrase import Phrase

_WRITES = ("STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF", "STORE_ATTR", "STORE_SUBSCR", "DELETE_SUBSCR")
_WAITS = ("YIELD_VALUE", "GET_AWAITABLE", "RAISE_VARARGS", "BEFORE_WITH", "SETUP_WITH", "IMPORT_NAME")
_IN_WORDS = {
    "YIELD_VALUE": "it yields",
    "GET_AWAITABLE": "it awaits something",
    "RAISE_VARARGS": "it raises an error, or asserts something",
    "BEFORE_WITH": "it uses `with`",
    "SETUP_WITH": "it uses `with`",
    "IMPORT_NAME": "it imports something",
}
_CHANCE = ("random", "numpy.random", "secrets", "time", "datetime")


def check_sound(function: Callable[..., Any], title: str) -> None:
    """Refuses what would make two runs differ, or could not be compiled for a reason that is hard to read.

    Raises:
        RuleError: file, line, function, and what is wrong.
    """
    if not inspect.isfunction(function) or inspect.iscoroutinefunction(function):
        raise RuleError(Phrase("{title} is no plain function", title=title), Phrase("write it with `def`"))
    _check_arguments(function, title)
    _check_code(function, title, set())


def _check_arguments(function: Callable[..., Any], title: str) -> None:
    for one in inspect.signature(function).parameters.values():
        if one.kind is not one.POSITIONAL_OR_KEYWORD:
            raise RuleError(
                Phrase('{title}: "{one}" is no plain argument', title=title, one=one),
                Phrase("name each number that it asks for"),
            )
        if one.default is not one.empty:
            message = Phrase(
                '{title}: the argument "{name}" has a default, but the engine gives each', title=title, name=one.name
            )
            raise RuleError(message, Phrase("write the number into the function, or above it"))


def _check_code(function: Any, title: str, seen: set[CodeType]) -> None:
    code = function.__code__
    if code in seen:
        return
    seen.add(code)
    steps = list(dis.get_instructions(code))
    loops = {step.offset for step in steps if step.opname == "FOR_ITER"}  # where each round of a `for` begins
    for step in steps:
        if "JUMP" in step.opname and step.argval < step.offset and step.argval not in loops:
            raise RuleError(
                Phrase("{title}: it has a `while`, which may never end", title=title),
                Phrase("write `for _ in range(MOST)`"),
            )
        if step.opname in _WRITES:
            raise RuleError(
                Phrase("{title}: it writes something outside of itself", title=title),
                Phrase("a rule has numbers in and one out"),
            )
        if step.opname in _WAITS:
            raise RuleError(f"{title}: {_IN_WORDS[step.opname]}", Phrase("a rule has numbers in and one out"))
    for name, value in globals_asked(function).items():
        where = _where(value)
        if where in _CHANCE or name in _CHANCE or where.startswith("numpy.random"):
            remedy = Phrase("a rule is given numbers, and `u` where chance decides: two runs must never differ")
            raise RuleError(Phrase("{title}: it asks for {name}", title=title, name=name), remedy)
        if isinstance(value, ModuleType) and value.__name__ == "numpy" and "random" in code.co_names:
            remedy = Phrase("a rule is given numbers, and `u` where chance decides: two runs must never differ")
            raise RuleError(Phrase("{title}: it asks for numpy.random", title=title), remedy)
        if inspect.isfunction(value) and value.__globals__ is function.__globals__:
            _check_code(value, title, seen)


def _where(value: Any) -> str:
    """The module that something from outside is, or comes from."""
    if isinstance(value, ModuleType):
        return value.__name__
    own = getattr(value, "__self__", None)  # `random.random` is a method of a generator
    return str(getattr(value, "__module__", None) or getattr(type(own), "__module__", ""))


def globals_asked(function: Any) -> dict[str, Any]:
    """Name -> what a function uses from outside of itself."""
    found = inspect.getclosurevars(function)
    return {**found.nonlocals, **found.globals}


def line_of(function: Any) -> int:
    """The line of its `def`, behind the decorators."""
    first: int = function.__code__.co_firstlineno
    try:
        text = inspect.getsource(function).splitlines()
    except OSError:  # written at a prompt
        return first
    return first + next((at for at, one in enumerate(text) if one.lstrip().startswith(("def ", "async def "))), 0)
