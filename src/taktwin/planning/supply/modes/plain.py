"""A problem out of plain data, as a JSON file holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.problem import Limits, Option, Part, Problem, Supplier, ZeroInventory

_OF_OPTION = {"cost", "cover_min", "dock_min", "space_dm2", "mode", "lot", "frozen_horizon_min"}
_OF_PART = {"id", "supplier", "litres_per_car", "yuan_per_car", "options"}
_OF_PROBLEM = {
    *("modes", "theta_min", "zir_min", "zir_weight", "dock_min_per_day", "space_dm2", "jis_max"),
    *("jis_supplier_setup", "parts"),
}


def problem_of(data: Mapping[str, Any]) -> Problem:
    """A problem of plain data.

    Keys: `parts` (each with `id`, `supplier`, `yuan_per_car`, `litres_per_car` and `options`: name to `cost`,
    `cover_min`, `dock_min`, `space_dm2` and, where the name is not the mode, `mode`; also `lot`, `frozen_horizon_min`),
    `jis_supplier_setup` (supplier to cost), and the limits `dock_min_per_day`, `space_dm2`, `jis_max`, `theta_min`,
    `zir_min`, `zir_weight`; `modes` may list the modes that are used.

    Raises:
        ModeError: a key that is missing or not known, or a value that cannot be meant; the message names its place.
    """
    _check("the problem", data, _OF_PROBLEM, {"parts"})
    parts = tuple(_part(one, nth) for nth, one in enumerate(_listed("the problem", "parts", data["parts"])))
    setups = _mapped("jis_supplier_setup", data.get("jis_supplier_setup", {}))
    suppliers = tuple(Supplier(name, setup) for name, setup in setups.items())
    wish = None
    if any(name in data for name in ("theta_min", "zir_min", "zir_weight")):
        wish = ZeroInventory(data.get("theta_min", 120), data.get("zir_min", 0.0), data.get("zir_weight", "count"))
    limits = Limits(data.get("dock_min_per_day"), data.get("space_dm2"), data.get("jis_max"), wish)
    return Problem(parts, suppliers, limits)


def _part(data: Any, nth: int) -> Part:
    where = f"parts[{nth}]"
    _check(where, data, _OF_PART, {"id", "options"})
    where = f"part {data['id']}"
    options = []
    for name, one in _mapped(f"{where}: options", data["options"]).items():
        _check(f"{where}, option {name}", one, _OF_OPTION, {"cost", "cover_min"})
        try:
            options.append(
                Option(
                    name,
                    one.get("mode", name),
                    one["cost"],
                    one["cover_min"],
                    one.get("dock_min", 0),
                    one.get("space_dm2", 0),
                    one.get("lot"),
                    one.get("frozen_horizon_min"),
                )
            )
        except ModeError as error:
            raise ModeError(f"{where}, {error.message}", error.remedy) from None
    return Part(
        data["id"], tuple(options), data.get("supplier"), data.get("yuan_per_car", 0), data.get("litres_per_car", 0)
    )


def _check(where: str, data: Any, known: set[str], needed: set[str]) -> None:
    _mapped(where, data)
    for key in data:
        if key not in known:
            raise ModeError(
                Phrase('{where}: unknown key "{key}"', where=where, key=key),
                Phrase("known are {known}", known=", ".join(sorted(known))),
            )
    for key in sorted(needed):
        if key not in data:
            raise ModeError(Phrase('{where}: "{key}" is missing', where=where, key=key), Phrase("give it"))


def _mapped(where: str, data: Any) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise ModeError(
            Phrase("{where}: expected names with values, got {name}", where=where, name=type(data).__name__),
            Phrase("write it as an object"),
        )
    return data


def _listed(where: str, name: str, data: Any) -> list[Any]:
    if not isinstance(data, list | tuple):
        raise ModeError(
            Phrase("{where}: {name} must be a list, got {name2}", where=where, name=name, name2=type(data).__name__),
            Phrase("write it as a list"),
        )
    return list(data)
