"""From a factsheet to an entry under `fleets:` of a model file, and what of the vehicle it does not take."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.exchange.vda5050.factsheet import Factsheet
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


@dataclass(frozen=True, slots=True)
class FleetDraft:
    """The text of an entry under `fleets:`, and sentences on what the model does not take of the vehicle."""

    text: str
    untaken: tuple[str, ...]


def draft_fleet(sheet: Factsheet, name: str = "agvs", count: int = 1, paths: str | None = None) -> FleetDraft:
    """An entry of a model file for vehicles such as this one.

    Args:
        sheet: The factsheet.
        name: Of the fleet.
        count: Number of vehicles.
        paths: Guide path of the model that they drive on; without one, length and acceleration would mean nothing, and
            are left out.

    Raises:
        OptionError: The number of vehicles is below 1.
    """
    from taktwin.exchange.draft import spelt_yaml  # it brings the whole model along

    if count < 1:
        raise OptionError(f"{count} vehicles", Phrase("give 1 or more"), "count")
    entry = {"count": str(count), "speed": f"{sheet.speed:g} m/s"}
    for key, time in (("load", sheet.pick_time), ("unload", sheet.drop_time)):
        if time is not None:
            entry[key] = f"{time:g} s"
    untaken: list[str] = []
    if paths is None:
        untaken.append(
            f"length {sheet.length:g} m, acceleration {sheet.acceleration:g} m/s2 and deceleration"
            f" {sheet.deceleration:g} m/s2: they need a guide path"
        )
    else:
        entry["paths"] = spelt_yaml(paths)
        entry["length"] = f"{sheet.length:g} m"
        entry["acceleration"] = f"{sheet.acceleration:g} m/s2"
        entry["deceleration"] = f"{sheet.deceleration:g} m/s2"
        untaken.append(f"length {sheet.length:g} m is that of the vehicle: add the safety distance")
    lines = [f"{key}: {value}" for key, value in entry.items()]
    text = "\n    ".join([f"fleets:\n  {spelt_yaml(name)}:", *lines]) + "\n"
    return FleetDraft(text, tuple(untaken + _left(sheet)))


def _left(sheet: Factsheet) -> list[str]:
    """What a fleet of the model has no place for."""
    found = [
        f"width {sheet.width:g} m and height {sheet.height:g} m: a fleet has neither",
        f"load of {sheet.load_mass:g} kg at most: a fleet carries one job, whatever it weighs",
    ]
    if len({one.pick_time for one in sheet.loads}) > 1 or len({one.drop_time for one in sheet.loads}) > 1:
        found.append("times to take and put down differ between loads: the longest ones are taken")
    if sheet.pick_time is None or sheet.drop_time is None:
        found.append("no time to take or put down a load: the default is 0 s")
    slow = [one for one in sheet.loads if one.speed is not None and one.speed < sheet.speed]
    found += [f"speed limit {one.speed:g} m/s with load {one.name}: a fleet has one speed" for one in slow]
    if sheet.load_types:
        found.append(f"kinds of load ({', '.join(sheet.load_types)}): any job may be carried")
    if sheet.low is not None or sheet.high is not None:
        levels = " and ".join(f"{one:.0%}" for one in (sheet.low, sheet.high) if one is not None)
        found.append(f"battery levels ({levels}): a battery needs its capacity and powers, which a factsheet lacks")
    return found
