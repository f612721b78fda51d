// The moving plant as a part of a page: the picture, what steers it, and what is said about it.

import { Base } from "./base.js";
import { Clock, sayerOfTime } from "./clock.js";
import { Controls } from "./controls.js";
import { Detail } from "./detail.js";
import { make } from "./dom.js";
import { Dots } from "./dots.js";
import { Eye } from "./eye.js";
import { legendOf } from "./legend.js";
import { Plane } from "./motion.js";
import { MoverTable } from "./movers.js";
import { countJobs, segmentsAt } from "./now.js";
import { Over } from "./over.js";
import { steer } from "./steering.js";
import { Twin } from "./twin.js";
import { sayer } from "./words.js";

const STEADY_MS = 140; // between two drawings of states and counts, and a second for texts
const LABELS_FROM = 2.2, CLICKED_FROM = 0.9; // px for each unit of the plane from which jobs have numbers, and can be clicked

export class View {
  constructor(container, about, server, language, source) {
    this.about = about; this.scene = about.scene; this.server = server; this.language = language;
    this.say = sayer(language); this.at = language === "zh" ? 1 : 0;
    this.plane = new Plane(this.scene);
    this.source = source; this.chunk = null;
    this.counts = new Uint32Array(this.scene.places.length);
    this.clock = new Clock(about.begin, about.end, Math.max(about.begin, Math.min(about.end, about.begin < 0 ? 0 : about.begin)));
    this.sayTime = sayerOfTime(about, this.say);
    this.clock.leaveOut(about.still ?? []);
    this.option = 0; this.followed = null; this.keep = true; this.shown = [true, true, true, true, true];
    this.eye = new Eye(this.scene, () => this.soon());
    this.steadyAt = 0; this.saidAt = 0; this.dead = false;
    this.build(container);
    this.frames = []; // ms of script of the last frames, for who measures
    this.request = requestAnimationFrame((moment) => this.frame(moment));
  }

  // --- its elements

  build(container) {
    const { say } = this;
    this.twin = new Twin(this.scene, say, this.language, (i) => this.choosePlace(i, true));
    this.movers = new MoverTable(this);
    this.detail = new Detail(this);
    this.controls = new Controls(this);
    this.canvases = ["scene-base", "scene-dots", "scene-over"].map((name) => make("canvas", { className: name }));
    const over = this.canvases[2];
    over.tabIndex = 0; over.setAttribute("role", "application"); over.setAttribute("aria-label", say("canvas"));
    this.note = make("div", { className: "scene-note", role: "status" });
    this.trail = make("div", { className: "scene-trail" });
    this.stage = make("div", { className: "scene-stage" }, ...this.canvases, this.trail, this.note);
    this.root = make("div", { className: "scene" }, ...this.controls.bars,
      make("div", { className: "scene-middle" }, this.stage, this.detail.element),
      make("div", { className: "scene-foot" }, this.legend(), this.twin.element, this.movers.element));
    container.replaceChildren(this.root);
    this.base = new Base(this.canvases[0], this.scene, this.plane, this.language);
    this.dots = new Dots(this.canvases[1]);
    this.over = new Over(this, over);
    steer(this, over);
    this.watch = new ResizeObserver(() => this.layout());
    this.watch.observe(this.stage);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.recolour = () => this.base.theme();
    this.scheme.addEventListener("change", this.recolour);
    this.dressed = new MutationObserver(this.recolour);
    this.dressed.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
    this.layout();
  }

  legend() {
    this.legends = make("div", { className: "scene-legend" });
    this.relegend();
    return make("details", {}, make("summary", {}, this.say("legend")), this.legends);
  }

  relegend() { this.legends.replaceChildren(...legendOf(this)); }

  layout() {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    if (!this.eye.resize(wide, high)) return;
    this.base.theme(); // the colours are known once it is in the page
    this.base.resize(wide, high, Math.min(2, devicePixelRatio || 1));
    this.dots.resize(wide, high);
    this.over.resize(wide, high);
    this.soon();
  }

  // --- what is chosen and followed

  nameOf(thing) {
    if (thing.order >= 0) return `${thing.name || (thing.stream ? `${thing.stream}/` : "") + thing.order}`;
    return thing.name || this.say("kinds").split(",")[thing.kind];
  }

  choosePlace(i, fit = false) {
    const place = this.scene.places[i];
    if (fit) this.eye.fit({ x: place.x - place.w, y: place.y - place.h, w: place.w * 3, h: place.h * 3 });
    this.detail.place(i); this.layout();
  }

  chooseThing(thing) { this.detail.thing(thing.id, thing); this.layout(); }

  /** What is under a point of the window: a thing from near by, else a place. */
  click(px, py) {
    const { chunk, clock, eye } = this;
    if (chunk !== null && eye.scale > CLICKED_FROM) {
      let best = null, near = 9;
      for (const i of segmentsAt(chunk, clock.time, () => true)) {
        const [x, y] = eye.at(...this.plane.position(chunk.a, i, clock.time)), far = Math.hypot(x - px, y - py);
        if (far < near) { near = far; best = i; }
      }
      if (best !== null) return this.chooseThing(chunk.thing(chunk.a.thing[best]));
    }
    const { place } = eye.under(px, py);
    if (place >= 0) this.choosePlace(place); else this.detail.close();
    return null;
  }

  follows(thing) {
    const one = this.followed;
    return one !== null && (one.order >= 0 ? one.order === thing.order && one.stream === thing.stream : one.id === thing.id);
  }

  follow(thing) {
    this.followed = thing; this.over.forget();
    if (thing !== null && this.eye.scale < 0.8) this.eye.zoom(0.9 / this.eye.scale);
    this.detail.show(true); this.soon();
  }

  letGo() { this.keep = false; this.controls.keeping.checked = false; }

  async find(asked) {
    if (!asked.trim()) return this.follow(null);
    const found = await this.server.find(asked).catch(() => []);
    if (!found.length) { this.note.textContent = this.say("no_job", { asked }); this.saidAt = performance.now() + 4000; return null; }
    const [one] = found, thing = { id: one.thing, kind: one.main ? 0 : 1, order: one.order, stream: one.stream, name: "", load: "" };
    if (one.begin > this.clock.time || (one.end !== null && one.end <= this.clock.time)) this.clock.set(one.begin + 1);
    this.follow(thing); this.chooseThing(thing);
    return thing;
  }

  // --- time

  play(on) { this.clock.playing = on; this.controls.show(); }

  step(seconds) { this.clock.set(this.clock.time + seconds); this.soon(); }

  /** Draw all of it anew at the next frame. */
  soon() { this.steadyAt = 0; this.saidAt = Math.min(this.saidAt, performance.now()); }

  frame(moment) {
    if (this.dead) return;
    const began = performance.now();
    if (this.about.live) this.clock.time = this.source.now(); else this.clock.tick(moment);
    this.draw(moment);
    this.frames.push(performance.now() - began);
    if (this.frames.length > 600) this.frames.shift();
    this.request = requestAnimationFrame((next) => this.frame(next));
  }

  draw(moment) {
    const { clock, source, eye, over } = this, chunk = source.get(clock.time, Math.ceil(clock.speed / 300));
    if (chunk !== null && this.chunk !== chunk) { this.chunk = chunk; over.forget(); }
    const known = chunk !== null;
    if (known) chunk.at(clock.time);
    if (known && chunk.changed) { over.forget(); chunk.changed = false; }
    if (this.followed !== null && known && this.keep) over.keepInView(chunk);
    const key = `${eye.x} ${eye.y} ${eye.scale}`;
    if (moment - this.steadyAt > STEADY_MS || key !== this.drawnFor) {
      countJobs(known ? chunk : null, clock.time, this.counts);
      this.base.draw(eye, known ? chunk : null, this.counts, chunk?.most ?? this.about.most);
      this.steadyAt = moment; this.drawnFor = key;
    }
    over.begin();
    if (known) {
      const meet = eye.scale > LABELS_FROM ? (i, x, y, size) => over.label(chunk, i, x, y, size) : null;
      this.dots.draw(this.plane, chunk, clock.time, eye, { option: this.option, dark: this.base.dark, shown: this.shown, meet });
      if (this.followed !== null) over.ring(chunk);
    }
    if (moment >= this.saidAt) this.sayNow(moment, known);
  }

  sayNow(moment, known) {
    const { clock, say, eye } = this;
    this.saidAt = moment + (clock.playing ? 250 : 500);
    this.controls.show();
    const note = this.sayNote(known);
    if (this.note.textContent !== note) this.note.textContent = note;
    this.trail.textContent = `${eye.trail(this.at).join(" › ")} (${say(`level_${eye.level}`)})`;
    if (known && moment > (this.slowAt ?? 0)) {
      this.slowAt = moment + 1000;
      this.twin.show(this.chunk, clock.time, this.counts); this.movers.show(); this.detail.show();
    }
  }

  sayNote(known) {
    const { clock, say, source } = this, rest = clock.restOf(clock.time);
    if (source.stale) return say("stale", { time: this.sayTime(clock.time) });
    if (source.failed) return say("failed", { why: source.failed.message });
    if (!known) return say("loading");
    return rest !== null ? say("stands", { time: this.sayTime(rest) }) : say("moving", { n: this.dots.drawn });
  }

  destroy() {
    this.dead = true;
    cancelAnimationFrame(this.request);
    this.watch.disconnect();
    this.dressed.disconnect();
    this.scheme.removeEventListener("change", this.recolour);
    this.source.close?.();
    this.root.remove();
  }
}
