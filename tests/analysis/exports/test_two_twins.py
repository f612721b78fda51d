"""A chain of twins: what one tier ships is what the next one receives, document by document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import taktwin
from taktwin.analysis.exports.osim import flow_result
from taktwin.analysis.exports.partners import Partners
from taktwin.api.run import Run
from taktwin.exchange import catenax
from taktwin.exchange.catenax.intomodel import IntoOptions, draft_deliveries
from taktwin.exchange.jsondocument import DocumentError
from taktwin.model.errors import OptionError

ZONE = dt.timezone(dt.timedelta(hours=8))

FOAM = """
taktwin: 1
name: foam
parts: {foam: {}}
stocks:
  ready: {part: foam, shop: hall, capacity: 60}
  at-customer: {part: foam}
shops:
  hall:
    cells: {mould: {makes: {foam: {part: foam, into: ready, hit: 70 s, lot: 10, reorder: 50}}}}
    lines: {own: {orders: spares, flow: [{station: pack, cycle: 1 h, uses: [{part: foam, from: at-customer}]}]}}
orders: {spares: {interval: 20 h}}
lanes:
  truck: {from: ready, to: at-customer, every: 30 min, up_to: 100000, container: 6, lead: "tri(10 min, 20 min, 50 min)"}
"""
SEATS = """
taktwin: 1
name: seats
parts: {foam: {}, seat: {}}
stocks:
  foams: {part: foam, initial: 10, shop: hall}
  ready: {part: seat, initial: 5, shop: hall}
  at-plant: {part: seat}
suppliers: {other: {}}
shops:
  hall:
    cells: {sew: {makes: {seat: {part: seat, into: ready, hit: 90 s, lot: 4, reorder: 40, uses: {foam: 1}}}}}
    lines: {own: {orders: spares, flow: [{station: pack, cycle: 1 h, uses: [{part: seat, from: at-plant}]}]}}
orders: {spares: {interval: 20 h}}
lanes:
  truck: {from: ready, to: at-plant, every: 1 h, up_to: 100000, container: 4, lead: 25 min}
  other: {supplier: other, to: foams, every: 30 d, offset: 25 d, quantity: 1}
"""
PLANT = """
taktwin: 1
name: cars
parts: {seat: {}}
stocks: {rack: {part: seat, initial: 3, shop: trim}}
suppliers: {other: {}}
orders: {cars: {}}
shops: {trim: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 100 s, uses: {seat: 1}}]}}}}
lanes: {other: {supplier: other, to: rack, every: 30 d, offset: 25 d, quantity: 1}}
"""
PARTNERS = Partners(
    sites={"at-customer": "BPNS0000000SEATS", "at-plant": "BPNS00000000CARS", "seats": "BPNS0000000SEATS"}
)


def simulated(file: Path) -> Run:
    return taktwin.load(str(file)).simulate(days=0.8, warmup=0, trace=True)


def sent(run: Run, lane: str = "truck") -> Any:
    """The document of a run, through its bytes."""
    document = flow_result(run.result, run.model, PARTNERS, ZONE, lanes=[lane])
    return catenax.read(document.write(), "result.json")


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def put_into(file: Path, result: Any, out: Path, **options: Any) -> Path:
    plant = taktwin.load(str(file))
    made = IntoOptions(zone=ZONE, **options)
    draft = draft_deliveries(result, plant.model, str(file), made, folder=out.parent)
    assert draft.problems == ()
    assert draft.untaken == ()
    return draft.save(out)


def arrived(run: Run, stock: str) -> float:
    return float(run.result.stocks.filter(stock=stock).get_column("received").item())


def shipped(run: Run, until: float) -> float:
    assert run.result.shipments is not None
    own = run.result.shipments.filter(pl.col("lane") == "truck", pl.col("arrives") <= until)
    return float(own.get_column("amount").sum())


def test_two_twins_before_the_plant(tmp_path: Path) -> None:
    """Foam to seats to cars: each tier receives what the one before has shipped, at the same instants."""
    first = simulated(written(tmp_path, "foam", FOAM))
    document = sent(first)
    (tmp_path / "next").mkdir()
    second = simulated(put_into(written(tmp_path, "seats", SEATS), document, tmp_path / "next" / "seats2.yaml"))
    assert arrived(second, "foams") == shipped(first, first.result.elapsed_s) > 200

    third = simulated(put_into(written(tmp_path, "cars", PLANT), sent(second), tmp_path / "cars2.yaml"))
    assert arrived(third, "rack") == shipped(second, second.result.elapsed_s) > 200

    assert first.result.shipments is not None
    assert second.result.movements is not None
    told = first.result.shipments.filter(pl.col("arrives") <= first.result.elapsed_s).sort("arrives")
    came = second.result.movements.filter(event="received", stock="foams")
    assert came.get_column("amount").to_list() == told.get_column("amount").to_list()
    pairs = zip(came.get_column("time"), told.get_column("arrives"), strict=True)
    assert all(abs(one - other) < 2e-3 for one, other in pairs)  # a document tells milliseconds
    drawn = third.result.stocks.filter(stock="rack").get_column("drawn").item()
    assert drawn == third.result.movements.filter(event="drawn").height  # pyright: ignore[reportOptionalMemberAccess]


def test_parts_are_called_otherwise(tmp_path: Path) -> None:
    first = simulated(written(tmp_path, "foam", FOAM.replace("foam", "FM-100")))
    file = put_into(written(tmp_path, "seats", SEATS), sent(first), tmp_path / "s.yaml", stocks={"FM-100": "foams"})
    assert arrived(simulated(file), "foams") == shipped(first, first.result.elapsed_s)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return sent(simulated(written(tmp_path_factory.mktemp("foam"), "foam", FOAM)))


@pytest.mark.parametrize(
    ("options", "change", "error", "words"),
    [
        ({"stocks": {"foam": "nowhere"}}, {}, OptionError, "nowhere"),
        ({"recipient": "BPNS0000000OTHER"}, {}, DocumentError, "BPNS0000000OTHER"),
        ({}, {"expirationTimestamp": "2020-01-01T00:00:00Z"}, DocumentError, "/expirationTimestamp"),
        ({}, {"expirationTimestamp": "2026-02-30T00:00:00Z"}, DocumentError, "/expirationTimestamp"),
        ({}, {"shipments": []}, DocumentError, "/shipments"),
    ],
)
def test_what_is_refused(
    tmp_path: Path, result: Any, options: dict[str, Any], change: dict[str, Any], error: type[Exception], words: str
) -> None:
    run = result.materialFlowSimulationResult.model_copy(update=change)
    wrong = result.model_copy(update={"materialFlowSimulationResult": run})
    plant = taktwin.load(str(written(tmp_path, "seats", SEATS)))
    with pytest.raises(error, match=words):
        draft_deliveries(wrong, plant.model, "seats.yaml", IntoOptions(**options))


def test_a_part_in_another_unit_is_refused(tmp_path: Path, result: Any) -> None:
    plant = taktwin.load(str(written(tmp_path, "seats", SEATS.replace("{foam: {}", "{foam: {unit: kg}"))))
    with pytest.raises(DocumentError, match="foam in kg, got foam in Piece"):
        draft_deliveries(result, plant.model, "seats.yaml")


def test_what_is_not_taken_is_told(tmp_path: Path, result: Any) -> None:
    """What no stock point holds, and what came before the model begins."""
    file = written(tmp_path, "cars", PLANT)
    draft = draft_deliveries(result, taktwin.load(str(file)).model, str(file))
    number = len(result.materialFlowSimulationResult.shipments)
    (one,) = draft.untaken  # a line for all of a part: a result has hundreds of shipments
    assert f"foam in {number} deliveries, the first of them " in one.what
    assert one.why == 'no stock point holds a part "foam"'
    late = written(tmp_path, "seats", SEATS.replace("name: seats", "name: seats\nstart: 2026-01-05 12:00"))
    draft = draft_deliveries(result, taktwin.load(str(late)).model, str(late), IntoOptions(zone=ZONE))
    (one,) = draft.untaken
    before = int(one.what.split(" in ")[1].split()[0])
    assert 0 < before < number
    assert draft.text.count("every: 36500 d") == number - before
    assert "before the start" in one.why
