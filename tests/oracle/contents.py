"""What stands in the buffers when the plant starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.model.nouns.buffer import Buffer as BufferNoun
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.splitstation import SplitStation
from tests.oracle.job import CALLED_BY_NOBODY, Job

if TYPE_CHECKING:
    from tests.oracle.elements.carriers import Pool
    from tests.oracle.place import Place
    from tests.oracle.plant import Plant


def put_contents(plant: Plant) -> None:
    """Fill the buffers: the jobs that are ahead have the lower order numbers; who stands on its way has a carrier."""
    found: dict[Buffer, list[Job]] = {}
    for _, _, _, element in reversed(list(plant.model.all_elements())):
        buffer = plant.first[element.name]
        if isinstance(buffer, Buffer) and isinstance(element, BufferNoun) and element.contents:
            found[buffer] = [
                _job(plant, buffer, sort) for sort in element.contents for _ in range(int(sort.count.value))
            ]
    for buffer, jobs in reversed(found.items()):
        for job in jobs:
            for pool in plant.pools.values():
                if buffer in _inside(plant, pool) and pool.needs(job, buffer):
                    pool.hold_at_start(job)
        buffer.put(jobs)
        for job in jobs:
            if job.main:
                plant.ledger.note("born", job.stream or "", tuple(job.options.values()), job.order)


def _job(plant: Plant, buffer: Buffer, sort: object) -> Job:
    streams = [name for name, stream in plant.streams.items() if any(buffer in _behind(one) for one in stream.sources)]
    product, options = sort.product, sort.options  # type: ignore[attr-defined]
    if streams:
        return plant.streams[sort.stream or streams[0]].make_contents(product, options)  # type: ignore[attr-defined]
    shop = plant.shop_of[buffer]
    first = {name: values[0] for name, values in plant.options_of("shops", shop).values.items()}
    given = {"product": product} if product is not None else {}
    return Job(CALLED_BY_NOBODY, first | given | options)


def _behind(place: Place, ends: tuple[Place, ...] = ()) -> set[Place]:
    """The places to which jobs come from one."""
    found, waiting = {place}, [place]
    while waiting:
        one = waiting.pop()
        for other in one.plant.places if one not in ends else ():
            if isinstance(one, SplitStation) and other not in (one.dest, *(route.to for route in one.work.routes)):
                continue  # what comes out of a job is another one
            if one in other.givers and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _inside(plant: Plant, pool: Pool) -> set[Place]:
    """Where jobs stand that have a carrier of a pool."""
    begins = [place for place in plant.places if pool in place.takes]
    ends = tuple(place for place in plant.places if pool in place.gives)
    return {place for begin in begins for place in _behind(begin, ends)}
