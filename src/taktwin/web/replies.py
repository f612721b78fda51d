"""What is answered: JSON, and errors in words; and what is asked: JSON within bounds."""

from __future__ import annotations

import json
import math
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from taktwin.model.errors import ModelError, Problem, TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError

T = TypeVar("T")
_MOST_DEEP = 20  # of what is asked


class Reply(JSONResponse):
    """JSON as it is, without NaN."""

    def render(self, content: Any) -> bytes:
        """The bytes; what is no number, as in a damaged file, is null, so that the rest is told all the same."""
        try:
            text = _text(content)
        except ValueError:
            text = _text(_finite(content))
        return text.encode("utf-8", "replace")


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)


def _finite(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


async def asked(request: Request) -> dict[str, Any]:
    """The JSON object that a request brings.

    Raises:
        RefusedError: 400, it is none; 415, it does not say that it is JSON.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, Phrase("the request is not JSON"), Phrase("send content-type application/json"))
    try:
        found = json.loads((await request.body()).decode("utf-8"))
    except (ValueError, RecursionError):
        raise RefusedError(
            400, Phrase("the request is not readable JSON"), Phrase("send one JSON object in UTF-8")
        ) from None
    if not isinstance(found, dict) or _deep(found) > _MOST_DEEP:
        raise RefusedError(400, Phrase("the request is not one plain JSON object"), Phrase("send one JSON object"))
    return found


def _deep(value: Any) -> int:
    deepest, below = 0, [(value, 1)]
    while below:
        one, depth = below.pop()
        deepest = max(deepest, depth)
        if depth <= _MOST_DEEP and isinstance(one, dict | list):
            below += [(entry, depth + 1) for entry in (one.values() if isinstance(one, dict) else one)]
    return deepest


def word(given: dict[str, Any], name: str, default: str | None = None, most: int = 4_000_000) -> str:
    """A text among what was asked.

    Raises:
        RefusedError: 400, it is missing, no text, too long, or cannot be written as UTF-8.
    """
    value = given.get(name, default)
    if not isinstance(value, str) or len(value) > most:
        raise RefusedError(
            400, Phrase('"{name}" has to be a text', name=name), Phrase("of at most {most} characters", most=most)
        )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise RefusedError(
            400, Phrase('"{name}" is not readable text', name=name), Phrase("send it in UTF-8")
        ) from None
    return value


async def in_thread(work: Callable[..., T], *given: Any) -> T:
    """The result of something that takes its time, while others are served."""
    return await run_in_threadpool(work, *given)


def problem(one: Problem) -> dict[str, Any]:
    """A problem of a model for the page: its words in both languages."""
    return {
        "file": one.file,
        "line": one.line,
        "path": one.path,
        "level": one.level,
        "message": both(one.message),
        "remedy": both(one.remedy),
    }


def both(text: str) -> dict[str, str]:
    """A sentence in both languages; English where there is no Chinese."""
    from taktwin.report.phrases import said

    return {"en": str(text), "zh": said(text, "zh")}


def told(message: str, remedy: str) -> dict[str, Any]:
    """What is wrong and what to do: in English, and beside it in Chinese (`zh`)."""
    chinese = {"message": both(message)["zh"], "remedy": both(remedy)["zh"]}
    return {"message": str(message), "remedy": str(remedy), "zh": chinese}


async def said_error(_: Request, error: Exception) -> Response:
    """An error of ours, or one of files, as JSON with the status that fits."""
    if isinstance(error, RefusedError):
        return Reply(told(error.message, error.remedy), error.status)
    if isinstance(error, ModelError):
        found = [problem(one) for one in error.problems]
        return Reply({**told(error.message, ""), "problems": found}, 422)
    if isinstance(error, TaktwinError):
        return Reply(told(error.message, error.remedy), 422)
    assert isinstance(error, OSError)
    message = Phrase("the file cannot be read or written")
    if error.strerror:
        message = Phrase("the file cannot be read or written: {why}", why=error.strerror)
    return Reply(told(message, Phrase("see to the folder")), 500)


Handler = Callable[[Request], Awaitable[Response]]
