// What is known of a time: segments of things, states of machines, levels of stock points.

import { unpacked } from "./frames.js";

const KEPT = 6; // chunks at hand: what is older is let go, so that a page can run for days

/** A chunk of a replay, or all that is known of a live plant: `at(time)` brings states and levels to a time. */
export class Chunk {
  constructor(frame, machines, places) {
    this.frame = frame;
    this.a = frame.arrays;
    this.things = new Map(frame.things.id.map((id, k) => [id, k]));
    this.state = new Uint8Array(machines).fill(2);
    this.since = new Float64Array(machines).fill(NaN);
    this.level = new Float64Array(places).fill(NaN);
    this.rewind();
  }

  rewind() {
    this.now = -Infinity; this.s = 0; this.l = 0;
  }

  /** States and levels as they are at a time of the chunk. */
  at(time) {
    if (time < this.now) this.rewind();
    const { state_t: t, state_of: of, state, level_t: lt, level_of: lof, level } = this.a;
    for (; this.s < t.length && t[this.s] <= time; this.s++) {
      this.state[of[this.s]] = state[this.s];
      this.since[of[this.s]] = t[this.s];
    }
    for (; this.l < lt.length && lt[this.l] <= time; this.l++) this.level[lof[this.l]] = level[this.l];
    this.now = time;
  }

  /** The thing with a number: kind, order, stream, name, load, options. */
  thing(id) {
    const k = this.things.get(id);
    if (k === undefined) return null;
    const { kind, order, stream, name, load, options } = this.frame.things;
    return { id, kind: kind[k], order: order[k], stream: stream[k], name: name[k], load: load[k], options: options[k] };
  }
}

/** Chunks of a replay, asked for as they are needed. */
export class Chunks {
  constructor(ask, about, machines, places) {
    this.ask = ask; this.about = about; this.machines = machines; this.places = places;
    this.kept = new Map(); this.coming = new Map(); this.failed = null;
  }

  number(time) {
    const { begin, chunk, chunks } = this.about;
    return Math.max(0, Math.min(chunks - 1, Math.floor((time - begin) / chunk)));
  }

  /** The chunk of a time; null while it is on its way. The next ones are asked for as well. */
  get(time, ahead = 1) {
    const number = this.number(time);
    for (let k = number; k <= Math.min(number + ahead, this.about.chunks - 1); k++) this.want(k);
    const found = this.kept.get(number);
    if (found === undefined) return null;
    this.kept.delete(number); this.kept.set(number, found); // the latest used is let go last
    return found;
  }

  want(number) {
    if (this.kept.has(number) || this.coming.has(number)) return;
    const asked = this.ask(number).then((buffer) => {
      this.kept.set(number, new Chunk(unpacked(buffer), this.machines, this.places));
      while (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
      this.failed = null;
    }).catch((error) => { this.failed = error; }).finally(() => this.coming.delete(number));
    this.coming.set(number, asked);
  }
}
