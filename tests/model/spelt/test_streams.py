import pytest

from taktwin.kernel.lowering.program import lower
from taktwin.model import ModelError, check_model, load_model, shipped_models
from taktwin.model.nouns.lifts.lift import Lift
from taktwin.model.nouns.line import Line
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.expand import expand
from taktwin.model.text.names import Names
from taktwin.model.values.distribution import Distribution
from tests.model.plant_text import PLANT

STREAMS = PLANT + "streams: {count: 2, shops: [body, paint]}\n"


def mean(station: Station) -> float:
    assert isinstance(station.cycle, Distribution)
    return station.cycle.mean


def called_at(line: Line) -> str:
    assert line.call is not None
    return line.call.at


def names(model) -> list[str]:
    return [element.name for *_, element in model.all_elements()]


def test_count_becomes_single_stations_with_their_exceptions() -> None:
    model = load_model(PLANT.replace("count: 3", "count: 3\n            point: body in"))
    flow = expand(model).shops["body"].lines["main"].flow
    assert [one.name for one in flow[:4]] == ["weld-1", "weld-2", "weld-3", "after-weld"]
    welds = [one for one in flow if isinstance(one, Station) and one.name.startswith("weld")]
    assert [mean(one) for one in welds] == [100, 90, 100]
    assert [one.failures for one in welds] == [["robot"]] * 3
    assert [one.point for one in welds] == ["body in", None, None]
    assert all(one.count.value == 1 and not one.exceptions for one in welds)


def test_an_exception_can_clear_a_field() -> None:
    model = load_model(PLANT.replace("2: {cycle: 90 s}", "2: {failures: [], power: {electricity: {working: 1 W}}}"))
    second = expand(model).shops["body"].lines["main"].flow[1]
    assert isinstance(second, Station)
    assert (second.failures, mean(second)) == ([], 100)


def test_a_reference_to_the_entry_means_its_first_station() -> None:
    plant = expand(load_model(PLANT))
    assert called_at(plant.shops["body"].lines["hood"]) == "weld-1"


def test_the_model_itself_stays() -> None:
    model = load_model(STREAMS)
    before = model.model_dump_json(by_alias=True)
    expand(model)
    assert model.model_dump_json(by_alias=True) == before


def test_copies() -> None:
    plant = expand(load_model(STREAMS))
    assert list(plant.shops) == ["press", "1/body", "1/paint", "2/body", "2/paint"]
    assert plant.streams is None
    for copy in ("1", "2"):
        main = plant.shops[f"{copy}/body"].lines[f"{copy}/main"]
        assert (main.orders, main.to) == ("cars", f"{copy}/paint")
        assert [one.name for one in main.flow][:2] == [f"{copy}/weld-1", f"{copy}/weld-2"]
        doors = main.flow[4]
        assert isinstance(doors, Station)
        assert doors.joins[0].line == f"{copy}/hood"
        assert called_at(plant.shops[f"{copy}/body"].lines[f"{copy}/hood"]) == f"{copy}/weld-1"
        inspection = plant.shops[f"{copy}/paint"].lines[f"{copy}/paint"].flow[3]
        assert isinstance(inspection, Station)
        assert [route.to for route in inspection.routes] == [f"{copy}/rework", "scrap"]
        assert list(plant.shops[f"{copy}/body"].loads) == [f"{copy}/light"]
    assert len(names(plant)) == len(set(names(plant)))


def test_every_reference_of_an_expanded_plant_leads_somewhere() -> None:
    for source in (STREAMS, *shipped_models()):
        plant = expand(load_model(source))
        known = Names(plant)
        for shop, _, line in plant.all_lines():
            wanted = [line.to] if line.to else []
            for element in line.flow:
                if isinstance(element, Station):
                    wanted += [route.to for route in element.routes]
                    assert all(known.line(join.line, shop) for join in element.joins)
            assert all(known.target(one, shop) for one in wanted)
            assert line.call is None or line.call.at in known.elements


def test_lines_of_one_name_in_several_shops() -> None:
    text = STREAMS.replace("      paint:\n", "      main:\n").replace("to: paint\n", "to: paint.main\n")
    plant = expand(load_model(text))
    to = plant.shops["2/body"].lines["2/main"].to or ""
    assert Names(plant).line(to, "2/body") == ("2/paint", "2/main")


def test_a_shared_fleet_keeps_the_calendar_of_its_shop() -> None:
    plant = expand(load_model(STREAMS.replace("speed: 1.2 m/s", "speed: 1.2 m/s, shop: body")))
    assert (plant.fleets["tuggers"].shop, plant.fleets["tuggers"].calendar) == (None, "day")


def test_a_shared_shop_cannot_lead_into_the_copies() -> None:
    with pytest.raises(ModelError, match='"paint" exists in each stream'):
        load_model(PLANT + "streams: {count: 2, shops: [paint]}\n")


def test_unknown_shop() -> None:
    with pytest.raises(ModelError, match=r'no shop "pant": did you mean `paint`'):
        load_model(PLANT + "streams: {count: 2, shops: [body, pant]}\n")


def test_an_expanded_model_can_be_checked_and_loaded_again() -> None:
    plant = expand(load_model(PLANT))
    assert not [one for one in check_model(plant) if one.level == "error"]
    assert names(load_model(plant)) == names(plant)


def test_copies_are_numbered_in_every_language() -> None:
    text = STREAMS.replace("  body:\n    calendar", "  body:\n    title: {en: Body shop, zh: 焊装车间}\n    calendar")
    shops = expand(load_model(text)).shops
    assert shops["1/body"].title == {"en": "Body shop 1", "zh": "焊装车间 1"}
    assert shops["2/body"].title == {"en": "Body shop 2", "zh": "焊装车间 2"}
    assert shops["1/paint"].title is None


SHARED = """\
taktwin: 1
name: shared
orders: {jobs: {interval: 20 s}}
streams: {count: 2, shops: [body]}
shops:
  body:
    lines:
      main:
        orders: jobs
        to: rack
        flow: [{station: gate, cycle: 1 s, routes: [{to: side, share: 50 %}]}, {station: weld, cycle: 1 s}]
      side: {to: rack, flow: [{station: repair, cycle: 1 s}]}
  paint:
    lines:
      end: {flow: [LIFT, {station: out, cycle: 1 s}]}
"""


@pytest.mark.parametrize(
    ("merge", "groups"), [("first: [side]", [1, 0, 1, 0]), ("ratio: {repair: 1, main: 3}", [1, 0, 1, 0])]
)
def test_a_merge_in_a_shared_shop_means_the_lines_of_all_copies(merge: str, groups: list[int]) -> None:
    program = lower(load_model(SHARED.replace("LIFT", f"{{buffer: rack, capacity: 9, merge: {{{merge}}}}}")))
    node = program.arrays["nodes"][program.node_names.index("rack")]
    ints = program.arrays["ints"]
    givers = [program.node_names[ints[node["pred0"] + k]] for k in range(4)]
    assert givers == ["1/weld", "1/repair", "2/weld", "2/repair"]
    assert [ints[node["merge0"] + k] for k in range(4)] == groups


def test_a_lift_in_a_shared_shop_knows_the_inlets_of_all_copies() -> None:
    lift = "{lift: rack, speed: 1 m/s, inlets: {side: 5 m, weld: 2 m}}"
    element = expand(load_model(SHARED.replace("LIFT", lift))).shops["paint"].lines["end"].flow[0]
    assert isinstance(element, Lift)
    levels = {name: level.value for name, level in element.inlets.items()}
    assert levels == {"1/side": 5.0, "2/side": 5.0, "1/weld": 2.0, "2/weld": 2.0}


@pytest.mark.parametrize(
    "element",
    [
        "{lift: rack, speed: 1 m/s, routes: [{to: side, at: 3 m, share: 5 %}]}",
        "{split_station: rack, cycle: 1 s, into: [{line: side}]}",
    ],
)
def test_nothing_leads_from_a_shared_shop_into_one_of_the_copies(element: str) -> None:
    with pytest.raises(ModelError, match="exists in each stream"):
        load_model(SHARED.replace("LIFT", element))
