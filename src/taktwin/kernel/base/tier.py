"""Two tiers of the engine: the whole one, and a plain one that knows only what most plants of a first day use.

A chain of the plain tier goes on in fewer kinds, so less is compiled, in half the time. Which tier a kernel function is
compiled for is told by the type of the world record alone, which all of them take.
An `entry_kernel` of the plain tier therefore begins with ``plain(world[0])``, and all below it is the same text.
"""

from __future__ import annotations

from typing import Any

import numba
from numba import types
from numba.core.datamodel.models import RecordModel
from numba.extending import intrinsic, register_model

from taktwin.kernel.base import state as k


class PlainRecord(types.Record):
    """The world record in the plain tier: with one field more, which nobody reads and which takes no room of its own.

    So Numba takes it for another type, and lets neither stand for the other.
    """

    def __init__(self, record: Any) -> None:
        fields = [(name, field._asdict()) for name, field in record.fields.items()]
        last = fields[-1][1]
        super().__init__([*fields, ("plain", last)], record.size, record.aligned)

    def can_convert_to(self, typingctx: Any, other: Any) -> None:
        """To no other record."""


register_model(PlainRecord)(RecordModel)

_PLAIN = PlainRecord(numba.from_dtype(k.WORLD))


def _plain(context: Any, s: Any) -> Any:
    """The world record, from here on in the plain tier."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return args[0]

    return _PLAIN(s), generate


plain: Any = intrinsic(_plain)


def is_plain(world: Any) -> bool:
    """Whether a type is that of the world record in the plain tier."""
    return isinstance(world, PlainRecord)
