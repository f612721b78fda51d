"""Many pages that watch one running plant: what they cost the server.

    python -m benchmarks.watchers --pages 50 --seconds 10

The server follows an emulated `phoenix`, played 60 times as fast. Told are the processor time that it takes with nobody
looking, with one page and with all of them, and what each page got. It reads `/proc`, so it runs on Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

MOST_CORES = 0.25
"""So much of a core may all pages take together."""
LEAST_TEXTS = 0.8
"""Texts a second that each page gets, of one."""


def used(pid: int) -> float:
    """Processor time of a process so far, s."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def look(port: int, seconds: float) -> tuple[int, int, int]:
    """Watch for a while; texts, frames and bytes that came."""
    from websockets.asyncio.client import connect

    texts = frames = size = 0
    origin = f"http://127.0.0.1:{port}"
    async with connect(f"ws://127.0.0.1:{port}/ws/watch", origin=origin, max_size=None, compression=None) as socket:  # type: ignore[arg-type]
        await socket.send('{"scene": true}')
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                said = await asyncio.wait_for(socket.recv(), left)
            except TimeoutError:
                break
            texts, frames, size = texts + isinstance(said, str), frames + isinstance(said, bytes), size + len(said)
    return texts, frames, size


async def measured(port: int, pid: int, pages: int, seconds: float) -> tuple[float, list[tuple[int, int, int]]]:
    """Cores that the server takes with so many pages, and what each of them got."""
    before, began = used(pid), time.monotonic()
    found = await asyncio.gather(*(look(port, seconds) for _ in range(pages)))
    await asyncio.sleep(0.0 if pages else seconds)
    return (used(pid) - before) / (time.monotonic() - began), found


def wait_until_it_runs(port: int) -> None:
    """Until the plant runs, three minutes at most."""
    for _ in range(180):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/watch") as answer:
            told = json.load(answer)
        if told["state"] == "running" and told["now"] is not None:
            return
        time.sleep(1.0)
    raise TimeoutError(f"the plant is {told['state']}: {told['trouble']}")


def wait_until_it_is_quiet(pid: int) -> None:
    """Until the first forecast has been compiled and made, two minutes at most: that has nothing to do with pages."""
    quiet = 0
    for _ in range(120):
        before = used(pid)
        time.sleep(1.0)
        quiet = quiet + 1 if used(pid) - before < 0.2 else 0
        if quiet == 5:
            return


def main() -> int:
    """Measure it; 1 where it costs more than it may, or a page is told too little."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--pages", type=int, default=50)
    given.add_argument("--seconds", type=float, default=10.0)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-c",
            "from taktwin.cli import main; main()",
            "serve",
            "phoenix",
            "--demo",
            "--port=0",
        ]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=folder)
        try:
            assert server.stdout is not None
            port = int(re.findall(r":(\d+)/", server.stdout.readline())[0])
            wait_until_it_runs(port)
            wait_until_it_is_quiet(server.pid)
            cores, got = {}, []
            for pages in (0, 1, options.pages):
                cores[pages], got = asyncio.run(measured(port, server.pid, pages, options.seconds))
                each = "" if not pages else "; each got " + ", ".join(
                    f"{sum(one[k] for one in got) / pages / options.seconds:,.1f} {what} a second"
                    for k, what in enumerate(("texts", "frames", "bytes"))
                )  # fmt: skip
                print(f"{pages:3} pages: {cores[pages]:.3f} cores{each}", flush=True)
        finally:
            server.terminate()
            server.wait(20)
    more = cores[options.pages] - cores[0]
    least = min(texts for texts, _, _ in got) / options.seconds
    print(f"{options.pages} pages take {more:.3f} cores more than none")
    return int(more > MOST_CORES or least < LEAST_TEXTS)


if __name__ == "__main__":
    sys.exit(main())
