"""Wrong files of a dispatch and wrong series: what is changed, and what has to be said of it."""

from __future__ import annotations

from tests.cli.energy.bad_sites import Case

BUY = "buy: price"
FLEXIBLE = "flexible: [{name: oven, energy: 1 kWh, power: 1 kW, from: 2026-07-01 0"

#: Changes of the dispatch file of `tests.cli.dispatch.test_command`.
DISPATCHES: dict[str, Case] = {
    "demand charge of 1e308": (
        "demand_charge: 0.0",
        "demand_charge: 1e308",
        "site.yaml:9: tariff.demand_charge",
        "1e+308 money/kW",
        "check the unit",
    ),
    "demand charge below 0": (
        "demand_charge: 0.0",
        "demand_charge: -3",
        "site.yaml:9: tariff.demand_charge",
        "-3 money/kW",
        "check the sign",
    ),
    "demand charge nan": (
        "demand_charge: 0.0",
        "demand_charge: .nan",
        "site.yaml:9: tariff.demand_charge",
        "finite number",
        "write a number",
    ),
    "carbon price of 1e308": (
        "  carbon_factor",
        "  carbon_price: 1e308\n  carbon_factor",
        "site.yaml:10: tariff.carbon_price",
        "1e+308",
        "from 0 to",
    ),
    "factor of 2031": (
        "Chongqing, year: 2022",
        "Chongqing, year: 2031",
        "site.yaml:10: tariff.carbon_factor",
        "2031",
        "nearest known",
    ),
    "region": (
        "{region: Chongqing",
        "{region: Chonqing",
        "site.yaml:10: tariff.carbon_factor",
        "Chonqing",
        "did you mean",
    ),
    "factor below 0": (
        "{region: Chongqing, year: 2022}",
        "-0.5",
        "site.yaml:10: tariff.carbon_factor",
        "-0.5 kg/kWh",
        "check the sign",
    ),
    "price of 1e308": (BUY, "buy: 1e308", "site.yaml:8: tariff.buy", "1e+308 money/kWh", "check the unit"),
    "no such column": (BUY, "buy: prise", "day.csv:1: prise", "no column", "did you mean `price`"),
    "hour without a price": (
        BUY,
        'buy: {"00:00-08:00": 0.3, "09:00-24:00": 1.1}',
        "site.yaml:8: tariff.buy",
        "no price at 08:00",
        "whole day",
    ),
    "hour with two": (
        BUY,
        'buy: {"00:00-08:00": 0.3, "07:00-24:00": 1.1}',
        "site.yaml:8: tariff.buy",
        "overlaps",
        "another ends",
    ),
    "band nan": (
        BUY,
        'buy: {"00:00-08:00": .nan, "08:00-24:00": 1.1}',
        "site.yaml:8: tariff.buy",
        "got nan",
        "give a number",
    ),
    "summer time": (
        "2026-07-01 00:00",
        "2026-03-29 02:00+01:00",
        "site.yaml:4: site.start",
        "has a time zone",
        "local time",
    ),
    "30 February": (
        "2026-07-01 00:00",
        "2026-02-30 00:00",
        "site.yaml:4: site.start",
        "expected a date",
        "write it as",
    ),
    "no step": ("step: 1 h", "step: 0 h", "site.yaml:3: site.step", "no length", "15 min"),
    "step as a power": ("step: 1 h", "step: 1 kW", "site.yaml:3: site.step", "is a power", "give a time"),
    "load below 0": ("load: load", "load: -5", "site.yaml:5: site.load", "-5 kW", "check the sign"),
    "load of 1e308": ("load: load", "load: 1e308", "site.yaml:5: site.load", "1e+308 kW", "check the unit"),
    "sun of 1e308": ("load: load", "load: load\n  pv: 1e308", "site.yaml:6: site.pv", "1e+308 kW", "check the unit"),
    "no table": ("day.csv", "days.csv", "site.yaml:2: site.series", "there is no file", "name a table"),
    "column without a table": ("  series: day.csv\n", "", "site.yaml:4: site.load", "no table is named", "add `series"),
    "limit below 0": (
        "export_limit: 0 kW",
        "import_limit: -1 kW",
        "site.yaml:6: site.import_limit",
        "cannot be negative",
        "zero or above",
    ),
    "limit as a volume": (
        "export_limit: 0 kW",
        "import_limit: 1 m3",
        "site.yaml:6: site.import_limit",
        "is a volume",
        "give a power",
    ),
    "battery in m3": (
        "energy: 50 kWh",
        "energy: 50 m3",
        "site.yaml:11: battery.energy",
        "expected an energy",
        "800 kWh",
    ),
    "battery of 1e308": (
        "energy: 50 kWh",
        "energy: 1e308 kWh",
        "site.yaml:11: battery.energy",
        "1e308",
        "finite number",
    ),
    "battery power below 0": (
        "power: 50 kW",
        "power: -50 kW",
        "site.yaml:11: battery.power",
        "negative",
        "zero or above",
    ),
    "efficiency 0": (
        "{energy: 50 kWh, power: 50 kW, charge_efficiency: 90 %",
        "{energy: 50 kWh, power: 50 kW, charge_efficiency: 0 %",
        "site.yaml:11: battery.charge_efficiency",
        "from 0.01 to 1",
        "give a number",
    ),
    "start above the energy": (
        "energy: 50 kWh",
        "energy: 50 kWh, start: 60 kWh",
        "site.yaml:11: battery.start",
        "got 60",
        "from 0 to 50",
    ),
    "free without a start": (
        "energy: 50 kWh",
        "energy: 50 kWh, end: free",
        "site.yaml:11: battery",
        "neither the level",
        "give `start`",
    ),
    "misspelt key": (
        "carbon_factor",
        "carbon_faktor",
        "site.yaml:10: tariff.carbon_faktor",
        "unknown key",
        "did you mean",
    ),
    "window between steps": (
        "battery:",
        FLEXIBLE + "0:30, to: 2026-07-01 01:00}]\nbattery:",
        "site.yaml:11: flexible.0.from",
        "no border of a step",
        "a multiple of 60 min",
    ),
    "window that is over": (
        "battery:",
        FLEXIBLE + "0:00, to: 2026-07-02 01:00}]\nbattery:",
        "site.yaml:11: flexible.0.to",
        "no border of a step",
        "give a moment",
    ),
}

#: Changes of its series.
SERIES_CASES: dict[str, Case] = {
    "empty cell": ("100,1.0", "100,", "day.csv:3: price", "the cell is empty", "fill it"),
    "nan": ("100,1.0", "100,nan", "day.csv:3: price", 'got "nan"', "fill it with a number"),
    "infinite": ("100,1.0", "100,inf", "day.csv:3: price", 'got "inf"', "fill it with a number"),
    "price of 1e308": ("100,1.0", "100,1e308", "day.csv:3: price", "1e+09 or less", "check sign and unit"),
    "load of 1e308": ("100,1.0", "1e308,1.0", "day.csv:3: load", "1e+09 or less", "check sign and unit"),
    "load below 0": ("100,1.0", "-100,1.0", "day.csv:3: load", "0 or more", "check sign and unit"),
    "prices that are too few": ("100,1.0", "100", "day.csv:3: price", "the cell is empty", "fill it"),
    "prices that are too many": (
        "100,1.0",
        "100,1.0,5",
        "day.csv:3",
        "3 cells, the heading has 2",
        "drop what is too much",
    ),
    "text": ("100,1.0", "100,dear", "day.csv:3: price", 'got "dear"', "fill it with a number"),
    "a heading alone": ("100,0.2\n100,1.0\n", "", "day.csv:1", "no row below its heading", "a row for each step"),
}
