"""The register of kinds of claims: a new kind is a file in `kinds` and a row here."""

from __future__ import annotations

from types import ModuleType
from typing import cast

from taktwin.analysis.claims.claim import Kind
from taktwin.analysis.claims.kinds import (
    annual,
    battery,
    capacity,
    conversion,
    efficiency,
    figure,
    growth,
    limits,
    load,
    mass,
    money,
    noise,
    oee,
    parts,
    per_car,
    product,
    pv,
    reach,
    scenarios,
    share,
    takt,
    total,
    workload,
    yearly,
)
from taktwin.analysis.claims.kinds.series import years

_MODULES: tuple[ModuleType, ...] = (
    pv, takt, growth, share, conversion, per_car, yearly, parts, total, product, battery, mass, efficiency, capacity,
    money, annual, reach, oee, load, limits, workload, noise, scenarios, years, figure,
)  # fmt: skip

#: Name -> kind, in the order in which sentences are tried.
KINDS: dict[str, Kind] = {one.__name__.rpartition(".")[2]: cast(Kind, one) for one in _MODULES}
