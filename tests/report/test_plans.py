"""The pages of lot plans and body stores: whole, in both languages, with the figures of the plan."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.analysis.adherence import adherence_table
from taktwin.planning.bodystore.curve import lane_curve, store_curve
from taktwin.planning.bodystore.retrieval import RULES
from taktwin.planning.presslots.plan import Wish, plan
from taktwin.report.bodystore import Runs, render_bodystore
from taktwin.report.lots import render_lots
from tests.analysis.test_adherence import passing
from tests.planning.bodystore.test_retrieval import scrambled
from tests.planning.presslots.test_plan import PRESS
from tests.report.test_page import Checker, figures_of, own_part


def test_lots() -> None:
    made = plan(PRESS, Wish(0.6, "multiples"))
    page = render_lots("phoenix", [("press-1", made)], "zh")
    text = " ".join(Checker(own_part(page)).text)
    for words in ("Which die when", "模具生产顺序", "restart level", "再生产点", "press-1", "door-2"):
        assert words in text
    charts = figures_of(page)
    assert charts["en"].keys() == charts["zh"].keys()
    dies, stock = charts["en"].values()
    assert sum(len(bar["x"]) for bar in dies["data"]) == len(made.schedule.runs)
    assert dies["data"][0]["base"] == pytest.approx([run.start for run in made.schedule.of(0)], rel=1e-3, abs=1e-3)
    for part, line in enumerate(stock["data"]):
        hours, levels = np.array(line["x"]), np.array(line["y"])
        inside = (hours >= 0) & (hours < made.schedule.cycle)
        assert max(levels[inside]) <= made.max_stock[part]
        moments = np.linspace(0.0, made.schedule.cycle, 10001)
        assert np.interp(moments, hours, levels).mean() == pytest.approx(made.mean_stock[part], rel=2e-3)
        assert min(levels) >= 0


def test_bodystore() -> None:
    curves = {"places": store_curve([scrambled(seed=k) for k in range(3)], [0, 10, 40])}
    measured = adherence_table([passing(*range(30))], "trim")
    page = render_bodystore(Runs("phoenix", 3, 20, {"trim entry": measured}), curves, "en")
    text = " ".join(Checker(own_part(page)).text)
    for words in (
        "in position",
        "位置准确",
        "phoenix, 3 runs of 20 days",
        "3 次仿真",
        "trim entry",
        "Bands are",
        "色带",
    ):
        assert words in text
    (chart,) = figures_of(page)["en"].values()
    line = next(one for one in chart["data"] if one.get("name") == "in order")
    means = curves["places"].filter(curves["places"]["measure"] == "in_order")["mean"]
    assert line["y"] == pytest.approx([100 * mean for mean in means], rel=1e-3)
    assert line["x"] == [0, 10, 40]
    alone = render_bodystore(Runs("phoenix", 1, 20), {"places": store_curve([scrambled()], [0, 10])}, "en")
    assert len(next(iter(figures_of(alone)["en"].values()))["data"]) == 3  # one run has no bands
    text = " ".join(Checker(own_part(alone)).text)
    assert "phoenix, 1 run of 20 days" in text
    assert "Bands are" not in text


@pytest.mark.parametrize(
    ("rule", "words", "chinese"),
    list(
        zip(
            RULES,
            ("leaves first", "lowest number goes", "in its turn", "exchange their orders"),
            ("先到先出", "最小者出库", "顶替其位次", "互换订单"),
            strict=True,
        )
    ),
)
def test_bodystore_says_the_rule(rule: str, words: str, chinese: str) -> None:
    runs = Runs("phoenix", 1, 20, rule=rule, length=7)
    series = scrambled()
    curves = {
        "places": store_curve([series], [0, 10], rule, [["a"] * series.size]),
        "lanes": lane_curve([series], [2], 7),
    }
    text = " ".join(Checker(own_part(render_bodystore(runs, curves, "zh"))).text)
    assert words in text
    assert chinese in text
    assert "每条车道可停 7 辆" in text


def test_unknown_language() -> None:
    with pytest.raises(ValueError, match='unknown language "de"'):
        render_lots("phoenix", [], "de")
