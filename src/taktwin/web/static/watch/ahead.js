/** What the shift will make: the fan of the last look ahead, and how good earlier ones were. */

import { el, fill, table } from "/static/dom.js";
import { number, spoken, t } from "/static/i18n.js";
import { chart } from "/static/watch/chart.js";
import { clock, percent, renew, tile } from "/static/watch/parts.js";

const KEYS = ["p05", "p25", "p50", "p75", "p95"];

function fan(now) {
  const { forecast, shift } = now;
  const times = forecast.fan.map((one) => Date.parse(`${one.time.replace(" ", "T")}Z`));
  const row = (key) => forecast.fan.map((one, k) => [times[k], one[key]]);
  const high = Math.max(...forecast.fan.map((one) => one.p95), shift.target ?? 0);
  const low = Math.min(...forecast.fan.map((one) => one.p05));
  return el("figure", {}, chart({
    label: t("watch.fan_label", { begin: clock(forecast.at), end: clock(forecast.until), low: number(forecast.shift.p05), high: number(forecast.shift.p95) }),
    x: [times[0], times.at(-1)], y: [Math.max(0, low - 2), high * 1.04 + 2], say: (time) => new Date(time).toISOString().slice(11, 16),
    areas: [{ kind: "wide", low: row("p05"), high: row("p95") }, { kind: "narrow", low: row("p25"), high: row("p75") }],
    lines: [{ kind: "middle", points: row("p50") }, ...(shift.target === null ? [] : [{ kind: "target", points: [[times[0], shift.target], [times.at(-1), shift.target]], name: t("watch.target", { n: shift.target }) }])],
  }), el("figcaption", {}, t("watch.fan_about")));
}

function fanTable(forecast) {
  const step = Math.max(1, Math.ceil(forecast.fan.length / 24));
  const rows = forecast.fan.filter((_, k) => k % step === 0 || k === forecast.fan.length - 1);
  return table(t("watch.fan_caption"), [t("watch.col.time"), ...KEYS.map((one) => t(`watch.${one}`))], rows.map((one) => [clock(one.time), ...KEYS.map((key) => ({ value: number(one[key]), number: true }))]));
}

function scored(score) {
  if (!score) return [el("p.note", {}, t("watch.no_score"))];
  const { all } = score;
  const better = all.skill === null ? "" : t(all.skill > 0 ? "watch.better" : "watch.worse", { share: percent(Math.abs(all.skill)) });
  const columns = ["n", "came", "error", "bias", "cover", "crps", "simple", "skill"];
  const cells = (one) => [one.n, number(one.came, 3), number(one.error, 3), number(one.bias, 3), percent(one.cover), number(one.crps, 3), number(one.simple, 3), percent(one.skill)].map((value) => ({ value, number: true }));
  const last = score.last;
  return [el("p.verdict", {}, t("watch.score_said", { n: all.n, error: number(all.error, 2), cover: percent(all.cover) }), spoken() === "zh" ? "" : " ", better),
    table(t("watch.score_caption"), [t("watch.col.lead"), ...columns.map((one) => t(`watch.score.${one}`))], [...score.leads.map((one) => [t("time.hours", { n: number(one.lead_h) }), ...cells(one)]), [t("watch.all"), ...cells(all)]]),
    table(t("watch.looks_caption"), ["lead", "p05", "p50", "p95", "came", "within"].map((one) => (one[0] === "p" ? t(`watch.${one}`) : t(`watch.col.${one}`))),
      [...last].reverse().slice(0, 20).map((one) => [t("time.hours", { n: number((one.until_s - one.at_s) / 3600, 2) }), ...["p05", "p50", "p95"].map((key) => ({ value: number(one[key]), number: true })), { value: number(one.came), number: true }, one.came >= one.p05 && one.came <= one.p95 ? t("watch.yes") : t("watch.no")]))];
}

/** What draws it. */
export function aheadView(place) {
  const tiles = el("dl.tiles");
  const picture = el("div");
  const score = el("div");
  fill(place, tiles, picture, el("h2", {}, t("watch.score_title")), score);
  return {
    draw(now) {
      const { forecast, shift } = now;
      if (!forecast) {
        renew(picture, "none", () => el("p.waiting", {}, t("watch.no_forecast")));
        return;
      }
      const chance = forecast.target?.chance ?? null;
      renew(tiles, [forecast.at, shift.made], () => [
        tile(t("watch.made"), number(shift.made), clock(now.time)),
        tile(t("watch.will_make"), number(forecast.shift.p50), t("watch.range", { low: number(forecast.shift.p05), high: number(forecast.shift.p95) })),
        chance === null ? null : tile(t("watch.reach", { n: forecast.target.jobs }), percent(chance)),
        tile(t("watch.looked"), clock(forecast.at), t("watch.replications", { n: forecast.replications })),
      ].filter(Boolean));
      renew(picture, forecast.at, () => [fan(now), el("details.more.wide", {}, el("summary", {}, t("watch.as_table")), fanTable(forecast))]);
      renew(score, forecast.score, () => scored(forecast.score));
    },
  };
}
