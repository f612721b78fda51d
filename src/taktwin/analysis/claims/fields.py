"""The fields of a claim against what its kind takes: names, units, signs, and which belong together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from taktwin.analysis.claims.claim import Takes
from taktwin.analysis.claims.printed import Printed, parse_printed
from taktwin.analysis.claims.register import KINDS
from taktwin.model.values.mark import QuantityError, split_mark
from taktwin.model.values.nearest import suggest

_CHOICES = 6  # sets of fields that a message names
Wrong = Callable[[str, str, str], None]


def check_fields(kind: str, fields: Mapping[str, Any], wrong: Wrong) -> tuple[dict[str, Printed], dict[str, str]]:
    """Figures and texts of the fields; ``wrong(field, message, remedy)`` is told of each problem."""
    takes = KINDS[kind].FIELDS
    values: dict[str, Printed] = {}
    options: dict[str, str] = {}
    for key, raw in fields.items():
        if key not in takes:
            wrong(key, f'a claim of kind {kind} has no field "{key}"', suggest(key, takes))
            continue
        rule = takes[key]
        if rule.words or rule.free:
            _word(key, raw, rule, options, wrong)
        else:
            _figure(key, raw, rule, values, wrong)
    given = fields.keys()
    together = KINDS[kind].TOGETHER
    if not any(all(name in given for name in names) for names in together):
        choices = "; or ".join(", ".join(f"`{name}`" for name in names) for names in together[:_CHOICES])
        choices += "; or another of its fields" if len(together) > _CHOICES else ""
        first = next((name for names in together for name in names if name not in given), together[0][0])
        wrong("", f"a claim of kind {kind} needs {choices}", f"add `{first}: {takes[first].example or '...'}`")
    else:
        _complete(kind, together, given, wrong)
    return values, options


def _complete(kind: str, together: Sequence[tuple[str, ...]], given: Collection[str], wrong: Wrong) -> None:
    """A field that is of use only beside others has one of its sets given whole."""
    takes = KINDS[kind].FIELDS
    for name in given:
        sets = [names for names in together if name in names]
        if sets and not any(all(one in given for one in names) for names in sets):
            missing = next(one for one in sets[0] if one not in given)
            message = f'"{name}" says nothing without `{missing}`'
            wrong(name, message, f"add `{missing}: {takes[missing].example}`, or remove it")


def _word(key: str, raw: Any, rule: Takes, options: dict[str, str], wrong: Wrong) -> None:
    if not isinstance(raw, str) or not raw.strip():
        wrong(key, "expected a text", f"write `{key}: {rule.example}`")
    elif rule.words and raw not in rule.words:
        wrong(key, f'"{raw}" is not one of its words', suggest(raw, rule.words))
    else:
        options[key] = raw


def _figure(key: str, raw: Any, rule: Takes, values: dict[str, Printed], wrong: Wrong) -> None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        wrong(key, "expected a figure", f"write `{key}: {rule.example}`")
        return
    try:
        text = split_mark(raw)[0] if isinstance(raw, str) else _plain(raw)
    except QuantityError as error:
        wrong(key, error.message, error.remedy)
        return
    found = parse_printed(text)
    if found is None:
        wrong(key, f'cannot read "{raw}" as a figure', f"write a number and its unit, such as `{rule.example}`")
    elif rule.dims is not None and found.dims not in rule.dims:
        wrong(key, f'"{raw}" has the wrong unit', f"write it as in `{rule.example}`")
    elif found.value <= 0 and not rule.signed:
        wrong(key, f'"{raw}" is not above zero', f"write it as in `{rule.example}`")
    elif found.end is not None and abs(found.end) < abs(found.value):
        wrong(key, f'the range "{raw}" runs backwards', "write the smaller end first")
    else:
        values[key] = found


def _plain(raw: float) -> str:
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15 else repr(raw)
