"""Bad input: quantities, distributions, marks, and values out of their range."""

from pathlib import Path

from tests.model.bad_input.case import STATION, Case, check, each

CASES = [
    # quantities
    Case(
        "missing unit", "cycle: 100 s\n", "cycle: 100\n", f"{STATION}.cycle", 'such as "100 s", got "100"', "add a unit"
    ),
    Case("wrong dimension", "cycle: 100 s\n", "cycle: 5 kW\n", f"{STATION}.cycle", "which is a power", "give a time"),
    Case("negative time", "cycle: 100 s\n", "cycle: -3 s\n", f"{STATION}.cycle", "cannot be negative", "zero or above"),
    Case(
        "unknown unit",
        "cycle: 100 s\n",
        "cycle: 100 sek\n",
        f"{STATION}.cycle",
        'unknown unit "sek"',
        "did you mean `sec`",
    ),
    Case(
        "separators",
        "cycle: 100 s\n",
        "cycle: 1,000 s\n",
        f"{STATION}.cycle",
        "cannot read the number",
        "without separators",
    ),
    Case("a list as time", "cycle: 100 s\n", "cycle: [100 s]\n", f"{STATION}.cycle", "expected a time", "100 s"),
    Case(
        "nothing as time",
        "cycle: 100 s\n",
        "cycle:  # none\n",
        f"{STATION}.cycle",
        "expected a time",
        "100 s",
        "# none",
    ),
    Case("no number", "cycle: 100 s\n", "cycle: fast\n", f"{STATION}.cycle", 'got "fast"', "begin with a number"),
    Case("not finite", "cycle: 100 s\n", "cycle: 1e999 s\n", f"{STATION}.cycle", "1e999 s", "finite"),
    Case("distance as speed", "speed: 1.2 m/s", "speed: 1.2 m", "fleets.tuggers.speed", "which is a length", "1.2 m/s"),
    Case(
        "power as volume",
        "working: 3 m3/h",
        "working: 3 kW",
        "power.cell",
        "compressed_air: expected a volume flow",
        "volume flow",
    ),
    Case(
        "fraction of a crew",
        "size: 2",
        "size: 2.5",
        "crews.repairers.size",
        "expected a whole number",
        "give a whole number",
    ),
    Case(
        "unit on a count",
        "size: 2",
        "size: 2 people",
        "crews.repairers.size",
        "expected a whole number",
        "leave the unit out",
    ),
    Case(
        "endless count",
        "size: 2",
        "size: unlimited",
        "crews.repairers.size",
        "`unlimited` is not allowed",
        "give a number",
    ),
    Case("share above 1", "share: 8 %", "share: 8", "inspection.routes.rework.share", "between 0 and 1", '"8 %"'),
    Case("mass in seconds", "mass: 1.5 t", "mass: 1.5 s", "products.sedan.mass", "which is a time", "1.5 t"),
    # distributions
    Case(
        "unknown distribution",
        "exp(8 h)",
        "expo(8 h)",
        "failures.robot.up",
        'unknown distribution "expo"',
        "did you mean `exp`",
    ),
    Case(
        "tri out of order",
        "tri(90 s, 95 s, 100 s)",
        "tri(95 s, 90 s, 100 s)",
        "topcoat.cycle",
        "low <= mode <= high",
        "tri(",
    ),
    Case("tri of two", "tri(90 s, 95 s, 100 s)", "tri(90 s, 95 s)", "topcoat.cycle", "tri lacks high", "tri("),
    Case(
        "tri without unit",
        "tri(90 s, 95 s, 100 s)",
        "tri(90, 95 s, 100 s)",
        "topcoat.cycle",
        "low: expected a time",
        "add a unit",
    ),
    Case("wrong parameter", "exp(8 h)", "exp(avg=8 h)", "failures.robot.up", 'no parameter "avg"', "exp(8 h)"),
    Case(
        "four parameters",
        "tri(90 s, 95 s, 100 s)",
        "tri(1 s, 2 s, 3 s, 4 s)",
        "topcoat.cycle",
        "takes 3 parameters, got 4",
        "tri(",
    ),
    Case("exp of zero", "exp(8 h)", "exp(0 s)", "failures.robot.up", "mean must be above zero", "above zero"),
    Case("open bracket", "exp(8 h)", '"exp(8 h"', "failures.robot.up", "cannot read the distribution", "exp(8 h)"),
    # marks
    Case(
        "unknown mark",
        "size: 2",
        'size: "2 [guess: mine]"',
        "crews.repairers.size",
        "unknown mark",
        "[assumed: REASON]",
    ),
    Case("empty mark", "size: 2", 'size: "2 [derived]"', "crews.repairers.size", "lacks its rule", "[derived: ...]"),
    Case(
        "bad mark key",
        "calendar: day\n",
        "calendar: day\n    mark: maybe\n",
        "shops.body.mark",
        "unknown mark",
        "[seen: SOURCE]",
    ),
    # values
    Case("mix", "suv: 30 %", "suv: 20 %", "orders.cars.mix", "sum to 90 %", "sum to 100 %"),
    Case("options sum", "blue: 60 %", "blue: 70 %", "options.colour", "sum to 110 %", "sum to 100 %"),
    Case("product options", "blue: 0.5}", "blue: 0.4}", "products.suv.options.colour", "sum to 90 %", "sum to 100 %"),
    Case("routes", "share: 8 %", "share: 108e-2", "inspection.routes.rework.share", "between 0 and 1", "%"),
    Case(
        "routes and scrap",
        "cycle: 80 s",
        "cycle: 80 s\n            scrap: 95 %",
        "inspection.routes.rework",
        "sum to 103 %",
        "100 %",
        "to: rework,",
    ),
    Case("no crew", "size: 2", "size: 0", "crews.repairers.size", "cannot be 0", "above 0"),
    Case("no servers", "servers: 2", "servers: 0", "sanding.servers", "cannot be 0", "above 0"),
    Case("no stations", "count: 3", "count: 0", "weld.count", "cannot be 0", "above 0"),
    Case("no vehicles", "count: 2", "count: 0", "fleets.tuggers.count", "cannot be 0", "above 0"),
    Case("no room", "capacity: 30", "capacity: 0", "oven.capacity", "cannot be 0", "above 0"),
    Case("no up time", "up: exp(8 h)", "up: 0 s", "failures.robot.up", "cannot be 0", "above 0"),
    Case(
        "no interval", "interval: 120 s", "interval: 0", "orders.cars.interval", "cannot be 0", "leave `interval` out"
    ),
    Case("exception beyond", "2: {cycle: 90 s}", "7: {cycle: 90 s}", "weld.except.7", "no station 7 of 3", "from 1"),
    Case("purge", "purge_after: 10, ", "", "topcoat.setup.purge_time", "never used", "purge_after", "purge_time"),
]


@each(CASES)
def test_problem_names_file_line_field_and_remedy(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)
