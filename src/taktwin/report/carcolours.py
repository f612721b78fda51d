"""Colours of cars on the page: by their names where these are known, else from a set of distinct ones."""

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

_OTHERS = (
    "#2f6fb5", "#e8862e", "#3f8f63", "#c2352b", "#7d57a8", "#7a5236", "#d37fb0", "#7b858f", "#a8a23a", "#35a3b5",
    "#9cc3e6", "#f6c28b", "#a5d3b4", "#eaa29b", "#c3b1dd", "#c2a48d", "#efc4dc", "#c6ccd2", "#d6d38f", "#9ed7e0",
    "#1c3f66", "#8a4a12", "#1d5236", "#6e1a14",
)  # fmt: skip


def fills(names: Sequence[str]) -> list[str]:
    """A fill for each colour name, no two alike while the set lasts; names that say a colour get that colour."""
    taken = {_KNOWN[name.lower()][0] for name in names if name.lower() in _KNOWN}
    spare = iter([colour for colour in _OTHERS if colour not in taken] * (1 + len(names) // 8))
    return [_KNOWN[name.lower()][0] if name.lower() in _KNOWN else next(spare) for name in names]


def spoken(name: str, language: str) -> str:
    """Name of a colour in a language, as it is where it is not known."""
    return _KNOWN[name.lower()][1] if language == "zh" and name.lower() in _KNOWN else name
