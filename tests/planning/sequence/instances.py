"""Small instances in the formats of the benchmarks, written by the tests."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "vehicles.txt": (
        "Date;SeqRank;Ident;Paint Color;HPRC1;LPRC1\n"
        "2003 38 3;9;y1;1;0;1\n"
        "2003 38 3;10;y2;2;1;0\n"
        "2003 38 4;1;c1;1;1;0\n"
        "2003 38 4;2;c2;2;0;1\n"
        "2003 38 4;3;c3;1;1;1\n"
        "2003 38 4;4;c4;2;0;0\n"
    ),
    "ratios.txt": "Ratio;Prio;Ident;\n1/2;1;HPRC1;\n1/3;0;LPRC1;\n",
    "paint_batch_limit.txt": "limitation;\n2;\n",
    "optimization_objectives.txt": (
        "rank;objective name;\n"
        "1;high_priority_level_and_easy_to_satisfy_ratio_constraints;\n"
        "2;paint_color_batches;\n"
        "3;low_priority_level_ratio_constraints;\n"
    ),
}
CSPLIB = "4 2 2\n1 2\n2 3\n0 2 1 0\n1 2 0 1\n"


def write_instance(folder: Path) -> Path:
    """Write a valid instance of four cars."""
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that must be there, once."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
