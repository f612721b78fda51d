"""Work that a failure has begin anew: whether it can ever end, and after how many tries."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.survival import exceeded_by, survival
from taktwin.model.values.timeby import Cycle, TimeBy

#: Below this chance that work of its mean time ends before it fails, it takes too many tries.
LEAST_CHANCE = 0.01
#: Of so large a share of works it must not be sure that they never end.
NOTICED = 0.001

OTHERS = Phrase("other jobs")
Works = dict[str, Distribution]  #: what is worked on ("" for all) -> its time


def check_restart(found: Findings) -> None:
    """Warn of work that begins anew after each failure and fails again before it can end.

    The clock of a mode starts anew with each repair, and the work takes the same time again. So the tries are
    independent, each succeeds with the chance that the up time is at least as long as the work, and one over it is
    their expected number.
    """
    for path, works, entries in _places(found):
        for place, entry in enumerate(entries):
            mode = found.model.failures[entry] if isinstance(entry, str) else entry
            if mode.work == "restart" and mode.up is not None:
                name = f'"{entry}"' if isinstance(entry, str) else Phrase("its failure mode {n}", n=place + 1)
                _check(found, (*path, "failures", place), works, mode.up, name)


def _check(found: Findings, path: Path_, works: Works, up: Distribution, name: str) -> None:
    what, work = min(works.items(), key=lambda one: survival(up, one[1].mean))
    chance = survival(up, work.mean)
    which = Phrase("the work of {what}", what=what) if what else Phrase("the work")
    remedy = Phrase("lengthen `up`, shorten the work, or write `work: resume`")
    if chance <= 0.0:
        message = Phrase(
            "{name} has {work} of {mean:.4g} s begin anew before it can end: it never ends",
            name=name,
            work=which,
            mean=work.mean,
        )
        found.warn(path, message, remedy)
    elif chance < LEAST_CHANCE:
        tries = 1.0 / chance
        message = Phrase(
            "{name} has {work} of {mean:.4g} s begin anew: it takes {tries} tries in the mean",
            name=name,
            work=which,
            mean=work.mean,
            tries=f"{tries:,.0f}" if tries < 1e6 else f"{tries:.2g}",
        )
        found.warn(path, message, remedy)
    else:
        for what, work in works.items():
            longest = exceeded_by(work, NOTICED)
            if survival(up, longest) <= 0.0:
                which = Phrase("one work on {what}", what=what) if what else Phrase("one work")
                message = Phrase(
                    "{work} in {n:,.0f} takes {longest:.4g} s or more, and {name} always has it begin anew before: it "
                    "never ends",
                    work=which,
                    n=1 / NOTICED,
                    longest=longest,
                    name=name,
                )
                found.warn(path, message, remedy)
                return


def _places(found: Findings) -> Iterator[tuple[Path_, Works, list[str | FailureMode]]]:
    for shop, line, place, element in found.model.all_elements():
        path: Path_ = ("shops", shop, "lines", line, "flow", place)
        if isinstance(element, Store):
            yield path, {"": element.cycle}, element.failures
        elif isinstance(element, WorkPlace):
            own = element.servers if isinstance(element.servers, list) else [Server()]
            for number, server in enumerate(own):
                works = _works(server.cycle or element.cycle)
                if server.failures is None:
                    yield path, works, element.failures
                else:
                    yield (*path, "servers", number), works, server.failures
            for number, other in element.exceptions.items():
                said = other.model_fields_set
                cycle = other.cycle if other.cycle is not None else element.cycle
                failures = other.failures if "failures" in said else element.failures
                yield (*path, "except", str(number)) if "failures" in said else path, _works(cycle), failures
    for shop, name, cell in found.model.all_cells():
        yield ("shops", shop, "cells", name), {make: one.hit for make, one in cell.makes.items()}, cell.failures


def _works(cycle: Cycle) -> Works:
    if not isinstance(cycle, TimeBy):
        return {"": cycle}
    named = {f'{cycle.by} "{value}"': time for value, time in cycle.values.items()}
    return named | ({OTHERS: cycle.default} if cycle.default is not None else {})
