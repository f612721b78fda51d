/** The jobs: what runs, what waits, and what earlier ones found. */

import { el, fill, table, to } from "/static/dom.js";
import { t, time } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { bar, stateOf, subject } from "/static/views/parts/progress.js";

/** Show it. */
export async function show(main) {
  const place = el("div");
  fill(main, el("h1", {}, t("jobs.title")), el("p", {}, t("jobs.about")), place);
  let before = "";
  return watch((jobs, state) => {
    const now = JSON.stringify([jobs, state]);
    if (now === before) return;
    before = now;
    const rows = jobs.map((job) => [
      el("a", { href: to(["job", job.name]) }, t(`form.${job.form}`), " ", job.name.split("-").at(-1)), subject(job), stateOf(job),
      job.state === "running" ? bar(job) : "", job.by, time(job.asked)]);
    fill(place, state === "closed" ? el("p.note.warn", { role: "status" }, t("jobs.gone")) : null,
      rows.length ? table(t("jobs.caption"), ["job", "subject", "state", "progress", "by", "asked"].map((one) => t(`jobs.${one}`)), rows)
        : el("p", {}, t("jobs.none"), " ", el("a", { href: to(["form"]) }, t("nav.forms"))));
  });
}
