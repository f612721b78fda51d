// The things that move, as pixels: one typed array for all, put on the canvas at once (see docs/replay.md for why).

import { kindsOf } from "./now.js";

const JOB = 0, PART = 1, VEHICLE = 2, TRUCK = 3, CARRIER = 4;
export const COLOURS = [
  "#2f5d8a", "#c9772b", "#3d8c6c", "#8d5aa0", "#b8473a", "#6a7b2f", "#3f97a8", "#a86a7d", "#7a6a4f", "#4d5563", "#d0a52d",
  "#5f6fb3",
];
const OTHER = "#2f5d8a", VEHICLES = "#6d4fa0", TRUCKS = "#2f7a3d", CARRIERS = "#7d8894";

function pixel(colour, alpha = 255) {
  const [r, g, b] = [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));
  return ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

function paler(colour) {
  return "#" + [1, 3, 5].map((k) => Math.round(parseInt(colour.slice(k, k + 2), 16) * 0.6 + 255 * 0.4)
    .toString(16).padStart(2, "0")).join("");
}

const JOBS = COLOURS.map((one) => pixel(one)), PARTS = COLOURS.map((one) => pixel(paler(one)));
const JOB_OTHER = pixel(OTHER), PART_OTHER = pixel(paler(OTHER));
const OF_KIND = [0, 0, pixel(VEHICLES), pixel(TRUCKS), pixel(CARRIERS)];

export class Dots {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.resize(canvas.width, canvas.height);
    this.drawn = 0;
  }

  resize(width, height) {
    this.width = Math.max(1, Math.floor(width)); this.height = Math.max(1, Math.floor(height));
    this.canvas.width = this.width; this.canvas.height = this.height;
    this.image = this.context.createImageData(this.width, this.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.top = 0; this.bottom = this.height; // rows that hold something from last time
  }

  /**
   * Draw what is there at a time. `view` is {x, y, scale}: the corner of the plane in the upper left, px for each of its
   * units; `dark` tells the colour of the edges; `option` by which jobs are coloured; `shown` the kinds that are drawn.
   * `meet(i, x, y, size)` is called for each thing that is on the screen, where given.
   */
  draw(plane, chunk, time, view, { option = 0, dark = false, shown = null, meet = null } = {}) {
    const { pixels, width, height } = this;
    if (this.bottom > this.top) pixels.fill(0, this.top * width, this.bottom * width);
    const before = [this.top, this.bottom];
    let top = height, bottom = 0, drawn = 0;
    const edge = dark ? 0xff10161c : 0xffffffff;
    const a = chunk.a, { x: left, y: above, scale } = view, out = plane.out;
    const kinds = kindsOf(chunk), colours = coloursOf(chunk, option);
    const t0 = a.t0, t1 = a.t1, n = chunk.length ?? t0.length;
    for (let i = 0; i < n; i++) {
      if (t0[i] > time || t1[i] <= time) continue;
      const kind = kinds[i];
      if (shown !== null && !shown[kind]) continue;
      plane.position(a, i, time, out);
      const px = Math.round((out[0] - left) * scale), py = Math.round((out[1] - above) * scale);
      if (px < -20 || py < -20 || px > width + 20 || py > height + 20) continue;
      const size = sizeOf(plane, a.place[i], kind, scale);
      drawn++;
      const half = size >> 1, wide = kind === TRUCK ? size : half;
      const x0 = Math.max(0, px - wide), x1 = Math.min(width, px + (wide || 1)), y0 = Math.max(0, py - half);
      const y1 = Math.min(height, py + (half || 1));
      if (x0 < x1 && y0 < y1) {
        if (y0 < top) top = y0;
        if (y1 > bottom) bottom = y1;
        this.fill(x0, x1, y0, y1, px, py, half, kind, a.sure[i] === 0 || kind === CARRIER, colours[i], size > 4 ? edge : 0);
      }
      if (meet !== null) meet(i, px, py, size);
    }
    this.top = top; this.bottom = bottom; this.drawn = drawn;
    const first = Math.min(top, before[0]), last = Math.max(bottom, before[1]);
    if (last > first) this.context.putImageData(this.image, 0, 0, 0, first, width, last - first);
    return drawn;
  }

  fill(x0, x1, y0, y1, px, py, half, kind, hollow, colour, edge) {
    const { pixels, width } = this;
    for (let y = y0; y < y1; y++) {
      let from = x0, to = x1;
      if (kind === VEHICLE) { // a diamond
        const reach = half - Math.abs(y - py);
        from = Math.max(x0, px - reach); to = Math.min(x1, px + reach);
        if (to <= from) { from = Math.max(0, px); to = Math.min(width, px + 1); }
      }
      const row = y * width;
      if (hollow && y > y0 && y < y1 - 1) {
        pixels[row + from] = colour; pixels[row + to - 1] = colour;
        continue;
      }
      pixels.fill(colour, row + from, row + to);
      if (edge !== 0 && !hollow) {
        if (y === y0 || y === y1 - 1) pixels.fill(edge, row + from, row + to);
        else { pixels[row + from] = edge; pixels[row + to - 1] = edge; }
      }
    }
  }
}

/** The size of a thing on the screen, in px: as large as its slot has room for. */
function sizeOf(plane, place, kind, scale) {
  let room = 7;
  if (place >= 0) {
    const w = plane.w[place], h = plane.h[place];
    room = plane.motion[place] === 0 ? Math.min(w / plane.columns[place], h / plane.rows[place])
      : Math.min(h, Math.max(4, w / plane.slots[place] * 2));
    if (room > 14) room = 14;
    if (room < 3) room = 3;
  }
  const size = room * scale * (kind === PART || kind === TRUCK ? 0.55 : 0.8);
  return size < 2 ? 2 : size > 26 ? 26 : size & ~1 || 2;
}

function coloursOf(chunk, option) {
  if (chunk.colours !== undefined && chunk.colouredBy === option) return chunk.colours;
  const found = new Uint32Array(chunk.length ?? chunk.a.thing.length);
  for (let i = 0; i < found.length; i++) {
    const { kind, options } = chunk.thing(chunk.a.thing[i]), code = options[option] ?? 255;
    if (kind > PART) found[i] = OF_KIND[kind];
    else if (kind === JOB) found[i] = code < 255 ? JOBS[code % JOBS.length] : JOB_OTHER;
    else found[i] = code < 255 ? PARTS[code % PARTS.length] : PART_OTHER;
  }
  chunk.colours = found; chunk.colouredBy = option;
  return found;
}
