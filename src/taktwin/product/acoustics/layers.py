"""The layers of a part, listed from the side where the sound comes in.

Lengths in m, masses in kg/m3 or kg/m2, moduli in Pa, flow resistivity in N s/m4: SI throughout.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Gap:
    """A layer of air."""

    thickness: float


@dataclass(frozen=True)
class Frame:
    """The solid part of a porous layer.

    Attributes:
        density: mass of the frame in the volume of the layer, kg/m3.
        stiffness: Young's modulus of the frame in vacuum, Pa; None for a limp frame, which has mass and no stiffness.
        poisson: Poisson's ratio.
        loss: structural loss factor: the modulus is stiffness (1 + j loss).
    """

    density: float
    stiffness: float | None = None
    poisson: float = 0.0
    loss: float = 0.0


@dataclass(frozen=True)
class Porous:
    """Foam, felt or fleece.

    With a frame of a stiffness it carries three waves (Biot), with a limp one or none a single one: the frame then
    moves with the air, or stands still.

    Attributes:
        thickness: m.
        porosity: share of open pores, in (0, 1].
        resistivity: static air flow resistivity, N s/m4.
        tortuosity: 1 or more.
        viscous_length: of Johnson, m.
        thermal_length: of Champoux and Allard, m; not below the viscous one.
        thermal_permeability: static, m2 (Lafarge); None for porosity x thermal_length^2 / 8, which is the model of
            Johnson, Champoux and Allard.
        frame: None for a rigid one.
        density: of a layer with a rigid frame, kg/m3, which its mass needs and its sound does not; None where it is not
            known.
    """

    thickness: float
    porosity: float
    resistivity: float
    tortuosity: float
    viscous_length: float
    thermal_length: float
    thermal_permeability: float | None = None
    frame: Frame | None = None
    density: float | None = None

    @property
    def elastic(self) -> bool:
        """Whether the frame carries waves of its own."""
        return self.frame is not None and self.frame.stiffness is not None


@dataclass(frozen=True)
class Fibrous:
    """A fibrous absorber of which the flow resistivity alone is known (Delany, Bazley and Miki)."""

    thickness: float
    resistivity: float


@dataclass(frozen=True)
class Solid:
    """A sheet of steel, or a heavy layer, with all its waves.

    Attributes:
        thickness: m.
        density: kg/m3.
        stiffness: Young's modulus, Pa.
        poisson: Poisson's ratio, above -1 and below 0.5.
        loss: loss factor.
    """

    thickness: float
    density: float
    stiffness: float
    poisson: float
    loss: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A limp mass: a heavy layer or a foil that air drives. With a `resistance` air also passes through it: a scrim.

    Attributes:
        mass: kg/m2; infinite for a scrim that stands still.
        resistance: to a steady flow, Pa s/m; None where nothing passes.
    """

    mass: float
    resistance: float | None = None


@dataclass(frozen=True)
class Plate:
    """A thin plate that bends.

    Attributes:
        mass: kg/m2.
        bending_stiffness: of a strip of unit width, N m.
        loss: loss factor.
    """

    mass: float
    bending_stiffness: float
    loss: float = 0.0


@dataclass(frozen=True)
class Perforated:
    """A plate that stands still, with round holes.

    Attributes:
        thickness: m.
        open_share: share of the area that is open, in (0, 1).
        diameter: of a hole, m.
    """

    thickness: float
    open_share: float
    diameter: float


Layer = Gap | Porous | Fibrous | Solid | Sheet | Plate | Perforated


@dataclass(frozen=True)
class Stack:
    """Layers before a hard wall, or with air on both sides.

    Attributes:
        layers: from the side where the sound comes in; neighbours are bonded, unless a `Gap` is between them.
        on_wall: whether the last layer is bonded to a hard wall; else there is air behind it.
    """

    layers: tuple[Layer, ...]
    on_wall: bool
