"""Documents of a run: valid for the schemas, and with the figures of the tables."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from taktwin.analysis.exports.catenax import RunDocuments, run_documents
from taktwin.analysis.exports.osim import flow_result
from taktwin.analysis.exports.partners import Partners, read_partners
from taktwin.analysis.exports.study import ExportOptions, zone_of
from taktwin.analysis.supply.days_of_supply import days_of_supply
from taktwin.api.run import Run
from taktwin.exchange import catenax
from taktwin.model.errors import ModelError, OptionError
from tests.analysis.trace.plant import traced
from tests.exchange.schemas import validator
from tests.runs.test_moves import run as frames


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return frames(tmp_path_factory.mktemp("frames"), trace=True, days=2.5)


@pytest.fixture(scope="module")
def found(run: Run) -> RunDocuments:
    return run_documents(run.result, run.model, Partners())


def amounts(documents: RunDocuments, name: str) -> list[float]:
    """All amounts of a document."""
    text = json.loads(documents.documents[name].write())
    return [one["value"] for one in _objects(text) if set(one) == {"value", "unit"}]


def _objects(value: object) -> list[dict]:  # type: ignore[type-arg]
    if isinstance(value, list):
        return [inner for one in value for inner in _objects(one)]
    if isinstance(value, dict):
        return [value, *(inner for one in value.values() for inner in _objects(one))]
    return []


def test_every_document_is_valid(found: RunDocuments, shared: Path) -> None:
    """For the published schemas, and for our reader."""
    kinds = set()
    for name, document in found.documents.items():
        kind = name.partition(".")[0]
        (schema,) = (shared / "data/catenax/schemas").glob(f"{kind}-*.schema.json")
        assert list(validator(schema).iter_errors(json.loads(document.write()))) == [], name
        assert catenax.read(document.write(), name) == document
        kinds.add(kind)
    assert kinds == {
        "item_stock", "days_of_supply", "delivery_information", "short_term_material_demand",
        "planned_production_output",
    }  # fmt: skip


def test_the_figures_are_those_of_the_tables(run: Run, found: RunDocuments) -> None:
    stocks = {row["stock"]: row for row in run.result.stocks.iter_rows(named=True)}
    assert amounts(found, "item_stock.sheet.json") == [stocks["sheets"]["final"]]
    assert sorted(amounts(found, "item_stock.frame.json")) == sorted(
        stocks[name]["final"] for name in ("store", "side")
    )
    drawn = amounts(found, "short_term_material_demand.sheet.json")
    assert len(drawn) == 3
    assert sum(drawn) == pytest.approx(stocks["sheets"]["drawn"])
    assert sum(amounts(found, "planned_production_output.frame.json")) == stocks["store"]["received"]
    finished = run.result.orders.get_column("finished").item()
    assert sum(amounts(found, "planned_production_output.job.json")) == finished
    assert run.result.shipments is not None
    sent = run.result.shipments.filter(part="sheet").get_column("amount")
    assert amounts(found, "delivery_information.sheet.json") == sent.to_list()


def test_days_of_supply_are_those_of_the_standard(run: Run, found: RunDocuments) -> None:
    document = json.loads(found.documents["days_of_supply.sheets.sheet.json"].write())
    (place,) = document["allocatedDaysOfSupply"]
    moves = run.result.movements
    assert moves is not None
    own = moves.filter(pl.col("stock") == "sheets").with_columns((pl.col("time") // 86400).alias("day"))
    days = {
        event: [float(own.filter(event=event, day=float(day)).get_column("amount").sum()) for day in range(3)]
        for event in ("drawn", "received")
    }
    wanted = days_of_supply(40, days["drawn"], days["received"])
    assert [one["daysOfSupply"] for one in place["amountOfAllocatedDaysOfSupply"]] == pytest.approx(list(wanted))


def test_shipments_hold_what_lanes_bring(run: Run, shared: Path) -> None:
    """Full containers, and one with the rest; kilograms as such."""
    document = flow_result(run.result, run.model, Partners(), lanes=["coils", "milk"])
    (schema,) = (shared / "data/catenax/schemas").glob("material_flow_simulation_result-*.schema.json")
    assert list(validator(schema).iter_errors(json.loads(document.write()))) == []
    assert run.result.shipments is not None
    told = run.result.shipments.filter(pl.col("lane").is_in(["coils", "milk"]))
    found = catenax.deliveries(document)
    for part, unit in (("sheet", "KG"), ("frame", "Piece")):
        amount = sum(one.quantity for one in found if one.part == part)
        assert amount == pytest.approx(told.filter(part=part).get_column("amount").sum())
        assert {one.unit for one in found if one.part == part} == {unit}
    milk = [one for one in document.materialFlowSimulationResult.shipments if one.shipmentId.startswith("milk")]
    assert {unit.batches[0].quantity for one in milk for unit in one.handlingUnits} == {3}


def test_parts_in_sequence_ride_in_their_racks(tmp_path: Path) -> None:
    run = traced(tmp_path, days=0.3)
    shipments = flow_result(run.result, run.model, Partners()).materialFlowSimulationResult.shipments
    racks = [rack for one in shipments for rack in one.handlingUnits]
    assert {len(rack.batches) for rack in racks} == {3}
    assert len(racks) > 30
    serials = [batch.batchSerialNumber for rack in racks for batch in rack.batches]
    assert len(serials) == len(set(serials))
    assert {batch.quantity for rack in racks for batch in rack.batches} == {1}


def test_numbers_of_partners(tmp_path: Path) -> None:
    file = tmp_path / "partners.yaml"
    file.write_text("sites: {frames: BPNS0000000000AA}\naddresses: {side: BPNA0000000000BB}\n", encoding="utf-8")
    partners = read_partners(file)
    assert partners.site("side", "frames") == "BPNS0000000000AA"
    assert partners.address("side") == "BPNA0000000000BB"
    made = partners.site("mill")
    assert made.startswith("BPNS")
    assert len(made) == 16
    assert made == Partners().site("mill") != partners.site("other")
    assert partners.part("frame") == Partners().part("frame") != Partners("acme.example").part("frame")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sites: {plant: BPNL0000000000AA}", "sites.plant: expected BPNS"),
        ("parts: {seat: 7}", "parts.seat: expected a UUID"),
        ("sites: [BPNS0000000000AA]", "expected a mapping"),
        ("companies: {a: b}", "`companies` is none of sites, addresses, parts"),
        ("sites: {a: b", "partners.yaml:"),
    ],
)
def test_wrong_partners(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "partners.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=words):
        read_partners(file)


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"to": "pdf"}, "to"),
        ({"to": "epcis", "domain": "a b"}, "domain"),
        ({"to": "epcis", "domain": ""}, "domain"),
        ({"to": "epcis", "zone": "CET"}, "zone"),
        ({"to": "epcis", "zone": "+15:00"}, "zone"),
        ({"to": "catenax", "lanes": ("a",)}, "lanes"),
    ],
)
def test_wrong_options(options: dict, parameter: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(OptionError) as error:
        ExportOptions(**options)
    assert error.value.parameter == parameter
    assert error.value.remedy


def test_there_is_no_such_lane(run: Run) -> None:
    with pytest.raises(OptionError, match='no lane "train"'):
        flow_result(run.result, run.model, Partners(), lanes=["train"])


def test_offsets() -> None:
    assert str(zone_of("-03:30")) == "UTC-03:30"
