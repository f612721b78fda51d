"""How fast messages of a plant are taken in: ratios side by side on this machine.

    python -m benchmarks.ingest [--messages N]

Messages of 100 metrics each (alias, time, type, value: 17 to 18 bytes a metric), as an edge node sends them every
second or so. The reference is what Python does with Google's protobuf: parse, then read alias, value and time of each
metric. Needs protobuf (`pip install taktwin[test]`).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from taktwin.exchange.sparkplug.datatypes import DataType
from taktwin.exchange.sparkplug.decode import decode
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.payload import Metric, Payload
from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.numbering import Numbering
from taktwin.live.sparkplug.session import HostSession
from taktwin.live.sparkplug.settings import HostSettings

METRICS = 100
START = 1_800_000_000_000


def messages(count: int) -> list[Message]:
    """A birth of 100 metrics, then data of all of them."""
    own = [
        Metric(name=f"m{i}", alias=i, timestamp=START, datatype=_kind(i), value=_value(i, 0)) for i in range(METRICS)
    ]
    session = Metric(name="bdSeq", timestamp=START, datatype=DataType.Int64, value=0)
    found = [_message("NBIRTH", [session, *own], START, 0)]
    for k in range(1, count):
        now = START + 10 * k
        data = [Metric(alias=i, timestamp=now, datatype=_kind(i), value=_value(i, k)) for i in range(METRICS)]
        found.append(_message("NDATA", data, now, k % 256))
    return found


def _kind(i: int) -> DataType:
    return DataType.Double if i % 3 else DataType.UInt64


def _value(i: int, k: int) -> float | int:
    return 0.5 * k + i if i % 3 else 1000 * i + k


def _message(kind: str, metrics: list[Metric], now: int, seq: int) -> Message:
    payload = encode(Payload(timestamp=now, metrics=tuple(metrics), seq=seq))
    return Message(f"spBv1.0/plant/{kind}/line", payload, now + 1)


def in_python(payloads: list[bytes]) -> float:
    """Parse with protobuf and read alias, time and value of each metric."""
    from tests.exchange.sparkplug.protobuf import Payload as Parsed

    values = np.empty(METRICS)
    aliases, times = np.empty(METRICS, dtype=np.int64), np.empty(METRICS, dtype=np.int64)
    total = 0.0
    for one in payloads:
        payload = Parsed.FromString(one)
        for i, metric in enumerate(payload.metrics):
            aliases[i], times[i] = metric.alias, metric.timestamp
            values[i] = metric.double_value if metric.datatype == DataType.Double else metric.long_value
        total += values.sum()
    return total


def compiled(payloads: list[bytes], at_once: int) -> float:
    """The same with our own reader, so many payloads at once."""
    total = 0.0
    for i in range(0, len(payloads), at_once):
        rows = decode(payloads[i : i + at_once]).metrics
        bits = rows["bits"].copy()
        total += np.where(rows["datatype"] == DataType.Double, bits.view(np.float64), bits).sum()
    return total


def host(plant: list[Message], at_once: int) -> None:
    """The host: order, aliases, present values."""
    session = HostSession(HostSettings(host="twin"))
    for i in range(0, len(plant), at_once):
        session.receive(plant[i : i + at_once])
    assert not session.nodes["plant/line"].wants_birth


def journalled(plant: list[Message], at_once: int, folder: Path) -> None:
    """Into the journal first, each batch on the disk, then to the host."""
    session, numbering = HostSession(HostSettings(host="twin")), Numbering("mqtt")
    with Journal(folder / f"{at_once}.journal") as journal:
        for i in range(0, len(plant), at_once):
            batch = plant[i : i + at_once]
            journal.append(numbering.entries(batch))
            session.receive(batch)
        assert len(journal) == len(plant)


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--messages", type=int, default=1_000)
    count = parser.parse_args().messages
    plant = messages(count)
    data = [one.payload for one in plant[1:]]
    decode(data[:1])  # compiled, or read from the cache
    assert abs(in_python(data) - compiled(data, 100)) < 1e-6 * abs(in_python(data))
    reference = seconds(lambda: in_python(data))
    print(f"{count} messages of {METRICS} metrics, {len(data[-1]) / METRICS:.1f} bytes a metric")
    print(f"{'what':50} {'M/s of CPU':>12} {'ratio':>7}")

    def line(what: str, taken: float) -> None:
        print(f"{what:50} {len(data) * METRICS / taken / 1e6:12.2f} {reference / taken:7.1f}")

    line("protobuf, fields read in Python (reference)", reference)
    for at_once in (1, 10, 100):
        line(f"decoded, {at_once} at once", seconds(lambda n=at_once: compiled(data, n)))
    for at_once in (1, 100):
        line(f"decoded and taken by the host, {at_once} at once", seconds(lambda n=at_once: host(plant, n)))
    for at_once in (10, 100):
        with tempfile.TemporaryDirectory() as folder:
            begin, cpu = time.perf_counter(), time.process_time()
            journalled(plant, at_once, Path(folder))
            took = time.perf_counter() - begin
            line(f"journal on the disk, then the host, {at_once} at once", time.process_time() - cpu)
        batches = -(-len(plant) // at_once)
        print(f"{'':5}by the clock {len(data) * METRICS / took / 1e6:.2f} M/s, {took / batches * 1e3:.1f} ms a batch")


if __name__ == "__main__":
    main()
