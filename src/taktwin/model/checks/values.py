"""Values: zeros that make no sense, shares that do not sum to 1, calendars, levels above a capacity."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import Works, worked_of
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.movingline import MOST_MODES, ZonedLine
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.timeby import TimeBy

TOLERANCE = 1e-6


def check_values(found: Findings) -> None:
    """Check the values of a model that can be judged one by one."""
    model = found.model
    _positive(found, ("bucket",), model.bucket, Phrase("the bucket"))
    if model.streams is not None:
        _positive(found, ("streams", "count"), model.streams.count, Phrase("the number of streams"))
        if len(set(model.streams.shops)) < len(model.streams.shops):
            found.error(("streams", "shops"), Phrase("a shop is named twice"), Phrase("name each shop once"))
    for option, shares in model.options.items():
        _sums(found, ("options", option), shares, Phrase("the shares of {option}", option=option))
    for name, product in model.products.items():
        for option, shares in product.options.items():
            _sums(found, ("products", name, "options", option), shares, Phrase("the shares of {option}", option=option))
    for name, crew in model.crews.items():
        _positive(found, ("crews", name, "size"), crew.size, Phrase("a crew's size"))
    for name, dock in model.docks.items():
        _positive(found, ("docks", name, "doors"), dock.doors, Phrase("the number of doors"))
    for name, mode in model.failures.items():
        _failure(found, ("failures", name), mode)
    for name in model.calendars:
        _calendar(found, name)
    for name, fleet in model.fleets.items():
        _positive(found, ("fleets", name, "count"), fleet.count, Phrase("the number of vehicles"))
        _positive(found, ("fleets", name, "speed"), fleet.speed, Phrase("a vehicle's speed"))
        _inline_failures(found, ("fleets", name), fleet.failures)
    for shop, cell_name, cell in model.all_cells():
        _inline_failures(found, ("shops", shop, "cells", cell_name), cell.failures)
    _elements(found)


def _positive(found: Findings, path: Path_, quantity: Quantity | None, what: str) -> None:
    if quantity is not None and quantity.value <= 0:
        found.error(
            path, Phrase("{what} cannot be 0", what=what), Phrase("give a value above 0, or leave the entry out")
        )


def _sums(found: Findings, path: Path_, shares: dict[str, Quantity], what: str) -> None:
    total = sum(share.value for share in shares.values())
    if abs(total - 1) > TOLERANCE:
        found.error(
            path,
            Phrase("{what} sum to {value:.6g} %", what=what, value=total * 100),
            Phrase("change them so that they sum to 100 %"),
        )


def _failure(found: Findings, path: Path_, mode: FailureMode) -> None:
    if mode.jobs is not None:
        _positive(found, (*path, "jobs"), mode.jobs, Phrase("the number of jobs"))
    elif mode.up is not None and mode.up.mean <= 0:
        found.error(
            (*path, "up"),
            Phrase("the up time of a failure mode cannot be 0"),
            Phrase("give a time above 0, or leave the mode out"),
        )


def _inline_failures(found: Findings, path: Path_, entries: list[str | FailureMode]) -> None:
    for place, entry in enumerate(entries):
        if isinstance(entry, FailureMode):
            _failure(found, (*path, "failures", place), entry)


def _calendar(found: Findings, name: str) -> None:
    calendar, path = found.model.calendars[name], ("calendars", name, "shifts")
    for place, shift in enumerate(calendar.shifts):
        begin, end = shift.span()
        last = begin
        for first, until in shift.break_spans():
            text = shift.breaks[0] if len(shift.breaks) == 1 else f"{first // 3600 % 24:02d}:{first // 60 % 60:02d}"
            if until > end:
                found.error(
                    (*path, place, "breaks"),
                    Phrase("the break {text} lies outside the shift", text=text),
                    Phrase("move the break or the shift"),
                )
            elif first < last:
                found.error(
                    (*path, place, "breaks"),
                    Phrase("the break {text} overlaps another", text=text),
                    Phrase("join or move the breaks"),
                )
            last = until
    if not calendar.windows():
        found.error(
            path,
            Phrase("this calendar has no working time"),
            Phrase('add a shift, as in {days: Mon-Fri, from: "06:00", to: "14:00"}'),
        )


def _elements(found: Findings) -> None:
    for shop, line, place, element in found.model.all_elements():
        path = ("shops", shop, "lines", line, "flow", place)
        given = element.__dict__
        for key, what in (
            ("capacity", "a capacity"),
            ("cranes", "the number of cranes"),
            ("count", "the number of stations"),
            ("zones", "the number of zones"),
        ):
            if key != "capacity" or element.kind != "buffer":  # a buffer without a place is only passed
                _positive(found, (*path, key), given.get(key), what)
        if element.kind != "buffer" and not isinstance(element, WorkPlace | ZonedLine):
            _inline_failures(found, path, given.get("failures") or [])
        if isinstance(element, Lift):
            _shares(found, path, element)
        for inner, worked in worked_of(path, element):
            _worked(found, inner, worked)
        exceptions = given.get("exceptions") or {}
        what, key = ("station", "count") if "count" in given else ("zone", "zones")
        for number in exceptions:
            if not 1 <= number <= given[key].value:
                message = Phrase(
                    "there is no {what} {number} of {value}", what=what, number=number, value=int(given[key].value)
                )
                found.error(
                    (*path, "except", str(number)), message, Phrase("number the exceptions from 1 to `{key}`", key=key)
                )
        if isinstance(element, ZonedLine):
            _modes(found, path, element)
    for shop, line_name, line in found.model.all_lines():
        if line.call is not None and isinstance(line.call.quantity, Quantity):
            _positive(
                found,
                ("shops", shop, "lines", line_name, "call", "quantity"),
                line.call.quantity,
                Phrase("the quantity of a call"),
            )


def _modes(found: Findings, path: Path_, line: ZonedLine) -> None:
    """A line is one resource, which counts its failure modes in one byte."""
    modes = len(line.failures) + sum(len(zone.failures) for zone in line.exceptions.values())
    if modes > MOST_MODES:
        message = Phrase(
            "the line and its zones have {modes} failure modes, at most {most_modes} are possible",
            modes=modes,
            most_modes=MOST_MODES,
        )
        found.error((*path, "failures"), message, Phrase("say of the line what many of its zones have in common"))


def _planned(found: Findings, path: Path_, ideal: Quantity | TimeBy | None) -> None:
    """One time above 0 for each value."""
    if not isinstance(ideal, TimeBy):
        _positive(found, path, ideal, Phrase("the planned time of a job"))
        return
    default = [("default", ideal.default)] if ideal.default is not None else []
    for key, time in [*ideal.values.items(), *default]:
        if time.kind != "constant":
            found.error(
                (*path, key),
                Phrase("a planned time is one time, no distribution"),
                Phrase("write its mean, such as 60 s"),
            )
        elif time.mean <= 0:
            found.error((*path, key), Phrase("the planned time of a job cannot be 0"), Phrase("give a value above 0"))


def _worked(found: Findings, path: Path_, worked: Works) -> None:
    _planned(found, (*path, "ideal"), worked.ideal)
    if isinstance(worked.servers, list):
        for place, server in enumerate(worked.servers):
            _positive(found, (*path, "servers", place, "count"), server.count, Phrase("the number of servers"))
            _inline_failures(found, (*path, "servers", place), server.failures or [])
    else:
        _positive(found, (*path, "servers"), worked.servers, Phrase("the number of servers"))
    _inline_failures(found, path, worked.failures)
    if worked.setup is not None:
        _positive(found, (*path, "setup", "purge_after"), worked.setup.purge_after, "`purge_after`")
        if worked.setup.purge_time is not None and worked.setup.purge_after is None:
            found.error(
                (*path, "setup", "purge_time"),
                Phrase("a purge time without `purge_after` is never used"),
                Phrase("add `purge_after: N`"),
            )
    for place, join in enumerate(worked.joins):
        if isinstance(join.quantity, Quantity):
            _positive(found, (*path, "joins", place, "quantity"), join.quantity, Phrase("the quantity of a join"))
    _shares(found, path, worked)


def _shares(found: Findings, path: Path_, worked: Works | Lift) -> None:
    """What leaves by routes and as scrap is no more than there is."""
    groups: dict[str, float] = {}
    for place, route in enumerate(worked.routes if worked.route_by == "share" else ()):
        key = repr(sorted(route.when.items()))
        groups[key] = groups.get(key, worked.scrap.value) + route.share.value
        if groups[key] > 1 + TOLERANCE:
            message = Phrase(
                "the shares that leave here (routes and scrap) sum to {value:.6g} %", value=groups[key] * 100
            )
            found.error((*path, "routes", place), message, Phrase("keep their sum at or below 100 %"))
            break
