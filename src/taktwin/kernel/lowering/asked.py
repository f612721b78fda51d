"""Lowering of what a run does not decide by itself: it stops where a job is to be chosen, and shows what it sees."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.kernel.base import state as k
from taktwin.kernel.base.own import ARGUMENTS
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.own import Lowering
from taktwin.kernel.own.compiled import Owned
from taktwin.model.own.errors import RuleError
from taktwin.model.own.file import OwnRule
from taktwin.model.own.rule import Number, Wish


@dataclass(frozen=True)
class AskedFor:
    """Buffers and stores whose next job is asked for, and what is seen then.

    What is seen lies in `floats`, from the offset that all records of `lower_asked` have: which of ``at`` asks, the
    numbers ``of_plant`` (name, number), and for each of the oldest ``most`` jobs the words ``of_job``, 0 where there is
    none.
    """

    at: tuple[str, ...]
    of_job: tuple[str, ...]
    of_plant: tuple[tuple[str, Number], ...]
    most: int

    @property
    def size(self) -> int:
        """How many numbers are seen."""
        return 1 + len(self.of_plant) + self.most * len(self.of_job)


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
    for number, name in enumerate(asked.at):
        wish = OwnRule(observe, Wish("retrieval", (name,), asked.of_plant), "Environment", "")
        shop, line, _ = lowering.element(wish, name)
        node = low.flow.first[name]
        _check(low, node, name, takers)
        constants: list[int] = []

        def constant(value: int, constants: list[int] = constants) -> str:
            constants.append(value)
            return f"int_at(s, base + {len(constants)})"

        place = constant(number)
        of_plant = [lowering.number(wish, one, shop, constant)[1] for _, one in asked.of_plant]
        work = lowering.behind(shop, line, name)
        of_job = [lowering.word(wish, word, shop, work, constant)[1] for word in asked.of_job]
        base = low.b.ints([note, *constants])
        low.b.owns.append({"base": base})
        text = _text([place, *of_plant], of_job, asked.most)
        owned.append(Owned(-1, name, (), (), note, text))
        column = lowering.last_column(wish, asked.of_job, shop)
        low.b.nodes[node].update(rule=k.ASKED_FOR, rule0=len(low.b.owns) - 1, rule_option=column)
    return owned


def _check(low: FlowLowering, node: int, name: str, takers: dict[int, str]) -> None:
    """Only moves can be stopped, and a move that waits for one answer: not what vehicles and joining stations take."""
    nodes, kinds = low.b.nodes, low.kinds
    if kinds[nodes[node]["kind"]].holds != "queue":
        raise RuleError(f'Environment: "{name}" is no buffer and no store', "name one from which jobs are taken")
    if nodes[node].get("rule", k.FIFO) == k.BY_OWN_RULE:
        raise RuleError(f'Environment: a rule of one\'s own decides at "{name}" already', "leave one of them out")
    after = nodes[node]["dest"]
    taker = nodes[after] if after >= 0 else {}
    joined = any(row["target"] == node for row in low.joins())
    kind = kinds[taker["kind"]] if after >= 0 else None
    if kind is None or joined or not (kind.exit or kind.holds in ("servers", "queue")) or kind.batches:
        what = "a joining station" if joined or kind is None else f"an element of kind {kind.name}"
        raise RuleError(f'Environment: {what} takes the jobs of "{name}"', "put a station or buffer behind it")
    if taker.get("takes", 0) or taker.get("sequence0", -1) >= 0 or taker.get("unequal", 0) == k.OWN_JOBS:
        message = f'Environment: not every job of "{name}" may go into the next place'
        raise RuleError(message, "put a buffer with room for one job between them")
    if after in takers:
        message = f'Environment: "{takers[after]}" and "{name}" lead into one place'
        raise RuleError(message, "ask for the jobs of one of them, or put a buffer behind each")
    takers[after] = name


def _text(of_plant: list[str], of_job: list[str], most: int) -> str:
    """The function that writes down what is seen; it gives the number of jobs that can be chosen."""
    first = len(of_plant)
    width = len(of_job)
    lines = [f"def watched({ARGUMENTS}):", "    s = world_at(at)", "    to = int_at(s, base)"]
    lines += [f"    put_float(s, to + {i}, 1.0 * ({code}))" for i, code in enumerate(of_plant)]
    lines += ["    x = 0", "    j = place_state(s, n).head", f"    while j >= 0 and x < {most}:"]
    lines += [f"        put_float(s, to + {first + i} + {width} * x, 1.0 * ({code}))" for i, code in enumerate(of_job)]
    lines += ["        x += 1", "        j = job_at(s, j).next"]
    lines += [f"    for i in range(to + {first} + {width} * x, to + {first + width * most}):"]
    lines += ["        put_float(s, i, 0.0)", "    return 1.0 * x"]
    return "\n".join(lines)
