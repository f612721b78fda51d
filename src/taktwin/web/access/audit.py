"""The audit: one line of JSON for each action, with time, name, role, address and what came of it."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from taktwin.model.files.write import append_line


class Audit:
    """A file that is only appended to.

    Args:
        path: of the file; its folder is made. None: nothing is written down.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._lock = threading.Lock()

    def write(self, action: str, **about: Any) -> None:
        """Write down an action.

        Raises:
            OSError: it cannot be written; then the action must not be done.
        """
        if self.path is None:
            return
        line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "action": action, **about})
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            append_line(self.path, line, 0o600)
