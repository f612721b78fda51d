"""The machine code of rules of one's own: compiled one by one, in a tenth of a second each, and kept by the process."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np
from numba import cfunc, njit, types
from numba.core.errors import NumbaError

from taktwin.kernel.base.memory import put_float
from taktwin.kernel.base.own import ARGUMENTS, SIGNATURE, world_at
from taktwin.kernel.own.words import NAMES
from taktwin.model.own.errors import RuleError
from taktwin.model.own.file import OwnRule, OwnRules
from taktwin.model.own.rule import Number
from taktwin.model.own.sound import globals_asked
from taktwin.model.phrase import Phrase

_OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "_nrt": False}
_lock = threading.Lock()
_kept: dict[Any, Any] = {}


@dataclass(frozen=True)
class Owned:
    """A rule at one place of a plant: the row in `owns` is its place in the list.

    ``rule`` is its number among the rules; ``at`` the name of the place; ``arguments`` are (name, expression, whether
    it counts something); ``values`` the numbers of the option values that it uses from outside, (name, number);
    ``floats`` is where it notes its arguments. Where no rule decides, but who steps the run, ``text`` is the function
    that writes down what he sees.
    """

    rule: int
    at: str
    arguments: tuple[tuple[str, str, bool], ...]
    values: tuple[tuple[str, int], ...]
    floats: int
    text: str = ""


def addresses(rules: OwnRules | None, owned: list[Owned]) -> np.ndarray:
    """Of each row of `owns` what this process has: code that rates one, and a whole queue. Raises `RuleError`."""
    return np.array([[one.address for one in _code(rules, each)] for each in owned], np.int64).T


def _code(rules: OwnRules | None, owned: Owned) -> Any:
    if rules is None or owned.text:
        return _watch(owned.text)
    rule = rules.rules[owned.rule]
    key = (rule.digest, rule.wish.what, owned.arguments, owned.values)
    with _lock:
        if key not in _kept:
            _kept[key] = _compile(rule, owned)
        return _kept[key]


def _watch(text: str) -> Any:
    """The machine code of what writes down what is seen."""
    with _lock:
        if text not in _kept:
            names: dict[str, Any] = {**NAMES, "world_at": world_at, "put_float": put_float}
            exec(text, names)
            code = cfunc(SIGNATURE, **_OPTIONS)(names["watched"])
            _kept[text] = code, code
        return _kept[text]


def _compile(rule: OwnRule, owned: Owned) -> Any:
    function = njit(**_OPTIONS, boundscheck=True, forceinline=True)(with_numbers(rule.function, dict(owned.values), {}))
    kinds = tuple(types.int64 if whole else types.float64 for _, _, whole in owned.arguments)
    try:
        function.compile(kinds)
    except NumbaError as error:
        raise RuleError(
            Phrase("{title}: it cannot be compiled: {short}", title=rule.title, short=_short(error)), _REMEDY
        ) from None
    except RecursionError:
        raise RuleError(
            Phrase("{title}: it cannot be compiled: it calls itself without end", title=rule.title), _REMEDY
        ) from None
    gives = function.overloads[kinds].signature.return_type
    if not isinstance(gives, types.Number | types.Boolean) or isinstance(gives, types.Complex):
        raise RuleError(
            Phrase("{title}: it returns {in_words}", title=rule.title, in_words=_in_words(gives)),
            Phrase("let it return one number on every way"),
        )
    names: dict[str, Any] = {
        **NAMES,
        "own": function,
        "world_at": world_at,
        "put_float": put_float,
        "nan": np.nan,
        "inf": np.inf,
    }
    exec(_wrapper(owned), names)
    code = cfunc(SIGNATURE, **_OPTIONS)(names["wrapped"])
    if rule.wish.what not in _WHOLE:
        return code, code
    names["rate"] = njit(**_OPTIONS, forceinline=True)(names["wrapped"])
    exec(_WHOLE[rule.wish.what], names)
    return code, cfunc(SIGNATURE, **_OPTIONS)(names["whole"])


_REMEDY = "a rule is compiled: it has numbers, comparisons, `if`, `for`, `math` and functions of these"


#: The lowest in a whole queue: the job before it, or -1. A call for each job would cost a tenth of a short line's time.
#: Of orders those count that have been released by now, and whose number is not infinite: -2 where there is none.
_WHOLE = {
    "retrieval": f"""
def whole({ARGUMENTS}):
    s = world_at(at)
    k = place_state(s, n).head
    prev = -1
    before = -1
    best = rate(at, n, k, 0, base, u, below)
    if best != best:
        return nan
    place = 0
    while True:
        prev = k
        k = job_at(s, k).next
        if k < 0:
            return 1.0 * before
        place += 1
        number = rate(at, n, k, place, base, u, below)
        if number < best:
            best = number
            before = prev
        elif number != number:
            return nan
""",
    "release": f"""
def whole({ARGUMENTS}):
    s = world_at(at)
    k = place_state(s, n).head
    prev = -1
    before = -2
    best = inf
    place = 0
    while k >= 0 and job_at(s, k).ready <= s.now:
        number = rate(at, n, k, place, base, u, below)
        if number < best:
            best = number
            before = prev
        elif number != number:
            return nan
        place += 1
        prev = k
        k = job_at(s, k).next
    return 1.0 * before
""",
}


def _wrapper(owned: Owned) -> str:
    """A function that the kernel can call: it reads the arguments, and notes them where there is no number.

    Whatever goes wrong in the rule is no number: who asked for the arguments can then call the function itself.
    """
    given = ", ".join(f"a{i}" for i in range(len(owned.arguments)))
    lines = [f"def wrapped({ARGUMENTS}):", "    s = world_at(at)"]
    for i, (_, code, whole) in enumerate(owned.arguments):
        lines.append(f"    a{i} = {'' if whole else '1.0 * '}({code})")
    lines += ["    try:", f"        number = 1.0 * own({given})", "    except Exception:", "        number = nan"]
    lines += ["    if number != number:", "        note = int_at(s, base)"]
    lines += [f"        put_float(s, note + {i}, 1.0 * a{i})" for i in range(len(owned.arguments))]
    lines.append("    return number")
    return "\n".join(lines)


def with_numbers(function: Any, values: Mapping[str, int], done: dict[Any, Any]) -> Any:
    """The function, with numbers in place of option values, and with the functions that it calls compiled as well."""
    if function in done:
        return done[function]
    asked = globals_asked(function)
    inner = {
        name: one
        for name, one in asked.items()
        if inspect.isfunction(one) and one.__globals__ is function.__globals__ and one is not function
    }
    new: dict[str, Any] = {name: values[name] for name, one in asked.items() if isinstance(one, Number)}
    for name, one in inner.items():
        new[name] = njit(**_OPTIONS, boundscheck=True)(with_numbers(one, values, done))
    closure = function.__closure__
    if new and closure:
        closure = tuple(
            type(cell)(new.get(name, cell.cell_contents))
            for name, cell in zip(function.__code__.co_freevars, closure, strict=True)
        )
    made = FunctionType(function.__code__, {**function.__globals__, **new}, function.__name__, None, closure)
    done[function] = made
    return made


def _in_words(gives: Any) -> str:
    if isinstance(gives, types.NoneType | types.Optional):
        return Phrase("nothing on some way") if isinstance(gives, types.Optional) else Phrase("nothing")
    return Phrase("no number but {kind}", kind=str(gives))


def _short(error: Exception) -> str:
    """The line of Numba's message that says what it is about."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    for start in ("No implementation", "Untyped global", "Unknown attribute", "Cannot unify", "Use of unsupported"):
        found = next((line for line in lines if start in line), None)
        if found is not None:
            return found.removesuffix(":")
    return next((line for line in lines if not line.startswith("Failed in")), type(error).__name__)
