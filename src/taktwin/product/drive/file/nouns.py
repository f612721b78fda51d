"""What a file of a car may say: its keys, with their units."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Energy, Kind, Mass, OfKind, Power, Quantity, Share, Speed

FACTOR = Kind("factor", ("number",), "a number", "1.04", "0 to 1000", 0.0, 1000.0)
AREA = Kind("area", ("area",), "an area", "2.85 m2", "0.01 to 100 m2", 0.01, 100.0)
RADIUS = Kind("radius", ("length",), "a length", "0.35 m", "1 cm to 5 m", 0.01, 5.0)
VOLTAGE = Kind("voltage", ("voltage",), "a voltage", "350 V", "0 to 10000 V", 0.0, 1e4)
CHARGE = Kind("charge", ("charge",), "an electric charge", "110 Ah", "0.01 to 1e5 Ah", 36.0, 3.6e8)
RESISTANCE = Kind("resistance", ("resistance",), "a resistance", "90 mohm", "1e-6 to 100 ohm", 1e-6, 100.0)

TURNS = Kind("revolutions", ("number",), "revolutions a minute", "3000", "100 to 10000", 100.0, 1e4)

Factor = Annotated[Quantity, OfKind(FACTOR)]
Revolutions = Annotated[Quantity, OfKind(TURNS)]
Area = Annotated[Quantity, OfKind(AREA)]
Radius = Annotated[Quantity, OfKind(RADIUS)]
Voltage = Annotated[Quantity, OfKind(VOLTAGE)]
Charge = Annotated[Quantity, OfKind(CHARGE)]
Resistance = Annotated[Quantity, OfKind(RESISTANCE)]


def _share(text: str) -> Quantity:
    return Quantity(float(text.rstrip(" %")) / 100, text, None, "share")


class RoadNoun(Noun):
    """What road and air take."""

    mass: Mass = Field(description="Mass with load.")
    rotating: Factor = Field(
        default=Quantity(1.04, "1.04"), description="Factor of the mass for what turns with the wheels."
    )
    rolling: Factor | None = Field(default=None, description="Coefficient of rolling resistance, such as 0.0085.")
    drag: Factor | None = Field(default=None, description="Drag coefficient, such as 0.29.")
    area: Area | None = Field(default=None, description="Frontal area.")
    coast_down: list[float] | None = Field(
        default=None,
        min_length=3,
        max_length=3,
        description="Instead of rolling, drag and area: force of a coast-down test in N, N/(m/s), N/(m/s)2.",
    )


class MotorNoun(Noun):
    """Motor, inverter and gear; its loss is torque T2 + speed w + drag w3 + constant while the car moves."""

    torque: Factor = Field(default=Quantity(0.045, "0.045"), description="W/(N m)2.")
    speed: Factor = Field(default=Quantity(1.2, "1.2"), description="W s.")
    drag: Factor = Field(default=Quantity(2e-6, "2e-6"), description="W s3.")
    constant: Power = Field(default=Quantity(150.0, "150 W", None, "power"), description="Loss at any speed.")
    radius: Radius = Field(default=Quantity(0.35, "0.35 m", None, "length"), description="Of a wheel.")
    ratio: Factor = Field(default=Quantity(9.5, "9.5"), description="Of the gear.")
    gear: Share = Field(default=_share("97.5 %"), description="Efficiency of the gear.")


class BrakeNoun(Noun):
    """What comes back of braking."""

    share: Share = Field(default=_share("95 %"), description="Of the braking power that goes to the motor.")
    most: Power = Field(default=Quantity(120e3, "120 kW", None, "power"), description="Power of the motor as a brake.")
    begin: Speed = Field(
        default=Quantity(5 / 3.6, "5 km/h", None, "speed"), description="Speed below which nothing comes back."
    )
    full: Speed = Field(default=Quantity(15 / 3.6, "15 km/h", None, "speed"), description="From which on all does.")


class BatteryNoun(Noun):
    """Open voltage in a line with the state of charge, and a resistance."""

    charge: Charge = Field(description="Usable charge.")
    voltage: Voltage = Field(description="Open, when empty.")
    slope: Voltage = Field(default=Quantity(0.0, "0 V"), description="More when full.")
    resistance: Resistance = Field(description="Inner resistance.")
    start: Share = Field(description="State of charge at the start; with a source also its target.")
    charging: Share = Field(
        default=_share("87 %"), description="What reaches its cells of what the plug gives: charger and battery."
    )


class ClutchNoun(Noun):
    """A clutch between engine and wheels; fuel then is (power + friction x revolutions) / inner efficiency."""

    begin: Speed = Field(
        default=Quantity(65 / 3.6, "65 km/h", None, "speed"), alias="from", description="Lowest speed with it closed."
    )
    revolutions: Revolutions = Field(
        default=Quantity(3000.0, "3000"), description="Of the engine at 100 km/h with it closed, 1/min."
    )
    efficiency: Share = Field(default=_share("96 %"), description="From the engine to the wheels.")
    inner: Share = Field(default=_share("48 %"), description="Efficiency of the engine without its friction.")
    friction: Energy = Field(default=Quantity(75.0, "75 J", None, "energy"), description="Of each revolution.")
    most: Energy = Field(default=Quantity(1350.0, "1350 J", None, "energy"), description="Work of a revolution.")


class SourceNoun(Noun):
    """A range extender or a fuel cell: fuel power = idle + rate P + idle (P / best)2, with the efficiency at `best`."""

    kind: Literal["range_extender", "fuel_cell"] = Field(description="What it is.")
    best: Power = Field(description="Power at the best efficiency.")
    efficiency: Share = Field(description="There, fuel to shaft; of a fuel cell to its terminals.")
    idle: Power = Field(description="Fuel that it takes at no power.")
    most: Power = Field(description="Highest power.")
    converter: Share = Field(default=_share("95 %"), description="Efficiency of the generator, or of the converter.")
    start: Energy = Field(default=Quantity(60e3, "60 kJ", None, "energy"), description="Fuel of a start.")
    clutch: ClutchNoun | None = Field(
        default=None, description="Clutch to the wheels, of a range extender (series-parallel); default none."
    )


class NoiseNoun(Noun):
    """Levels at the ear, dB(A); bare numbers."""

    idle: float = Field(default=41.0, description="Of the engine at its idle speed.")
    by_speed: float = Field(default=35.0, description="For ten times its speed.")
    by_load: float = Field(default=4.0, description="At full power more than without load.")
    fan: float = Field(default=36.0, description="Of heating and ventilation.")
    road: float = Field(default=62.0, description="Of tyres and wind at 100 km/h.")
    by_road: float = Field(default=30.0, description="For ten times the speed of the car.")
    margin: float = Field(default=5.0, description="By which the engine may be below all else and is heard still.")
    insulation: float = Field(default=0.0, description="By which the body keeps out more of the engine.")


class CabinNoun(Noun):
    """What keeps people warm or cool, where a temperature is asked for; bare numbers."""

    wanted: float = Field(default=21.0, description="Temperature inside, C.")
    loss: float = Field(default=110.0, description="W for each K of difference, with the air that is let in.")
    heat_pump: bool = Field(default=False, description="Whether heat comes of a heat pump; default of a heater.")
    cooling: float = Field(default=2.5, description="W of heat for each W of the compressor.")
    sun: float = Field(default=300.0, description="Heat of sun and people, W.")


class CarNoun(Noun):
    """A file of a car."""

    car: Literal[1] = Field(description="Version of the format.")
    name: str = Field(default="", description="Name of the car.")
    road: RoadNoun = Field(description="What road and air take.")
    motor: MotorNoun = Field(default_factory=MotorNoun, description="Motor, inverter and gear.")
    brake: BrakeNoun = Field(default_factory=BrakeNoun, description="What comes back of braking.")
    battery: BatteryNoun = Field(description="The battery.")
    auxiliaries: Power = Field(default=Quantity(450.0, "450 W", None, "power"), description="Power of all else.")
    source: SourceNoun | None = Field(default=None, description="Range extender or fuel cell; default none.")
    cabin: CabinNoun = Field(default_factory=CabinNoun, description="What keeps people warm or cool.")
    noise: NoiseNoun = Field(default_factory=NoiseNoun, description="How loud it is.")
