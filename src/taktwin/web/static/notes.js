/** What is said beside the work: errors with their remedy, and short notes that are read aloud. */

import { el } from "/static/dom.js";
import { both, has, t } from "/static/i18n.js";

/** An error in a box: what, remedy, and problems of a model. The server's sentences are English where it has no Chinese. */
export function error(failure) {
  const problems = (failure.problems || []).map((one) => el("li", {}, sentence(one)));
  const said = (which) => (has(`server.${failure[which]}`) ? t(`server.${failure[which]}`) : both({ en: failure[which], zh: failure.zh?.[which] }));
  const message = said("message");
  const remedy = said("remedy");
  return el("div.note.bad", { role: "alert" },
    el("p", {}, el("span.sign", { "aria-hidden": "true" }, "✕ "), problems.length ? t("failed.problems") : message),
    problems.length ? el("ul", {}, problems) : remedy ? el("p.remedy", {}, remedy) : null);
}

/** A problem in one line: file, line, path, what, remedy. */
export function sentence(one) {
  const place = [one.file && one.line ? `${one.file}:${one.line}` : one.file, one.path].filter(Boolean).join(": ");
  const remedy = both(one.remedy);
  return `${place}${place ? ": " : ""}${both(one.message)}${remedy ? ` – ${remedy}` : ""}`;
}

/** Say something in passing. */
export function say(text) {
  const said = document.getElementById("said");
  said.textContent = text;
  said.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => {
    said.classList.remove("shown");
    said.textContent = "";
  }, 5000);
}
