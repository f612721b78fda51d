"""Lines of a Chinese help page."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from taktwin.cli.language.helppage import paragraphs, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("仿真一个模型", 8, ["仿真一个", "模型"]),
        ("仿真一个，模型", 8, ["仿真一", "个，模型"]),  # no line begins with a mark
        ("一二三（四五）", 8, ["一二三", "（四五）"]),  # nor ends with an opening one
        ("写出 report.html 文件", 12, ["写出", "report.html", "文件"]),
        ("a", 4, ["a"]),
        ("", 4, []),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
    assert all(cell_len(line) <= width for line in lines)


def test_paragraphs() -> None:
    assert paragraphs("One\n    line.\n\n    Another.\n    ") == ["One line.", "Another."]
    assert paragraphs(None) == []
