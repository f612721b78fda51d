"""A small plant with a day of cars: paint with a purge, a trim station whose time depends on the roof."""

from __future__ import annotations

from pathlib import Path

PLANT = """\
taktwin: 1
name: small
options:
  colour: {red: 40 %, blue: 60 %}
  roof: {glass: 40 %, steel: 60 %}
products:
  sedan: {}
  suv: {options: {roof: {glass: 70 %, steel: 30 %}}}
orders:
  cars:
    mix: {sedan: 70 %, suv: 30 %}
    sequence:
      cars: 40
      draw: 7
      colour: colour
      batch_limit: 5
      ratios:
        glass-roof: {at_most: 1, of: 2, when: {roof: glass}}
        suv: {at_most: 1, of: 3, when: {product: suv}, priority: low}
      at: trim entry
      takt: 60 s
      drift: 10 s
shops:
  paint:
    lines:
      main:
        orders: cars
        to: assembly
        flow:
          - station: topcoat
            cycle: 50 s
            setup: {by: colour, time: 5 s, purge_after: 3, purge_time: 9 s}
          - {buffer: after-paint, capacity: 3}
  assembly:
    lines:
      assembly:
        flow:
          - {station: trim, cycle: {by: roof, glass: 75 s, steel: 45 s}, point: trim entry}
"""


def with_file(folder: Path, rows: str, more: str = "") -> str:
    """The plant whose day is a file of cars; ``more`` is added to its rules."""
    (folder / "cars.csv").write_text(rows, encoding="utf-8")
    return PLANT.replace("    mix: {sedan: 70 %, suv: 30 %}\n", f"    file: {folder / 'cars.csv'}\n").replace(
        "      cars: 40\n      draw: 7\n", more
    )


CARS = """\
ident,product,colour,roof
A,sedan,red,glass
B,suv,blue,steel
C,sedan,red,steel
D,suv,blue,glass
"""
