// What is drawn over the things that move: numbers of jobs from near by, and a ring around who is followed.

import { kindsOf, segmentsAt } from "./now.js";

const MOST_LABELS = 150;

export class Over {
  constructor(view, canvas) {
    this.view = view; this.canvas = canvas; this.pen = canvas.getContext("2d");
    this.used = false; this.labelled = 0; this.marked = null;
  }

  resize(width, height) { this.canvas.width = width; this.canvas.height = height; }

  begin() {
    if (this.used) this.pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.used = false; this.labelled = 0;
  }

  /** The number of a job beside it. */
  label(chunk, i, x, y, size) {
    const thing = chunk.thing(chunk.a.thing[i]);
    if (this.labelled > MOST_LABELS || size < 12 || thing.order < 0) return;
    this.labelled++; this.used = true;
    const { pen } = this, { colour } = this.view.base;
    pen.font = "10px system-ui, sans-serif"; pen.fillStyle = colour.ink; pen.strokeStyle = colour.halo; pen.lineWidth = 2.5;
    pen.strokeText(thing.order, x + size / 2 + 1, y + 4); pen.fillText(thing.order, x + size / 2 + 1, y + 4);
  }

  /** What is followed, or what is known of it, has changed. */
  forget() { this.marked = null; }

  /** The segments of who is followed, its job before parts of it. */
  marks(chunk) {
    this.marked ??= Uint8Array.from(chunk.a.thing.subarray(0, chunk.length), (id) => (this.view.follows(chunk.thing(id)) ? 1 : 0));
    const kinds = kindsOf(chunk);
    return segmentsAt(chunk, this.view.clock.time, (i) => this.marked[i] === 1).sort((a, b) => kinds[a] - kinds[b]);
  }

  keepInView(chunk) {
    const [first] = this.marks(chunk);
    if (first !== undefined) this.view.eye.keepIn(...this.view.plane.position(chunk.a, first, this.view.clock.time));
  }

  ring(chunk) {
    const { pen, view } = this;
    for (const i of this.marks(chunk)) {
      const [px, py] = view.eye.at(...view.plane.position(chunk.a, i, view.clock.time));
      pen.beginPath(); pen.arc(px, py, 11, 0, 7);
      pen.strokeStyle = view.base.colour.halo; pen.lineWidth = 5; pen.stroke();
      pen.strokeStyle = getComputedStyle(view.root).getPropertyValue("--scene-follow").trim(); pen.lineWidth = 2.5; pen.stroke();
      this.used = true;
    }
  }
}
