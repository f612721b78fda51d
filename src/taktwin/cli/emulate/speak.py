"""An emulated plant that speaks to others: Sparkplug, OPC UA, or as the vehicles of its fleets."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from taktwin.cli.language.say import text
from taktwin.cli.live.stopped import ended_by_signals

if TYPE_CHECKING:
    from taktwin.live.emulator import Emulator


def sparkplug(emulator: Emulator, url: str, speed: float, map_out: Path | None) -> None:
    """Play a plant to an MQTT server."""
    from taktwin.live.emulator.play import play
    from taktwin.live.sparkplug.server import server_at

    server = server_at(url, os.environ)
    with ended_by_signals() as stop:
        played = play(emulator, speed, stop)
        _mapping(map_out, played.mapping)
        told = asyncio.run(played.speak(server))
    typer.echo(text("{n} events: {path}", n=told, path=url))


def opcua(emulator: Emulator, url: str, speed: float, map_out: Path | None) -> None:
    """Play a plant as an OPC UA server."""
    from taktwin.live.emulator.play import play
    from taktwin.live.opcua.serve import PlantServer, serve

    with ended_by_signals() as stop:
        played = play(emulator, speed, stop)
        server = PlantServer(url, emulator.starter.program.model.name, played.variables)
        _mapping(map_out, played.mapping)

        async def work() -> int:
            return await serve(server, played.told(), asyncio.Event(), _listening(url))

        told = asyncio.run(work())
    typer.echo(text("{n} values: {path}", n=told, path=url))


def vehicles(emulator: Emulator, url: str, speed: float, map_out: Path | None) -> None:
    """Play the vehicles of a plant to an MQTT server."""
    from taktwin.live.sparkplug.server import server_at
    from taktwin.live.twin.feed import at_pace
    from taktwin.live.vda5050.play import Fleet, fleets_of, mapping_text, play

    server, program = server_at(url, os.environ), emulator.starter.program
    fleets = fleets_of(program)
    if not fleets:
        raise typer.BadParameter(text("the plant has no fleets."), param_hint="--vda5050")
    _mapping(map_out, mapping_text(program.model.name, fleets))
    with ended_by_signals() as stop:
        events = (event for piece, _ in at_pace(emulator.events(), speed, stop) for event in piece)

        async def work() -> int:
            return await play(server, Fleet(fleets), events, asyncio.Event())

        told = asyncio.run(work())
    typer.echo(text("{n} messages: {path}", n=told, path=url))


def _mapping(file: Path | None, mapping: str) -> None:
    from taktwin.model.files.write import write_text

    if file is not None:
        write_text(file, mapping)
        typer.echo(text("mapping: {path}", path=file))


def _listening(url: str) -> Callable[[], None]:
    return lambda: typer.echo(text("listening: {path}", path=url))
