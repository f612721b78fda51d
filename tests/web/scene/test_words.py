"""What the moving plant says is the same in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import taktwin.web
from taktwin.kernel.base.state import STATES
from taktwin.web.scene.scene import SIGNS

STATIC = Path(taktwin.web.__file__).parent / "static" / "scene"


def catalogue(language: str) -> dict[str, str]:
    """The texts of a language out of `words.js`."""
    text = (STATIC / "words.js").read_text(encoding="utf-8")
    block = re.search(rf"^  {language}: \{{$(.*?)^  \}},$", text, re.M | re.S)
    assert block is not None
    return {key: json.loads(f'"{said}"') for key, said in re.findall(r'(\w+): "((?:[^"\\]|\\.)*)"', block[1])}


def test_both_languages_say_the_same() -> None:
    english, chinese = catalogue("en"), catalogue("zh")
    assert len(english) > 50
    assert english.keys() == chinese.keys()
    for key, said in english.items():
        assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", chinese[key])), key
        assert said.count(",") == chinese[key].count(",") or key != "kinds"
    assert all(
        re.search(r"[\u4e00-\u9fff]", said)
        for key, said in chinese.items()
        if key not in ("vin", "times", "of_room", "share")
    )


def test_every_text_is_used_and_every_used_one_is_there() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in STATIC.glob("*.js") if file.name != "words.js")
    used = set(re.findall(r'say\("(\w+)"', code)) | set(re.findall(r'"(\w+)"', code))
    english = catalogue("en")
    assert {key for key in english if key not in used and not key.startswith("level_")} == set()
    assert set(re.findall(r'say\("(\w+)"', code)) <= english.keys()


def test_a_state_has_a_sign_of_its_own() -> None:
    """Told apart without colours."""
    assert list(SIGNS) != []
    assert SIGNS.keys() == set(STATES)
    assert len(set(SIGNS.values())) == len(STATES)


def test_nothing_is_written_into_the_page_but_texts() -> None:
    """No HTML out of texts, no inline style, no address elsewhere; all files together are small."""
    for file in STATIC.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            file
        )
        assert not re.search(r"(?:https?:)?//(?!\s)[a-z0-9-]+\.[a-z]", text), file
    assert sum(file.stat().st_size for file in STATIC.iterdir()) < 150_000
