"""Models for the tests of the report: only what the report reads of a plant model."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

TITLES = {
    "press": ("Press shop", "冲压车间"),
    "casting": ("Casting", "压铸车间"),
    "body": ("Body shop", "焊装车间"),
    "paint": ("Paint shop", "涂装车间"),
    "assembly": ("Assembly", "总装车间"),
    "eol": ("End of line", "检测线"),
}


def cell(*parts: str) -> SimpleNamespace:
    return SimpleNamespace(makes={part: SimpleNamespace(part=part, into=None) for part in parts})


def plant_model() -> Any:
    shops = {name: SimpleNamespace(title={"en": en, "zh": zh}, cells={}) for name, (en, zh) in TITLES.items()}
    shops["press"].cells = {"press-line": cell(*(f"panel-{k:02d}" for k in range(1, 13)))}
    shops["casting"].cells = {"caster": cell("rear-floor", "front-module")}
    return SimpleNamespace(
        name="made-up",
        title={"en": "A made-up car plant <120 s>", "zh": "虚构的汽车工厂"},
        start=dt.datetime(2026, 1, 5, 6),
        shops=shops,
        parts={"seats": SimpleNamespace(title="Seats & rails")},
        products={"m9": SimpleNamespace()},
    )


def bare_model() -> Any:
    return SimpleNamespace(name="tiny", title=None, shops={}, parts={}, products={})
