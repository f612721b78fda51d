"""Documents of footprints: valid, read again, with the figures of the account; and those of suppliers as parts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.analysis.footprint.documents import footprint_documents as documents
from taktwin.analysis.footprint.pcf import pcf_document
from taktwin.analysis.footprint.study import FootprintStudy, study_footprint
from taktwin.exchange import catenax
from taktwin.model.errors import ModelError, OptionError
from tests.analysis.footprint.plant import PLANT, written
from tests.exchange.schemas import validator

_PART = "footprint: 3.9 t, source: declaration of the supplier, primary: 60 %"


@pytest.fixture
def study(tmp_path: Path) -> FootprintStudy:
    return study_footprint(written(tmp_path))


def test_a_document_is_what_its_schema_says(shared: Path, study: FootprintStudy) -> None:
    schema = validator(shared / "data/catenax/schemas/pcf-9.0.0.schema.json")
    for one in study.footprints:
        data = pcf_document(study.account, one).write()
        schema.validate(json.loads(data))
        assert catenax.recognise(data)


def test_a_document_says_what_the_account_says(study: FootprintStudy) -> None:
    one = study.of("m7")
    found: Any = json.loads(pcf_document(study.account, one).write())
    stage = found["productLifeCycleStagesAndEmissions"][0]["productionStage"][0]
    assert stage["pcfExcludingBiogenicUptake"] == one.kg
    method = found["pcfAssessmentAndMethodology"][0]
    assert method["dataSourcesAndQuality"][0]["primaryDataShare"] == pytest.approx(100 * one.primary_share)
    times = method["pcfAssessmentInformation"][0]["time"][0]
    assert (times["referencePeriodStart"], times["referencePeriodEnd"]) == (
        "2024-01-01T00:00:00.000+00:00",
        "2024-12-31T23:59:59.000+00:00",
    )
    product = found["companyAndProductInformation"][0]["productInformation"][0]
    assert (product["declaredUnitOfMeasurement"], product["productMassPerDeclaredUnit"]) == ("piece", 2300)


def test_the_same_account_gives_the_same_document(study: FootprintStudy, tmp_path: Path) -> None:
    again = study_footprint(written(tmp_path))
    other = study_footprint(written(tmp_path, "valid_until: 2028-03-01", "valid_until: 2028-03-01, version: 1"))
    first, second, third = (pcf_document(one.account, one.of("m5")).write() for one in (study, again, other))
    assert first == second
    assert first != third


def test_the_document_of_a_supplier_is_a_part(study: FootprintStudy, tmp_path: Path) -> None:
    """One tier's footprint is the next one's part, its share of primary data with it."""
    supplier = study.of("m5")
    (tmp_path / "pack.json").write_bytes(pcf_document(study.account, supplier).write())
    found = study_footprint(written(tmp_path, _PART, "document: pack.json, count: 2"))
    part = found.account.parts[1]
    assert part.kg == pytest.approx(2 * supplier.kg, rel=1e-12)
    assert part.primary == pytest.approx(supplier.primary_share, rel=1e-12)
    assert found.account.read[1].name == "pack.json"


def test_published_examples_as_parts(shared: Path, tmp_path: Path) -> None:
    """Both versions; of 9.0.0 the example declares one liter."""
    for version in ("9.0.0", "7.0.0"):
        example = (shared / f"data/catenax/schemas/pcf-{version}.example.json").read_bytes()
        (tmp_path / "pack.json").write_bytes(example)
        part = study_footprint(written(tmp_path, _PART, "document: pack.json")).account.parts[1]
        assert part.kg > 0
        if version == "9.0.0":
            assert (part.kg, part.uptake_kg, part.primary) == (2.9, pytest.approx(1.0), pytest.approx(0.5612))


def test_biogenic_uptake_of_a_part_stays_beside_the_footprint(shared: Path, tmp_path: Path) -> None:
    """The example takes up 1 kg for each liter; three liters make 3 kg, in no figure but one of the document."""
    example = (shared / "data/catenax/schemas/pcf-9.0.0.example.json").read_bytes()
    (tmp_path / "pack.json").write_bytes(example)
    study = study_footprint(written(tmp_path, _PART, "document: pack.json, count: 3"))
    one = study.of("m5")
    assert (one.bought_kg, one.uptake_kg) == (pytest.approx(8.7), pytest.approx(3))
    found: Any = json.loads(pcf_document(study.account, one).write())
    stage = found["productLifeCycleStagesAndEmissions"][0]["productionStage"][0]
    assert stage["pcfExcludingBiogenicUptake"] - stage["pcfIncludingBiogenicUptake"] == pytest.approx(3)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "JSON"),
        (b'{"materialGlobalAssetId": "x", "positions": [], "direction": "INBOUND"}', "item stock|UUID|positions"),
        (b"[1]", "properties of one of"),
    ],
)
def test_a_document_that_is_none(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "pack.json").write_bytes(data)
    with pytest.raises(ModelError, match=words):
        study_footprint(written(tmp_path, _PART, "document: pack.json"))


def test_a_supplier_who_tells_what_nobody_can_believe(shared: Path, tmp_path: Path) -> None:
    document = json.loads((shared / "data/catenax/schemas/pcf-9.0.0.example.json").read_text(encoding="utf-8"))
    document["productLifeCycleStagesAndEmissions"][0]["productionStage"][0]["pcfExcludingBiogenicUptake"] = 1e300
    (tmp_path / "pack.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ModelError, match="footprint of one unit"):
        study_footprint(written(tmp_path, _PART, "document: pack.json"))


def test_without_bought_parts_there_is_no_pcf(tmp_path: Path) -> None:
    start, end = PLANT.index("parts:"), PLANT.index("method:")
    path = tmp_path / "plant.yaml"
    path.write_text(PLANT[:start] + PLANT[end:], encoding="utf-8")
    study = study_footprint(path)
    with pytest.raises(CarbonError, match="no bought part"):
        documents(study, "pcf")
    assert b"A3 - production" in documents(study, "aas").files[""]


def test_several_products_make_a_folder(study: FootprintStudy, tmp_path: Path) -> None:
    made = documents(study, "pcf")
    made.save(tmp_path / "out")
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["pcf.m5.json", "pcf.m7.json"]
    one = documents(study, "pcf", "m5")
    assert not one.folder
    assert one.files[""] == (tmp_path / "out/pcf.m5.json").read_bytes()
    with pytest.raises(OptionError):
        documents(study, "xml")
