"""The picture of a model: planned, placed, drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import plants_of
from taktwin.report.picture.diagram import Diagram
from taktwin.report.picture.maps import Map
from taktwin.report.picture.plan import MOST, plan
from taktwin.report.picture.shown import Shown
from taktwin.report.picture.svg import svg
from taktwin.report.shell.words import Words, number, title_of
from taktwin.report.texts import LANGUAGES

Figures = Callable[[Diagram], Mapping[str, Shown]]


def picture(model: PlantModel, language: str = "en", most: int = MOST, figures: Figures | None = None) -> str:
    """The picture of a checked model as SVG text; the same model gives the same text.

    Args:
        model: as it is written, one plant or several.
        language: of its texts, `en` or `zh`.
        most: boxes above which more is folded.
        figures: gives what is shown of a run for the boxes of the diagram.

    Raises:
        ValueError: unknown language.
    """
    if language not in LANGUAGES:
        raise ValueError(f'unknown language "{language}": choose one of {", ".join(LANGUAGES)}')
    words = words_of(model, language)
    diagram = plan(model, words, most)
    return svg(diagram, words, _maps(model, words), None if figures is None else figures(diagram))


def words_of(model: PlantModel, language: str) -> Words:
    """The texts of a picture, with the titles of the parts."""
    views = plants_of(model).values()
    parts = {name: title_of(part, name, language) for view in views for name, part in view.parts.items()}
    cars = any(view.products for view in views)
    return Words(language, cars, {}, parts)


def _maps(model: PlantModel, words: Words) -> list[Map]:
    """Guide paths with the fleets that drive on them."""
    found = []
    for view in plants_of(model).values():
        for name, path in view.paths.items():
            fleets = [(one, fleet) for one, fleet in view.fleets.items() if fleet.paths == name]
            text = words("comma").join(
                words("pic_times", n=number(fleet.count.value), time=one) for one, fleet in fleets
            )
            found.append(Map(words("pic_path", name=name, fleets=text or "–"), path))
    return found
