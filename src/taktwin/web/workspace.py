"""The folder that the page works in: its models, run folders and results; nothing outside it is ever opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError

MODELS = (".yaml", ".yml")
RUNS, RESULTS = "runs", "results"
#: Where the page keeps its own notes; hidden, so it is never served.
NOTES = ".taktwin"
_MOST_DEEP, _MOST_FILES = 5, 2000
_ODD = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


class Workspace:
    """A folder with models.

    Args:
        folder: an existing folder.
        read_only: nothing in it may be changed through the page, and nothing run.
    """

    def __init__(self, folder: str | Path, read_only: bool = False) -> None:
        self.folder = Path(os.path.realpath(folder))
        self.read_only = read_only

    def inside(self, name: str) -> Path:
        """The path of a file or folder of the workspace, which need not be there yet.

        Args:
            name: relative to the folder, with ``/`` between its parts, as the page shows it.

        Raises:
            RefusedError: 404; it lies outside, through ``..``, from the root or by a link, or is hidden.
        """
        parts = name.split("/")
        odd = not name or len(name) > 500 or _ODD.search(name) is not None
        if odd or any(part in ("", ".", "..") or part.startswith(".") or part != part.strip() for part in parts):
            raise RefusedError(
                404, Phrase("there is no such file in this folder"), Phrase("name one that the page lists")
            )
        path = self.folder.joinpath(*parts)
        try:
            real = Path(os.path.realpath(path))
        except (OSError, ValueError):
            real = Path(self.folder.anchor)
        if not real.is_relative_to(self.folder):
            raise RefusedError(
                404, Phrase("there is no such file in this folder"), Phrase("it is a link that leads out of it")
            )
        return path

    def file(self, name: str) -> Path:
        """As `inside`, of a file that is there.

        Raises:
            RefusedError: 404.
        """
        path = self.inside(name)
        if not path.is_file():
            raise RefusedError(
                404,
                Phrase("there is no file {name}", name=name),
                Phrase("it may have been renamed or removed; reload the list"),
            )
        return path

    def model(self, name: str) -> Path:
        """As `inside`, of a file that is named like a model.

        Raises:
            RefusedError: 404 or 422.
        """
        path = self.inside(name)
        if path.suffix not in MODELS:
            raise RefusedError(
                422, Phrase("{name} is not named like a model", name=name), Phrase("let its name end with .yaml")
            )
        return path

    def name_of(self, path: Path) -> str:
        """How the page calls a path of the workspace."""
        return path.relative_to(self.folder).as_posix()

    def files(self, *endings: str) -> list[Path]:
        """Files of the workspace with one of these endings, by name; run folders and hidden ones are left out."""
        found = []
        for path in self._walk(self.folder, _MOST_DEEP):
            if path.suffix.lower() in endings:
                found.append(path)
                if len(found) == _MOST_FILES:
                    break
        return sorted(found)

    def runs(self) -> list[Path]:
        """Run folders (below `runs`, or lying in the folder itself), the newest first."""
        return self._folders("manifest.json", (self.folder, self.folder / RUNS))

    def results(self) -> list[Path]:
        """Folders of what other commands found, the newest first."""
        return self._folders("job.json", (self.folder / RESULTS,))

    def run(self, name: str) -> Path:
        """The folder of a run.

        Raises:
            RefusedError: 404.
        """
        path = self.inside(name)
        if not (path / "manifest.json").is_file():
            raise RefusedError(
                404, Phrase("there is no run {name}", name=name), Phrase("choose one that the page lists")
            )
        self.inside(f"{name}/manifest.json")
        return path

    def _folders(self, mark: str, places: tuple[Path, ...]) -> list[Path]:
        found = {
            path: (path / mark).stat().st_mtime
            for place in places
            if place.is_dir() and self._within(place)
            for path in place.iterdir()
            if not path.name.startswith(".") and (path / mark).is_file() and self._within(path / mark)
        }
        return sorted(found, key=lambda one: (-found[one], one.name))

    def _within(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(self.folder)

    def _walk(self, folder: Path, deep: int) -> Iterator[Path]:
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            return
        skipped = (self.folder / RUNS, self.folder / RESULTS)
        for path in entries:
            if path.name.startswith(".") or path.is_symlink() or path in skipped:
                continue
            if path.is_file():
                yield path
            elif deep and path.is_dir() and not (path / "manifest.json").is_file():
                yield from self._walk(path, deep - 1)
