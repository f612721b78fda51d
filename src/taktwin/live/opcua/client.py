"""The connections to a server: as many as its variables need, and each comes back by itself. Needs the extra `live`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping

from taktwin.live.connector import Clock, Heard, Keep, Note, Tell
from taktwin.live.message import Message, now_ms
from taktwin.live.opcua.browse import find_variables
from taktwin.live.opcua.library import library, new_client, raise_for_good
from taktwin.live.opcua.session import OpcUaSession
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.opcua.subscribed import Subscribed
from taktwin.model.errors import TaktwinError
from taktwin.model.phrase import Phrase

_BACKOFF_S = (0.1, 0.25, 0.5)  # before each next try to connect
TICK_S = 1.0


async def listen(
    server: OpcUaServer,
    session: OpcUaSession,
    keep: Keep,
    tell: Tell,
    stop: asyncio.Event,
    *,
    variables: Mapping[str, str] | None = None,
    clock: Clock = now_ms,
) -> None:
    """Listen to the variables of a server until told to stop; comes back by itself whenever the server does.

    Args:
        server: which one.
        session: what values mean.
        keep: writes messages down for good, before they count; what it raises ends the work.
        tell: takes what follows.
        stop: set it to leave.
        variables: tag -> node; None for all below the roots of the server (`browse.find_variables`).
        clock: gives ms since 1970 UTC.

    Raises:
        TaktwinError: asyncua is not installed; the server refuses us, or is not the one that it should be.
    """
    library()
    chosen = dict(variables) if variables is not None else await _found(server, tell, stop, clock)
    items = list(chosen.items())
    parts = [items[at : at + server.most_items] for at in range(0, len(items), server.most_items)]
    if not parts and not stop.is_set():
        message = Phrase("{url}: there are no variables below {roots}", url=server.url, roots=", ".join(server.roots))
        raise TaktwinError(message, Phrase("look at its nodes with a browser of OPC UA, and correct `roots`"))
    ends = asyncio.Event()  # ours: an error of one connection ends the others too
    async with asyncio.TaskGroup() as group:
        watch = group.create_task(_ticking(session, tell, ends, clock))
        stopper = group.create_task(_pass_on(stop, ends))
        try:
            async with asyncio.TaskGroup() as connections:
                for number, part in enumerate(parts, start=1):
                    connections.create_task(_connection(server, number, part, session, keep, tell, ends, clock))
        except* TaktwinError as errors:
            raise errors.exceptions[0] from None
        finally:
            ends.set()
            stopper.cancel()
            await asyncio.gather(watch, stopper, return_exceptions=True)


async def _found(server: OpcUaServer, tell: Tell, stop: asyncio.Event, clock: Clock) -> dict[str, str]:
    """The variables of a server, as soon as it is there."""
    tries = 0
    while not stop.is_set():
        try:
            client = await new_client(server)
            async with client:
                return await find_variables(client, server)
        except TaktwinError:
            raise
        except Exception as error:
            raise_for_good(server, error)
            tell(Heard(notes=[_away(server, error, clock)]))
        await _wait(stop, _BACKOFF_S[min(tries, len(_BACKOFF_S) - 1)])
        tries += 1
    return {}


async def _connection(
    server: OpcUaServer,
    number: int,
    items: list[tuple[str, str]],
    session: OpcUaSession,
    keep: Keep,
    tell: Tell,
    stop: asyncio.Event,
    clock: Clock,
) -> None:
    """One connection, connected anew for as long as it takes."""

    def pass_on(messages: list[Message]) -> None:
        keep(messages)
        tell(session.receive(messages))

    def lack(text: str) -> None:
        tell(Heard(notes=[Note(clock(), server.name, "lacking", text)]))

    tries = 0
    one = Subscribed(server, number, items, pass_on, lack, clock)
    while not stop.is_set():
        try:
            client = await new_client(server)
            client.connection_lost_callback = one.lost
            async with client:
                tries = 0
                await one.work(client, stop)
                continue  # at once: the server is there
        except TaktwinError:
            raise
        except Exception as error:
            raise_for_good(server, error)
            await one.lost(error)
            tell(Heard(notes=[_away(server, error, clock)]))
        if not stop.is_set():
            await _wait(stop, _BACKOFF_S[min(tries, len(_BACKOFF_S) - 1)])
            tries += 1


def _away(server: OpcUaServer, error: Exception, clock: Clock) -> Note:
    why = str(error) or type(error).__name__
    return Note(clock(), server.name, "away", f"{server.url} cannot be reached ({why}); it is tried again")


async def _ticking(session: OpcUaSession, tell: Tell, stop: asyncio.Event, clock: Clock) -> None:
    """Tells what the time alone brings."""
    while not stop.is_set():
        heard = session.tick(clock())
        if heard.notes or heard.readings:
            tell(heard)
        await _wait(stop, TICK_S)


async def _pass_on(stop: asyncio.Event, ends: asyncio.Event) -> None:
    await stop.wait()
    ends.set()


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
