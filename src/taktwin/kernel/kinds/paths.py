"""Guide paths: where anything has changed on one, vehicles are let into its zones (see ``guidepath``)."""

from __future__ import annotations

from taktwin.kernel.base.kind import Kind
from taktwin.kernel.guidepath.traffic import look_at_paths
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.lowering.paths import lower_paths


def lower(low: FlowLowering) -> None:
    """A node for each network of guide paths."""
    lower_paths(low.b, low.model, low)


PATHS = Kind(name="paths", look=look_at_paths, phase="after", lower=lower)
