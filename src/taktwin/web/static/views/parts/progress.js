/** How far a job is, in words beside every bar. */

import { el } from "/static/dom.js";
import { duration, t } from "/static/i18n.js";

/** What the job works on. */
export function subject(job) {
  const { model, where, file, car, book, runs } = job.values;
  return model || where || file || car || book || (Array.isArray(runs) ? runs.join(", ") : "") || "";
}

const SIGNS = { done: "✓", failed: "✕", cancelled: "■", interrupted: "✕", running: "▶", waiting: "…" };

/** Its state, as a sign and a word. */
export const stateOf = (job) => el(`span.state.${job.state}`, {}, `${SIGNS[job.state] || ""} ${t(`state.${job.state}`)}`);

/** Its progress. */
export function bar(job) {
  const share = job.done ?? null;
  const name = job.task || t("job.working");
  const words = share === null ? name : t("job.progress", { task: name, share: Math.round(100 * share), left: duration(job.left_s) });
  const made = el("progress", { max: "1", "aria-label": name });
  if (share !== null) made.value = share;
  return el("div", {}, made, el("div.soft", {}, words));
}
