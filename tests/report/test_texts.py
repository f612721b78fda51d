"""English and Chinese texts are kept in step, and all of them are used."""

import re
import string
from pathlib import Path

import pytest

import taktwin.report
from taktwin.report.texts import LANGUAGES, TEXTS


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_in_step(key: str) -> None:
    texts = TEXTS[key]
    assert len(texts) == len(LANGUAGES)
    assert all(text.strip() for text in texts)
    english, chinese = (placeholders(text) - {"jobs", "job"} for text in texts)
    assert english == chinese


def test_no_text_is_left_over() -> None:
    folder = Path(taktwin.report.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py") if not path.name.startswith("texts"))
    used = set(re.findall(r"""["']([a-z0-9_]+)["']""", code))
    # Looked up by a name that is put together, or that comes from the run's tables.
    made = {key for key in TEXTS if re.match(r"tile_(rate|energy)_(car|job)$|kpi_|seq_(lack|origin|[mou])_", key)} | {
        "exp_higher",
        "exp_lower",
        "exp_the_same",
        "exp_not_told_apart",
        "exp_no_interval",
        "working",
        "setup",
        "down",
        "waiting_crew",
        "waiting_parts",
        "waiting_transport",
        "blocked",
        "starved",
        "off_shift",
        "electricity",
        "gas",
        "heat",
        "compressed_air",
        "water",
    }
    assert set(TEXTS) - used - made == set()
