"""A file of footprints, and how a test changes it."""

from __future__ import annotations

from pathlib import Path

PLANT = """\
name: plant
company: {name: Example Motors, ids: ["urn:bpn:id:BPNL00000000PLAN"]}
place: {region: Eastern Asia, country: CN, subdivision: CN-CQ}
period: {from: 2024-01-01, to: 2024-12-31}
products:
  m7: {ids: ["urn:example.org:product-id:m7"], made: 60000, mass: 2.3 t}
  m5: {ids: ["urn:example.org:product-id:m5"], made: 40000, mass: 1.9 t}
ledger:
  - what: shops
    medium: electricity
    amount: 90 GWh
    factor: {region: China, year: 2024, kind: life_cycle}
    primary: 100 %
  - {what: ovens, medium: natural_gas, amount: 9.5e6 m3, share_by: mass, primary: 100 %}
  - {what: welding gas, medium: CO2, amount: 40 t, factor: 1 kg/kg, source: released, share_by: {m7: 2, m5: 1}}
parts:
  - {part: battery pack, in: m7, footprint: 5.2 t, source: declaration of the supplier, primary: 60 %}
  - {part: battery pack, in: m5, footprint: 3.9 t, source: declaration of the supplier, primary: 60 %}
method:
  standards: [ISO 14067]
  gwp: AR6
  waste_incineration: cut-off
  inbound: true
  exempted: {share: 3 %, what: packaging of small parts}
document: {created: 2025-03-01T08:00:00+08:00, valid_until: 2028-03-01}
avoided:
  - what: own photovoltaics
    amount: 15.84 GWh
    counterfactual: the same electricity from the grid of Chongqing
    factor: {region: Chongqing, year: 2022, kind: location}
"""


def written(folder: Path, old: str = "", new: str = "") -> Path:
    """The file in a folder, with one thing changed."""
    assert old in PLANT, old
    path = folder / "plant.yaml"
    path.write_text(PLANT.replace(old, new, 1) if old else PLANT, encoding="utf-8")
    return path
