"""Vehicle types from VDA 5050 factsheets: the JSON message in which a vehicle describes itself.

Field names of versions 2.0 and 2.1 (``speedMax``) and of version 3.0 (``maximumSpeed``) are read; lengths are in m,
times in s, as the recommendation says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import problem
from taktwin.model.values.textfile import read_text, spelt

_MOST = 1e12  # of any number: what is larger has no meaning here
#: Field of a fleet -> names in `physicalParameters`, its unit, and whether a fleet needs it.
_PHYSICAL: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("speed", ("speedMax", "maximumSpeed"), "m/s"),
    ("acceleration", ("accelerationMax", "maximumAcceleration"), "m/s2"),
    ("deceleration", ("decelerationMax", "maximumDeceleration"), "m/s2"),
    ("length", ("length",), "m"),
)


def read_factsheet(path: Path) -> dict[str, str]:
    """Fields of a fleet as the model file would give them: speed, acceleration, deceleration, length, load, unload.

    What the factsheet lacks is left out, but for the speed and the length. With several load sets the longest times
    count. Raises a pydantic error that names the file, the field, and what was expected.
    """
    try:
        data = json.loads(read_text(path))
    except ModelError as error:
        first = error.problems[0]
        where = f"line {first.line}: " if first.line else ""
        raise problem(
            Phrase(
                'cannot read the factsheet "{value}": {where}{message}',
                value=spelt(str(path)),
                where=where,
                message=first.message,
            ),
            first.remedy,
        ) from None
    except (ValueError, RecursionError) as error:
        raise problem(
            Phrase('"{path}" is no JSON ({error})', path=path, error=error),
            Phrase("export the factsheet message as JSON"),
        ) from None
    if not isinstance(data, dict) or not isinstance(data.get("physicalParameters"), dict):
        remedy = Phrase("give a VDA 5050 factsheet message, version 2 or 3")
        raise problem(Phrase('"{path}" has no `physicalParameters`', path=path), remedy)
    found: dict[str, str] = {}
    for field, names, unit in _PHYSICAL:
        name = next((one for one in names if one in data["physicalParameters"]), None)
        if name is not None:
            number = _number(path, f"physicalParameters.{name}", data["physicalParameters"][name], above_zero=True)
            found[field] = f"{number:g} {unit}"
        elif field in ("speed", "length"):
            raise problem(
                Phrase('"{path}" lacks physicalParameters.{name}', path=path, name=names[0]),
                Phrase("add it, in {unit}", unit=unit),
            )
    return found | _times(path, data)


def _times(path: Path, data: dict[str, Any]) -> dict[str, str]:
    """The longest pick and drop times of all load sets."""
    specification = data.get("loadSpecification")
    sets = specification.get("loadSets") if isinstance(specification, dict) else None
    found: dict[str, str] = {}
    for field, name in (("load", "pickTime"), ("unload", "dropTime")):
        times = [
            _number(path, f"loadSpecification.loadSets.{place}.{name}", one[name])
            for place, one in enumerate(sets if isinstance(sets, list) else [])
            if isinstance(one, dict) and one.get(name) is not None
        ]
        if times:
            found[field] = f"{max(times):g} s"
    return found


def _number(path: Path, field: str, value: Any, above_zero: bool = False) -> float:
    fits = not isinstance(value, bool) and isinstance(value, int | float) and 0 <= value < _MOST
    if not fits or (above_zero and value == 0):
        wanted = "a number above 0" if above_zero else "a number of 0 or more"
        shown = json.dumps(value)[:80]
        raise problem(
            Phrase(
                '"{path}": {field} is {shown}, expected {wanted}', path=path, field=field, shown=shown, wanted=wanted
            ),
            Phrase("correct it, or give the value in the fleet"),
        )
    return float(value)
