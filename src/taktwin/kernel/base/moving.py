"""The record arrays of what moves on ways of its own: vehicles on guide paths, and lines whose jobs move together.

Given and changing are apart, units and codes are those of ``state``.
"""

from __future__ import annotations

from taktwin.kernel.base.record import record

# --- guide paths: networks, vehicles that run on them, zones (a piece of way), clusters of zones, stops beside the way
NETWORK = record(
    node="i8", points="i8", pair0="i8", clear0="i8", guided0="i8", vehicles="i8", stop0="i8", stops="i8",
)  # fmt: skip

NETWORK_STATE = record(dirty="i8", last_dirty="i8")

# `at`: stop where it stands; `goal`: stop that it drives to; `wish`: stop for whose place it waits; `then`: stop whose
# place it has got while it was on a detour; `later`: stop for whose place it will ask when it has parked; `behind`:
# next vehicle on the zone; `next`: next one that waits for zones of the same cluster; `next_place`: next one that
# waits for a place of the same stop; `asked`: since when it waits for a zone (-1: it does not); `since`: since when it
# waits for a place or has no task; `stands`: its next drive begins at rest; `stuck`: it stands behind another vehicle
GUIDED = record(
    resource="i8", network="i8", at="i8", goal="i8", wish="i8", then="i8", later="i8", errand="i8", zone="i8",
    route="i8", hops="i8", hop="i8", behind="i8", next="i8", next_place="i8", asked="f8", stands="i8", stuck="i8",
    loaded="i8",
    # of its fleet: times by zone, pairs of points; seconds to cross a point, and to move up by a vehicle's length
    times0="i8", pairs0="i8", cross="f8", move_up="f8",
    # battery (J, W)
    capacity="f8", low="f8", high="f8", charge="f8", driving="f8", handling="f8", idle="f8", policy="i8",
    hours="i8",  # calendar in whose hours it charges without need; -1: at all hours
    level="f8", draw="f8", drawn_at="f8", least="f8", used="f8", charged="f8",
    # counters
    trips="i8", empty_m="f8", loaded_m="f8", empty_s="f8", loaded_s="f8", handling_s="f8", waited_s="f8", since="f8",
)  # fmt: skip

ZONE = record(cap="i8", cluster="i8", length="f8")

ZONE_STATE = record(count="i8", head="i8", tail="i8", left="i8", front="i8")

CLUSTER = record(rule="i8", cap="i8", zone0="i8", zones="i8", network="i8")

CLUSTER_STATE = record(count="i8", head="i8", tail="i8", dirty="i8", next_dirty="i8")

STOP = record(kind="i8", point="i8", cap="i8", network="i8")
STOP_STATE = record(count="i8", head="i8", tail="i8")

# --- lines whose jobs move together (see ``common.pitch``): `node` is the line's, its zones begin at `zone0`, its
# utility workers, who are rows of zones as well, at `utility0` (-1 of them: as many as are needed); `takt`: s of
# movement from one pitch to the next; `indexed`: it moves only when all work is done; `teams`: some zone has operators;
# `ends0`: where workers go on in the next zones, place in `floats` of until when each zone is busy with each job, or -1
LINE = record(
    node="i8", zone0="i8", zones="i8", utility0="i8", utilities="i8", rule="i4", indexed="i4", takt="f8", teams="i4",
    ends0="i4",
)  # fmt: skip

# `at`: s of movement since the last pitch; `clock`: s of work since then; `to`, `goal`: what they will be at the next
# event (inf: held up for operators); `since`: from when the clock runs while nothing is planned (inf: it does not);
# `holder`: zone for which it stands; `lacking`: zones that lack something; `planned`: longest mean time of the works of
# this pitch; `teams_changed`: operators of a zone have come or gone
LINE_STATE = record(
    stage="i8", at="f8", clock="f8", to="f8", goal="f8", since="f8", holder="i8", lacking="i8", planned="f8",
    teams_changed="i8",
)  # fmt: skip

# `team`: the resource that stands for the operators of a zone (-1: it needs none)
LINE_ZONE = record(node="i8", drift="f8", mode0="i4", modes="i4", team="i8")

# By the line's clock: `ends`, when the worker of the zone has done all his work; `late`, the same of the job before,
# which has left the zone; `rest`, when all work begun on the job that stands here is done, the last in zone `holder`.
# They are inf while operators are awaited (what is left: `left` of the zone's team). `work`: time of the work on it;
# `lacks`: row of what it lacks, or -1. Sums: s of work given, not done in time, done by utility workers, and of stops
LINE_ZONE_STATE = record(
    job="i8", lacks="i8", works="i8", ends="f8", late="f8", work="f8", rest="f8", holder="i8",
    assigned="f8", overload="f8", helped="f8", stopped="f8", jobs="i8", overloads="i8", stops="i8", failures="i8",
)  # fmt: skip
