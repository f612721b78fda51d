"""The study of a cluster: its plan, what knowing is worth, gaps, projects, targets and dependence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.model.phrase import Phrase
from taktwin.planning.cluster.file.read import ClusterFile
from taktwin.planning.cluster.indices.localsupply import ThreeRates, three_rates
from taktwin.planning.cluster.plan.data import ClusterData, data_of
from taktwin.planning.cluster.plan.gaps import Gap, gaps
from taktwin.planning.cluster.plan.knowing import Knowing, knowing
from taktwin.planning.cluster.plan.ranking import Ranked, ranking
from taktwin.planning.cluster.plan.solve import Plan, plan
from taktwin.planning.cluster.plan.truth import Agreement, agree
from taktwin.planning.cluster.risk.dependence import FamilySupply, MakerShare, maker_shares, supply_concentration
from taktwin.planning.cluster.risk.disruption import MOST_CATCH_UP, Disruption, disrupt, senders_to
from taktwin.planning.cluster.risk.fall import Fall, falls
from taktwin.planning.cluster.risk.insurance import Insured, insure
from taktwin.planning.cluster.risk.outage import OutageLoss, exposures, outage_losses
from taktwin.planning.cluster.risk.suppliers import SupplierRisk, supplier_risks
from taktwin.planning.cluster.spread.desk import Desk
from taktwin.planning.cluster.targets.study import TargetStudy, study_targets
from taktwin.planning.meter import Meter, telling

WEEKS = (1.0, 2.0, 4.0)  # of outages by formula where none are asked for
TRACE = 1e-3  # a local share up to this is none: rounding of flows


@dataclass(frozen=True, kw_only=True)
class ClusterOptions:
    """What is asked of a study.

    Attributes:
        gap: relative gap of plans.
        time_limit: seconds of each plan; then the best so far is given with its gap.
        threads: of the solver.
        draws: futures behind each estimated probability.
        seed: of these.
        knowing: whether to say what knowing is worth, which takes a plan for each scenario.
        plants: whether to run the plants that have a model, and to plan with what they truly make.
        weeks: outages of each supplier: by formula, and of the suppliers of plants with a model as run; none for none.
        catch_up: days after the shortest outage that are run, with the supplier back; 0 for none.
        replications: runs of each plant, and pairs of futures of each outage.
        on: where plans and runs are made: local, processes, ray or ray://HOST:PORT; no figure depends on it.
        workers: at a time; None for one a core.
        keep: folder of plans and runs that are done; a study that was interrupted goes on from it.
    """

    gap: float = 0.01
    time_limit: float = 300.0
    threads: int = 2
    draws: int = 200_000
    seed: int = 1
    knowing: bool = True
    plants: bool = False
    weeks: tuple[float, ...] = ()
    catch_up: float = 0.0
    replications: int = 5
    on: str = "local"
    workers: int | None = None
    keep: Path | None = None

    def __post_init__(self) -> None:
        """Check the options. Raises OptionError."""
        if not 0.0 < self.gap <= 1.0:
            raise OptionError(Phrase("gap must be above 0, at most 1, got {gap:g}", gap=self.gap), parameter="gap")
        if not 0.0 < self.time_limit < 1e7:
            raise OptionError(
                Phrase("time_limit must be above 0 s, got {time_limit:g}", time_limit=self.time_limit),
                parameter="time_limit",
            )
        if not 0.0 <= self.catch_up <= MOST_CATCH_UP:
            message = Phrase(
                "catch_up must be 0 to {most_catch_up:g} days, got {catch_up:g}",
                most_catch_up=MOST_CATCH_UP,
                catch_up=self.catch_up,
            )
            raise OptionError(message, parameter="catch_up")
        if self.catch_up and not self.weeks:
            raise OptionError(Phrase("there is no outage to catch up on"), Phrase("give `weeks` as well"), "catch_up")
        for name, least, most in (
            ("threads", 1, 1024),
            ("draws", 100, 1 << 24),
            ("seed", 0, 1 << 62),
            ("replications", 1, 1000),
        ):
            if not least <= getattr(self, name) <= most:
                message = Phrase(
                    "{name} must be {least} to {most}, got {value}",
                    name=name,
                    least=least,
                    most=most,
                    value=getattr(self, name),
                )
                raise OptionError(message, parameter=name)


@dataclass(frozen=True, eq=False)
class ClusterStudy:
    """What was found.

    Attributes:
        file: the cluster.
        data: its arrays.
        plan: investments for all scenarios, flows in each.
        knowing: what knowing more is worth; None where it was not asked.
        gaps: by sub-sector and kind of vehicles.
        ranking: projects and lines by what they save for each unit of money.
        targets: reached, missed, to come.
        supply: concentration of each family's supply in the last year of the plan.
        makers: share of car makers.
        survival: suppliers by how long the cluster stops without them, in the first year of the plan.
        agreement: how plan and simulated plants came to agree; None where that was not asked.
        disruptions: plant -> outages of its suppliers as run.
        weeks: lengths of these.
        outages: of all suppliers by formula, in the first year of the plan.
        insured: what insures against outages, by worth; empty where the file says nothing of it.
        falls: each car maker fallen, in each year of the plan.
        kept: plans and runs that were done before, out of the folder.
    """

    file: ClusterFile
    data: ClusterData
    plan: Plan
    knowing: Knowing | None
    gaps: tuple[Gap, ...]
    ranking: tuple[Ranked, ...]
    targets: TargetStudy
    supply: tuple[FamilySupply, ...]
    makers: tuple[MakerShare, ...]
    survival: tuple[SupplierRisk, ...]
    agreement: Agreement | None = None
    disruptions: dict[str, tuple[Disruption, ...]] = field(default_factory=dict)
    weeks: tuple[float, ...] = ()
    outages: tuple[OutageLoss, ...] = ()
    insured: tuple[Insured, ...] = ()
    falls: tuple[Fall, ...] = ()
    kept: int = 0

    def rates(self) -> list[tuple[ThreeRates, ThreeRates]]:
        """Local supply, and supply without stock, each in its three meanings, expected in each year."""
        return [(self._rates(t, near=False), self._rates(t, near=True)) for t in range(len(self.data.years))]

    def _rates(self, t: int, near: bool) -> ThreeRates:
        data, found = self.data, self.plan
        used = data.probability @ found.used()[:, t]
        counts = data.near if near else np.broadcast_to(data.local[:, None], data.near.shape)
        flow = np.tensordot(data.probability, found.flow[:, t], 1)
        mine = (flow * counts).sum(axis=1) @ data.of_family
        needed = used > 1e-9
        shares = np.minimum(mine[needed] / used[needed], 1.0)
        return three_rates((used * data.value)[needed], shares, TRACE)

    def table(self) -> pl.DataFrame:
        """One row a year: demand and output by kind (vehicles), investments (millions), rates; expected."""
        data, found = self.data, self.plan
        rows = []
        for t, (year, (local, zero)) in enumerate(zip(data.years, self.rates(), strict=True)):
            row: dict[str, Any] = {"year": year}
            for v, name in enumerate(data.vehicles):
                demand = float(data.probability @ data.demand[:, t, v])
                row[f"{name}_demand"] = 1e3 * demand
                row[f"{name}_made"] = 1e3 * (demand - float(data.probability @ found.unmet[:, t, v]))
            row["invested"] = float(found.invested[t])
            for word, rates in (("local", local), ("zero_inventory", zero)):
                row |= {f"{word}_{name}": value for name, value in asdict(rates).items()}
            rows.append(row)
        return pl.DataFrame(rows)

    def as_dict(self) -> dict[str, Any]:
        """As `taktwin cluster --json` prints it."""
        data, found, know = self.data, self.plan, self.knowing
        built = [
            {"build": one.name, "year": year, "times": int(times), "invest": one.invest * times}
            for one, row in zip(data.builds, found.built, strict=True)
            for year, times in zip(data.years, row.tolist(), strict=True)
            if times
        ]
        return {
            "cluster": self.file.name,
            "years": list(data.years),
            "scenarios": dict(zip(data.scenarios, data.probability.tolist(), strict=True)),
            "size": {
                "suppliers": len(self.file.noun.suppliers),
                "families": len(data.families),
                "plants": len(data.plants),
                "options": len(data.options),
                "builds": len(data.builds),
            },
            "plan": {
                "cost": found.cost,
                "bound": found.bound,
                "gap": found.gap,
                "seconds": found.seconds,
                "built": built,
                "years": self.table().to_dicts(),
            },
            "knowing": None
            if know is None
            else asdict(know)
            | {"vss": know.vss, "evpi": know.evpi}
            | {"vss_range": list(know.vss_range), "evpi_range": list(know.evpi_range)},
            "gaps": [
                asdict(one) | {name: getattr(one, name).tolist() for name in ("stands", "planned", "lacking")}
                for one in self.gaps
            ],
            "ranking": [
                asdict(one) | {"output_per_invest": one.output_per_invest, "saves_per_invest": one.saves_per_invest}
                for one in self.ranking
            ],
            "targets": {
                "reached": [asdict(one) | {"share": one.share} for one in self.targets.reached],
                "outlooks": [asdict(one) | {"met": one.met} for one in self.targets.outlooks],
                "back_tests": [asdict(one) | {"holds": one.holds} for one in self.targets.back_tests],
                "growths": self.targets.growths,
            },
            "supply": [asdict(one) for one in self.supply],
            "makers": [asdict(one) for one in self.makers],
            "agreement": None if self.agreement is None else asdict(self.agreement),
            "disruptions": {
                "weeks": list(self.weeks),
                "plants": {name: [asdict(one) for one in outages] for name, outages in self.disruptions.items()},
            },
            "outages": {"weeks": list(self.weeks or WEEKS), "suppliers": [asdict(one) for one in self.outages]},
            "insurance": [asdict(one) | {"worth": one.worth} for one in self.insured],
            "falls": [asdict(one) for one in self.falls],
            "survival": [
                asdict(one) | {"survives": None if one.survives == np.inf else one.survives} for one in self.survival
            ],
        }


def study_cluster(file: ClusterFile, options: ClusterOptions | None = None, meter: Meter | None = None) -> ClusterStudy:
    """Study a cluster.

    Args:
        file: of `read_cluster`.
        options: what is asked.
        meter: shows the progress of each work.

    Raises:
        ClusterError: time ran out before there was a plan.
        OptionError: plants are to be run, and none has a model; catching up, and nobody sends parts to a plant.
        ExecutorError: a worker ended, or has another version.
        ModelError, SimulationError: a plant model cannot be used, or not be run on.
    """
    asked, meter = options or ClusterOptions(), meter or telling()
    noun, data = file.noun, data_of(file.noun)
    if (asked.plants or asked.catch_up) and all(one.model is None for one in noun.plants.values()):
        message, remedy = (
            Phrase("no plant of the cluster has a model"),
            Phrase("add `model: FILE` to one, or do not ask for runs"),
        )
        raise OptionError(message, remedy, "plants" if asked.plants else "catch_up")
    desk = Desk(asked.on, asked.workers, asked.keep)
    with meter(Phrase("planning {n} years in {w} scenarios", n=len(data.years), w=len(data.scenarios))) as progress:
        found = plan(data, asked.gap, asked.time_limit, asked.threads, progress)
    agreement = None
    folder = file.path.parent
    if asked.plants:
        found, agreement = agree(
            noun, folder, data, found, asked.gap, asked.time_limit, asked.threads,
            replications=asked.replications, seed=asked.seed, meter=meter, desk=desk,
        )  # fmt: skip
        data = found.data
    disruptions = {}
    for name, plant in noun.plants.items() if asked.weeks else ():
        if plant.model is not None:
            beside = folder / plant.model
            model = load_model(beside if beside.is_file() else plant.model)
            if not senders_to(model):
                continue  # its suppliers are in no model: the formula has to do
            outages = disrupt(
                model, asked.weeks, asked.replications, seed=asked.seed, meter=meter, catch_up=asked.catch_up, desk=desk
            )
            disruptions[name] = tuple(outages)
    know = None
    if asked.knowing:
        with meter(Phrase("planning each scenario as if it were known")) as progress:
            know = knowing(data, found, asked.gap, asked.time_limit, asked.threads, desk, progress)
    with meter(Phrase("trying each project alone")):
        ranked = ranking(noun, data, found)
    exposed = exposures(noun, data, found, data.years[0])
    targets = study_targets(noun, data, found, asked.draws, asked.seed)
    return ClusterStudy(
        file, data, found, know, tuple(gaps(noun, data, found)), tuple(ranked), targets,
        tuple(supply_concentration(data, found, data.years[-1])), tuple(maker_shares(noun)),
        tuple(supplier_risks(noun, data, found, data.years[0])), agreement, disruptions, tuple(asked.weeks),
        tuple(outage_losses(data, exposed, asked.weeks or WEEKS)), tuple(insure(noun, data, exposed)),
        tuple(falls(noun, data, found)), desk.found,
    )  # fmt: skip
