"""The record of an event and its lines of JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.live.events import KINDS, EventError, PlantEvent, event_line, read_event, read_events

EVENT = PlantEvent(
    60.5, "enter", "weld", 2, 7, "cars", False, plant="works", shop="body", line="main", source="plc", received=61.0
)


def test_there_and_back() -> None:
    assert read_event(event_line(EVENT)) == EVENT
    order = PlantEvent(0.0, "order", order=3, options={"product": "m5", "colour": "红"})
    assert read_event(event_line(order)) == order


def test_what_says_nothing_is_left_out() -> None:
    assert event_line(PlantEvent(1.0, "enter", "weld", order=0)) == (
        '{"time": 1.0, "kind": "enter", "element": "weld", "order": 0}'
    )


@given(
    st.floats(0, 1e9), st.sampled_from(["enter", "identity"]), st.text(min_size=1, max_size=9), st.integers(0, 10**9)
)
def test_any_name_comes_back(time: float, kind: str, name: str, order: int) -> None:
    name = name.encode("utf-8", "replace").decode()
    event = PlantEvent(time, kind, name, order=order)
    assert read_event(event_line(event)) == event


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "no line of JSON"),
        ("[1]", "is a JSON object"),
        ('{"kind": "enter"}', "add `time`"),
        ('{"time": 1}', "add `kind`"),
        ('{"time": 1, "kind": "entre"}', "did you mean `enter`?"),
        ('{"time": NaN, "kind": "enter"}', "NaN is no number"),
        ('{"time": 1e999, "kind": "enter", "element": "a"}', "expected a time"),
        ('{"time": true, "kind": "enter", "element": "a"}', "expected a time"),
        ('{"time": "2026-01-05", "kind": "enter", "element": "a"}', "seconds from the start"),
        ('{"time": 1, "kind": "enter"}', "add `element`"),
        ('{"time": 1, "kind": "enter", "element": 3}', "write it in quotes"),
        ('{"time": 1, "kind": "enter", "element": "a", "sever": 1}', "did you mean `server`?"),
        ('{"time": 1, "kind": "enter", "element": "a", "server": 0}', "whole number from 1"),
        ('{"time": 1, "kind": "enter", "element": "a", "order": null}', "leave it out"),
        ('{"time": 1, "kind": "enter", "element": "a", "sub": 1}', "true or false"),
        ('{"time": 1, "kind": "enter", "element": "a", "state": "working"}', "has no state"),
        ('{"time": 1, "kind": "state", "element": "a", "state": "wrking"}', "did you mean `working`?"),
        ('{"time": 1, "kind": "stock", "element": "a", "state": "level", "value": "5"}', "expected a number"),
        ('{"time": 1, "kind": "order", "order": 1, "options": {"product": 5}}', "object of texts"),
        ('{"time": 1, "kind": "enter", "element": "a", "quality": "fair"}', "no quality"),
    ],
)
def test_what_is_wrong_is_said(line: str, words: str) -> None:
    with pytest.raises(EventError, match=r"plant\.jsonl:1") as error:
        list(read_events([line], name="plant.jsonl"))
    assert words in str(error.value)


def test_dates_with_the_start_of_the_plant() -> None:
    start = dt.datetime(2026, 1, 5)
    line = '{"time": "2026-01-05T01:00:00", "kind": "enter", "element": "a", "received": "2026-01-05T01:00:01"}'
    event = read_event(line, start)
    assert (event.time, event.received) == (3600.0, 3601.0)
    with pytest.raises(EventError, match="time zone"):
        read_event(line.replace("01:00:00", "01:00:00+08:00"), start)


def test_a_file_is_read_to_its_first_wrong_line(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text(f"{event_line(EVENT)}\n\n{{}}\n", encoding="utf-8")
    events = read_events(file)
    assert next(events) == EVENT
    with pytest.raises(EventError, match=r"events\.jsonl:3: time"):
        next(events)


def test_every_kind_is_said_what_it_is() -> None:
    assert all(KINDS.values())
