// What steers the picture above it: time and speed, what is looked at, how jobs are coloured, whom to follow.

import { skipBox } from "./clock.js";
import { make } from "./dom.js";

const SPEEDS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

export class Controls {
  constructor(view) {
    this.view = view;
    this.bars = [this.time(), this.looks()];
  }

  time() {
    const { say, clock, about } = this.view, button = (name, sign, by) => make("button", { type: "button", "aria-label": say(name), title: say(name),
      on: { click: () => this.view.step(by) } }, sign);
    this.playing = make("button", { type: "button", on: { click: () => this.view.play(!clock.playing) } }, say("play"));
    this.scrub = make("input", { type: "range", className: "scene-scrub", min: about.begin, max: about.end, step: 1, value: clock.time,
      "aria-label": say("time"), on: { input: () => { clock.set(Number(this.scrub.value)); this.view.soon(); } } });
    this.speeds = make("select", { on: { change: () => { clock.speed = Number(this.speeds.value); } } },
      ...SPEEDS.map((one) => make("option", { value: one, selected: one === clock.speed }, `${one} ${say("times")}`)));
    this.said = make("span", { className: "scene-time" });
    const bar = make("div", { className: "scene-bar", role: "toolbar", "aria-label": say("time") }, this.playing,
      button("back", "‹", -10), button("forth", "›", 10), this.said, this.scrub, make("label", {}, say("speed"), this.speeds));
    if (clock.still.length) bar.append(skipBox(clock, say));
    if (about.live) bar.replaceChildren(make("strong", {}, say("live")), this.said);
    return bar;
  }

  looks() {
    const { view } = this, { say, scene, at, eye } = view, options = Object.keys(scene.options);
    const button = (name, sign, by) => make("button", { type: "button", "aria-label": say(name), title: say(name), on: { click: () => eye.zoom(by) } }, sign);
    const group = (name) => scene[name].map((one, k) => make("option", { value: `${name} ${k}` }, one.title ? one.title[at] : one.name));
    this.colours = make("select", { on: { change: () => { view.option = Number(this.colours.value); view.relegend(); } } },
      ...options.map((name, k) => make("option", { value: k }, name)));
    this.places = make("select", { on: { change: () => this.goTo(this.places.value) } }, make("option", { value: "" }, say("all")),
      ...group("plants"), ...group("frames"), ...group("maps"));
    this.asked = make("input", { type: "search", className: "scene-find", placeholder: say("find_hint"), "aria-label": say("find") });
    const form = make("form", { on: { submit: (event) => { event.preventDefault(); view.find(this.asked.value); } } },
      make("label", {}, say("find"), this.asked), " ", make("button", { type: "submit" }, say("go")));
    this.keeping = make("input", { type: "checkbox", checked: true, on: { change: () => { view.keep = this.keeping.checked; } } });
    return make("div", { className: "scene-bar" }, make("label", {}, say("go_to"), this.places), button("nearer", "+", 1.5), button("farther", "−", 1 / 1.5),
      make("button", { type: "button", on: { click: () => eye.whole() } }, say("whole")),
      options.length ? make("label", {}, say("colour_by"), this.colours) : null,
      view.about.live ? null : form, make("label", {}, this.keeping, say("keep")));
  }

  goTo(which) {
    const [group, k] = which.split(" "), { eye, scene } = this.view;
    if (!group) eye.whole(); else eye.fit(scene[group][Number(k)]);
  }

  faster(by) {
    const k = Math.max(0, Math.min(SPEEDS.length - 1, SPEEDS.indexOf(this.view.clock.speed) + by));
    this.view.clock.speed = SPEEDS[k]; this.speeds.value = String(SPEEDS[k]);
  }

  /** Say the time that is shown, and whether it plays. */
  show() {
    const { clock, say, sayTime } = this.view, word = say(clock.playing ? "pause" : "play");
    this.said.textContent = sayTime(clock.time);
    this.scrub.value = clock.time; this.scrub.setAttribute("aria-valuetext", this.said.textContent);
    if (this.playing.textContent !== word) this.playing.textContent = word;
  }
}
