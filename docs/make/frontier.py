"""Draw what a higher zero-inventory ratio costs on the reference plant, in both languages, into `docs/images`.

    taktwin supply phoenix --json > plan.json
    python docs/make/frontier.py plan.json

A dot is a plan that the program proposes, at the ratio that it had in a simulated run; one in which the line stopped
for longer than allowed is hollow. Today and the plan are marked.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "images"
WORDS = {
    "en": ("zero-inventory ratio, by number", "cost of supply, million yuan a year", "today", "plan"),
    "zh": ("零库存率（按数量）", "供货费用，百万元/年", "现状", "计划"),
}
WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 360, 70, 50, 20, 30
MOST_STOPS = 0.001


def drawing(plan: dict[str, Any], language: str) -> str:
    """The picture of a plan as `taktwin supply --json` prints it."""
    across, up, today, planned = WORDS[language]
    points = [(one["simulated_zir"], one["cost"] / 1e6, one["stop_share"]) for one in plan["frontier"]]
    marked = [
        (today, plan["zir_start"], plan["cost_start"] / 1e6),
        (planned, plan["zir_plan"], plan["cost_plan"] / 1e6),
    ]
    top = _round_up(1.4 * max(cost for _, _, cost in marked))

    def x(ratio: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * ratio

    def y(cost: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min(cost / top, 1.0)

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for tenth in range(0, 11, 2):
        parts += [_line(x(tenth / 10), y(0), x(tenth / 10), y(top)), _text(x(tenth / 10), y(0) + 18, f"{tenth * 10} %")]
    for number in range(6):
        cost = top * number / 5
        parts += [_line(x(0), y(cost), x(1), y(cost)), _text(x(0) - 8, y(cost) + 4, f"{cost:g}", "end")]
    parts += [
        _text(x(0.5), HEIGHT - 10, across),
        f'<g transform="rotate(-90 18 {y(top / 2):.0f})">{_text(18, y(top / 2), up)}</g>',
    ]
    shown = [(ratio, cost, stops) for ratio, cost, stops in points if cost <= top]
    way = " ".join(f"{x(ratio):.1f},{y(cost):.1f}" for ratio, cost, _ in shown)
    parts.append(f'<polyline points="{way}" fill="none" stroke="#5b7fa6" stroke-width="1.5"/>')
    for ratio, cost, stops in shown:
        fill = "#5b7fa6" if stops <= MOST_STOPS else "#ffffff"
        parts.append(f'<circle cx="{x(ratio):.1f}" cy="{y(cost):.1f}" r="4.5" fill="{fill}" stroke="#5b7fa6"/>')
    for name, ratio, cost in marked:
        parts.append(
            f'<circle cx="{x(ratio):.1f}" cy="{y(cost):.1f}" r="7" fill="none" stroke="#c0392b" stroke-width="2"/>'
        )
        parts.append(_text(x(ratio), y(cost) - 13, f"{name}: {ratio * 100:.0f} %", colour="#c0392b"))
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="sans-serif" font-size="13">'
    return "\n".join([head, *parts, "</svg>", ""])


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#dddddd"/>'


def _text(x: float, y: float, text: str, anchor: str = "middle", colour: str = "#333333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 4, 5, 8 times a power of ten."""
    ten = 10.0 ** math.floor(math.log10(value))
    return next(ten * one for one in (1, 2, 2.5, 4, 5, 8, 10) if ten * one >= value)


if __name__ == "__main__":
    found = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    for language in WORDS:
        path = FOLDER / f"supply-frontier{'' if language == 'en' else '.' + language}.svg"
        path.write_text(drawing(found, language), encoding="utf-8", newline="\n")
