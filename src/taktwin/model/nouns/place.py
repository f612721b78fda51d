"""What all elements of a flow share: a name, a point where passages are noted, a position for drawings."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from taktwin.model.nouns.merge import Merge
from taktwin.model.values.noun import Coordinate, Noun


class Place(Noun):
    """What all elements of a flow share."""

    kind: ClassVar[str]
    one_leaves: ClassVar[bool] = False
    """Whether only one of its jobs at a time can go on, however many it holds."""

    point: str | None = Field(
        default=None, description="Name of the point at which the entry of each job into this element is noted."
    )
    merge: Merge | None = Field(
        default=None,
        description="Whose jobs go first where several lines or elements lead here; default: the longest ready.",
    )
    in_sequence: bool = Field(
        default=False,
        description="It takes jobs in the order in which their order stream released them: who has overtaken waits "
        "until those before it have come in, or have left the plant.",
    )
    position: list[Coordinate] | None = Field(
        default=None, min_length=2, max_length=2, description="Position [x, y] in metres, for drawings only."
    )
