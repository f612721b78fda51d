"""The whole way of a plant's messages at a given rate: server, client, journal, state, KPIs; how long, how many lost.

    python -m benchmarks.through_broker [--minutes 10] [--rate 100000]

Starts mosquitto on loopback, an emulated plant (`benchmarks.loud_plant`) in a process of its own, and in another what
`taktwin live MODEL --broker URL --map FILE --journal FILE --ahead 0 --json` does. Of each message: the time from its
receipt to when the journal has it on the disk. At the end: what was sent is in the journal, and the last value of each
tag is the one that was sent last. Needs mosquitto and the extra `live`.

The plant has run for `--warm` hours before, and the twin begins with the checkpoint of one that has followed it since:
as after a restart. A twin of a plant that fills knows more with each job that comes; of one that is full it does not.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing as mp
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from array import array
from pathlib import Path
from typing import Any

import numpy as np

import taktwin
from benchmarks.loud_plant import LEAD_S, LoudPlant, Sent
from benchmarks.soak import resident_mb
from taktwin.exchange.sparkplug.decode import decode
from taktwin.live.clock import PlantClock
from taktwin.live.emulator import Emulator
from taktwin.live.emulator.edge import mapping_text
from taktwin.live.journal.journal import Journal
from taktwin.live.sparkplug.server import Server
from taktwin.live.sparkplug.source import SparkplugSource
from taktwin.live.twin import TwinSettings
from taktwin.live.twin.options import LiveOptions
from taktwin.live.twin.program import follow
from taktwin.live.twin.twin import Twin
from taktwin.runs.start import Starter

WIDTH = 16  # bits of the plant's counters
_READY_S = 10.0  # from when both processes have loaded the plant to when it begins


def emulator(starter: Starter, days: float) -> Emulator:
    """The plant; of more days it begins alike."""
    return Emulator(starter, days, 4711, tell="counters", width=WIDTH)


def warmed(starter: Starter, hours: float, path: Path) -> int:
    """A journal with the checkpoint of a twin that has followed the plant for so long; jobs that stand in it."""
    twin = Twin(starter, settings=TwinSettings(forecast_s=math.inf))
    for one in emulator(starter, hours / 24.0 + 0.001).events():
        if one.time < hours * 3600.0:
            twin.apply([one])
    with Journal(path) as twin.journal:
        twin.close()
    return twin.shadow.jobs


def plant_process(model: str, given: argparse.Namespace, port: int, begin: Any, out: Any) -> None:
    """The plant: says that it is there, waits for its clock, and tells what it sent to ``out``."""
    days = given.warm / 24.0 + (given.minutes * 60.0 + 60.0) * given.speed / 86_400.0
    plant = LoudPlant(emulator(taktwin.load(model).starter, days), given.rate, given.warm * 3600.0)
    out.put("ready")
    out.put(plant.play(port, begin.get(), given.minutes * 60.0))


def twin_process(model: str, port: int, folder: Path, begin: Any, ended: Any, out: Any) -> None:
    """The twin: how long each message took goes to ``out``, and what it knows at the end."""
    plant, stop = taktwin.load(model), threading.Event()
    plant.twin()
    out.put("ready")
    begin.get()
    many, took = array("q"), array("d")  # messages of each commit, and when it was there; small, for memory is measured
    memory = array("d")  # each second: when, MB, seconds of processor time
    at_end: dict[str, Any] = {}

    def begun(twin: Twin) -> None:
        keep = twin.keep

        def timed(source: str, entries: Any) -> None:
            keep(source, entries)
            many.append(len(entries))
            took.append(time.time() * 1000.0)

        twin.keep = timed  # type: ignore[method-assign]

    def watch() -> None:
        while not ended.wait(1.0):
            memory.extend((time.time(), resident_mb(), time.process_time()))
        known = -1
        while known < len(took):  # what still waits in between
            known = len(took)
            time.sleep(2.0)
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
    options = LiveOptions(
        broker=Server(address="127.0.0.1", port=port), mapping=folder / "map.yaml", journal=folder / "plant.journal",
        settings=TwinSettings(forecast_s=math.inf),
    )  # fmt: skip
    told = 0
    with (folder / "now.jsonl").open("w", encoding="utf-8") as file:

        def tell(now: dict[str, Any]) -> None:
            nonlocal told
            told += 1
            file.write(json.dumps(now, ensure_ascii=False, allow_nan=False) + "\n")

        twin = follow(plant.starter, options, tell, stop, begun=begun)
    source = next(one for one in twin.sources if isinstance(one, SparkplugSource))
    tags = source.session.tags
    at_end["times"] = {tags[i].device: int(tags.present["time"][i]) for i in range(len(tags)) if tags[i].device}
    at_end["bits"] = {tags[i].path: int(tags.present["bits"][i]) for i in range(len(tags)) if not tags[i].device}
    at_end |= {"texts": {tags[i].path: text for i, text in tags.texts.items()}, "seen": source.seen, "told": told}
    at_end |= {"divergence": twin.now()["divergence"], "finished": twin.shadow.finished, "tags": len(tags)}
    out.put({"took": (np.array(many), np.array(took)), "memory": np.array(memory).reshape(-1, 3), **at_end})


def mosquitto(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server on a free port of loopback."""
    program = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        sys.exit("mosquitto is not installed (Debian: apt-get install mosquitto)")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    lines = [f"listener {port} 127.0.0.1", "allow_anonymous true", "persistence false", "max_queued_messages 0"]
    (folder / "mosquitto.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    process = subprocess.Popen(
        [program, "-c", str(folder / "mosquitto.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(0.5)
    return process, port


def cpu_s(process: int) -> float:
    """Processor time of another process so far, s."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def journalled(path: Path) -> tuple[np.ndarray, np.ndarray, dict[str, int], int]:
    """Of each entry when it was sent (by its own time) and received; data messages by node, and metrics in them."""
    sent, received, messages, metrics = [], [], dict[str, int](), 0
    with Journal(path, to_write=False) as journal:
        for kept in journal.entries():
            entry, parts = kept.entry, kept.entry.topic.split("/")
            data = len(parts) > 3 and parts[2] in ("NDATA", "DDATA")
            batch = decode([entry.payload]) if data else None
            sent.append(math.nan if batch is None else float(batch.timestamp_of(0) or 0))
            received.append(entry.received)
            if batch is not None:
                messages[parts[3]] = messages.get(parts[3], 0) + 1
                metrics += len(batch.metrics)
    return np.array(sent), np.array(received, dtype=np.float64), messages, metrics


def table(given: argparse.Namespace, sent: Sent, twin: dict[str, Any], folder: Path, server_s: float) -> None:
    """Print what was measured."""
    at, received, messages, metrics = journalled(folder / "plant.journal")
    done = np.repeat(twin["took"][1], twin["took"][0])[: len(received)]
    data = np.isfinite(at)
    seconds, many = given.minutes * 60.0, sum(sent.messages.values())
    print(f"{many} messages, {sent.metrics} metrics of {twin['tags']} tags in {seconds:.0f} s; ", end="")
    print(f"{sent.events} events of the plant, {given.speed:g} times its pace; sent {sent.late_ms:.0f} ms late at most")
    for what, begun in (("receipt to commit", received[data]), ("sent to commit", at[data])):
        wait = done[data] - begun
        told = [f"{name} {np.quantile(wait, q):.0f}" for name, q in (("p50", 0.5), ("p99", 0.99), ("most", 1.0))]
        when = (begun[np.argmax(wait)] - begun[0]) / 1000.0
        print(f"{what:20} {', '.join(told)} ms (in second {when:.0f})")
    wrong = differing(sent, twin)
    checked = len(sent.last) + sum(map(len, sent.values.values()))
    print(f"lost: {many - sum(messages.values())} messages, {sent.metrics - metrics} metrics; ", end="")
    print(f"last values that differ: {len(wrong)} of {checked}; host: {twin['seen'] or 'nothing to tell'}")
    print(f"state: {twin['divergence']}; told {twin['told']} times")
    times, memory, cpu = twin["memory"].T
    begin, first = times[-1] - seconds, min(60.0, seconds / 3.0)
    minutes = np.interp(begin + np.arange(first, seconds + 0.5, first), times, memory)
    print(f"memory every {first:.0f} s, MB: {' '.join(f'{one:.1f}' for one in minutes)}")
    before, after = float(np.interp(begin + first, times, memory)), float(memory[-1])
    print(
        f"memory: {before:.1f} MB after {first:.0f} s, {after:.1f} MB at the end ({100 * (after / before - 1):+.2f} %)"
    )
    used = {"twin": float(cpu[-1] - np.interp(begin, times, cpu)), "mosquitto": server_s, "plant": sent.cpu_s}
    told = ", ".join(f"{name} {one * 100_000.0 / sent.metrics:.3f}" for name, one in used.items())
    print(f"CPU s for 100,000 metrics: {told}; journal: {(folder / 'plant.journal').stat().st_size / 1e6:.0f} MB")


def differing(sent: Sent, twin: dict[str, Any]) -> list[str]:
    """Devices and tags whose last value is not the one that was sent last."""
    wrong = [name for name, last in sent.last.items() if twin["times"].get(name) != last]
    plant = next(iter(twin["bits"]), "/").split("/")[0]
    for node, own in sent.values.items():
        for metric, value in own.items():
            name = f"{plant}/{node}/{metric}"
            known: Any = twin["bits"].get(name) if isinstance(value, int) else twin["texts"].get(name, b"").decode()
            if value is not None and known != value:
                wrong.append(name)
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=int, default=100_000, help="process values a second")
    parser.add_argument("--speed", type=float, default=10.0, help="of the emulated plant")
    parser.add_argument("--warm", type=float, default=20.0, help="hours that the plant has run before")
    parser.add_argument("--model", default="phoenix")
    parser.add_argument("--folder", type=Path, default=None, help="where the journal is written and left")
    given = parser.parse_args()
    plant = taktwin.load(given.model)
    plant.twin()  # compiled, or read from the cache
    context = mp.get_context("spawn")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        if given.warm:
            jobs = warmed(plant.starter, given.warm, folder / "plant.journal")
            print(f"{jobs} jobs stand in the plant when it is first heard")
        server, port = mosquitto(folder)
        try:
            ended, sent, known = context.Event(), context.Queue(), context.Queue()
            begins = context.Queue(), context.Queue()
            twin = context.Process(target=twin_process, args=(given.model, port, folder, begins[0], ended, known))
            loud = context.Process(target=plant_process, args=(given.model, given, port, begins[1], sent))
            twin.start()
            loud.start()
            for one in (sent, known):
                one.get(timeout=300.0)
            begin = time.time() + _READY_S
            clock = PlantClock(round((begin - given.warm * 3600.0 / given.speed) * 1000.0), given.speed)
            (folder / "map.yaml").write_text(mapping_text(plant.model.name, WIDTH, clock), encoding="utf-8")
            for one in begins:
                one.put(clock)
            time.sleep(max(0.0, begin + LEAD_S - time.time()))
            before = cpu_s(server.pid)
            told = sent.get(timeout=given.minutes * 60.0 + 60.0)
            time.sleep(2.0)
            used = cpu_s(server.pid) - before
            ended.set()
            table(given, told, known.get(timeout=180.0), folder, used)
            twin.join(10.0)
            loud.join(10.0)
        finally:
            server.terminate()
            server.wait(10.0)


if __name__ == "__main__":
    main()
