"""The commands that a shipped model suggests in its comments work."""

from __future__ import annotations

import itertools
import re
import shlex

import pytest

from taktwin.library import model_names, model_path
from taktwin.model.files.yamlio import load_model

_COMMAND = re.compile(r"#.*?\btaktwin run (.+?)(?:\s{2,}|$)")


@pytest.mark.parametrize("name", model_names())
def test_suggested_commands(name: str) -> None:
    """Each names a model, and its `--set` fits that model."""
    for line in model_path(name).read_text(encoding="utf-8").splitlines():
        if match := _COMMAND.search(line):
            model, *options = shlex.split(match[1])
            load_model(model, overrides=[b for a, b in itertools.pairwise(options) if a == "--set"])
