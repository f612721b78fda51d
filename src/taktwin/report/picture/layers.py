"""Layers of a frame: in which column, from 0 and without an end, each chain begins (longest path, left to right)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taktwin.report.picture.diagram import Chain, Link

_ONWARD = ("flow", "route", "feed")
_PART = "part"


@dataclass(frozen=True)
class Start:
    """First column of a chain. ``anchor`` is the column that it shall stand near, where it may be moved; else None."""

    column: int
    anchor: int | None = None


def starts(chains: Sequence[Chain], links: Iterable[Link]) -> list[Start]:
    """First column of each chain.

    Jobs and made parts go to the right: a chain begins behind what leads into it, but for links that close a circle
    (rework). A sub-line ends before the box that joins it, a branch stands below the box that sends jobs there, and a
    stock point near the first box that draws from it; these may be moved.
    """
    index = {box.key: (number, at) for number, chain in enumerate(chains) for at, box in enumerate(chain.boxes)}
    inner = [link for link in links if link.start in index and link.end in index]
    inner = [link for link in inner if index[link.start][0] != index[link.end][0]]
    behind = [link for link in inner if _pushes(link, chains, index)]
    first = _longest([len(chain.boxes) for chain in chains], behind, index)
    found = [Start(column) for column in first]
    ends = [{box.key for box in chain.boxes} for chain in chains]
    for link in inner:
        number, at = index[link.start]
        other, place = index[link.end]
        if link.kind == "join":
            anchor = first[other] + place
            found[number] = Start(max(0, anchor - len(chains[number].boxes)), anchor)
        elif link.kind == "route" and chains[other].role == "rework":
            anchor = found[number].column + at
            ahead = any(one.start in ends[other] and _column(one.end, index, found) > anchor for one in inner)
            found[other] = Start(anchor if ahead else max(0, anchor + 1 - len(chains[other].boxes)), anchor)
    for link in reversed(inner):
        number = index[link.start][0]
        other, place = index[link.end]
        if link.kind == "part" and chains[number].role == "stock" and link not in behind:
            anchor = found[other].column + place
            found[number] = Start(anchor, anchor)
    return found


def _column(key: str, index: dict[str, tuple[int, int]], found: Sequence[Start]) -> int:
    number, at = index[key]
    return found[number].column + at


def _pushes(link: Link, chains: Sequence[Chain], index: dict[str, tuple[int, int]]) -> bool:
    """Whether the end has to stand to the right of the start."""
    roles = (chains[index[link.start][0]].role, chains[index[link.end][0]].role)
    if "rework" in roles:
        return False
    return link.kind in _ONWARD or (link.kind == _PART and set(roles) == {"stock", "cell"})


def _longest(sizes: list[int], links: list[Link], index: dict[str, tuple[int, int]]) -> list[int]:
    """First columns by longest paths."""
    out: list[list[Link]] = [[] for _ in sizes]
    for link in links:
        out[index[link.start][0]].append(link)
    order, back = _order(out, index)
    first = [0] * len(sizes)
    for number in order:
        for link in out[number]:
            other, place = index[link.end]
            if (number, link) not in back:
                first[other] = max(first[other], first[number] + index[link.start][1] + 1 - place)
    return first


def _order(out: list[list[Link]], index: dict[str, tuple[int, int]]) -> tuple[list[int], set[tuple[int, Link]]]:
    """The chains, each behind those that lead into it, and the links that close a circle (depth first)."""
    state = [0] * len(out)
    done: list[int] = []
    back: set[tuple[int, Link]] = set()
    entered = {index[link.end][0] for links in out for link in links}
    roots = [number for number in range(len(out)) if number not in entered]
    for root in (*roots, *range(len(out))):
        stack = [] if state[root] else [(root, iter(out[root]))]
        state[root] = state[root] or 1
        while stack:
            number, rest = stack[-1]
            link = next(rest, None)
            if link is None:
                state[number] = 2
                done.append(number)
                stack.pop()
                continue
            other = index[link.end][0]
            if state[other] == 1:
                back.add((number, link))
            elif state[other] == 0:
                state[other] = 1
                stack.append((other, iter(out[other])))
    return done[::-1], back
