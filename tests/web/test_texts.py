"""Both languages of the page are whole, and nothing in its files asks for anything from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from taktwin.cli.app import app
from taktwin.cli.serve.forms import forms
from taktwin.web.access.roles import Role
from taktwin.web.app import STATIC
from taktwin.web.work.job import ENDED, RUNNING, WAITING

TEXTS = {one: json.loads((STATIC / "text" / f"{one}.json").read_text(encoding="utf-8")) for one in ("en", "zh")}
OURS = [path for path in sorted(STATIC.rglob("*.js")) if "scene" not in path.relative_to(STATIC).parts]


def _places(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def test_both_languages_have_the_same_keys_and_places() -> None:
    assert list(TEXTS["en"]) == list(TEXTS["zh"])
    for key, english in TEXTS["en"].items():
        assert _places(english) == _places(TEXTS["zh"][key]), key
        assert english.strip(), key
        assert re.search(r"[\u4e00-\u9fff]", TEXTS["zh"][key]) or not re.search(
            "[a-z]{2}", re.sub(r"\{\w+\}", "", english)
        ), key


def test_chinese_is_written_as_chinese() -> None:
    for key, text in TEXTS["zh"].items():
        plain = re.sub(r"\{\w+\}", "", text)
        assert not re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]", plain), (key, text)


def test_every_text_that_is_said_is_there_and_none_is_left_over() -> None:
    """Keys stand in the code as they are, or as a template such as `form.${name}`."""
    used, said, begins = set(), set(), {"server."}
    for path in OURS:
        code = path.read_text(encoding="utf-8")
        found = set(re.findall(r"""["'`]([a-z_]+(?:\.[a-z_]+)*)["'`]""", code))
        said |= set(re.findall(r"""\bt\("([^"]+)["]""", code))
        used |= found & TEXTS["en"].keys()
        begins |= set(re.findall(r"`([a-z_.]+\.)\$\{", code))
    assert sorted(said - TEXTS["en"].keys()) == []
    left = {key for key in TEXTS["en"] if key not in used | said and not key.startswith(tuple(begins))}
    assert sorted(left) == []


def test_what_is_named_by_the_program_has_its_text() -> None:
    commands = {str(one.name): one.callback for one in app.registered_commands if one.callback}
    wanted = {f"state.{one}" for one in (*ENDED, WAITING, RUNNING)} | {f"role.{one.name.lower()}" for one in Role}
    for form in forms(commands):
        wanted |= {f"form.{form.name}", *(f"field.{field.name}" for field in form.fields)}
    assert sorted(wanted - TEXTS["en"].keys()) == []


def test_sentences_of_the_server_that_have_a_chinese_are_still_said() -> None:
    """`server.SENTENCE` is the Chinese of a sentence in our Python; one that is no longer said there is left over."""
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.parent.rglob("*.py")))
    code += (STATIC / "api.js").read_text(encoding="utf-8")
    sentences = [key.removeprefix("server.") for key in TEXTS["en"] if key.startswith("server.")]
    assert [one for one in sentences if one not in code] == []


@pytest.mark.parametrize("path", [STATIC / "index.html", *OURS, *sorted(STATIC.rglob("*.css"))], ids=lambda p: p.name)
def test_the_page_asks_nobody_else_and_makes_no_markup_of_text(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert not re.search(r"https?://|//cdn|@import", code.replace("http://www.w3.org/2000/svg", ""))
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.cssText", code
    )
    if path.suffix == ".html":
        assert not re.search(r"<script(?![^>]*src=)|style=|\son\w+=", code)
    if path.suffix == ".js":
        assert len(code.splitlines()) < 400


def test_the_page_is_small() -> None:
    """Without the moving plant: all that a browser loads is below 150 kB, and below 70 kB more to watch a plant."""
    files = [path for path in STATIC.rglob("*") if path.is_file() and "scene" not in path.relative_to(STATIC).parts]
    watching = [path for path in files if path.parent.name == "watch" or path.name == "watch.css"]
    assert sum(path.stat().st_size for path in files if path not in watching) < 150_000
    assert sum(path.stat().st_size for path in watching) < 70_000
