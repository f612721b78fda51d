"""Bad input: routes that are never full, or have nothing to choose among; and the warning of a ring."""

from pathlib import Path
from typing import Any

from taktwin.model.checks.check import check_model
from taktwin.model.files.load import load_model
from taktwin.model.nouns.routing.route import Route
from taktwin.model.spelt.expand import expand
from taktwin.model.spelt.references import Renaming
from tests.model.bad_input.case import Case, check, each
from tests.model.plant_text import changed

REWORK = "- {to: rework, share: 8 %}"
INSPECTION = "            cycle: 80 s\n            routes:\n              - {to: rework, share: 8 %}"
FULL = "full"


def rework(more: str, to: str = "rework") -> str:
    return f"- {{to: {to}, share: 8 %, {more}}}"


def by_queue(*routes: str) -> str:
    ways = "\n".join(f"              - {one}" for one in routes)
    return f"            cycle: 80 s\n            route_by: shortest_queue\n            routes:\n{ways}"


CASES = [
    Case("unknown", REWORK, rework("full: yrad"), FULL, 'no line or element "yrad"', ""),
    Case("misspelt", REWORK, rework("ful: go_on"), "ful", "ful", "`full`"),
    Case("scrap", REWORK, rework("full: go_on", "scrap"), FULL, "scrap is never full", "drop"),
    Case("a batch", REWORK, rework("full: go_on", "to-paint"), FULL, "is a transport", "a buffer before it"),
    Case("itself", REWORK, rework("full: go_on", "inspection"), FULL, "full of the job itself", "a buffer before it"),
    Case("the same", REWORK, rework("full: rework"), FULL, "is the way that is full", "go_on"),
    Case(
        "a share", INSPECTION, by_queue("{to: rework}", "{to: sort, share: 5 %}"), "routes.sort.share",
        "the queues decide", "leave `share` out", "{to: sort, share: 5 %}",
    ),
    Case(
        "scrap as a way", INSPECTION, by_queue("{to: rework}", "{to: sort}", "{to: scrap}"), "routes.2.to",
        "nobody queues for scrap", "`scrap: SHARE`", "- {to: scrap}",
    ),
    Case(
        "no ways", "cycle: tri(90 s, 95 s, 100 s)\n", "cycle: 1 s\n            route_by: shortest_queue\n", "route_by",
        "there are none", "two ways at least",
    ),
    Case("other", "cycle: tri(90 s, 95 s, 100 s)\n", "cycle: 1 s\n            route_by: longest\n", "route_by", "", ""),
]  # fmt: skip


@each(CASES)
def test_routes(case: Case, tmp_path: Path) -> None:
    check(case, tmp_path)


def warnings(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = changed(*changes[0])
    for old, new in changes[1:]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file = tmp_path / "plant.yaml"
    file.write_text(text, encoding="utf-8")
    told = [str(one) for one in check_model(load_model(file)) if one.level == "warning"]
    return [one for one in told if "lock up" in one or "never full" in one]


FINITE = ("{buffer: rework-queue, capacity: unlimited}", "{buffer: rework-queue, capacity: 10}")


def test_a_ring_of_finite_room_is_warned_of(tmp_path: Path) -> None:
    """Sort 10, topcoat 1, oven 30, inspection 1, queue 10, sanding 2 places; `full` at the route breaks the ring."""
    (told,) = warnings(tmp_path, FINITE)
    assert "plant.yaml:85: shops.paint.lines.paint.flow.inspection: warning: this loop can lock up" in told
    assert "sort - topcoat - oven - inspection - rework-queue - sanding - sort; 54 jobs fill it" in told
    assert "`full: go_on`" in told
    assert "53 cards" in told
    for full in ("go_on", "scrap", "bodies"):
        assert warnings(tmp_path, FINITE, (REWORK, rework(f"full: {full}"))) == []
    assert len(warnings(tmp_path, FINITE, (REWORK, rework("full: wait")))) == 1


def test_what_is_unlimited_is_never_full(tmp_path: Path) -> None:
    (told,) = warnings(tmp_path, (REWORK, rework("full: go_on")))
    assert '"rework-queue" is unlimited, so it is never full' in told


def test_where_jobs_go_is_a_name_of_their_plant_and_copy(tmp_path: Path) -> None:
    """In a plant among several, in a copy of a shop, and past a buffer without a place."""
    file = tmp_path / "plant.yaml"
    line = "      rework:\n        to: sort"
    yard = "      yard: {flow: [{buffer: passed, capacity: 0}, {station: lot, cycle: 1 h}]}\n"
    text = changed(line, yard + line).replace(REWORK, rework("full: passed"))
    file.write_text(text.replace(*FINITE).replace("shops:\n", "streams: {count: 2, shops: [paint, body]}\nshops:\n"))
    for copy in (1, 2):
        (copied,) = [one for _, name, one in expand(load_model(file)).all_lines() if name == f"{copy}/paint"]
        flow: list[Any] = list(copied.flow)
        route = next(one.routes[0] for one in flow if one.name == f"{copy}/inspection")
        assert (route.to, route.full) == (f"{copy}/rework", f"{copy}/lot")
    renamed = Renaming("north", load_model(file)).inside(Route(to="rework", full="yard"))
    assert (renamed.to, renamed.full) == ("north.rework", "north.yard")
    for said in ("wait", "go_on", "scrap"):
        assert Renaming("north", load_model(file)).inside(Route(to="rework", full=said)).full == said
