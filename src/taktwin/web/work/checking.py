"""What the checker says of a text in the editor, and the picture of it: the same calls as `taktwin check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.load import check_text, load_checked
from taktwin.web.replies import both, problem
from taktwin.web.work.contained import check_file
from taktwin.web.workspace import Workspace

_MOST = 200  # problems that are shown


def checked(workspace: Workspace, name: str, text: str) -> dict[str, Any]:
    """Problems of a text, each with line and remedy in both languages, and how much of its time each resource needs.

    Args:
        workspace: where its file is.
        name: of the file that it is to stand in.
        text: of the model.
    """
    path = workspace.model(name)
    try:
        check_file(workspace, path, text)
        check = check_text(text, path)
    except ModelError as error:
        found = [_named(workspace, one) for one in error.problems]
        return {"ok": False, "problems": found[:_MOST], "count": len(found), "loads": []}
    warnings = [_named(workspace, one) for one in check.warnings]
    loads = [one.as_dict() for one in check.loads[:8]]
    return {"ok": True, "problems": warnings[:_MOST], "count": len(warnings), "loads": loads}


def picture(workspace: Workspace, name: str, text: str, language: str) -> str:
    """The plant as an SVG image.

    Raises:
        ModelError: the text is wrong.
    """
    from taktwin.report.picture.draw import picture as draw

    path = workspace.model(name)
    check_file(workspace, path, text)
    return draw(check_text(text, path).model, language)


def shipped_picture(path: Path, language: str) -> str:
    """The same of a shipped model."""
    from taktwin.report.picture.draw import picture as draw

    return draw(load_checked(path).model, language)


def _named(workspace: Workspace, one: Problem) -> dict[str, Any]:
    """A problem with its file as the page calls it."""
    found = problem(one)
    prefix = f"{workspace.folder}/"
    found["file"] = one.file.removeprefix(prefix)
    for key in ("message", "remedy"):  # no path of the server is told
        text = getattr(one, key)
        found[key] = {language: said.replace(prefix, "") for language, said in both(text).items()}
    return found
