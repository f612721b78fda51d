"""Which line makes the parts of which family, of those that come in sequence."""

from __future__ import annotations

from taktwin.model.families.sequenced import line_of
from taktwin.model.nouns.plant import PlantModel


def families_by_line(model: PlantModel) -> dict[str, str]:
    """Line, by its name in its shop -> part family; empty for a plant without a supplier park."""
    families = model.supply.families if model.supply is not None else {}
    return {line_of(name, one).rpartition(".")[2]: name for name, one in families.items() if one.sequenced is not None}
