"""One connection at work: asks for its items, and makes messages of what comes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from taktwin.live.connector import Clock
from taktwin.live.message import Message
from taktwin.live.opcua.library import library
from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.opcua.wire import CLOCK, DATA, GONE, HERE, ITEMS, Place, change_of, data_payload, items_payload
from taktwin.model.phrase import Phrase

GATHER_S = 0.05  # values of so long make one message
MOST_WAITING = 1_000_000  # values that came and are not worked through; with more, the connection is made anew
SILENCE_S = 2.0  # a connection that is back and brings nothing for so long is made anew
LOOK_S = 0.2  # how often it is looked whether a connection is back
AGAIN_S = 5.0  # after so long an item that has not told its value is asked for again
_AT_ONCE = 500  # items that are asked for together
_CLOCK_NODE = "i=2258"  # Server.ServerStatus.CurrentTime


class Subscribed:
    """A connection and its items, over all its sessions.

    Args:
        server: how to ask.
        number: of the connection.
        items: tag and node of each.
        pass_on: takes messages.
        lack: is told what the server does not give, once for each item.
        clock: gives ms since 1970 UTC.
    """

    def __init__(
        self,
        server: OpcUaServer,
        number: int,
        items: list[tuple[str, str]],
        pass_on: Callable[[list[Message]], None],
        lack: Callable[[str], None],
        clock: Clock,
    ) -> None:
        self.lack = lack
        self._told: set[int] = set()
        self._connected: int | None = None
        self._came: list[Any] = []
        self.server, self.connection, self.pass_on, self.clock = server, number, pass_on, clock
        self.items: dict[int, tuple[str, str]] = dict(enumerate(items, start=1))
        if server.frozen:
            self.items[CLOCK] = (f"{server.name}/{_CLOCK_NODE}", _CLOCK_NODE)
        self.session, self.next = 0, 0
        self.there = False
        self.forgotten = False  # whether the server has forgotten our session
        self.lacking: set[int] = set()

    async def work(self, client: Any, stop: asyncio.Event) -> None:
        """Bring the values of a connected client until told to stop, or until the server has forgotten us.

        asyncua comes back by itself, and has the server send again what was missed while the session lived on. After
        a restart of the server it would make the session anew, but then asks for no values at times, and forgets
        variables that are not there yet: so that is left to us.

        Raises:
            ConnectionError: it is connected again, and nothing comes.
        """
        from asyncua.common.subscription import OverflowPolicy

        ua = library().ua
        keep_alive = max(1, 1_000 // self.server.publishing)
        parameters = ua.CreateSubscriptionParameters(
            RequestedPublishingInterval=float(self.server.publishing),
            RequestedLifetimeCount=10 * max(3, 60_000 // self.server.publishing),
            RequestedMaxKeepAliveCount=keep_alive,
            MaxNotificationsPerPublish=10_000,
            PublishingEnabled=True,
        )
        subscription = await client.create_subscription(
            parameters, queue_maxsize=MOST_WAITING, overflow=OverflowPolicy.DISCONNECT
        )
        wake = asyncio.Event()

        async def forgotten() -> None:
            self.forgotten = True
            wake.set()

        # asyncua's own would ask for all items once more before we do, which takes a server twice as long
        subscription.recreate = forgotten
        self.forgotten = False
        self._begin()
        await self._ask(ua, subscription, list(self.items))
        came = self._came
        came.clear()

        async def read() -> None:
            async for event in subscription:
                came.append(event)
                wake.set()

        reading = asyncio.create_task(read())
        reading.add_done_callback(lambda _: wake.set())
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: wake.set())
        again = self.clock() + AGAIN_S * 1000
        try:
            while not stop.is_set() and not reading.done():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(wake.wait(), AGAIN_S if self.there else LOOK_S)
                await asyncio.sleep(GATHER_S if came else 0)
                wake.clear()
                if self.forgotten:
                    return
                events, came[:] = tuple(came), ()
                if events:
                    if not self.there:
                        self._send(HERE, b"")
                        self.there = True
                    self._values(events)
                silent = self._silent(client)
                if silent > SILENCE_S * 1000:
                    raise ConnectionError(Phrase("connected again, and nothing comes"))
                if self.lacking and self.clock() >= again and self.there:
                    again = self.clock() + AGAIN_S * 1000
                    await self._ask(ua, subscription, sorted(self.lacking))
            if reading.done():
                reading.result()
        finally:
            for task in (reading, stopping):
                task.cancel()
            await asyncio.gather(reading, stopping, return_exceptions=True)
        await self.lost("told to stop")

    def _silent(self, client: Any) -> int:
        """For how long the client has been connected again without any value, ms.

        It happens that asyncua comes back and asks for nothing: the plant would stand still without a word. So it is
        told to ask.
        """
        from asyncua.client.ua_client import UaClientState

        if self.there or client.state is not UaClientState.CONNECTED:
            self._connected = None
            return 0
        client.uaclient.ensure_publish_loop()
        self._connected = self._connected or self.clock()
        return self.clock() - self._connected

    async def lost(self, why: object) -> None:
        """The connection is gone; what came before it counts."""
        if self.there:
            events, self._came[:] = tuple(self._came), ()
            self._values(events)
            self.there = False
            self._send(GONE, (str(why) or type(why).__name__).encode("utf-8", "replace"))

    def _begin(self) -> None:
        """A session begins: each item tells its present value first."""
        self.session, self.next = max(self.session + 1, self.clock()), 0
        self.lacking = set(self.items)
        self._send(ITEMS, items_payload(self.items))
        self.there = True

    async def _ask(self, ua: Any, subscription: Any, numbers: list[int]) -> None:
        """Ask for items. Those that the server does not have stay lacking, and are asked for again."""
        for at in range(0, len(numbers), _AT_ONCE):
            requests = [self._request(ua, number) for number in numbers[at : at + _AT_ONCE]]
            answers = await subscription.create_monitored_items(requests)
            for number, answer in zip(numbers[at : at + _AT_ONCE], answers, strict=True):
                if not isinstance(answer, int) and number not in self._told:
                    self._told.add(number)
                    tag, node = self.items[number]
                    self.lack(f"the server does not give {tag} ({node}: {answer.name}); it is asked again")

    def _request(self, ua: Any, number: int) -> Any:
        request = ua.MonitoredItemCreateRequest()
        request.ItemToMonitor.NodeId = ua.NodeId.from_string(self.items[number][1])
        request.ItemToMonitor.AttributeId = ua.AttributeIds.Value
        request.MonitoringMode = ua.MonitoringMode.Reporting
        wanted = request.RequestedParameters
        wanted.ClientHandle, wanted.DiscardOldest = number, True
        wanted.SamplingInterval = 1_000.0 if number == CLOCK else float(self.server.sampling)
        wanted.QueueSize = self.server.queue
        return request

    def _values(self, events: tuple[Any, ...]) -> None:
        changes = []
        for event in events:
            data = getattr(event, "data", None)
            if data is None:  # the state of the subscription, or an event
                continue
            item = data.monitored_item
            self.lacking.discard(item.ClientHandle)
            changes.append(change_of(item.ClientHandle, item.Value))
        if changes:
            self._send(DATA, data_payload(changes))

    def _send(self, kind: str, payload: bytes) -> None:
        place = Place(kind, self.connection, self.session, self.next)
        self.next += 1
        self.pass_on([Message(str(place), payload, self.clock())])
