/** Two or more runs beside each other: the form of the command `compare`, with the runs to choose from. */

import { el, fill } from "/static/dom.js";
import { t } from "/static/i18n.js";
import { may } from "/static/session.js";
import { choicesOf, formOf } from "/static/views/form.js";

/** Show it. */
export async function show(main, words, query) {
  const known = await choicesOf();
  const form = known.forms.find((one) => one.name === "compare");
  fill(main, el("h1", {}, t("compare.title")), el("p", {}, t("compare.about")),
    known.runs.length < 2 ? el("p.note", {}, t("compare.few")) : null,
    may() && form ? formOf(form, known, query) : el("p.note", {}, t("model.fixed")));
}
