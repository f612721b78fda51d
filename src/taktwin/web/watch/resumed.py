"""A demo that was started in the page goes on after a restart of the server: what it was, and its journal."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from pathlib import Path
from typing import Any

from taktwin.api.plant import Plant, load
from taktwin.library import UnknownModelError, model_path
from taktwin.model.errors import TaktwinError
from taktwin.model.files.write import write_text
from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError
from taktwin.web.watch.plan import Plan, demo_plan
from taktwin.web.work.contained import check_file
from taktwin.web.workspace import NOTES, Workspace

_NOTE, _JOURNAL = "watch.json", "demo.journal"
_ENDINGS = ("", "-wal", "-shm")
_MOST_DAYS, _MOST_SPEED = 60.0, 3600.0


def begin_demo(workspace: Workspace, asked: dict[str, Any]) -> Plan:
    """A demo of a model of the folder, or of a shipped one, from the start of its plant.

    Args:
        workspace: of the page.
        asked: ``model``; ``speed``, seconds of the plant in one of ours; ``days``; ``seed``; ``target``, jobs a shift.

    Raises:
        RefusedError: a value is missing or out of range, or there is no such model.
        ModelError: the model is wrong.
    """
    options = _options(asked)
    plant = _plant(workspace, options["model"])
    forget(workspace)
    journal = None
    if not workspace.read_only:
        folder = workspace.folder / NOTES
        folder.mkdir(exist_ok=True)
        write_text(folder / _NOTE, json.dumps(options) + "\n")
        journal = folder / _JOURNAL
    return _plan(options, plant, journal)


def resumed(workspace: Workspace) -> Plan | None:
    """The demo that ran when the server ended, to be gone on with; None: there was none, or it cannot be."""
    note = workspace.folder / NOTES / _NOTE
    if workspace.read_only or not note.is_file():
        return None
    with suppress(TaktwinError, OSError, ValueError, KeyError, TypeError):
        options = _options(json.loads(note.read_text(encoding="utf-8")))
        return _plan(options, _plant(workspace, options["model"]), workspace.folder / NOTES / _JOURNAL)
    return None


def forget(workspace: Workspace) -> None:
    """Nothing is to be gone on with; the journal of the demo goes."""
    if workspace.read_only:
        return
    folder = workspace.folder / NOTES
    for path in (folder / _NOTE, *(folder / f"{_JOURNAL}{ending}" for ending in _ENDINGS)):
        path.unlink(missing_ok=True)


def _plan(options: dict[str, Any], plant: Plant, journal: Path | None) -> Plan:
    return demo_plan(
        options["model"], plant, journal,
        speed=options["speed"], days=options["days"], seed=options["seed"], target=options["target"],
    )  # fmt: skip


def _plant(workspace: Workspace, name: str) -> Plant:
    path = workspace.inside(name) if name.endswith((".yaml", ".yml")) else None
    if path is not None and path.is_file():
        check_file(workspace, workspace.model(name))
        return load(path)
    try:
        return load(model_path(name))
    except UnknownModelError:
        raise RefusedError(
            404, Phrase("there is no model {name}", name=name), Phrase("choose one that the page lists")
        ) from None


def _options(asked: dict[str, Any]) -> dict[str, Any]:
    model, target = asked.get("model"), asked.get("target")
    if not isinstance(model, str) or not 0 < len(model) <= 200:
        raise RefusedError(422, Phrase("no model is named"), Phrase("choose one that the page lists"))
    return {
        "model": model,
        "speed": _number(asked.get("speed", 60.0), "speed", 0.1, _MOST_SPEED),
        "days": _number(asked.get("days", 7.0), "days", 0.01, _MOST_DAYS),
        "seed": int(_number(asked.get("seed", 4711), "seed", 0, 2**31)),
        "target": None if target is None else int(_number(target, "target", 0, 10**6)),
    }


def _number(value: Any, name: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RefusedError(
            422,
            Phrase('"{name}" has to be a number', name=name),
            Phrase("from {low:g} to {high:g}", low=low, high=high),
        )
    if not low <= value <= high:
        raise RefusedError(
            422, Phrase('"{name}" is out of range', name=name), Phrase("from {low:g} to {high:g}", low=low, high=high)
        )
    return float(value)
