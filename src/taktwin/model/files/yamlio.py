"""YAML in and out: the names that other rooms use, from the files that do the work."""

from __future__ import annotations

from taktwin.model.files.document import Document
from taktwin.model.files.load import load_model, load_tree, shipped_models
from taktwin.model.files.override import apply_override
from taktwin.model.text.tree import read_tree

__all__ = ["Document", "apply_override", "load_model", "load_tree", "read_tree", "shipped_models"]
