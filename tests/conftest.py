"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

# Before NumPy is loaded: as many tests run at once as there are cores, and the threads of one that solves equations
# would wait for each other in a loop (a chain of 100,000 states took eight times the work).
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import hypothesis  # noqa: E402
import pytest  # noqa: E402

# The first example compiles the engine: no deadline for a single example. Everything else as hypothesis sets it up
# (on a CI machine: the same examples each time).
hypothesis.settings.register_profile("taktwin", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("taktwin")


def pytest_configure(config: pytest.Config) -> None:
    """The mark that ties a test to the sentences of the semantics page that it quotes (see `docs/make/rules.py`)."""
    config.addinivalue_line("markers", "rule(*words): words of sentences in docs/semantics.md that the test checks")
    config.addinivalue_line("markers", "sparkplug(*ids): ids of docs/sparkplug.md that the test checks")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """Reference data that is too large or not ours to ship: $TAKTWIN_SHARED, or `shared` beside the checkout."""
    chosen = os.environ.get("TAKTWIN_SHARED")
    folder = Path(chosen) if chosen else root.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip(f"no reference data at {folder}; set TAKTWIN_SHARED to the folder that holds `data`")
    return folder
