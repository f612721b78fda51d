"""Order streams: which jobs are released, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, PrivateAttr, Tag, field_validator, model_validator

from taktwin.model.nouns.sequencing import SequenceRules
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.noun import Named, Noun, default, problem
from taktwin.model.values.quantity import Count, Duration, Quantity, Share, parse_quantity


class MixPeriod(Noun):
    """The mix from a time on, until the next period begins."""

    from_: Duration = Field(
        default_factory=default(0, "duration"),
        alias="from",
        description="Time after the start at which this mix begins.",
    )
    shares: Named[Share] = Field(description="Product -> share of the jobs; the shares sum to 1.")


def _as_periods(value: dict[str, Quantity] | list[MixPeriod]) -> list[MixPeriod]:
    return [MixPeriod(shares=value)] if isinstance(value, dict) else value


if TYPE_CHECKING:
    Mix = list[MixPeriod]
else:
    #: ``{product: share}`` or a list of `MixPeriod`; always a list of periods in Python.
    Mix = Annotated[
        Annotated[Named[Share], Tag("<map>")] | Annotated[list[MixPeriod], Tag("<list>")],
        Discriminator(lambda value: "<map>" if isinstance(value, Mapping) else "<list>"),
        AfterValidator(_as_periods),
    ]


_ROUNDING = 1e-6
#: Batches of orders are of so many jobs at most.
MOST_AT_ONCE = 10_000

if TYPE_CHECKING:
    Batch = dict[str, Quantity]
else:
    #: A number of jobs, or ``{number: share}``; always the shares in Python.
    Batch = Annotated[
        Annotated[Named[Share], Tag("<map>")] | Annotated[Count, Tag("<count>")],
        Discriminator(lambda value: "<map>" if isinstance(value, Mapping) else "<count>"),
        AfterValidator(lambda value: value if isinstance(value, dict) else {value.text: parse_quantity("1", "share")}),
    ]


class OrderStream(Noun):
    """A stream of orders: from a mix, or from a file in its order. A plant without products needs neither."""

    mix: Mix | None = Field(
        default=None, description="Product -> share of the jobs, or a list of periods with their shares."
    )
    file: str | None = Field(
        default=None,
        description="CSV file, or a sheet of a workbook (`orders.xlsx#Week 2`), with a column `product`, one for each "
        "option, and optionally `release` and `due` (s or a time from the start of the plant, or a date and time), "
        "`ident` (the car's own name), `customer`, `quantity` (so many equal jobs), `earliest` and `latest` (positions "
        "of the day, from 1, between which a sequence must have the car). What it leaves out of an option is the first "
        "value that the product can have.",
    )
    interval: TimeDistribution | None = Field(
        default=None,
        description="Time between two releases. Without it a job is released whenever the first element has room.",
    )
    calendar: str | None = Field(
        default=None, description="Shift calendar in whose shifts the `interval` runs; default all the time."
    )
    batch: Batch | None = Field(
        default=None,
        description="How many jobs are released at once: a number, or a share for each number, such as `{2: 30 %, 6: "
        "70 %}`; default 1.",
    )
    quantity: Count | None = Field(
        default=None, description="How many jobs are released in all; without it there is no end."
    )
    sequence: SequenceRules | None = Field(
        default=None, description="The day of this stream that is put in sequence, and by what rules."
    )

    #: Orders that take the place of the file's (a run with a sequence), as `orderfile.Order`.
    _given: tuple[Any, ...] | None = PrivateAttr(default=None)

    @property
    def batch_shares(self) -> dict[int, float]:
        """Number of jobs that are released at once -> share of the releases."""
        return {int(parse_quantity(size, "count").value): share.value for size, share in (self.batch or {}).items()}

    @property
    def mean_batch(self) -> float:
        """Mean number of jobs that are released at once."""
        return sum(size * share for size, share in self.batch_shares.items()) if self.batch is not None else 1.0

    @field_validator("batch")
    @classmethod
    def _sizes(cls, value: dict[str, Quantity] | None) -> dict[str, Quantity] | None:
        for size in value or {}:
            try:
                number = parse_quantity(size, "count").value
            except QuantityError as error:
                raise problem(Phrase("expected a number of jobs, got {size}", size=size), error.remedy) from None
            if not 1 <= number <= MOST_AT_ONCE:
                raise problem(
                    Phrase("a batch has 1 to {most_at_once} jobs, got {size}", most_at_once=MOST_AT_ONCE, size=size),
                    Phrase("correct the number"),
                )
        if value is not None and abs(sum(share.value for share in value.values()) - 1.0) > _ROUNDING:
            total = sum(share.value for share in value.values())
            raise problem(
                Phrase("the shares of `batch` sum to {value:.6g} %", value=total * 100),
                Phrase("change them so that they sum to 100 %"),
            )
        return value

    @model_validator(mode="after")
    def _one_origin(self) -> OrderStream:
        if self.mix is not None and self.file is not None:
            raise problem(
                Phrase("an order stream has a mix or a file, got both"), Phrase("keep one of `mix` and `file`")
            )
        if self.batch is not None and self.interval is None:
            raise problem(
                Phrase("jobs that are released whenever there is room come one by one, so `batch` says nothing"),
                Phrase("give the time between two releases: `interval: TIME`"),
            )
        return self
