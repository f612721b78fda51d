"""How a printed figure would come out: conditions with their ranges, each tagged with where its numbers come from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from taktwin.analysis.claims.finding import Way, percent
from taktwin.model.phrase import Phrase


@cache
def known() -> dict[str, Any]:
    """The ranges of ``library/claims/reproduction.yaml``."""
    from ruamel.yaml import YAML

    text = (files("taktwin.library.claims") / "reproduction.yaml").read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


def span(low: float, high: float) -> Phrase:
    """A range of shares."""
    return Phrase("{least} to {most}", least=percent(low), most=percent(high))


def meets(low: float, high: float, first: float, last: float) -> bool:
    """Whether two ranges have a point in common."""
    return low <= last and first <= high


def of_fuel(low: float, high: float, new: float, old: float | None) -> tuple[Way, ...]:
    """How fuel falls by a share.

    Args:
        low: least share.
        high: largest share.
        new: efficiency of the engine now.
        old: of the one before; None where it is not told.
    """
    found = []
    if old is None:
        text = Phrase(
            "the engine before had {range} and was driven alike", range=span(new * (1 - high), new * (1 - low))
        )
        found.append(Way(text, True, "derived", "fuel is proportional to 1 / efficiency"))
    else:
        rest = [1 - (1 - share) * new / old for share in (low, high)]
        text = Phrase("the way of driving gives {range} besides", range=span(max(rest[0], 0.0), max(rest[1], 0.0)))
        found.append(Way(text, rest[1] <= known()["control"][0]["high"], "derived", "1 - (1 - saving) new / old"))
    words = {
        "load_following": Phrase("the engine followed the load before"),
        "thermostat": Phrase("it was switched on and off at its best point before"),
        "best": Phrase("is driven at the optimum now"),
        "adaptive": Phrase("is driven adaptively now"),
    }
    for row in known()["control"]:
        text = Phrase(
            "{before} and {after}, the same engine: {range}",
            before=words[row["before"]],
            after=words[row["after"]],
            range=span(row["low"], row["high"]),
        )
        found.append(Way(text, meets(low, high, row["low"], row["high"]), row["tag"], _ours()))
    for row in known()["both"] if old is None and abs(new - 0.448) < 1e-3 else ():
        text = Phrase(
            "{before} and {after}, the engine before had 41 %: {range}",
            before=words[row["before"]],
            after=words[row["after"]],
            range=span(row["low"], row["high"]),
        )
        found.append(Way(text, meets(low, high, row["low"], row["high"]), row["tag"], _ours()))
    return tuple(found)


def of_mass(low: float, high: float, saved: float, car: float) -> tuple[Way, ...]:
    """How driving energy falls by a share, of a car of so many kg that is `saved` kg lighter.

    No slope saves a larger share of the energy than of the mass.
    """
    base = known()["base"]
    names = {
        "own": Phrase("recuperation as in our model"),
        "poor": Phrase("poor recuperation"),
        "weiss": Phrase("the mean of cars on sale"),
        "del_pero": Phrase("the range of published slopes"),
    }
    found = []
    for row in known()["slopes"]:
        need = [share * base[end] / row[of] * 100 for share, end, of in ((low, "low", "high"), (high, "high", "low"))]
        need = [max(need[0], low * car), max(need[1], high * car)]
        inside = need[0] <= saved <= need[1]
        text = Phrase(
            "the car is {low} to {high} kg lighter, {how} ({slope} kWh/100 km for 100 kg, of {base})"
            if inside
            else "{saved} kg, where it takes {low} to {high} kg, {how} ({slope} kWh/100 km for 100 kg, of {base})",
            saved=f"{saved:,.0f}",
            low=f"{need[0]:,.0f}",
            high=f"{need[1]:,.0f}",
            how=names[row["name"]],
            slope=f"{row['low']:g}-{row['high']:g}",
            base=f"{base['low']:g}-{base['high']:g}",
        )
        found.append(Way(text, inside, row["tag"], row["source"]))
    return tuple(found)


def of_time_heard(less: float) -> tuple[Way, ...]:
    """How an engine is heard so much less often: by a cap on its power, at what fuel, and whether the charge holds."""
    found = []
    for row in known()["heard"]:
        before, fuel = row["before"], row["fuel"]
        text = Phrase(
            "the engine (level {level} dB) was heard {before} of the time and a cap holds it below {after}: fuel {low} "
            "to {high}, {charge}",
            level=f"{row['level']:+d}",
            before=span(*before),
            after=percent(before[1] * (1 - less)),
            low=f"{100 * fuel[0]:+.1f} %",
            high=f"{100 * fuel[1]:+.1f} %",
            charge=Phrase("the charge holds") if row["held"] else Phrase("the charge does not hold"),
        )
        held = row["held"] and row["capped"] <= before[1] * (1 - less)
        found.append(Way(text, held, row["tag"], f"{_ours()}; {known()['levels']['source']}"))
    return tuple(found)


def _ours() -> str:
    return "our SUV on WLTC, CLTC-P and their likenesses, charge balanced"
