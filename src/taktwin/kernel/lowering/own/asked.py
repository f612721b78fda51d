"""Lowering of what a run does not decide by itself: it stops where a job is to be chosen, and shows what it sees."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.kernel.base import state as k
from taktwin.kernel.base.own import ARGUMENTS
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.own.release import release_sources
from taktwin.kernel.lowering.own.rules import Lowering
from taktwin.kernel.own.compiled import Owned
from taktwin.model.own.errors import RuleError
from taktwin.model.own.file import OwnRule
from taktwin.model.own.rule import Number, Wish
from taktwin.model.phrase import Phrase


@dataclass(frozen=True)
class AskedFor:
    """What is asked for: the next job of buffers and stores, the next order of streams, the next request of fleets.

    What is seen lies in `floats`, from the offset that all records of `lower_asked` have: which of ``at`` asks, the
    numbers ``of_plant`` (name, number), and for each of the oldest ``most`` jobs (orders, requests) the words that
    ``of_job`` has for who asks, 0 where there is none.
    """

    at: tuple[str, ...]
    of_job: tuple[tuple[str, ...], ...]
    of_plant: tuple[tuple[str, Number], ...]
    most: int

    @property
    def size(self) -> int:
        """How many numbers are seen."""
        return 1 + len(self.of_plant) + self.most * self.width

    @property
    def width(self) -> int:
        """How many of them belong to each job."""
        return max(map(len, self.of_job))


def observe() -> float:
    """Stands for the environment in messages."""
    return 0.0


def lower_asked(low: FlowLowering, asked: AskedFor) -> list[Owned]:
    """Have the run stop at these places; a record for each row of `owns` that is added.

    Raises:
        RuleError: a place is not there, or of a kind that cannot be stopped at.
    """
    lowering = Lowering(low)
    note = low.b.numbers([0.0] * asked.size)
    owned: list[Owned] = []
    takers: dict[int, str] = {}
    for number, (name, words) in enumerate(zip(asked.at, asked.of_job, strict=True)):
        for node, wish, shop, work in _deciders(lowering, name, asked, takers):
            constants: list[int] = []

            def constant(value: int, constants: list[int] = constants) -> str:
                constants.append(value)
                return f"int_at(s, base + {len(constants)})"

            place = constant(number)
            of_plant = [lowering.number(wish, one, shop, constant)[1] for _, one in asked.of_plant]
            each = [lowering.word(wish, word, shop, work, constant)[1] for word in words]
            base = low.b.ints([note, *constants])
            low.b.owns.append({"base": base})
            row = len(low.b.owns) - 1
            dispatches = wish.wish.what == "dispatch"
            text = _text([place, *of_plant], each, asked.most, asked.width, dispatches)
            owned.append(Owned(-1, name, (), (), note, text))
            if dispatches:
                low.b.nodes[node].update(rule=k.ASKED_DISPATCH, rule0=row)
            else:
                column = lowering.last_column(wish, words, shop or "")
                low.b.nodes[node].update(rule=k.ASKED_FOR, rule0=row, rule_option=column)
    return owned


def _deciders(
    lowering: Lowering, name: str, asked: AskedFor, takers: dict[int, str]
) -> list[tuple[int, OwnRule, str | None, int]]:
    """The nodes that ask under a name, as which rule, in which shop, with the next station along the line."""
    low = lowering.low
    what = "dispatch" if name in low.fleet_nodes else "release" if name in low.flow.streams else "retrieval"
    wish = OwnRule(observe, Wish(what, (name,), asked.of_plant), "Environment", "")
    if what == "dispatch":
        node = low.fleet_nodes[name]
        if low.b.nodes[node]["row"] >= 0:
            message = Phrase(
                'Environment: the vehicles of "{name}" run on a guide path, and take their tasks within an event',
                name=name,
            )
            raise RuleError(message, Phrase("write a rule of one's own for it (@rule.dispatch)"))
        _check_free(low, node, name)
        return [(node, wish, None, -1)]
    if what == "retrieval":
        shop, line, _ = lowering.element(wish, name)
        _check(low, low.flow.first[name], name, takers)
        return [(low.flow.first[name], wish, shop, lowering.behind(shop, line, name))]
    found: list[tuple[int, OwnRule, str | None, int]] = []
    for shop, line, source in release_sources(lowering, wish, name):
        if low.b.nodes[source]["stream"] >= 0:
            message = Phrase(
                'Environment: the orders "{name}" have no times: none of them waits to be chosen', name=name
            )
            raise RuleError(message, Phrase("give them an `interval`, or release times in their file"))
        _check(low, source, name, takers)
        found.append((source, wish, shop, lowering.first_station(shop, line)))
    return found


def _check_free(low: FlowLowering, node: int, name: str) -> None:
    if low.b.nodes[node].get("rule", k.FIFO) in (k.BY_OWN_RULE, k.OWN_DISPATCH, k.BY_ORDER, k.LAST_OF_ALL):
        raise RuleError(
            Phrase('Environment: a rule of one\'s own decides at "{name}" already', name=name),
            Phrase("leave one of them out"),
        )


def _check(low: FlowLowering, node: int, name: str, takers: dict[int, str]) -> None:
    """Only moves can be stopped, and a move that waits for one answer: not what vehicles and joining stations take."""
    nodes, kinds = low.b.nodes, low.kinds
    if kinds[nodes[node]["kind"]].holds not in ("queue", "source"):
        raise RuleError(
            Phrase('Environment: "{name}" is no buffer and no store', name=name),
            Phrase("name one from which jobs are taken"),
        )
    _check_free(low, node, name)
    after = nodes[node]["dest"]
    taker = nodes[after] if after >= 0 else {}
    joined = any(row["target"] == node for row in low.joins())
    kind = kinds[taker["kind"]] if after >= 0 else None
    if kind is None or joined or not (kind.exit or kind.holds in ("servers", "queue")) or kind.batches or kind.fetches:
        what = Phrase("a joining station")
        if not joined and kind is not None:
            what = Phrase("an element of kind {kind}", kind=kind.name)
        raise RuleError(
            Phrase('Environment: {what} takes the jobs of "{name}"', what=what, name=name),
            Phrase("put a station or buffer behind it"),
        )
    if taker.get("takes", 0) or taker.get("sequence0", -1) >= 0 or taker.get("unequal", 0) == k.OWN_JOBS:
        message = Phrase('Environment: not every job of "{name}" may go into the next place', name=name)
        raise RuleError(message, Phrase("put a buffer with room for one job between them"))
    if after in takers:
        message = Phrase('Environment: "{taker}" and "{name}" lead into one place', taker=takers[after], name=name)
        raise RuleError(message, Phrase("ask for the jobs of one of them, or put a buffer behind each"))
    takers[after] = name


def _text(of_plant: list[str], of_job: list[str], most: int, width: int, dispatches: bool) -> str:
    """The function that writes down what is seen; it gives the number of jobs (orders, requests) that can be chosen.

    Of requests ``n`` is who asks, ``x`` the vehicle and ``u`` the place in the queue, as in a rule.
    """
    first = len(of_plant)
    lines = [f"def watched({ARGUMENTS}):", "    s = world_at(at)", "    to = int_at(s, base)"]
    lines += [f"    put_float(s, to + {i}, 1.0 * ({code}))" for i, code in enumerate(of_plant)]
    if dispatches:
        lines += ["    u = 0.0", "    n = place_state(s, n).head", f"    while n >= 0 and u < {most}:"]
        here, after = "int(u)", ["        u += 1.0", "        n = place_state(s, n).next_waiting"]
    else:
        lines += ["    x = 0", "    j = place_state(s, n).head", f"    while j >= 0 and x < {most}:"]
        here, after = "x", ["        x += 1", "        j = job_at(s, j).next"]
    lines += [
        f"        put_float(s, to + {first + i} + {width} * {here}, 1.0 * ({code}))" for i, code in enumerate(of_job)
    ]
    lines += [f"        put_float(s, to + {first + i} + {width} * {here}, 0.0)" for i in range(len(of_job), width)]
    lines += [*after, f"    for i in range(to + {first} + {width} * {here}, to + {first + width * most}):"]
    lines += ["        put_float(s, i, 0.0)", f"    return 1.0 * {here}"]
    return "\n".join(lines)
