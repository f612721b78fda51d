"""Orders of a variant in the order of their keys: a binary heap in a part of one array."""

from __future__ import annotations

from taktwin.planning.orders.kernel.jit import kernel, small_kernel


@small_kernel
def _before(i, j, key):
    """Whether order i goes before order j; of equal keys the one that stands first in the book."""
    return key[i] < key[j] or (key[i] == key[j] and i < j)


@kernel
def push(heap, start, size, i, key):
    """Put order i into the heap of `size` orders that begins at `start`; the caller counts it."""
    place = size
    while place > 0:
        parent = (place - 1) // 2
        if not _before(i, heap[start + parent], key):
            break
        heap[start + place] = heap[start + parent]
        place = parent
    heap[start + place] = i


@kernel
def pop(heap, start, size, key):
    """Take the first order out of the heap of `size` orders that begins at `start`, and return it."""
    first = heap[start]
    last = heap[start + size - 1]
    left = size - 1
    place = 0
    while True:
        child = 2 * place + 1
        if child >= left:
            break
        if child + 1 < left and _before(heap[start + child + 1], heap[start + child], key):
            child += 1
        if not _before(heap[start + child], last, key):
            break
        heap[start + place] = heap[start + child]
        place = child
    heap[start + place] = last
    return first
