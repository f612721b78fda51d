/** How far what is shown can be trusted: how well what was told and the model go together, and who has gone silent. */

import { el, fill, table } from "/static/dom.js";
import { number, t } from "/static/i18n.js";
import { lasts, percent, renew, tile } from "/static/watch/parts.js";

const COUNTED = ["events", "possible", "inferred", "inferred_moves", "impossible", "late", "repeated", "refused", "resyncs"];
const SILENT_S = 900; // of the plant

/** What draws it. */
export function trustView(place) {
  const tiles = el("dl.tiles");
  const counted = el("div");
  const sources = el("div");
  fill(place, el("p", {}, t("watch.trust_about")), tiles, counted, sources);
  return {
    draw(now) {
      const told = now.divergence;
      const skewed = Object.entries(told.skewed_clocks_s ?? {});
      renew(tiles, [told, now.age_s > 60], () => [
        tile(t("watch.impossible"), percent(told.impossible_share, 2), t("watch.impossible_about"), told.impossible_share > 0.01 ? "bad" : ""),
        tile(t("watch.inferred"), number(told.inferred_moves), t("watch.inferred_about")),
        tile(t("watch.oldest"), lasts(told.oldest_evidence_s), t("watch.oldest_about")),
        tile(t("watch.clocks"), skewed.length ? number(skewed.length) : t("watch.none_wrong"), t("watch.clocks_about"), skewed.length ? "bad" : ""),
      ]);
      renew(counted, [told.events, told], () => [table(t("watch.told_caption"), [t("watch.col.what"), t("watch.col.many"), t("watch.col.means")],
        COUNTED.map((one) => [t(`watch.told.${one}`), { value: number(told[one], 9), number: true }, t(`watch.means.${one}`)])),
      Object.keys(told.why ?? {}).length ? table(t("watch.why_caption"), [t("watch.col.why"), t("watch.col.many")], Object.entries(told.why).map(([why, n]) => [why, { value: number(n, 9), number: true }])) : null].filter(Boolean));
      const rows = Object.entries(now.sources).sort((a, b) => b[1].silent_s - a[1].silent_s);
      renew(sources, [rows.map(([name, one]) => [name, Math.round(one.silent_s / 60)]), skewed], () => (rows.length ? table(t("watch.sources_caption"), [t("watch.col.source"), t("watch.col.silent"), t("watch.col.clock")],
        rows.map(([name, one]) => [name, { value: `${one.silent_s > SILENT_S ? "◐ " : ""}${lasts(one.silent_s)}`, number: true }, told.skewed_clocks_s?.[name] ? `${number(told.skewed_clocks_s[name], 3)} s` : t("watch.right")])) : el("p.soft", {}, t("watch.no_sources"))));
    },
  };
}
