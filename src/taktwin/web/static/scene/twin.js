// The table that says what the picture shows: what stands where at the time that is shown, place by place.

import { make } from "./dom.js";
import { kindsOf, segmentsAt } from "./now.js";

const MOST = 150;

export class Twin {
  constructor(scene, say, language, choose) {
    this.scene = scene; this.say = say; this.language = language; this.at = language === "zh" ? 1 : 0; this.choose = choose;
    this.filter = make("input", { type: "search", "aria-label": say("filter"), on: { input: () => this.fill() } });
    this.body = make("tbody");
    this.more = make("p");
    const head = ["place", "kind", "shop", "line", "state", "there", "which", "level"];
    this.scroll = make("div", { className: "scene-scroll", tabIndex: 0, role: "region", "aria-label": say("table") },
      make("table", {}, make("thead", {}, make("tr", {}, ...head.map((key) => make("th", { scope: "col" }, say(key))))), this.body));
    this.element = make("details", { className: "scene-places" }, make("summary", {}, say("table")),
      make("label", {}, `${say("filter")} `, this.filter), this.scroll, this.more);
    this.element.addEventListener("toggle", () => this.fill());
  }

  /** Show a time; the table is filled anew only while it is open. */
  show(chunk, time, counts) {
    this.chunk = chunk; this.time = time; this.counts = counts;
    if (this.element.open && !this.body.contains(document.activeElement)) this.fill();
  }

  fill() {
    if (!this.element.open || !this.chunk) return;
    const asked = this.filter.value.trim().toLowerCase(), rows = [];
    const orders = this.orders();
    let found = 0;
    this.scene.places.forEach((place, i) => {
      const words = [place.name, place.shop, place.line, this.kind(place.kind)].join(" ").toLowerCase();
      if (asked && !words.includes(asked)) return;
      if (++found <= MOST) rows.push(this.row(place, i, orders.get(i) ?? []));
    });
    this.body.replaceChildren(...rows);
    this.more.textContent = found > MOST ? this.say("rows_more", { n: found - MOST }) : "";
  }

  orders() {
    const found = new Map(), chunk = this.chunk, kinds = kindsOf(chunk);
    for (const i of segmentsAt(chunk, this.time, (k) => chunk.a.place[k] >= 0 && kinds[k] <= 1)) {
      const place = chunk.a.place[i], thing = chunk.thing(chunk.a.thing[i]);
      if (!found.has(place)) found.set(place, []);
      if (thing.order >= 0) found.get(place).push(thing.order);
    }
    return found;
  }

  row(place, i, orders) {
    const states = place.resources.map((id) => this.scene.states[this.chunk.state[id]].title[this.at]);
    const level = this.chunk.level[i];
    return make("tr", {},
      make("td", {}, make("button", { className: "scene-link", type: "button", on: { click: () => this.choose(i) } }, place.name)),
      make("td", {}, this.kind(place.kind)), make("td", {}, place.shop ?? ""), make("td", {}, place.line ?? ""),
      make("td", {}, counted(states)), make("td", { className: "number" }, place.kind === "stock" ? "" : String(this.counts[i])),
      make("td", {}, orders.slice(0, 12).join(", ") + (orders.length > 12 ? " …" : "")),
      make("td", { className: "number" }, Number.isFinite(level) ? String(Math.round(level * 100) / 100) : ""));
  }

  kind(name) {
    return (this.scene.kinds[name] ?? this.scene.kinds[{ zone: "station", crane: "store" }[name]] ?? [name, name])[this.at];
  }
}

/** `working`, or `3 working, 1 down`. */
function counted(states) {
  const found = new Map();
  for (const state of states) found.set(state, (found.get(state) ?? 0) + 1);
  return [...found].map(([state, n]) => (states.length > 1 ? `${n} ${state}` : state)).join(", ");
}
