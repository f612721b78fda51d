"""Lowering of buffers whose jobs are joined to those alone for which they were called: each looks at who comes in."""

from __future__ import annotations

from taktwin.kernel.lowering.carriers import pick
from taktwin.kernel.lowering.flow import FlowLowering


def keep_matched(low: FlowLowering) -> None:
    """Let nobody put jobs into such a buffer: some may have lost the job for which they were called."""
    for node, record in enumerate(low.b.nodes):
        if record["matched"]:
            pick(low, node)
