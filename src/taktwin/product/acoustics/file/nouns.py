"""What a file of a stack may say: its keys, with their units."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Kind, OfKind, Quantity, Share
from taktwin.product.acoustics.process import PET_EXPONENT, PET_FACTOR, PET_FIBRE

THICKNESS = Kind("thickness", ("length",), "a length", "20 mm", "100 nm to 10 m", 1e-7, 10.0)
PORE = Kind("pore", ("length",), "a length", "60 um", "1 nm to 0.1 m", 1e-9, 0.1)
DENSITY = Kind("density", ("density",), "a density", "60 kg/m3", "0.01 to 1e5 kg/m3", 0.01, 1e5)
AREA_MASS = Kind("area mass", ("area mass",), "a mass of an area", "3.5 kg/m2", "1e-6 to 1e6 kg/m2", 1e-6, 1e6)
MODULUS = Kind("modulus", ("pressure",), "a modulus", "80 kPa", "1e-3 to 1e13 Pa", 1e-3, 1e13)
RESISTIVITY = Kind(
    "resistivity", ("flow resistivity",), "a flow resistivity", "30 kN*s/m4", "1e-3 to 1e10 N*s/m4", 1e-3, 1e10
)
RESISTANCE = Kind(
    "resistance", ("flow resistance",), "a flow resistance", "600 Pa*s/m", "1e-3 to 1e9 Pa*s/m", 1e-3, 1e9
)
PERMEABILITY = Kind("permeability", ("area",), "an area", "2e-9 m2", "1e-16 to 1e-3 m2", 1e-16, 1e-3)
FREQUENCY = Kind("frequency", ("frequency",), "a frequency", "500 Hz", "1 to 100000 Hz", 1.0, 1e5)
POSITIVE = Kind("positive", ("number",), "a number", "25.9", "1e-12 to 1e12", 1e-12, 1e12)
FACTOR = Kind("factor", ("number",), "a number", "1.4", "at most 100", 0.0, 100.0)
LOSS = Kind("loss", ("share", "number"), "a loss factor", "0.15", "0 to 1", 0.0, 1.0)
POISSON = Kind("poisson", ("number",), "Poisson's ratio", "0.35", "0 to 0.4999", 0.0, 0.4999)

Thickness = Annotated[Quantity, OfKind(THICKNESS)]
Pore = Annotated[Quantity, OfKind(PORE)]
Density = Annotated[Quantity, OfKind(DENSITY)]
AreaMass = Annotated[Quantity, OfKind(AREA_MASS)]
Modulus = Annotated[Quantity, OfKind(MODULUS)]
Resistivity = Annotated[Quantity, OfKind(RESISTIVITY)]
Resistance = Annotated[Quantity, OfKind(RESISTANCE)]
Permeability = Annotated[Quantity, OfKind(PERMEABILITY)]
Frequency = Annotated[Quantity, OfKind(FREQUENCY)]
Positive = Annotated[Quantity, OfKind(POSITIVE)]
Factor = Annotated[Quantity, OfKind(FACTOR)]
Loss = Annotated[Quantity, OfKind(LOSS)]
Poisson = Annotated[Quantity, OfKind(POISSON)]

NOTHING = Quantity(0.0, "0")


class LayerNoun(Noun):
    """A layer; its first key says what it is, and how it is called."""

    word: ClassVar[str]


class GapNoun(LayerNoun):
    """Air between two layers, which are then not bonded."""

    word = "gap"
    gap: str = Field(description="Name of the gap.")
    thickness: Thickness = Field(description="Thickness.")


class FrameNoun(Noun):
    """The solid part of a porous layer."""

    density: Density = Field(description="Mass of the frame in the volume of the layer.")
    stiffness: Modulus | None = Field(
        default=None, description="Young's modulus in vacuum; default limp: a frame that has mass and no stiffness."
    )
    poisson: Poisson = Field(default=NOTHING, description="Poisson's ratio.")
    loss: Loss = Field(default=NOTHING, description="Structural loss factor.")


class PorousNoun(LayerNoun):
    """Foam, felt or fleece (Johnson, Champoux, Allard; with a thermal permeability Lafarge)."""

    word = "porous"
    porous: str = Field(description="Name of the layer.")
    thickness: Thickness = Field(description="Thickness.")
    porosity: Share = Field(description="Share of open pores.")
    resistivity: Resistivity = Field(description="Static air flow resistivity.")
    tortuosity: Factor = Field(description="Tortuosity, 1 or more.")
    viscous_length: Pore = Field(description="Viscous characteristic length.")
    thermal_length: Pore = Field(description="Thermal characteristic length, not below the viscous one.")
    thermal_permeability: Permeability | None = Field(
        default=None, description="Static thermal permeability; default porosity x thermal length^2 / 8."
    )
    frame: FrameNoun | None = Field(default=None, description="Its frame; default rigid: it does not move.")


class FeltNoun(LayerNoun):
    """Felt, told by what its process sets; its pores follow from that."""

    word = "felt"
    felt: str = Field(description="Name of the layer.")
    thickness: Thickness = Field(description="Thickness.")
    area_mass: AreaMass = Field(description="Mass of an area.")
    fibre: Density = Field(
        default=Quantity(PET_FIBRE, "1380 kg/m3"), description="Density of the fibres; default polyester."
    )
    factor: Positive = Field(
        default=Quantity(PET_FACTOR, "25.989"),
        description="Of the resistivity in N*s/m4: factor x density^exponent; default polyester.",
    )
    exponent: Factor = Field(default=Quantity(PET_EXPONENT, "1.404"), description="Its exponent.")
    shape: Factor = Field(
        default=Quantity(1.0, "1"),
        description="Of the pores: viscous length = sqrt(8 viscosity / (resistivity x porosity)) / shape.",
    )
    frame: Literal["rigid", "limp"] = Field(default="rigid", description="Whether it moves with the air.")


class FibrousNoun(LayerNoun):
    """A fibrous absorber of which the flow resistivity alone is known (Delany, Bazley, Miki)."""

    word = "fibrous"
    fibrous: str = Field(description="Name of the layer.")
    thickness: Thickness = Field(description="Thickness.")
    resistivity: Resistivity = Field(description="Static air flow resistivity.")


class ElasticNoun(LayerNoun):
    """What an elastic material needs."""

    thickness: Thickness = Field(description="Thickness.")
    density: Density = Field(description="Density.")
    stiffness: Modulus = Field(description="Young's modulus.")
    poisson: Poisson = Field(description="Poisson's ratio.")
    loss: Loss = Field(default=NOTHING, description="Loss factor.")


class SolidNoun(ElasticNoun):
    """An elastic layer with all its waves: steel, glass, a heavy layer."""

    word = "solid"
    solid: str = Field(description="Name of the layer.")


class PlateNoun(ElasticNoun):
    """A thin plate that bends, as a sheet without thickness."""

    word = "plate"
    plate: str = Field(description="Name of the plate.")


class SheetNoun(LayerNoun):
    """A limp mass: a heavy layer or a foil; with a resistance a scrim that air passes."""

    word = "sheet"
    sheet: str = Field(description="Name of the sheet.")
    mass: AreaMass = Field(description="Mass of an area.")
    resistance: Resistance | None = Field(default=None, description="Flow resistance; default nothing passes.")


class PerforatedNoun(LayerNoun):
    """A plate with round holes that stands still."""

    word = "perforated"
    perforated: str = Field(description="Name of the plate.")
    thickness: Thickness = Field(description="Thickness.")
    open_share: Share = Field(description="Share of the area that is open.")
    diameter: Thickness = Field(description="Diameter of a hole.")


_LAYERS = (PorousNoun, FeltNoun, FibrousNoun, GapNoun, SolidNoun, PlateNoun, SheetNoun, PerforatedNoun)
LAYERS: dict[str, type[LayerNoun]] = {noun.word: noun for noun in _LAYERS}


class AirNoun(Noun):
    """The air; what is left out is that of about 18 C at sea level."""

    density: Density = Field(default=Quantity(1.213, "1.213 kg/m3"), description="Density.")
    pressure: Modulus = Field(default=Quantity(101_325.0, "101325 Pa"), description="Static pressure.")


class AcceptNoun(Noun):
    """When a part is accepted: the mean over third-octave bands reaches a limit."""

    of: Literal["absorption", "loss"] = Field(description="Absorption (0 to 1), or transmission loss in dB.")
    least: Positive = Field(description="The limit.")
    begin: Frequency = Field(alias="from", description="Centre of the first band.")
    end: Frequency = Field(alias="to", description="Centre of the last band.")
    field: Literal["normal", "diffuse"] = Field(default="normal", description="How the sound comes in.")


class StackNoun(Noun):
    """A file of a stack."""

    stack: Literal[1] = Field(description="Version of the format.")
    name: str = Field(default="", description="Name of the part.")
    behind: Literal["air", "wall"] = Field(description="What is behind the last layer: air, or a hard wall.")
    air: AirNoun = Field(default_factory=AirNoun, description="The air.")
    accept: AcceptNoun | None = Field(default=None, description="When a part is accepted.")
    sound: dict[Any, Any] = Field(
        default_factory=dict, description="Third-octave centre in Hz: level in dB of the sound that comes."
    )
    scatter: dict[str, Any] = Field(
        default_factory=dict,
        description="`LAYER.KEY`: standard deviation from part to part, in the unit of the key or in % of its value.",
    )
    layers: list[Any] = Field(description="The layers, from the side where the sound comes in.", min_length=1)
