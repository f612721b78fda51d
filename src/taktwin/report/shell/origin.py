"""Where the figures of a page come from, for its footer."""

from __future__ import annotations

from importlib.metadata import version

from taktwin.model.nouns.plant import PlantModel


def origin(model: PlantModel, seed: int, days: float, runs: int) -> dict[str, str]:
    """The rows of the footer of a page about simulated runs: key of a text -> value."""
    from taktwin.runs.fingerprint import model_hash

    return {
        "origin_model": model.name,
        "origin_hash": model_hash(model),
        "origin_seed": str(seed),
        "origin_runs": str(runs),
        "origin_measured": f"{days:g} d",
        "origin_version": f"Taktwin {version('taktwin')}",
    }
