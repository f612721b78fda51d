"""A plant in which each word for lines of a car plant occurs."""

from __future__ import annotations

HALL = """\
taktwin: 1
name: hall
products: {car: {}, van: {}}
options: {colour: {red: 50 %, blue: 30 %, green: 20 %}}
orders: {jobs: {interval: exp(60 s), batch: {1: 50 %, 2: 50 %}, mix: {car: 60 %, van: 40 %}}}
calendars: {day: {shifts: [{days: Mon-Fri, from: 06:00, to: 22:00, breaks: [10:00-10:15]}]}}
operators:
  team: {count: 3, skills: [weld, load], calendar: day}
carriers: {skids: {count: 90, from: drum, to: trim, return: 2 min, cleaning: {every: 5, time: 1 min}}}
parts: {bolt: {family: bolts, unit: piece}}
stocks: {rack: {part: bolt, initial: unlimited}}
shops:
  hall:
    lines:
      main:
        orders: jobs
        flow:
          - {buffer: first, capacity: unlimited, rule: {priority: colour, order: [red]}}
          - {station: gate, cycle: 5 s, routes: [{to: side}, {to: drum}], route_by: shortest_queue}
          - {buffer: drum, capacity: 12, merge: {first: [side]}}
          - batch_station: oven
            most: 4
            least: 2
            wait: 3 min
            same: colour
            cycle: 2 min
            load: 20 s
            servers: 2
            setup: {by: colour, time: 30 s, matrix: {red: {blue: 1 min}}}
            operators: {need: team, for: [load, setup]}
            uses: {bolt: {by: product, car: 2, default: 3}}
            scrap: 1 %
            failures: [{jobs: 50, repair: exp(5 min), work: restart}]
          - {buffer: cool, capacity: 20}
          - lift: hoist
            speed: 1 m/s
            load: 5 s
            unload: 5 s
            inlets: {cool: 0 m}
            outlet: 6 m
            rule: nearest
            routes: [{to: aside, at: 3 m, share: 10 %}]
          - {split_station: strip, cycle: 10 s, into: [{line: lids, quantity: {by: product, car: 1, van: 2}}]}
          - {conveyor: belt, capacity: 8, transit: 30 s, spacing: 2 s}
          - {buffer: queue, capacity: 9}
          - station: test
            cycle: {by: visit, 1: 20 s, default: 10 s}
            servers: [{when: {product: car}}, {cycle: 25 s, failures: [{jobs: 20, repair: 1 min, work: scrap}]}]
            choice: fastest
            routes: [{to: mend, share: 10 %, full: go_on}]
          - {buffer: sorted, capacity: unlimited}
          - station: trim
            cycle: 15 s
            in_sequence: true
            joins: [{line: lids, quantity: {by: product, car: 1, van: 2}}]
          - {moving_line: final, zones: 4, pitch: 5 m, takt: 30 s, cycle: 25 s, overload: utility, utility_workers: 1}
      side: {copies: 2, to: drum, flow: [{buffer: lane, capacity: 3}, {station: hand, cycle: 40 s, calendar: day}]}
      aside: {to: sorted, flow: [{station: check, cycle: 30 s}]}
      mend:
        to: queue
        flow: [{buffer: bay, capacity: 2, rule: lifo}, {station: fix, cycle: 3 min, operators: [{need: weld}]}]
      lids: {flow: [{station: wash, cycle: 8 s}, {buffer: pile, capacity: 30}]}
    cells:
      press:
        makes: {die-a: {part: bolt, hit: 2 s, per_hit: 4, lot: 50, reorder: 10, scrap: 1 %}}
"""
