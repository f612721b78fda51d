"""Small plants for stress tests, whose times can be counted by hand."""

#: A car each minute, from minute 1 on. Seats: orders at 0 h, 2 h, 4 h, ... of 120, which are there an hour later; just
#: before a truck is due the stock is 150 + 120 - 180 = 90, so 90 min. Foam: filled up every 4 h, for 15 h.
CHAIN = """
taktwin: 1
name: chain
orders: {cars: {interval: 60 s}}
parts: {seat: {}, liner: {}}
suppliers:
  seat-maker: {place: north}
  foams: {place: south}
stocks:
  seats: {part: seat, initial: 150}
  liners: {part: liner, initial: 900}
lanes:
  seats: {supplier: seat-maker, to: seats, every: 2 h, quantity: 120, lead: 1 h}
  foam: {supplier: foams, to: liners, every: 4 h, up_to: 900, container: 20, lead: 2 h}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {buffer: before, capacity: unlimited}
          - {station: fit, cycle: 50 s, uses: {seat: 1, liner: 1}}
"""

#: Axles in sequence: called 60 min before they are fitted, made in 60 s, and 12 min on the road in racks of four; a
#: truck comes back after 24 min, so there are three.
SEQUENCE = """
taktwin: 1
name: sequence
orders: {cars: {interval: 2 min}}
shops:
  axle-maker:
    lines:
      axles:
        call: {at: body-exit}
        flow:
          - {buffer: called, capacity: unlimited}
          - {station: make, cycle: 60 s}
          - {buffer: racks, capacity: unlimited}
          - {delivery: axle-truck, trucks: 4, rack: 4, drive: 12 min}
          - {buffer: axles-at-line, capacity: unlimited}
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {station: body-exit, cycle: 20 s}
          - {conveyor: trim-line, capacity: 60, transit: 60 min}
          - {station: marriage, cycle: 100 s, joins: [{line: axle-maker.axles, matched: true}]}
"""

#: Two products, each with a part of its own; a tenth of the jobs goes to rework.
MIX = """
taktwin: 1
name: mix
products: {common: {}, rare: {}}
orders: {cars: {interval: 60 s, mix: {common: 80 %, rare: 20 %}}}
parts: {common-part: {}, rare-part: {}}
suppliers: {maker: {place: north}}
stocks:
  common-parts: {part: common-part, initial: 200}
  rare-parts: {part: rare-part, initial: 60}
lanes:
  parts:
    supplier: maker
    every: 1 h
    lead: 30 min
    loads: [{to: common-parts, up_to: 200}, {to: rare-parts, up_to: 60}]
shops:
  paint:
    lines:
      main:
        orders: cars
        flow:
          - {buffer: before, capacity: unlimited}
          - {station: inspect, cycle: 40 s, routes: [{to: rework, share: 10 %}]}
          - {buffer: between, capacity: unlimited}
          - station: fit
            cycle: 50 s
            uses: [{part: common-part, when: {product: common}}, {part: rare-part, when: {product: rare}}]
      rework:
        to: between
        flow: [{buffer: to-rework, capacity: unlimited}, {station: mend, cycle: 4 min}]
"""
