"""How long due lots wait, against a plain simulation of the queue and against theory."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.planning.presslots.panel import LotError, Panel, Press, Stop
from taktwin.planning.presslots.restart import restart, waits


def equal(count: int, stops: tuple[Stop, ...] = ()) -> Press:
    return Press("p", tuple(Panel(str(i), 30, 600, 0.1) for i in range(count)), stops)


def plain(press: Press, hours: np.ndarray, trials: int) -> np.ndarray:
    """First come, first served, one lot after the other."""
    random = np.random.default_rng(5)
    found = []
    for _ in range(trials):
        due = sorted(
            (phase + turn * cycle, i)
            for i, cycle in enumerate(hours)
            for phase in [random.random() * cycle]
            for turn in range(round(400 / cycle))
        )
        free = 0.0
        for place, (at, i) in enumerate(due):
            begin = max(at, free)
            run = hours[i] * press.panels[i].load * press.availability
            down = sum(random.exponential(s.repair, random.poisson(run / s.up)).sum() for s in press.stops)
            free = begin + press.panels[i].change + run + down
            if place > len(due) // 2:
                found.append(begin - at)
    return np.array(found)


@pytest.mark.parametrize("stops", [(), (Stop(2.0, 0.5),)])
def test_against_a_plain_queue(stops: tuple[Stop, ...]) -> None:
    press = equal(6, stops)
    hours = np.array([4.0, 5.0, 5.0, 6.0, 4.0, 8.0])
    drawn, expected = waits(press, hours), plain(press, hours, 400)
    assert drawn.mean() == pytest.approx(expected.mean(), rel=0.06)
    assert np.quantile(drawn, 0.99) == pytest.approx(np.quantile(expected, 0.99), rel=0.06)


def test_two_parts_by_hand() -> None:
    """Two equal lots of b hours every T: a random phase makes the later one wait b - x with chance b / T each way."""
    press = equal(2)
    cycle = 10.0
    busy = 0.1 + cycle * 0.05
    drawn = waits(press, np.array([cycle, cycle]))
    # One of the two waits in a share 2 b / T of the trials, b / 2 on average; half of all lots are the other one.
    assert drawn.mean() == pytest.approx(busy * busy / cycle / 2, rel=0.15)
    assert drawn.max() <= busy


def test_more_load_more_wait() -> None:
    press = equal(10)
    lightly, heavily = (waits(press, np.full(10, hours)) for hours in (10.0, 2.5))
    assert restart(press, np.full(10, 10.0)).wait == pytest.approx(np.quantile(lightly, 0.999))
    assert heavily.mean() / (0.1 + 2.5 * 0.05) > lightly.mean() / (0.1 + 10 * 0.05)
    with pytest.raises(LotError, match="make them larger"):
        waits(press, np.full(10, 1.0))


def test_levels() -> None:
    press = Press("p", (Panel("a", 30, 600, 0.1, rack=12), Panel("b", 60, 900, 0.2, rack=24)))
    found = restart(press, np.array([8.0, 8.0]), surety=0.99, safety=0.5)
    assert found.levels.tolist() == pytest.approx([30 * (found.wait + 0.6) + 12, 60 * (found.wait + 0.7) + 24])
    assert restart(press, np.array([8.0, 8.0])).wait >= found.wait
    assert restart(Press("p", press.panels[:1]), np.array([8.0])).wait == 0.0


@pytest.mark.parametrize(("surety", "safety", "words"), [(1.0, 0.0, "between 0 and 1"), (0.9, -1.0, "0 h or more")])
def test_wrong(surety: float, safety: float, words: str) -> None:
    with pytest.raises(LotError, match=words):
        restart(equal(2), np.array([5.0, 5.0]), surety, safety)
