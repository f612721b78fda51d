"""Every page of the documentation is executed, and hangs together with the others."""

from __future__ import annotations

import contextlib
import io
import json
import math
import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from tests.docs.blocks import CHINESE, LANGUAGES, Block, blocks, commands

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def same(wanted: str, got: str) -> bool:
    """Whether an output is as the page shows it: white space apart, `...` for anything, numbers within 5 %.

    Not to the last digit: a run is repeated exactly on one machine, but the logarithm of another may round differently.
    """
    wanted, got = re.sub("─+", "─", wanted), re.sub("─+", "─", got)  # rules are as wide as the longest figure
    parts, place, numbers = wanted.split("..."), 0, list[str]()
    for nth, part in enumerate(parts):  # one after the other: a single pattern for all of them may try for ever
        pattern = r"\s+".join(map(re.escape, part.split())).replace(r"\.", ".")
        pattern = NUMBER.sub(lambda _: f"({NUMBER.pattern})", pattern)
        begin, end = "" if nth else r"\s*", r"\s*\Z" if nth == len(parts) - 1 else ""
        found = re.compile(begin + pattern + end)
        match = found.search(got, place) if nth else found.match(got, place)
        if match is None:
            return False
        place = match.end()
        numbers += match.groups()
    pairs = zip(NUMBER.findall(wanted.replace("...", " ")), numbers, strict=False)
    return all(math.isclose(_value(a), _value(b), rel_tol=0.05) for a, b in pairs)


def _value(number: str) -> float:
    return float(number.replace(",", ""))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page do what the page says, from top to bottom, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAKTWIN_LANG", "zh" if page.name.endswith(CHINESE) else "en")
    namespace: dict[str, object] = {"__name__": "__main__"}
    printed: str | None = None
    for block in blocks(page):
        where = f"{page.relative_to(ROOT)}:{block.line}"
        assert block.language in LANGUAGES, f"{where}: no known language, so nothing would check this block"
        if block.file:
            Path(block.file).write_text(block.content, encoding="utf-8")
        assert block.language != "diff" or block.recipe, f"{where}: a diff is a step of a recipe"
        if block.not_run or block.recipe:
            printed = None
        elif block.language == "python":
            printed = run_python(block, where, namespace)
        elif block.language == "text" and printed is not None:
            assert same(block.content, printed), f"{where}: the page shows\n{block.content}\nbut got\n{printed}"
            printed = None
        else:
            printed = None
            run_other(block, where)


def run_python(block: Block, where: str, namespace: dict[str, object]) -> str:
    # The line numbers of the page, so that a traceback points at it.
    code = compile("\n" * block.line + block.content, where.rpartition(":")[0], "exec")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, namespace)
    return out.getvalue()


def run_other(block: Block, where: str) -> None:
    if block.language in {"console", "bash"}:
        for command in commands(block):
            fails = any(word in (command.output or "").lower() for word in ("error: ", "错误："))
            got = run_command(command.text, where, fails=fails)
            assert command.output is None or same(command.output, got), (
                f"{where}: `{command.text}` shows\n{command.output}\nbut got\n{got}"
            )
    elif block.language == "yaml":
        YAML(typ="safe").load(block.content)
        if block.content.startswith("taktwin: 1"):
            load_model(block)
    elif block.language == "json":
        json.loads(block.content)


def run_command(text: str, where: str, *, fails: bool) -> str:
    """Run `taktwin ...` in this process, and `cat` and `ls` by hand, so that pages run anywhere and fast."""
    from taktwin.cli.app import app

    program, *arguments = shlex.split(text, comments=True)
    if program == "cat":
        return "".join(Path(name).read_text(encoding="utf-8") for name in arguments)
    if program == "ls":
        return "\n".join(sorted(p.name for p in Path(*arguments).iterdir()))
    assert program == "taktwin", f"{where}: `{program}` is not run by this test; mark the block `not run`"
    result = CliRunner().invoke(app, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert (result.exit_code != 0) == fails, f"{where}: `{text}` ended with {result.exit_code}:\n{result.output}"
    # without the remarks on the standard error, such as that the engine is being compiled
    return result.output if fails else result.stdout


def load_model(block: Block) -> None:
    from taktwin.model.files.yamlio import load_model

    path = Path(block.file or f"block-{block.line}.yaml")
    path.write_text(block.content, encoding="utf-8")
    load_model(path)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page, pictures too, points at a file that is there."""
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            assert (page.parent / target.partition("#")[0]).exists(), f"{page.relative_to(ROOT)}: {target}"


def test_index_names_every_page() -> None:
    """Nobody has to search the folder: the index links every page of the documentation."""
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index, page.name
