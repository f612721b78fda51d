"""What holds where two media meet, where a sheet lies between them, and at a hard wall.

Each condition is a row for the fields before the face and one for those behind it (see `media`): their sum is zero.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taktwin.product.acoustics.fluids import Complex, Real
from taktwin.product.acoustics.layers import Plate, Sheet
from taktwin.product.acoustics.media import ACROSS, ALONG, FLOW, PRESSURE, SHEAR, STRESS, Medium, Sort

Row = dict[int, Complex | complex | float]
Condition = tuple[Row, Row]

#: How the air moves across a face, and what presses on it, by the sort of the medium.
MOVES: dict[Sort, Row] = {"fluid": {ACROSS: 1}, "solid": {ACROSS: 1}, "biot": {ACROSS: 1, FLOW: 1}}
PRESSES: dict[Sort, Row] = {"fluid": {PRESSURE: -1}, "solid": {STRESS: 1}, "biot": {STRESS: 1}}


def minus(row: Row) -> Row:
    """The row with the other sign."""
    return {field: -1 * value for field, value in row.items()}


def between(before: Sort, behind: Sort) -> list[Condition]:
    """Two media that are bonded."""
    found = [(MOVES[before], minus(MOVES[behind])), (PRESSES[before], minus(PRESSES[behind]))]
    frames = [sort != "fluid" for sort in (before, behind)]
    if all(frames):
        found[0] = ({ACROSS: 1}, {ACROSS: -1})
        found += [({ALONG: 1}, {ALONG: -1}), ({SHEAR: 1}, {SHEAR: -1})]
    elif any(frames):
        found.append(({SHEAR: 1}, {}) if frames[0] else ({}, {SHEAR: 1}))
    if before == behind == "biot":
        found += [({FLOW: 1}, {FLOW: -1}), ({PRESSURE: 1}, {PRESSURE: -1})]
    elif "biot" in (before, behind):
        other = behind if before == "biot" else before
        if other == "fluid":
            found.append(({PRESSURE: 1}, {PRESSURE: -1}))
        else:  # nothing flows into a solid
            found.append(({FLOW: 1}, {}) if before == "biot" else ({}, {FLOW: 1}))
    return found


def at_wall(before: Sort) -> list[Condition]:
    """A medium bonded to a hard wall: nothing moves."""
    still = {"fluid": (ACROSS,), "solid": (ALONG, ACROSS), "biot": (ALONG, ACROSS, FLOW)}[before]
    return [({field: 1}, {}) for field in still]


def through(sheets: Sequence[Sheet | Plate], before: Sort, behind: Sort, w: Real, kx: Real) -> list[Condition]:
    """Media on both sides of sheets that lie on each other, and move as one."""
    force: Complex = 1j * w * sum((impedance(sheet, w, kx) for sheet in sheets), np.zeros(w.size, complex))
    behind_moves = minus(MOVES[behind]) if behind == "fluid" else {ACROSS: -1}
    found: list[Condition] = [
        (MOVES[before] if before == "fluid" else {ACROSS: 1}, behind_moves),
        # what presses on both sides together moves the sheets: by their displacement, seen from behind
        (minus(PRESSES[before]), PRESSES[behind] | {ACROSS: -force}),
    ]
    mass: Complex = w**2 * sum(sheet.mass for sheet in sheets) + 0j
    frames = [sort != "fluid" for sort in (before, behind)]
    if all(frames):
        found += [({ALONG: 1}, {ALONG: -1}), ({SHEAR: -1}, {SHEAR: 1, ALONG: mass})]
    elif frames[0]:
        found.append(({SHEAR: -1, ALONG: mass}, {}))
    elif frames[1]:
        found.append(({}, {SHEAR: 1, ALONG: mass}))
    found += [({FLOW: 1}, {})] if before == "biot" else []
    found += [({}, {FLOW: 1})] if behind == "biot" else []
    return found


def impedance(sheet: Sheet | Plate, w: Real, kx: Real) -> Complex:
    """Difference of pressure over the velocity of the air on both sides, Pa s/m."""
    if isinstance(sheet, Plate):
        bending = (1 + 1j * sheet.loss) * sheet.bending_stiffness * kx**4 / (w**2 * sheet.mass)
        return 1j * w * sheet.mass * (1 - bending)
    if sheet.resistance is None:
        return 1j * w * sheet.mass
    return 1 / (1 / sheet.resistance - 1j / (w * sheet.mass))


def fields_of(row: Row, waves: Complex) -> Complex:
    """A row of conditions, for waves of shape (grid, 6, n): shape (grid, n)."""
    found = np.zeros((waves.shape[0], waves.shape[2]), complex)
    for field, value in row.items():
        found += np.reshape(value, (-1, 1)) * waves[:, field, :]
    return found


def air_gap_needed(sheet: Sheet | Plate, before: Medium, behind: Medium | None) -> bool:
    """Whether air would have to pass through a sheet into a medium whose frame it is bonded to."""
    passes = isinstance(sheet, Sheet) and sheet.resistance is not None
    return passes and any(one is not None and one.sort != "fluid" for one in (before, behind))
