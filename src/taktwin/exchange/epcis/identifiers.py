"""Names of things of GS1: EPC URIs, and the canonical GS1 Digital Link that each has.

Sources: GS1 EPC Tag Data Standard (EPC URIs and their keys), GS1 Digital Link: URI Syntax (section on canonical URIs),
Core Business Vocabulary 2.0 (which keys and qualifiers the hash of an event takes).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

CANONICAL = "https://id.gs1.org"
_DIGITS = re.compile(r"[0-9]*")
#: One character of a serial or lot, itself or escaped.
_CHARACTER = r"(?:[A-Za-z0-9!'()*+,.:;=_-]|%[0-9A-Fa-f]{2})"
_SERIAL = re.compile(f"{_CHARACTER}+")


def check_digit(digits: str) -> str:
    """The digit that ends a GS1 key: weights 3, 1, 3 ... from the right, up to ten (GS1 General Specifications)."""
    total = sum(int(digit) * (3 if nth % 2 == 0 else 1) for nth, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def canonical(uri: str) -> str:
    """The canonical, constrained GS1 Digital Link of an identifier; anything else as it is.

    EPC URIs (``urn:epc:id``, ``urn:epc:class``, ``urn:epc:idpat``) become Digital Links. A Digital Link gets the domain
    ``https://id.gs1.org``, loses its query, and keeps the key and the finest qualifier that names the thing.

    Example:
        >>> canonical("urn:epc:id:sgtin:4012345.011111.9876")
        'https://id.gs1.org/01/04012345111118/21/9876'
        >>> canonical("https://example.com/some/01/04012345111118/10/L1/21/9876?17=201225")
        'https://id.gs1.org/01/04012345111118/21/9876'
    """
    if uri.startswith("urn:epc:"):
        path = _of_epc(uri)
    elif uri.startswith(("https://", "http://")):
        path = _of_link(uri)
    else:
        path = None
    return uri if path is None else f"{CANONICAL}/{path}"


def _key(prefix: str, reference: str, length: int) -> str | None:
    """Company prefix and reference, with the check digit; None where they have not ``length`` digits."""
    digits = prefix + reference
    return digits + check_digit(digits) if len(digits) == length and _DIGITS.fullmatch(digits) else None


def _gtin(prefix: str, item: str) -> str | None:
    """GTIN-14: the indicator digit, which begins the item reference, comes before the company prefix."""
    return _key(item[:1] + prefix, item[1:], 13)


def _web(serial: str) -> str:
    """A serial number as the path of a Digital Link has it: these signs are escaped there."""
    return re.sub(r"[!()*+,:]", lambda sign: f"%{ord(sign[0]):02X}", serial)


def _of_epc(uri: str) -> str | None:
    """Path of the Digital Link of an EPC URI."""
    parts = uri.split(":", 4)
    if len(parts) < 5 or parts[2] not in ("id", "class", "idpat"):
        return None
    form, scheme, rest = parts[2], parts[3], parts[4]
    count = _PARTS.get(scheme)
    pieces = rest.split(".", count - 1) if count else []
    if len(pieces) != count or not _DIGITS.fullmatch(pieces[0]) or not pieces[0]:
        return None
    if (scheme == "lgtin") != (form == "class"):
        return None
    if form == "idpat":
        if pieces[-1] != "*" or "*" in pieces[:-1] or scheme not in _PATTERNS:
            return None
        pieces[-1] = ""
    elif not all(_SERIAL.fullmatch(one) for one in pieces[2:]):
        return None
    return _path(scheme, pieces)


#: Scheme -> how many parts its URI has; the last one may hold points.
_PARTS = {
    "sgtin": 3, "sscc": 2, "sgln": 3, "grai": 3, "giai": 2, "gsrn": 2, "gsrnp": 2, "gdti": 3, "cpi": 3, "sgcn": 3,
    "ginc": 2, "gsin": 2, "itip": 5, "upui": 3, "pgln": 2, "lgtin": 3,
}  # fmt: skip
_PATTERNS = frozenset({"sgtin", "grai", "gdti", "sgcn", "cpi", "itip", "upui"})
#: Schemes that are a key of digits, without a serial: key of the path, digits before the check digit.
_PLAIN = {"gsrn": ("8018", 17), "gsrnp": ("8017", 17), "gsin": ("402", 16), "pgln": ("417", 12)}
#: Schemes whose serial follows the key at once: key of the path, what stands before the key.
_JOINED = {"grai": ("8003", "0"), "gdti": ("253", ""), "sgcn": ("255", "")}


def _path(scheme: str, pieces: Sequence[str]) -> str | None:
    prefix, reference, serial = pieces[0], pieces[1], _web(pieces[-1])
    if scheme in ("sgtin", "lgtin", "upui"):
        qualifier = {"sgtin": "21", "lgtin": "10", "upui": "235"}[scheme]
        return _qualified("01", _gtin(prefix, reference), qualifier, serial)
    if scheme == "itip":
        gtin, pieces_of_it = _gtin(prefix, reference), pieces[2] + pieces[3]
        fits = gtin is not None and len(pieces_of_it) == 4 and _DIGITS.fullmatch(pieces_of_it)
        return _qualified("8006", f"{gtin}{pieces_of_it}", "21", serial) if fits else None
    if scheme == "sscc":
        return _qualified("00", _key(reference[:1] + prefix, reference[1:], 17), "", "")
    if scheme == "sgln":
        return _qualified("414", _key(prefix, reference, 12), "254", "" if serial == "0" else serial)
    if scheme in _PLAIN:
        key, length = _PLAIN[scheme]
        return _qualified(key, _key(prefix, reference, length), "", "")
    if scheme in _JOINED:
        key, before = _JOINED[scheme]
        number = _key(prefix, reference, 12)
        return None if number is None else f"{key}/{before}{number}{serial}"
    if scheme == "cpi":
        return _qualified("8010", prefix + _web(reference), "8011", serial) if _SERIAL.fullmatch(reference) else None
    return f"{'8004' if scheme == 'giai' else '401'}/{prefix}{serial}" if _SERIAL.fullmatch(pieces[1]) else None


def _qualified(key: str, number: str | None, qualifier: str, value: str) -> str | None:
    if number is None:
        return None
    return f"{key}/{number}/{qualifier}/{value}" if value else f"{key}/{number}"


#: Keys of a Digital Link that name a thing -> what their value looks like.
_KEYS = {
    "00": re.compile(r"[0-9]{18}"),
    "01": re.compile(r"[0-9]{8}|[0-9]{12,14}"),
    "253": re.compile(rf"[0-9]{{13}}{_CHARACTER}{{0,17}}"),
    "255": re.compile(r"[0-9]{13,25}"),
    "401": re.compile(rf"[0-9]{{4}}{_CHARACTER}{{0,26}}"),
    "402": re.compile(r"[0-9]{17}"),
    "414": re.compile(r"[0-9]{13}"),
    "417": re.compile(r"[0-9]{13}"),
    "8003": re.compile(rf"[0-9]{{14}}{_CHARACTER}{{0,16}}"),
    "8004": re.compile(rf"[0-9]{{4}}{_CHARACTER}{{0,26}}"),
    "8006": re.compile(r"[0-9]{18}"),
    "8010": re.compile(r"[0-9]{4}(?:[0-9A-Z-]|%2[FfDd3]){0,26}"),
    "8017": re.compile(r"[0-9]{18}"),
    "8018": re.compile(r"[0-9]{18}"),
}
_ALPHANUMERIC = re.compile(f"{_CHARACTER}{{1,20}}")
_LONGER = re.compile(f"{_CHARACTER}{{1,28}}")
_NUMERIC = re.compile(r"[0-9]{1,12}")
#: Key -> qualifiers that may follow, finest first; those that the canonical form drops are None.
_QUALIFIERS: dict[str, dict[str, re.Pattern[str] | None]] = {
    "01": {"21": _ALPHANUMERIC, "235": _LONGER, "10": _ALPHANUMERIC, "22": None},
    "8006": {"21": _ALPHANUMERIC, "10": _ALPHANUMERIC, "22": None},
    "414": {"254": _ALPHANUMERIC},
    "8010": {"8011": _NUMERIC},
    "8017": {"8019": None},
    "8018": {"8019": None},
}
#: Names that older Digital Links have for keys and qualifiers.
_NAMES = {
    "sscc": "00", "gtin": "01", "gdti": "253", "gcn": "255", "ginc": "401", "gsin": "402", "gln": "414",
    "party": "417", "grai": "8003", "giai": "8004", "itip": "8006", "cpid": "8010", "gsrnp": "8017", "gsrn": "8018",
    "ser": "21", "lot": "10", "cpv": "22", "glnx": "254", "cpsn": "8011", "srin": "8019",
}  # fmt: skip


def _of_link(uri: str) -> str | None:
    """Path of the canonical form of a Digital Link; None for any other address of the web."""
    _, *steps = re.split(r"[?#]", uri, maxsplit=1)[0].split("://", 1)[1].split("/")
    for start in range(len(steps) - 1):
        found = _of_steps([_NAMES.get(one, one) if nth % 2 == 0 else one for nth, one in enumerate(steps[start:])])
        if found is not None:
            return found
    return None


def _of_steps(steps: list[str]) -> str | None:
    key, pattern = steps[0], _KEYS.get(steps[0])
    if pattern is None or len(steps) % 2 or not pattern.fullmatch(steps[1]):
        return None
    known = _QUALIFIERS.get(key, {})
    given = dict(zip(steps[2::2], steps[3::2], strict=True))
    if any(name not in known or not (known[name] or _ALPHANUMERIC).fullmatch(value) for name, value in given.items()):
        return None
    finest = next((name for name, form in known.items() if form is not None and name in given), "")
    return _qualified(key, steps[1].rjust(14, "0") if key == "01" else steps[1], finest, given.get(finest, ""))
