"""Footprints of a file: the plant, its products, whether the books close, and what is said to be avoided."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.analysis.footprint.ledger import Books, Footprint, Line, books, footprint
from taktwin.analysis.footprint.read import Account, read_account
from taktwin.model.errors import OptionError
from taktwin.model.values.nearest import suggest


@dataclass(frozen=True)
class FootprintStudy:
    """What was found.

    Attributes:
        account: the figures of the file.
        footprints: of each product.
        books: what the plant emitted, and what the products bear of it.
    """

    account: Account
    footprints: tuple[Footprint, ...]
    books: Books

    def of(self, product: str) -> Footprint:
        """The footprint of one product.

        Raises:
            OptionError: there is no such product.
        """
        for one in self.footprints:
            if one.product.key == product:
                return one
        keys = [one.product.key for one in self.footprints]
        raise OptionError(f'there is no product "{product}"', suggest(product, keys), "product")

    def as_dict(self) -> dict[str, Any]:
        """The figures, for JSON; masses in kg."""
        begin, end = self.account.period
        return {
            "name": self.account.name,
            "from": begin.isoformat(),
            "to": end.isoformat(),
            "plant_kg_co2e": self.books.plant_kg,
            "shared_kg_co2e": self.books.shared_kg,
            "relative_difference": self.books.off,
            "ledger": [_line(one) for one in self.account.lines],
            "products": [one.as_dict() for one in self.footprints],
            "avoided_apart": [one.as_dict() for one in self.account.avoided],
        }


def _line(one: Line) -> dict[str, Any]:
    return {
        "what": one.what,
        "medium": one.medium,
        "amount": one.amount,
        "factor": one.factor.text,
        "source": one.factor.source,
        "sure": one.factor.sure,
        "shared_by": one.shared_by,
        "kg_co2e": one.kg,
        "place": one.place,
    }


def study_footprint(source: str | Path | Account) -> FootprintStudy:
    """The footprints of the products of a file.

    Args:
        source: the file, or what `read_account` made of it.

    Raises:
        ModelError: the file cannot be used.

    Example:
        ``study_footprint("plant.yaml").of("m7").kg``
    """
    account = source if isinstance(source, Account) else read_account(source)
    found = tuple(footprint(one, account.lines, account.parts) for one in account.products)
    return FootprintStudy(account, found, books(account.lines, found))
