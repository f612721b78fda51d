"""A seat supplier next door to the car plant that calls its seats, for tests of lines between plants."""

NEXT_DOOR = """\
taktwin: 1
name: next-door
plants:
  seats:
    options: {trim: {base: 50 %, sport: 50 %}}
    operators: {dock-door: {count: 1}}
    shops:
      making:
        lines:
          seats:
            call: {at: cars.paint-exit}
            flow:
              - {buffer: called, capacity: unlimited}
              - {station: make, cycle: {by: trim, base: 90 s, sport: 115 s}, routes: [{to: called, share: 2 %}]}
              - {buffer: racks, capacity: unlimited}
              - delivery: seat-truck
                trucks: 2
                rack: 6
                racks: 2
                load: 3 min
                drive: tri(10 min, 12 min, 18 min)
                unload: 4 min
                operators: {need: dock-door, for: [unload]}
              - {buffer: seats-at-line, capacity: 24}
  cars:
    options: {colour: {red: 30 %, blue: 70 %}, trim: {sport: 40 %, base: 60 %}}
    orders: {cars: {interval: 2 min}}
    shops:
      trim:
        lines:
          main:
            orders: cars
            flow:
              - {station: paint-exit, cycle: 20 s}
              - {station: touch-up, cycle: 10 s, servers: 9, routes: [{to: mending, share: 4 %}]}
              - {conveyor: trim-line, capacity: 60, transit: 50 min}
              - {station: fit-seats, cycle: 112 s, joins: [{line: seats.seats, matched: true}]}
          mending:
            to: trim-line
            flow:
              - {buffer: to-mend, capacity: unlimited}
              - {station: mend, cycle: exp(5 min)}
"""
