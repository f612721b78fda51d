"""`taktwin live`: the running plant, followed; and any moment of its past."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import math
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktwin.cli import target
from taktwin.cli.emulate.duration import duration
from taktwin.cli.language.say import text
from taktwin.cli.live.stopped import ended_by_signals
from taktwin.cli.moment import next_moment, past_moment
from taktwin.cli.options import Overrides
from taktwin.cli.progress import announce_compile

if TYPE_CHECKING:
    from taktwin.live.twin.options import LiveOptions
    from taktwin.live.twin.past import Difference
    from taktwin.live.twin.settings import TwinSettings

_A_SCREEN_S = 0.5  # of ours, between two drawings


def live(
    model: target.Model,
    demo: Annotated[bool, typer.Option("--demo", help="Follow an emulated plant, played in this process.")] = False,
    events: Annotated[
        str | None, typer.Option(metavar="FILE", help="Follow events (JSON lines); - for the standard input.")
    ] = None,
    broker: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Follow Sparkplug messages of an MQTT server, as in mqtt://127.0.0.1:1883."),
    ] = None,
    opcua: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Follow the variables of an OPC UA server, as in opc.tcp://127.0.0.1:4840."),
    ] = None,
    vda5050: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Follow the vehicles (VDA 5050) of an MQTT server."),
    ] = None,
    grows: Annotated[
        Path | None,
        typer.Option("--follow", metavar="FILE", help="Follow events in a file that another program appends to."),
    ] = None,
    post: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Take events by HTTP POST here, as in 8780 or http://127.0.0.1:8780/events."
        ),
    ] = None,
    columns: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Events are CSV, not JSON lines: which column is what."),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Mapping file: what the tags tell.")
    ] = None,
    host: Annotated[str, typer.Option(metavar="ID", help="Of --broker: our id there, which occurs once.")] = "taktwin",
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUP[/NODE]", help="Of --broker: follow only this group or edge node; may be given again."
        ),
    ] = None,
    journal: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|URL",
            help="Write down there all that comes, before it counts: a file, or postgresql://USER@HOST/DATABASE.",
        ),
    ] = None,
    speed: Annotated[
        float, typer.Option(metavar="N", min=0, help="Of --demo: seconds of the plant in one of ours; 0: at once.")
    ] = 60.0,
    days: Annotated[float, typer.Option(help="Of --demo: days to play.")] = 1.0,
    seed: Annotated[int, typer.Option(min=0, help="Of --demo: which plant is played.")] = 4711,
    jobs: Annotated[
        int | None, typer.Option("--target", min=0, help="Jobs that a shift is to make: how likely is that?")
    ] = None,
    replications: Annotated[int, typer.Option(min=2, help="Independent runs of a look ahead.")] = 100,
    ahead: Annotated[
        str, typer.Option(metavar="TIME", help="How often to look ahead, by the plant's clock; 0 for never.")
    ] = "15 min",
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often an object is printed, by the plant's clock.")
    ] = "1 min",
    until: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help='When to end, as in "2026-01-05 10:30" or "36 h"; "14:00" is the next one.',
            show_default=False,
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help='Tell what was known at this past moment, out of the journal; "10:30" is the last one in it.',
        ),
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="TIME", help="With --at: what changed from that moment to this later one.")
    ] = None,
    overrides: Overrides = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line instead of a screen.")] = False,
) -> None:
    """Follow a running plant: what the shift has made and will make, what stands, and why.

    A real plant may be heard by several connectors at once; passwords and tokens stand in variables of the environment.
    On a terminal a screen is drawn anew all the time; else, and with --json, an object is printed every so often.
    Ctrl-C ends it, with all books closed.
    """
    tags = {"--broker": broker, "--opcua": opcua, "--vda5050": vda5050}
    _check(plants_followed(demo, events, *tags.values(), grows, post), journal, at, against)
    check_mapping_given(tags, mapping)
    if columns is not None and (demo or not (at or events or grows or post)):
        raise typer.BadParameter(text("it is for --events, --follow and --post."), param_hint="--columns")
    target.found(model)
    import taktwin
    from taktwin.live.twin.program import follow, newest, past

    plant = taktwin.load(model, overrides or [])
    start = plant.model.start
    if at is not None and journal is not None:
        last = partial(newest, plant.starter, journal, mapping)
        first = past_moment(start, at, "--at", last)
        second = None if against is None else past_moment(start, against, "--against", last)
        _print_past(past(plant.starter, journal, first, second, mapping=mapping, columns=columns), as_json)
        return
    announce_compile()
    screen = sys.stdout.isatty() and not as_json
    tells = max(1.0, _A_SCREEN_S * (speed if demo else 1.0)) if screen else duration(every, "--every")
    options = live_options(
        start, demo=demo, events=events, broker=broker, opcua=opcua, vda5050=vda5050, grows=grows, post=post,
        columns=columns, mapping=mapping, host=host, only=only, journal=journal, speed=speed, days=days, seed=seed,
        jobs=jobs, replications=replications, ahead=ahead, every=tells, until=until,
    )  # fmt: skip
    with ended_by_signals() as stop, _shown(screen) as tell:
        follow(plant.starter, options, tell, stop, at_first=screen, ready=_listening, away=_Away())


def plants_followed(demo: bool, events: str | None, *connectors: object) -> int:
    """How many plants are followed: all connectors together hear one."""
    return demo + (events is not None) + any(one is not None for one in connectors)


def check_mapping_given(tags: Mapping[str, str | None], mapping: Path | None) -> None:
    """Refuse tags, by option, without their meaning. Raises typer.BadParameter."""
    for hint, one in tags.items():
        if one is not None and mapping is None:
            raise typer.BadParameter(text("give --map FILE: what do the tags tell?"), param_hint=hint)


def live_settings(jobs: int | None, replications: int, ahead: str) -> TwinSettings:
    """How a twin watches and looks ahead, by options of the command."""
    from taktwin.live.twin.settings import TwinSettings

    return TwinSettings(target=jobs, replications=replications, forecast_s=duration(ahead, "--ahead") or math.inf)


def live_options(
    start: dt.datetime,
    *,
    demo: bool,
    events: str | None,
    broker: str | None,
    opcua: str | None,
    mapping: Path | None,
    host: str,
    journal: str | None,
    speed: float,
    days: float,
    seed: int,
    jobs: int | None,
    replications: int,
    ahead: str,
    every: float,
    until: str | None,
    vda5050: str | None = None,
    grows: Path | None = None,
    post: str | None = None,
    columns: Path | None = None,
    only: Sequence[str] | None = None,
) -> LiveOptions:
    """What is followed, and how, by options of the command; ``every`` in s of the plant, ``start``: of the plant."""
    from taktwin.live.lines.postsettings import post_at
    from taktwin.live.opcua.settings import server_of
    from taktwin.live.sparkplug.server import server_at
    from taktwin.live.twin.options import LiveOptions

    def since() -> float:
        """From when on: of what is played its start, of a real plant now by its clock."""
        from taktwin.live.twin.program import by_the_clock

        return 0.0 if demo or events is not None else by_the_clock(start, mapping)

    return LiveOptions(
        demo=demo,
        events=events,
        broker=None if broker is None else server_at(broker, os.environ),
        opcua=None if opcua is None else server_of(os.environ, url=opcua),
        vda5050=None if vda5050 is None else server_at(vda5050, os.environ),
        grows=grows,
        post=None if post is None else post_at(post, os.environ),
        columns=columns,
        mapping=mapping,
        host=host,
        only=tuple(only or ()),
        speed=speed,
        days=days,
        plant_seed=seed,
        journal=journal,
        every=every,
        until=math.inf if until is None else next_moment(start, until, "--until", since),
        settings=live_settings(jobs, replications, ahead),
    )


def _check(followed: int, journal: str | None, at: str | None, against: str | None) -> None:
    """Refuse what does not go together. Raises typer.BadParameter."""
    if against is not None and at is None:
        raise typer.BadParameter(text("give --at as well: from when on."), param_hint="--against")
    if at is not None:
        if journal is None:
            raise typer.BadParameter(text("give --journal FILE: the past is in there."), param_hint="--at")
        if followed:
            raise typer.BadParameter(text("the past is in the journal alone."), param_hint="--at")
    elif followed != 1:
        raise typer.BadParameter(
            text(
                "give --demo, --events FILE, or any of --broker, --opcua, --vda5050, --follow and --post: "
                "what is followed?"
            )
        )


@contextlib.contextmanager
def _shown(screen: bool) -> Iterator[Callable[[dict[str, Any]], None]]:
    """How what is known is told: drawn anew on a terminal, else as lines of JSON."""
    if not screen:
        from taktwin.cli.live.unmapped import Unmapped

        warn = Unmapped()

        def told(now: dict[str, Any]) -> None:
            _print_line(now)
            warn(now)

        yield told
        return
    from rich.console import Console
    from rich.live import Live

    from taktwin.cli.live import console

    with Live(console=Console(highlight=False), auto_refresh=False) as drawn:
        yield lambda now: drawn.update(console.screen(now), refresh=True)


def _listening(address: str) -> None:
    typer.echo(text("listening: {path}", path=address), err=True)


class _Away:
    """Says that a server cannot be reached, once for each reason."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            typer.echo(what, err=True)


def _print_line(now: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(now, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()


def _print_past(found: dict[str, Any] | Difference, as_json: bool) -> None:
    said = found if isinstance(found, dict) else found.as_dict()
    if as_json:
        _print_line(said)
        return
    from rich.console import Console

    from taktwin.cli.live import changes, console

    drawn = console.screen(found) if isinstance(found, dict) else changes.changes(found)
    Console(highlight=False, width=100).print(drawn)
