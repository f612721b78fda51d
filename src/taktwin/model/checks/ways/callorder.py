"""Jobs of a sub-line that are called only behind the station that joins them: then nothing ever starts."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.flowgraph import Node
from taktwin.model.checks.ways.neverleaves import released, with_called
from taktwin.model.checks.ways.variants import Variant
from taktwin.model.checks.ways.ways import LineName, State, Ways
from taktwin.model.phrase import Phrase, chained


def check_call_order(found: Findings) -> None:
    """Warn of joins that wait for jobs which are called only behind them, directly or by way of other such joins.

    It is a warning, as a start state may bring the first jobs.
    """
    called = {(shop, name): line.call.at for shop, name, line in found.model.all_lines() if line.call is not None}
    if not called:
        return
    ways = Ways(found.model)
    waits = _waits(ways)
    told: set[LineName] = set()
    for line in called:
        chain = _chain(ways, waits, line)
        if chain and not told.intersection(chain):
            told |= set(chain)
            path = ("shops", line[0], "lines", line[1], "call", "at")
            found.warn(path, _message(ways, waits, chain), _REMEDY)


_REMEDY = Phrase(
    "call the jobs at a place that is reached before they are joined, or begin the run from a state that has some"
)


def _waits(ways: Ways) -> dict[LineName, Node]:
    """The lines whose jobs can never come, with the first station that waits for them.

    The least solution: a job goes on behind a join when the line that is joined can bring jobs, and a called line does
    so when jobs come to the place that calls.
    """
    bring: set[LineName] = set()
    variants = list(released(ways))
    while True:
        entered: set[Node] = set()
        waits: dict[LineName, Node] = {}
        for variant, starts in variants:
            mine, lacking = _entered(ways, variant, starts, bring)
            entered |= mine
            waits = {**lacking, **waits}
        more = {line for line in waits if ways.last(line) in entered}
        if not more:
            return waits
        bring |= more


def _entered(
    ways: Ways, variant: Variant, starts: list[Node], bring: set[LineName]
) -> tuple[set[Node], dict[LineName, Node]]:
    """The places to which jobs of a variant come where these lines bring jobs, and the others with who waits."""
    joins: dict[Node, list[LineName]] = {}
    for node, line, _ in ways.joins(variant):
        joins.setdefault(node, []).append(line)
    calls: dict[Node, list[Node]] = {}
    for one in ways.starts(variant):
        if not one.first:
            calls.setdefault(one.at, []).append((*one.line, 0))
    entered: set[Node] = set()
    waits: dict[LineName, Node] = {}
    waiting = [ways.begin(node) for node in starts]
    seen: set[State] = set()
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        node = state[:3]
        entered.add(node)
        waiting += map(ways.begin, calls.get(node, []))
        lacking = [line for line in joins.get(node, []) if line not in bring]
        waits = {**dict.fromkeys(lacking, node), **waits} if lacking else waits
        waiting += [] if lacking else ways.onward(state, variant)[0]
    return entered, waits


def _chain(ways: Ways, waits: dict[LineName, Node], line: LineName) -> list[LineName]:
    """Lines in a circle: each is called behind the station that waits for the next, the last behind that of the first.

    Empty where the line is not in one.
    """
    chain: list[LineName] = []
    while line in waits and line not in chain:
        chain.append(line)
        call = ways.model.shops[line[0]].lines[line[1]].call
        at = ways.names.elements.get(call.at) if call is not None else None
        after = [other for other, node in waits.items() if at is not None and at in _behind(ways, node)]
        if not after:
            return []
        line = line if line in after else after[0]
    return chain[chain.index(line) :] if chain and line == chain[0] else []


def _behind(ways: Ways, node: Node) -> set[Node]:
    """The places behind a station, those of lines that are called there included, whichever variant goes there."""
    found: set[Node] = set()
    for variant, _ in released(ways):
        onward = dict.fromkeys(state[:3] for state in ways.onward(ways.begin(node), variant)[0])
        starts = with_called(ways, list(onward), variant)
        found |= ways.reached(starts, variant).keys()
    return found


def _message(ways: Ways, waits: dict[LineName, Node], chain: list[LineName]) -> Phrase:
    """Who waits for whom."""
    parts: list[Phrase] = []
    for place, line in enumerate(chain):
        call = ways.model.shops[line[0]].lines[line[1]].call
        behind = ways.elements[waits[chain[(place + 1) % len(chain)]]].name
        waiting = ways.elements[waits[line]].name
        at = call.at if call is not None else ""
        parts.append(
            Phrase(
                '"{waiting}" waits for jobs of "{line}", which are called at "{at}", behind "{behind}"',
                waiting=waiting,
                line=line[1],
                at=at,
                behind=behind,
            )
        )
    return Phrase("nothing can ever start: {why}", why=chained(parts))
