"""A short name of a model's content, for manifests and reports."""

from __future__ import annotations

import hashlib

from taktwin.model.nouns.plant import PlantModel


def model_hash(model: PlantModel) -> str:
    """16 hexadecimal digits; equal for models with equal values, whatever their comments and marks.

    Measured times count with their values, not only with the name of their file.
    """
    text = model.model_dump_json(by_alias=True, context={"times": True})
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
