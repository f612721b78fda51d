"""Several plants in one model: what they share, what each has of its own, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taktwin.model import ModelError, check_model, load_model
from taktwin.model.nouns.plant import OnePlant
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.expand import expand
from taktwin.model.spelt.views import plant_of, plants_of

LINE = """\
    shops:
      body:
        lines:
          main: {orders: o, flow: [{station: weld, cycle: 60 s, uses: {frame: 1}}, {buffer: out, capacity: 4}]}
"""
TWO = f"""\
taktwin: 1
name: both
start: 2026-01-05 06:00
parts: {{frame: {{}}}}
suppliers: {{mill: {{}}}}
plants:
  north:
    orders: {{o: {{interval: 2 min}}}}
    stocks: {{frames: {{part: frame, initial: 5, capacity: 45, shop: body}}}}
    lanes: {{own: {{supplier: mill, to: frames, every: 1 h, quantity: 30}}}}
{LINE}
  south:
    start: 2026-01-05 13:00
    calendars: {{day: {{shifts: [{{days: daily, from: "06:00", to: "14:00"}}]}}}}
    orders: {{o: {{}}}}
    stocks: {{frames: {{part: frame, shop: body}}}}
{LINE}
lanes:
  across: {{from: north.frames, to: south.frames, every: 30 min, quantity: 10, lead: 5 min}}
"""


MAIN = "shops.body.lines.main"


def problems(text: str) -> list[str]:
    with pytest.raises(ModelError) as error:
        load_model(text)
    return [str(problem) for problem in error.value.problems]


def test_names_are_unique_in_a_plant_alone_and_spelt_out_with_it() -> None:
    model = expand(load_model(TWO))
    assert list(model.shops) == ["north.body", "south.body"]
    assert [element.name for *_, element in model.all_elements()] == [
        "north.weld", "north.out", "south.weld", "south.out",
    ]  # fmt: skip
    assert list(model.stocks) == ["north.frames", "south.frames"]
    assert {name: lane.to for name, lane in model.lanes.items()} == {
        "north.own": "north.frames",
        "across": "south.frames",
    }
    assert list(model.parts) == ["frame"]
    south = next(element for *_, element in model.all_elements() if element.name == "south.weld")
    assert isinstance(south, Station)
    assert south.uses[0].from_ == "south.frames", "the stock of its own plant, though another has one of this part"


def test_a_plant_by_itself_takes_the_others_for_suppliers() -> None:
    south = plant_of(load_model(TWO), "south")
    assert (south.name, str(south.start), list(south.plants)) == ("south", "2026-01-05 13:00:00", [])
    assert (south.lanes["across"].supplier, south.lanes["across"].to) == ("north", "frames")
    assert [problem for problem in check_model(south) if problem.level == "error"] == []
    assert list(plants_of(load_model(TWO))["south"].lanes) == [], "in the whole model it has no lane of its own"
    with pytest.raises(ModelError, match="did you mean `south`"):
        plant_of(load_model(TWO), "sout")


def test_a_lane_between_plants_may_be_called_like_one_of_a_plant() -> None:
    text = TWO.replace(
        "    stocks: {frames: {part: frame, shop: body}}",
        """    stocks: {frames: {part: frame, shop: body}}
    lanes: {across: {supplier: mill, to: frames, every: 2 h, quantity: 1}}""",
    )
    model = load_model(text)
    assert sorted(expand(model).lanes) == ["across", "north.own", "south.across"]
    south = load_model(plant_of(model, "south"))
    assert {name: lane.supplier for name, lane in south.lanes.items()} == {
        "across": "mill",
        "across-from-north": "north",
    }


def test_a_model_of_one_plant_is_its_plant() -> None:
    model = load_model("mm1")
    assert plants_of(model) == {"mm1": model}


def test_the_clock_of_a_plant_runs_ahead() -> None:
    text = TWO.replace("      body:\n        lines:", "      body:\n        calendar: day\n        lines:")
    text = text.replace(
        "  north:\n", "  north:\n    calendars: {day: {shifts: [{days: daily, from: '06:00', to: '14:00'}]}}\n"
    )
    model = expand(load_model(text))
    first = {name: calendar.windows()[0] for name, calendar in model.calendars.items()}
    assert first == {"north.day": (6 * 3600.0, 14 * 3600.0), "south.day": (0.0, 7 * 3600.0)}
    assert model.calendars["south.day"].windows()[-1] == (6 * 86400 + 23 * 3600.0, 7 * 86400.0)


def test_values_are_changed_by_their_path() -> None:
    model = load_model(TWO, ["plants.south.shops.body.lines.main.weld.cycle=70 s", "lanes.across.quantity=20"])
    station = model.plants["south"].shops["body"].lines["main"].flow[0]
    assert isinstance(station, Station)
    assert (station.cycle.mean, model.lanes["across"].quantity.value) == (70.0, 20.0)  # type: ignore[union-attr]
    alone = load_model(plant_of(model, "south"), ["shops.body.lines.main.out.capacity=9"])
    assert alone.shops["body"].lines["main"].flow[1].capacity.value == 9  # type: ignore[union-attr]
    assert alone.shops["body"].lines["main"].flow[0].cycle.mean == 70.0  # type: ignore[union-attr]


def test_a_plant_builds_on_a_model(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text("product,colour\ncar,red\ncar,blue\n", encoding="utf-8")
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "orders.csv").write_text("product\ncar\n", encoding="utf-8")
    (tmp_path / "base" / "one.yaml").write_text(
        "taktwin: 1\nname: one\nbucket: 5 min\nproducts: {car: {}}\nparts: {wheel: {}}\n"
        "orders: {o: {file: orders.csv}}\nshops: {s: {lines: {main: {orders: o, flow: [{station: a, cycle: 9 s}]}}}}\n",
        encoding="utf-8",
    )
    (tmp_path / "both.yaml").write_text(
        "taktwin: 1\nname: both\nplants:\n  y: {extends: mm1}\n  x:\n    extends: base/one.yaml\n    set:\n"
        "      shops.s.lines.main.a.cycle: 7 s\n",
        encoding="utf-8",
    )
    model = load_model(tmp_path / "both.yaml")
    assert model.bucket.text == "15 min", "the clock and the buckets are those of the whole model"
    assert model.plants["x"].shops["s"].lines["main"].flow[0].cycle.mean == 7.0  # type: ignore[union-attr]
    assert Path(str(model.plants["x"].orders["o"].file)) == tmp_path / "base" / "orders.csv"
    whole = expand(model)
    assert list(whole.parts) == ["wheel"]
    assert len(whole.orders["x.o"]._given or ()) == 1
    assert list(whole.shops) == [f"y.{shop}" for shop in load_model("mm1").shops] + ["x.s"]


@pytest.mark.parametrize(
    ("old", "new", "where", "what", "remedy"),
    [
        ("to: south.frames", "to: south.frame", "lanes.across.to", 'called "south.frame"', "south.frames"),
        ("to: south.frames", "to: frames", "lanes.across.to", 'called "frames"', ".frames"),
        ("to: south.frames", "to: north.frames", "lanes.across.to", "into itself", "another stock"),
        ("from: north.frames", "supplier: mill", "lanes.across.supplier", "belongs to its plant", "plants: {NAME"),
        ("from: north.frames", "supplier: mill, from: north.frames", "lanes.across", "got both", "exactly one"),
        ("every: 30 min", "every: 0 min", "lanes.across.every", "cannot be 0", "above 0"),
        ("  south:", "  so=uth:", "plants.so=uth", 'holds "="', "letters"),
        ("orders: {o: {}}", "orders: {p: {}}", f"plants.south.{MAIN}.orders", 'order stream "o"', "one of: p"),
        ("uses: {frame: 1}", "uses: {fram: 1}", f"plants.north.{MAIN}.flow.weld.uses.fram.part", '"fram"', "frame"),
        ("  south:\n", "  south:\n    bucket: 1 h\n", "plants.south.bucket", "unknown key", "mark"),
        ("name: both\n", "name: both\norders: {x: {}}\n", "orders", "belongs to a plant", "plants: {NAME"),
        ("name: both\n", "name: both\ncrews: {}\n", "crews", "belongs to a plant", "plants: {NAME"),
        ("name: both\n", "name: both\nshops: {a: {}}\n", "shops", "belongs to a plant", "plants: {NAME"),
        ("quantity: 10", "up_to: 40, container: 50", "lanes.across.container", "more than north.frames", "lower it"),
        ("quantity: 10", "up_to: 0", "lanes.across.up_to", "cannot be 0", "above 0"),
        ("2026-01-05 13:00", "2026-03-05 13:00", "plants.south.start", "59 days", "local time"),
        ("2026-01-05 13:00", "2026-01-05 13:00+08:00", "plants.south.start", "time zone", "without it"),
        ("    start: 2026", "    set: {name: x}\n    start: 2026", "plants.south.set.name", "whole model", "beside"),
        ("    start: 20", "    extends: two-plants\n    start: 20", "plants.south.extends", "several plants", "of one"),
    ],
)  # fmt: skip
def test_mistakes_name_line_field_and_remedy(old: str, new: str, where: str, what: str, remedy: str) -> None:
    assert old in TWO
    found = [text.split(": ", 2) for text in problems(TWO.replace(old, new, 1))]
    assert all(line.startswith("(text):") for line, *_ in found)
    path, text = next(((path, text) for _, path, text in found if path == where), ("", ": ".join(found[0])))
    assert path == where
    assert what in text
    assert remedy in text


def test_parts_are_shared() -> None:
    same = TWO.replace("  north:\n", "  north:\n    parts: {bolt: {unit: kg}}\n").replace(
        "  south:\n", "  south:\n    parts: {bolt: {unit: kg}}\n"
    )
    assert list(expand(load_model(same)).parts) == ["frame", "bolt"]
    found = problems(same.replace("unit: kg", "unit: piece", 1))
    assert len(found) == 1
    assert 'plants.south.parts.bolt: "bolt" is another one in plants.north.parts' in found[0]


def test_without_shops_and_plants() -> None:
    assert 'the key "shops" is missing' in problems("taktwin: 1\nname: none\n")[0]
    assert 'the key "shops" is missing' in problems("taktwin: 1\nname: none\nplants: {}\n")[0]
    assert 'the key "shops" is missing' in problems("taktwin: 1\nname: none\nplants: {a: {}}\n")[0]


def test_size_counts_all_plants_together() -> None:
    large = LINE.replace("station: weld,", "station: weld, count: 30000,")
    found = problems(TWO.replace(LINE, large))
    assert len(found) == 1
    assert "60002 servers" in found[0]


def test_every_field_that_may_hold_a_name_is_known_to_be_renamed_or_not() -> None:
    """A new field with a text must be entered here or in `REFERENCES`: else two plants would be mixed up."""
    from taktwin.model.spelt.join import GROUPS
    from taktwin.model.spelt.references import REFERENCES
    from taktwin.model.spelt.views import SHARED

    free = {
        "OnePlant": {"title", "description", "extends", "overrides", "options", "products", "start", *GROUPS, *SHARED},
        "Product": {"title", "options", "attributes"},
        "Part": {"title", "family", "unit"},
        "Supplier": {"title", "place", "calendar"},  # shared by all plants
        "Stop": {"supplier"},
        "Car": {"drive", "options"},  # a file, and options of the product
        "CarChange": {"drive"},
        "OrderStream": {"file", "mix", "sequence", "batch"},  # products are those of the plant
        "MixPeriod": {"shares"},
        "SequenceRules": {"colour", "ratios", "objectives", "at"},  # planned by the plant alone
        "RatioRule": {"when"},
        "StockPoint": {"part"},
        "Lane": {"supplier"},
        "Carriers": {"when"},
        "Content": {"product", "options"},
        "Feed": {"from_point", "to_point"},  # of the guide path
        "Transport": {"from_point", "to_point"},
        "Fleet": {"factsheet"},
        "GuidePath": {"ways", "points", "stations", "chargers", "parking", "waiting"},
        "Way": {"way"},
        "Streams": {"shops"},  # spelt out before
        "Park": {"orders", "call", "calls", "dock", "jis_dock", "families", "milk_runs"},  # spelt out before
        "MilkRun": {"stops", "dock"},
        "RunStop": {"supplier"},
        "Family": {"title", "supplier", "at", "shop", "unit", "variants", "when", "dock", "mode"},
        "Stocked": {"milk_run", "policy", "review"},
        "Sequenced": {"line", "call"},
        "CallOff": {"when"},
        # the site of a plant is that of the plant alone
        "Site": {"place", "instead_of", "booths", "halls", "lighting", "oxidisers", "photovoltaics", "waste"},
        "FactorOf": {"region"},
        "SiteLoad": {"shop", "calendar"},
        "Compressors": {"calendar"},
        "SiteTariff": {"currency", "buy"},
        "Waste": {"shop", "code"},
        "WorkingDays": {"days", "closed", "begin"},
        "FamilyFeed": {"fleet", "from_point", "to_point"},
        "Shift": {"name", "days", "from_", "to", "breaks"},
        "Operators": {"count"},  # by shift
        "Shop": {"title", "loads"},
        "Call": {"when"},
        "Join": {"when"},
        "Route": {"when", "full"},  # `full` may be no name: see `Renaming`
        "Make": {"part", "uses"},
        "MakeCell": {"makes", "changes"},
        "Use": {"part", "when"},
        "WorkPlace": {"cycle", "uses"},
        "Worked": {"cycle", "choice"},
        "ZonedLine": {"cycle", "uses"},
        "MovingLine": {"overload"},
        "Zone": {"cycle", "uses"},
        "Server": {"cycle", "when"},
        "Buffer": {"rule"},
        "Store": {"rule"},
        "TimeBy": {"by"},
        "AmountBy": {"by"},
        "PlacesBy": {"by"},
        "BatchStation": {"cycle", "same"},
        "SplitPart": {"when"},
        "Setup": {"by", "matrix"},
    }
    for noun in nouns(OnePlant):
        for name, info in noun.model_fields.items():
            if name in ("mark", "note") or not re.search(r"\bstr\b", str(info.annotation)):
                continue
            chain = [one.__name__ for one in noun.__mro__]
            named = any(name in REFERENCES.get(one, ()) for one in noun.__mro__)
            amounts = "quantity.Quantity" in str(info.annotation) and name.startswith("energy_per")
            known = named or amounts or any(name in free.get(one, ()) for one in chain)
            assert known, f"{noun.__name__}.{name}: is it a name of the plant?"


def nouns(root: type) -> list[type]:
    import typing

    from taktwin.model.values.noun import Noun

    def inside(annotation):
        if isinstance(annotation, type) and issubclass(annotation, Noun):
            yield annotation
        for argument in typing.get_args(annotation):
            yield from inside(argument)

    found = [root]
    for noun in found:
        for info in noun.model_fields.values():
            found += [one for one in inside(info.annotation) if one not in found]
    return found


@pytest.mark.parametrize(
    ("old", "new", "fits"),
    [
        ("taktwin: 1", "taktwin: 1", True),
        ("  south:", "  west: {extends: mm1}\n  south:", True),
        ("  south:", "  west: {}\n  south:", False),
        ("  south:", "  west: {extends: mm1, shop: {}}\n  south:", False),
        ("plants:", "plant:", False),
        ("from: north.frames", "form: north.frames", False),
    ],
)
def test_the_schema_knows_plants(old: str, new: str, fits: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    from taktwin.model.schema import json_schema
    from taktwin.model.text.tree import read_tree

    data = read_tree(TWO.replace(old, new, 1), "two").data
    assert (not [*jsonschema.Draft7Validator(json_schema()).iter_errors(data)]) == fits


def test_what_is_wrong_with_a_lane_is_said_once_and_where_it_stands() -> None:
    assert len(problems(TWO.replace("every: 30 min", "every: 0 min"))) == 1
    found = problems(TWO.replace("{part: frame, shop: body}", "{part: frame, shop: body, capacity: 4}"))
    assert [text.split(": ")[1] for text in found] == ["lanes.across.quantity"]
    assert len(problems(TWO.replace("to: south.frames", "to: south.frame"))) == 1, "no echo that nobody supplies"


def test_a_lane_within_a_plant_is_written_there() -> None:
    more = "stocks: {frames: {part: frame, shop: body}, far: {part: frame, initial: unlimited}}"
    text = TWO.replace("stocks: {frames: {part: frame, shop: body}}", more)
    text = text.replace("uses: {frame: 1}", "uses: [{part: frame, from: frames}]")
    inner = "{from: south.far, to: south.frames, every: 1 h, quantity: 1}"
    (found,) = problems(text.replace("lanes:\n  across", f"lanes:\n  inner: {inner}\n  across"))
    assert "both of its stocks are of the plant south" in found
    own = inner.replace("south.", "")
    model = load_model(text.replace("    orders: {o: {}}", f"    lanes: {{inner: {own}}}\n    orders: {{o: {{}}}}"))
    assert expand(model).lanes["south.inner"].from_ == "south.far"


def test_a_plant_that_only_makes_parts() -> None:
    cells = "{s: {cells: {c: {makes: {f: {part: frame, hit: 9 s, lot: 1, reorder: 3}}}}}}"
    text = TWO[: TWO.index("  north:")] + f"  north:\n    stocks: {{frames: {{part: frame}}}}\n    shops: {cells}\n"
    model = load_model(text + TWO[TWO.index("  south:") :].replace("quantity: 10", "quantity: 30"))
    assert [str(problem) for problem in check_model(model)] == []
    nothing = text.replace(cells, "{s: {}}")
    assert any("no line has a start" in found for found in problems(nothing + TWO[TWO.index("  south:") :]))


def test_set_in_a_plant_needs_no_extends() -> None:
    text = TWO.replace("    start: 2026", "    set: {stocks.frames.initial: 7}\n    start: 2026")
    assert load_model(text).plants["south"].stocks["frames"].initial.value == 7


def test_a_plant_alone_remembers_where_lanes_to_others_are_cut() -> None:
    north = plant_of(load_model(TWO), "north")
    assert north._cut == load_model(north, ["shops.body.lines.main.out.capacity=9"])._cut == {"frames"}


def test_a_path_with_its_plant_where_that_is_alone() -> None:
    with pytest.raises(ModelError) as error:
        load_model(plant_of(load_model(TWO), "south"), ["plants.south.stocks.frames.capacity=9"])
    assert error.value.problems[0].remedy == "did you mean `stocks.frames.capacity`?"


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        ("stocks.frames.capacity=9", "write plants.NAME.stocks.frames.capacity, NAME one of: north, south"),
        ("south.stocks.frames.capacity=9", "did you mean `plants.south.stocks.frames.capacity`?"),
    ],
)
def test_a_path_without_its_plant(path: str, remedy: str) -> None:
    with pytest.raises(ModelError) as error:
        load_model(TWO, [path])
    assert error.value.problems[0].remedy == remedy
