// The moving plant as a part of a page: the picture, what steers it, and what is said about it.

import { Base } from "./base.js";
import { Clock, sayerOfTime, skipBox } from "./clock.js";
import { Detail } from "./detail.js";
import { make } from "./dom.js";
import { Dots } from "./dots.js";
import { legendOf } from "./legend.js";
import { Plane, beyond } from "./motion.js";
import { countJobs, kindsOf, segmentsAt } from "./now.js";
import { Twin } from "./twin.js";
import { sayer } from "./words.js";

const SPEEDS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];
const STEADY_MS = 140; // between two drawings of states and counts, and a second for texts
const LEAST_SCALE = 0.02, MOST_SCALE = 40;

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
    this.eye = { x: 0, y: 0, scale: 1 };
    this.steadyAt = 0; this.saidAt = 0; this.dead = false;
    this.build(container);
    this.frames = []; // ms of script of the last frames, for who measures
    this.request = requestAnimationFrame((moment) => this.frame(moment));
  }

  // --- its elements

  build(container) {
    const { say } = this;
    this.twin = new Twin(this.scene, say, this.language, (i) => this.choosePlace(i, true));
    this.detail = new Detail(this);
    this.canvases = ["scene-base", "scene-dots", "scene-over"].map((name) => make("canvas", { className: name }));
    const over = this.canvases[2];
    over.tabIndex = 0; over.setAttribute("role", "application"); over.setAttribute("aria-label", say("canvas"));
    this.note = make("div", { className: "scene-note", role: "status" });
    this.trail = make("div", { className: "scene-trail" });
    this.stage = make("div", { className: "scene-stage" }, ...this.canvases, this.trail, this.note);
    this.root = make("div", { className: "scene" }, this.bar(), this.second(),
      make("div", { className: "scene-middle" }, this.stage, this.detail.element),
      make("div", { className: "scene-foot" }, this.legend(), this.twin.element));
    container.replaceChildren(this.root);
    this.base = new Base(this.canvases[0], this.scene, this.plane, this.language);
    this.dots = new Dots(this.canvases[1]);
    this.pen = over.getContext("2d");
    this.listen(over);
    this.watch = new ResizeObserver(() => this.layout());
    this.watch.observe(this.stage);
    this.scheme = matchMedia("(prefers-color-scheme: dark)");
    this.recolour = () => this.base.theme();
    this.scheme.addEventListener("change", this.recolour);
    this.dressed = new MutationObserver(this.recolour);
    this.dressed.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
    this.layout();
    this.whole();
  }

  bar() {
    const { say, clock, about } = this;
    this.playing = make("button", { type: "button", on: { click: () => this.play(!clock.playing) } }, say("play"));
    this.scrub = make("input", { type: "range", className: "scene-scrub", min: about.begin, max: about.end, step: 1, value: clock.time,
      "aria-label": say("time"), on: { input: () => { clock.set(Number(this.scrub.value)); this.soon(); } } });
    this.speeds = make("select", { on: { change: () => { clock.speed = Number(this.speeds.value); } } },
      ...SPEEDS.map((one) => make("option", { value: one, selected: one === clock.speed }, `${one} ${say("times")}`)));
    this.said = make("span", { className: "scene-time" });
    this.bars = make("div", { className: "scene-bar", role: "toolbar", "aria-label": say("time") }, this.playing,
      make("button", { type: "button", "aria-label": say("back"), title: say("back"), on: { click: () => this.step(-10) } }, "‹"),
      make("button", { type: "button", "aria-label": say("forth"), title: say("forth"), on: { click: () => this.step(10) } }, "›"),
      this.said, this.scrub, make("label", {}, say("speed"), this.speeds));
    if (clock.still.length) this.bars.append(skipBox(clock, say));
    if (about.live) this.bars.replaceChildren(make("strong", {}, say("live")), this.said);
    return this.bars;
  }

  second() {
    const { say, scene, at } = this;
    const options = Object.keys(scene.options);
    this.colours = make("select", { on: { change: () => { this.option = Number(this.colours.value); this.relegend(); } } },
      ...options.map((name, k) => make("option", { value: k }, name)));
    this.places = make("select", { on: { change: () => this.goTo(this.places.value) } }, make("option", { value: "" }, say("all")),
      ...scene.plants.map((one, k) => make("option", { value: `plants ${k}` }, one.title[at])),
      ...scene.frames.map((one, k) => make("option", { value: `frames ${k}` }, one.title[at])),
      ...scene.maps.map((one, k) => make("option", { value: `maps ${k}` }, one.name)));
    this.asked = make("input", { type: "search", className: "scene-find", placeholder: say("find_hint"), "aria-label": say("find") });
    const form = make("form", { on: { submit: (event) => { event.preventDefault(); this.find(this.asked.value); } } },
      make("label", {}, say("find"), this.asked), " ", make("button", { type: "submit" }, say("go")));
    this.keeping = make("input", { type: "checkbox", checked: true, on: { change: () => { this.keep = this.keeping.checked; } } });
    return make("div", { className: "scene-bar" }, make("label", {}, say("go_to"), this.places),
      make("button", { type: "button", "aria-label": say("nearer"), title: say("nearer"), on: { click: () => this.zoom(1.5) } }, "+"),
      make("button", { type: "button", "aria-label": say("farther"), title: say("farther"), on: { click: () => this.zoom(1 / 1.5) } }, "−"),
      make("button", { type: "button", on: { click: () => this.whole() } }, say("whole")),
      options.length ? make("label", {}, say("colour_by"), this.colours) : null,
      this.about.live ? null : form, make("label", {}, this.keeping, say("keep")));
  }

  legend() {
    this.legends = make("div", { className: "scene-legend" });
    this.relegend();
    return make("details", {}, make("summary", {}, this.say("legend")), this.legends);
  }

  relegend() { this.legends.replaceChildren(...legendOf(this)); }

  // --- what is looked at

  layout() {
    const { clientWidth: wide, clientHeight: high } = this.stage;
    if (!wide || !high || (wide === this.width && high === this.height)) return;
    this.width = wide; this.height = high;
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.base?.theme(); // the colours are known once it is in the page
    this.base?.resize(wide, high, ratio);
    this.dots?.resize(wide, high);
    this.canvases[2].width = wide; this.canvases[2].height = high;
    if (this.isWhole !== false) this.whole();
    this.soon();
  }

  fit(at, pad = 12) {
    if (!this.width) return;
    this.isWhole = false;
    const scale = Math.min((this.width - 2 * pad) / at.w, (this.height - 2 * pad) / at.h, MOST_SCALE);
    this.eye = { scale, x: at.x + at.w / 2 - this.width / scale / 2, y: at.y + at.h / 2 - this.height / scale / 2 };
    this.soon();
  }

  whole() {
    this.fit({ x: 0, y: 0, w: this.scene.width, h: this.scene.height });
    this.isWhole = true;
  }

  goTo(which) {
    const [group, k] = which.split(" ");
    if (!group) this.whole(); else this.fit(this.scene[group][Number(k)]);
  }

  zoom(by, x = this.width / 2, y = this.height / 2) {
    this.isWhole = false;
    const { eye } = this, scale = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, eye.scale * by));
    this.eye = { scale, x: eye.x + x / eye.scale - x / scale, y: eye.y + y / eye.scale - y / scale };
    this.soon();
  }

  pan(dx, dy) {
    this.isWhole = false;
    this.eye = { ...this.eye, x: this.eye.x - dx / this.eye.scale, y: this.eye.y - dy / this.eye.scale };
    this.soon();
  }

  /** The place under a point of the screen, and the box and the shop around it; -1 for none. */
  under(px, py) {
    const x = this.eye.x + px / this.eye.scale, y = this.eye.y + py / this.eye.scale;
    const within = (one) => x >= one.x && x <= one.x + one.w && y >= one.y && y <= one.y + one.h;
    const { places, boxes, frames, plants } = this.scene;
    const found = places.reduce((best, one, i) => (within(one) && (best < 0 || one.kind !== "moving_line") ? i : best), -1);
    return { place: found, box: boxes.findIndex(within), frame: frames.findIndex(within), plant: plants.findIndex(within) };
  }

  sayTrail() {
    const { say, at, scene, eye } = this, here = this.under(this.width / 2, this.height / 2), found = [];
    const room = (one) => !this.isWhole && (one.w * eye.scale > this.width * 0.45 || one.h * eye.scale > this.height * 0.45);
    let level = scene.plants.length ? "cluster" : "plant";
    found.push(scene.title[at]);
    if (here.plant >= 0 && room(scene.plants[here.plant])) { found.push(scene.plants[here.plant].title[at]); level = "plant"; }
    if (here.frame >= 0 && room(scene.frames[here.frame])) {
      found.push(scene.frames[here.frame].title[at]); level = "shop";
      if (here.box >= 0 && scene.boxes[here.box].w * eye.scale > this.width * 0.2) {
        found.push(scene.boxes[here.box].title[at]); level = "line";
        const place = here.place >= 0 ? scene.places[here.place] : null;
        if (place !== null && place.w * eye.scale > this.width * 0.12) { found.push(place.name); level = "station"; }
      }
    }
    this.level = level;
    this.trail.textContent = `${found.filter((one, k) => one !== found[k - 1]).join(" › ")} (${say(`level_${level}`)})`;
  }

  // --- what is chosen and followed

  nameOf(thing) {
    if (thing.order >= 0) return `${thing.name || (thing.stream ? `${thing.stream}/` : "") + thing.order}`;
    return thing.name || this.say("kinds").split(",")[thing.kind];
  }

  choosePlace(i, fit = false) {
    const place = this.scene.places[i];
    if (fit) this.fit({ x: place.x - place.w, y: place.y - place.h, w: place.w * 3, h: place.h * 3 });
    this.detail.place(i); this.layout();
  }

  chooseThing(thing) { this.detail.thing(thing.id, thing); this.layout(); }

  follows(thing) {
    const one = this.followed;
    return one !== null && (one.order >= 0 ? one.order === thing.order && one.stream === thing.stream : one.id === thing.id);
  }

  follow(thing) {
    this.followed = thing; this.marked = null;
    if (thing !== null && this.eye.scale < 0.8) this.zoom(0.9 / this.eye.scale);
    this.detail.show(true); this.soon();
  }

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

  play(on) { this.clock.playing = on; this.playing.textContent = this.say(on ? "pause" : "play"); }

  step(seconds) { this.clock.set(this.clock.time + seconds); this.soon(); }

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
    const { clock, source } = this, chunk = source.get(clock.time, Math.ceil(clock.speed / 300));
    if (chunk !== null && this.chunk !== chunk) { this.chunk = chunk; this.marked = null; }
    const known = chunk !== null;
    if (known) chunk.at(clock.time);
    if (known && chunk.changed) { this.marked = null; chunk.changed = false; }
    if (this.followed !== null && known) this.keepInView(chunk);
    const key = `${this.eye.x} ${this.eye.y} ${this.eye.scale}`;
    if (moment - this.steadyAt > STEADY_MS || key !== this.drawnFor) {
      countJobs(known ? chunk : null, clock.time, this.counts);
      this.base.draw(this.eye, known ? chunk : null, this.counts, this.about.most);
      this.steadyAt = moment; this.drawnFor = key;
    }
    this.overBegin();
    if (known) {
      const labels = this.eye.scale > 2.2 ? (i, x, y, size) => this.label(chunk, i, x, y, size) : null;
      this.labelled = 0;
      this.dots.draw(this.plane, chunk, clock.time, this.eye, { option: this.option, dark: this.base.dark, shown: this.shown, meet: labels });
      this.mark(chunk);
    }
    if (moment >= this.saidAt) this.sayNow(moment, known);
  }

  sayNow(moment, known) {
    const { clock, say } = this;
    this.saidAt = moment + (clock.playing ? 250 : 500);
    this.said.textContent = this.sayTime(clock.time);
    this.scrub.value = clock.time; this.scrub.setAttribute("aria-valuetext", this.said.textContent);
    if (this.playing.textContent !== say(clock.playing ? "pause" : "play")) this.play(clock.playing);
    const failed = this.source.failed;
    const note = this.source.stale ? say("stale", { time: this.sayTime(clock.time) }) : failed ? say("failed", { why: failed.message }) : known && clock.restOf(clock.time) !== null ? say("stands", { time: this.sayTime(clock.restOf(clock.time)) }) : known ? say("moving", { n: this.dots.drawn }) : say("loading");
    if (this.note.textContent !== note) this.note.textContent = note;
    this.sayTrail();
    if (known && moment > (this.slowAt ?? 0)) {
      this.slowAt = moment + 1000;
      this.twin.show(this.chunk, clock.time, this.counts); this.detail.show();
    }
  }

  // --- drawn over the things

  overBegin() {
    if (this.overUsed) this.pen.clearRect(0, 0, this.width, this.height);
    this.overUsed = false;
  }

  label(chunk, i, x, y, size) {
    const thing = chunk.thing(chunk.a.thing[i]);
    if (this.labelled > 150 || size < 12 || thing.order < 0) return;
    this.labelled++; this.overUsed = true;
    const { pen } = this;
    pen.font = "10px system-ui, sans-serif"; pen.fillStyle = this.base.colour.ink; pen.strokeStyle = this.base.colour.halo; pen.lineWidth = 2.5;
    pen.strokeText(thing.order, x + size / 2 + 1, y + 4); pen.fillText(thing.order, x + size / 2 + 1, y + 4);
  }

  marks(chunk) {
    this.marked ??= Uint8Array.from(chunk.a.thing.subarray(0, chunk.length), (id) => (this.follows(chunk.thing(id)) ? 1 : 0));
    return segmentsAt(chunk, this.clock.time, (i) => this.marked[i] === 1);
  }

  keepInView(chunk) {
    const kinds = kindsOf(chunk), own = this.marks(chunk).sort((a, b) => kinds[a] - kinds[b]);
    if (!own.length || !this.keep) return;
    const [x, y] = this.plane.position(chunk.a, own[0], this.clock.time);
    const px = (x - this.eye.x) * this.eye.scale, py = (y - this.eye.y) * this.eye.scale;
    const rim = 0.18, dx = beyond(px, this.width, rim), dy = beyond(py, this.height, rim);
    if (dx || dy) this.eye = { ...this.eye, x: this.eye.x + dx / this.eye.scale, y: this.eye.y + dy / this.eye.scale };
  }

  mark(chunk) {
    if (this.followed === null) return;
    const { pen } = this;
    for (const i of this.marks(chunk)) {
      const [x, y] = this.plane.position(chunk.a, i, this.clock.time);
      pen.beginPath(); pen.arc((x - this.eye.x) * this.eye.scale, (y - this.eye.y) * this.eye.scale, 11, 0, 7);
      pen.strokeStyle = this.base.colour.halo; pen.lineWidth = 5; pen.stroke();
      pen.strokeStyle = getComputedStyle(this.root).getPropertyValue("--scene-follow").trim(); pen.lineWidth = 2.5; pen.stroke();
      this.overUsed = true;
    }
  }

  // --- mouse and keys

  listen(over) {
    let drag = null, moved = 0;
    over.addEventListener("pointerdown", (event) => { drag = [event.clientX, event.clientY]; moved = 0; over.setPointerCapture(event.pointerId); });
    over.addEventListener("pointermove", (event) => {
      if (drag === null) return;
      const dx = event.clientX - drag[0], dy = event.clientY - drag[1];
      moved += Math.abs(dx) + Math.abs(dy);
      if (moved > 4) { this.pan(dx, dy); this.letGo(); }
      drag = [event.clientX, event.clientY];
    });
    over.addEventListener("pointerup", (event) => { if (drag !== null && moved <= 4) this.click(event.offsetX, event.offsetY); drag = null; });
    over.addEventListener("pointercancel", () => { drag = null; });
    over.addEventListener("dblclick", (event) => this.open(event.offsetX, event.offsetY));
    over.addEventListener("wheel", (event) => { event.preventDefault(); this.zoom(Math.exp(-event.deltaY / 500), event.offsetX, event.offsetY); }, { passive: false });
    over.addEventListener("keydown", (event) => { if (this.key(event.key)) event.preventDefault(); });
  }

  letGo() { this.keep = false; this.keeping.checked = false; }

  key(key) {
    const keys = {
      ArrowLeft: () => this.pan(60, 0), ArrowRight: () => this.pan(-60, 0), ArrowUp: () => this.pan(0, 60), ArrowDown: () => this.pan(0, -60),
      "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), " ": () => this.play(!this.clock.playing),
      0: () => this.whole(), Home: () => this.whole(), ",": () => this.step(-10), ".": () => this.step(10), "<": () => this.faster(-1), ">": () => this.faster(1),
      Enter: () => this.click(this.width / 2, this.height / 2), Escape: () => this.up(),
    };
    if (!Object.hasOwn(keys, key)) return false;
    keys[key]();
    return true;
  }

  faster(by) {
    const k = Math.max(0, Math.min(SPEEDS.length - 1, SPEEDS.indexOf(this.clock.speed) + by));
    this.clock.speed = SPEEDS[k]; this.speeds.value = String(SPEEDS[k]);
  }

  click(px, py) {
    const { chunk, clock } = this;
    if (chunk !== null) {
      let best = null, near = 9;
      for (const i of segmentsAt(chunk, clock.time, () => true)) {
        const [x, y] = this.plane.position(chunk.a, i, clock.time);
        const far = Math.hypot((x - this.eye.x) * this.eye.scale - px, (y - this.eye.y) * this.eye.scale - py);
        if (far < near) { near = far; best = i; }
      }
      if (best !== null && this.eye.scale > 0.9) return this.chooseThing(chunk.thing(chunk.a.thing[best]));
    }
    const { place } = this.under(px, py);
    if (place >= 0) this.choosePlace(place); else this.detail.close();
    return null;
  }

  /** One level nearer: the shop, then the box, then the station under a point. */
  open(px, py) {
    const here = this.under(px, py), { scene } = this;
    const near = (one) => one.w * this.eye.scale > this.width * 0.6 || one.h * this.eye.scale > this.height * 0.6;
    const levels = [scene.plants[here.plant], scene.frames[here.frame], scene.boxes[here.box], scene.places[here.place]].filter(Boolean);
    const next = levels.find((one) => !near(one));
    if (next) this.fit(next, 30);
  }

  up() {
    const here = this.under(this.width / 2, this.height / 2), { scene } = this;
    const levels = [scene.boxes[here.box], scene.frames[here.frame], scene.plants[here.plant]].filter(Boolean);
    const next = levels.find((one) => one.w * this.eye.scale > this.width * 1.05 || one.h * this.eye.scale > this.height * 1.05);
    if (next) this.fit(next, 30); else this.whole();
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
