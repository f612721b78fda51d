"""Every form of the page, filled in, started and read in both languages in a browser; a new one is walked by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

import taktwin
from taktwin.cli.app import app
from taktwin.cli.serve.forms import OFFERED, forms
from taktwin.live.events import event_line
from taktwin.web.app import Settings, make_app
from taktwin.web.workspace import Workspace
from tests.analysis.site.plant import text as site_text
from tests.cli.dispatch.test_command import SERIES, SITE
from tests.model.families.park import TEXT as PARK
from tests.planning.bodystore.test_replay import PLANT
from tests.planning.cluster.small import SMALL
from tests.planning.orders.example import BOOK
from tests.planning.sequence.plants import PLANT as DAY
from tests.product.acoustics.test_process import FELT
from tests.web.browser import browser, page, running
from tests.web.worker import worker

#: What is filled in, as little as tells something; a form that is not here fails the walk.
ASKED = {
    "run": {"model": "mm1", "days": 0.5, "warmup": 0.1, "replications": 2},
    "compare": {"runs": "runs/one,runs/two"},
    "experiment": {
        "model": "mm1", "vary": "shops.workshop.lines.line.queue.capacity=1,2", "days": 0.5, "warmup": 0.1,
        "replications": 2,
    },
    "sequence": {"where": "day.yaml", "moves": 2000, "workers": 1, "time": 2},
    "lots": {"model": "press-lots", "days": 1, "load": "70%"},
    "bodystore": {"model": "store.yaml", "days": 0.5, "replications": 1, "lanes": 3},
    "supply": {"model": "park.yaml", "zir": "25%", "days": 1, "replications": 2, "fresh": 2, "steps": 0},
    "stress": {"model": "park.yaml", "tests": "late-truck", "warmup": 0.25, "days": 0.25, "replications": 2},
    "energy": {"model": "works.yaml", "days": 0.5, "warmup": 0},
    "cluster": {"model": "cluster.yaml", "draws": 100},
    "orders": {"book": "book.yaml", "until": 10, "futures": 10},
    "whatif": {"model": "mm1", "tries": "tries.yaml", "source": "day.jsonl", "replications": 2},
    "drive": {"car": "suv-battery", "cycle": "like-cltc"},
    "swap": {"file": "swap-13", "days": 1, "replications": 2},
    "acoustics": {"file": "felt.yaml", "draws": 16},
    "dispatch": {"file": "site.yaml"},
    "claims": {"file": "register"},
}  # fmt: skip
FORMS = {
    form.name: form for form in forms({str(one.name): one.callback for one in app.registered_commands if one.callback})
}
#: Texts on the page that hold three English words in a row: in Chinese there is none but names, commands and examples.
ENGLISH = r"""() => {
  const found = [], kept = "pre, code, .code, textarea, option, iframe, .scene, [lang=en], noscript, script";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest(kept)) continue;
    if (/[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(node.textContent)) found.push(node.textContent.trim().slice(0, 100));
  }
  return found;
}"""
CUT = "() => document.documentElement.scrollWidth - innerWidth"
LABELS = {"en": "English", "zh": "中文"}
#: Jobs that are read in both languages: a run, and one of the others, which all look alike.
TWICE = ("run", "stress")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page of a folder with a small model for each form; its commands run in one process, which is loaded once."""
    folder = tmp_path_factory.mktemp("forms")
    texts = {
        "day.yaml": DAY, "store.yaml": PLANT, "park.yaml": PARK, "works.yaml": site_text(), "cluster.yaml": SMALL,
        "book.yaml": BOOK, "felt.yaml": FELT, "site.yaml": SITE, "day.csv": SERIES,
        "tries.yaml": "tries: {nothing: {}}",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with worker(folder) as program:
        plant = taktwin.load("mm1")
        for name in ("one", "two"):
            plant.simulate(days=0.5, warmup=0, replications=2).save(folder / "runs" / name)
        said = (event_line(event) for event in plant.emulator(days=0.05).events())
        (folder / "day.jsonl").write_text("\n".join(said), encoding="utf-8")
        settings = Settings(
            Workspace(folder), hosts=("127.0.0.1",), forms=list(FORMS.values()), program=program, workers=4
        )
        with running(make_app(settings)) as found:
            yield found


def test_every_form_has_a_small_model() -> None:
    """A new form gets what is filled in in ASKED."""
    assert list(ASKED) == list(OFFERED)


def faults(view: Any, language: str) -> list[tuple[str, str, Any]]:
    """What is not said in the language of the view, and by how much it is too wide for the window."""
    place, wide = view.url.partition("#")[2].partition("?")[0], view.evaluate(CUT)
    found: list[Any] = [f"{wide} px too wide"] if wide > 0 else []
    found += [one for one in [view.inner_text("main")] if "⟦" in one]
    found += view.evaluate(ENGLISH) if language == "zh" else []
    return [(place, language, one) for one in found]


def test_every_form_is_filled_in_started_and_read(address: str) -> None:
    """Half of them are started in Chinese, half in English; each form is seen in both."""
    with browser() as chromium, page(chromium, "zh", 1000) as view:
        view.goto(f"{address}/#/form")
        view.locator(".cards li").nth(len(FORMS) - 1).wait_for()
        wrong = faults(view, "zh")
        begun: list[tuple[str, str, str]] = []
        for number, name in enumerate(FORMS):
            asked = "&".join(f"{key}={quote(str(value))}" for key, value in ASKED[name].items())
            for language in ("zh", "en") if number % 2 else ("en", "zh"):
                view.get_by_role("button", name=LABELS[language], exact=True).click()
                view.goto(f"{address}/#/form/{name}?{asked}")
                view.locator("form button.main").wait_for()
                view.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
                wrong += faults(view, language)
            view.locator("form button.main").click()
            view.wait_for_url("**/#/job/*")
            begun.append((name, language, view.url))
        for name, language, url in begun:
            view.get_by_role("button", name=LABELS[language], exact=True).click()  # its report speaks as the page does
            view.goto(url)
            view.locator(".state.done, .state.failed").wait_for(timeout=120_000)
            if not view.locator(".state.done").count():
                wrong.append((name, language, view.inner_text("main")))
                continue
            assert view.locator("main pre, iframe.report, .verdict").count(), name
            if view.locator("iframe.report").count():
                view.locator("iframe.report").first.scroll_into_view_if_needed()
                report = view.frame_locator("iframe.report").first
                report.locator("h1:visible").wait_for()
                assert (report.locator("html").get_attribute("lang") or "").startswith(language), name
            for other in LABELS if name in TWICE else (language,):
                view.get_by_role("button", name=LABELS[other], exact=True).click()
                view.locator(".state.done").wait_for()
                wrong += faults(view, other)
        view.goto(f"{address}/#/jobs")
        view.locator("tbody tr").nth(len(FORMS) - 1).wait_for()
        wrong += faults(view, other)
    assert wrong == []
