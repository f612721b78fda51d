"""The picture of the plant with the figures of the run."""

from collections.abc import Sequence

from taktwin.analysis.bottleneck import Bottleneck
from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.bottleneck.study import BottleneckStudy
from taktwin.report.facts import Facts
from taktwin.report.picture.draw import picture, words_of
from taktwin.report.picture.shown import shown_of
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words


def plant_picture(facts: Facts, words: Words) -> Section | None:
    """The section; None for results whose model is not at hand."""
    if not isinstance(facts.model, PlantModel):
        return None
    return _section(facts.results, facts.model, facts.ranking, facts.study, words.language)


def whole_picture(
    results: Sequence[RunTables], model: PlantModel, study: BottleneckStudy | None, language: str
) -> Section:
    """The section with all plants of a model, and the lanes between them. None of them is marked as the busiest."""
    return _section(results, model, (), study, language)


def _section(
    results: Sequence[RunTables],
    model: PlantModel,
    ranking: Sequence[Bottleneck],
    study: BottleneckStudy | None,
    language: str,
) -> Section:
    words = words_of(model, language)
    section = Section("picture", words("pic_title"))
    section.drawing(picture(model, language, figures=shown_of(results, ranking, study, words)))
    section.note(words("pic_note"))
    return section
