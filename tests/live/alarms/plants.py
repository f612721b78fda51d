"""Small plants along which a stop spreads."""

from __future__ import annotations

import taktwin
from taktwin.live.alarms import PlantFlow

#: A line with a sub-line that is fitted, a part, operators, a truck, and a make cell.
TEXT = """
taktwin: 1
name: small
orders: {cars: {}}
failures: {stop: {clock: time, up: 100000 h, repair: 1 h}}
operators: {fitters: {count: 1, skills: [fitting]}}
fleets: {trucks: {count: 2, speed: 1 m/s}}
stocks:
  coil: {part: steel, initial: unlimited}
  panels: {part: panel, initial: 50}
parts: {steel: {}, panel: {}}
shops:
  press:
    cells:
      stamp:
        makes: {die: {part: panel, into: panels, hit: 10 s, lot: 50, reorder: 20, uses: {steel: 1}}}
        change: 1 min
  body:
    lines:
      doors: {call: {at: weld}, flow: [{station: door, cycle: 40 s}, {buffer: rack, capacity: 4}]}
      main:
        orders: cars
        to: trim
        flow:
          - {station: weld, cycle: 50 s, uses: {panel: 1}, failures: [stop]}
          - {buffer: gap, capacity: 2}
          - {station: fit, cycle: 50 s, joins: [{line: doors}]}
          - {transport: ride, fleet: trucks, distance: 50 m, capacity: 3}
      trim:
        flow:
          - {station: seat, cycle: 50 s, servers: 2, operators: fitting}
          - {buffer: last, capacity: 3}
          - {station: test, cycle: 50 s}
"""


def small() -> PlantFlow:
    return PlantFlow(taktwin.load(TEXT).model)
