"""A small order book as a file, and its plant as a model."""

BOOK = """\
orderbook: 1
name: works
start: 2026-01-05
sources: {list: list of orders}
models:
  M7:
    option: trim
    variants:
      mark: "[assumed: last year]"
      max: {share: 40 %}
      pro: {share: 60 %}
    demand: {base: "40 [assumed: dealers]"}
  M9:
    price: 469800
    reference_price: 459800
    elasticity: 1.5
    demand:
      launches: [{date: 2026-01-12, orders: 200, decay: 1 week}]
      renewals: [{date: 2026-03-02, before: 4 weeks, factor: 0.5}]
      bass: {buyers: 4000, p: 0.03, q: 0.4, launched: 2025-07-01}
      scatter: 10 %
orders:
  waiting:
    - {model: M7, number: "300 [seen: list]", over: 6 weeks}
    - {model: M9, number: 50, over: 2 weeks, small: true}
  allocation: customer
  customers: {private: {share: 90 %, rank: 1}, fleet: {share: 10 %}}
  given_up: {4 weeks: 2 %, 10 weeks: 8 %}
  small: {share: 20 %, decide: 2 weeks, firm: {0 weeks: 90 %, 8 weeks: 60 %}}
  holidays: {1: 0.9, 2: 0.6}
  promise: 6 weeks
  compensation: {per_day: 200, most: 10000}
plants:
  works:
    capacity: 100
    scatter: 5 %
    shortages: [{from: 2026-02-16, to: 2026-02-23, left: 0 %}]
    through: {mean: 2 d, cv: 0.3}
    transport: {mean: 3 d, cv: 0.4}
  other:
    makes: [M7 pro]
    plan: {2026-01-05: 20, 2026-03-01: 60}
parts:
  seats:
    supplier: neighbour
    uses: {M7: 1, M9: 2}
    capacity: 150
    stock: 2 d
    growths:
      - told: 2026-01-10
        reaches: 300
        lead: 4 weeks
        lead_uncertainty: 20 %
        ramp: {time: 2 weeks}
      - {told: 2026-04-01, reaches: 400, ramp: {shape: learning, first: 20 %, made: 100}}
"""
ORDERS = """\
product,variant,ordered,due,ident,customer,quantity,kind
M7,max,2025-12-20,2026-01-20,a-1,private,,
M9,,2025-12-24,,a-2,fleet,2,firm
M7,,3.1.2026,2026-02-10,a-3,,,small
"""
WORKS = """\
taktwin: 1
name: works
products: {M7: {options: {trim: {max: 40 %, pro: 60 %}}}, M9: {}}
orders: {cars: {mix: {M7: 80 %, M9: 20 %}}}
shops:
  assembly:
    lines:
      main:
        orders: cars
        flow:
          - {station: trim, cycle: {by: trim, max: 75 min, pro: 60 min, default: 60 min}}
          - {buffer: between, capacity: 2}
          - {station: final, cycle: 50 min}
"""
