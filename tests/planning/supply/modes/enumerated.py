"""The choice by trying every plan, in fractions: nothing of it is the solver's or the project's arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from hypothesis import strategies as st

from taktwin.planning.supply.modes import Limits, Option, Part, Problem, Supplier, ZeroInventory

DOCK, SPACE, JIS, ZIR = "dock minutes", "space", "JIS parts", "zero-inventory ratio"


def exact(value: float) -> Fraction:
    return Fraction(repr(value))


@dataclass(frozen=True)
class Tried:
    choice: tuple[int, ...]
    cost: Fraction
    uses: dict[str, Fraction]  # of the ZIR: the ratio


def every_plan(problem: Problem) -> list[Tried]:
    wish = problem.limits.zero_inventory or ZeroInventory()
    setups = {one.name: exact(one.jis_setup) for one in problem.suppliers}
    weights = {
        "count": [Fraction(1) for _ in problem.parts],
        "value": [exact(part.value) for part in problem.parts],
        "volume": [exact(part.volume) for part in problem.parts],
    }[wish.weight]
    found = []
    for choice in product(*(range(len(part.options)) for part in problem.parts)):
        taken = [part.options[at] for part, at in zip(problem.parts, choice, strict=True)]
        sequenced = {
            part.supplier for part, one in zip(problem.parts, taken, strict=True) if one.mode == "jis" and part.supplier
        }
        zero = sum(w for w, one in zip(weights, taken, strict=True) if one.cover <= wish.theta)
        uses = {
            DOCK: sum((exact(one.dock_minutes) for one in taken), Fraction(0)),
            SPACE: sum((exact(one.space) for one in taken), Fraction(0)),
            JIS: Fraction(sum(one.mode == "jis" for one in taken)),
            ZIR: Fraction(zero) / sum(weights) if sum(weights) else Fraction(0),
        }
        cost = sum((exact(one.cost) for one in taken), Fraction(0)) + sum(setups[name] for name in sequenced)
        found.append(Tried(choice, cost, uses))
    return found


def there(limits: Limits) -> dict[str, Fraction]:
    every = {DOCK: limits.dock_minutes, SPACE: limits.space, JIS: limits.jis_parts}
    found = {name: exact(value) for name, value in every.items() if value is not None}
    if limits.zero_inventory is not None:
        found[ZIR] = exact(limits.zero_inventory.least)
    return found


def kept(one: Tried, limits: dict[str, Fraction]) -> bool:
    return all(one.uses[name] >= v if name == ZIR else one.uses[name] <= v for name, v in limits.items())


def best(problem: Problem, plans: list[Tried] | None = None) -> Tried | None:
    plans = every_plan(problem) if plans is None else plans
    limits = there(problem.limits)
    return min((one for one in plans if kept(one, limits)), key=lambda one: one.cost, default=None)


def smallest_clashes(problem: Problem, plans: list[Tried]) -> set[tuple[str, ...]]:
    limits = there(problem.limits)
    found: list[tuple[str, ...]] = []
    for many in range(1, len(limits) + 1):
        for names in combinations(limits, many):
            if any(set(one) <= set(names) for one in found):
                continue
            if not any(kept(one, {name: limits[name] for name in names}) for one in plans):
                found.append(names)
    return set(found)


def nearest(name: str, plans: list[Tried], others: dict[str, Fraction]) -> Fraction | None:
    values = [one.uses[name] for one in plans if kept(one, {k: v for k, v in others.items() if k != name})]
    return (max if name == ZIR else min)(values, default=None)


@st.composite
def problems(draw: st.DrawFn, most_parts: int = 5) -> Problem:
    """Small problems whose limits lie about those of a plan, so that about as many have a plan as have none."""
    tenths = draw(st.booleans())  # figures with a decimal

    def figure(most: int) -> st.SearchStrategy[float]:
        whole = st.integers(0, most)
        return whole.map(lambda value: value / 10) if tenths else whole

    suppliers = [Supplier(f"S{i}", draw(st.integers(0, 60))) for i in range(draw(st.integers(1, 3)))]
    parts = []
    for p in range(draw(st.integers(1, most_parts))):
        modes = draw(st.lists(st.sampled_from(["warehouse", "kanban", "jit", "jis", "jis"]), min_size=1, max_size=4))
        options = tuple(
            Option(
                f"{mode} {i}",
                mode,
                draw(figure(200)),
                draw(st.sampled_from([30, 120, 120.5, 480])),
                draw(figure(40)),
                draw(figure(40)),
            )
            for i, mode in enumerate(modes)
        )
        supplier = draw(st.sampled_from([None, *(one.name for one in suppliers)]))
        parts.append(Part(f"P{p}", options, supplier, draw(st.integers(0, 5)), draw(figure(50)) + 1))
    plan = [draw(st.sampled_from(part.options)) for part in parts]

    def about(value: float, slack: float) -> float | None:
        return draw(st.none() | st.just(round(max(0.0, value + slack * draw(st.integers(-2, 2))), 1)))

    wish = draw(
        st.none()
        | st.builds(
            ZeroInventory,
            theta=st.just(120),
            least=st.sampled_from([0.0, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 1 / 3, 1.0]),
            weight=st.sampled_from(["count", "volume", *(["value"] if any(part.value for part in parts) else [])]),
        )
    )
    limits = Limits(
        about(sum(one.dock_minutes for one in plan), 5),
        about(sum(one.space for one in plan), 5),
        draw(st.none() | st.integers(0, len(parts))),
        wish,
    )
    return Problem(tuple(parts), tuple(suppliers), limits)
