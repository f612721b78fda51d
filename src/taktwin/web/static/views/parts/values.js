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
 * @param {() => void} typed called when a value was typed or taken back, and is not set yet
 * @returns {Promise<{element: HTMLElement, waiting: () => boolean, settle: () => Promise<void>}>} `waiting`: some are not set yet;
 *   `settle` sets them
 */
export async function values(text, fixed, put, go, typed) {
  const { rows } = await post("/api/text/quantities", { text: text() });
  const marked = rows.some((row) => row.mark); // a column with nothing in it takes room from the values
  const place = el("div", { role: "status" });
  const body = el("tbody");
  const wished = el("input", { type: "text", id: "filter", autocomplete: "off", on: { input: () => draw() } });

  const open = new Map(); // row -> what was typed for it
  let last = Promise.resolve(); // one change at a time: each is one of the text that the one before left

  /** Set a value; what is wrong with it is told, and thrown. */
  async function setNow(row, input) {
    if (!open.has(row)) return;
    try {
      const found = await post("/api/text/change", { text: text(), path: row.path, line: row.line, value: input.value });
      fill(place, shown(found.diff));
      put(found.text);
      row.value = input.value.trim();
      open.delete(row);
      input.dispatchEvent(new Event("input"));
    } catch (failure) {
      fill(place, error(failure));
      input.focus();
      throw failure;
    }
  }

  function change(row, input) {
    last = last.catch(() => {}).then(() => setNow(row, input));
    return last;
  }

  function line(row) {
    const id = fresh("value");
    const input = el("input", { type: "text", id, value: open.get(row)?.value ?? row.value, "aria-label": row.name, disabled: fixed });
    const set = el("button", { type: "submit", disabled: !open.has(row) }, t("values.set"));
    input.addEventListener("input", () => {
      if (input.value.trim() === row.value) open.delete(row); else open.set(row, input);
      set.disabled = !open.has(row);
      typed();
    });
    const form = el("form.row", { on: { submit: (event) => { event.preventDefault(); change(row, input).catch(() => {}); } } }, input, fixed ? null : set);
    const parts = row.name.split(".").flatMap((one, k) => (k ? [el("wbr"), `.${one}`] : [one]));
    return el("tr", {}, el("th.code", { scope: "row" }, parts),
      el("td.number", {}, el("button", { type: "button", "aria-label": t("values.go", { line: row.line }), on: { click: () => go(row.line) } }, String(row.line))),
      el("td", {}, form), marked ? el("td.soft", {}, row.mark) : null);
  }

  function draw() {
    const wanted = wished.value.trim().toLowerCase().split(/\s+/);
    const found = rows.filter((row) => {
      const told = `${row.name} ${row.value} ${row.mark}`.toLowerCase();
      return wanted.every((one) => told.includes(one));
    });
    fill(body, found.slice(0, 300).map(line));
    fill(count, t("values.count", { shown: Math.min(found.length, 300), all: rows.length }));
  }
  const count = el("span.soft", { role: "status" });
  draw();
  const element = el("div.values", {}, el("p", {}, t("values.about")),
    el("div.row.filter", {}, el("label", { for: "filter" }, t("values.filter")), wished, count), place,
    el("div.scroll", { tabindex: "0", role: "region", "aria-label": t("model.values") }, el("table", {}, el("caption", {}, t("model.values")),
      el("thead", {}, el("tr", {}, ["path", "line", "value", ...(marked ? ["mark"] : [])].map((one) => el("th", { scope: "col" }, t(`values.${one}`))))), body)));
  return {
    element,
    waiting: () => open.size > 0,
    async settle() {
      await last;
      for (const [row, input] of [...open]) await change(row, input);
    },
  };
}
