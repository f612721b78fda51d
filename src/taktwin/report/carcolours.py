"""Colours of cars on the page: by their names where these say one, else from a set of distinct ones."""

import re
from collections.abc import Sequence

_KNOWN: dict[str, tuple[str, str]] = {
    "": ("#e3e8ed", ""),  # cars whose colour is not told
    "white": ("#ffffff", "白"),
    "black": ("#22262b", "黑"),
    "grey": ("#7b858f", "灰"),
    "gray": ("#7b858f", "灰"),
    "silver": ("#c3cad1", "银"),
    "blue": ("#2f6fb5", "蓝"),
    "green": ("#3f8f63", "绿"),
    "purple": ("#7d57a8", "紫"),
    "orange": ("#e8862e", "橙"),
    "red": ("#c2352b", "红"),
    "yellow": ("#f0c93a", "黄"),
    "brown": ("#7a5236", "棕"),
    "gold": ("#c9a45a", "金"),
    "beige": ("#ddcfae", "米"),
    "pink": ("#e2a0b4", "粉"),
}
_FILLS = {word: fill for english, (fill, chinese) in _KNOWN.items() for word in (english, chinese) if word}
_WORD = re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in _FILLS))

_OTHERS = (
    "#2f6fb5", "#e8862e", "#3f8f63", "#c2352b", "#7d57a8", "#7a5236", "#d37fb0", "#7b858f", "#a8a23a", "#35a3b5",
    "#9cc3e6", "#f6c28b", "#a5d3b4", "#eaa29b", "#c3b1dd", "#c2a48d", "#efc4dc", "#c6ccd2", "#d6d38f", "#9ed7e0",
    "#1c3f66", "#8a4a12", "#1d5236", "#6e1a14",
)  # fmt: skip
_SHADE = 0.14  # between two cars of one colour word, such as pearl white and arctic white


def fills(names: Sequence[str]) -> list[str]:
    """A fill for each colour name, no two alike while the set lasts.

    Names that say a colour, in English or Chinese, get that colour or a shade of it: the last colour word counts, as
    in `pearl white`, `silver-grey` or `珍珠白`, of two tones as in `red/black` the first.
    """
    said = [_said(name) for name in names]
    taken = {fill for fill in said if fill is not None}
    spare = iter([colour for colour in _OTHERS if colour not in taken] * (1 + len(names) // 8))
    seen: dict[str, int] = {}
    found = []
    for fill in said:
        if fill is None:
            found.append(next(spare))
        else:
            found.append(_shade(fill, seen.get(fill, 0)))
            seen[fill] = seen.get(fill, 0) + 1
    return found


def spoken(name: str, language: str) -> str:
    """Name of a colour in a language, as it is where it is not known."""
    return _KNOWN[name.lower()][1] if language == "zh" and name.lower() in _KNOWN else name


def _said(name: str) -> str | None:
    name = name.lower()
    if name in _KNOWN:
        return _KNOWN[name][0]
    for part in re.split(r"[/+&,;(]", name.replace("_", " ")):
        if words := _WORD.findall(part):
            return _FILLS[words[-1]]
    return None


def _shade(fill: str, step: int) -> str:
    """The colour itself, or so many steps darker where it is light, lighter where it is dark."""
    parts = [int(fill[at : at + 2], 16) for at in (1, 3, 5)]
    goal = 0 if sum(parts) > 3 * 128 else 255
    share = min(_SHADE * step, 0.7)
    return "#" + "".join(f"{round(part + (goal - part) * share):02x}" for part in parts)
