"""A small valid plant that the tests break in one place each."""

PLANT = """\
taktwin: 1
name: small
title: {en: Small plant, zh: 小工厂}
sources:
  book: A book
options:
  colour: {red: 40 %, blue: 60 %}
products:
  sedan: {mass: 1.5 t}
  suv: {options: {colour: {red: 0.5, blue: 0.5}}}
orders:
  cars:
    mix: {sedan: 70 %, suv: 30 %}
    interval: 120 s
calendars:
  day:
    shifts:
      - {days: Mon-Fri, from: "06:00", to: "14:00", breaks: ["09:00-09:15"]}
crews:
  repairers: {size: 2}
failures:
  robot: {up: exp(8 h), repair: 6 min, crew: repairers}
power:
  cell: {electricity: {working: 5 kW, idle: 1 kW}, compressed_air: {working: 3 m3/h}}
parts:
  door: {family: doors}
  blank: {family: steel}
stocks:
  door-rack: {part: door, initial: 100, capacity: 1000}
  blanks: {part: blank, initial: 50}
suppliers:
  steelworks: {distance: 30 km}
lanes:
  blanks-in: {supplier: steelworks, to: blanks, every: 8 h, quantity: 5000}
fleets:
  tuggers: {count: 2, speed: 1.2 m/s}
shops:
  press:
    cells:
      press-1:
        makes:
          door-die: {part: door, hit: 5 s, lot: 200, reorder: 300, uses: {blank: 1}}
        change: 4 min
  body:
    calendar: day
    loads:
      light: {power: cell}
    lines:
      main:
        orders: cars
        to: paint
        flow:
          - station: weld
            cycle: 100 s
            count: 3
            except:
              2: {cycle: 90 s}
            failures: [robot]
            power: cell
          - buffer: after-weld
            capacity: 4
          - station: doors-on
            cycle: {by: product, sedan: 80 s, suv: 90 s}
            uses: {door: 4}
            joins: [{line: hood}]
          - transport: to-paint
            fleet: tuggers
            distance: 50 m
      hood:
        call: {at: weld}
        flow:
          - {station: hood-cell, cycle: 60 s}
          - {buffer: hoods, capacity: 5}
  paint:
    lines:
      paint:
        flow:
          - {buffer: sort, capacity: 10, rule: {same: colour}}
          - station: topcoat
            cycle: tri(90 s, 95 s, 100 s)
            setup: {by: colour, time: 10 s, purge_after: 10, purge_time: 20 s}
          - conveyor: oven
            transit: 40 min
            capacity: 30
          - station: inspection
            cycle: 80 s
            routes:
              - {to: rework, share: 8 %}
              - {to: scrap, share: 0.5 %, when: {colour: red}}
          - {store: bodies, capacity: 20, cycle: 30 s, rule: sequence}
      rework:
        to: sort
        flow:
          - {buffer: rework-queue, capacity: unlimited}
          - {station: sanding, cycle: 20 min, servers: 2}
"""


def changed(old: str, new: str) -> str:
    """The plant with one text replaced, which must stand in it exactly once."""
    assert PLANT.count(old) == 1, f"{old!r} stands {PLANT.count(old)} times in the plant"
    return PLANT.replace(old, new)


def line_of(text: str, needle: str) -> int:
    """Number of the one line that holds a text."""
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if needle in line]
    assert len(lines) == 1, f"{needle!r} stands on the lines {lines}"
    return lines[0]
