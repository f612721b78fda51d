"""An aspect: a typed JSON document of Catena-X, checked as its schema checks it and written as it was read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, NoReturn, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from taktwin.exchange.jsondocument import DocumentError, Problem, pointer, same_value, spell_json, wrong
from taktwin.model.phrase import Phrase


class Entity(BaseModel):
    """An object of an aspect. Fields have the names of the standard; a property that it does not name is kept."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class Aspect(Entity):
    """The document itself. ``aspect_kind`` names its model, ``aspect_version`` the version of that."""

    aspect_kind: ClassVar[str]
    aspect_version: ClassVar[str]

    def write(self) -> bytes:
        """The document as JSON text, in UTF-8.

        Raises:
            DocumentError: It was changed, or made without checks, into something that its model does not allow.
        """
        value = as_json(self)
        checked(type(self), value)
        return spell_json(value)


A = TypeVar("A", bound=Aspect)
P = ParamSpec("P")
R = TypeVar("R")


def builder(make: Callable[P, R]) -> Callable[P, R]:
    """A function that makes a document or a part of one: what the model does not allow is a `DocumentError`."""

    @wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return make(*args, **kwargs)
        except ValidationError as error:
            kind = make.__name__.removesuffix("_document").replace("_", " ")
            problems = [_problem(kind, one, "") for one in error.errors(include_url=False)]
        raise DocumentError(dict.fromkeys(problems), kind)

    return made


def as_json(value: Any) -> Any:
    """What the JSON document of a value holds: only what was given, and what the model does not name."""
    if isinstance(value, Entity):
        given = value.model_fields_set
        fields = {name: as_json(one) for name, one in value.__dict__.items() if name in given}
        return fields | {name: as_json(one) for name, one in (value.__pydantic_extra__ or {}).items()}
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {name: as_json(one) for name, one in value.items()}
    return value


def given(**fields: Any) -> dict[str, Any]:
    """The fields that are not None: what is None is left out of a document."""
    return {name: value for name, value in fields.items() if value is not None}


def checked(model: type[A], value: Any, name: str = "") -> A:
    """A document of one aspect model, made of parsed JSON.

    Raises:
        DocumentError: It is not what the model says; with kind, JSON pointer, what was expected, and a remedy.
    """
    kind = f"{model.aspect_kind} {model.aspect_version}"
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems = [_problem(kind, one, name) for one in error.errors(include_url=False, include_input=True)]
    raise DocumentError(dict.fromkeys(problems), kind)


#: What pydantic calls an error -> what was expected, and what to do.
_EXPECTED = {
    "string_type": ("text", "write the value in quotation marks"),
    "bool_type": ("true or false", "write true or false, without quotation marks"),
    "list_type": ("an array", "write the elements in square brackets"),
    "model_type": ("an object", "write the properties in braces"),
    "model_attributes_type": ("an object", "write the properties in braces"),
}


def _problem(kind: str, error: Any, name: str) -> Problem:
    steps, context = list(error["loc"]), error.get("ctx") or {}
    if error["type"] == "missing":
        field = steps.pop()
        return wrong(kind, pointer(steps), f'the property "{field}"', f'add "{field}"', name)
    if error["type"] == "expected":
        what, remedy = context["what"], context["remedy"]
    elif error["type"] == "literal_error":
        what, remedy = Phrase("one of {expected}", expected=context["expected"]), Phrase("use one of these words")
    elif error["type"] == "string_too_long":
        what, remedy = (
            Phrase("at most {max_length} characters", max_length=context["max_length"]),
            Phrase("shorten the text"),
        )
    elif error["type"] == "string_too_short":
        what, remedy = Phrase("text that is not empty"), Phrase("write something")
    elif error["type"] in ("too_long", "too_short"):
        few = error["type"] == "too_short"
        limit = context["min_length"] if few else context["max_length"]
        what, remedy = (
            Phrase("at least {limit} elements" if few else "at most {limit} elements", limit=limit),
            Phrase("add some") if few else Phrase("leave some out"),
        )
    else:
        what, remedy = _EXPECTED.get(error["type"], (str(error["msg"]), "correct the value"))
    return wrong(kind, pointer(steps), f"{what}, got {_shown(error['input'])}", remedy, name)


def _shown(value: Any) -> str:
    """A value as an error shows it: short."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array"
    if isinstance(value, str):
        return f'"{value[:40]}..."' if len(value) > 40 else f'"{value}"'
    words = {None: "null", True: "true", False: "false"}
    return words[value] if value is None or isinstance(value, bool) else str(value)[:40]


def equal(first: Aspect, second: Aspect) -> bool:
    """Whether two documents say the same as JSON; the order of properties is none."""
    return same_value(as_json(first)) == same_value(as_json(second))


def unusable(aspect: Aspect, place: str, what: str, remedy: str) -> NoReturn:
    """Raise the error of a document that its model allows and that cannot be used all the same."""
    kind = f"{aspect.aspect_kind} {aspect.aspect_version}"
    raise DocumentError([wrong(kind, place, what, remedy)], kind)
