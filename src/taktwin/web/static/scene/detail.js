// Of a place or a thing that was chosen: state, queue, history; what of it the picture shows is told in words here.

import { make } from "./dom.js";
import { segmentsAt } from "./now.js";

const PAST_S = 7200;

export class Detail {
  constructor(view) {
    this.view = view; this.say = view.say; this.at = view.at;
    this.element = make("aside", { className: "scene-detail", hidden: true, "aria-label": view.say("details"), tabIndex: -1 });
    this.chosen = null; this.past = null;
  }

  place(i) {
    this.chosen = { place: i }; this.past = null; this.whole = null; this.element.hidden = false;
    this.askStates(i);
    if (!this.view.about.live) {
      this.view.server.figures(i).then((found) => { if (this.chosen?.place === i) { this.whole = found; this.show(); } }).catch(() => {});
    }
    this.show(true);
  }

  thing(id, about) {
    this.chosen = { thing: id, about }; this.past = null; this.element.hidden = false;
    this.view.server.history(id).then((stays) => {
      if (this.chosen?.thing === id) { this.past = stays; this.show(true); }
    }).catch(() => {});
    this.show(true);
  }

  close() {
    this.chosen = null; this.element.hidden = true; this.view.layout();
  }

  /** Fill it for the time that is shown. */
  show(now = false) {
    if (this.chosen === null || (!now && this.element.contains(document.activeElement) && document.activeElement !== this.element)) return;
    const parts = this.chosen.place !== undefined ? this.ofPlace(this.chosen.place) : this.ofThing(this.chosen.thing);
    const close = make("button", { className: "scene-close", type: "button", on: { click: () => this.close() } }, this.say("close"));
    this.element.replaceChildren(close, ...parts.filter(Boolean));
  }

  ofPlace(i) {
    const { scene, chunk, clock, counts } = this.view, place = scene.places[i];
    const about = [["kind", this.view.twin.kind(place.kind)], ["shop", place.shop], ["line", place.line], ["holds", place.part]];
    if (place.kind !== "stock" && place.capacity) about.push(["capacity", this.say("of_room", { n: counts[i], room: place.capacity })]);
    if (chunk && Number.isFinite(chunk.level[i])) about.push(["level", String(Math.round(chunk.level[i] * 100) / 100)]);
    const states = chunk === null ? [] : place.resources.map((id) => this.state(id));
    const here = chunk === null ? [] : segmentsAt(chunk, clock.time, (k) => chunk.a.place[k] === i)
      .map((k) => ({ thing: chunk.thing(chunk.a.thing[k]), since: chunk.a.t0[k] })).sort((a, b) => a.since - b.since);
    return [make("h2", {}, place.name), list(about.filter(([, value]) => value).map(([key, value]) => [this.say(key), value])),
      states.length ? make("h3", {}, this.say("state")) : null, make("ul", {}, ...states),
      place.kind !== "stock" ? make("h3", {}, this.say("jobs_here")) : null,
      make("ul", {}, ...here.slice(0, 30).map((one) => make("li", {}, this.link(one.thing), ` ${this.say("since", { time: this.view.sayTime(one.since) })}`)),
        here.length > 30 ? make("li", {}, `… ${here.length}`) : null),
      ...this.gantt(), ...this.ofRun()];
  }

  /** What the run tells of a place when it has ended: sums over all of it, not of the time that is shown. */
  ofRun() {
    const found = this.whole, { say, at } = this, { scene } = this.view;
    if (!found) return [];
    const share = (value) => `${(100 * value).toFixed(1)} %`, rows = [];
    if (found.jobs !== undefined) rows.push([say("jobs_done"), String(found.jobs)], [say("failures"), String(found.failures)]);
    for (const [state, part] of found.states) rows.push([`${scene.states[state].sign} ${scene.states[state].title[at]}`, share(part)]);
    if (found.level) rows.push([say("level_mean"), found.level.mean?.toFixed(2) ?? ""], [say("full"), share(found.level.full ?? 0)], [say("empty"), share(found.level.empty ?? 0)]);
    for (const one of found.energy) rows.push([one.title[at], `${Number(one.amount.toPrecision(4)).toLocaleString("en")} ${one.unit}`]);
    return rows.length ? [make("h3", {}, say("whole_run")), list(rows)] : [];
  }

  state(id) {
    const { scene, chunk, sayTime, base } = this.view, one = scene.states[chunk.state[id]];
    const noun = base.slotOf.get(id), since = chunk.since[id];
    return make("li", {}, `${one.sign} ${noun.name}: ${one.title[this.at]}`,
      Number.isFinite(since) && since > chunk.frame.begin ? ` ${this.say("since", { time: sayTime(since) })}` : "");
  }

  link(thing) {
    return make("button", { className: "scene-link", type: "button", on: { click: () => this.view.chooseThing(thing) } }, this.view.nameOf(thing));
  }

  askStates(i) {
    const { scene, clock, server } = this.view, id = scene.places[i].resources[0];
    if (id === undefined || this.asking) return;
    const end = clock.time;
    this.asking = true;
    server.states(id, end - PAST_S, end).then((changes) => {
      if (this.chosen?.place === i) { this.past = { changes, end }; this.show(); }
    }).catch(() => {}).finally(() => { this.asking = false; });
  }

  /** The states of the last hours as a bar, and as shares in words. */
  gantt() {
    if (!this.past?.changes) return [];
    const { changes, end } = this.past, begin = changes[0][0], { scene, base } = this.view;
    const canvas = make("canvas", { width: 260, height: 26, "aria-hidden": "true" }), pen = canvas.getContext("2d");
    const sums = new Map();
    changes.forEach(([time, state], k) => {
      const until = k + 1 < changes.length ? changes[k + 1][0] : end;
      sums.set(state, (sums.get(state) ?? 0) + until - time);
      pen.fillStyle = scene.states[state].name === "working" ? base.colour.working : scene.states[state].colour;
      pen.fillRect((time - begin) / (end - begin) * 260, 0, Math.max(0.5, (until - time) / (end - begin) * 260), 26);
    });
    const shares = [...sums].filter(([, sum]) => sum > 0).sort((a, b) => b[1] - a[1]);
    return [make("h3", {}, this.say("states_24")), canvas, make("ul", {}, ...shares.map(([state, sum]) => make("li", {},
      `${scene.states[state].sign} ${this.say("share", { state: scene.states[state].title[this.at], share: (100 * sum / (end - begin)).toFixed(1) })}`)))];
  }

  ofThing(id) {
    const { chunk, clock, scene, sayTime } = this.view;
    const thing = chunk?.thing(id) ?? this.chosen.about;
    const about = [[this.say("kind"), this.say("kinds").split(",")[thing.kind]]];
    if (thing.order >= 0) about.push([this.say("order"), String(thing.order)]);
    if (thing.stream) about.push([this.say("stream"), thing.stream]);
    if (thing.name) about.push([thing.kind <= 1 ? this.say("vin") : this.say("machine"), thing.name]);
    if (thing.load) about.push([this.say("level"), thing.load]);
    Object.entries(scene.options).forEach(([name, values], k) => {
      if (thing.options && values[thing.options[k]] !== undefined) about.push([name, values[thing.options[k]]]);
    });
    const now = chunk === null ? [] : segmentsAt(chunk, clock.time, (k) => chunk.a.thing[k] === id);
    const place = now.length && chunk.a.place[now[0]] >= 0 ? scene.places[chunk.a.place[now[0]]].name : null;
    const followed = this.view.follows(thing);
    const stays = Array.isArray(this.past) ? this.past.filter((one) => one.begin <= clock.time).slice(-25).reverse() : [];
    return [make("h2", {}, this.view.nameOf(thing)), list(about),
      make("p", {}, place ? this.say("now_at", { place }) : now.length ? "" : this.say("left")),
      make("button", { type: "button", on: { click: () => this.view.follow(followed ? null : thing) } }, this.say(followed ? "unfollow" : "go")),
      stays.length ? make("h3", {}, this.say("history")) : null,
      make("ul", {}, ...stays.map((one) => make("li", {}, `${sayTime(one.begin)} ${scene.places[one.place].name}`)))];
  }
}

function list(pairs) {
  return make("dl", {}, ...pairs.flatMap(([key, value]) => [make("dt", {}, key), make("dd", {}, value)]));
}
