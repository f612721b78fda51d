"""Every text at a terminal has its Chinese, with the same placeholders; none is left over."""

from __future__ import annotations

import ast
import re
import string
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from taktwin.cli.language import say
from taktwin.report import phrases
from tests.cli.language.templates import PACKAGE, SPOKEN, help_texts, texts, unsaid

FOLDERS = (PACKAGE / "cli" / "language" / "chinese", PACKAGE / "report" / "phrases")
ALL: Mapping[str, str] = {**say.catalogue(), **phrases.catalogue()}


def placeholders(text: str) -> Counter[tuple[str, str]]:
    """Those of a text; ``about`` is told in English alone, so that the Chinese leaves it out."""
    found = ((name, spec or "") for _, name, spec, _ in string.Formatter().parse(text) if name not in (None, "about"))
    return Counter((str(name), spec) for name, spec in found)


def test_every_text_of_the_program_is_translated() -> None:
    assert sorted((texts(below=False) | help_texts()) - ALL.keys()) == []


def test_every_sentence_of_the_rooms_below_is_translated() -> None:
    assert sorted(texts(below=True) - phrases.catalogue().keys()) == []


@pytest.mark.parametrize("room", SPOKEN)
def test_errors_are_made_of_phrases(room: str) -> None:
    """Else nobody would notice that their Chinese is missing."""
    files = sorted((PACKAGE / room).rglob("*.py"))
    assert {str(file): found for file in files if (found := unsaid(file.read_text(encoding="utf-8")))} == {}


def test_a_plain_sentence_is_noticed() -> None:
    for code in ("found.error(path, 'it is wrong', remedy)", "message = f'{a} is no {b}'", "remedy += ' or not so'"):
        assert unsaid(code), code
    assert unsaid("found.error(path, Phrase('it is wrong'), Phrase('mend it') if a else remedy)") == []


def test_none_is_left_over() -> None:
    assert sorted(say.catalogue().keys() - texts(below=False) - help_texts()) == []
    assert sorted(phrases.catalogue().keys() - texts(below=True)) == []


def test_each_is_translated_once() -> None:
    """In one file, one time: a dict of Python forgets a key that is there twice."""
    found: Counter[str] = Counter()
    for file in (file for folder in FOLDERS for file in folder.rglob("*.py") if file.stem != "__init__"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                found.update(str(key.value) for key in node.keys if isinstance(key, ast.Constant))
    assert [key for key, times in found.items() if times > 1] == []
    assert found.keys() == ALL.keys()


def test_placeholders_agree() -> None:
    """Of each text; all in one test, since there are thousands."""
    assert [text for text, chinese in ALL.items() if placeholders(text) != placeholders(chinese)] == []


def wrongly_written(chinese: str) -> bool:
    """Whether a mark is not full-width or has blanks around it, or Latin letters stand close to Chinese ones."""
    plain, han = re.sub(r"`[^`]*`|\"[^\"]*\"|\{[^}]*\}", "", chinese), r"[\u4e00-\u9fff]"
    return bool(
        re.search(rf"{han}[,;:!?()]|[,;:!?()]{han}", plain)
        or re.search(r" [，。；：、）]|[，。；：、（] ", chinese)
        or re.search(rf"{han}[A-Za-z0-9]|[A-Za-z0-9]{han}", plain)
    )


def test_chinese_is_written_as_chinese() -> None:
    assert [chinese for chinese in ALL.values() if wrongly_written(chinese)] == []


@pytest.mark.parametrize("chinese", ["共3 班", "第 3 班, 夜班", "夜班 ，第 3 班", "A线"])
def test_wrong_chinese_is_noticed(chinese: str) -> None:
    assert wrongly_written(chinese)


def test_files_are_found() -> None:
    assert all(isinstance(folder, Path) and folder.is_dir() for folder in FOLDERS)
