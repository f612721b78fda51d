/** A run: what holds the plant back, the key figures with their intervals, and the report. */

import { get, named } from "/static/api.js";
import { el, fill, table, to } from "/static/dom.js";
import { both, number, t } from "/static/i18n.js";
import { may } from "/static/session.js";

const TILES = ["throughput_per_hour", "finished_jobs", "lead_time_hours", "wip", "oee", "energy_kwh_per_job"];

function interval(kpi) {
  return Number.isFinite(kpi.low) && Number.isFinite(kpi.high) ? `${number(kpi.low)} … ${number(kpi.high)}` : "–";
}

/** A report, in a frame that can neither reach the page nor the network. */
export function reportFrame(path) {
  return el("section", {}, el("h2", {}, t("run.report")),
    el("p", {}, el("a", { href: path, target: "_blank", rel: "noopener" }, t("run.report_alone"))),
    el("iframe.report", { src: path, sandbox: "allow-scripts allow-downloads", title: t("run.report"), loading: "lazy" }));
}

function bottleneck(found) {
  const study = found.bottleneck;
  if (!study) return el("p.note", {}, t("run.no_bottleneck"));
  const rows = study.rows.slice(0, 10).map((one) => [one.name, both(one.how), { value: number(one.gain, 3), number: true },
    { value: interval(one), number: true }, one.sure ? t("suspect.yes") : t("suspect.no")]);
  return [el("p.verdict", {}, both(study.said)),
    rows.length ? table(t("run.suspects"), ["name", "change", "gain", "interval", "sure"].map((one) => t(`suspect.${one}`)), rows) : null];
}

/** All that is told of a run. */
export async function runParts(name) {
  const found = await get(named("/api/runs", name));
  const tiles = TILES.map((one) => found.kpis.find((kpi) => kpi.name === one && kpi.value !== null)).filter(Boolean).map((kpi) => el("div", {},
    el("dt", {}, both(kpi.title)), el("dd", {}, `${number(kpi.value)} `, el("span.unit", {}, both(kpi.unit)),
      kpi.low === null ? null : el("small", {}, t("run.interval", { interval: interval(kpi) })))));
  const rows = found.kpis.map((kpi) => [both(kpi.title), { value: number(kpi.value), number: true }, both(kpi.unit), { value: interval(kpi), number: true }]);
  const head = t("run.head", {
    model: found.model, days: number(found.days), warmup: number(found.warmup_days, 3), n: number(found.replications), seed: found.seed,
  });
  return [
    el("p", {}, head),
    el("dl.tiles", {}, tiles), el("h2", {}, t("run.bottleneck")), bottleneck(found),
    el("div.row", {},
      el("a.button", { href: to(["compare"], { runs: name }) }, t("run.compare")),
      found.traced ? el("a.button", { href: to(["replay", name]) }, t("run.replay")) : null,
      found.traced || !may() ? null : el("span.soft", {}, t("run.untraced"))),
    found.report ? reportFrame(named("/files", `${name}/report.html`)) : null,
    el("h2", {}, t("run.kpis")), table(t("run.kpis"), ["figure", "value", "unit", "interval"].map((one) => t(`kpis.${one}`)), rows)];
}

/** Show it. */
export async function show(main, words) {
  const name = words.join("/");
  fill(main, el("h1", {}, t("run.title", { name })), await runParts(name));
}
