"""Forms: what may be asked of a command on the page. They are made from the command itself (`taktwin.cli.serve.forms`).

A form lists the options that the page offers; others cannot be given. A value is checked here for its kind, and
whatever may name a file is held inside the workspace; what it means is checked by the command.
"""

from __future__ import annotations

import math
import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError
from taktwin.web.work.contained import check_file, check_text
from taktwin.web.workspace import RESULTS, Workspace

Kind = Literal["model", "runs", "file", "number", "whole", "flag", "choice", "text", "lines"]
_MOST_LINES, _MOST_TEXT = 100, 1000
#: What no command can be given: a NUL and its like, and halves of letters that UTF-8 cannot write.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Field:
    """One option of a command.

    Attributes:
        name: of the option in Python; its label on the page is the text `field.NAME`.
        flag: as given to the command, such as ``--days``; None for what is given by its place.
        off: the flag that says no, of an option that is on by default.
        help: by language.
        endings: of the files that may be chosen.
        hint: how a text is written, such as ``PATH=VALUE``.
        low, high: bounds of a number.
    """

    name: str
    kind: Kind
    flag: str | None
    help: dict[str, str]
    default: Any = None
    required: bool = False
    off: str | None = None
    choices: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    hint: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A command on the page.

    Attributes:
        name: of the command; its title on the page is the text `form.NAME`.
        help: what it does, by language.
        fields: what may be asked, in the order shown.
        fixed: flags that the page gives itself, each with the file in the result folder that it names; "" for none.
        run: the command writes a run folder.
    """

    name: str
    help: dict[str, str]
    fields: tuple[Field, ...]
    fixed: tuple[tuple[str, str], ...] = ()
    run: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"name": self.name, "help": self.help, "fields": [asdict(one) for one in self.fields], "run": self.run}

    def arguments(self, values: dict[str, Any], workspace: Workspace, folder: str) -> list[str]:
        """The arguments of the command.

        Args:
            values: by field; what is missing, None or empty is left to the command.
            workspace: where its files are.
            folder: of the result, as the workspace calls it.

        Raises:
            RefusedError: 422, a value is of another kind, or names what is not in the workspace.
            ModelError: a model names a file that is not.
        """
        known = {field.name: field for field in self.fields}
        if odd := [name for name in values if name not in known]:
            raise RefusedError(422, Phrase("the form has no field {odd}", odd=odd[0][:50]), Phrase("reload the page"))
        options, places = [], []
        for field in self.fields:
            value = values.get(field.name)
            if value is None or value in ("", []):
                if field.required:
                    raise RefusedError(422, Phrase("{name} is missing", name=field.name), Phrase("fill it in"))
                continue
            given = _given(field, value, workspace)
            if field.flag is None:
                places += given
            elif field.kind == "flag":
                options += given
            else:
                options += [f"{field.flag}={one}" for one in given]
        options += [f"{flag}={folder}/{file}" if file else flag for flag, file in self.fixed]
        return [self.name, *options, *(["--", *places] if places else [])]


def _given(field: Field, value: Any, workspace: Workspace) -> list[str]:
    if field.kind == "flag":
        if not isinstance(value, bool):
            raise _odd(field, "yes or no")
        return [flag for flag in (field.flag if value else field.off,) if flag is not None]
    if field.kind in ("number", "whole"):
        return [_number(field, value)]
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and len(one) <= _MOST_TEXT for one in several) or len(several) > _MOST_LINES:
        raise _odd(field, "short texts")
    if any(_CONTROL.search(one) for one in several):
        raise _odd(field, "plain text")
    if len(several) > 1 and field.kind not in ("lines", "runs"):
        raise _odd(field, "one text")
    return [_text(field, one, workspace) for one in several]


def _number(field: Field, value: Any) -> str:
    whole = field.kind == "whole"
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _odd(field, "a number")
    if whole and (value != int(value) or abs(value) > 1e15):
        raise _odd(field, "a whole number")
    if (field.low is not None and value < field.low) or (field.high is not None and value > field.high):
        raise _odd(field, f"a number from {field.low if field.low is not None else '...'} to {field.high or '...'}")
    return str(int(value)) if whole else repr(float(value))


def _text(field: Field, value: str, workspace: Workspace) -> str:
    if field.kind == "choice":
        if value not in field.choices:
            raise _odd(field, f"one of {', '.join(field.choices)}")
        return value
    if field.kind == "model":
        return model_argument(value, workspace)
    if field.kind == "runs":
        workspace.run(value)
        return value
    if field.kind == "file":
        if value in field.choices:
            return value
        path = workspace.file(value)
        if path.suffix.lower() not in field.endings:
            raise _odd(field, f"a file that ends with {', '.join(field.endings)}")
        check_file(workspace, path)
        return value
    check_text(workspace, value, field.name)
    return value


def model_argument(value: str, workspace: Workspace) -> str:
    """MODEL of a command: the name of a shipped model, or a model file of the workspace.

    Raises:
        RefusedError: there is none.
        ModelError: it names a file outside the workspace.
    """
    from taktwin.library import model_names

    if value in model_names():
        return value
    path = workspace.model(value)
    workspace.file(value)
    check_file(workspace, path)
    return value


def _odd(field: Field, wanted: str) -> RefusedError:
    return RefusedError(
        422, Phrase("{name} has to be {wanted}", name=field.name, wanted=wanted), Phrase("correct it in the form")
    )


def result_name(folder: str) -> str:
    """How the workspace calls the folder of a result."""
    return f"{RESULTS}/{folder}"
