"""Models that once showed a difference, kept as files that can be read."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.oracle.compare import compare, model_of
from tests.oracle.run import Difference

FOLDER = Path(__file__).parent / "regressions"


@dataclass
class Regression:
    """``showed``: what differed, and what was decided; ``seed`` and ``seconds`` of the run."""

    showed: str
    seed: int
    seconds: float
    model: dict[str, Any]

    def differences(self) -> list[str]:
        """Where kernel and oracle differ now."""
        return compare(model_of(self.model), self.seed, self.seconds).differences


def read(path: Path) -> Regression:
    """A regression file."""
    return Regression(**YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def write(difference: Difference, folder: Path = FOLDER) -> Path:
    """Keep a difference as a file; the text under ``showed`` is to be written by who decides the case."""
    path = folder / f"factory-{difference.number}.yaml"
    text = StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.dump(
        {
            "showed": " | ".join(difference.shown),
            "seed": difference.number,
            "seconds": difference.seconds,
            "model": difference.data,
        },
        text,
    )
    path.write_text(text.getvalue(), encoding="utf-8")
    return path
