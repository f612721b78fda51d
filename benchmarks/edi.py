"""How fast EDIFACT is read: `python -m benchmarks.edi [--quick]`.

Interchanges of call-offs for cars, delivery schedules and despatch advices are read by Taktwin (checked against their
profile, made into typed messages) and by the library pydifact (cut into segments, nothing checked), the same bytes in
turn on one core. Prints segments a second of processor time, the median of several rounds, and the ratio. It ends with
exit code 1 where Taktwin reads less than 250,000 segments a second.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from taktwin.exchange.edi import (
    Consignee,
    DeliverySchedule,
    Demand,
    DespatchAdvice,
    Interchange,
    JisCall,
    JisCallOff,
    JisItem,
    Rack,
    RackItem,
    ScheduleLine,
    read_interchange,
    write_interchange,
)
from taktwin.exchange.edi.record import Message

LIMIT = 250_000
NOW = datetime(2026, 3, 2, 6, 0)


def call_offs(cars: int) -> JisCallOff:
    """Two parts for each of some cars; the number of one part has an apostrophe, which has to be released."""
    calls = tuple(
        JisCall(
            sequence=car,
            status="new",
            due=NOW + timedelta(minutes=car),
            vin=f"LVZTAKT{car:010d}",
            call_number=f"C{car}",
            items=tuple(
                JisItem(part=part, variant=f"V{car % 400}", point_of_use="TRIM-20", quantity=1)
                for part in ("SEAT-RR-7'X", "CARPET-FR-22B")
            ),
        )
        for car in range(cars)
    )
    return JisCallOff(
        document="JS1", issued=NOW, buyer="693000001", seller="693000117", ship_to="693000002", calls=calls
    )


def schedule(parts: int) -> DeliverySchedule:
    """Ten quantities for each of some parts."""
    lines = tuple(
        ScheduleLine(
            line=number,
            part=f"P{number}",
            description="Wheel arch liner",
            order=f"45{number}",
            cumulative_received=number,
            unit="PCE",
            cumulative_since=NOW.date(),
            schedule=tuple(
                Demand(status="firm", quantity=100 + day, due=NOW + timedelta(days=day)) for day in range(10)
            ),
        )
        for number in range(1, parts + 1)
    )
    plant = Consignee(consignee="693000002", unloading_point="D01", lines=lines)
    return DeliverySchedule(document="DF1", issued=NOW, buyer="693000001", seller="693000117", consignees=(plant,))


def despatch(racks: int) -> DespatchAdvice:
    """Racks of twelve parts in sequence."""
    found = tuple(
        Rack(
            level=number,
            rack=f"RK{number}",
            type="RACK-12",
            items=(
                RackItem(
                    part="DASH-INS-01A",
                    quantity=12,
                    delivery_note="LS1",
                    sequence_from=12 * number,
                    sequence_to=12 * number + 11,
                ),
            ),
        )
        for number in range(1, racks + 1)
    )
    return DespatchAdvice(
        document="DA1", issued=NOW, despatched=NOW, expected=NOW, seller="693000117", ship_to="693000002", racks=found
    )


def interchanges(share: float) -> dict[str, bytes]:
    """What is read: about 60,000 segments each, at a share of 1."""
    made: dict[str, tuple[Callable[[int], Message], int]] = {
        "DELJIT": (call_offs, 270),
        "DELFOR": (schedule, 86),
        "DESADV": (despatch, 375),
    }
    found = {}
    for name, (make, size) in made.items():
        count = max(round(20 * share), 1)
        messages = tuple(replace(make(size), message_reference=f"{number:04d}") for number in range(count))
        head = Interchange(sender="1", receiver="2", control_reference="R1", prepared=NOW, messages=messages)
        found[name] = write_interchange(head)
    found["with line feeds"] = write_interchange(replace(read_interchange(found["DELJIT"]), line_end="\n"))
    return found


def by_pydifact(data: bytes) -> int:
    """Segments that pydifact finds."""
    from pydifact.parser import Parser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it lacks tables of service segments, and says so each time
        return sum(1 for _ in Parser().parse(data.decode("latin-1")))


def speed(read: Callable[[bytes], Any], data: bytes, segments: int) -> float:
    """Segments a second of processor time."""
    begin = time.process_time()
    read(data)
    return segments / max(time.process_time() - begin, 1e-9)


def measure(data: bytes, rounds: int) -> tuple[int, float, float]:
    """Segments, and how many a second Taktwin and pydifact read; they have to find as many."""
    segments = read_interchange(data).segments
    assert by_pydifact(data) == segments
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(speed(read_interchange, data, segments))
        theirs.append(speed(by_pydifact, data, segments))
    return segments, statistics.median(ours), statistics.median(theirs)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the messages, one round")
    quick = parser.parse_args(arguments).quick
    print(f"{'':16}{'segments':>10}{'Taktwin':>12}{'pydifact':>12}{'ratio':>8}   (segments a second)")
    slow = []
    for name, data in interchanges(0.05 if quick else 1.0).items():
        segments, ours, theirs = measure(data, 1 if quick else 5)
        print(f"{name:16}{segments:>10,}{ours:>12,.0f}{theirs:>12,.0f}{ours / theirs:>8.1f}")
        slow += [f"{name}: {ours:,.0f} segments a second"] if ours < LIMIT else []
    for one in slow:
        print(f"under {LIMIT:,}: {one}", file=sys.stderr)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
