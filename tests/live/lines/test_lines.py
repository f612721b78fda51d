"""Lines: from files that grow, are cut and renewed, from pipes, of JSON and of CSV."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import random
from pathlib import Path

import pytest

from taktwin.live.connector import replayed
from taktwin.live.events import PlantEvent, event_line
from taktwin.live.lines.columns import columns_of
from taktwin.live.lines.cut import MOST_OF_LINE, Cutter
from taktwin.live.lines.file import follow
from taktwin.live.lines.pipe import read_pipe
from taktwin.live.lines.session import MOST_TOLD, LineSession, Piece
from taktwin.live.message import Message
from taktwin.model.errors import ModelError, TaktwinError
from tests.live.lines.collect import Collected

COLUMNS = """\
columns: 1
delimiter: ";"
decimal: ","
time_format: "%d.%m.%Y %H:%M:%S"
fields: {time: Zeit, element: Platz, state: Zustand, order: Nr, options.product: Typ}
constants: {kind: state, source: mes}
words: {state: {läuft: working, steht: down}}
"""


def event(number: int) -> PlantEvent:
    return PlantEvent(60.0 * number, "enter", "weld", order=number)


def lines(first: int, last: int) -> bytes:
    return "".join(f"{event_line(event(n))}\n" for n in range(first, last)).encode()


def orders(found: list[PlantEvent]) -> list[int]:
    return [one.order for one in found]


def test_lines_are_cut_wherever_the_pieces_end() -> None:
    text = lines(0, 40) + b"the end"
    for seed in range(20):
        draw, cutter, whole = random.Random(seed), Cutter(5), b""
        at = 0
        while at < len(text):
            end = at + draw.randrange(1, 90)
            whole += cutter.feed(text[at:end])
            assert cutter.upto == 5 + len(whole)
            at = end
        assert whole + cutter.last() == text
        assert cutter.upto == 5 + len(text)


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    cutter = Cutter()
    for _ in range(5):
        assert cutter.feed(b"x" * MOST_OF_LINE) == b""
    assert cutter.feed(b"x\nnext\n") == b"next\n"
    assert (cutter.overlong, cutter.upto) == (1, 5 * MOST_OF_LINE + 7)


def test_a_file_is_followed_through_restarts(tmp_path: Path) -> None:
    """What is half written waits for its end; a program that starts anew goes on where the journal ends."""
    file = tmp_path / "events.jsonl"
    file.write_bytes(lines(0, 3) + lines(3, 4)[:20])

    async def first() -> list[PlantEvent]:
        session = LineSession("mes")
        one = Collected(tmp_path, session)
        task = asyncio.create_task(follow(file, session, one.keep, one.tell, one.stop, poll_s=0.01))
        await one.until(lambda: len(one.heard.events) == 3)
        with file.open("ab") as more:
            more.write(lines(3, 4)[20:] + b"no event\n" + lines(4, 6))
        await one.until(lambda: len(one.heard.events) == 6)
        assert one.what() == ["refused"]
        one.stop.set()
        await task
        one.journal.close()
        return one.heard.events

    async def second() -> list[PlantEvent]:
        with file.open("ab") as more:
            more.write(lines(6, 8))
        session = LineSession("mes")
        one = Collected(tmp_path, session)
        session.resume(one.journal)
        await follow(file, session, one.keep, one.tell, one.stop, to_the_end=True)
        again = [found for heard in replayed(one.journal, LineSession("mes")) for found in heard.events]
        assert again == [event(n) for n in range(8)]
        one.journal.close()
        return one.heard.events

    assert asyncio.run(first()) == [event(n) for n in range(6)]
    assert asyncio.run(second()) == [event(6), event(7)]


def test_a_file_that_is_cut_or_replaced_is_read_anew(tmp_path: Path) -> None:
    """Also when it begins as before: its name on the disk and its first line are the same, its length is not."""
    file = tmp_path / "events.jsonl"

    async def run() -> None:
        session = LineSession("mes")
        one = Collected(tmp_path, session)
        task = asyncio.create_task(follow(file, session, one.keep, one.tell, one.stop, poll_s=0.01))
        await asyncio.sleep(0.03)  # it is not there yet
        file.write_bytes(lines(0, 9))
        await one.until(lambda: len(one.heard.events) == 9)
        file.write_bytes(lines(0, 2))  # cut, and begun as before
        await one.until(lambda: len(one.heard.events) == 11)
        other = tmp_path / "new"
        other.write_bytes(lines(20, 23))
        other.replace(file)
        await one.until(lambda: len(one.heard.events) == 14)
        one.stop.set()
        await task
        assert orders(one.heard.events) == [*range(9), 0, 1, 20, 21, 22]
        assert one.heard.notes == []

    asyncio.run(run())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    session = LineSession("mes")
    one = Collected(tmp_path, session)
    reading = follow(tmp_path / "no.jsonl", session, one.keep, one.tell, one.stop, to_the_end=True)
    with pytest.raises(TaktwinError, match="there is no such file"):
        asyncio.run(reading)


@pytest.mark.parametrize("csv", [False, True])
def test_a_pipe_is_read_to_its_end(tmp_path: Path, csv: bool) -> None:
    columns = columns_of("columns: 1\nfields: {time: t, kind: k, element: e, order: n}\n") if csv else None
    text = lines(0, 500)
    if csv:
        text = b"t,k,e,n\n" + b"".join(b"%d,enter,weld,%d\n" % (60 * n, n) for n in range(500))

    async def run() -> None:
        session = LineSession("mes", columns=columns)
        one = Collected(tmp_path, session)
        read, write = os.pipe()

        def send() -> None:
            for at in range(0, len(text), 3000):
                os.write(write, text[at : at + 3000])
            os.close(write)

        task = asyncio.create_task(read_pipe(read, session, one.keep, one.tell, one.stop))
        await asyncio.to_thread(send)
        await asyncio.wait_for(task, 20)
        os.close(read)
        assert one.heard.events == [event(n) for n in range(500)]
        assert one.heard.notes == []

    asyncio.run(run())


def test_csv_with_its_own_words(tmp_path: Path) -> None:
    """Columns of another order, decimals with a comma, dates, words of another language, quoted cells, options."""
    start = dt.datetime(2026, 1, 5)
    file = tmp_path / "events.csv"
    file.write_text(
        'Nr;Zeit;Platz;Zustand;Typ\n7;05.01.2026 00:01:00;weld;läuft;m5\n;05.01.2026 00:02:00;"paint;1";steht;\n'
        ";gestern;weld;läuft;\n",
        encoding="utf-8",
    )

    async def run() -> None:
        session = LineSession("mes", start, columns_of(COLUMNS))
        one = Collected(tmp_path, session)
        task = asyncio.create_task(follow(file, session, one.keep, one.tell, one.stop, poll_s=0.01))
        await one.until(lambda: one.kept == 1)
        with file.open("a", encoding="utf-8") as more:
            more.write("8;05.01.2026 00:03:00;weld;steht;m6\n")
        await one.until(lambda: one.kept == 2)
        one.stop.set()
        await task
        assert one.heard.events == [
            PlantEvent(60.0, "state", "weld", order=7, state="working", options={"product": "m5"}, source="mes"),
            PlantEvent(120.0, "state", "paint;1", state="down", source="mes"),
            PlantEvent(180.0, "state", "weld", order=8, state="down", options={"product": "m6"}, source="mes"),
        ]
        assert [note.text.split(";")[0] for note in one.heard.notes] == ['mes:4: time: expected a time, got "gestern"']

    asyncio.run(run())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("columns: 1", "columns: 2", "columns.yaml:1: columns: this program knows version 1"),
        ('delimiter: ";"', 'delimiter: ";;"', "columns.yaml:2: delimiter: expected one sign"),
        ('decimal: ","', 'decimal: ";"', "two signs"),
        ("time: Zeit", "tim: Zeit", "an event has no `tim`"),
        ("kind: state,", "order: 3,", "`order` is a column as well"),
        ("kind: state,", "", "nothing gives the `kind` of an event"),
        ("words: {state", "words: {stat", "an event has no `stat`"),
    ],
)
def test_wrong_columns(old: str, new: str, told: str) -> None:
    with pytest.raises(ModelError) as error:
        columns_of(COLUMNS.replace(old, new), "columns.yaml")
    assert told in str(error.value)


def test_it_goes_on_from_a_memory() -> None:
    pieces = [Message(str(Piece("json", "s", 0, 9)), lines(0, 2), 0), Message(str(Piece("json")), lines(4, 5), 0)]
    session, again = LineSession("mes"), LineSession("mes")
    assert orders(session.receive(pieces).events) == [0, 1, 4]
    again.remember(json.loads(json.dumps(session.memory())))
    assert [note.what for note in again.receive(pieces).notes] == ["resent", "resent"]


def test_a_message_full_of_nonsense_tells_a_hundred_and_counts_the_rest() -> None:
    session = LineSession("mes")
    heard = session.receive([Message(str(Piece("json")), b"?\n" * 1000, 0)])
    assert len(heard.notes) == MOST_TOLD + 1
    assert heard.notes[-1].text == "900 more lines of this message are no events"
    csv = session.receive([Message(str(Piece("csv")), b"a,b\n", 0)])
    assert "what its columns are" in csv.notes[0].text
    assert session.receive([Message("no piece", lines(0, 1), 0)]).events == [event(0)]
