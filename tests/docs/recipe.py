"""The recipe of a page: files and changes that it tells the reader to make, in order."""

from __future__ import annotations

from pathlib import Path

from tests.docs.blocks import Block, blocks


def follow(page: Path, folder: Path) -> list[str]:
    """Do what a page says, in a copy of the project; returns the files that were touched.

    A block marked `<!-- recipe: PATH -->` is a new file, or (language `diff`) a change: the lines without a sign and
    those with `-` must be in the file once, one after the other; they become those without a sign and with `+`.
    """
    touched: dict[str, None] = {}
    for block in blocks(page):
        if block.recipe:
            touched[block.recipe] = None
            _apply(block, folder / block.recipe)
    return list(touched)


def _apply(block: Block, path: Path) -> None:
    if block.language != "diff":
        assert not path.exists(), f"{path} exists"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.content, encoding="utf-8")
        return
    lines = block.content.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path}: found {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
