"""Makes odd inputs of real ones: bytes, tokens, numbers at the extremes, structure."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

NUMBERS = (
    "0", "-1", "1", "1e308", "1e-308", "1e999", "-1e999", "nan", ".nan", "inf", "-.inf", "-0.0", "1e19", "1e300", "1e9",
    "1e6", "1e-6", "1e-9", "9007199254740993", "9223372036854775808", "99999999999999999999", "9" * 400, "9" * 5000,
    "0x" + "f" * 5000, "1_000", "007", "1,5", "1/0", "5e-324", "٣", "½", "1e", "+", "--1", "0b101", "0o17", "1:30:00",
    "9999-12-31", "0001-01-01", "2026-13-45", "1e1e1", "100000", "1000000", "unlimited",
)  # fmt: skip
TOKENS = (
    "{", "}", "[", "]", ":", ",", "-", "?", "&a", "*a", "<<: *a", "!!binary", "!!int", "!!float", "!!python/name:os.x",
    "!!set", "!!timestamp", "|", ">", "%", "@", "`", "'", '"', "#", "---", "...", "\t", "\n", "\r", "\0", "\x07",
    "\x85", "\u2028", "\ufeff", "~", "null", "true", "off", "{}", "[]", "''", '"\\ud800"', '"a\\0b"', '"\\x07"',
    "[" * 2000, "{a: " * 300, "- " * 3000, "(" * 500, "x" * 20000, "a" * 140_000, "名" * 50, "s**9**9**9", "exp(",
    "tri(1 s, 2 s, 3 s)",
    "lognormal(mean=1 s, cv=1e200)", "gamma(mean=1 s, cv=1e-200)", "weibull(shape=1e-3, scale=1 s)",
    "normal(mean=0 s, sd=0 s)",
    "erlang(k=1e9, mean=1 s)", "1 s", "1 kW", "1 m", "5 %", "2 parsec", "../..", "/dev/zero", "/", "", " ", ";", "=",
    ".", "..",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_WORD = re.compile(rb"[A-Za-z_][\w-]*")
_TOKEN = re.compile(rb"\w+|[^\w\s]|\s+")


def mutated(source: bytes, draw: random.Random) -> bytes:
    """The source with one to four changes."""
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4))):
        source = draw.choice(_CHANGES)(source, draw)
    return source


def odd_value(draw: random.Random) -> str:
    """A text that no field expects."""
    return draw.choice(
        (*NUMBERS, *TOKENS, *(f"{draw.choice(NUMBERS)} {unit}" for unit in ("s", "m", "%", "kW", "m/s")))
    )


def _bytes(source: bytes, draw: random.Random) -> bytes:
    at, end = _slice(source, draw, 8)
    return source[:at] + draw.randbytes(draw.randrange(4)) + source[end:]


def _slice(source: bytes, draw: random.Random, most: int) -> tuple[int, int]:
    at = draw.randrange(len(source) + 1)
    return at, min(len(source), at + draw.randrange(most))


def _cut(source: bytes, draw: random.Random) -> bytes:
    at, end = _slice(source, draw, 200)
    return draw.choice((source[:at], source[end:], source[:at] + source[end:]))


def _twice(source: bytes, draw: random.Random) -> bytes:
    at, end = _slice(source, draw, 300)
    to = draw.randrange(len(source) + 1)
    return source[:to] + source[at:end] + source[to:]


def _replaced(pattern: re.Pattern[bytes], new: Callable[[bytes, random.Random], str]) -> Callable[..., bytes]:
    def change(source: bytes, draw: random.Random) -> bytes:
        found = list(pattern.finditer(source))
        if not found:
            return source
        match = draw.choice(found)
        return source[: match.start()] + new(source, draw).encode() + source[match.end() :]

    return change


def _other_word(source: bytes, draw: random.Random) -> str:
    return draw.choice(_WORD.findall(source) or [b""]).decode()


def _lines(source: bytes, draw: random.Random) -> bytes:
    lines = source.split(b"\n")
    one, other = draw.randrange(len(lines)), draw.randrange(len(lines))
    kind = draw.randrange(5)
    if kind == 0:
        del lines[one]
    elif kind == 1:
        lines.insert(other, lines[one])
    elif kind == 2:
        lines[one], lines[other] = lines[other], lines[one]
    elif kind == 3:
        lines[one] = b" " * draw.randrange(1, 5) + lines[one]
    else:
        lines[one] = lines[one].lstrip()
    return b"\n".join(lines)


def _encoded(source: bytes, draw: random.Random) -> bytes:
    text = source.decode("utf-8", "replace")
    if draw.random() < 0.9:
        return source
    return text.encode(draw.choice(("utf-16", "utf-32", "utf-8-sig", "latin-1", "cp1252")), "replace")


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _bytes,
    _cut,
    _twice,
    _lines,
    _lines,
    _encoded,
    _replaced(_NUMBER, lambda _, draw: draw.choice(NUMBERS)),
    _replaced(_NUMBER, lambda _, draw: draw.choice(NUMBERS)),
    _replaced(_NUMBER, lambda _, draw: repr(10 ** draw.uniform(-12, 20))),
    _replaced(_TOKEN, lambda _, draw: draw.choice(TOKENS)),
    _replaced(_TOKEN, lambda _, draw: odd_value(draw)),
    _replaced(_WORD, _other_word),
)
