"""One language of the report: texts, names and numbers as a person writes them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taktwin.analysis.elements.figures import split
from taktwin.analysis.kpi import whose_kpi
from taktwin.model.phrase import filled
from taktwin.report.phrases import said
from taktwin.report.texts import LANGUAGES, TEXTS


@dataclass(frozen=True)
class Words:
    """Looks up texts and names in one language; `makes_cars` chooses between "car" and "job".

    `copies`: shop that stands several times -> its name in the model file, and the number of the copy.
    """

    language: str
    makes_cars: bool
    shop_titles: dict[str, str]
    part_titles: dict[str, str]
    copies: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled; {jobs} and {job} need not be given."""
        text = TEXTS[key][LANGUAGES.index(self.language)]
        if "{" not in text:
            return text
        given = {"jobs": self.jobs, "job": self.job, **values}
        return text.format(**given) if self.language == "en" else filled(text, given)

    @property
    def jobs(self) -> str:
        """What the plant makes, in the plural."""
        return self("cars" if self.makes_cars else "jobs")

    @property
    def job(self) -> str:
        """What the plant makes, one of it."""
        return self("a_car" if self.makes_cars else "a_job")

    def of(self, key: str) -> str:
        """The text of a key that has a `_car` and a `_job` form."""
        return self(f"{key}_{'car' if self.makes_cars else 'job'}")

    def said(self, sentence: str) -> str:
        """A sentence of a room below in this language; what is none stays as it is."""
        return said(sentence, self.language)

    def known(self, key: str) -> str:
        """The text of a key, or the key itself as words: for names that a model may invent, such as media."""
        return self(key) if key in TEXTS else key.replace("_", " ")

    def kpi(self, name: str) -> str:
        """Title of a KPI, behind the plant whose it is where a model has several; or of a figure of an element."""
        if (pair := split(name)) is not None:
            return self("figure", element=pair[0], figure=self(f"figure_{pair[1]}"))
        plant, plain = whose_kpi(name)
        title = self(f"kpi_{plain}")
        return title if plant is None else self("plants_kpi", plant=plant, kpi=title)

    def unit(self, unit: str) -> str:
        """The unit of a KPI, or of a figure of an element; one that is a sign (kWh) is the same in all languages."""
        key = f"unit_of_{unit.replace('/', '_')}"
        return self(key) if key in TEXTS else unit

    def shop(self, name: str | None) -> str:
        """The shop's title in this language."""
        if name is None:
            return self("no_shop")
        if name in self.copies:
            plain, number = self.copies[name]
            return f"{self.shop_titles.get(plain, plain)} {number}"
        return self.shop_titles.get(name, name)

    def shops(self, names: Sequence[str]) -> str:
        """Titles of shops in a row, equal shops of several streams once."""
        plain = dict.fromkeys(self.copies[name][0] if name in self.copies else name for name in names)
        return self("comma").join(self.shop(name) for name in plain)

    def part(self, name: str) -> str:
        """The part's title in this language."""
        return self.part_titles.get(name, name)

    def point(self, name: str) -> str:
        """A shop, or line off."""
        return self("line_off") if name == "line off" else self.shop(name)

    def days(self, value: float) -> str:
        """A number of days, such as `0.75 days`."""
        text = number(value)
        return self("day" if value == 1 else "days", n=text.rstrip("0").rstrip(".") if "." in text else text)

    def duration(self, seconds: float, digits: int = 2) -> str:
        """A duration in the unit that a person would choose."""
        for key, size in (("unit_d", 86400.0), ("unit_h", 3600.0), ("unit_min", 60.0)):
            if seconds >= 2 * size:
                return self(key, n=number(seconds / size, digits))
        return self("unit_s", n=number(seconds, digits))


def number(value: float | None, digits: int = 3) -> str:
    """A number with at least so many significant digits (`1,234`, `30.2`, `30`, `0.0123`); a dash for none."""
    if value is None or math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    if abs(value - round(value)) < 1e-9:
        return f"{round(value):,}"
    decimals = max(0, min(6, digits - 1 - math.floor(math.log10(abs(float(f"{value:.{digits}g}"))))))
    return f"{value:,.{decimals}f}"


def percent(share: float | None, decimals: int = 1) -> str:
    """A share as a percentage (`93.1 %`, not broken at the space)."""
    if share is None or math.isnan(share):
        return "–"
    return f"{round(100 * share, decimals) + 0.0:.{decimals}f}\u00a0%"  # + 0.0: no -0.0


def title_of(noun: Any, name: str, language: str) -> str:
    """Title of a noun of the model in a language: its text, or the entry of {en, zh}, or else its name."""
    title = getattr(noun, "title", None)
    if isinstance(title, dict):
        title = title.get(language) or title.get("en") or next(iter(title.values()), None)
    return str(title) if title else name
