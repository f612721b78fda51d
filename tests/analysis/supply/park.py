"""A small supplier park that waits for parts now and then, run and traced once for all tests of supply."""

from __future__ import annotations

from functools import cache

import taktwin
from taktwin.api.run import Run

TEXT = """\
taktwin: 1
name: park
start: 2026-01-05 06:00
options:
  trim: {base: 60 %, sport: 40 %}
  tow: {with: 10 %, without: 90 %}
orders: {cars: {interval: 2 min}}
suppliers:
  seater: {title: Seats & rails, distance: 5 km, drive: "tri(10 min, 12 min, 18 min)"}
  trader: {drive: 1 h}
  mill: {}
parts: {felt: {}}
stocks: {felts: {part: felt, initial: 100}}
docks: {north: {doors: 1}}
lanes:
  felt: {supplier: mill, to: felts, every: 4 h, up_to: 300, container: 10, lead: 3 h, dock: north, unload: 20 min}
fleets: {tugs: {count: 2, speed: 1 m/s}}
supply:
  takt: 2 min
  call: paint-exit
  families:
    seats:
      title: {en: Seats, zh: 座椅}
      supplier: seater
      at: fit-3
      variants: [trim]
      unit: set
      value: 5000
      volume: 1.4
      mode: jis
      jis: {rack: 6, racks: 2, trucks: 1, load: 3 min, unload: 4 min}
    bolts:
      {supplier: trader, at: [fit-1, fit-2], quantity: 20, value: 1, volume: 0.001, container: 500, dock: north,
       mode: jit, jit: {cover: 0 min, lead: exp(1 h), unload: 15 min}}
    tow-bar: {supplier: trader, at: fit-2, when: {tow: with}, value: 900, volume: 0.1, mode: warehouse}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: paint-exit, cycle: 20 s, uses: {felt: 1}}
          - {conveyor: way, capacity: 60, transit: 50 min}
          - {station: fit, count: 3, cycle: 110 s}
"""


@cache
def park_run(days: float = 4.0, replications: int = 2, trace: bool = True) -> Run:
    """The park, from 1 day after its start."""
    return taktwin.load(TEXT).simulate(days=days, warmup=1, seed=3, replications=replications, trace=trace)
