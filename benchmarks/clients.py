"""Fifty people on one server of the page: how long each of their requests takes.

Each has a WebSocket to the jobs, and asks in turn for the models, the runs, a check of a text and a chunk of a replay,
with a pause of a second between two requests, as somebody who clicks.

    python -m benchmarks.clients --clients 50 --seconds 30
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import taktwin

MOST_S = 0.5
"""So long a request may take for 95 of 100."""
MODEL = """taktwin: 1
name: small
orders: {always: {}}
shops:
  s:
    lines:
      l:
        orders: always
        flow:
          - {station: a, cycle: 60 s}
          - {buffer: b, capacity: 3}
          - {station: c, cycle: exp(50 s)}
"""


async def asked(port: int, path: str, body: dict[str, str] | None = None) -> tuple[int, float]:
    """Status and seconds of a request on a connection of its own, which is slower than what a browser does."""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    data = b"" if body is None else json.dumps(body).encode()
    head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n"
    more = f"x-taktwin: 1\r\ncontent-type: application/json\r\ncontent-length: {len(data)}\r\n" if data else ""
    writer.write(f"{head}{more}\r\n".encode() + data)
    answer = await reader.read()
    writer.close()
    return int(answer[9:12]), time.perf_counter() - began


async def person(port: int, until: float, chance: random.Random, found: dict[str, list[float]]) -> int:
    """One of them; gives how often something was refused."""
    from websockets.asyncio.client import connect

    wants = [
        ("models", "/api/models", None), ("runs", "/api/runs", None), ("page", "/", None),
        ("check", "/api/text/check", {"name": "small.yaml", "text": MODEL}),
        ("replay", "/api/replay/runs/small/chunk/{n}", None),
    ]  # fmt: skip
    refused = 0
    async with connect(f"ws://127.0.0.1:{port}/ws/jobs", origin=f"http://127.0.0.1:{port}") as socket:  # type: ignore[arg-type]
        await socket.recv()
        await asyncio.sleep(chance.uniform(0, 1))
        while time.perf_counter() < until:
            name, path, body = chance.choice(wants)
            status, took = await asked(port, path.format(n=chance.randrange(100)), body)
            refused += status != 200
            found[name].append(took)
            await asyncio.sleep(1.0)
    return refused


def main() -> int:
    """Measure it; 1 where it is slower than it may be."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--clients", type=int, default=50)
    given.add_argument("--seconds", type=float, default=30.0)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "small.yaml").write_text(MODEL, encoding="utf-8")
        taktwin.load(str(Path(folder) / "small.yaml")).simulate(days=1, warmup=0, trace=True).save(
            Path(folder) / "runs" / "small"
        )
        command = [sys.executable, "-c", "from taktwin.cli import main; main()", "serve", folder, "--port=0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            assert server.stdout is not None
            port = int(re.findall(r":(\d+)/", server.stdout.readline())[0])
            found: dict[str, list[float]] = defaultdict(list)
            asyncio.run(asked(port, "/api/text/check", {"name": "small.yaml", "text": MODEL}))  # what is loaded once
            asyncio.run(asked(port, "/api/replay/runs/small/about"))

            async def all_of_them() -> list[int]:
                until = time.perf_counter() + options.seconds
                each = (person(port, until, random.Random(k), found) for k in range(options.clients))
                return await asyncio.gather(*each)

            refused = sum(asyncio.run(all_of_them()))
        finally:
            server.terminate()
            server.wait(20)
    everything = sorted(one for several in found.values() for one in several)
    for name, several in [*found.items(), ("all", everything)]:
        several = sorted(several)
        middle, high = several[len(several) // 2], several[int(0.95 * len(several))]
        print(f"{name:8} {len(several):5} requests, p50 {1000 * middle:6.1f} ms, p95 {1000 * high:6.1f} ms")
    print(f"{options.clients} clients, refused: {refused}")
    return int(refused > 0 or everything[int(0.95 * len(everything))] > MOST_S)


if __name__ == "__main__":
    sys.exit(main())
