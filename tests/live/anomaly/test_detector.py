"""The detector: no look-ahead, a state that goes on bit for bit, and the same from a plain program."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.live.anomaly import Detector, Settings
from taktwin.model.errors import OptionError
from tests.live.anomaly.series import noisy

SMALL = Settings(memory=300, rest=20)


def equal(one: npt.NDArray, two: npt.NDArray) -> bool:
    """Bit for bit."""
    return one.tobytes() == two.tobytes()


def plain(values: npt.NDArray[np.float64], told: Settings) -> npt.NDArray[np.float64]:
    """The scores by the words of `scoring`, with lists and slices."""
    scores = np.zeros(values.size)
    for length, means in ((1, 1), (48, 4)):
        points: list[npt.NDArray[np.float64]] = []
        distances: list[float] = []
        for at in range(length - 1, values.size):
            window = values[at - length + 1 : at + 1].reshape(means, -1).mean(axis=1)
            past = points[: max(len(points) - length + 1, 0)][-told.memory :]  # those that share no record with it
            points.append(window)
            if not past:
                continue
            distance = float(np.linalg.norm(np.array(past) - window, axis=1).min())
            known = sorted(distances[-told.memory :])
            distances.append(distance)
            if len(known) < 100:
                continue
            tail = known[int(told.quantile * len(known)) :]
            if distance > tail[0]:
                mean = sum(one - tail[0] for one in tail) / len(tail)
                far = (distance - tail[0]) / mean / math.log(10) if mean > 0 else math.inf
                scores[at] += min(far - math.log10(1 - told.quantile), 20.0)
    return scores


def test_as_a_plain_program() -> None:
    values = noisy(900)
    values[700:730] += 4
    assert Detector(SMALL).feed(values).scores == pytest.approx(plain(values, SMALL), abs=1e-9)


@given(st.integers(0, 700), st.integers(0, 2**31))
@settings(max_examples=25)
def test_no_look_ahead(length: int, seed: int) -> None:
    """What is said of the first records is the same whatever comes after them, or nothing."""
    values = noisy(700, seed)
    whole = Detector(SMALL).feed(values)
    prefix = Detector(SMALL).feed(values[:length])
    for name in ("scores", "by_value", "by_window", "alarms"):
        assert equal(getattr(prefix, name), getattr(whole, name)[:length])


@given(st.lists(st.integers(0, 300), max_size=6), st.integers(0, 2**31))
@settings(max_examples=25)
def test_a_state_goes_on_bit_for_bit(lengths: list[int], seed: int) -> None:
    values = noisy(1000, seed)
    whole = Detector(SMALL)
    expected = whole.feed(values)
    detector, parts, at = Detector(SMALL), [], 0
    for length in [*lengths, values.size]:
        parts.append(detector.feed(values[at : at + length]))
        at += length
        detector = Detector.of_state(detector.state())
    assert equal(np.concatenate([one.scores for one in parts]), expected.scores)
    assert equal(np.concatenate([one.alarms for one in parts]), expected.alarms)
    for name, array in whole.state().items():
        assert name == "settings" or equal(array, detector.state()[name])


def test_one_alarm_an_episode() -> None:
    values = np.tile([1.0, 2.0], 400)
    values[500:520] = np.arange(50, 70) * 3.0
    found = Detector(Settings(rest=100)).feed(values)
    assert found.alarms.nonzero()[0].tolist()[0] == 500
    assert not found.alarms[501:601].any()
    assert Detector(Settings(rest=0)).feed(values).alarms[500:520].sum() > 5


def test_a_missing_value_is_as_if_it_had_not_come() -> None:
    values = noisy(600)
    values[500] = 90
    holes = np.insert(values, [100, 300, 500], [np.nan, np.inf, -1e200])
    told = Detector(SMALL).feed(holes)
    missing = ~(np.abs(holes) <= 1e150)
    assert missing.sum() == 3
    assert equal(told.scores[~missing], Detector(SMALL).feed(values).scores)
    assert not told.scores[missing].any()
    assert Detector().feed([np.nan]).alarms.tolist() == [False]


def test_neither_unit_nor_zero_matters() -> None:
    """The scores of a temperature are the same in C and F, up to rounding; of a power of two exactly."""
    values = noisy(800)
    values[600] += 10
    own = Detector(SMALL).feed(values).scores
    assert equal(Detector(SMALL).feed(values * 4096).scores, own)
    assert Detector(SMALL).feed(values * 1.8 + 32).scores == pytest.approx(own, abs=1e-6)


def test_a_steady_value_and_its_first_change() -> None:
    values = np.full(400, 7.0)
    values[300] = 7.1
    found = Detector().feed(values)
    assert found.alarms.nonzero()[0].tolist() == [300]
    assert found.by_value[300] == 20
    assert found.scores[:300].max() == 0


def test_a_change_of_the_course_is_found_by_the_window() -> None:
    """A wave that stops halfway: no value is new, the course is."""
    values = noisy(1500)
    values[1200:1300] = values[1200]
    found = Detector(SMALL).feed(values)
    assert found.by_window[1200:1300].max() > 2
    assert found.by_value[1201:1300].max() == 0


def test_a_score_is_what_it_says_where_the_tail_is_exponential() -> None:
    """Of values that are anywhere alike 4 is met once in 10,000 records; the tail of normal ones is heavier."""
    random = np.random.default_rng(3)
    even = (Detector().feed(random.random(100_000)).by_value >= 4).sum()
    normal = (Detector().feed(random.normal(size=100_000)).by_value >= 4).sum()
    assert 4 <= even <= 22
    assert even < normal < 20 * even


@pytest.mark.parametrize(
    ("name", "value"),
    [("threshold", 0.0), ("threshold", math.nan), ("rest", -1), ("quantile", 1.0), ("quantile", 0.2), ("memory", 10)],
)
def test_settings_that_cannot_be_meant(name: str, value: float) -> None:
    with pytest.raises(OptionError) as error:
        Settings(**{name: value})  # type: ignore[arg-type]
    assert error.value.parameter == name


def test_a_state_that_does_not_fit() -> None:
    state = Detector(SMALL).state()
    for wrong in (None, np.zeros(3), state["recent"].astype(np.float32)):
        with pytest.raises(OptionError, match="recent"):
            Detector.of_state({**state, "recent": wrong})
