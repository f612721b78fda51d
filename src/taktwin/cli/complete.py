"""What a shell completes behind Tab: models, figures, and the words that an option takes.

Nothing is imported before a Tab is pressed, so that the start of the program is not slower for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

_BEST = ("max:", "min:")


def words(*known: str) -> Callable[[str], list[str]]:
    """Completes one of a few words."""

    def complete(incomplete: str) -> list[str]:
        return _beginning(known, incomplete)

    return complete


def listed(*known: str) -> Callable[[str], list[str]]:
    """Completes the last of several words with commas."""

    def complete(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        given = set(before.split(","))
        return [before + comma + word for word in _beginning(known, last) if word not in given]

    return complete


def models(incomplete: str) -> list[str]:
    """Shipped models, then model files and folders."""
    from taktwin.library import model_names

    return [*_beginning(model_names(), incomplete), *_files(incomplete, (".yaml", ".yml"))]


def cars(incomplete: str) -> list[str]:
    """As `models`, with any file: a day of cars need not be a model."""
    from taktwin.library import model_names

    return [*_beginning(model_names(), incomplete), *_files(incomplete, ())]


def figures(incomplete: str) -> list[str]:
    """Names of figures; behind the name of an element and a point, those of elements."""
    if "." in incomplete:
        from taktwin.analysis.elements.figures import FIGURES

        element, _, start = incomplete.rpartition(".")
        return [f"{element}.{name}" for name in _beginning(FIGURES, start)]
    from taktwin.analysis.kpi import UNITS

    return _beginning(UNITS, incomplete)


def aims(incomplete: str) -> list[str]:
    """`max:` or `min:` and a figure."""
    for sign in _BEST:
        if incomplete.startswith(sign):
            return [sign + name for name in figures(incomplete.removeprefix(sign))]
    return _beginning(_BEST, incomplete)


def goals(incomplete: str) -> list[str]:
    """A figure, and the width of its interval to begin from."""
    return [] if "=" in incomplete else [f"{name}=1%" for name in figures(incomplete)]


def _beginning(known: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in known if word.startswith(incomplete)]


def _files(incomplete: str, endings: tuple[str, ...]) -> list[str]:
    folder, slash, start = incomplete.rpartition("/")
    try:
        found = sorted(Path(folder + slash or ".").iterdir())
    except OSError:
        return []
    shown = [one for one in found if one.name.startswith(start) and (start or not one.name.startswith("."))]
    return [
        f"{folder}{slash}{one.name}{'/' if one.is_dir() else ''}"
        for one in shown
        if one.is_dir() or not endings or one.suffix in endings
    ]
