// What a shadow tells of a running plant: one segment for each thing, the one that it is in.

import { unpacked } from "./frames.js";

const COLUMNS = { t0: Float64Array, t1: Float64Array, move: Float32Array, thing: Uint32Array, place: Int32Array, slot: Uint32Array,
  from: Int32Array, from_slot: Uint32Array, way: Int32Array, sure: Uint8Array };
const AGAIN_MS = [500, 1000, 2000, 5000];
export const STALE_MS = 10000;

/** All that is known of a live plant, as a `Chunk` of a replay. */
export class LiveChunk {
  constructor(machines, places) {
    this.machines = machines; this.places = places;
    this.clear();
  }

  clear() {
    this.room = 1024; this.length = 0;
    this.a = Object.fromEntries(Object.entries(COLUMNS).map(([name, type]) => [name, new type(this.room)]));
    this.kindOf = new Uint8Array(this.room);
    this.rowOf = new Map(); this.things = new Map(); this.told = [];
    this.frame = { begin: 0, things: { id: [], kind: [], order: [], stream: [], name: [], load: [], options: [] } };
    this.state = new Uint8Array(this.machines).fill(2);
    this.since = new Float64Array(this.machines).fill(NaN);
    this.level = new Float64Array(this.places).fill(NaN);
    this.most = new Float64Array(this.places); // the highest levels so far
    this.colours = undefined;
  }

  at() {}

  thing(id) { return this.things.get(id) ?? null; }

  /** Take a frame. */
  take(frame) {
    if (frame.whole) this.clear();
    const { arrays, things } = frame;
    things.id.forEach((id, k) => this.things.set(id, { id, kind: things.kind[k], order: things.order[k], stream: things.stream[k],
      name: things.name[k], load: things.load[k], options: things.options[k] }));
    for (let i = 0; i < arrays.t0.length; i++) this.put(arrays, i);
    for (const id of frame.gone) this.drop(id);
    arrays.state_of.forEach((id, k) => { this.state[id] = arrays.state[k]; this.since[id] = arrays.state_t[k]; });
    arrays.level_of.forEach((place, k) => { this.level[place] = arrays.level[k]; this.most[place] = Math.max(this.most[place], arrays.level[k]); });
    this.colours = undefined; this.changed = true;
  }

  put(arrays, i) {
    const id = arrays.thing[i];
    let row = this.rowOf.get(id);
    if (row === undefined) {
      if (this.length === this.room) this.grow();
      row = this.length++;
      this.rowOf.set(id, row);
    }
    for (const name of Object.keys(COLUMNS)) this.a[name][row] = arrays[name][i];
    this.kindOf[row] = this.things.get(id).kind;
  }

  drop(id) {
    const row = this.rowOf.get(id), last = this.length - 1;
    this.things.delete(id);
    if (row === undefined) return;
    this.rowOf.delete(id);
    if (row !== last) {
      for (const name of Object.keys(COLUMNS)) this.a[name][row] = this.a[name][last];
      this.kindOf[row] = this.kindOf[last];
      this.rowOf.set(this.a.thing[row], row);
    }
    this.length = last;
  }

  grow() {
    this.room *= 2;
    for (const [name, type] of Object.entries(COLUMNS)) {
      const wider = new type(this.room);
      wider.set(this.a[name]);
      this.a[name] = wider;
    }
    const kinds = new Uint8Array(this.room);
    kinds.set(this.kindOf);
    this.kindOf = kinds;
  }
}

/** What is known of a live plant out of frames, from wherever they come; the source of a view, which tells it the time. */
export class LiveFrames {
  constructor(machines, places, speed = 1) {
    this.chunk = new LiveChunk(machines, places); this.speed = speed;
    this.failed = null; this.heard = null; this.time = 0; this.shown = 0;
  }

  /** Take the bytes of a frame. */
  take(buffer) {
    const frame = unpacked(buffer);
    if (frame.whole) this.shown = 0;
    this.chunk.take(frame);
    this.time = frame.end; this.heard = performance.now(); this.failed = null;
  }

  get() { return this.heard === null ? null : this.chunk; }

  /** The time of the plant: that of the last news, and at most two seconds of ours on; it never goes back. */
  now() {
    if (this.heard === null) return 0;
    this.shown = Math.max(this.shown, this.time + this.speed * Math.min(2, (performance.now() - this.heard) / 1000));
    return this.shown;
  }

  get stale() { return this.heard !== null && performance.now() - this.heard > STALE_MS; }

  close() {}
}

/** The same over a WebSocket of its own, which comes back by itself. */
export class LiveSource extends LiveFrames {
  constructor(address, machines, places) {
    super(machines, places);
    this.address = address; this.tries = 0; this.closed = false;
    this.open();
  }

  open() {
    if (this.closed) return;
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onmessage = (event) => { this.take(event.data); this.tries = 0; };
    socket.onclose = () => {
      if (this.closed) return;
      const wait = AGAIN_MS[Math.min(this.tries++, AGAIN_MS.length - 1)];
      this.timer = setTimeout(() => this.open(), wait);
    };
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket.close();
  }
}
