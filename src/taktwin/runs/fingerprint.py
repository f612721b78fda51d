"""A short name of a model's content, for manifests and reports."""

from __future__ import annotations

import hashlib

from taktwin.model.nouns.plant import PlantModel


def model_hash(model: PlantModel) -> str:
    """16 hexadecimal digits; equal for models with equal values, whatever their comments and marks."""
    return hashlib.blake2b(model.model_dump_json(by_alias=True).encode(), digest_size=8).hexdigest()
