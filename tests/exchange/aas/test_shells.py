"""Shells: what the official checker has against them, and that the library reads again what was written."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from typing import Any

import pytest

from taktwin.exchange.aas.carbonfootprint import ShellFootprint
from taktwin.exchange.aas.write import ShellError, shells

pytest.importorskip("basyx.aas", reason="needs the extra `aas`")
WHEN = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
UUID = "bd0396c3-f245-5b13-889a-efdf6cdf6ff"


def one(last: str = "d", **changed: Any) -> ShellFootprint:
    given: dict[str, Any] = {
        "asset": f"urn:example.org:product-id:{last}",
        "name": "M7 “long range”",
        "footprint_id": UUID + last,
        "kg": 5941.409984054959,
        "methods": ("ISO 14067",),
        "phases": ("A1-A3",),
        "published": WHEN,
        "expires": WHEN + dt.timedelta(days=365),
    }
    return ShellFootprint(**{**given, **changed})


TOLD = {
    "one": [one()],
    "two": [one("1"), one("2", kg=0.0)],
    "phases": [one(phases=("A1", "A3"), methods=("ISO 14067", "a rule of our own"))],
    "tiny": [one(kg=1e-12)],
    "huge": [one(kg=1.5e15)],
}


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("ending", [".json", ".aasx"])
def test_the_official_checker_has_nothing_against_it(name: str, ending: str) -> None:
    checker = pytest.importorskip("aas_test_engines.file")
    data = shells(TOLD[name], ending)
    found = (
        checker.check_aasx_file(io.BytesIO(data)) if ending == ".aasx" else checker.check_json_data(json.loads(data))
    )
    assert found.ok(), "\n".join(found.to_lines())


@pytest.mark.parametrize("name", ["one", "two", "tiny", "huge"])
@pytest.mark.parametrize("ending", [".json", ".aasx"])
def test_they_are_what_the_template_of_the_idta_asks_for(name: str, ending: str) -> None:
    """Every semantic identifier, cardinality and type of IDTA 02023 1.0.2, by a second checker."""
    checker = pytest.importorskip("aas_submodel_validate")
    found = checker.validate(shells(TOLD[name], ending), format=ending.removeprefix("."))
    assert found.submodels_judged == found.submodels_seen == len(TOLD[name])
    assert checker.exit_code(found) == 0, found


def test_the_checker_sees_what_is_wrong() -> None:
    checker = pytest.importorskip("aas_test_engines.file")
    document = json.loads(shells(TOLD["one"], ".json"))
    document["submodels"][0]["submodelElements"][0]["value"][0]["value"][1]["valueType"] = "xs:nothing"
    assert not checker.check_json_data(document).ok()


def test_what_is_written_is_read_again() -> None:
    from basyx.aas.adapter.json import read_aas_json_file

    text = shells(TOLD["two"], ".json").decode()
    store = read_aas_json_file(io.StringIO(text), failsafe=False)
    submodel: Any = store.get_item(f"urn:uuid:{UUID}1")
    footprint = submodel.get_referable("ProductCarbonFootprints").value[0]
    values = {element.id_short: element.value for element in footprint.value}
    assert float(values["PcfCO2eq"]) == 5941.409984054959
    assert values["ReferenceImpactUnitForCalculation"] == "piece"
    assert len(list(store)) == 4


def test_the_same_footprints_give_the_same_json() -> None:
    assert shells(TOLD["two"], ".json") == shells(TOLD["two"], ".json")


def test_without_the_library_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "basyx", None)
    monkeypatch.setitem(sys.modules, "basyx.aas", None)
    with pytest.raises(ShellError, match=r"taktwin\[aas\]"):
        shells(TOLD["one"], ".json")


def test_an_identifier_that_cannot_be_one() -> None:
    with pytest.raises(ShellError, match="check the names"):
        shells([one(asset="")], ".json")
