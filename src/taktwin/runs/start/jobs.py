"""Which jobs a start state holds: product, options, order stream and order number of each."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.kernel.lowering.orders import PlantOptions
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import JobState
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.runs.start.draft import Draft, PlacedJob


def collect_jobs(draft: Draft) -> None:
    """Make a record for every job of the state, in the order of the file, then number those without an order."""
    for path, state, node in _all_jobs(draft):
        job = PlacedJob(path, state, node, len(draft.jobs))
        draft.jobs.append(job)
        _find_stream(draft, job)
        _read_options(draft, job)
        _read_visits(draft, job)
    by_stream: dict[int, list[PlacedJob]] = {}
    for job in draft.jobs:
        if job.main:
            by_stream.setdefault(job.stream, []).append(job)
    for stream in draft.index.orders.values():
        _number(draft, stream, by_stream.get(stream, []))
    main = {(job.stream, job.order): job for job in draft.jobs if job.main}
    for job in draft.jobs:
        _complete(draft, job, main)
        if draft.nodes["matched"][job.node] and not job.main and job.caller < 0:
            message = Phrase("nobody in the plant has called this job, so it is never taken")
            draft.found.error(
                (*job.path, "order"), message, Phrase("give the `order` of a job in the plant, or remove it")
            )


def _all_jobs(draft: Draft) -> Iterator[tuple[Path_, JobState, int]]:
    index, state = draft.index, draft.state
    for name, place in state.places.items():
        if not draft.found.reference(("places", name), name, index.places, "place"):
            continue
        node = index.places[name]
        for at, job in enumerate(place.jobs):
            yield ("places", name, "jobs", at), job, node
    for name, fleet in state.fleets.items():
        for number, trip in fleet.vehicles.items():
            if trip.job is not None and index.node_kinds[index.tasks.get(trip.task, 0)].transport:
                yield ("fleets", name, "vehicles", number, "job"), trip.job, index.tasks[trip.task]


def _find_stream(draft: Draft, job: PlacedJob) -> None:
    """Whether it is a job of the main flow, and of which order stream."""
    index, state, path = draft.index, job.state, job.path
    place, origin = index.place_names[job.node], index.origins[job.node]
    job.main = not state.sub if state.sub is not None else bool(origin.streams)
    if state.order is not None:
        job.order = int(state.order.value)
    if job.main and not origin.streams:
        draft.found.error(
            (*path, "sub"), Phrase("only jobs of sub-lines come to {place}", place=place), Phrase("drop `sub: false`")
        )
        return
    if not job.main and not origin.subs:
        draft.found.error(
            (*path, "sub"), Phrase("no jobs of sub-lines come to {place}", place=place), Phrase("drop `sub: true`")
        )
        return
    if not job.main and state.order is None and state.stream is None:
        return
    possible = origin.streams if job.main else set(index.orders.values())
    if state.stream is not None:
        if not draft.found.reference((*path, "stream"), state.stream, index.orders, "order stream"):
            return
        job.stream = index.orders[state.stream]
        if job.stream not in possible:
            names = ", ".join(sorted(index.stream_names[one] for one in possible))
            message = Phrase("jobs of {stream} never come to {place}", stream=state.stream, place=place)
            draft.found.error((*path, "stream"), message, Phrase("use one of: {names}", names=names))
    elif len(possible) == 1:
        job.stream = next(iter(possible))
    else:
        names = ", ".join(sorted(index.stream_names[one] for one in possible))
        message = (
            Phrase("jobs of several order streams come to {place}", place=place)
            if job.main
            else Phrase("the plant has several streams")
        )
        draft.found.error(path, message, Phrase("name that of this job: `stream:` one of {names}", names=names))


def _read_options(draft: Draft, job: PlacedJob) -> None:
    options, found = draft.index.options(job.node), draft.found
    others = len(draft.index.program.options) - len(options)  # options that only other plants have
    job.values = [-1] * len(options) + [0] * others
    product = job.state.product
    if product is not None and found.reference((*job.path, "product"), product, options.products, "product"):
        job.values[0] = options.products.index(product)
    for name, value in job.state.options.items():
        path = (*job.path, "options", name)
        if name == "product":
            found.error(path, Phrase("the product is no option here"), Phrase("write `product: ...` beside `options`"))
            continue
        if not found.reference(path, name, options.names[1:], "option"):
            continue
        at = options.names.index(name)
        shares = {} if draft.has_lists else options.shares[at]  # a list may ask for what is never drawn
        known = shares[product] if product in shares else options.values[at]
        if value not in known:
            message = Phrase("there is no {name} {value}", name=name, value=value)
            if product in shares:
                message = Phrase("{product} has no {name} {value}", product=product, name=name, value=value)
            found.error(path, message, suggest(value, known))
        else:
            job.values[at] = options.values[at].index(value)


def _read_visits(draft: Draft, job: PlacedJob) -> None:
    visits, here = draft.index.program.options.visits, draft.index.place_names[job.node]
    job.visits = [int(name == here) for name in visits]
    for at, (name, counter) in enumerate(visits.items()):
        if name in job.state.visits:
            job.visits[at] = min(int(job.state.visits[name].value), counter.most)
            if name == here and not job.visits[at]:
                path = (*job.path, "visits", name)
                draft.found.error(
                    path, Phrase("the job stands there, so this is its first visit at least"), Phrase("write 1 or more")
                )
    for name in job.state.visits:
        if name not in visits:
            remedy = suggest(name, visits) if visits else Phrase("remove `visits`")
            draft.found.error(
                (*job.path, "visits", name), Phrase('nothing asks for visits to "{name}"', name=name), remedy
            )


def _number(draft: Draft, stream: int, jobs: list[PlacedJob]) -> None:
    """Order numbers of a stream's jobs, and how many orders it has released."""
    index, found = draft.index, draft.found
    name, record = index.stream_names[stream], draft.resource_states[stream]
    taken: dict[int, PlacedJob] = {}
    for job in jobs:
        if job.order is None:
            continue
        if job.order in taken:
            found.error(
                (*job.path, "order"),
                Phrase("order {order} of {name} is in the plant twice", order=job.order, name=name),
                Phrase("correct one"),
            )
        taken[job.order] = job
    given = draft.state.orders.get(name)
    if draft.resources["ranks0"][stream] >= 0:
        message = Phrase(
            "a rule of one's own has sorted the orders of {name}: which of them are left is not told by a number",
            name=name,
        )
        found.error(
            ("orders", name), message, Phrase("give the orders release times in their file, or begin without the rule")
        )
        return
    released = max(max(taken, default=-1) + 1, len(jobs))
    if given is not None and given.released is not None:
        path, wanted = ("orders", name, "released"), int(given.released.value)
        if wanted < released:
            remedy = Phrase("write {released} or more, or correct the orders of the jobs", released=released)
            found.error(
                path,
                Phrase("{wanted} orders are released, but the plant holds more or later ones", wanted=wanted),
                remedy,
            )
        released = max(released, wanted)
    elif draft.resources["releases0"][stream] >= 0:
        first = int(draft.resources["releases0"][stream])
        times = draft.arrays["floats"][first : first + int(record["count"])]
        released = max(released, int((times <= draft.now).sum()))
    if released > record["count"]:
        path = ("orders", name) if given is not None else ("places",)
        message = Phrase(
            "the order stream {name} has {count} orders, got {released}",
            name=name,
            count=int(record["count"]),
            released=released,
        )
        found.error(path, message, Phrase("correct the orders, or raise `quantity` or the order file of the stream"))
    record["jobs"] = released
    # the jobs that are ahead have the lower numbers
    free = (number for number in range(released - 1, -1, -1) if number not in taken)
    for job in sorted((job for job in jobs if job.order is None), key=lambda one: (one.node, -one.number)):
        job.order = next(free)


def _complete(draft: Draft, job: PlacedJob, main: dict[tuple[int, int | None], PlacedJob]) -> None:
    """Options that follow from the order list, or from the main job for which a sub-line's job was called."""
    if job.main and job.stream >= 0:
        _from_list(draft, job)
        return
    if job.order is None:
        job.values = [max(0, value) for value in job.values]
        return
    twin = main.get((job.stream, job.order))
    if twin is not None:
        job.caller = twin.number
        whose = draft.index.options(twin.node)
        called = _named_here(draft, job, whose, twin.values)
        job.values = [mine if mine >= 0 else theirs for mine, theirs in zip(job.values, called, strict=True)]
    if job.stream >= 0:
        _from_list(draft, job)


def _named_here(draft: Draft, job: PlacedJob, whose: PlantOptions, values: list[int]) -> list[int]:
    """Options of the job for which a job was called, or of its order, as the plant of this job numbers them."""
    mine = draft.index.options(job.node)
    if whose is mine:
        return values
    every = draft.index.program.options.translated(whose, mine)
    return [called[values[column]] if column >= 0 and values[column] >= 0 else 0 for column, called in every]


def _from_list(draft: Draft, job: PlacedJob) -> None:
    options, row = draft.index.options(job.node), int(draft.resources["row"][job.stream])
    if row < 0 or job.order is None:
        return
    orders = int(draft.resource_states["count"][job.stream])
    if job.order >= orders:
        if not job.main:  # of the main jobs this has been said already
            message = Phrase("the order stream has {orders} orders, got order {order}", orders=orders, order=job.order)
            draft.found.error((*job.path, "order"), message, Phrase("correct the order number"))
        return
    first = row + job.order * len(job.values)
    whose = draft.index.program.options.of("orders", draft.index.stream_names[job.stream])
    listed = _named_here(draft, job, whose, draft.index.ints[first : first + len(job.values)].tolist())
    for at, (mine, theirs) in enumerate(zip(job.values, listed, strict=True)):
        if mine >= 0 and mine != theirs:
            path = (*job.path, "product") if at == 0 else (*job.path, "options", options.names[at])
            message = Phrase(
                "order {order} of the list has {option} {value}",
                order=job.order,
                option=options.names[at],
                value=options.values[at][theirs],
            )
            draft.found.error(path, message, Phrase("correct the order number, or leave the options out"))
    job.values = listed
