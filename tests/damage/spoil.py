"""Ways to spoil a file."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from random import Random

import numpy as np

from taktwin.runs.saved import file as files

WAYS = ("cut", "emptied", "flipped", "filled", "other", "missing")


def spoil(random: Random, path: Path, other: bytes) -> str:
    """Spoil a file in one way; ``other`` is the content of a file of the same kind. Says what was done."""
    way = random.choice(WAYS)
    content = bytearray(path.read_bytes())
    if way == "cut":
        content = content[: random.randrange(max(1, len(content)))]
    elif way == "emptied":
        content = bytearray()
    elif way == "flipped":
        for _ in range(random.choice([1, 1, 1, 8])):
            if content:
                content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    elif way == "filled":  # a block that was never written
        at = random.randrange(max(1, len(content)))
        content[at : at + 512] = bytes(len(content[at : at + 512]))
    elif way == "other":
        content = bytearray(other)
    if way == "missing":
        path.unlink()
    else:
        path.write_bytes(content)
    return f"{way} {path.name}"


def remake(random: Random, path: Path) -> str:
    """Write a snapshot again with one value, array or entry of the head changed, and with a right checksum."""
    archive = files.Archive(path)
    about, arrays = archive.about, {name: array.copy() for name, array in archive.arrays().items()}
    name = random.choice([one for one, array in arrays.items() if array.size] + ["about"])
    if name == "about":
        key = random.choice(sorted(about.keys() - {"model", "model_hash", "engine", "format", "taktwin"}))
        value = random.choice([None, "x", -1, 0, 7, 1e300, -1.0, float("nan"), [], True])
        if random.random() < 0.2:
            del about[key]
        else:
            about[key] = value
        what = f"{key} = {value}"
    elif random.random() < 0.15:
        what = _reshape(random, arrays, name)
    else:
        what = _change(random, arrays, name)
    with path.open("wb") as out:
        files.write(out, json.loads(json.dumps(about)), arrays)
    return f"{name}: {what}"


def _reshape(random: Random, arrays: dict[str, np.ndarray], name: str) -> str:
    array = arrays[name]
    way = random.choice(["empty", "short", "long", "type", "flat", "gone"])
    if way == "gone":
        del arrays[name]
    elif way == "empty":
        arrays[name] = array[:0]
    elif way == "short":
        arrays[name] = array[:-1]
    elif way == "long":
        arrays[name] = np.concatenate([array, array[-1:]])
    elif way == "type":
        arrays[name] = np.zeros(array.shape, random.choice(["i4", "f4", "U3", "b1"]))
    else:
        arrays[name] = array.reshape(1, -1)
    return way


def _change(random: Random, arrays: dict[str, np.ndarray], name: str) -> str:
    table = arrays[name]
    field = random.choice(table.dtype.names) if table.dtype.names else None
    column = table[field] if field else table
    flat = column.reshape(-1)  # a view for what is one after the other
    at = random.randrange(column.size)
    old = flat[at].item()
    sizes = [array.shape[0] for array in arrays.values()]
    if column.dtype.kind == "f":
        bits = struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]
        value: float | int = random.choice(
            [-1.0, 0.0, 1.0, old + 1.0, old - 1.0, old * 2.0, 1e18, -1e18, 1e300, float("nan"), float("inf"), bits]
        )
    else:
        low, high = np.iinfo(column.dtype).min, np.iinfo(column.dtype).max
        near = random.choice([-2, -1, 0, 1, 2, 3, old + 1, old - 1, random.choice(sizes), 1 << 40, -(1 << 40), high])
        value = min(max(near, low), high)
    flat[at] = value
    if field:
        table[field] = flat.reshape(column.shape)
    return f"{field or 'value'}[{at}] = {value} (was {old})"
