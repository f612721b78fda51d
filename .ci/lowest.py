"""Print the lowest version of each library that `pyproject.toml` allows, one requirement a line, for pip.

    python .ci/lowest.py [EXTRA ...]

The last step of `.ci/run` installs these. A library without a lower or an upper bound is an error, so none is left out.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def lowest(requirement: Requirement) -> str:
    """The requirement with its lower bound as the only version.

    Raises:
        ValueError: It has not one lower and one upper bound, as in ``numpy>=2.1,<3``.
    """
    bounds = {one.operator: one.version for one in requirement.specifier}
    if len(requirement.specifier) != 2 or set(bounds) != {">=", "<"}:
        raise ValueError(f'"{requirement}" needs one lower and one upper bound, as in "numpy>=2.1,<3"')
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    marker = f" ; {requirement.marker}" if requirement.marker else ""
    return f"{requirement.name}{extras}=={bounds['>=']}{marker}"


def requirements(pyproject: Path, extras: list[str]) -> list[Requirement]:
    """What the package itself and these extras of it require.

    Raises:
        ValueError: There is no such extra.
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    optional: dict[str, list[str]] = project.get("optional-dependencies", {})
    unknown = sorted(set(extras) - set(optional))
    if unknown:
        raise ValueError(f"there is no extra {', '.join(unknown)}; there are: {', '.join(optional)}")
    return [
        Requirement(line) for line in [*project["dependencies"], *(one for name in extras for one in optional[name])]
    ]


def main(arguments: list[str], pyproject: Path = PYPROJECT) -> str:
    """The lines to print; ends the program with a message where a bound is missing."""
    try:
        return "\n".join(lowest(one) for one in requirements(pyproject, arguments))
    except ValueError as error:
        sys.exit(f"error: {pyproject.name}: {error}")


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1:]) + "\n")
