"""The code blocks of a Markdown page, and how each kind is executed.

A fenced block is executed according to its language:

- `python`: run; all blocks of a page share one namespace.
- `console`, `bash`: each `$ command` is run in the page's folder (in `bash`, each line is a command). The lines below a
  command, up to the next, are the output to expect; `...` stands for anything.
- `text` right after a `python` block: the output to expect of it.
- `yaml` that begins with `taktwin: 1`: loaded and checked as a model. Any other `yaml` must parse.
- `json`: must parse.

A comment on the line before a block changes that: `<!-- not run: reason -->` leaves it out, `<!-- file: NAME -->` also
writes it to the page's folder, for the commands after it, and `<!-- recipe: PATH -->` makes it a step of a recipe (see
`recipe`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

#: How the name of a Chinese page ends; its commands are run with TAKTWIN_LANG=zh.
CHINESE = ".zh.md"
LANGUAGES = {"python", "console", "bash", "yaml", "json", "text", "diff"}
_COMMENT = re.compile(r"<!--\s*(not run|file|recipe):\s*(.+?)\s*-->", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: language, content, line number in the page, and what a comment before it says."""

    language: str
    content: str
    line: int
    not_run: str | None = None
    file: str | None = None
    recipe: str | None = None


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found: list[Block] = []
    word, value = None, ""
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block" and (match := _COMMENT.match(token.content.strip())):
            word, value = match[1], match[2]
        elif token.type == "fence":
            line = token.map[0] + 1 if token.map else 0
            found.append(
                Block(
                    token.info.strip(),
                    token.content,
                    line,
                    not_run=value if word == "not run" else None,
                    file=value if word == "file" else None,
                    recipe=value if word == "recipe" else None,
                )
            )
            word = None
        elif token.level == 0 and token.nesting >= 0:
            word = None
    return found


@dataclass(frozen=True)
class Command:
    """A command of a console block and the output that the page shows for it (None: it shows none)."""

    text: str
    output: str | None


def commands(block: Block) -> list[Command]:
    """Return the commands of a `console` or `bash` block."""
    if block.language == "bash":
        lines = [line for line in block.content.splitlines() if line.strip() and not line.startswith("#")]
        return [Command(line.removeprefix("$ "), None) for line in lines]
    found: list[Command] = []
    for part in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
        text, _, output = part.partition("\n")
        while text.endswith("\\"):
            more, _, output = output.partition("\n")
            text = text[:-1] + more.strip()
        found.append(Command(text, output if output.strip() else None))
    return found
