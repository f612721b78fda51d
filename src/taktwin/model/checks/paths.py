"""Guide paths: every stop can be reached from every other, and every vehicle fits."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.fleets.fleet import Fleet
from taktwin.model.nouns.fleets.guidepath import GuidePath
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest

#: Fields of a fleet that mean something on a guide path only.
_ON_PATHS = ("length", "acceleration", "deceleration", "dispatch", "battery")


def check_paths(found: Findings) -> None:
    """Check the guide paths, the fleets that run on them, and the stations that transports and feeds name."""
    for name, path in found.model.paths.items():
        _network(found, ("paths", name), path)
    for name, fleet in found.model.fleets.items():
        _fleet(found, ("fleets", name), fleet)
    for name, feed in found.model.feeds.items():
        _trip(found, ("feeds", name), feed)
    for shop, line, place, element in found.model.all_elements():
        if element.kind == "transport":
            _trip(found, ("shops", shop, "lines", line, "flow", place), element)
    _room(found)


def _network(found: Findings, path: Path_, network: GuidePath) -> None:
    points = network.names()
    for key, entries in (
        ("stations", network.stations), ("chargers", network.chargers), ("parking", network.parking),
        ("waiting", network.waiting),
    ):  # fmt: skip
        for point, places in entries.items():
            if point not in points:
                found.error(
                    (*path, key, point),
                    Phrase('no way leads to a point "{point}"', point=point),
                    suggest(point, points),
                )
            elif places.value < 1:
                found.error(
                    (*path, key, point),
                    Phrase("there is no place at {point}", point=point),
                    Phrase("give a number above 0"),
                )
    seen: dict[tuple[str, str], bool] = {}
    for edge in network.edges():
        pairs = [(edge.start, edge.end), *([(edge.end, edge.start)] if edge.two_way else [])]
        if edge.start == edge.end:
            message = Phrase('a way leads from "{start}" to itself', start=edge.start)
            found.error((*path, "ways"), message, Phrase("put another point between"))
        elif any(pair in seen for pair in pairs):
            message = Phrase('two ways lead from "{start}" to "{end}"', start=edge.start, end=edge.end)
            found.error((*path, "ways"), message, Phrase("drop one, or put a point in the middle of it"))
        seen.update(dict.fromkeys(pairs, True))
    _reachable(found, path, network, list(seen))


def _reachable(found: Findings, path: Path_, network: GuidePath, pairs: list[tuple[str, str]]) -> None:
    """Every stop from every other: it is enough that the first reaches all, and that all reach the first."""
    stops = list(dict.fromkeys(point for _, point, _ in network.stops() if point in network.names()))
    if not stops:
        found.error(path, Phrase("this guide path has no station"), Phrase("add `stations: {POINT: PLACES}`"))
        return
    first = stops[0]
    for there, back in ((False, True), (True, False)):
        reached = _reach(first, [(b, a) for a, b in pairs] if back else pairs)
        lost = next((stop for stop in stops if stop not in reached), None)
        if lost is not None:
            start, end = (first, lost) if there else (lost, first)
            message = Phrase('no way leads from "{start}" to "{end}"', start=start, end=end)
            remedy = Phrase(
                "add a way from {start} to {end}: a vehicle must get from every stop to every other",
                start=start,
                end=end,
            )
            found.error((*path, "ways"), message, remedy)
            return


def _reach(start: str, pairs: list[tuple[str, str]]) -> set[str]:
    onward: dict[str, list[str]] = {}
    for a, b in pairs:
        onward.setdefault(a, []).append(b)
    reached, todo = {start}, [start]
    while todo:
        for point in onward.get(todo.pop(), []):
            if point not in reached:
                reached.add(point)
                todo.append(point)
    return reached


def _fleet(found: Findings, path: Path_, fleet: Fleet) -> None:
    model = found.model
    if fleet.paths is None:
        for key in _ON_PATHS:
            if key in fleet.model_fields_set and getattr(fleet, key) is not None:
                message = Phrase("`{key}` means nothing without a guide path", key=key)
                found.error((*path, key), message, Phrase("add `paths: NAME`, or drop it"))
        return
    if not found.reference((*path, "paths"), fleet.paths, model.paths, Phrase("guide path")):
        return
    network = model.paths[fleet.paths]
    for key in ("acceleration", "deceleration", "length"):
        value = getattr(fleet, key)
        if value is not None and value.value <= 0:
            found.error(
                (*path, key), Phrase("the {key} of a vehicle cannot be 0", key=key), Phrase("give a value above 0")
            )
    for edge in network.edges():
        if edge.length < fleet.length.value:
            message = Phrase(
                "the way {start} > {end} of {length:.4g} m is shorter than a vehicle of {text}, which would stand on "
                "the point behind it",
                start=edge.start,
                end=edge.end,
                length=edge.length,
                text=fleet.length.text,
            )
            found.error(
                (*path, "length"), message, Phrase("leave out one of the two points, or give a shorter vehicle")
            )
            break
    if fleet.battery is not None:
        found.reference((*path, "battery", "hours"), fleet.battery.hours, found.model.calendars, "calendar")
        if not network.chargers:
            message = Phrase('"{paths}" has no charger', paths=fleet.paths)
            found.error(
                (*path, "battery"),
                message,
                Phrase("add `chargers: {{POINT: PLACES}}` to paths.{paths}", paths=fleet.paths),
            )
        if fleet.power is not None:
            message = Phrase("the power of a vehicle with a battery would be counted twice")
            found.error((*path, "power"), message, Phrase("drop `power`: the battery says what each state draws"))


def _trip(found: Findings, path: Path_, trip: object) -> None:
    given = vars(trip)
    fleet = found.model.fleets.get(given["fleet"])
    if fleet is None:
        return
    network = found.model.paths.get(fleet.paths) if fleet.paths is not None else None
    if network is None:
        if fleet.paths is None and given["distance"] is None:
            remedy = Phrase("add `distance: LENGTH`, or give its fleet a guide path")
            found.error(path, Phrase('the key "distance" is missing'), remedy)
        return
    for key in ("from_point", "to_point"):
        if given[key] is None:
            message = Phrase(
                'the key "{key}" is missing: the fleet "{given}" runs on the guide path "{paths}"',
                key=key,
                given=given["fleet"],
                paths=fleet.paths,
            )
            found.error(
                path,
                message,
                Phrase("add `{key}: STATION`, one of: {names}", key=key, names=", ".join(network.stations)),
            )
        else:
            found.reference(
                (*path, key), given[key], network.stations, Phrase('station of "{paths}" called', paths=fleet.paths)
            )


def _room(found: Findings) -> None:
    """Every vehicle has a parking place, so that none ever stands in a place that another one waits for."""
    vehicles: dict[str, int] = {}
    for fleet in found.model.fleets.values():
        if fleet.paths in found.model.paths:
            vehicles[fleet.paths] = vehicles.get(fleet.paths, 0) + int(fleet.count.value)
    for name, count in vehicles.items():
        places = int(sum(one.value for one in found.model.paths[name].parking.values()))
        if places < count:
            message = Phrase("{count} vehicles, but {places} parking places", count=count, places=places)
            found.error(
                ("paths", name, "parking"), message, Phrase("give each vehicle a place in `parking: {POINT: PLACES}`")
            )
