/** A table whose rows stay what they are while what they say changes: a button does not go away under a hand. */

import { el, fill } from "/static/dom.js";

/**
 * A cell is a text, {value, number}, or {made, key}: `made()` is only called where the key has changed.
 * While the mouse or the focus is in the table its rows keep their order; what is new comes last.
 */
export class Rows {
  constructor(heads, numbers = []) {
    this.rows = new Map();
    this.caption = el("caption");
    this.body = el("tbody");
    this.element = el("div.scroll", { tabindex: "0", role: "region" }, el("table", {}, this.caption,
      el("thead", {}, el("tr", {}, heads.map((one, k) => el(numbers.includes(k) ? "th.number" : "th", { scope: "col" }, one)))), this.body));
  }

  /** Show these rows: [{key, cells}]. */
  show(caption, rows) {
    if (this.caption.textContent !== caption) {
      this.caption.textContent = caption;
      this.element.setAttribute("aria-label", caption);
    }
    const wanted = new Set(rows.map((one) => one.key));
    for (const [key, row] of this.rows) {
      if (wanted.has(key)) continue;
      row.element.remove();
      this.rows.delete(key);
    }
    for (const { key, cells } of rows) {
      if (!this.rows.has(key)) this.rows.set(key, { element: el("tr", {}, cells.map((one, k) => el((k ? "td" : "th") + (one?.number ? ".number" : ""), k ? {} : { scope: "row" }))), said: [] });
      this.fill(this.rows.get(key), cells);
    }
    const held = this.body.matches(":hover") || this.body.contains(document.activeElement);
    const old = [...this.body.children];
    const next = rows.map((one) => this.rows.get(one.key).element);
    if (held) for (const one of next.filter((row) => !row.parentNode)) this.body.append(one);
    else if (next.some((one, k) => one !== old[k])) this.body.replaceChildren(...next);
  }

  fill(row, cells) {
    cells.forEach((one, k) => {
      const made = typeof one?.made === "function";
      const said = made ? one.key : String((one !== null && typeof one === "object" ? one.value : one) ?? "–");
      if (row.said[k] === said) return;
      row.said[k] = said;
      fill(row.element.children[k], made ? one.made() : said);
    });
  }
}
