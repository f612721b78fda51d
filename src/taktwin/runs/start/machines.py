"""The condition of machines in a start state: failures, repairs and their crews, setups, and the lots of make cells."""

from __future__ import annotations

import math

from taktwin.kernel.base import state as k
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import CellState, Down, MachineState
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.runs.start.draft import UNKNOWN, Draft
from taktwin.runs.start.remaining import longest

_ROUNDING = 1e-9


def set_machines(draft: Draft) -> None:
    """Failures, repairs and setups of all machines."""
    draft.arrays["mode_states"]["due"] = UNKNOWN
    for name, state in draft.state.machines.items():
        path = ("machines", name)
        if not draft.found.reference(path, name, draft.index.machines, "machine"):
            continue
        i = draft.index.machines[name]
        _next_failures(draft, path, i, state)
        if state.down is not None:
            _down(draft, path, i, state.down)
        _setup(draft, path, i, state)
        _turn(draft, path, i, state)
    _check_crews(draft)


def _mode(draft: Draft, path: Path_, i: int, word: str) -> int | None:
    """Row of a failure mode, given by its name or its number from 1."""
    names = draft.index.modes[i]
    if word in names:
        return int(draft.resources["mode0"][i]) + names.index(word)
    if word.isdigit() and 1 <= int(word) <= len(names):
        return int(draft.resources["mode0"][i]) + int(word) - 1
    known = suggest(word, names) if names else Phrase("this machine never fails in the model: give it `failures` there")
    draft.found.error(path, Phrase('there is no failure mode "{word}" of {name}', word=word, name=path[1]), known)
    return None


def _next_failures(draft: Draft, path: Path_, i: int, state: MachineState) -> None:
    for word, time in state.next_failure.items():
        here = (*path, "next_failure", word)
        mode = _mode(draft, here, i, word)
        if mode is None:
            continue
        record = draft.modes[mode]
        most = longest(draft.dist(int(record["up"])))
        counts = record["clock"] == k.BY_COUNT
        if time.value > 0.0 and counts != (time.dimension == "number"):
            wanted = Phrase("counts jobs") if counts else Phrase("runs by the clock")
            remedy = Phrase("write a number of jobs") if counts else Phrase('write a time, as in "2 h"')
            draft.found.error(here, Phrase("this mode {wanted}, got {text}", wanted=wanted, text=time.text), remedy)
        elif time.value > most * (1.0 + _ROUNDING) + _ROUNDING:
            message = Phrase(
                "{word} comes {most:g} jobs after a repair at the latest, got {text}"
                if counts
                else "{word} comes {most:g} s after a repair at the latest, got {text}",
                word=word,
                most=most,
                text=time.text,
            )
            draft.found.error(here, message, Phrase("correct the number") if counts else Phrase("correct the time"))
        since = draft.now if record["clock"] & 3 in (k.BY_TIME, k.BY_PLAN) else 0.0
        draft.arrays["mode_states"]["due"][mode] = time.value + since


def _down(draft: Draft, path: Path_, i: int, down: Down) -> None:
    names, here = draft.index.modes[i], (*path, "down")
    if not names:
        remedy = Phrase("give it `failures` in the model, or drop `down`")
        draft.found.error(here, Phrase("{name} is down, but has no failure mode", name=path[1]), remedy)
        return
    if down.mode is None and len(names) > 1:
        draft.found.error(
            here,
            Phrase("{name} has several failure modes", name=path[1]),
            Phrase("add `mode:` one of {names}", names=", ".join(names)),
        )
        return
    mode = _mode(draft, (*here, "mode"), i, down.mode if down.mode is not None else "1")
    if mode is None:
        return
    record, resource = draft.modes[mode], draft.resource_states[i]
    if not math.isnan(draft.arrays["mode_states"]["due"][mode]):
        message = Phrase(
            "it is down in the mode {mode}, whose next failure is given as well", mode=down.mode or names[0]
        )
        draft.found.error((*path, "next_failure"), message, Phrase("drop it: the time to it is drawn after the repair"))
    resource["up"] = 0
    resource["down_mode"] = mode
    crew = int(record["crew"])
    if down.waiting:
        _wait_for_crew(draft, here, i, crew, down)
        return
    if crew >= 0:
        draft.node_states["count"][crew] += 1
    dists, start = [int(record["repair"])], ("repair_end", draft.now)
    if not draft.rest(here, down, down.since, "since", i, dists, Phrase("the repair"), start):
        draft.all_of(i, dists[0], *start)


def _wait_for_crew(draft: Draft, path: Path_, i: int, crew: int, down: Down) -> None:
    if crew < 0 and not _repaired_by_operators(draft, i):
        draft.found.error((*path, "waiting"), Phrase("its failure mode needs no crew"), Phrase("drop `waiting`"))
        return
    for word in ("left", "since"):
        if getattr(down, word) is not None:
            message = Phrase("its repair has not begun, so it has no time")
            draft.found.error((*path, word), message, Phrase("drop `{word}`, or `waiting`", word=word))
    draft.resource_states["repair_end"][i] = math.inf
    if crew < 0:
        return  # it asks for its operators at the start
    record = draft.node_states[crew]
    draft.resource_states["next_waiting"][i] = -1
    if record["head"] < 0:
        record["head"] = i
    else:
        draft.resource_states["next_waiting"][record["tail"]] = i
    record["tail"] = i


def _repaired_by_operators(draft: Draft, i: int) -> bool:
    node = draft.nodes[draft.resources["node"][i]]
    rows = draft.entries[node["hand0"] : node["hand0"] + node["hands"]]
    return bool((rows["lot"] & k.FOR_REPAIR).any())


def _check_crews(draft: Draft) -> None:
    for crew in draft.index.program.nodes_of("crew").values():
        record, name = draft.node_states[crew], draft.index.program.node_names[crew]
        size, busy = int(draft.nodes["cap"][crew]), int(record["count"])
        if busy > size:
            message = Phrase(
                "the crew {name} repairs {busy} machines, but has {size} members"
                if size > 1
                else "the crew {name} repairs {busy} machines, but has {size} member",
                name=name,
                busy=busy,
                size=size,
            )
            draft.found.error(("machines",), message, Phrase("add `waiting: true` to those that wait for it"))
        elif busy < size and record["head"] >= 0:
            waiting = draft.index.program.resource_names[int(record["head"])]
            message = Phrase(
                "{waiting} waits for the crew {name}, of whose {size} members {busy} are busy",
                waiting=waiting,
                name=name,
                size=size,
                busy=busy,
            )
            draft.found.error(
                ("machines", waiting, "down", "waiting"), message, Phrase("drop `waiting`: its repair goes on")
            )


# --- whose turn it is


def _turn(draft: Draft, path: Path_, i: int, state: MachineState) -> None:
    """What the choice among the servers of a station goes by."""
    node = int(draft.resources["node"][i])
    choice = int(draft.nodes["choice"][node]) if draft.index.kinds[i].serves else k.LISTED
    if state.idle is not None:
        if choice not in (k.IDLE_LONGEST, k.CHOSEN):
            draft.found.error(
                (*path, "idle"),
                Phrase("no server is chosen by how long {name} is idle", name=path[1]),
                Phrase("drop `idle`"),
            )
        draft.resource_states["freed"][i] = draft.now - state.idle.value
    if state.next:
        if choice not in (k.CYCLIC, k.CHOSEN):
            draft.found.error(
                (*path, "next"), Phrase("the servers of {name} do not take turns", name=path[1]), Phrase("drop `next`")
            )
        draft.node_states["next_server"][node] = i - int(draft.nodes["res0"][node])


# --- setups


def _setup(draft: Draft, path: Path_, i: int, state: MachineState) -> None:
    resource = draft.resource_states[i]
    node = int(draft.resources["node"][i])
    kind = draft.index.kinds[i]
    option = draft.index.setup_option(node) if kind.serves else -1
    if kind.makes and state.set_up_for is not None:
        recipes = draft.index.recipes[str(path[1])]
        if draft.found.reference((*path, "set_up_for"), state.set_up_for, recipes, "recipe"):
            resource["last_value"] = recipes[state.set_up_for]
    elif option >= 0 and state.set_up_for is not None:
        options = draft.index.options(node)
        values = options.values[option]
        if draft.found.reference((*path, "set_up_for"), state.set_up_for, values, options.names[option]):
            resource["last_value"] = values.index(state.set_up_for)
            resource["same"] = 1
    elif state.set_up_for is not None:
        draft.found.error(
            (*path, "set_up_for"), Phrase("{name} is never set up", name=path[1]), Phrase("drop `set_up_for`")
        )
    if state.same is None:
        return
    if option < 0 or state.set_up_for is None:
        message = Phrase("`same` counts the jobs since a station was set up")
        draft.found.error((*path, "same"), message, Phrase("drop it, or add `set_up_for`"))
        return
    most = int(draft.nodes["purge_after"][node])
    if 0 < most < int(state.same.value):
        message = Phrase("a purge is due after {most} equal jobs, got {text}", most=most, text=state.same.text)
        draft.found.error((*path, "same"), message, Phrase("correct the number"))
    resource["same"] = int(state.same.value)


def assume_setups(draft: Draft) -> None:
    """A station at work, or holding a finished job, is set up for that job unless the state says otherwise."""
    for job in draft.jobs:
        if draft.index.node_kinds[job.node].holds != "servers":
            continue
        option = draft.index.setup_option(job.node)
        if option < 0 or job.values[option] < 0:
            continue
        for i in draft.servers(job.node):
            resource = draft.resource_states[i]
            begun = resource["done"] == 1 or resource["phase"] != k.NO_WORK
            if resource["job"] == job.number and begun and resource["last_value"] < 0:
                resource["last_value"] = job.values[option]
                resource["same"] = 1


# --- make cells


def set_cells(draft: Draft) -> None:
    """The lots that the make cells are making."""
    for name, state in draft.state.cells.items():
        path = ("cells", name)
        if not draft.found.reference(path, name, draft.index.cells, "make cell"):
            continue
        recipes = draft.index.recipes[name]
        if draft.found.reference(
            (*path, "making"), state.making, recipes, Phrase("recipe of {name} called", name=name)
        ):
            _lot(draft, path, draft.index.cells[name], recipes[state.making], state)


def _lot(draft: Draft, path: Path_, i: int, row: int, state: CellState) -> None:
    resource, entry = draft.resource_states[i], draft.entries[row]
    hits, lot = int(state.hits.value), int(entry["lot"])
    if not 1 <= hits <= lot:
        message = Phrase(
            "a lot of {making} has {lot} hits, got {hits} still to come", making=state.making, lot=lot, hits=hits
        )
        draft.found.error(
            (*path, "hits"), message, Phrase("give 1 to {lot}, or drop the cell where it makes nothing", lot=lot)
        )
    resource["job"], resource["hits"] = row, hits
    draft.arrays["stock_states"]["on_way"][entry["target"]] += hits * entry["amount"]
    if resource["last_value"] >= 0 and resource["last_value"] != row:
        message = Phrase("it makes {making}, but is set up for another recipe", making=state.making)
        draft.found.error(
            ("machines", path[1], "set_up_for"), message, Phrase("write {making}, or drop it", making=state.making)
        )
    resource["last_value"] = row
    if state.changing:
        changes = _die_changes(draft, int(draft.resources["node"][i]), row)
        if not changes:
            draft.found.error((*path, "changing"), Phrase("its die change takes no time"), Phrase("drop `changing`"))
            return
        if hits != lot:
            message = Phrase("the die is changed before the first hit, so all {lot} hits are still to come", lot=lot)
            draft.found.error((*path, "hits"), message, Phrase("write {lot}, or drop `changing`", lot=lot))
        resource["phase"] = k.IN_SETUP
        if draft.rest(path, state, state.spent, "spent", i, changes, Phrase("the die change")):
            return
        if len(changes) > 1:
            message = Phrase("how long this die change takes depends on the recipe before")
            draft.found.error((*path, "changing"), message, Phrase("add `left: TIME`, what is left of it"))
            return
        draft.all_of(i, changes[0])
    elif draft.rest(path, state, state.spent, "spent", i, [int(entry["dist"])], Phrase("a hit")):
        resource["phase"] = k.IN_WORK
    else:
        level = draft.arrays["stock_states"]["level"][entry["target"]]
        resource["done"] = level + entry["amount"] > draft.stocks["cap"][entry["target"]]  # it waits for room


def _die_changes(draft: Draft, node: int, row: int) -> list[int]:
    """The distributions from which the die change to the recipe in ``row`` may come: one each where they differ."""
    given = draft.nodes[node]
    if given["matrix0"] < 0:
        return [int(given["setup_dist"])] if given["setup_dist"] >= 0 else []
    first, rows = int(given["matrix0"]), int(given["rows"])
    times = draft.index.ints[first : first + rows * rows].reshape(rows, rows)[:, row - int(given["row"])]
    return sorted({int(time) for time in times if time >= 0})
