// The time that is shown: it runs with a speed, and can be set.

import { make } from "./dom.js";

export class Clock {
  constructor(begin, end, time) {
    this.still = []; this.skips = false; // times in which nothing happens, and whether they are left out
    this.begin = begin; this.end = end; this.time = time; this.speed = 60; this.playing = false; this.last = null;
  }

  /** Bring it to a moment of the browser's own clock (ms). Pauses of the page longer than a second are left out. */
  tick(moment) {
    if (this.playing && this.last !== null) {
      this.set(this.time + Math.min(moment - this.last, 1000) / 1000 * this.speed);
      const rest = this.skips ? this.restOf(this.time) : null;
      if (rest !== null && rest - this.time > 30) this.set(rest - 10);
      if (this.time >= this.end) this.playing = false;
    }
    this.last = moment;
  }

  /** Skip times in which nothing happens, and begin behind the first: a plant that begins at midnight works at six. */
  leaveOut(still) {
    this.still = still; this.skips = still.length > 0;
    const first = this.restOf(this.time + 1);
    if (first !== null && first < this.end) this.set(first - 10);
  }

  /** The end of the time in which nothing happens at a time; null where something does. */
  restOf(time) {
    let low = 0, high = this.still.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.still[middle][1] <= time) low = middle + 1; else high = middle;
    }
    return low < this.still.length && this.still[low][0] < time ? this.still[low][1] : null;
  }

  set(time) {
    this.time = Math.max(this.begin, Math.min(this.end, time));
  }
}

/** How a time of a run is written: day of the run and time of day, or the date where the plant has one. */
export function sayerOfTime(about, say) {
  const start = about.scene.start === null ? null : Date.parse(`${about.scene.start.slice(0, 19)}Z`);
  const two = (n) => String(n).padStart(2, "0");
  return (time) => {
    if (!Number.isFinite(time)) return say("the_start"); // so it was when what is told begins
    const seconds = time + about.offset;
    if (start !== null) return new Date(start + Math.round(seconds) * 1000).toISOString().slice(0, 19).replace("T", " ");
    const whole = Math.floor(Math.round(seconds));
    const day = Math.floor(whole / 86400), rest = whole - day * 86400;
    return `${say("day", { n: day + 1 })} ${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  };
}

/** The switch that says whether times in which nothing happens are skipped. */
export function skipBox(clock, say) {
  const box = make("input", { type: "checkbox", checked: true, on: { change: () => { clock.skips = box.checked; } } });
  return make("label", { title: say("skip_about") }, box, say("skip"));
}
