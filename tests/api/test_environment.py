"""Environments: the same run as with a rule that chooses the same jobs, what is seen, episodes, and what is refused."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest

import taktwin
from taktwin import Environment, RuleError, rule
from taktwin.api.environment import Moment
from taktwin.kernel.lowering.own.asked import AskedFor
from taktwin.kernel.lowering.program import lower
from taktwin.model.errors import OptionError
from taktwin.model.own.ruled import with_rules
from taktwin.model.spelt.expand import expand
from taktwin.runs.start.begin import begin_anew
from taktwin.runs.stepping import Stepper
from tests.oracle.compare import model_of
from tests.oracle.drafts.factories import factory

PLANT = """
taktwin: 1
name: hall
orders: {jobs: {interval: exp(11 s)}}
options: {colour: {red: 50 %, blue: 50 %}}
parts: {bolt: {family: bolts, unit: piece}}
stocks: {rack: {part: bolt, initial: 7}}
shops:
  body:
    lines:
      main:
        orders: jobs
        flow:
          - {buffer: queue, capacity: unlimited}
          - {station: a, cycle: {by: colour, red: exp(6 s), blue: exp(12 s)}}
          - {buffer: behind, capacity: 3}
          - {station: b, cycle: exp(9 s)}
"""


def played(env: Environment, policy: Any, seed: int) -> list[tuple[list[float], float]]:
    """What is seen and earned in an episode."""
    seen, info = env.reset(seed=seed)
    found, over = [(seen.tolist(), 0.0)], False
    while not over:
        seen, worth, ended, over, info = env.step(policy(seen, info["candidates"]))
        assert not ended
        found.append((seen.tolist(), worth))
    return found


def oldest(seen: np.ndarray, candidates: int) -> int:
    return 0


def test_the_oldest_each_time_is_the_plant_as_it_is():
    env = Environment(PLANT, ["queue", "behind"], days=1)
    played(env, oldest, seed=4)
    plain = taktwin.load(PLANT).simulate(days=1, warmup=0, seed=4)
    assert env.result.jobs.equals(plain.result.jobs)
    assert env.result.buffers.equals(plain.result.buffers)
    assert env.result.resources.equals(plain.result.resources)


def test_a_rule_that_chooses_the_same_gives_the_same_run_to_the_bit():
    """Shortest first, among the eight oldest."""

    def reds(seen: np.ndarray, candidates: int) -> int:
        return int(seen[1 : 1 + candidates].argmin())

    @rule.retrieval("queue")
    def reds_first(colour, position):
        return colour if position < 8 else 2

    env = Environment(PLANT, "queue", observe=["colour"], days=2)
    played(env, reds, seed=2)
    run = taktwin.load(PLANT).simulate(days=2, warmup=0, seed=2, rules=reds_first)
    assert env.result.jobs.equals(run.result.jobs)
    assert not run.result.jobs.equals(taktwin.load(PLANT).simulate(days=2, warmup=0, seed=2).result.jobs)


def scored(order: Any) -> Any:
    return (order * 7 + 3) % 5


@pytest.mark.rule("its answer holds at that instant, until the job is taken", "is asked where a rule would be")
@pytest.mark.parametrize("number", range(80))
def test_in_random_plants_as_well(number: int):
    """Wherever the run can stop, it stops; every change of state is that of the run with a rule."""
    model = model_of(factory(1, number, False))
    names: list[str] = []
    for _, _, _, element in expand(model).all_elements():
        if type(element).kind in ("buffer", "store"):
            try:
                lower(model, asked=AskedFor((*names, element.name), (("order",),) * (len(names) + 1), (), 8))
            except RuleError:
                continue
            names.append(element.name)
    if not names:
        return
    asked = AskedFor(tuple(names), (("order",),) * len(names), (), 8)
    stepper = Stepper(lower(model, asked=asked), asked, number, 600.0, trace=True)
    stepper.begin()
    while stepper.waits:
        stepper.answer(int(scored(stepper.seen[1 : 1 + stepper.candidates]).argmin()))

    @rule.retrieval(*names)
    def own(order, position):
        return (order * 7 + 3) % 5 if position < 8 else 99

    whole = begin_anew(lower(with_rules(model, own)), number, 0, True)
    whole.advance_to(600.0)
    logs = []
    for simulation in (stepper.simulation, whole):
        simulation.drain()
        logs.append(b"".join(one.tobytes() for one in simulation.logs))
    assert logs[0] == logs[1]


def test_what_is_seen():
    """Jobs come every 5 s and need 7 s each: at 14 s two of them wait, one since 10 s; the rack is as it was."""
    env = Environment(
        PLANT.replace("exp(11 s)", "5 s").replace("{by: colour, red: exp(6 s), blue: exp(12 s)}", "7 s"),
        ["behind", "queue"],
        observe=["order", "ready", "waited"],
        numbers={"bolts": rule.stock("rack"), "ahead": rule.level("behind"), "red": rule.value("colour", "red")},
        most=3,
        days=60 / 86400,
    )
    seen, info = env.reset(seed=1)
    # 5 s: job 0 into a; 10: job 1 waits; 12: into a, alone; 15, 19: job 2 alone; 20: job 3; 25: job 4; 26: two wait
    assert info == {"candidates": 2}
    assert env.moment.now == 26.0
    assert seen.tolist()[:3] == [1.0, 7.0, seen[2]]
    assert seen.tolist()[3:] == [0.0, 3.0, 20.0, 6.0, 4.0, 25.0, 1.0, 0.0, 0.0, 0.0]
    env.step(1)
    assert env.result.jobs["order_number"].to_list()[:4] == [0, 1, 2, 3]


def test_the_value_of_the_job_taken_last_is_seen():
    """Same colour first: as the shipped rule, among those that are seen."""

    def same(seen: np.ndarray, candidates: int) -> int:
        jobs = seen[1:].reshape(400, 2)[:candidates]
        return int((jobs[:, 0] != jobs[:, 1]).argmin())

    env = Environment(PLANT, "queue", observe=["colour", "last_colour"], most=400, days=0.5)
    played(env, same, seed=1)
    shipped = taktwin.load(PLANT.replace("unlimited}", "unlimited, rule: {same: colour}}"))
    assert env.result.buffers["max"][0] < 400
    assert env.result.jobs.equals(shipped.simulate(days=0.5, warmup=0, seed=1).result.jobs)


def test_an_action_behind_the_last_job_means_the_last():
    env = Environment(PLANT, "queue", observe=["order"], days=0.2)
    one, two = (played(env, lambda seen, n, at=at: 7 if at else n - 1, seed=1) for at in (0, 1))
    assert one == two


def test_the_same_seed_is_the_same_episode_and_another_is_another():
    env = Environment(PLANT, "queue", observe=["waited", "colour"], days=0.2)
    first = played(env, oldest, seed=3)
    assert played(env, oldest, seed=3) == first
    assert played(env, oldest, seed=4) != first
    env.reset(seed=3)
    env.reset()
    assert env._seed == 4


def test_rewards():
    plain = Environment(PLANT, "queue", days=0.3)
    earned = sum(worth for _, worth in played(plain, oldest, seed=1))
    begin = plain.reset(seed=1) and plain.moment.finished
    played(plain, oldest, seed=1)
    assert earned == plain.moment.finished - begin > 1000

    def fewer(before: Moment, after: Moment) -> float:
        return -(after.now - before.now) * before.wip

    env = Environment(PLANT, "queue", reward=fewer, days=0.3)
    assert all(worth <= 0.0 for _, worth in played(env, oldest, seed=1)[1:])


def test_long_episodes_find_room_for_their_log():
    env = Environment(PLANT.replace("exp(11 s)", "exp(10.5 s)"), "queue", observe=["position"], days=12)
    played(env, oldest, seed=1)
    plain = taktwin.load(PLANT.replace("exp(11 s)", "exp(10.5 s)"))
    assert env.result.jobs.equals(plain.simulate(days=12, warmup=0, seed=1).result.jobs)
    assert len(env.result.jobs) > 90_000


def test_steps_out_of_turn():
    env = Environment(PLANT, "queue", days=0.05)
    with pytest.raises(RuntimeError, match="begin an episode"):
        env.step(0)
    with pytest.raises(RuntimeError, match="no episode has begun"):
        env.moment  # noqa: B018
    played(env, oldest, seed=1)
    with pytest.raises(RuntimeError, match="begin an episode"):
        env.step(0)


def plant_with(flow: str, more: str = "", lines: str = "") -> str:
    return f"""
taktwin: 1
name: hall
orders: {{jobs: {{}}}}
options: {{colour: {{red: 50 %, blue: 50 %}}}}
{more}
shops:
  body:
    lines:
      main: {{orders: jobs, flow: [{{station: first, cycle: 1 s}}, {flow}]}}
{lines}
"""


Q = "{buffer: queue, capacity: 3}"
BAD: list[tuple[str, dict[str, Any], str]] = [
    (PLANT, {"decisions": "queu"}, 'Environment: observe: there is no element "queu" in hall; did you mean `queue`?'),
    (PLANT, {"decisions": "a"}, 'Environment: "a" is no buffer and no store'),
    (PLANT, {"decisions": "queue", "observe": ["wated"]}, '"wated" is no number that a retrieval rule is given'),
    (PLANT, {"decisions": "queue", "numbers": {"x": rule.level("c")}}, 'there is no element "c"'),
    (PLANT, {"decisions": "queue", "numbers": {"x": rule.stock("c")}}, 'there is no stock point "c"'),
    (
        plant_with(f"{Q}, {{transport: t, fleet: tugs, distance: 9 m}}, {{station: z, cycle: 1 s}}",
                   "fleets: {tugs: {count: 1, speed: 1 m/s}}"),
        {"decisions": "queue"},
        'Environment: an element of kind transport takes the jobs of "queue"; put a station or buffer behind it',
    ),
    (
        plant_with(f"{Q}, {{conveyor: c, capacity: 3, transit: 9 s}}, {{station: z, cycle: 1 s}}"),
        {"decisions": "queue"},
        'Environment: an element of kind conveyor takes the jobs of "queue"; put a station or buffer behind it',
    ),
    (
        plant_with("{station: z, cycle: 1 s, joins: [{line: sub}]}", "",
                   f"      sub: {{endless: true, flow: [{{station: y, cycle: 1 s}}, {Q}]}}"),
        {"decisions": "queue"},
        'Environment: a joining station takes the jobs of "queue"; put a station or buffer behind it',
    ),
    (
        plant_with(f"{Q}, {{station: z, cycle: 1 s, servers: [{{when: {{colour: red}}}}, {{}}]}}"),
        {"decisions": "queue"},
        'Environment: not every job of "queue" may go into the next place',
    ),
    (
        plant_with(f"{Q}, {{station: z, cycle: 1 s}}", "",
                   "      two: {orders: jobs, to: z, flow: [{buffer: other, capacity: 3}]}"),
        {"decisions": ["queue", "other"]},
        'Environment: "queue" and "other" lead into one place',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "arguments", "said"), BAD, ids=range(len(BAD)))
def test_what_cannot_be_asked_for_is_refused(plant: str, arguments: dict[str, Any], said: str):
    with pytest.raises(RuleError) as caught:
        Environment(plant, **arguments)
    assert said in str(caught.value)


def test_a_rule_and_an_environment_do_not_decide_the_same():
    @rule.retrieval("queue")
    def own(order):
        return order

    with pytest.raises(RuleError, match='a rule of one\'s own decides at "queue" already'):
        Environment(taktwin.load(PLANT).with_rules(own), "queue")


@pytest.mark.parametrize(
    "arguments",
    [{"decisions": "queue", "days": 0}, {"decisions": "queue", "most": 1}, {"decisions": []},
     {"decisions": ["queue", "queue"]}],
)  # fmt: skip
def test_wrong_options(arguments: dict[str, Any]):
    with pytest.raises(OptionError):
        Environment(PLANT, **arguments)


def test_gymnasium_takes_it_as_one_of_its_own():
    check_env = pytest.importorskip("gymnasium.utils.env_checker").check_env
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a waiting time has no upper limit
        check_env(Environment(PLANT, "queue", days=0.1), skip_render_check=True)
