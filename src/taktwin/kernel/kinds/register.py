"""All kinds, in the order in which the chains ask for them: what happens most comes first.

A kind's phase says when it is lowered; within a phase it is lowered in this order.
"""

from __future__ import annotations

from taktwin.kernel.base.chain import CHAINS
from taktwin.kernel.base.kind import Kinds
from taktwin.kernel.kinds.batches.batchstation import BATCH_STATION
from taktwin.kernel.kinds.batches.delivery import DELIVERY
from taktwin.kernel.kinds.batches.splitstation import SPLIT_STATION
from taktwin.kernel.kinds.buffer import BUFFER
from taktwin.kernel.kinds.calendar import CALENDAR
from taktwin.kernel.kinds.carrier import CARRIER, WAY_BACK
from taktwin.kernel.kinds.conveyor import CONVEYOR
from taktwin.kernel.kinds.crew import CREW
from taktwin.kernel.kinds.desk import DESK
from taktwin.kernel.kinds.feed import FEED
from taktwin.kernel.kinds.fleet import FLEET
from taktwin.kernel.kinds.gate import GATE
from taktwin.kernel.kinds.lane import LANE, REVIEW
from taktwin.kernel.kinds.lifts.lift import LIFT
from taktwin.kernel.kinds.load import LOAD
from taktwin.kernel.kinds.makecell import CELL
from taktwin.kernel.kinds.movinglines.movingline import INDEXED_LINE, MOVING_LINE, ZONE
from taktwin.kernel.kinds.movinglines.zoneteam import ZONE_TEAM
from taktwin.kernel.kinds.operator import OPERATOR, POOL
from taktwin.kernel.kinds.paths import PATHS
from taktwin.kernel.kinds.sink import SINK
from taktwin.kernel.kinds.source import SOURCE
from taktwin.kernel.kinds.station import STATION
from taktwin.kernel.kinds.store import CRANE, STORE
from taktwin.kernel.kinds.stream import STREAM
from taktwin.kernel.kinds.transport import TRANSPORT
from taktwin.kernel.kinds.vehicle import VEHICLE

KINDS = Kinds(
    (
        STATION,
        CRANE,
        BUFFER,
        STORE,
        CONVEYOR,
        MOVING_LINE,
        INDEXED_LINE,
        ZONE,
        BATCH_STATION,
        SPLIT_STATION,
        DELIVERY,
        LIFT,
        SINK,
        TRANSPORT,
        SOURCE,
        CELL,
        STREAM,
        LANE,
        CREW,
        POOL,
        FLEET,
        FEED,
        REVIEW,
        VEHICLE,
        OPERATOR,
        ZONE_TEAM,
        PATHS,
        DESK,
        LOAD,
        CALENDAR,
        CARRIER,
        WAY_BACK,
        GATE,
    )
)

#: Codes of the kinds that the plain tier knows: what most plants of a first day use (see `kernel.base.tier`).
PLAIN = frozenset(
    KINDS.code(kind.name)
    for kind in (
        *(STATION, CRANE, BUFFER, STORE, CONVEYOR, SINK, SOURCE, CELL, STREAM),
        *(CREW, POOL, OPERATOR, DESK, LOAD, CALENDAR, GATE),
    )
)

for _chain in CHAINS:
    _chain.tell(
        {code: kind.handlers()[_chain.name] for code, kind in enumerate(KINDS.all) if _chain.name in kind.handlers()},
        PLAIN,
    )
