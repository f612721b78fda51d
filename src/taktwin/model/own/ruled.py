"""A plant with rules of one's own."""

from __future__ import annotations

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.own.file import Given, OwnRules, own_rules


def with_rules(model: PlantModel, rules: Given | OwnRules | None) -> PlantModel:
    """The same model, in which these rules decide; with None as it is. Raises `RuleError`."""
    if rules is None:
        return model
    ruled = model.model_copy()
    ruled._rules = own_rules(rules)
    return ruled
