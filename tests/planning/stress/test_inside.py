"""Another mix, more rework and changes of one's own: what is asked of the plant from T on."""

from __future__ import annotations

import json

import pytest

from taktwin.api.plant import load
from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.stress.bench import Bench
from taktwin.planning.stress.changes import changed, grown, more_rework, rarest_product
from taktwin.planning.stress.options import ChangeError, StressError, StressOptions
from taktwin.planning.stress.study import stress
from tests.model.families.park import TEXT as PARK
from tests.planning.stress.plants import CHAIN, MIX

RUNS = {"warmup": 0.5, "days": 1.0, "replications": 2}


def test_a_product_grows_and_the_total_stays() -> None:
    model = load_model(MIX)
    assert rarest_product(model, 3.4) == "product=rare"
    (periods,) = grown(model, "product=rare", 3.4).values()
    assert {name: round(float(share.split()[0]), 9) for name, share in periods[0]["shares"].items()} == {
        "common": 32.0,
        "rare": 68.0,
    }
    more = load_model(model, grown(model, "product=rare", 3.4))
    shares = more.orders["cars"].mix[0].shares  # type: ignore[index]
    assert sum(share.value for share in shares.values()) == pytest.approx(1.0)


def test_what_lacks_with_another_mix_is_the_part_of_the_variant_and_its_cover_is_verified() -> None:
    (mix,) = stress(load_model(MIX), StressOptions(tests=["demand-mix"], warmup=0.5, days=1.0, replications=5)).answers
    assert mix.what == "product=rare x 3.4"
    assert {stop.part for stop in mix.effect.stops} == {"rare-part"}
    # 0.68 a minute over 90 min are 61 and their spread, where 60 have been laid out
    assert mix.verified
    (cover,) = mix.covers
    assert cover.stock == "rare-parts"
    assert cover.pieces is not None
    assert 1 <= cover.pieces <= 60


def test_levels_of_a_park_stay_as_they_were_laid_out() -> None:
    model = load_model(PARK)
    overrides = grown(model, "tow=with", 3.0)
    kept, laid_out = changed(model, overrides), load_model(model, overrides)

    def levels(one: PlantModel) -> list[float | None]:
        return [load.up_to.value if load.up_to else None for lane in one.lanes.values() for load in lane.all_loads]

    assert levels(kept) == levels(model) != levels(laid_out)
    shares = [one.options["tow"]["with"].value for one in (model, kept, laid_out)]
    assert shares == pytest.approx([0.1, 0.3, 0.3])


def test_more_rework_takes_jobs_out_of_their_sequence() -> None:
    overrides, elements = more_rework(load_model(MIX), [], 2.0)
    assert elements == ["inspect"]
    assert list(overrides.values()) == ["20.0 %"]
    (found,) = stress(load_model(MIX), StressOptions(tests=["scrambling"], **RUNS)).answers
    assert found.overtaken is not None
    before, after = found.overtaken
    assert after > 1.3 * before > 0.0


def test_changes_of_ones_own_come_at_t() -> None:
    late = ["lanes.seats.lead=3 h"]
    (own,) = stress(load_model(CHAIN), StressOptions(tests=["own"], set=late, **RUNS)).answers
    assert own.what == "lanes.seats.lead=3 h"
    # T is 12:00. That of 12:00 is on its way for 13:00, with 90 seats left; that of 14:00 comes at 17:00, not at 15:00
    assert own.effect.first_s == 271 * 60.0
    assert own.verified
    study = load(CHAIN).stress(tests=["late-truck"], set=late, **RUNS)
    assert [one.test for one in study.answers] == ["late-truck", "late-truck", "own"]
    assert study.table.height == 3
    assert json.loads(json.dumps(study.as_dict("chain"), allow_nan=False))["answers"][0]["survived"] is False


def test_what_the_plant_has_nothing_for_says_why() -> None:
    study = stress(load_model(CHAIN), StressOptions(**RUNS))
    assert {one.test for one in study.left_out} == {"demand-mix", "scrambling"}
    with pytest.raises(StressError, match="no parts come by lanes"):
        stress(load_model("mm1"), StressOptions(**RUNS))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tests": ["late"]}, "no stress test"),
        ({"late": -1.0}, "above 0"),
        ({"down": 0.0}, "above 0"),
        ({"closed": float("nan")}, "above 0"),
        ({"by": 0.0}, "above 0"),
        ({"late": 1e300}, "at most"),
        ({"slow": 1e300}, "1000 at most"),
        ({"slow": 0.9}, "at least 1"),
        ({"slow": 2.0, "closed": 60.0}, "slow or closed, not both"),
        ({"warmup": -1.0}, "0 or more"),
        ({"replications": 0}, "at least 1"),
        ({"grow": "erev"}, "is no variant"),
    ],
)
def test_options_that_cannot_be_meant(given: dict[str, object], said: str) -> None:
    with pytest.raises(StressError, match=said):
        StressOptions(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("model", "given", "said"),
    [
        (CHAIN, {"tests": ["late-truck"], "lanes": ["seat"]}, "did you mean `seats`"),
        (CHAIN, {"tests": ["supplier-down"], "suppliers": ["foam"]}, "did you mean `foams`"),
        (CHAIN, {"tests": ["closed-road"], "roads": ["nord"]}, "no place or supplier"),
        (CHAIN, {"tests": ["demand-mix"], "grow": "product=x"}, "no product"),
        (MIX, {"tests": ["demand-mix"], "grow": "product=rar"}, "did you mean `rare`"),
        (MIX, {"tests": ["demand-mix"], "grow": "product=common"}, "a factor of 1.25 at most"),
        (MIX, {"tests": ["scrambling"], "routes": ["inspekt"]}, "did you mean `inspect`"),
        (CHAIN, {"tests": ["scrambling"], "routes": ["fit"]}, "the plant has none"),
    ],
)
def test_names_that_are_not_there(
    model: str, given: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Bench, "begin")  # they are refused before anything is run
    with pytest.raises(StressError, match=said):
        stress(load_model(model), StressOptions(**given, **RUNS))  # type: ignore[arg-type]


def test_a_change_that_makes_no_model_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Bench, "begin")
    with pytest.raises(ModelError, match="lane"):
        stress(load_model(CHAIN), StressOptions(set=["lanes.seats.lead=soon"], tests=["own"], **RUNS))


@pytest.mark.parametrize(("text", "change"), [(PARK, "orders.cars.interval=120 s"), (MIX, "orders.cars.interval=60 s")])
def test_a_change_that_changes_nothing_has_no_effect_to_the_bit(text: str, change: str) -> None:
    (own,) = stress(load_model(text), StressOptions(tests=["own"], set=[change], **RUNS)).answers
    effect = own.effect
    assert (effect.stopped_s.low, effect.stopped_s.high, effect.lost_jobs.mean) == (0.0, 0.0, 0.0)
    assert effect.survived
    assert effect.recovery_s == 0.0
    assert effect.stops == ()


def test_how_a_family_comes_cannot_change_at_t(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Bench, "begin")
    options = StressOptions(tests=["own"], set=["supply.families.bolts.mode=warehouse"], **RUNS)
    with pytest.raises(ChangeError, match=r"bolts: how its parts come \(jit\) cannot become warehouse at T"):
        stress(load_model(PARK), options)


def test_a_later_truck_does_no_less_harm() -> None:
    stopped = []
    for late in (3600.0, 7200.0, 10800.0):
        options = StressOptions(tests=["late-truck"], lanes=["bolts"], late=late, **RUNS)
        (bolts,) = stress(load_model(PARK), options).answers
        stopped.append(bolts.effect.stopped_s.mean)
        assert bolts.effect.survived or bolts.verified
    assert stopped == sorted(stopped)
    assert stopped[-1] > 0.0
