"""A small supplier park: seats that differ by two options, bolts at two places, tow bars for some cars."""

from __future__ import annotations

TEXT = """\
taktwin: 1
name: park
options:
  trim: {base: 60 %, sport: 40 %}
  colour: {red: 30 %, blue: 70 %}
  tow: {with: 10 %, without: 90 %}
orders: {cars: {interval: 2 min}}
suppliers:
  seater: {title: Seats, distance: 5 km, drive: "tri(10 min, 12 min, 18 min)"}
  trader: {drive: 1 h}
supply:
  takt: 2 min
  call: paint-exit
  families:
    seats:
      supplier: seater
      at: fit-3
      variants: [trim, colour]
      unit: set
      value: 5000
      volume: 1.4
      mode: jis
      jis: {rack: 6, racks: 2, trucks: 2, load: 3 min, unload: 4 min}
    bolts: {supplier: trader, at: [fit-1, line-2], quantity: 20, container: 500, mode: jit}
    tow-bar: {supplier: trader, at: fit-2, when: {tow: with}, mode: warehouse}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: paint-exit, cycle: 20 s}
          - {conveyor: way, capacity: 60, transit: 50 min}
          - {moving_line: line, zones: 3, takt: 110 s, cycle: 100 s}
          - {buffer: gap, capacity: 5}
          - {station: fit, count: 3, cycle: 112 s, except: {2: {uses: []}}}
"""
