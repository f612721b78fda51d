import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from taktwin.model import ModelError, PlantModel, apply_override, check_model, load_model, shipped_models
from taktwin.model.files.load import load_tree
from taktwin.model.nouns.station import Station
from taktwin.model.values.timeby import TimeBy
from tests.model.plant_text import PLANT


def station(model: PlantModel, name: str = "weld") -> Any:
    return next(one for *_, one in model.all_elements() if isinstance(one, Station) and one.name == name)


@pytest.mark.parametrize("name", sorted(shipped_models()))
def test_every_shipped_model_loads(name: str) -> None:
    assert load_model(name).name == name


def test_nouns_are_normalised_and_defaults_filled() -> None:
    model = load_model(PLANT)
    use = station(model, "doors-on").uses[0]
    assert (use.part, use.quantity.value, use.from_) == ("door", 4.0, None)
    cycle = station(model, "doors-on").cycle
    assert isinstance(cycle, TimeBy)
    assert {key: time.mean for key, time in cycle.values.items()} == {"sedan": 80.0, "suv": 90.0}
    assert [(one.from_.value, sorted(one.shares)) for one in model.orders["cars"].mix or []] == [
        (0.0, ["sedan", "suv"])
    ]
    power = model.power["cell"].media["electricity"]
    assert [getattr(power, key).value for key in ("working", "setup", "idle", "standby", "off")] == [
        5e3,
        5e3,
        1e3,
        1e3,
        0,
    ]
    assert model.title_in("zh") == "小工厂"
    assert model.lanes["blanks-in"].container.value == 1


def test_free_mappings_take_mark_and_note() -> None:
    text = PLANT.replace("mix: {sedan", "mix: {mark: '[assumed: x]', note: y, sedan").replace(
        "{door: 4}", "{note: z, door: 4}"
    )
    mix = load_model(text).orders["cars"].mix
    assert mix is not None
    assert mix[0].shares.keys() == {"sedan", "suv"}


@pytest.mark.parametrize(
    "override",
    [
        "shops.body.lines.main.flow.weld.cycle=110 s",
        "shops.body.lines.main.weld.cycle=110 s",
        " shops.body.lines.main.flow.0.cycle = 110 s ",
        "shops.body.lines.main.weld.cycle=110 s [assumed: a trial]",
    ],
)
def test_override(override: str) -> None:
    assert station(load_model(PLANT, [override])).cycle.mean == 110


@pytest.mark.parametrize(
    ("override", "read", "value"),
    [
        ("crews.repairers.size=5", lambda m: m.crews["repairers"].size.value, 5),
        ("shops.body.lines.main.weld.except.2.cycle=50 s", lambda m: station(m).exceptions[2].cycle.mean, 50),
        ("shops.body.lines.main.weld.except.3.cycle=50 s", lambda m: station(m).exceptions[3].cycle.mean, 50),
        ("shops.body.lines.main.weld.scrap=2 %", lambda m: station(m).scrap.value, 0.02),
        ("shops.body.lines.main.doors-on.uses.door=2", lambda m: station(m, "doors-on").uses[0].quantity.value, 2),
        (
            "shops.body.lines.main.doors-on.joins.hood.quantity=2",
            lambda m: station(m, "doors-on").joins[0].quantity.value,
            2,
        ),
        (
            "shops.paint.lines.paint.inspection.routes.rework.share=3 %",
            lambda m: station(m, "inspection").routes[0].share.value,
            0.03,
        ),
        (
            "shops.paint.lines.paint.topcoat.cycle={by: colour, red: 1 s, default: 2 s}",
            lambda m: station(m, "topcoat").cycle.default.mean,
            2,
        ),
        ("shops.body.lines.main.weld.failures=[]", lambda m: station(m).failures, []),
        (
            "products.sedan.options.colour={red: 1, blue: 0}",
            lambda m: m.products["sedan"].options["colour"]["red"].value,
            1,
        ),
        ("name=other", lambda m: m.name, "other"),
        ("shops.body.lines.main.weld.failures=null", lambda m: station(m).failures, []),
    ],
)
def test_what_an_override_reaches(override: str, read, value) -> None:
    assert read(load_model(PLANT, [override])) == value


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("shops.body.lines.main.wled.cycle=1 s", r"did you mean `shops.body.lines.main.weld.cycle`\?"),
        ("shops.bdy.lines.main.weld.cycle=1 s", r"did you mean `shops.body.lines.main.weld.cycle`\?"),
        ("shops.body.lines.main.weld.cycel=1 s", r"did you mean `shops.body.lines.main.weld.cycle`\?"),
        ("crews.repairers.size.more=1", "leads into a single value"),
        ("crews.repairers.size", "needs a path and a value"),
        ("=3", "needs a path and a value"),
        ("crews..size=3", "cannot read the path"),
        ("crews.repairers.size={a", "YAML syntax"),
        ("crews.repairers.size=null", 'the key "size" is missing'),
        ("crews.repairers.size=3 s", "--set: crews.repairers.size: expected a whole number"),
        ("shops.paint.lines.paint.oven.capacity=0", "--set: .*cannot be 0"),
    ],
)
def test_overrides_that_fail(override: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load_model(PLANT, [override])


def test_overrides_of_a_model_leave_it_as_it_was() -> None:
    model = load_model(PLANT)
    other = load_model(model, {"crews.repairers.size": 7})
    assert (model.crews["repairers"].size.value, other.crews["repairers"].size.value) == (2, 7)


def test_a_failed_override_leaves_the_tree_as_it_was() -> None:
    tree, _ = load_tree(PLANT)
    before = tree.copy()
    with pytest.raises(ModelError):
        apply_override(tree, "shops.body.lines.main.weld.cycel=1 s")
    assert tree == before


def test_no_value_takes_out_what_stands_there() -> None:
    """Of a list too: what stands behind moves up, and keeps its lines."""
    tree, _ = load_tree(PLANT)
    flow = ("shops", "body", "lines", "main", "flow")
    before = [tree.origin((*flow, place)) for place in range(len(tree.sub(flow).data))]
    names = [next(iter(entry.values())) for entry in tree.sub(flow).data]
    apply_override(tree, f"shops.body.lines.main.{names[0]}=null")
    assert [next(iter(entry.values())) for entry in tree.sub(flow).data] == names[1:]
    assert [tree.origin((*flow, place)) for place in range(len(names) - 1)] == before[1:]
    untouched = tree.copy()
    apply_override(tree, "description=null")  # is not there
    assert tree == untouched


def test_extends_and_set(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLANT, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(
        "name: two\nextends: base\ncrews: {repairers: {size: 3}, cleaners: {size: 1}}\n"
        "set:\n  mark: '[assumed: a trial]'\n  shops.body.lines.main.weld.cycle: 70 s\n"
    )
    (tmp_path / "three.yaml").write_text("name: three\nextends: two.yaml\nset: {crews.cleaners.size: 9 s}\n")
    two = load_model(tmp_path / "two.yaml")
    assert (two.name, station(two).cycle.mean, two.products.keys()) == ("two", 70.0, {"sedan", "suv"})
    assert {name: crew.size.value for name, crew in two.crews.items()} == {"repairers": 3, "cleaners": 1}
    with pytest.raises(ModelError) as caught:
        load_model(tmp_path / "three.yaml")
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.path) == (str(tmp_path / "three.yaml"), 3, "crews.cleaners.size")


def test_a_problem_in_the_base_names_the_base(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(PLANT.replace("size: 2", "size: two"), encoding="utf-8")
    (tmp_path / "two.yaml").write_text("name: two\nextends: base.yaml\n")
    with pytest.raises(ModelError) as caught:
        load_model(tmp_path / "two.yaml")
    assert caught.value.problems[0].file == str(tmp_path / "base.yaml")


def test_order_files_of_a_base_are_beside_the_base(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "orders.csv").write_text("product\nsedan\n")
    base = PLANT.replace("mix: {sedan: 70 %, suv: 30 %}\n    interval: 120 s", "file: orders.csv")
    (tmp_path / "far" / "base.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "two.yaml").write_text("name: two\nextends: far/base.yaml\n")
    assert load_model(tmp_path / "two.yaml").orders["cars"].file == str(tmp_path / "far" / "orders.csv")


def test_anchors_and_merge_keys() -> None:
    text = PLANT.replace("sedan: {mass: 1.5 t}", "sedan: &s {mass: 1.5 t}").replace(
        "suv: {options", "suv: {<<: *s, options"
    )
    mass = load_model(text).products["suv"].mass
    assert mass is not None
    assert mass.value == 1500


def test_loading_imports_nothing_slow() -> None:
    code = (
        "import sys; from taktwin.model import load_model; load_model('press-lots');"
        "print([name for name in ('pint', 'numpy', 'polars', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_model_without_problems_has_no_warnings_either() -> None:
    problems = check_model(load_model(PLANT.replace("calendar: day\n", "note: always\n")))
    assert [str(one) for one in problems if "each of the" not in one.message] == []
