"""A small cluster: two plants, four families, three years; its plan takes a moment."""

SMALL = """\
cluster: 1
name: small
mark: "[assumed: an example]"
currency: CNY
first: 2026
years: 3
discount: 8 %
history:
  nev: {2020: 43000, 2021: 152000, 2022: 365000, 2023: 500000, 2024: 953000, 2025: 1296000}
makers:
  first-maker: {2024: 426900}
targets:
  past: {of: nev, year: 2025, value: 1500000}
  next: {title: {en: 2 M, zh: 两百万}, of: nev, year: 2027, value: 2000000}
growth: {of: nev, least: 0.15, most: 0.31, sd: [0.15, 0.2], until: 2023, level: 80 %}
places:
  north: {lat: 29.9, lon: 106.3, priority: [power]}
  south: {lat: 29.5, lon: 106.3}
  coast: {lat: 31.2, lon: 121.5, local: false}
sub_sectors:
  power: {title: {en: Power, zh: 动力}}
  inside: {}
vehicles:
  nev: {margin: 60000}
  petrol: {margin: 30000}
plants:
  big: {place: north, makes: nev, maker: first-maker, capacity: {2026: 300000}}
  old: {place: south, makes: petrol, capacity: {2025: 200000}}
expansion: {module: 50000, output_per_invest: 1.7, most: 3, delay: 0.5, ramp: 10, opening: 30, fixed: 4 %}
families:
  packs: {sub_sector: power, value: 26000, volume: 0.4 m3, use: {nev: 1}, premium: 8 %}
  drives: {sub_sector: power, value: 7500, volume: 0.2 m3, use: {nev: 1, petrol: 0.2}, premium: 10 %}
  seats: {sub_sector: inside, value: 14000, volume: 3.2 m3, use: {nev: 1, petrol: 0.5}, premium: 15 %}
  carpets: {sub_sector: inside, value: 650, volume: 0.4 m3, use: {nev: 1, petrol: 0.7}, premium: 18 %}
suppliers:
  cells: {place: north, sub_sectors: [power], makes: {packs: 200000}}
  motors: {place: south, sub_sectors: [power], makes: {drives: 250000}}
  trims: {place: north, sub_sectors: [inside], makes: {seats: 150000, carpets: 400000}}
  far-seats: {place: coast, sub_sectors: [inside], makes: {seats: 100000}}
projects:
  seat-park:
    {place: south, kind: parts, invest: 900, output: 1400, adds: {seats: 100000}, delay: 1, late: 0.5, ramp: 16,
     on_time: 70 %}
  more-cars: {kind: plant, invest: 1500, output: 30000, adds: {big: 100000}, delay: 0.5, ramp: 16, on_time: 80 %}
  printed: {kind: other, invest: 650, output: 1300, delay: 1, ramp: 16, signed: 2025}
  signed-drives: {supplier: motors, kind: parts, adds: {drives: 60000}, delay: 1, late: 1, ramp: 0, signed: 2025}
scenarios:
  slow:
    probability: 40 %
    late: true
    demand:
      nev: {2026: 250000, 2027: 290000, 2028: 320000}
      petrol: {2026: 190000, 2027: 170000, 2028: 150000}
  fast:
    probability: 60 %
    demand:
      nev: {2026: 300000, 2027: 380000, 2028: 450000}
      petrol: {2026: 180000, 2027: 150000, 2028: 120000}
transport: {cost: 0.15, co2: 0.015, detour: 1.3, outside: coast}
policies:
  budget: {2026: 2500}
  local_rate: {2027: 60 %}
  zero_inventory: {2027: 10 %}
  zero_within: 15 km
  co2_price: {2026: 80}
  least_load: 50 %
  life: 10
"""
