"""A model with all that it says in short spelt out: what the engine is made from."""

from __future__ import annotations

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.copies import spell_copies
from taktwin.model.spelt.join import join
from taktwin.model.spelt.linecopies import spell_lines
from taktwin.model.spelt.passing import without_passed
from taktwin.model.spelt.views import plants_of


def expand(model: PlantModel) -> PlantModel:
    """The same model as one plant of single stations: counts, copies and plants are spelt out, empty buffers left out.

    Counts and copies: see `spell_copies`. Of several plants, all names begin with that of the plant and a dot, but
    those of what is shared (see `join`). The model must have passed `check_model`; several plants that are spelt out
    already stay as they are.
    """
    if model._spelt.plants:
        return model
    if not model.plants:
        return spell_copies(spell_lines(without_passed(model)))
    return join(
        model, {name: spell_copies(spell_lines(without_passed(view))) for name, view in plants_of(model).items()}
    )
