// What of the plane is looked at: the corner in the upper left, px for each of its units, and the size of the window.

import { beyond } from "./motion.js";

const LEAST_SCALE = 0.02, MOST_SCALE = 40;
const RIM = 0.18; // what is followed is kept out of so much of the window at each side

export class Eye {
  /** `changed` is called when another part is looked at. */
  constructor(scene, changed) {
    this.scene = scene; this.changed = changed;
    this.x = 0; this.y = 0; this.scale = 1; this.width = 0; this.height = 0; this.isWhole = true; this.level = "plant";
  }

  /** Take the size of the window; false where it has none, or the same. */
  resize(width, height) {
    if (!width || !height || (width === this.width && height === this.height)) return false;
    this.width = width; this.height = height;
    if (this.isWhole) this.whole();
    return true;
  }

  set(x, y, scale = this.scale) {
    this.x = x; this.y = y; this.scale = scale; this.isWhole = false;
    this.changed();
  }

  fit(at, pad = 12) {
    if (!this.width) return;
    const scale = Math.min((this.width - 2 * pad) / at.w, (this.height - 2 * pad) / at.h, MOST_SCALE);
    this.set(at.x + at.w / 2 - this.width / scale / 2, at.y + at.h / 2 - this.height / scale / 2, scale);
  }

  whole() {
    this.fit({ x: 0, y: 0, w: this.scene.width, h: this.scene.height });
    this.isWhole = true;
  }

  zoom(by, x = this.width / 2, y = this.height / 2) {
    const scale = Math.max(LEAST_SCALE, Math.min(MOST_SCALE, this.scale * by));
    this.set(this.x + x / this.scale - x / scale, this.y + y / this.scale - y / scale, scale);
  }

  pan(dx, dy) { this.set(this.x - dx / this.scale, this.y - dy / this.scale); }

  /** Where a point of the plane is in the window, px. */
  at(x, y) { return [(x - this.x) * this.scale, (y - this.y) * this.scale]; }

  /** Bring a point of the plane into the middle part of the window. */
  keepIn(x, y) {
    const [px, py] = this.at(x, y), dx = beyond(px, this.width, RIM), dy = beyond(py, this.height, RIM);
    if (dx || dy) { this.x += dx / this.scale; this.y += dy / this.scale; }
  }

  /** The place under a point of the window, and the box, shop and plant around it; -1 for none. */
  under(px, py) {
    const x = this.x + px / this.scale, y = this.y + py / this.scale;
    const within = (one) => x >= one.x && x <= one.x + one.w && y >= one.y && y <= one.y + one.h;
    const { places, boxes, frames, plants } = this.scene;
    const found = places.reduce((best, one, i) => (within(one) && (best < 0 || one.kind !== "moving_line") ? i : best), -1);
    return { place: found, box: boxes.findIndex(within), frame: frames.findIndex(within), plant: plants.findIndex(within) };
  }

  /** One level nearer: the plant, the shop, the box or the station under a point. */
  open(px, py) {
    const here = this.under(px, py), { scene } = this;
    const near = (one) => one.w * this.scale > this.width * 0.6 || one.h * this.scale > this.height * 0.6;
    const levels = [scene.plants[here.plant], scene.frames[here.frame], scene.boxes[here.box], scene.places[here.place]].filter(Boolean);
    const next = levels.find((one) => !near(one));
    if (next) this.fit(next, 30);
  }

  /** One level up. */
  up() {
    const here = this.under(this.width / 2, this.height / 2), { scene } = this;
    const levels = [scene.boxes[here.box], scene.frames[here.frame], scene.plants[here.plant]].filter(Boolean);
    const next = levels.find((one) => one.w * this.scale > this.width * 1.05 || one.h * this.scale > this.height * 1.05);
    if (next) this.fit(next, 30); else this.whole();
  }

  /** Titles of what is in the middle, from the outermost inwards, in a language by its number; `level` is the last. */
  trail(language) {
    const { scene } = this, here = this.under(this.width / 2, this.height / 2), found = [scene.title[language]];
    const room = (one) => !this.isWhole && (one.w * this.scale > this.width * 0.45 || one.h * this.scale > this.height * 0.45);
    this.level = scene.plants.length ? "cluster" : "plant";
    if (here.plant >= 0 && room(scene.plants[here.plant])) { found.push(scene.plants[here.plant].title[language]); this.level = "plant"; }
    if (here.frame >= 0 && room(scene.frames[here.frame])) {
      found.push(scene.frames[here.frame].title[language]); this.level = "shop";
      if (here.box >= 0 && scene.boxes[here.box].w * this.scale > this.width * 0.2) {
        found.push(scene.boxes[here.box].title[language]); this.level = "line";
        const place = here.place >= 0 ? scene.places[here.place] : null;
        if (place !== null && place.w * this.scale > this.width * 0.12) { found.push(place.name); this.level = "station"; }
      }
    }
    return found.filter((one, k) => one !== found[k - 1]);
  }
}
