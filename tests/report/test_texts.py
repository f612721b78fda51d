"""Texts are kept in step in both languages, and all of them are used."""

import ast
import re
import string
from collections import Counter
from pathlib import Path

import taktwin.report
from taktwin.report.texts import LANGUAGES, SUBJECTS, TEXTS

FOLDER = Path(taktwin.report.__file__).parent


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def in_step(texts: tuple[str, ...]) -> bool:
    """Whether a text stands in every language, with the same placeholders."""
    english, chinese = (placeholders(text) - {"jobs", "job"} for text in texts)
    return len(texts) == len(LANGUAGES) and all(text.strip() for text in texts) and english == chinese


def test_in_step() -> None:
    """All texts in one test, since there are a thousand."""
    assert [key for key, texts in TEXTS.items() if not in_step(texts)] == []
    assert not in_step(("{n} jobs of {name}", "{name}"))


def test_one_file_a_subject() -> None:
    """Each file of texts, or folder of files, is found, and no key stands in two of them or twice in one."""
    files = [path for path in (FOLDER / "texts").rglob("*.py") if path.stem != "__init__"]
    assert SUBJECTS.keys() == {path.relative_to(FOLDER / "texts").parts[0].removesuffix(".py") for path in files}
    keys = Counter(
        re.match(r'"(\w+)', line.strip())[1]  # type: ignore[index]  # a dict of Python forgets a key that is there twice
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if re.match(r'    "\w+": ', line)
    )
    assert not [key for key, times in keys.items() if times > 1]
    assert keys.keys() == TEXTS.keys()


#: Looked up by a name that comes from the tables of a run, or from the options of a command.
_NAMES_OF_TABLES = {
    *("working", "setup", "down", "waiting_crew", "waiting_parts", "waiting_transport", "blocked", "starved"),
    "waiting_carrier",
    *("minor_stop", "maintenance"),
    *("off_shift", "electricity", "gas", "heat", "compressed_air", "water"),
}


def patterns(code: str) -> list[str]:
    """Keys that are put together in the code behind a subject, such as `f"kpi_{name}"`, as regular expressions."""
    joined = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.JoinedStr)]
    found = []
    for node in joined:
        parts = [str(part.value) if isinstance(part, ast.Constant) else None for part in node.values]
        if re.fullmatch(r"[a-z0-9]{3,}_.*", parts[0] or ""):
            found.append("".join(re.escape(part) if part else r"\w+" for part in parts))
    return found


def test_no_text_is_left_over() -> None:
    files = [path for path in FOLDER.rglob("*.py") if path.parent.name != "texts"]
    files.append(FOLDER.parent / "api" / "reports.py")  # the rows of a footer
    code = [path.read_text("utf-8") for path in files]
    used = set(re.findall(r"""["']([a-zA-Z0-9_]+)["']""", "\n".join(code)))
    made = {pattern for one in code for pattern in patterns(one)} | {"seq_u_.*"}
    used |= {f"{key}_{made}" for key in used for made in ("car", "job")}  # by `Words.of`
    left = {key for key in TEXTS.keys() - used - _NAMES_OF_TABLES if not any(re.fullmatch(one, key) for one in made)}
    assert not left
