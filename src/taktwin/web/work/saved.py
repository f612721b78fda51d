"""Run folders as the page tells them: what was run, its figures, and what holds the plant back."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError
from taktwin.web.workspace import Workspace

if TYPE_CHECKING:
    from taktwin.report.shell.words import Words

_HEAD = ("model", "model_hash", "seed", "replications", "days", "warmup_days", "warmup_why", "overrides", "taktwin")
_MOST_BYTES = 50 * 2**20


def listed(workspace: Workspace) -> list[dict[str, Any]]:
    """The runs of a workspace, the newest first: folder, model, days, seed, replications, throughput."""
    return [found for path in workspace.runs()[:500] if (found := _short(workspace, path)) is not None]


def told(workspace: Workspace, name: str) -> dict[str, Any]:
    """A run: figures with their intervals, bottleneck, warnings, and which of report and trace there are.

    Raises:
        RefusedError: 404, there is none; 422, its manifest cannot be read.
    """
    path = workspace.run(name)
    manifest = _manifest(path)
    if manifest is None:
        raise RefusedError(
            422, Phrase("the manifest of {name} cannot be read", name=name), Phrase("run the model again")
        )
    return {
        "name": name,
        **{key: manifest.get(key) for key in (*_HEAD, "warnings", "standstills", "growth", "quiet")},
        "kpis": _kpis(manifest.get("kpis")),
        "bottleneck": _bottleneck(manifest.get("bottleneck")),
        "report": (path / "report.html").is_file(),
        "traced": (path / "trace.parquet").is_file(),
    }


def _words() -> dict[str, Words]:
    """The words of reports in each language."""
    from taktwin.report.shell.words import Words

    return {language: Words(language, False, {}, {}) for language in ("en", "zh")}


def _kpis(found: Any) -> list[dict[str, Any]]:
    """The key figures with their titles and units; nothing where they are not as we write them."""
    words, rows = _words(), []
    for name, kpi in found.items() if isinstance(found, dict) else ():
        if not isinstance(kpi, dict):
            continue
        unit = str(kpi.get("unit", ""))
        rows.append(
            {
                "name": name,
                "title": {language: _or(one.kpi, name) for language, one in words.items()},
                "unit": {language: one.unit(unit) for language, one in words.items()},
                **{key: _number(kpi.get(key)) for key in ("value", "low", "high")},
            }
        )
    return rows


def _bottleneck(found: Any) -> dict[str, Any] | None:
    """What holds the plant back: a sentence, and what each suspect gains; None where it was not measured."""
    if not isinstance(found, dict) or not isinstance(found.get("gains"), list):
        return None
    words, rows = _words(), []
    for one in found["gains"]:
        if isinstance(one, dict) and _number(one.get("gain")) is not None:
            change, by = str(one.get("change", "")), one.get("by")
            how = {language: _or(each, f"gain_how_{change}", change, by=by) for language, each in words.items()}
            interval = {key: _number(one.get(key)) for key in ("gain", "low", "high")}
            rows.append({**{key: one.get(key) for key in ("name", "kind", "sure")}, **interval, "how": how})
    best, reason = found.get("best"), str(found.get("reason") or "")
    best = best if isinstance(best, list) else []
    said = {}
    for language, each in words.items():
        if reason:
            said[language] = each("gain_unmeasured", reason=each.said(reason))
        elif not best or not rows:
            said[language] = each("gain_none", count=len(rows))
        else:
            from taktwin.report.shell.words import number

            names = each("comma").join(map(str, best[:5]))
            said[language] = each(
                "gain_best" if len(best) == 1 else "gain_several", names=names, gain=number(rows[0]["gain"])
            )
    return {"said": said, "rows": rows[:20]}


def _number(value: Any) -> int | float | None:
    """A number; None for anything else that a damaged manifest may hold."""
    return value if isinstance(value, int | float) and math.isfinite(value) else None


def _or(say: Any, name: str, other: str | None = None, **values: Any) -> str:
    """A text, or its name where a later version has named it."""
    try:
        return str(say(name, **values))
    except KeyError:
        return name if other is None else other


def _short(workspace: Workspace, path: Path) -> dict[str, Any] | None:
    manifest = _manifest(path)
    if manifest is None:
        return None
    kpis = manifest.get("kpis")
    throughput = kpis.get("throughput_per_hour") if isinstance(kpis, dict) else None
    ended = datetime.fromtimestamp((path / "manifest.json").stat().st_mtime, UTC).isoformat(timespec="seconds")
    head = {key: manifest.get(key) for key in ("model", "seed", "replications", "days")}
    traced = (path / "trace.parquet").is_file()
    return {"name": workspace.name_of(path), **head, "throughput": throughput, "ended": ended, "traced": traced}


def _manifest(path: Path) -> dict[str, Any] | None:
    file = path / "manifest.json"
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
