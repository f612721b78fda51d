"""From a disturbance to its answer: the effect, then the cover that would have prevented it."""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.model.phrase import Phrase
from taktwin.planning.meter import Progress
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.disturbance import Disturbance
from taktwin.planning.stress.effect import Effect, effect_of
from taktwin.planning.stress.insequence import Sooner, cover_in_sequence
from taktwin.planning.stress.options import StressError
from taktwin.planning.stress.prevented import Prevented, cover_of_stocks
from taktwin.planning.stress.result import Answer
from taktwin.planning.stress.senders import Way


class NothingToTestError(StressError):
    """The plant has nothing for a test; the message says what it would need."""


def held_stocks(bench: Bench, ways: Sequence[Way]) -> list[str]:
    """Stock points to which parts come these ways, in the order of the plant."""
    reached = {stock for way in ways for stock in way.stocks}
    return [name for name in bench.program.stocks if name in reached]


def answer(
    bench: Bench,
    test: str,
    what: str,
    ways: Sequence[Way],
    make: Sooner,
    limit: float,
    most: int = 1,
    progress: Progress | None = None,
) -> Answer:
    """Run a disturbance of ways, and look for what prevents that it makes stations stand.

    ``make`` gives the disturbance, with parts in sequence there so many seconds sooner (0: as it is), up to ``limit``,
    where there would be none; ``most`` more trucks are tried at most.
    """
    tell = progress or (lambda _: None)
    effect = disturbed(bench, ways, make(ways, 0.0))
    tell(0.3)
    if effect.survived:
        tell(1.0)
        return Answer(test, what, effect, advice=_missed(ways, effect))
    lanes = [way for way in ways if not way.called]
    racks = [way for way in ways if way.called]
    found = cover_of_stocks(bench, lanes, make(ways, 0.0)) if lanes else Prevented((), None, 0.0)
    tell(0.7)
    stood = max((stop.most_s for stop in effect.stops if stop.kind == "matched"), default=0.0)
    if racks and stood > 0.0:
        sooner = cover_in_sequence(bench, ways, make, limit, stood, most)
        verified = sooner.verified if found.verified is None else bool(found.verified and sooner.verified)
        left = max(found.left_s, sooner.left_s)
        covers = (*found.covers, *sooner.covers)
        found = Prevented(covers, verified, left, found.growing, sooner.trucks, sooner.missed)
    tell(1.0)
    advice = advice_of(found)
    if found.missed:
        advice = Phrase("{missed}; {advice}", missed=found.missed, advice=advice) if found.growing else found.missed
    return Answer(test, what, effect, found.covers, found.verified, found.left_s, advice, trucks=found.trucks)


def _missed(ways: Sequence[Way], effect: Effect) -> str:
    """What is survived for nothing was held up: no truck was concerned, and no stock point lacked anything."""
    if effect.recovery_s != 0.0 or any(way.called for way in ways):
        return ""
    return Phrase("nothing was to come or to set out in this time: take a longer one, or another T")


def disturbed(bench: Bench, ways: Sequence[Way], disturbance: Disturbance) -> Effect:
    """What a disturbance of ways changes."""
    pairs = bench.pairs(bench.futures(disturbance))
    return effect_of(pairs, lambda key: any(way.feeds(key) for way in ways), held_stocks(bench, ways))


def advice_of(found: Prevented) -> str:
    """What to do where cover does not help, or may not be enough for longer."""
    if found.growing:
        names = ", ".join(found.growing[:5]) + (" ..." if len(found.growing) > 5 else "")
        return Phrase(
            "stock still falls at the end ({names}): look further ahead, or have more come with each order", names=names
        )
    if found.verified is False:
        return Phrase("more cover of these parts alone does not prevent it: something else is lacking, too")
    return ""
