"""Sentences that remember how they were made."""

from __future__ import annotations

import json
import pickle

from taktwin.model.phrase import Phrase, chained, translated

KNOWN = {"{n} jobs wait: {why}": "{n} 件等待：{why}", "no room": "没有空位", "{first}; {rest}": "{first}；{rest}"}


def test_it_is_a_text() -> None:
    one = Phrase("{n} jobs wait: {why}", n=3, why=Phrase("no room"))
    assert one == "3 jobs wait: no room"
    assert json.dumps({"why": one}) == '{"why": "3 jobs wait: no room"}'
    assert pickle.loads(pickle.dumps(one)).values == {"n": 3, "why": "no room"}


def test_it_is_translated_with_what_is_in_it() -> None:
    one = Phrase("{n} jobs wait: {why}", n=3, why=Phrase("no room"))
    assert translated(one, KNOWN.get) == "3 件等待：没有空位"
    assert translated(chained([Phrase("no room"), Phrase("other")]), KNOWN.get) == "没有空位；other"


def test_names_stay_as_they_are() -> None:
    """A place that is called like a sentence is none."""
    assert translated(Phrase("{n} jobs wait: {why}", n=1, why="no room"), KNOWN.get) == "1 件等待：no room"
    assert translated("no room", KNOWN.get) == "no room"


def test_braces_of_a_text_without_values_are_its_own() -> None:
    assert Phrase("write {by: OPTION}") == "write {by: OPTION}"
    assert translated(Phrase("write {by: OPTION}"), KNOWN.get) == "write {by: OPTION}"
