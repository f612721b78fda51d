"""The 34 key performance indicators of ISO 22400-2:2014, and TEEP, each with formula and what it needs.

Source: ISO 22400-2:2014, *Key performance indicators (KPIs) for manufacturing operations management, part 2*, recalled:
the standard itself was not at hand, so names and formulas are to be checked against it before conformity is claimed.
Agreement with what a run tells (`taktwin.analysis.oee`) is tested. TEEP is none of the 34: it is industry practice.

Time model (s): calendar time is all time of the observation; PBT, the planned busy time, is calendar time without OUT,
planned down time and what is unknown; AUBT = AUPT + ADET is the actual unit busy time, AUPT = APT + AUST the actual
unit processing time (see `taktwin.live.kpis.timemap`). AOET is the actual order execution time, APAT attendance and
APWT work of people. Quantities: PQ produced, GQ good, SQ scrap, RQ rework, PSQ planned scrap, IP inspected, GP good at
the first time, PQF produced at the first operation, EPC equipment production capacity; CM consumed material, IGQ
integrated good quantity, PL production loss, STL storage and transport loss, OL other loss, TH throughput, AI average
inventory. PRI is the planned run time of an item; E energy; FE failure events, TBF and TTF the sums of the times
between and to failures, TTR that of the times to restoration; CMT and PMT corrective and planned maintenance. Of a
measured characteristic: USL and LSL its limits, MEAN, SIGMA the estimated deviation (of one machine, or of the
process).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Elements = Mapping[str, float]


@dataclass(frozen=True)
class KpiDefinition:
    """A KPI: its name here, that of the standard, formula, unit, what it needs, and how it is computed.

    ``iso`` is false for what is not among the 34.
    """

    name: str
    title: str
    formula: str
    unit: str
    needs: tuple[str, ...]
    value: Callable[[Elements], float]
    iso: bool = True


def _ratio(name: str, title: str, over: str, under: str, unit: str = "share") -> KpiDefinition:
    """One element over another."""
    return KpiDefinition(name, title, f"{over} / {under}", unit, (over, under), lambda e: e[over] / e[under])


def _capability(name: str, title: str) -> KpiDefinition:
    needs = ("USL", "LSL", "SIGMA")
    return KpiDefinition(name, title, "(USL - LSL) / (6 * SIGMA)", "1", needs, _spread)


def _centred(name: str, title: str) -> KpiDefinition:
    formula = "min(USL - MEAN, MEAN - LSL) / (3 * SIGMA)"
    return KpiDefinition(name, title, formula, "1", ("USL", "LSL", "MEAN", "SIGMA"), _nearer)


def _spread(e: Elements) -> float:
    return (e["USL"] - e["LSL"]) / (6 * e["SIGMA"])


def _nearer(e: Elements) -> float:
    return min(e["USL"] - e["MEAN"], e["MEAN"] - e["LSL"]) / (3 * e["SIGMA"])


def _per_failure(name: str, title: str, over: str) -> KpiDefinition:
    formula = f"{over} / (FE + 1)"
    return KpiDefinition(name, title, formula, "s", (over, "FE"), lambda e: e[over] / (e["FE"] + 1))


KPIS: tuple[KpiDefinition, ...] = (
    _ratio("worker_efficiency", "Worker efficiency", "APWT", "APAT"),
    _ratio("allocation_ratio", "Allocation ratio", "AUBT", "AOET"),
    _ratio("throughput_rate", "Throughput rate", "PQ", "AOET", "1/s"),
    _ratio("allocation_efficiency", "Allocation efficiency", "AUBT", "PBT"),
    _ratio("utilization_efficiency", "Utilization efficiency", "APT", "AUBT"),
    KpiDefinition(
        "oee",
        "Overall equipment effectiveness index",
        "(APT / PBT) * (PRI * PQ / APT) * (GQ / PQ)",
        "share",
        ("APT", "PBT", "PRI", "PQ", "GQ"),
        lambda e: (e["APT"] / e["PBT"]) * (e["PRI"] * e["PQ"] / e["APT"]) * (e["GQ"] / e["PQ"]),
    ),
    KpiDefinition(
        "nee",
        "Net equipment effectiveness index",
        "(AUPT / PBT) * (PRI * PQ / APT) * (GQ / PQ)",
        "share",
        ("AUPT", "PBT", "PRI", "PQ", "APT", "GQ"),
        lambda e: (e["AUPT"] / e["PBT"]) * (e["PRI"] * e["PQ"] / e["APT"]) * (e["GQ"] / e["PQ"]),
    ),
    _ratio("availability", "Availability", "APT", "PBT"),
    KpiDefinition(
        "effectiveness",
        "Effectiveness",
        "PRI * PQ / APT",
        "share",
        ("PRI", "PQ", "APT"),
        lambda e: e["PRI"] * e["PQ"] / e["APT"],
    ),
    _ratio("quality_ratio", "Quality ratio", "GQ", "PQ"),
    _ratio("setup_ratio", "Setup ratio", "AUST", "AUPT"),
    KpiDefinition(
        "technical_efficiency",
        "Technical efficiency",
        "APT / (APT + ADET)",
        "share",
        ("APT", "ADET"),
        lambda e: e["APT"] / (e["APT"] + e["ADET"]),
    ),
    _ratio("production_process_ratio", "Production process ratio", "APT", "AOET"),
    _ratio("actual_to_planned_scrap_ratio", "Actual to planned scrap ratio", "SQ", "PSQ"),
    _ratio("first_pass_yield", "First pass yield", "GP", "IP"),
    _ratio("scrap_ratio", "Scrap ratio", "SQ", "PQ"),
    _ratio("rework_ratio", "Rework ratio", "RQ", "PQ"),
    _ratio("fall_off_ratio", "Fall off ratio", "SQ", "PQF"),
    _capability("machine_capability", "Machine capability index (Cm)"),
    _centred("critical_machine_capability", "Critical machine capability index (Cmk)"),
    _capability("process_capability", "Process capability index (Cp)"),
    _centred("critical_process_capability", "Critical process capability index (Cpk)"),
    _ratio("comprehensive_energy_consumption", "Comprehensive energy consumption", "E", "PQ", "kWh"),
    _ratio("inventory_turns", "Inventory turns", "TH", "AI", "1"),
    _ratio("finished_goods_ratio", "Finished goods ratio", "GQ", "CM"),
    _ratio("integrated_goods_ratio", "Integrated goods ratio", "IGQ", "CM"),
    _ratio("production_loss_ratio", "Production loss ratio", "PL", "CM"),
    _ratio("storage_and_transport_loss_ratio", "Storage and transportation loss ratio", "STL", "CM"),
    _ratio("other_loss_ratio", "Other loss ratio", "OL", "CM"),
    _ratio("equipment_load_ratio", "Equipment load ratio", "PQ", "EPC"),
    _per_failure("mean_operating_time_between_failures", "Mean operating time between failures", "TBF"),
    _per_failure("mean_time_to_failure", "Mean time to failure", "TTF"),
    _per_failure("mean_time_to_restoration", "Mean time to restoration", "TTR"),
    KpiDefinition(
        "corrective_maintenance_ratio",
        "Corrective maintenance ratio",
        "CMT / (CMT + PMT)",
        "share",
        ("CMT", "PMT"),
        lambda e: e["CMT"] / (e["CMT"] + e["PMT"]),
    ),
    KpiDefinition(
        "teep",
        "Total effective equipment performance",
        "GQ * PRI / CALENDAR",
        "share",
        ("GQ", "PRI", "CALENDAR"),
        lambda e: e["GQ"] * e["PRI"] / e["CALENDAR"],
        iso=False,
    ),
)
"""All of them, in the order of the standard; TEEP last."""


def evaluate(elements: Elements) -> dict[str, float | None]:
    """Name -> value of every KPI; None where an element is not known, or the denominator is 0.

    Args:
        elements: what is known, by the names above.

    Example:
        >>> evaluate({"APT": 60.0, "PBT": 80.0})["availability"]
        0.75
    """
    found: dict[str, float | None] = {}
    for one in KPIS:
        value = None
        if all(name in elements for name in one.needs):
            try:
                value = float(one.value(elements))
            except ZeroDivisionError:
                value = None
        found[one.name] = value
    return found
