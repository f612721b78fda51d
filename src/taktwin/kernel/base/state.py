"""What the kernel works on: a handful of record arrays, and the codes stored in them.

What is given and what changes are apart: lowering fixes NODE, a run changes NODE_STATE. Everything that a run knows is
in these arrays, so a snapshot is a copy of those that change. Times are seconds since the start of the run (float64);
amounts are in the unit of the part; counts are int64, or int32 where no more than the rows of an array can be counted.
"""

from __future__ import annotations

import numpy as np

from taktwin.kernel.base.record import record

INF = np.inf
UNLIMITED = 1 << 40  # more than any number of jobs: a capacity that is never reached

# --- states of a resource; every resource is in exactly one of them at every instant
WORKING, SETUP, STARVED, BLOCKED, DOWN, MINOR_STOP = range(6)
WAITING_PARTS, WAITING_OPERATOR, WAITING_TRANSPORT, WAITING_CARRIER, WAITING_CREW, WALKING = range(6, 12)
BRIEF_PAUSE, LONG_PAUSE, WAKING, MAINTENANCE, OFF_SHIFT = range(12, 17)
STATES = (
    "working", "setup", "starved", "blocked", "down", "minor_stop", "waiting_parts", "waiting_operator",
    "waiting_transport", "waiting_carrier", "waiting_crew", "walking", "brief_pause", "long_pause", "waking",
    "maintenance", "off_shift",
)  # fmt: skip
STATE_COUNT = len(STATES)

# --- traits of a node, as bits (see ``kind``): its jobs stand in a queue; its servers hold them; a finished job before
# it waits for transport; its level is counted. Of single nodes: which job goes in is picked (by what servers take, by
# carriers, or in turn), or it gives carriers back; jobs take carriers there; its jobs are joined
QUEUE, BY_SERVER, TRANSPORT, LEVEL, PICKED, TAKES, JOINED_FROM = 1, 2, 4, 8, 16, 32, 64

# --- phases of work on a resource
NO_WORK, IN_SETUP, IN_WORK, EMPTY_RUN, LOADED_RUN, DRIVING, LOADING, UNLOADING, INSPECTING, ON_FOOT = range(10)

# --- how deep a machine with pauses sleeps (its state is the pause of that depth), or that it wakes; when it is idle: a
# server or cell that has nothing to work on, a belt without a job
AWAKE, IN_BRIEF, IN_LONG, WAKES = range(4)
WITHOUT_WORK, WITHOUT_JOB = 1, 2

# --- what operators are needed for, as bits; and how those that a server needs now stand: there (or none is needed),
# asked for, on their way
FOR_SETUP, FOR_LOAD, FOR_WORK, FOR_INSPECT, FOR_UNLOAD, FOR_REPAIR = 1, 2, 4, 8, 16, 32
THERE, ASKED, COMING = range(3)

# --- work of a place: in a zone with operators, whose line sees to it; manual or with operators in part; neither; plain
BY_TEAM, MANUAL, NOT_PLAIN, PLAIN = -2, -1, 0, 1

# --- what a guided vehicle does where it is going
TO_LOAD, TO_UNLOAD, TO_CHARGE, TO_TOP_UP, TO_PARK = range(1, 6)

# --- kinds of stop on a guide path
STATION, CHARGER, PARKING, WAITING = range(4)
LONGEST_WAY = 1.5  # times as long as the quickest: ways that a vehicle may take, and over a waiting place

# --- what is asked before a vehicle enters a zone of a cluster: room alone, a place left in the ring, a way out for all
ROOM, RING, WAY_OUT = range(3)

# --- dispatching rules of guided fleets, and charging policies
OLDEST, NEAREST, LEAST_LOADED, PRIORITY, OWN_DISPATCH, ASKED_DISPATCH = range(6)  # own: of all fleets, and of crews
DISPATCH = ("oldest", "nearest", "least_loaded", "priority")
THRESHOLD, INTERIM, OPPORTUNITY = range(3)
POLICIES = ("threshold", "interim", "opportunity")

# --- clocks of failure modes
BY_TIME, BY_OPERATION, BY_COUNT, BY_PLAN = range(4)
#: Added to the clock of a mode that waits for the end of the work in hand.
AFTER_WORK = 4

# --- what becomes of the work at hand when a failure strikes
RESUME, RESTART, SCRAP = range(3)
WORK_AFTER = ("resume", "restart", "scrap")

# --- what a source of jobs does when its queue is empty; which orders without times wait for a rule of one's own
MADE_ON_DEMAND, ONLY_CALLED = -1, -2
THE_NEXT_ONE, ALL_OF_THEM = 1, 2

# --- retrieval rules of buffers and stores; by a rule of one's own, as CHOSEN among choices; by who steps the run. Of a
# source by a rule of one's own: by what never changes of an order, or asked last of all moves
FIFO, SEQUENCE, SAME, LIFO, RANKED, DUE, BY_OWN_RULE, ASKED_FOR, BY_ORDER, LAST_OF_ALL = range(10)

# --- which of several free servers takes a job; whether they differ, in their times or in the jobs that they take too
LISTED, FASTEST, IDLE_LONGEST, CYCLIC, CHOSEN = range(5)
OWN_TIMES, OWN_JOBS = 1, 2

# --- who goes first where places lead into one: the job ready longest; in an order; in turn; the job due first
LONGEST, IN_ORDER, IN_TURN, BY_DUE = range(4)

# --- what becomes of work that a zone of a moving line has not done in time; what such a line does just now: it moves,
# stands until work is done, lacks parts, waits for its exit, has arrived, or a job may come in; or a start state has it
# go on from where it is. And of a zone: whether its job lacks something has not been asked yet
STOP_LINE, FINISH, UTILITY = range(3)
OVERLOADS = ("stop", "finish", "utility")
OPEN, MOVES, STANDS, HELD, PASSED, ARRIVED, RESUMES = range(7)
NOT_ASKED = -2

# --- kinds of distribution
CONSTANT, UNIFORM, TRIANGULAR, EXPONENTIAL, LOGNORMAL, NORMAL, WEIBULL, GAMMA, ERLANG = range(9)
DISCRETE, EMPIRICAL, INTERPOLATED = range(9, 12)
DISTRIBUTIONS = (
    "constant", "uniform", "tri", "exp", "lognormal", "normal", "weibull", "gamma", "erlang", "discrete", "empirical",
    "interpolated",
)  # fmt: skip

# --- purposes of random draws (part of each draw's address)
P_WORK, P_SETUP, P_ROUTE, P_UP, P_REPAIR, P_RELEASE, P_SCRAP, P_LEAD, P_TRIP, P_OPTION = range(1, 11)
P_INSPECT, P_BATCH, P_BACK = range(11, 14)
P_REMAINING = 15  # what is left of work or repair that had begun before a start state

# --- from what, and to what, the steps of a plain serial line pass their jobs
FROM_BUFFER, FROM_STATION, FROM_STREAM, ON_DEMAND, BY_RULE = range(5)  # BY_RULE: from a stream, by a rule of one's own
TO_BUFFER, TO_STATION, TO_SINK = range(3)

# --- where a finished job may be sent, and one that finds its way full; a way chosen by the shortest queue
TO_SCRAP, WAITS, ALONG, BY_QUEUE = -2, -1, -3, -2

# --- codes of rows in the log
LOG_BORN, LOG_PASS, LOG_END, LOG_STATE, LOG_ENTER, LOG_MORE, LOG_STOCK, LOG_DOCK = range(8)
# Of LOG_DOCK: a truck of a delivery has come to the gate, to a door, is unloaded. And where it is meanwhile
AT_GATE, AT_DOOR, UNLOADED = range(3)
AT_DOCK = ("gate", "door", "unloaded")
IN_YARD, BEING_UNLOADED = 1, 2
FINISHED, SCRAPPED, JOINED = range(3)

# --- why ``advance`` came back
REACHED, NEEDS_ROOM, BROKEN, ASKS = range(4)

# --- what broke (``error`` of the world)
LOG_FULL, POOL_EMPTY, LANE_FULL, STANDSTILL, UNKNOWN_KIND, NO_NUMBER = range(1, 7)

#: Arrays that nobody writes after lowering: all runs of a program share them. All others belong to one run; what
#: changes of a record stands in a record of its own (NODE_STATE beside NODE). Four records are of both sorts, and each
#: run has a copy: WORLD, ENTRY, GUIDED and STEP (see ``runs.saved.fields``).
GIVEN = (
    "resources", "nodes", "modes", "stocks", "dists", "networks", "zones", "clusters", "stops", "lines", "line_zones",
    "owns", "rests", "ints", "lanes", "lane_loads", "docks",
)  # fmt: skip

# The world: clock, counters, and address and size of every array (see ``memory``).
WORLD = record(
    now="f8", hint="i8", marked="i8", free="i8", free_jobs="i8", wip="i8", operations="i8", events="i8", log_n="i8",
    trace="i8", log_margin="i8", log_rows="i8", job_margin="i8", error="i8", bucket_n="i8", bucket_due="f8",
    rows="i8", at_resources="i8", at_resource_states="i8", at_nodes="i8", at_node_states="i8", at_entries="i8",
    at_jobs="i8", at_modes="i8", at_mode_states="i8", at_stocks="i8", at_stock_states="i8", at_dists="i8",
    at_ints="i8", at_floats="i8", at_values="i8", at_seconds="i8", at_due="i8", at_marks="i8", at_series="i8",
    at_log="i8", at_networks="i8", at_network_states="i8", at_guided="i8", at_zones="i8", at_zone_states="i8",
    at_clusters="i8", at_cluster_states="i8", at_stops="i8", at_stop_states="i8", guided="i8", leaves="i8",
    words="i8", options="i8", sizes0="i8", media="i8", resources="i8", nodes="i8", entries="i8", stocks="i8",
    columns="i8", bucket_len="f8", bucket_base="f8", bucket_count="i8", finished="i8", scrapped="i8", joined="i8",
    created="i8", at_steps="i8", at_rings="i8", steps="i8", slice_begin="f8", slice_end="f8", slice_length="f8",
    crowded="i8", culprit="i8", chain="i8", job_values="i8", at_carriers="i8", pools="i8", pool0="i8",
    at_lines="i8", at_line_states="i8", at_line_zones="i8", at_line_zone_states="i8", lines="i8",
    at_owns="i8", at_rests="i8", at_rest_states="i8", rests="i8", jobs="i8", ordered0="i8", ordered="i8",
    asked="i8", asker="i8", answer="i8", answered_at="i8", answered="f8", candidates="i8", gate0="i8",
    matched0="i8", matched="i8", at_lanes="i8", at_lane_loads="i8", at_docks="i8", at_dock_states="i8", docks="i8",
)  # fmt: skip

RESOURCE = record(
    # first line: what it is and belongs to; `mode0`, `modes`: its failure modes, of which `own_modes` run by operation,
    # `counts` count works, and `spoils` have work begin anew or lose it
    kind="i1", modes="i1", own_modes="i1", machine="i1", carries="i1", serves="i1", counts="i1", spoils="i1",
    node="i8", mode0="i8",
    calendar="i8", group="i8", power="i8", row="i8", dist="i8",
    # calendar (switching times), stream (option tables, sources, `batch`: how many it releases) and lane (room for
    # trucks; `source`: the stock point that sends; what else is given of it stands in LANE)
    list0="i8", lists="i8", list1="i8", period="f8", sources0="i8", sources="i8", releases0="i8",
    # calendar: behind those that follow it the vehicles that charge without need in its hours
    toppers="i8",
    source="i8", capacity="i8", batch="i8",
    # stream: the shifts in which its intervals run, with the offset of the week before them; calendar: the rows of
    # `rests` that it is told of; a resource that ends the work in hand before it leaves at the end of a shift
    shifts0="i8", shifts="i8", finish="i1", at_start="i1",
    # stream: when its orders are due, and their numbers in the order of a rule of one's own; which wait `at_start`
    dues0="i8", dues="i8", ranks0="i8",
    # a server that differs from others of its station: its times (`dist` above), and the jobs that it takes
    by_option="i8", by0="i8", cond0="i8", conds="i8",
    # a machine with pauses: when it is idle, and where in `floats` its times begin (see ``common.pausing``)
    pauses="i1", pause0="i8",
)  # fmt: skip

RESOURCE_STATE = record(
    # first line: what it does, until when, and its other due times
    state="i1", phase="i1", up="i1", on="i1", running="i1", done="i1", claimed="i1", gap="i1", job="i8", since="f8",
    work_end="f8", left="f8", began="f8", fail_at="f8", entry_at="f8",
    # second line: its clock, its counters and its draws; operators that a server needs: whether they are there, for
    # what, since when (`asked`) it asks; `closing`: its shift has ended, and it ends the work in hand; a machine with
    # pauses: `pause`: whether it is awake
    periods="i8", clock="f8", works="i8", jobs="i8", ahead="f8", work_key="u8", repair_end="f8",
    hands="i1", wants="i1", closing="i1", waits="i1", pause="i1",
    # third line: failures, waiting and counters
    key="u8", due_mode="i8", down_mode="i8", failures="i8", cause="i8", next_waiting="i8", ideal="f8", rerouted="i8",
    scrapped="i8", minor_stops="i8", maintenances="i8", planned="f8",
    # setups; of an operator `last_value`: the need that he fills
    last_value="i8", same="i8", setups="i8", draws="i8",
    # conveyor: when the entry is clear (while the belt stands: in how many seconds of movement)
    entry_clear="f8",
    # cell and vehicle
    hits="i8", giver="i8", giver_node="i8", task="i8",
    # the whole time of the work at hand, of resources with modes that spoil it
    whole="f8",
    # calendar, stream and lane (`count` trucks from `head` on, the first `yard` of them at the dock); of a server
    # `head`: its first operator; of a truck of a delivery `yard`: where it is at its dock, and its unloading begins at
    # `base` and ends at `last_arrival`; of an operator `at`: his spot
    at="i8", base="f8", last_arrival="f8", head="i8", count="i8", yard="i8",
    # since when a server has had no job, or a vehicle no task
    freed="f8",
    # since when a server asks for operators, what is left of a repair that they left, and when a pause changes next
    asked="f8", repair_left="f8", pause_at="f8",
)  # fmt: skip

NODE = record(
    # first line: what it is, its neighbours, and its work if that is `plain` (no joins, needs, setup, options, routes);
    # `noted`: arrivals are logged or call off jobs of sub-lines; `feeder`, `taker`: the only server of the only place
    # before it, and of the place after it (else -1)
    kind="i1", plain="i1", noted="i1", rule="i1", res="i2", traits="i1", merge="i1", res0="i8", dest="i8", giver="i8",
    cap="i8", dist="i8", feeder="i8", taker="i8",
    # work that is not plain
    by_option="i8", setup_option="i8", joins="i8", needs="i8", routes="i8", calls="i8", point="i8", shop_point="i8",
    pred0="i8", preds="i8", rule_option="i8", by0="i8", setup_dist="i8", matrix0="i8", purge_after="i8",
    purge_dist="i8", join0="i8", need0="i8", route0="i8", call0="i8", transit="f8", spacing="f8", accumulating="i8",
    stream="i8", fleet="i8", load="i8", unload="i8", row="i8", rows="i8", priority="i8", visits="i8", most_visits="i8",
    rule0="i8", merge0="i8", groups="i8", unequal="i8", choice="i8",
    # planned time of one work, s; 0 where it is the mean of the work time; or by an option: that, and its times
    ideal="f8", ideal_by="i8", ideal0="i8",
    # operators: the needs of a place, where it asks for them, and its spot in their tables of walking times
    hand0="i8", hands="i8", desk="i8", spot="i8", inspect="i8", every="i8",
    # carriers: the rows of those that jobs take on their way in, and of those that they give back on their way out
    take0="i8", takes="i8", give0="i8", gives="i8",
    # whether the first of its routes is its scrap; rules of one's own: which of its servers takes a job, and which way
    # a finished job takes (-1: none)
    scraps="i8", own_choice="i8", own_route="i8",
    # batches: of how many jobs at most, how many are enough, how long one waits, and in which options all are alike
    batch="i8", enough="i8", wait="f8", alike0="i8", alikes="i8",
    rack="i8", reverse="i8", back="i8",  # jobs in a rack, whether racks leave a truck in reverse order, its way back
    dock="i8", door_time="i8",  # where trucks are unloaded (-1: at no dock), and how long at a door (distribution)
    matched="i8",  # a buffer whose jobs are joined to those alone for which they were called
    sequence0="i8",  # a place that keeps the sequence: for each stream the job it waits for, and its number (-1: none)
)  # fmt: skip

NODE_STATE = record(
    # first line: its queue and level, all that a job changes that comes into a plain place or leaves it
    count="i4", claimed="i4", head="i4", tail="i4", most="i4", least="i4",
    entered="i8", area="f8", since="f8", full="f8", empty="f8",
    # all else
    last_value="i8", waiting="i8", queued="i8", next_waiting="i8",
    # a merge in turn: whose turn it is, and how many jobs it has had; servers in turn: which is next; whether jobs wait
    # before it for carriers alone
    turn="i4", taken="i4", next_server="i4", lacks="i4",
)  # fmt: skip

# An entry of a list that hangs on a node: a part drawn, a join, a route, a call, a make cell's recipe, a feed's order,
# a need of operators (`need0`, `needs`: the pools; `amount`: how many; `lot`: for what). Of a join `lot`: whether it is
# matched. Of a route `full`: where to go when it is; by the shortest queue `need0`, `needs`: the places of the queue,
# `lot`: whether the first can be full. Of a call of parts `source`: the stock point. Of a call from another plant `lot`
# is 1, `need0`: how options are named here.
ENTRY = record(
    target="i8", cond0="i8", conds="i8", dist="i8", need0="i8", needs="i8", source="i8", lot="i8", made="i8",
    amount="f8", share="f8", reorder="f8", seconds="f8", empty_s="f8", loaded_s="f8", full="i8",
)  # fmt: skip

# `kin`: of a job of a sub-line the main job for which it was called (-1: none), which may have ended since then; of a
# main job, where joins are matched, how many were called for it that have not ended
JOB = record(order="i8", next="i8", ready="f8", born="f8", dest="i8", stream="i8", main="i8", kin="i8")

# A skid, hanger, pallet or card. `next`: behind it in the queue of its pool or on the way back; `trips`: since it was
# cleaned; `back`: when it can be taken again
CARRIER = record(next="i8", trips="i8", back="f8")

# `state`: of a resource while this mode is dealt with; `offset`: first date of planned work by the calendar
MODE = record(clock="i4", work="i2", state="i2", up="i8", repair="i8", crew="i8", offset="f8")

MODE_STATE = record(due="f8", count="i8")

# `called`: parts are called before they are drawn; `owed`: what is called and not drawn yet
STOCK = record(cap="f8", user0="i8", users="i8", maker0="i8", makers="i8", called="i8")

STOCK_STATE = record(
    level="f8", reserved="f8", on_way="f8", dock="f8", received="f8", drawn="f8", area="f8", since="f8",
    least="f8", most="f8", empty="f8", owed="f8",
)  # fmt: skip

# A lane: its loads, the containers that a truck has room for, its dock (-1: none), and the times to unload a truck
# there and each of its containers. Its stops at suppliers stand in `ints` from `stop0` on, four numbers each: the times
# of the drive there and of the loading (distributions, -1: none), and where in `floats` the shifts of the supplier
# stand, and how many they are; without shifts a supplier who is not called at on the way is no stop
LANE = record(load0="i8", loads="i8", room="f8", dock="i8", unload="i8", each="f8", stop0="i8", stops="i8")

# What a lane brings to one stock point: `amount` with each order, or what lacks to `up_to` (-1: it does not fill up),
# if the position is at or below `reorder` (infinite: always); `called`: what is called counts as gone
LANE_LOAD = record(stock="i8", amount="f8", up_to="f8", container="f8", reorder="f8", called="i8")

# A dock: when each of its doors is free stands in `floats` from `door0` on; behind `room0`, in a ring of `capacity`
# places, when the unloading of each truck in the yard begins
DOCK = record(door0="i8", doors="i8", room0="i8", capacity="i8")

# `head`, `count`: of the ring; then sums over the trucks that came: how many, s of unloading and in the yard, the
# longest wait there, and the most that waited there at once
DOCK_STATE = record(head="i8", count="i8", trucks="i8", most="i8", unloading="f8", waited="f8", longest="f8")

# A table of numbers (counted or measured times) lies in the rows right behind that of its distribution, eight a row; so
# every byte of a row has a field.
DIST = record(kind="i8", a="f8", b="f8", c="f8", d="f8", e="f8", mean="f8", f="f8")

# A rule of one's own at one place: the address of its machine code, which each process has of its own (`whole`: of that
# which finds the lowest in a whole queue), and where the constants that it was lowered with begin in `ints`; the first
# tells where in `floats` it notes what it was given.
OWN = record(code="i8", whole="i8", base="i8")

# A step of a plain serial line (see ``serial``): from where its server takes jobs, and what it passes them on to. What
# is asked of the place it takes from (`noted`, `dest`, `cap` if limited), of its station (`station`, with `logged`:
# arrivals are noted, `work`: its distribution, `leads`: the place after it) and of its server (`modes`, `own_modes`) is
# here too, in one line, which spares those of the given nodes and resources.
# The fields from `free` on change; they mean something within a slice of time only.
STEP = record(
    kind="i1", target="i1", noted="i1", logged="i1", modes="i1", own_modes="i1", station="i4", server="i8", source="i8",
    stream="i4", giver="i4", after="i4", ring0="i4", mask="i4", dest="i4", work="i4", leads="i4",
    end="i4", cap="i4",
    free="i8", puts="i8", takes="i8", puts_counted="i8", takes_counted="i8", pending="i8",
)  # fmt: skip

# A place whose level is told of scheduled time (see ``levels.rest``): what it held while none of the calendars around
# it was on shift, up to the rest before, and (`area0` ...) its sums when the last began. `on`: how many are on shift
REST = record(node="i8")
REST_STATE = record(
    on="i8", since="f8", area0="f8", full0="f8", empty0="f8", seconds="f8", area="f8", full="f8", empty="f8",
)  # fmt: skip

# A row of the log. `who`: resource, place or order stream; `what`: state, outcome, options as one number (mixed radix),
# or whether it is a main job; `point`: named point passed at that instant, or -1. Options that do not fit into one
# number go on in rows LOG_MORE right behind that of the birth. Of rows LOG_ENTER `point` is -2 - stream of the job; who
# becomes part of another job out of place p enters -2 - p. Of rows LOG_STOCK see `joblog.log_stock`.
LOG = np.dtype(
    [("time", "f8"), ("order", "i8"), ("what", "i8"), ("who", "i4"), ("point", "i2"), ("kind", "i2")], align=True
)
