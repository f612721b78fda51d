"""Model files on the page: the list, opening, saving without loss, copies of shipped models, and new ones."""

from __future__ import annotations

import difflib
import hashlib
import re
import threading
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from taktwin.library import UnknownModelError, model_names, model_path
from taktwin.model.files.title import title_in
from taktwin.model.files.write import write_text
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text
from taktwin.web.refusal import RefusedError
from taktwin.web.workspace import MODELS, Workspace

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,99}")
_saving = threading.Lock()
_MODEL = re.compile(r"^(?:taktwin|shops|plants|extends)\s*:", re.MULTILINE)


def listed(workspace: Workspace) -> list[dict[str, Any]]:
    """The models of a workspace: name, titles, when changed; other YAML files are left out."""
    found = []
    for path in workspace.files(*MODELS):
        try:
            text = read_text(path)
        except (ValueError, OSError):
            text = ""  # it is shown all the same, and says what is wrong when it is opened
        if text and not _MODEL.search(text):
            continue
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
        found.append({"name": workspace.name_of(path), "title": _titles(text), "changed": changed})
    return found


def shipped() -> list[dict[str, Any]]:
    """The models that come with Taktwin: name and titles."""
    return [{"name": name, "title": _titles(model_path(name).read_text(encoding="utf-8"))} for name in model_names()]


def _titles(text: str) -> dict[str, str]:
    return {language: title_in(text, language) for language in ("en", "zh")}


def shipped_text(name: str) -> str:
    """The text of a shipped model.

    Raises:
        RefusedError: 404.
    """
    try:
        return model_path(name).read_text(encoding="utf-8")
    except UnknownModelError as error:
        raise RefusedError(404, str(error), "") from None


def opened(workspace: Workspace, name: str) -> dict[str, str]:
    """Name, text and fingerprint of a model file.

    Raises:
        RefusedError: there is none; `ModelError`: it is no text.
    """
    workspace.model(name)
    text = read_text(workspace.file(name))
    return {"name": name, "text": text, "mark": fingerprint(text)}


def fingerprint(text: str) -> str:
    """What a text is recognised by when it is saved."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def save(workspace: Workspace, name: str, text: str, mark: str) -> dict[str, str]:
    """Write a model file whole, if it is still the one that was opened.

    Args:
        workspace: where.
        name: of the file, which is there.
        text: what is to stand in it; it need not be free of errors.
        mark: fingerprint of what it was when it was opened.

    Raises:
        RefusedError: 404, or 409: somebody else has changed it; the difference stands in the message's remedy on the
        page. OSError: it cannot be written; what was there stays.
    """
    path = workspace.model(name)
    with _saving:
        before = read_text(workspace.file(name))
        if fingerprint(before) != mark:
            raise RefusedError(
                409,
                Phrase("{name} was changed elsewhere since it was opened", name=name),
                Phrase("look at the difference, then decide"),
            )
        write_text(path, text)
    return {"name": name, "mark": fingerprint(text)}


def difference(before: str, after: str, name: str) -> str:
    """What changes between two texts, as a unified diff; "" for nothing."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return "".join(
        line if line.endswith("\n") else f"{line}\n" for line in difflib.unified_diff(old, new, name, name, n=2)
    )


def create(workspace: Workspace, name: str, text: str) -> str:
    """Write a new model file; returns its name.

    Raises:
        RefusedError: 422, the name does not do; 409, it is taken.
        OSError: it cannot be written.
    """
    stem = name.removesuffix(".yaml")
    if not _NAME.fullmatch(stem):
        remedy = Phrase("use letters, digits, - and _, and start with a letter")
        raise RefusedError(422, Phrase("this cannot name a model"), remedy)
    if stem in model_names():
        raise RefusedError(
            409,
            Phrase("a shipped model is called {stem}", stem=stem),
            Phrase("choose another name, such as my-") + stem,
        )
    path = workspace.model(f"{stem}.yaml")
    try:
        write_text(path, text, new=True)
    except FileExistsError:
        raise RefusedError(
            409, Phrase("{stem}.yaml exists already", stem=stem), Phrase("choose another name")
        ) from None
    return workspace.name_of(path)


def fresh(name: str, language: str = "en") -> str:
    """The text of a small model to start from; its remarks are in the language."""
    file = "plant.zh.yaml" if language == "zh" else "plant.yaml"
    draft = files("taktwin.library.templates").joinpath(file).read_text(encoding="utf-8")
    return draft.replace("NAME", Path(name).stem)
