"""`taktwin journal`: what a plant said, checked, exported, played again."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from taktwin.cli.exits import INPUT, fail
from taktwin.cli.language.say import listed, text
from taktwin.cli.outfile import check_outfile

if TYPE_CHECKING:
    from taktwin.live.journal.check import JournalCheck
    from taktwin.live.sparkplug.replay import ReplaySummary


class Action(StrEnum):
    """What to do with a journal."""

    CHECK = "check"
    EXPORT = "export"
    REPLAY = "replay"
    ASK = "ask"


def journal(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="ACTION",
            help="check: compare all that is in it with its digests. export: as JSON lines, one message a line, or "
            "into a folder as values in hourly Parquet files. replay: play it to a Sparkplug host, and count what "
            "follows. ask: put a question to such a folder.",
            show_default=False,
        ),
    ],
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A journal of messages; of ask: a folder.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.jsonl|FOLDER",
            help="Of export: write there, not to the standard output; into a folder as Parquet.",
        ),
    ] = None,
    sql: Annotated[
        str | None, typer.Option("--sql", metavar="SQL", help="Of ask: the question, about the table history.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check, export or replay what a plant said.

    A journal holds every message of a plant byte for byte. It is only read; a damaged one ends with exit code 3.
    """
    if out is not None and action is not Action.EXPORT:
        raise typer.BadParameter(text("it is for `export`."), param_hint="--out")
    if (sql is not None) != (action is Action.ASK):
        raise typer.BadParameter(text("it is for `ask`, which needs it."), param_hint="--sql")
    if sql is not None:
        _asked(file, sql, as_json)
    elif action is Action.CHECK:
        from taktwin.live.journal.check import check_journal

        _checked(file, check_journal(file), as_json)
    elif action is Action.REPLAY:
        from taktwin.live.sparkplug.replay import replay_summary

        _replayed(replay_summary(file), as_json)
    else:
        _exported(file, out, as_json)


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False, default=str))


def _checked(file: str, found: JournalCheck, as_json: bool) -> None:
    if as_json:
        _print_json(found.as_dict())
    else:
        typer.echo(
            text(
                "{entries:,} messages of {sources:,} sources in {sessions:,} sessions, {size:,} bytes",
                entries=found.entries,
                sources=found.sources,
                sessions=found.sessions,
                size=found.bytes,
            )
        )
        typer.echo(text("{missing:,} never came; {twice:,} numbers came twice with another content", **_numbers(found)))
    if not found.sound:
        raise fail([f"{file}: {problem}" for problem in found.problems], INPUT)


def _numbers(found: JournalCheck) -> dict[str, int]:
    return {"missing": found.missing, "twice": found.twice}


def _replayed(found: ReplaySummary, as_json: bool) -> None:
    if as_json:
        _print_json(found.as_dict())
        return
    typer.echo(
        text(
            "{messages:,} messages: {nodes:,} nodes, {online:,} of them there at the end, {tags:,} tags, "
            "{values:,} values",
            messages=found.messages,
            nodes=found.nodes,
            online=found.online,
            tags=found.tags,
            values=found.values,
        )
    )
    if found.events:
        typer.echo(listed(f"{number:,} {name}" for name, number in sorted(found.events.items())))
    for what, number in sorted(found.deviations.items()):
        typer.echo(text("{number:,} nodes deviate: {what}", number=number, what=what))


def _exported(file: str, out: Path | None, as_json: bool) -> None:
    from taktwin.live.journal.export import export_journal, lines_of
    from taktwin.live.journal.opened import open_journal

    if out is not None and (out.is_dir() or not out.suffix) and not out.is_file():
        from taktwin.live.history.files import export_history

        told = export_history(file, out)
        if as_json:
            _print_json({"values": told.values, "files": told.files, "folder": str(out)})
        else:
            typer.echo(text("{values:,} values in {files:,} files: {path}", **told._asdict(), path=out))
        return
    check_outfile(out, Path(file))
    if out is None and not as_json:
        with open_journal(file, to_write=False) as opened:
            for line in lines_of(opened):
                typer.echo(line)
        return
    if out is None:
        raise typer.BadParameter(text("it prints how much was written; add --out FILE.jsonl."), param_hint="--json")
    count = export_journal(file, out)
    if as_json:
        _print_json({"messages": count, "file": str(out)})
    else:
        typer.echo(text("{count:,} messages: {path}", count=count, path=out))


def _asked(folder: str, question: str, as_json: bool) -> None:
    from taktwin.live.history.ask import ask

    names, rows = ask(folder, question)
    if as_json:
        _print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    from taktwin.cli.tables.plain import plain_table, print_table

    table = plain_table("", names, texts=tuple(range(len(names))))
    texts = [["" if one is None else str(one) for one in row] for row in rows]
    for row in texts:
        table.add_row(*row)
    widest = (max(map(len, column)) for column in zip(names, *texts, strict=True))
    print_table(table, sum(widest) + 3 * len(names) + 2)
