"""Rows of bits, 64 to a word: bit p of a row belongs to place p (or to the window that begins there)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic

from taktwin.planning.sequence.kernel.jit import small_kernel

_U = np.uint64
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_ONE = np.uint64(1)


def _ones(typing: Any, word: Any) -> Any:  # noqa: ARG001
    """How many bits of a word are set (one machine instruction)."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), code


ones: Any = intrinsic(_ones)


def _lowest(typing: Any, word: Any) -> Any:  # noqa: ARG001
    """Number of the lowest bit that is set; the word must not be zero."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
        from llvmlite import ir

        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), code


lowest: Any = intrinsic(_lowest)


@small_kernel
def word_at(row, at):
    """The 64 bits of a row from place ``at`` on."""
    word = at >> 6
    shift = at & 63
    if shift == 0:
        return row[word]
    return (row[word] >> _U(shift)) | (row[word + 1] << _U(64 - shift))


@small_kernel
def first_ones(many):
    """A word with its lowest ``many`` bits set, 1 to 64."""
    return _ALL >> _U(64 - many)


@small_kernel
def bit(row, at):
    """Bit ``at`` of a row, as a number."""
    return np.int64((row[at >> 6] >> _U(at & 63)) & _ONE)


@small_kernel
def set_bit(row, at):
    """Set bit ``at`` of a row."""
    row[at >> 6] |= _ONE << _U(at & 63)


@small_kernel
def clear_bit(row, at):
    """Clear bit ``at`` of a row."""
    row[at >> 6] &= ~(_ONE << _U(at & 63))


@small_kernel
def count(row, low, high):
    """How many bits from ``low`` to ``high`` (both included) are set; 0 where the range is empty."""
    found = 0
    while low <= high:
        many = min(64, high - low + 1)
        found += ones(word_at(row, low) & first_ones(many))
        low += many
    return found


@small_kernel
def count_where(row, low, high, other, shift, wanted):
    """How many bits ``low`` to ``high`` of ``row`` are set where bit (place + shift) of ``other`` is ``wanted``."""
    found = 0
    while low <= high:
        many = min(64, high - low + 1)
        second = word_at(other, low + shift)
        if wanted == 0:
            second = ~second
        found += ones(word_at(row, low) & second & first_ones(many))
        low += many
    return found
