"""A small line with a machine that fails every two hours, and three shifts."""

from __future__ import annotations

TEXT = """
taktwin: 1
name: watched
start: 2026-01-05 06:00
orders: {cars: {}}
failures: {stop: {clock: time, up: 2 h, repair: 20 min}}
calendars:
  two:
    shifts:
      - {name: early, days: daily, from: "06:00", to: "14:00"}
      - {name: late, days: daily, from: "14:00", to: "22:00"}
      - {name: night, days: daily, from: "22:00", to: "06:00"}
shops:
  body:
    calendar: two
    lines:
      main:
        orders: cars
        flow:
          - {station: a, cycle: 60 s}
          - {station: b, cycle: 60 s, failures: [stop]}
          - {buffer: gap, capacity: 5}
          - {station: c, cycle: 60 s}
          - {station: d, cycle: 60 s}
"""
