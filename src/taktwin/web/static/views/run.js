/** A run: what holds the plant back, the key figures with their intervals, and the report. */

import { get, named } from "/static/api.js";
import { el, fill, table, to } from "/static/dom.js";
import { both, number, spoken, t } from "/static/i18n.js";

const SHARE = "share";
const HOURS = "h";
/** Figures of the computer, not of the plant. */
const HIDDEN = ["wall_seconds"];
const TILES = ["throughput_per_hour", "finished_jobs", "lead_time_hours", "wip", "oee", "energy_kwh_per_job"];

function interval(kpi) {
  return Number.isFinite(kpi.low) && Number.isFinite(kpi.high) ? `${number(kpi.low, 3)} … ${number(kpi.high, 3)}` : "–";
}

/** Value and unit of a figure; a share is said in per cent, less than two hours in minutes, as in the report. */
const inMinutes = (kpi) => kpi.unit.en === HOURS && Math.abs(kpi.value) < 2;
const scaleOf = (kpi) => (kpi.unit.en === SHARE ? 100 : inMinutes(kpi) ? 60 : 1);
const valueOf = (kpi, value = kpi.value) => number(value === null ? value : scaleOf(kpi) * value);
const unitOf = (kpi) => (kpi.unit.en === SHARE ? "%" : inMinutes(kpi) ? t("run.minutes") : kpi.name === "throughput_per_hour" ? t("run.per_hour") : both(kpi.unit));
const range = (kpi) => (kpi.low === null ? "–" : `${valueOf(kpi, kpi.low)} … ${valueOf(kpi, kpi.high)}`);

/** A report, in a frame that can neither reach the page nor the network; in the language of the page, whoever made it. */
export function reportFrame(file) {
  const path = `${file}#${spoken()}`;
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
  const tiles = TILES.map((one) => found.kpis.find((kpi) => kpi.name === one && kpi.value)).filter(Boolean).map((kpi) => el("div", {},
    el("dt", {}, both(kpi.title)), el("dd", {}, `${valueOf(kpi)} `, el("span.unit", {}, unitOf(kpi)),
      kpi.low === null ? null : el("small", {}, t("run.interval", { interval: range(kpi) })))));
  const shown = found.kpis.filter((kpi) => kpi.value !== null && !HIDDEN.includes(kpi.name));
  const intervals = shown.some((kpi) => kpi.low !== null);
  const rows = shown.map((kpi) => [both(kpi.title), { value: valueOf(kpi), number: true }, unitOf(kpi), ...(intervals ? [{ value: range(kpi), number: true }] : [])]);
  const heads = ["figure", "value", "unit", ...(intervals ? ["interval"] : [])].map((one) => t(`kpis.${one}`));
  const head = t("run.head", {
    model: found.model, days: number(found.days), warmup: number(found.warmup_days, 3), n: number(found.replications), seed: found.seed,
  });
  return [
    el("p", {}, head),
    el("dl.tiles", {}, tiles), el("h2", {}, t("run.bottleneck")), bottleneck(found),
    el("div.row", {},
      el("a.button", { href: to(["compare"], { runs: name }) }, t("run.compare")),
      el("a.button", { href: to(["replay", name]) }, t("run.replay")),
      found.traced ? null : el("span.soft", {}, t("run.untraced"))),
    found.report ? reportFrame(named("/files", `${name}/report.html`)) : null,
    el("div.spaced", {}, table(t("run.kpis"), heads, rows))];
}

/** Show it. */
export async function show(main, words) {
  const name = words.join("/");
  fill(main, el("h1", {}, t("run.title", { name })), await runParts(name));
}
