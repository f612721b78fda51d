"""Plants without chance: all times constant and whole, no shares of any kind, so that a run is exact."""

from __future__ import annotations

import re
from typing import Any

from taktwin.model.values.distribution import SPELLINGS, parse_distribution

_DISTRIBUTION = re.compile(rf"({'|'.join(SPELLINGS)})\(")


def without_chance(value: Any) -> Any:
    """The same plain data with each distribution replaced by its mean, in whole seconds, and without random routes."""
    if isinstance(value, dict):
        kept = {key: without_chance(one) for key, one in value.items() if key not in ("scrap", "routes")}
        if "conveyor" in kept:  # the default may be no whole number of seconds
            kept.setdefault("spacing", "4 s")
        if isinstance(kept.get("lines"), dict):  # a rework line to which nothing leads any more
            kept["lines"] = {name: line for name, line in kept["lines"].items() if not name.startswith("rework")}
        if "shops" in kept:  # a state does not say where operators are: enough of them are everywhere
            pools = kept.get("operators", {})
            kept["operators"] = {name: {**pool, "count": 60, "walk": "0 s"} for name, pool in pools.items()}
        return kept
    if isinstance(value, list):
        return [without_chance(one) for one in value]
    if isinstance(value, str) and _DISTRIBUTION.match(value):
        return f"{max(1, round(parse_distribution(value).mean))} s"
    return value
