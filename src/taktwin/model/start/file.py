"""Start states on disk: read from YAML or JSON with the line of every error, written one job a line."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.translate import translate
from taktwin.model.files.write import write_text
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import StartState
from taktwin.model.text.tree import Path_, Tree, plain, read_tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.textfile import fault_of, read_text, texts_in

StateSource = StartState | Mapping[str, Any] | str | Path


class StartStateError(ModelError):
    """A start state that cannot be read or does not fit the plant; ``problems`` holds all that was found."""


def load_state(source: StateSource) -> StartState:
    """A start state from a file (YAML or JSON), a YAML text, a mapping, or as it is.

    Names are not yet compared with a plant. Raises `StartStateError` with file, line, field and remedy.
    """
    if isinstance(source, StartState):
        return source
    try:
        if isinstance(source, Mapping):
            return _validate(Tree(plain(source)))
        if isinstance(source, str) and "\n" in source:
            return _validate(read_tree(source, "(text)"))
        path = Path(source)
        text = read_text(path)
        quick = _json(text) if path.suffix == ".json" else None
        if quick is not None:
            try:
                return _validate(Tree(plain(quick)), lambda: read_tree(text, str(path)))
            except ModelError:
                pass  # read again, with the lines
        return _validate(read_tree(text, str(path)))
    except StartStateError:
        raise
    except ModelError as error:
        raise StartStateError(map(_of_a_state, error.problems)) from None


def _of_a_state(problem: Problem) -> Problem:
    """A problem of reading, whose remedy is for model files where a file holds nothing to go by."""
    if not problem.remedy.startswith("begin with `taktwin"):
        return problem
    return replace(problem, remedy="name a snapshot, or a state, which begins with `state: 1`")


def _json(text: str) -> dict[str, Any] | None:
    """JSON read in a thousandth of the time that YAML takes; None where it is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _validate(tree: Tree, with_lines: Any = None) -> StartState:
    fault = next((fault for one in texts_in(tree.data) if (fault := fault_of(one)) is not None), None)
    if fault is not None:
        raise StartStateError([Problem("", None, "", *fault)])
    try:
        state = StartState.model_validate(tree.data)
    except ValidationError as error:
        raise StartStateError(translate(error, tree, StartState)) from None
    state._origins = with_lines or tree
    return state


class StateFindings:
    """The problems of a start state, each with its place in the file."""

    def __init__(self, state: StartState) -> None:
        self._origins = state._origins
        self.problems: list[Problem] = []

    def error(self, path: Path_, message: str, remedy: str) -> None:
        """Note an error at a path of the typed state."""
        if callable(self._origins):
            self._origins = self._origins()  # a JSON file, read once more for its lines
        tree = self._origins if isinstance(self._origins, Tree) else Tree(None)
        written = path if tree.data is None else as_written(tree.data, path)
        file, line = tree.origin(written)
        self.problems.append(Problem(file, line, ".".join(map(str, written)), message, remedy))

    def reference(self, path: Path_, name: str, known: Iterable[str], what: str) -> bool:
        """Note an error where a name is not among the known ones; True where it is."""
        if name in known:
            return True
        self.error(path, Phrase('there is no {what} "{name}"', what=what, name=name), suggest(name, known))
        return False

    def raise_any(self) -> None:
        """Raise `StartStateError` if anything was found."""
        if self.problems:
            raise StartStateError(dict.fromkeys(self.problems))


def as_written(data: Any, path: Path_) -> Path_:
    """A path of the typed state as it stands in the file, where a list or a number may stand for a mapping."""
    found: list[str | int] = []
    for key in path:
        if isinstance(data, list) and isinstance(key, str):
            continue
        if not isinstance(data, Mapping | list):
            break
        found.append(key)
        if isinstance(data, Mapping):
            data = data.get(str(key))
        else:
            data = data[key] if isinstance(key, int) and key < len(data) else None
    return tuple(found)


# --- writing


def state_data(state: StartState) -> dict[str, Any]:
    """Plain data of a state (texts, numbers, lists, mappings) without what is left at its default."""
    data = state.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data = {"state": 1, **data}
    if state.at is not None:
        data["at"] = state.at.isoformat(sep=" ") if isinstance(state.at, dt.datetime) else state.at.text
    for name, place in data.get("places", {}).items():
        if set(place) <= {"jobs"}:
            jobs = place.get("jobs", [])
            data["places"][name] = len(jobs) if jobs and not any(jobs) else jobs
    for name, stock in data.get("stocks", {}).items():
        if set(stock) == {"level"}:
            data["stocks"][name] = stock["level"]
    return data


def state_text(state: StartState) -> str:
    """The state as YAML, one job a line."""
    lines: list[str] = []
    for key, value in state_data(state).items():
        if not isinstance(value, dict):
            lines.append(f"{key}: {_flow(value)}")
            continue
        lines.append(f"{key}:")
        for name, entry in value.items():
            lines += _entry(_flow(name), entry)
    return "\n".join(lines) + "\n"


def _entry(name: str, value: Any, indent: str = "  ") -> list[str]:
    """Lists of mappings, the trips of vehicles, and mappings that hold such, go over several lines."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [f"{indent}{name}:", *(f"{indent}  - {_flow(one)}" for one in value)]
    if isinstance(value, dict) and _are_trips(value):
        return [f"{indent}{name}:", *(f"{indent}  {_flow(key)}: {_flow(one)}" for key, one in value.items())]
    if isinstance(value, dict) and any(_are_trips(one) or _is_long(one) for one in value.values()):
        lines = [f"{indent}{name}:"]
        for key, one in value.items():
            lines += _entry(_flow(key), one, indent + "  ")
        return lines
    return [f"{indent}{name}: {_flow(value)}"]


def _are_trips(value: Any) -> bool:
    if not isinstance(value, dict) or not value:
        return False
    return all(key.isdigit() and isinstance(one, dict) for key, one in value.items())


def _is_long(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    return isinstance(value, dict | list) and any(isinstance(one, dict) for one in inner)


_PLAIN = re.compile(r"[A-Za-z_][\w./%-]*(?: [\w./%-]+)*|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)? [A-Za-z]+")
_WORDS = {"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"}


def _is_number(text: str) -> bool:
    """Whether YAML would read it as a number that is written in the same way."""
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        return False
    return text == (repr(float(text)) if "." in text else str(int(text)))


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str) or _is_number(value):
        return str(value)
    return value if _PLAIN.fullmatch(value) and value.lower() not in _WORDS else json.dumps(value, ensure_ascii=False)


def save_state(state: StartState, path: str | Path) -> Path:
    """Write a state, whole or not at all: JSON where the file is called so, else YAML. Raises OSError."""
    path = Path(path)
    text = json.dumps(state_data(state), ensure_ascii=False, indent=1) + "\n" if path.suffix == ".json" else None
    return write_text(path, text or state_text(state))
