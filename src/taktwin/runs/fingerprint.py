"""A short name of a model's content, for manifests and reports."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, replace

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.orderfile import read_orders


def model_hash(model: PlantModel) -> str:
    """16 hexadecimal digits; equal for models with equal values, whatever their comments and marks.

    Measured times and orders count with their values, not only with the name of their file.
    """
    digest = hashlib.blake2b(model.model_dump_json(by_alias=True, context={"times": True}).encode(), digest_size=8)
    for name, stream in model.orders.items():
        if stream.file is not None:
            orders = [astuple(replace(order, row=0)) for order in read_orders(model, name)[0]]
            digest.update(json.dumps([name, orders]).encode())
    if model._rules is not None:  # another rule is another plant
        digest.update(model._rules.digest.encode())
    return digest.hexdigest()
