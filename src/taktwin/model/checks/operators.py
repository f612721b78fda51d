"""Operators: pools that are there, and needs that they can fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import Works, worked_of
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.movingline import Zone, ZonedLine
from taktwin.model.nouns.people.operators import PURPOSES, OperatorNeed, Operators, Walk, pools_for
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station, WorkPlace
from taktwin.model.phrase import Phrase, chained
from taktwin.model.text.names import stations_of
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest

#: Purposes that have a time of their own at a station.
_TIMED = ("load", "inspect", "unload")


def check_operators(found: Findings) -> None:
    """Check the pools of operators, and what stations and make cells need them for."""
    model = found.model
    stations = [element for *_, element in model.all_elements() if isinstance(element, WorkPlace)]
    places = [name for one in stations for name in (stations_of(one) if isinstance(one, Station) else [one.name])]
    lines = [element for *_, element in model.all_elements() if isinstance(element, ZonedLine)]
    places += [name for one in lines for name in stations_of(one)]
    places += [name for _, name, _ in model.all_cells()]
    for name, pool in model.operators.items():
        _pool(found, ("operators", name), pool)
        if pool.walk is not None:
            _walk(found, ("operators", name, "walk"), pool.walk, places)
    asked: set[str] = set()
    for shop, line, place, element in model.all_elements():
        path: Path_ = ("shops", shop, "lines", line, "flow", place)
        for inner, worked in worked_of(path, element):
            if isinstance(element, ZonedLine):
                asked |= _zone(found, inner, worked, element)
            elif isinstance(element, WorkPlace) and isinstance(worked, WorkPlace):
                asked |= _station(found, inner, worked, element)
    for shop, name, cell in model.all_cells():
        asked |= _cell(found, ("shops", shop, "cells", name), cell)
    for name in model.operators:
        if name not in asked:
            message = Phrase("no station or make cell needs these operators")
            remedy = Phrase("add `operators: {name}` to one, or drop the pool", name=name)
            found.warn(("operators", name), message, remedy)


# --- pools


def _pool(found: Findings, path: Path_, pool: Operators) -> None:
    model = found.model
    found.reference((*path, "calendar"), pool.calendar, model.calendars, "calendar")
    found.reference((*path, "shop"), pool.shop, model.shops, "shop")
    for place, skill in enumerate(pool.skills):
        if skill in model.operators:
            message = Phrase('"{skill}" is the name of a pool as well', skill=skill)
            found.error((*path, "skills", place), message, Phrase("rename one, so that a need is clear"))
        elif skill in pool.skills[:place]:
            found.error(
                (*path, "skills", place),
                Phrase('the skill "{skill}" is named twice', skill=skill),
                Phrase("name it once"),
            )
    if isinstance(pool.count, dict):
        _by_shift(found, (*path, "count"), pool)
    elif pool.count.value <= 0:
        found.error(
            (*path, "count"),
            Phrase("the number of operators cannot be 0"),
            Phrase("give a value above 0, or drop the pool"),
        )


def _by_shift(found: Findings, path: Path_, pool: Operators) -> None:
    assert isinstance(pool.count, dict)
    name = calendar_of(found.model, pool)
    if name is None:
        remedy = Phrase("add `calendar: NAME` to the pool, or give one number")
        found.error(path, Phrase("numbers by shift need a calendar with these shifts"), remedy)
        return
    if name not in found.model.calendars:
        return
    second = found.model.calendars[name].overlap()
    if second is not None:
        message = Phrase("this shift overlaps another one, so the numbers by shift leave open who is there")
        found.error(
            ("calendars", name, "shifts", second),
            message,
            Phrase("part them, or make a pool for each with its calendar"),
        )
        return
    shifts = [shift.name for shift in found.model.calendars[name].shifts]
    for at, shift in enumerate(shifts):
        where = ("calendars", name, "shifts", at)
        if shift is None:
            message = Phrase("this shift has no name, by which the operators that are there could be given")
            found.error(where, message, Phrase("add `name: ...`, such as `name: early`"))
        elif shift in shifts[:at]:
            found.error(
                (*where, "name"),
                Phrase('another shift is called "{shift}"', shift=shift),
                Phrase("give each its own name"),
            )
    known = [shift for shift in shifts if shift is not None]
    for shift in pool.count:
        found.reference((*path, shift), shift, known, Phrase("shift of {name}", name=name))
    missing = next((shift for shift in known if shift not in pool.count), None)
    if missing is not None:
        found.error(
            path,
            Phrase('no number for the shift "{missing}"', missing=missing),
            Phrase("add `{missing}: ...`, 0 for none", missing=missing),
        )
    if pool.most == 0:
        found.error(
            path,
            Phrase("there is an operator in no shift"),
            Phrase("give one of them a value above 0, or drop the pool"),
        )


def _walk(found: Findings, path: Path_, walk: Walk, places: list[str]) -> None:
    pairs: list[set[str]] = []
    for at, way in enumerate(walk.ways):
        where = (*path, "ways", at, "stations")
        known = [found.reference((*where, i), name, places, "station") for i, name in enumerate(way.stations)]
        if all(known) and way.stations[0] == way.stations[1]:
            found.error(where, Phrase("a way leads from one station to another"), Phrase("name two stations"))
        elif set(way.stations) in pairs:
            found.error(
                where,
                Phrase("the way between these two is given twice"),
                Phrase("give it once: it holds in both directions"),
            )
        pairs.append(set(way.stations))
    for name in walk.places:
        found.reference((*path, "places", name), name, places, "station")
    if walk.speed is not None and walk.speed.value <= 0:
        found.error(
            (*path, "speed"), Phrase("the walking speed cannot be 0"), Phrase("give a value above 0, such as 1.2 m/s")
        )


def calendar_of(model: PlantModel, pool: Operators) -> str | None:
    """The shift calendar of a pool, or None: then its operators are always there."""
    shop = model.shops.get(pool.shop) if pool.shop is not None else None
    return pool.calendar or (shop.calendar if shop is not None else None)


# --- needs


def _station(found: Findings, path: Path_, worked: WorkPlace, station: WorkPlace) -> set[str]:
    """Check a station, or an exception among equal ones, which takes over what it does not say."""
    said = worked.model_fields_set
    needs = worked.operators if "operators" in said else station.operators
    timed = {word for word in _TIMED if getattr(worked, word) is not None or getattr(station, word) is not None}
    if worked.inspect_every.value <= 0:
        found.error(
            (*path, "inspect_every"), Phrase("`inspect_every` cannot be 0"), Phrase("write 1 to check each job")
        )
    elif "inspect_every" in said and "inspect" not in timed:
        found.error(
            (*path, "inspect_every"), Phrase("there is no inspection here"), Phrase("add `inspect: TIME`, or drop it")
        )
    failures = worked.failures if "failures" in said else station.failures
    own = [server.failures or [] for server in worked.server_list]
    able = set(timed) | {"work"}
    if worked.setup is not None or station.setup is not None:
        able.add("setup")
    return _needs(found, path, worked, needs, able, [failures, *own])


def _zone(found: Findings, path: Path_, worked: Works, line: ZonedLine) -> set[str]:
    """Check a line, or a zone, which takes over what it does not say."""
    said = worked.model_fields_set
    if "operators" not in said:
        if "priority" in said and not line.operators and not _asks_somewhere(worked):
            found.error(
                (*path, "priority"), Phrase("it needs no operators"), Phrase("add `operators`, or drop `priority`")
            )
        return set()
    return _needs(found, path, worked, list(worked.operators), {"work"}, [])


def _asks_somewhere(worked: Works | MakeCell) -> bool:
    """Whether some zone of a line needs operators."""
    return isinstance(worked, ZonedLine) and any(zone.operators for zone in worked.exceptions.values())


def _cell(found: Findings, path: Path_, cell: MakeCell) -> set[str]:
    able = {"work"} | ({"setup"} if cell.change.mean > 0 or cell.changes else set())
    return _needs(found, path, cell, cell.operators, able, [cell.failures])


def _needs(
    found: Findings,
    path: Path_,
    noun: Works | MakeCell,
    needs: list[OperatorNeed],
    able: set[str],
    failures: Iterable[Sequence[str | FailureMode]],
) -> set[str]:
    """Check the needs of a place, which does what ``able`` says and fails like that; returns the pools that it asks."""
    model = found.model
    if "priority" in noun.model_fields_set and not needs and not _asks_somewhere(noun):
        found.error((*path, "priority"), Phrase("it needs no operators"), Phrase("add `operators`, or drop `priority`"))
    words = [*model.operators, *(skill for pool in model.operators.values() for skill in pool.skills)]
    clear = True
    pools: set[str] = set()
    for at, need in enumerate(needs):
        where = (*path, "operators", at) if len(needs) > 1 or _is_list(found, path) else (*path, "operators")
        asked = pools_for(model.operators, need.need)
        pools |= set(asked)
        if not asked:
            _nobody(found, where, need.need, words)
            clear = False
        if need.count.value <= 0:
            found.error(
                (*where, "count"),
                Phrase("the number of operators cannot be 0"),
                Phrase("give 1 or more, or drop the need"),
            )
            clear = False
        for place, purpose in enumerate(need.for_):
            if purpose in need.for_[:place]:
                found.error(
                    (*where, "for", place),
                    Phrase("`{purpose}` is named twice", purpose=purpose),
                    Phrase("name it once"),
                )
            elif "for_" in need.model_fields_set:
                _purpose(found, (*where, "for", place), noun, purpose, able, failures)
    if clear:
        _enough(found, path, needs)
    return pools


def _is_list(found: Findings, path: Path_) -> bool:
    """Whether the file has a list of needs there."""
    data = found.written(path)
    return isinstance(data, Mapping) and isinstance(data.get("operators"), list)


def _nobody(found: Findings, where: Path_, need: str, words: list[str]) -> None:
    if need in found.model.crews:
        message = Phrase('"{need}" is a repair crew, which does nothing but repair', need=need)
        found.error(
            (*where, "need"), message, Phrase("name it in a failure mode (`crew: ...`), or make it a pool of operators")
        )
        return
    remedy = suggest(need, words) if words else Phrase("add a pool: `operators: {NAME: {count: 2, skills: [...]}}`")
    found.error((*where, "need"), Phrase('no operators have the skill or name "{need}"', need=need), remedy)


def _purpose(
    found: Findings,
    where: Path_,
    noun: Works | MakeCell,
    purpose: str,
    able: set[str],
    failures: Iterable[Sequence[str | FailureMode]],
) -> None:
    if isinstance(noun, ZonedLine | Zone):
        if purpose not in able:
            message = Phrase("a zone has no `{purpose}`: its operators are needed for its work alone", purpose=purpose)
            remedy = Phrase("drop `{purpose}`, or put a station before the line", purpose=purpose)
            if purpose == "repair":
                remedy = Phrase("drop `repair`: failures of a line are repaired by a crew")
            found.error(where, message, remedy)
    elif purpose == "repair":
        modes = [found.model.failures.get(m) if isinstance(m, str) else m for entries in failures for m in entries]
        if not modes:
            found.error(where, Phrase("it never fails"), Phrase("give it `failures`, or drop `repair`"))
        elif all(mode is not None and mode.crew is not None for mode in modes):
            message = Phrase("each of its failure modes names a crew, which repairs alone")
            found.error(where, message, Phrase("drop `crew` there, or `repair` here"))
    elif purpose not in able and isinstance(noun, MakeCell):
        if purpose == "setup":
            found.error(where, Phrase("its die change takes no time"), Phrase("add `change: TIME`, or drop `setup`"))
        else:
            message = Phrase("a make cell has no `{purpose}`", purpose=purpose)
            found.error(where, message, Phrase("its operators can be needed for setup, work and repair"))
    elif purpose not in able:
        what = "setup" if purpose == "setup" else Phrase("time to {purpose}", purpose=purpose)
        add = "`setup: {by: OPTION, time: TIME}`" if purpose == "setup" else f"`{purpose}: TIME`"
        found.error(
            where,
            Phrase("this station has no {what}", what=what),
            Phrase("add {add}, or drop `{purpose}`", add=add, purpose=purpose),
        )


def _enough(found: Findings, path: Path_, needs: list[OperatorNeed]) -> None:
    """Note an error where what is needed at a time is never there."""
    for purpose in PURPOSES:
        together = [need for need in needs if purpose in need.for_]
        if not together or any(_filled(found.model, together, there) for there in _numbers(found.model, together)):
            continue
        wanted = " and ".join(f"{int(need.count.value)} of {need.need}" for need in together)
        pools = dict.fromkeys(name for need in together for name in pools_for(found.model.operators, need.need))
        shown = ", ".join(f"{name} has {found.model.operators[name].most}" for name in pools)
        remedy = Phrase("raise their `count`, or need fewer")
        if len(together) > 1:
            order = Phrase("needs are filled in this order, so put first what the fewest pools can do")
            remedy = chained([remedy, order])
        message = Phrase(
            "for {purpose} it needs {wanted} at a time, and they are never there together ({shown} at most)",
            purpose=purpose,
            wanted=wanted,
            shown=shown,
        )
        found.error((*path, "operators"), message, remedy)
        return


def _numbers(model: PlantModel, needs: list[OperatorNeed]) -> list[dict[str, int]]:
    """Operators of each pool at every time of the week between two at which some come or go; all free."""
    names = list(dict.fromkeys(name for need in needs for name in pools_for(model.operators, need.need)))
    windows: dict[str, list[list[tuple[float, float]]]] = {}
    for name in names:
        pool = model.operators[name]
        calendar = model.calendars.get(calendar_of(model, pool) or "")
        if isinstance(pool.count, dict) and (
            calendar is None or any(s.name not in pool.count for s in calendar.shifts)
        ):
            return [{one: model.operators[one].most for one in names}]  # an error of its own
        always = [(0.0, float(WEEK_S))] if calendar is None else calendar.windows()
        own = (pool.presence(calendar, number) for number in range(1, pool.most + 1))
        windows[name] = [always if one is None else one for one in own]
    times = sorted({0.0, *(begin for people in windows.values() for one in people for begin, _ in one)})
    return [
        {name: sum(any(b <= at < e for b, e in one) for one in people) for name, people in windows.items()}
        for at in times
    ]


def _filled(model: PlantModel, needs: list[OperatorNeed], there: Mapping[str, int]) -> bool:
    """Whether the needs are filled, in their order, each from the pools in the order of the file."""
    left = dict(there)
    for need in needs:
        wanted = int(need.count.value)
        for name in pools_for(model.operators, need.need):
            some = min(wanted, left[name])
            left[name] -= some
            wanted -= some
        if wanted:
            return False
    return True
