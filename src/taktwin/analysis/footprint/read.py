"""An account of footprints out of its file; every fault is told with file, line and remedy."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.footprint.avoided import Avoided, avoided
from taktwin.analysis.footprint.dates import day_of, moment_of
from taktwin.analysis.footprint.emission import emission
from taktwin.analysis.footprint.ledger import RATED, Line, Part, Product
from taktwin.analysis.footprint.nouns import FactorNoun, FootprintNoun, PartNoun, QualityNoun
from taktwin.analysis.footprint.supplied import supplied
from taktwin.analysis.footprint.usephase import UsePhase, use_phase
from taktwin.model.files.nounfile import Faults, noun_of, read_noun, shown
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Share, parse_quantity

_EACH, _MASS = "each", "mass"
_DAY0 = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Account:
    """What a file says, in plain figures."""

    name: str
    noun: FootprintNoun
    period: tuple[dt.date, dt.date]
    created: dt.datetime
    valid_until: dt.datetime
    version: int
    products: tuple[Product, ...]
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    avoided: tuple[Avoided, ...]
    read: tuple[Path, ...]
    """The files that were read."""
    use: UsePhase | None = None
    """Of the products, where it is told; in no footprint."""


def read_account(path: str | Path) -> Account:
    """The account of a YAML file, with the documents of suppliers that it names, which lie beside it.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
    """
    tree, noun = read_noun(path, FootprintNoun)
    return _Reader(tree, noun, Path(path)).read()


class _Reader:
    def __init__(self, tree: Tree, noun: FootprintNoun, path: Path) -> None:
        self.tree, self.noun, self.path = tree, noun, path
        self.faults = Faults(tree)
        self.period = (_DAY0, _DAY0)
        self.products: dict[str, Product] = {}
        self.documents: list[Path] = []

    def read(self) -> Account:
        """All of it, or all that is wrong."""
        created = valid = dt.datetime.min
        with self.faults.noted(("period",)):
            self.period = (day_of(self.noun.period.begin), day_of(self.noun.period.end))
            if self.period[1] < self.period[0]:
                raise CarbonError("the period ends before it begins", "give the first day first")
        self.faults.raise_found()  # factors depend on it
        with self.faults.noted(("document",)):
            created, valid = moment_of(self.noun.document.created), moment_of(self.noun.document.valid_until)
            if valid <= created:
                raise CarbonError("the document is not valid when it is created", "give a later `valid_until`")
        version = self._version()
        self._products()
        lines = [one for at in range(len(self.noun.ledger)) if (one := self._line(at)) is not None]
        parts = [one for at in range(len(self.noun.parts)) if (one := self._part(at)) is not None]
        told = [one for at in range(len(self.noun.avoided)) if (one := self._avoided(at)) is not None]
        use = self._use()
        self._method()
        if not self.noun.ledger:
            self.faults.add(("ledger",), "the ledger has no line", "list what the plant used in the period")
        self.faults.raise_found()
        return Account(
            self.noun.name or self.path.stem,
            self.noun,
            self.period,
            created,
            valid,
            version,
            tuple(self.products.values()),
            tuple(lines),
            tuple(parts),
            tuple(told),
            (self.path, *dict.fromkeys(self.documents)),
            use,
        )

    def _version(self) -> int:
        path = ("document", "version")
        found = self.faults.number(path, self.noun.document.version, "a whole number", most=1e9)
        if found is not None and found != int(found):
            self.faults.add(path, f"expected a whole number, got {found:g}", "write for example 1")
        return int(found or 0)

    def _products(self) -> None:
        if not self.noun.products:
            self.faults.add(("products",), "there is no product", "add `m7: {ids: [...], made: 60000, mass: 2.3 t}`")
        for key, given in self.noun.products.items():
            made = self.faults.number(("products", key, "made"), given.made, "how many were made", most=1e12)
            if made == 0:
                self.faults.add(("products", key, "made"), "none was made", "leave the product out")
            if not given.ids or not all(one.strip() for one in given.ids):
                self.faults.add(("products", key, "ids"), "a product needs an identifier", "add `ids: [urn:...]`")
            if given.mass.value <= 0:
                self.faults.add(("products", key, "mass"), "a product has a mass", "write for example 2.3 t")
            name = given.name or key
            ids, classes = tuple(dict.fromkeys(given.ids)), tuple(dict.fromkeys(given.classes))
            product = Product(key, name, ids, made or 1.0, given.mass.value, given.description, classes)
            self.products[key] = product
        if not self.noun.company.ids or not self.noun.company.name.strip():
            self.faults.add(("company",), "a company needs a name and an identifier", "add `name` and `ids`")

    def _line(self, at: int) -> Line | None:
        given, path = self.noun.ledger[at], ("ledger", at)
        by = given.share_by if isinstance(given.share_by, str) else "weights"
        primary = given.primary.value if given.primary is not None else 0.0
        before = len(self.faults.problems)
        weights = self._weights((*path, "share_by"), given.share_by)
        factor = self._factor((*path, "factor"), given.factor)
        quality = self._quality((*path, "quality"), given.quality)
        with self.faults.noted(path):
            if len(self.faults.problems) == before:
                kg, amount, used = emission(given.medium, given.amount, factor, given.source, self.period)
                place = self._place(path)
                return Line(given.what, given.medium, amount.text, kg, used, weights, by, primary, quality, place)
        return None

    def _weights(self, path: Path_, given: Any) -> dict[str, float]:
        """Product -> weight: pieces made, their mass, or what is given."""
        if given == _EACH:
            return {key: one.made for key, one in self.products.items()}
        if given == _MASS:
            return {key: one.made * one.mass_kg for key, one in self.products.items()}
        if isinstance(given, str) and given in self.products:
            return {given: 1.0}
        if not isinstance(given, dict) or not given:
            words = (_EACH, _MASS, *self.products)
            remedy = suggest(given, words) if isinstance(given, str) else "write `each`, `mass` or {m7: 60, m5: 40}"
            self.faults.add(path, f"expected how products share the line, got {shown(given)}", remedy)
            return {}
        found: dict[str, float] = {}
        for key, value in given.items():
            if key not in self.products:
                self.faults.add((*path, key), f'there is no product "{key}"', suggest(str(key), self.products))
                continue
            weight = self.faults.number((*path, key), value, "a weight", most=1e15)
            found[key] = weight or 0.0
        if found and not math.fsum(found.values()):
            self.faults.add(path, "the weights are all 0", "give a weight above 0 to one product")
            return {}
        return found

    def _factor(self, path: Path_, given: Any) -> FactorNoun | Any:
        if not isinstance(given, dict):
            return given
        with self.faults.noted(path):
            return noun_of(self.tree.sub(path), FactorNoun)
        return None

    def _part(self, at: int) -> Part | None:
        given, path = self.noun.parts[at], ("parts", at)
        if given.product not in self.products:
            self.faults.add(
                (*path, "in"), f'there is no product "{given.product}"', suggest(given.product, self.products)
            )
        count = self.faults.number((*path, "count"), given.count, "how many", most=1e9)
        quality = self._quality((*path, "quality"), given.quality)
        if (given.footprint is None) == (given.document is None):
            message = "a part has either a footprint or a document of its supplier"
            self.faults.add(path, message, "give `footprint: 812 kg` with its source, or `document: FILE.json`")
            return None
        if given.document is not None:
            return self._documented(given, path, count or 0.0, quality)
        with self.faults.noted(path):
            kg = parse_quantity(given.footprint, "mass").value
            if not given.source.strip():
                raise CarbonError(f'the footprint of "{given.part}" has no source', "add `source: ...`")
            primary = given.primary.value if given.primary is not None else 0.0
            place = self._place(path)
            amount = count or 0.0
            return Part(given.part, given.product, amount, amount * kg, given.source, primary, quality, place=place)
        return None

    def _documented(self, given: PartNoun, path: Path_, count: float, quality: dict[str, float]) -> Part | None:
        file = self.path.parent / str(given.document)
        if not file.is_file():
            self.faults.add((*path, "document"), f"there is no file '{file}'", "name a document beside this file")
            return None
        with self.faults.noted((*path, "document")):
            try:
                found = supplied(file)
            except OSError as error:
                raise CarbonError(f"{file} cannot be read ({error.strerror})", "check the file") from None
            self.documents.append(file)
            primary = given.primary.value if given.primary is not None else found.primary or 0.0
            return Part(
                given.part,
                given.product,
                count,
                count * found.kg,
                f"{found.source}, for each {found.unit}",
                primary,
                quality or found.quality,
                count * found.uptake_kg,
                self._place(path),
            )
        return None

    def _avoided(self, at: int) -> Avoided | None:
        given, path = self.noun.avoided[at], ("avoided", at)
        before = len(self.faults.problems)
        factor = self._factor((*path, "factor"), given.factor)
        with self.faults.noted(path):
            if len(self.faults.problems) == before:
                return avoided(given, factor)
        return None

    def _use(self) -> UsePhase | None:
        given, path = self.noun.use, ("use",)
        if given is None:
            return None
        before = len(self.faults.problems)
        factor = self._factor((*path, "electricity"), given.electricity)
        with self.faults.noted(path):
            if len(self.faults.problems) == before:
                return use_phase(given, factor, self.path.parent)
        return None

    def _quality(self, path: Path_, given: QualityNoun | None) -> dict[str, float]:
        found = {}
        for name in RATED if given is not None else ():
            value = getattr(given, name)
            rating = None if value is None else self.faults.number((*path, name), value, "a rating", 1.0, 5.0)
            if rating is not None:
                found[name] = rating
        return found

    def _method(self) -> None:
        method = self.noun.method
        if not method.standards:
            self.faults.add(("method", "standards"), "no standard is named", "write for example [ISO 14067]")
        share: Share = method.exempted.share
        if share.value > 0.1:
            message = f"{share.value:.3g} of the emissions are left out, at most 10 % may be"
            self.faults.add(("method", "exempted", "share"), message, "take more of them into the ledger")

    def _place(self, path: Path_) -> str:
        file, line = self.tree.origin(path)
        return f"{Path(file).name}:{line}"
