"""What the flow of jobs of a plant has to do with other plants: jobs that they call here, and calls of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taktwin.model.checks.ways.variants import NO_PRODUCT, PRODUCT, Choices, Variant
from taktwin.model.checks.ways.ways import LineName
from taktwin.model.nouns.line import Call


@dataclass(frozen=True)
class Begun:
    """Jobs of a line that other plants start, from a time on: ``rate`` of these, a second."""

    line: LineName
    variant: Variant
    rate: float


@dataclass(frozen=True)
class Outside:
    """The other plants, as far as the flow of jobs of one of them goes.

    ``asked``: options that they ask of jobs that come from here; ``calls``: those that they make at elements here;
    ``begun``: time (s from the start) -> the jobs that they start here from then on; None where that is not known.
    """

    asked: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    begun: Mapping[float, list[Begun]] | None = field(default_factory=dict)

    def begun_at(self, time: float) -> list[Begun]:
        """What they start here at a time."""
        past = [begin for begin in self.begun or () if begin <= time]
        return (self.begun or {})[max(past)] if past else []


#: A plant without others.
NOTHING = Outside()


def as_named_there(variant: Variant, there: Choices) -> Variant:
    """The jobs that jobs of a variant call in another plant: the same options, as far as that plant has them."""
    product = variant.options.get(PRODUCT, {}) if there.model.products else {NO_PRODUCT: 1.0}
    own = {option: variant.options[option] for option in there.options if option in variant.options}
    lacking = {o: there.shares(there.products[0], o) for o in there.options if o not in own}
    return Variant(variant.share, {PRODUCT: product, **lacking, **own})
