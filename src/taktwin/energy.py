"""Energy of a site: weather, photovoltaics, air, paint booths, dispatch, carbon, footprints, energy ledger.

See docs/weather.md, docs/dispatch.md, docs/carbon.md and docs/footprint.md for examples. Nothing slow is imported
before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin.analysis.air.loads import AirLoads, booth_air
    from taktwin.analysis.air.paintbooth import BoothYear, PaintBooth, booth_year
    from taktwin.analysis.air.state import AirState, air_state
    from taktwin.analysis.assessment.study import Assessment, assess
    from taktwin.analysis.assessment.yearly import Measure, YearlyPath, yearly_path
    from taktwin.analysis.carbon.coal import (
        StandardCoal,
        coal_coefficients,
        electricity_of_tce,
        gj_of_tce,
        power_supply_rate,
        standard_coal,
    )
    from taktwin.analysis.carbon.errors import BalanceError, CarbonError, FactorError
    from taktwin.analysis.carbon.factors import GridFactor, grid_factor, grid_factors
    from taktwin.analysis.carbon.fuels import burnt, fuel_co2
    from taktwin.analysis.carbon.scope2 import Scope2, scope2
    from taktwin.analysis.carbon.voc import VocBalance, voc_balance
    from taktwin.analysis.carbon.waste import (
        WasteCheck,
        WasteEntry,
        WasteFinding,
        check_waste_register,
    )
    from taktwin.analysis.footprint.documents import footprint_documents
    from taktwin.analysis.footprint.study import FootprintStudy, study_footprint
    from taktwin.analysis.ledger.allocation import energy_by_car
    from taktwin.analysis.ledger.errors import LedgerError
    from taktwin.analysis.ledger.machine import MachineLedger, machine_ledger, shortest_pause
    from taktwin.analysis.photovoltaics.mounting import Mounting
    from taktwin.analysis.photovoltaics.output import PvYear, PvYield, pv_yield
    from taktwin.analysis.site.cars import ledger_by_car
    from taktwin.analysis.site.ledger import SiteLedger, site_ledger
    from taktwin.analysis.weather.guard import CheckedWeather, read_weather
    from taktwin.analysis.weather.months import monthly
    from taktwin.analysis.weather.synthetic import synthetic_names, synthetic_year
    from taktwin.analysis.weather.year import WeatherYear
    from taktwin.exchange.epw.read import WeatherError
    from taktwin.model.values.wastecode import valid_waste_code
    from taktwin.planning.dispatch.errors import DispatchError, DispatchTimeError, NoDispatchError
    from taktwin.planning.dispatch.frontier import CarbonFrontier, carbon_frontier
    from taktwin.planning.dispatch.plan import Bill, DispatchPlan
    from taktwin.planning.dispatch.prices import billing_months, time_of_use
    from taktwin.planning.dispatch.problem import DispatchProblem
    from taktwin.planning.dispatch.rolling import Replanner
    from taktwin.planning.dispatch.site import Battery, FlexibleLoad
    from taktwin.planning.dispatch.solve import dispatch
    from taktwin.planning.dispatch.study import DispatchStudy, study_dispatch
    from taktwin.planning.dispatch.tariff import Tariff
    from taktwin.planning.energy.abatement import Abatement
    from taktwin.planning.energy.bill import SiteBill
    from taktwin.planning.energy.cars import energy_of_cars
    from taktwin.planning.energy.measures import MeasureStudy, study_measures
    from taktwin.planning.energy.pauses import PauseStudy, study_pauses
    from taktwin.planning.energy.shifting import ShiftStudy, study_shifting
    from taktwin.planning.energy.study import EnergyStudy, study_energy

_NAMES = {
    "analysis.air.loads": "AirLoads booth_air",
    "analysis.air.paintbooth": "BoothYear PaintBooth booth_year",
    "analysis.air.state": "AirState air_state",
    "analysis.assessment.study": "Assessment assess",
    "analysis.assessment.yearly": "Measure YearlyPath yearly_path",
    "analysis.carbon.coal": (
        "StandardCoal coal_coefficients electricity_of_tce gj_of_tce power_supply_rate standard_coal"
    ),
    "analysis.carbon.errors": "BalanceError CarbonError FactorError",
    "analysis.carbon.factors": "GridFactor grid_factor grid_factors",
    "analysis.carbon.fuels": "burnt fuel_co2",
    "analysis.carbon.scope2": "Scope2 scope2",
    "analysis.carbon.voc": "VocBalance voc_balance",
    "analysis.carbon.waste": "WasteCheck WasteEntry WasteFinding check_waste_register",
    "analysis.footprint.documents": "footprint_documents",
    "analysis.footprint.study": "FootprintStudy study_footprint",
    "analysis.ledger.allocation": "energy_by_car",
    "analysis.ledger.errors": "LedgerError",
    "analysis.ledger.machine": "MachineLedger machine_ledger shortest_pause",
    "analysis.photovoltaics.mounting": "Mounting",
    "analysis.photovoltaics.output": "PvYear PvYield pv_yield",
    "analysis.site.cars": "ledger_by_car",
    "analysis.site.ledger": "SiteLedger site_ledger",
    "analysis.weather.guard": "CheckedWeather read_weather",
    "analysis.weather.months": "monthly",
    "analysis.weather.synthetic": "synthetic_names synthetic_year",
    "analysis.weather.year": "WeatherYear",
    "exchange.epw.read": "WeatherError",
    "model.values.wastecode": "valid_waste_code",
    "planning.dispatch.errors": "DispatchError DispatchTimeError NoDispatchError",
    "planning.dispatch.frontier": "CarbonFrontier carbon_frontier",
    "planning.dispatch.plan": "Bill DispatchPlan",
    "planning.dispatch.prices": "billing_months time_of_use",
    "planning.dispatch.problem": "DispatchProblem",
    "planning.dispatch.rolling": "Replanner",
    "planning.dispatch.site": "Battery FlexibleLoad",
    "planning.dispatch.solve": "dispatch",
    "planning.dispatch.study": "DispatchStudy study_dispatch",
    "planning.dispatch.tariff": "Tariff",
    "planning.energy.abatement": "Abatement",
    "planning.energy.bill": "SiteBill",
    "planning.energy.cars": "energy_of_cars",
    "planning.energy.measures": "MeasureStudy study_measures",
    "planning.energy.pauses": "PauseStudy study_pauses",
    "planning.energy.shifting": "ShiftStudy study_shifting",
    "planning.energy.study": "EnergyStudy study_energy",
}
"""Module -> what of it belongs to this face."""

_PLACES = {name: f"taktwin.{module}" for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Abatement",
    "AirLoads",
    "AirState",
    "Assessment",
    "BalanceError",
    "Battery",
    "Bill",
    "BoothYear",
    "CarbonError",
    "CarbonFrontier",
    "CheckedWeather",
    "DispatchError",
    "DispatchPlan",
    "DispatchProblem",
    "DispatchStudy",
    "DispatchTimeError",
    "EnergyStudy",
    "FactorError",
    "FlexibleLoad",
    "FootprintStudy",
    "GridFactor",
    "LedgerError",
    "MachineLedger",
    "Measure",
    "MeasureStudy",
    "Mounting",
    "NoDispatchError",
    "PaintBooth",
    "PauseStudy",
    "PvYear",
    "PvYield",
    "Replanner",
    "Scope2",
    "ShiftStudy",
    "SiteBill",
    "SiteLedger",
    "StandardCoal",
    "Tariff",
    "VocBalance",
    "WasteCheck",
    "WasteEntry",
    "WasteFinding",
    "WeatherError",
    "WeatherYear",
    "YearlyPath",
    "air_state",
    "assess",
    "billing_months",
    "booth_air",
    "booth_year",
    "burnt",
    "carbon_frontier",
    "check_waste_register",
    "coal_coefficients",
    "dispatch",
    "electricity_of_tce",
    "energy_by_car",
    "energy_of_cars",
    "footprint_documents",
    "fuel_co2",
    "gj_of_tce",
    "grid_factor",
    "grid_factors",
    "ledger_by_car",
    "machine_ledger",
    "monthly",
    "power_supply_rate",
    "pv_yield",
    "read_weather",
    "scope2",
    "shortest_pause",
    "site_ledger",
    "standard_coal",
    "study_dispatch",
    "study_energy",
    "study_footprint",
    "study_measures",
    "study_pauses",
    "study_shifting",
    "synthetic_names",
    "synthetic_year",
    "time_of_use",
    "valid_waste_code",
    "voc_balance",
    "yearly_path",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'taktwin.energy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
