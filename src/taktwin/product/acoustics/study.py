"""What a part does to sound, band by band, and how many parts are accepted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.acceptance import DRAWS, Acceptance, acceptance
from taktwin.product.acoustics.bands import FIRST, LAST, centres
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.read import StackFile, read_stack
from taktwin.product.acoustics.layers import Stack
from taktwin.product.acoustics.loudness import Heard, heard
from taktwin.product.acoustics.solve import FIELD, NORMAL, Response, respond

if TYPE_CHECKING:
    import polars as pl

FIELDS: dict[str, tuple[float, ...]] = {"normal": NORMAL, "diffuse": FIELD}


@dataclass(frozen=True, eq=False)
class AcousticStudy:
    """What was found.

    Attributes:
        file: what was read.
        response: of the part as it is drawn, at the centres of third-octave bands.
        field: `normal`, `diffuse`, or the angle in degrees.
        acceptance: of the parts that are made; None where the file has no limit or nothing scatters.
        heard: what is heard on both sides of the part; None where the file says no sound.
    """

    file: StackFile
    response: Response
    field: str
    acceptance: Acceptance | None
    heard: Heard | None = None

    def table(self) -> pl.DataFrame:
        """A row for each band: frequency_hz, absorption, and with air behind the part loss_db."""
        import polars as pl

        columns = {"frequency_hz": self.response.frequencies, "absorption": self.response.absorption}
        if not self.file.stack.on_wall:
            columns["loss_db"] = self.response.loss_db
        return pl.DataFrame(columns)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "name": self.file.name,
            "behind": "wall" if self.file.stack.on_wall else "air",
            "field": self.field,
            "layers": [{"kind": kind, "name": name} for kind, name in self.file.names],
            "bands": self.table().to_dicts(),
            "acceptance": None if self.acceptance is None else self.acceptance.as_dict(),
            "heard": None if self.heard is None else {**asdict(self.heard), "less": self.heard.less},
        }


def study_acoustics(
    source: str | Path | StackFile,
    field: str = "diffuse",
    first: float = FIRST,
    last: float = LAST,
    draws: int = DRAWS,
    progress: Callable[[float], None] | None = None,
) -> AcousticStudy:
    """Read a stack and compute it.

    Args:
        source: the file, or what `read_stack` made of it.
        field: `normal`, `diffuse` (0 to 78 degrees), or an angle of incidence in degrees.
        first: centre of the first band, Hz.
        last: centre of the last band, Hz.
        draws: parts that are computed where the file says what scatters, and a limit.
        progress: is told the share of them that is done.

    Raises:
        ModelError, OSError: as of `read_stack`.
        OptionError: no such field, or no band.
        StackError: the stack cannot be computed.
    """
    file = source if isinstance(source, StackFile) else read_stack(source)
    angles = angles_of(field)
    try:
        bands = centres(first, last)
    except StackError as error:
        raise OptionError(error.message, error.remedy, "first") from None
    response = respond(file.stack, bands, angles, file.air)
    accepted = None
    if file.accept is not None and file.sds:
        accepted = acceptance(
            lambda values: figure_of(file, file.part(values)),
            file.nominal,
            file.sds,
            file.accept.least.value,
            draws,
            progress,
        )
    found = None
    if file.sound:
        found = heard(file.sound, respond(file.stack, tuple(file.sound), angles, file.air), field == "diffuse")
    return AcousticStudy(file, response, field, accepted, found)


def figure_of(file: StackFile, part: Stack) -> float:
    """What a part is accepted by: the mean over the bands of absorption, or of transmission loss in dB."""
    accept = file.accept
    assert accept is not None
    bands = centres(accept.begin.value, accept.end.value)
    response = respond(part, bands, FIELDS[accept.field], file.air)
    return float(np.mean(response.absorption if accept.of == "absorption" else response.loss_db))


def angles_of(field: str) -> tuple[float, ...]:
    """Angles of incidence of a field, degrees. Raises OptionError where there is no such field."""
    if field in FIELDS:
        return FIELDS[field]
    try:
        angle = float(field)
    except ValueError:
        angle = math.nan
    if not 0 <= angle < 90:
        raise OptionError(
            Phrase('sound comes in from a field "{field}"', field=field),
            Phrase("write normal, diffuse, or an angle from 0 to 89 degrees"),
            "field",
        )
    return (angle,)
