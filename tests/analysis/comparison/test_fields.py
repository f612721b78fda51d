"""What differs in two models, by paths that `--set` understands."""

from __future__ import annotations

import pytest

from taktwin.analysis.comparison.fields import Change, changes, flat
from taktwin.library import model_names
from taktwin.model.files.load import load_model


def data(name: str, *overrides: str) -> dict:
    return load_model(name, overrides=list(overrides)).model_dump(mode="json", by_alias=True, exclude_unset=True)


def test_one_value() -> None:
    found = changes(data("phoenix"), data("phoenix", "shops.body.lines.body-main.framing.cycle=90 s"))
    assert found == [Change("shops.body.lines.body-main.flow.framing.cycle", "100 s", "90 s")]


def test_what_is_added_and_removed() -> None:
    before, after = data("mm1"), data("mm1")
    after["crews"] = {"night": {"size": "2"}}
    assert changes(before, after) == [Change("crews.night.size", None, "2")]
    assert changes(after, before) == [Change("crews.night.size", "2", None)]


def test_marks_and_notes_are_no_difference() -> None:
    before, after = data("phoenix"), data("phoenix")
    after["shops"]["body"]["lines"]["body-main"]["flow"][0]["cycle"] = "100 s [assumed: by me]"
    after["shops"]["body"]["note"] = "seen again"
    after["sources"]["line-off"] = "elsewhere"
    assert changes(before, after) == []


@pytest.mark.parametrize("name", model_names())
def test_every_path_leads_to_its_value(name: str) -> None:
    """What is told can be set: an override takes the first paths of a shipped model; their values change nothing."""
    model = data(name)
    values = flat(model)
    assert values
    paths = [path for path in values if ".flow." in path and path.endswith((".cycle", ".capacity"))][:5]
    assert changes(model, data(name, *(f"{path}={values[path]}" for path in paths))) == []


def test_a_plant_and_itself_with_another_line() -> None:
    before, after = data("line20"), data("line20")
    flow = next(iter(after["shops"]["workshop"]["lines"].values()))["flow"]
    flow.append({"station": "last", "cycle": "9 s"})
    found = changes(before, after)
    assert Change("shops.workshop.lines.line.flow.last.cycle", None, "9 s") in found
    assert all(change.before is None for change in found)
