/** Elements out of texts. Text is only ever set as text, so nothing in a model or a name can become markup. */

/**
 * An element.
 * @param {string} tag its name, with classes behind dots: "p.note"
 * @param {Object} [given] attributes; `on` holds listeners by event; true and false set and leave out
 * @param {...(Node|string|null|undefined|Array)} inside
 * @returns {HTMLElement}
 */
export function el(tag, given = {}, ...inside) {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (key === "value" || key === "checked" || key === "disabled" || key === "selected") made[key] = value;
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...inside.flat(3).filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** Put these in place of whatever an element holds. */
export function fill(where, ...inside) {
  where.replaceChildren(...inside.flat(3).filter((one) => one !== null && one !== undefined && one !== false));
  return where;
}

/** A link within the page: its first word is a view, the rest is passed on. */
export function to(words, query = {}) {
  const path = words.map((word) => encodeURIComponent(word).replaceAll("%2F", "/")).join("/");
  const search = new URLSearchParams(query).toString();
  return `#/${path}${search ? `?${search}` : ""}`;
}

/** A table: heads are texts, rows are lists of cells; a cell is a text, an element, or {value, number: true}. */
export function table(caption, heads, rows, kind = "") {
  const cell = (one, place) => {
    const about = one !== null && typeof one === "object" && !(one instanceof Node) ? one : { value: one };
    const tag = (place === 0 ? "th" : "td") + (about.number ? ".number" : "");
    return el(tag, place === 0 ? { scope: "row" } : {}, about.value ?? "–");
  };
  const body = rows.map((row) => el("tr", {}, row.map(cell)));
  const numbers = heads.map((_, place) => rows.some((row) => row[place] !== null && row[place]?.number));
  const head = heads.map((one, place) => el(numbers[place] ? "th.number" : "th", { scope: "col" }, one));
  return el("div.scroll", { tabindex: "0", role: "region", "aria-label": caption },
    el("table" + (kind ? `.${kind}` : ""), {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, head)), el("tbody", {}, body)));
}

let count = 0;
/** A name for an element that no other has. */
export const fresh = (word) => `${word}-${++count}`;
