// The table of vehicles, trucks and carriers: where each is, with what, since when, and whether that was seen or inferred.

import { make } from "./dom.js";
import { kindsOf, segmentsAt } from "./now.js";

const MOST = 150, FIRST = 2; // kinds from this number on are no jobs

export class MoverTable {
  constructor(view) {
    const { say } = view;
    this.view = view; this.say = say; this.live = Boolean(view.about.live); this.points = null;
    this.filter = make("input", { type: "search", "aria-label": say("filter_movers"), on: { input: () => this.fill() } });
    this.body = make("tbody");
    this.more = make("p");
    const head = ["kind", "name", "load", "where", "from_when", ...(this.live ? ["known_by"] : [])];
    this.element = make("details", { className: "scene-movers" }, make("summary", {}, say("movers")),
      make("label", {}, `${say("filter_movers")} `, this.filter),
      make("div", { className: "scene-scroll", tabIndex: 0, role: "region", "aria-label": say("movers") },
        make("table", {}, make("thead", {}, make("tr", {}, ...head.map((key) => make("th", { scope: "col" }, say(key))))), this.body)), this.more);
    this.element.addEventListener("toggle", () => this.fill());
  }

  /** The time that is shown has changed; whoever is in the table is not disturbed. */
  show() {
    if (this.element.open && !this.body.contains(document.activeElement)) this.fill();
  }

  fill() {
    const { chunk, clock, say } = this.view;
    if (!this.element.open || chunk === null) return;
    const kinds = kindsOf(chunk), asked = this.filter.value.trim().toLowerCase();
    const found = segmentsAt(chunk, clock.time, (i) => kinds[i] >= FIRST).map((i) => this.told(chunk, i))
      .filter(({ words }) => words.join(" ").toLowerCase().includes(asked))
      .sort((a, b) => a.thing.kind - b.thing.kind || a.thing.name.localeCompare(b.thing.name, "en", { numeric: true }) || a.since - b.since);
    this.body.replaceChildren(...found.slice(0, MOST).map((one) => this.row(one)));
    this.more.textContent = found.length > MOST ? say("rows_more", { n: found.length - MOST }) : found.length ? "" : say("no_movers");
  }

  /** What is known of the thing of a segment, in words. */
  told(chunk, i) {
    const { a } = chunk, thing = chunk.thing(a.thing[i]), since = a.t0[i], { say } = this;
    const words = [say("kinds").split(",")[thing.kind], thing.name, thing.load, this.where(a, i), this.view.sayTime(since)];
    if (this.live) words.push(say(a.sure[i] ? "seen" : "inferred"));
    return { thing, since, words };
  }

  where(a, i) {
    const { scene, clock } = this.view, under = clock.time - a.t0[i] < (a.move[i] > 0 ? a.move[i] : a.t1[i] - a.t0[i]);
    if (a.place[i] >= 0) {
      const to = scene.places[a.place[i]].name, from = a.from[i] >= 0 ? scene.places[a.from[i]].name : null;
      return from !== null && from !== to && a.move[i] > 0 && under ? this.say("on_its_way", { from, to }) : to;
    }
    const way = scene.ways[a.way[i]], from = this.point(way[0], way[1]), to = this.point(way.at(-2), way.at(-1));
    return way.length > 2 && from !== to && under ? this.say("on_its_way", { from, to }) : to;
  }

  /** The name of a point of a guide path by where it lies. */
  point(x, y) {
    if (this.points === null) {
      this.points = new Map(this.view.scene.maps.flatMap((map) => map.points.map(([name, px, py]) => [`${px} ${py}`, name])));
    }
    return this.points.get(`${x} ${y}`) ?? "?";
  }

  row({ thing, words }) {
    const [kind, name, ...rest] = words;
    const link = make("button", { className: "scene-link", type: "button", on: { click: () => this.view.chooseThing(thing) } }, name || kind);
    return make("tr", {}, make("td", {}, kind), make("td", {}, link), ...rest.map((text) => make("td", {}, text)));
  }
}
