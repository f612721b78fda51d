"""A file of an assessment with its table and its register, and how a test changes it."""

from __future__ import annotations

from pathlib import Path

PLANT = """\
name: plant
year: 2024
table: mine.yaml
values:
  energy_per_car: {value: 1.05 MWh/car, source: meter book}
  water_reuse: {value: 0.55, source: meter book}
  voc_per_area: {from: voc}
  energy_management: {met: true, source: certificate}
basic:
  law: {met: true, source: register of the authority}
zero_carbon:
  account:
    scope1: {value: 20600 t, source: ledger}
    scope2_market: {value: 48000 t, source: contracts}
    verified: {met: false, source: planned for 2026}
  offset:
    offsets: {value: 6860 t, source: register of credits}
voc:
  paint: 800 t
  solvent_share: 45 %
  cars: 100000
  coated_m2_per_car: 95
  to_oxidiser: 60 t
  destruction_efficiency: 95 %
  in_waste: 12 t
  limit: 35 g/m2
  source: permit
waste:
  register: waste.csv
  stores: {A: 3 t}
  on: 2024-12-31
yearly:
  what: energy
  per: car
  unit: kWh/car
  rate: 4 %
  start: {year: 2021, value: 1180 kWh/car}
  actual: {2022: 1150 kWh/car, 2024: 1.05 MWh/car}
  until: 2030
  volume: {2021: 43000, 2024: 100000, 2030: 180000}
  measures:
    - {what: heat recovery, saves: 90 kWh/car, from: 2026, source: offer}
"""
TABLE = """\
title: my table
points: 100
basic:
  law: {title: no breach of law}
groups:
  - {heads: [energy, resources], weight: 60}
heads:
  energy: {title: energy, weight: 40}
  resources: {title: resources}
  production: {title: production}
indicators:
  energy_per_car: {head: energy, title: energy, unit: kWh/car, better: less, weight: 40, base: 1500, lead: 600}
  water_reuse: {head: resources, title: water, unit: "%", better: more, weight: 20, base: 30, lead: 80}
  voc_per_area: {head: production, title: VOC, unit: g/m2, better: less, kind: limit, weight: 30, lead: 35}
  energy_management: {head: production, title: system, kind: yes_no, weight: 10}
"""
WASTE = """\
day,code,kg,store,way,manifest
2024-01-10,HW12,900,A,in,
2024-06-10,HW12,900,A,out,M-17
2024-07-01,900-252-12,1400,A,in,
"""


def written(folder: Path, old: str = "", new: str = "") -> Path:
    """The files in a folder, with one thing changed, in whichever of them it stands first."""
    texts = {"plant.yaml": PLANT, "mine.yaml": TABLE, "waste.csv": WASTE}
    changed = next((name for name, text in texts.items() if old in text), None)
    assert changed is not None, old
    for name, text in texts.items():
        (folder / name).write_text(text.replace(old, new, 1) if old and name == changed else text, encoding="utf-8")
    return folder / "plant.yaml"
