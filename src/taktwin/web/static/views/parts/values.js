/** The values of a model as a table; a change shows its difference before it goes into the text. */

import { post } from "/static/api.js";
import { el, fill, fresh } from "/static/dom.js";
import { t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { shown } from "/static/views/parts/diff.js";

/**
 * The table.
 * @param {() => string} text of the model now
 * @param {boolean} fixed nothing can be changed
 * @param {(text: string) => void} put takes the changed text
 * @param {(line: number) => void} go shows a line of the text
 */
export async function values(text, fixed, put, go) {
  const { rows } = await post("/api/text/quantities", { text: text() });
  const place = el("div", { role: "status" });
  const body = el("tbody");
  const wished = el("input", { type: "text", id: "filter", autocomplete: "off", on: { input: () => draw() } });

  async function change(row, input) {
    try {
      const found = await post("/api/text/change", { text: text(), path: row.path, line: row.line, value: input.value });
      fill(place, shown(found.diff));
      put(found.text);
      row.value = input.value.trim();
    } catch (failure) {
      fill(place, error(failure));
      input.focus();
    }
  }

  function line(row) {
    const id = fresh("value");
    const input = el("input", { type: "text", id, value: row.value, "aria-label": row.name, disabled: fixed });
    const set = el("button", { type: "submit", disabled: true }, t("values.set"));
    input.addEventListener("input", () => { set.disabled = input.value.trim() === row.value; });
    const form = el("form.row", { on: { submit: (event) => { event.preventDefault(); change(row, input); } } }, input, fixed ? null : set);
    return el("tr", {}, el("th.code", { scope: "row" }, row.name),
      el("td.number", {}, el("button", { type: "button", "aria-label": t("values.go", { line: row.line }), on: { click: () => go(row.line) } }, String(row.line))),
      el("td", {}, form), el("td.soft", {}, row.mark));
  }

  function draw() {
    const wanted = wished.value.trim().toLowerCase();
    const found = rows.filter((row) => `${row.name} ${row.value} ${row.mark}`.toLowerCase().includes(wanted));
    fill(body, found.slice(0, 300).map(line));
    fill(count, t("values.count", { shown: Math.min(found.length, 300), all: rows.length }));
  }
  const count = el("span.soft", { role: "status" });
  draw();
  return el("div.values", {}, el("p", {}, t("values.about")),
    el("div.row.filter", {}, el("label", { for: "filter" }, t("values.filter")), wished, count), place,
    el("div.scroll", { tabindex: "0", role: "region", "aria-label": t("model.values") }, el("table", {}, el("caption", {}, t("model.values")),
      el("thead", {}, el("tr", {}, ["path", "line", "value", "mark"].map((one) => el("th", { scope: "col" }, t(`values.${one}`))))), body)));
}
