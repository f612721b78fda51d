"""What is known of the things that move: their kind, order, stream, own name, and the options that colour them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import polars as pl

from taktwin.kernel.lowering.program import Program
from taktwin.web.scene.scene import Scene
from taktwin.web.scene.stays import Thing
from taktwin.web.scene.vehicles import Mover

#: Kinds of things by number. A part is a job that was called for another, and will be fitted to it.
KINDS = ("job", "part", "vehicle", "truck", "carrier")
NO_CODE = 255


class ThingTable:
    """All things of a replay by number: jobs first, then movers."""

    def __init__(self, scene: Scene, things: Sequence[Thing], movers: Sequence[Mover], jobs: pl.DataFrame) -> None:
        self.things, self.movers, self.scene = things, movers, scene
        self.options = list(scene.options)
        self._told = {(row["stream"], row["order_number"]): row for row in jobs.iter_rows(named=True)}
        self._codes = [{value: code for code, value in enumerate(values)} for values in scene.options.values()]

    def row(self, thing: int) -> dict[str, Any]:
        """One thing."""
        if thing >= len(self.things):
            mover = self.movers[thing - len(self.things)]
            return {"kind": KINDS.index(mover.kind), "name": mover.name, "load": mover.load, "order": -1}
        one = self.things[thing]
        known = self._told.get((one.stream or "", one.order), {})
        codes = zip(self.options, self._codes, strict=True)
        return {
            "kind": 0 if one.main else 1, "order": one.order, "stream": one.stream or "",
            "name": known.get("ident") or "", "load": "",
            "options": [code.get(str(known.get(name)), NO_CODE) for name, code in codes],
        }  # fmt: skip

    def rows(self, things: np.ndarray) -> dict[str, Any]:
        """Some things, as columns for JSON."""
        found = [self.row(int(thing)) for thing in things]
        none = [NO_CODE] * len(self.options)
        return {
            "id": things.tolist(),
            "kind": [one["kind"] for one in found],
            "order": [one["order"] for one in found],
            "stream": [one.get("stream", "") for one in found],
            "name": [one["name"] for one in found],
            "load": [one["load"] for one in found],
            "options": [one.get("options", none) for one in found],
        }

    def find(self, asked: str) -> list[dict[str, Any]]:
        """Jobs by their order number, by STREAM/NUMBER, or by the car's own name (its VIN); those of orders first."""
        stream, _, number = asked.strip().rpartition("/")
        named = {key for key, row in self._told.items() if row.get("ident") and row["ident"] == asked.strip()}
        found = [
            {"thing": thing, "order": one.order, "stream": one.stream or "", "main": one.main,
             "begin": one.stays[0][1], "end": one.stays[-1][2] if math.isfinite(one.stays[-1][2]) else None}
            for thing, one in enumerate(self.things)
            if (number.isascii() and number.isdigit() and one.order == int(number) and stream in ("", one.stream))
            or ((one.stream or "", one.order) in named)
        ]  # fmt: skip
        return sorted(found, key=lambda one: (not one["main"], one["begin"]))[:200]


def option_codes(scene: Scene, program: Program) -> Callable[[str, Sequence[int]], list[int]]:
    """A function (order stream, values of a job by the numbers of its plant) -> codes of the options of a scene."""
    codes = [{value: code for code, value in enumerate(values)} for values in scene.options.values()]

    def told(stream: str, values: Sequence[int]) -> list[int]:
        if not stream or not values:
            return [NO_CODE] * len(codes)
        plant = program.options.of("orders", stream)
        known = {
            name: texts[value] if 0 <= value < len(texts) else ""
            for name, texts, value in zip(plant.names, plant.values, values, strict=False)
        }
        return [code.get(known.get(name, ""), NO_CODE) for name, code in zip(scene.options, codes, strict=True)]

    return told
