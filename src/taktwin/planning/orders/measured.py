"""Plants of a book that have a model of their own: each is run with the cars of the book."""

from __future__ import annotations

from taktwin.planning.orders.file.read import OrderBookFile
from taktwin.planning.orders.inplant import TrueCapacity, plant_orders, true_capacity


def measure(read: OrderBookFile) -> list[TrueCapacity]:
    """What the plants of a file with `simulated` truly make.

    Each is run with the cars that the book has it start in its first weeks, over and over, three times.

    Raises:
        ModelError: a model cannot be used, or does not know a product or a variant.
        SimulationError: it cannot be run on.
    """
    found = []
    for name, noun in read.simulated.items():
        beside = read.read[0].parent / noun.model
        model = beside if beside.is_file() else noun.model
        orders = plant_orders(read.book, read.products, name, 4.0)
        days, warmup = noun.days.value / 86400.0, noun.warmup.value / 86400.0
        lines = max(1, int(noun.lines.value))
        found.append(true_capacity(read.book, name, model, orders, days, warmup, lines))
    return found
