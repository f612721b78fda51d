"""The best pauses: after how long machines sleep so that they take the least while idle, at equal throughput."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from taktwin.analysis.paired import Paired, paired
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.energy.equal import OTHER_SEED, is_equal
from taktwin.planning.energy.pausegroups import Idle, PauseGroup, Times, groups_of, idle_of, load_of
from taktwin.planning.energy.pausespells import Choice, Spells, spells_of
from taktwin.planning.meter import Meter, telling
from taktwin.planning.warmup.run import chosen_warmup
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables import Result

FEWEST_WAKES = 0.1
"""A group whose time of waking would be cut below this share of what was best does not sleep at all."""

Policy = dict[str, Choice]


@dataclass(frozen=True)
class GroupPauses:
    """What was found for an entry of `pauses`.

    Attributes:
        name: of the entry.
        shops: of its machines.
        machines: how many use it, servers of a station counted as one.
        brief_s: after how long the brief pause begins (s); None: never.
        long_s: the same of the long one.
        break_even_s: of the brief pause, then of the long one (s); None: there is none, or it saves nothing.
        idle_kwh: idle energy a day without the policy.
        saved_kwh: what its pauses spare a day: its time asleep and waking at idle power, less what it took then.
    """

    name: str
    shops: tuple[str, ...]
    machines: int
    brief_s: float | None
    long_s: float | None
    break_even_s: Times
    idle_kwh: float
    saved_kwh: float


@dataclass(frozen=True)
class PauseStudy:
    """The best policy that was found, and its proof in paired runs with other random numbers than it was chosen by.

    Two figures tell what it saves. `paired` is the difference of the idle energies of both runs: the truth, with all
    the chance in it that makes machines work at other times. `saved` is read off the books of the runs with it: all
    time asleep and waking at the power of an idle machine, less what was taken then. It has little chance in it, but
    leaves out that who wakes may make others wait.

    Attributes:
        groups: in the order of the file.
        shops: shop -> idle energy a day without the policy and what is saved of it (kWh); of no shop: the empty name.
        idle_kwh: idle energy of the whole plant a day without the policy: all that is taken in other states than
            working and setup, on and off shift, by machines and loads (electricity, gas, heat), without the loads in
            whose place the site stands.
        saved: kWh a day, with its interval at 95 %.
        paired: the same as the difference of paired runs.
        jobs: jobs a day without the policy.
        gained: jobs a day with it less those without it, with its interval at 95 %.
        replications: of each run.
        runs: how many policies were run.
        changes: of the model, `PATH=VALUE`.
    """

    groups: tuple[GroupPauses, ...]
    shops: dict[str, tuple[float, float]]
    idle_kwh: float
    saved: Paired
    paired: Paired
    jobs: float
    gained: Paired
    replications: int
    runs: int
    changes: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the idle energy that is saved, by the paired runs."""
        return self.paired.difference / self.idle_kwh if self.idle_kwh else 0.0

    @property
    def equal(self) -> bool:
        """Whether the throughput is the same: no loss that can be told apart from 0, and none above `MOST_LOST`."""
        return is_equal(self.gained, self.jobs)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "idle_kwh_per_day": self.idle_kwh,
            "saved_kwh_per_day": asdict(self.saved),
            "saved_share": self.share,
            "saved_kwh_per_day_paired": asdict(self.paired),
            "jobs_per_day": self.jobs,
            "jobs_gained_per_day": asdict(self.gained),
            "equal_throughput": self.equal,
            "replications": self.replications,
            "policies_run": self.runs,
            "changes": list(self.changes),
            "groups": [asdict(one) for one in self.groups],
            "shops": [{"shop": name or None, "idle_kwh": a, "saved_kwh": b} for name, (a, b) in self.shops.items()],
        }


def check_pauses(model: PlantModel) -> list[PauseGroup]:
    """The entries of `pauses` that a study is made of.

    Raises:
        OptionError: no machine uses one.
    """
    groups = groups_of(model)
    if not groups:
        remedy = Phrase("add `pauses: {NAME: {brief: {wake: 10 s}}}` to the model, and `pauses: NAME` to its machines")
        raise OptionError(Phrase("no machine has pauses by name"), remedy, "pauses")
    return groups


def study_pauses(model: PlantModel, options: RunOptions, meter: Meter | None = None) -> PauseStudy:
    """Find when the machines of each entry of `pauses` sleep best.

    A traced run in which nothing sleeps tells all idle spells. In them each entry takes the times that save most, of
    some times the break-even times of its pauses (`groups_of`) and never. Then the plant is run with and without this
    policy, with the same random numbers. While throughput is lost, the entry whose machines wake longest for the time
    that they have to spare may wake for half as long as before, and then does not sleep. An entry without which the
    whole plant takes less is left out. What is left is proved with random numbers that played no part in the choice,
    and is cut back further if it fails there.

    Args:
        model: with `pauses`; what it says of `after` is not used, its best is looked for.
        options: of the runs, with two replications or more.
        meter: shows how far it is.

    Raises:
        OptionError: no machine uses an entry of `pauses`, or a single replication.
        LoweringError, SimulationError, ModelError: the model cannot be run, as for `simulate`.
    """
    if options.replications < 2:
        raise OptionError(
            Phrase("an interval needs two replications or more"), Phrase("ask for 5 or more"), "replications"
        )
    groups = check_pauses(model)
    chosen, _ = chosen_warmup(model, options)
    chosen = replace(chosen, seed=chosen.run_seed)
    meter = meter or telling()
    awake = load_model(model, _changes(groups, {}))
    with meter(Phrase("simulating")) as step:
        (traced,) = simulate(awake, replace(chosen, replications=1, trace=True), step)
    spells = {one.group.name: one for one in spells_of(traced, groups)}
    bench = _Bench(model, groups, chosen, meter)
    policy = _cut_back({name: one.best() for name, one in spells.items()}, spells, bench)
    policy = _without_what_costs(policy, bench)
    proof = _Bench(model, groups, replace(chosen, seed=chosen.run_seed + OTHER_SEED), meter)
    policy = _cut_back(policy, spells, proof)
    return _told(policy, proof, bench.runs)


def _changes(groups: Sequence[PauseGroup], policy: Mapping[str, Choice]) -> list[str]:
    """The changes of the model that make a policy; without it nothing sleeps."""
    never = Choice((None, None), 0.0, 0.0)
    return [change for one in groups for change in one.changes(policy.get(one.name, never).times)]


class _Bench:
    """Runs policies beside the plant in which nothing sleeps, with the same random numbers."""

    def __init__(self, model: PlantModel, groups: Sequence[PauseGroup], options: RunOptions, meter: Meter) -> None:
        self.model, self.groups, self.options, self.meter = model, groups, options, meter
        self._known: dict[tuple[str, ...], tuple[list[Idle], list[Result]]] = {}
        self.plain, _ = self.of({})

    @property
    def runs(self) -> int:
        """How many policies have been run, beside the plant in which nothing sleeps."""
        return len(self._known) - 1

    def of(self, policy: Policy) -> tuple[list[Idle], list[Result]]:
        """The replications with a policy."""
        changes = tuple(_changes(self.groups, policy))
        if changes not in self._known:
            with self.meter(Phrase("simulating")) as step:
                results = simulate(load_model(self.model, list(changes)), self.options, step)
            self._known[changes] = [idle_of(result, self.groups, self.model) for result in results], results
        return self._known[changes]

    def alone_costs_nothing(self, name: str, choice: Choice) -> bool:
        """Whether with this entry alone each replication makes just the jobs that it makes without any."""
        return [run.jobs for run in self.of({name: choice})[0]] == [run.jobs for run in self.plain]

    def gained(self, policy: Policy) -> Paired:
        """Jobs with a policy less those without it."""
        return paired([run.jobs for run in self.of(policy)[0]], [run.jobs for run in self.plain])


def _cut_back(policy: Policy, spells: Mapping[str, Spells], bench: _Bench) -> Policy:
    """Wake less often where there is no time for it, until no throughput is lost."""
    best = {name: one.best().waking_s for name, one in spells.items()}
    while any(one.waking_s > 0.0 for one in policy.values()):
        if is_equal(bench.gained(policy), _mean(run.jobs for run in bench.plain)):
            break
        load = load_of(bench.of(policy)[1], bench.groups)
        machines = {one.name: len(one.machines) for one in bench.groups}
        risk = {
            name: one.waking_s / machines[name] / max(1.0 - load[name], 1e-3)
            for name, one in policy.items()
            if one.waking_s > 0.0
        }
        riskiest = sorted(risk, key=lambda one: -risk[one])
        name = next((one for one in riskiest if not bench.alone_costs_nothing(one, policy[one])), riskiest[0])
        most = policy[name].waking_s / 2.0
        policy = {**policy, name: spells[name].best(most if most > FEWEST_WAKES * best[name] else 0.0)}
    return policy


def _without_what_costs(policy: Policy, bench: _Bench) -> Policy:
    """Leave out each group without which the whole plant takes less: its waking holds others up, who stand idle."""
    for name in policy:
        without = {**policy, name: Choice((None, None), 0.0, 0.0)}
        if policy[name].times != (None, None) and _whole(bench, without) < _whole(bench, policy):
            policy = without
    return policy


def _whole(bench: _Bench, policy: Policy) -> float:
    return _mean(run.whole for run in bench.of(policy)[0])


def _told(policy: Policy, bench: _Bench, tried: int) -> PauseStudy:
    """What the policy does, by the runs of ``bench``."""
    days, plain = bench.options.days, bench.plain
    runs, _ = bench.of(policy)
    groups: list[GroupPauses] = []
    shops = {shop: (_mean(run.shops[shop] for run in plain) / days, 0.0) for shop in plain[0].shops}
    for one in bench.groups:
        idle, saved = _mean(run.groups[one.name] for run in plain) / days, _mean(run.spared[one.name] for run in runs)
        mine = tuple(dict.fromkeys(shop for shop, _ in one.machines))
        times = policy[one.name].times
        pays = (one.brief, one.long)
        groups.append(GroupPauses(one.name, mine, len(one.machines), *times, pays, idle, saved / days))
        for shop in mine:  # by how many of its machines stand there
            part = sum(of == shop for of, _ in one.machines) / len(one.machines)
            shops[shop] = (shops[shop][0], shops[shop][1] + part * saved / days)
    spared = [math.fsum(run.spared.values()) / days for run in runs]
    return PauseStudy(
        groups=tuple(groups),
        shops=shops,
        idle_kwh=_mean(run.whole for run in plain) / days,
        saved=paired(spared, [0.0] * len(spared)),
        paired=paired([run.whole / days for run in plain], [run.whole / days for run in runs]),
        jobs=_mean(run.jobs for run in plain) / days,
        gained=paired([run.jobs / days for run in runs], [run.jobs / days for run in plain]),
        replications=bench.options.replications,
        runs=tried + bench.runs,
        changes=tuple(_changes(bench.groups, policy)),
    )


def _mean(values: Any) -> float:
    found = list(values)
    return math.fsum(found) / len(found)
