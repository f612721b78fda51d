/** One job: how far it is, then what it found. */

import { get, named, post } from "/static/api.js";
import { el, fill, to } from "/static/dom.js";
import { t, time } from "/static/i18n.js";
import { watch } from "/static/live.js";
import { error } from "/static/notes.js";
import { may } from "/static/session.js";
import { bar, stateOf, subject } from "/static/views/parts/progress.js";
import { reportFrame, runParts } from "/static/views/run.js";

const path = (name, file) => named("/files", `results/${name}/${file}`);

/** Show it. */
export async function show(main, words) {
  const name = words[0] || "";
  let job = await get(named("/api/jobs", name));
  const place = el("div");
  fill(main, el("h1", {}, subject(job) ? t("job.title", { form: t(`form.${job.form}`), of: subject(job) }) : t(`form.${job.form}`)), place);

  async function draw() {
    const ended = !["running", "waiting"].includes(job.state);
    const again = { ...Object.fromEntries(Object.entries(job.values).map(([key, value]) => [key, Array.isArray(value) ? value.join(job.form === "compare" ? "," : "\n") : String(value)])) };
    const head = [
      el("p.row", {}, stateOf(job), el("span.soft", {}, t("job.asked", { by: job.by, time: time(job.asked) })),
        may() && !ended ? el("button", { type: "button", on: { click: cancel } }, t("job.cancel")) : null,
        may() ? el("a.button", { href: to(["form", job.form], again) }, t("job.again")) : null,
        /\.ya?ml$/.test(job.values.model ?? "") ? el("a.button", { href: to(["model", ...job.values.model.split("/")]) }, t("job.model")) : null),
      ended ? null : bar(job)];
    const said = job.errors?.trim() ? el("div", {}, el("h2", {}, t("job.errors")), el("pre.wrap", { tabindex: "0", "aria-label": t("job.errors") }, job.errors)) : null;
    if (job.state === "done" && job.run) {
      try {
        fill(place, head, await runParts(job.run), said);
        return;
      } catch (failure) {
        fill(place, head, error(failure), said);
        return;
      }
    }
    const where = job.state === "failed" && job.errors?.match(/^error: ([^:\n]+\.ya?ml):(\d+):/m);
    const mend = where && el("p", {}, el("a.button", { href: to(["model", where[1]], { tab: "text", line: where[2] }) }, t("job.mend", { name: where[1], line: where[2] })));
    const failed = ended && job.state !== "done" ? el("p.note.bad", {}, t(`job.${job.state}`)) : null;
    const reports = (job.files || []).filter((file) => file.endsWith(".html"));
    const others = (job.files || []).filter((file) => !file.endsWith(".html"));
    const output = job.output?.trim() ? el("pre", { tabindex: "0", "aria-label": t("job.output") }, job.output) : null;
    const told = output && (reports.length
      ? el("details.more.wide", {}, el("summary", {}, t("job.output_text")), output)
      : el("div", {}, el("h2", {}, t("job.output")), output));
    fill(place, head, failed, failed ? [said, mend] : null,
      reports.map((file) => reportFrame(path(name, file))), told,
      others.length ? [el("h2", {}, t("job.files")), el("ul", {}, others.map((file) => el("li", {}, el("a", { href: path(name, file), download: file.split("/").at(-1) }, file))))] : null,
      failed ? null : said,
      el("details.more", {}, el("summary", {}, t("job.command")), el("pre", { tabindex: "0", "aria-label": t("job.command") }, job.command)));
  }

  async function cancel() {
    try {
      await post(`${named("/api/jobs", name)}/cancel`);
    } catch (failure) {
      place.prepend(error(failure));
    }
  }

  await draw();
  let before = `${job.state}`;
  let seen = JSON.stringify(job.done);
  return watch(async (jobs) => {
    const now = jobs.find((one) => one.name === name);
    if (!now) return;
    if (now.state !== before) {
      before = now.state;
      job = await get(named("/api/jobs", name));
      await draw();
    } else if (now.state === "running" && JSON.stringify([now.done, now.task]) !== seen) {
      seen = JSON.stringify([now.done, now.task]);
      job = { ...job, ...now };
      const old = place.querySelector("progress")?.parentElement;
      if (old) old.replaceWith(bar(job));
    }
  });
}
