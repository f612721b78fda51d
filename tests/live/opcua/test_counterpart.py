"""The client against node-opcua, an independent server: nothing is lost at 3,000 changes a second, nor by a kill.

Needs node, and `npm install node-opcua` in the folder that $TAKTWIN_NODE names.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from taktwin.live.opcua.settings import OpcUaServer
from taktwin.live.sparkplug.values import Reading
from tests.live.opcua.test_client import Listening
from tests.live.sparkplug.broker import free_port

FOLDER = os.environ.get("TAKTWIN_NODE", "")
COUNT, RATE, SECONDS = 3_000, 1.1, 15  # variables, changes of each in a second


def cpu_s(process: asyncio.subprocess.Process | None = None) -> float:
    """Processor time so far, of ours or of a process of Linux; 0 elsewhere."""
    if process is None:
        return time.process_time()
    told = Path(f"/proc/{process.pid}/stat")
    if not told.is_file():
        return 0.0
    parts = told.read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def counts(client: Listening) -> list[Reading]:
    """What came of our variables; the server has some of its own."""
    return [one for one in client.readings if "/Count" in one.tag.path]


@pytest.mark.long
@pytest.mark.skipif(
    shutil.which("node") is None or not (Path(FOLDER) / "node_modules/node-opcua").is_dir(),
    reason="node-opcua is not installed (npm install node-opcua; TAKTWIN_NODE=that folder)",
)
def test_nothing_is_lost(tmp_path: Path) -> None:
    pytest.importorskip("asyncua", reason="asyncua is not installed (`pip install taktwin[live]`)")
    script = Path(FOLDER) / "taktwin-counterpart.js"
    script.write_text(Path(__file__).with_name("counterpart.js").read_text(encoding="utf-8"), encoding="utf-8")
    port = free_port()

    async def begin() -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            "node", str(script), str(port), str(COUNT), str(RATE), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        await said(process, "up")
        return process

    async def said(process: asyncio.subprocess.Process, word: str) -> str:
        assert process.stdout is not None
        while not (line := (await process.stdout.readline()).decode()).startswith(word):
            assert line, "node-opcua has ended"
        return line

    async def tell(process: asyncio.subprocess.Process, word: str) -> None:
        assert process.stdin is not None
        process.stdin.write(f"{word}\n".encode())
        await process.stdin.drain()

    async def run() -> None:
        process = await begin()
        try:
            client = Listening(tmp_path, OpcUaServer(url=f"opc.tcp://127.0.0.1:{port}", name="plc", most_items=1_500))
            await client.until(lambda: len(counts(client)) == COUNT)
            await client.taken()
            went, ours, theirs = time.monotonic(), cpu_s(), cpu_s(process)
            await tell(process, "go")
            await asyncio.sleep(SECONDS)
            await tell(process, "stop")
            took = time.monotonic() - went
            steps = int((await said(process, "at")).split()[1])
            await client.until(lambda: len(counts(client)) >= COUNT * steps)
            found: dict[str, list[int]] = {}
            for one in counts(client):
                found.setdefault(one.tag.path, []).append(one.value)
            ours, theirs = cpu_s() - ours, cpu_s(process) - theirs
            print(f"{COUNT * steps / took:,.0f} changes/s, {COUNT * steps:,} in all, none lost")
            print(
                f"us of CPU for a change: {ours / COUNT / steps * 1e6:.0f} ours, {theirs / COUNT / steps * 1e6:.0f} its"
            )
            assert all(values == list(range(1, steps + 1)) for values in found.values())
            process.kill()
            await process.wait()
            await client.until(lambda: client.what.count("gone") == 2)
            await client.taken()
            process = await begin()
            since, ours, theirs = time.monotonic(), cpu_s(), cpu_s(process)
            await client.until(lambda: len(counts(client)) >= COUNT)
            ours, theirs = cpu_s() - ours, cpu_s(process) - theirs
            print(f"all values again after {time.monotonic() - since:.1f} s; CPU {ours:.1f} s ours, {theirs:.1f} s its")
            assert all(one.resync for one in counts(client))
            await client.end()
        finally:
            process.kill()
            await process.wait()

    asyncio.run(run())
