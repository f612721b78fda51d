// Where a thing is drawn between two moments: the same rule as web/scene/position.py, on flat arrays.

export const STANDS = 0, ALONG = 1, CARRIED = 2;

/** Places and ways of a scene as flat arrays. */
export class Plane {
  constructor(scene) {
    const n = scene.places.length;
    this.x = new Float64Array(n); this.y = new Float64Array(n);
    this.w = new Float64Array(n); this.h = new Float64Array(n);
    this.slots = new Uint32Array(n); this.motion = new Uint8Array(n);
    this.columns = new Uint32Array(n); this.rows = new Uint32Array(n);
    scene.places.forEach((place, i) => {
      const count = Math.max(1, place.slots);
      this.x[i] = place.x; this.y[i] = place.y; this.w[i] = place.w; this.h[i] = place.h;
      this.slots[i] = count; this.motion[i] = place.motion;
      this.columns[i] = Math.max(1, Math.min(count, Math.ceil(Math.sqrt(count * place.w / place.h))));
      this.rows[i] = Math.ceil(count / this.columns[i]);
    });
    this.ways = scene.ways.map((flat) => Float64Array.from(flat));
    this.lengths = this.ways.map((way) => lengthOf(way));
    this.out = new Float64Array(2);
    this.begin = new Float64Array(2);
  }

  /** The middle of a slot of a place, into `out`. */
  slotAt(place, slot, out) {
    const count = this.slots[place], at = slot % count;
    if (this.motion[place] === ALONG) {
      out[0] = this.x[place] + this.w[place] * (1 - (at + 0.5) / count);
      out[1] = this.y[place] + this.h[place] / 2;
    } else if (this.motion[place] === CARRIED) {
      out[0] = this.x[place] + this.w[place];
      out[1] = this.y[place] + this.h[place] / 2;
    } else {
      const columns = this.columns[place];
      out[0] = this.x[place] + this.w[place] * (at % columns + 0.5) / columns;
      out[1] = this.y[place] + this.h[place] * (Math.floor(at / columns) + 0.5) / this.rows[place];
    }
    return out;
  }

  /** Where the thing of segment `i` is at `time`, into `out`. */
  position(a, i, time, out = this.out) {
    const t0 = a.t0[i], place = a.place[i], way = a.way[i];
    if (place < 0) {
      const points = this.ways[way], n = points.length, lasts = a.move[i];
      if (n === 2 || (lasts > 0 && time - t0 >= lasts)) {
        out[0] = points[n - 2] + 4 * (a.slot[i] % 10) - 18;
        out[1] = points[n - 1] + 8 + 4 * Math.floor(a.slot[i] / 10);
        return out;
      }
      const span = lasts > 0 ? lasts : a.t1[i] - t0, share = span > 0 ? (time - t0) / span : 1;
      return onWay(points, share * this.lengths[way], out);
    }
    const move = a.move[i], share = move > 0 ? (time - t0) / move : 1;
    if (share >= 1) return this.slotAt(place, a.slot[i], out);
    if (this.motion[place] !== STANDS) {
      this.slotAt(place, a.slot[i], out);
      const x = this.x[place], y = this.y[place] + this.h[place] / 2;
      out[0] = x + (out[0] - x) * share;
      out[1] = y + (out[1] - y) * share;
      return out;
    }
    const from = a.from[i];
    if (from < 0) return this.slotAt(place, a.slot[i], out);
    const begin = this.slotAt(from, a.from_slot[i], this.begin);
    this.slotAt(place, a.slot[i], out);
    if (way < 0) {
      out[0] = begin[0] + (out[0] - begin[0]) * share;
      out[1] = begin[1] + (out[1] - begin[1]) * share;
      return out;
    }
    return this.onJoined(begin, this.ways[way], out, share);
  }

  /** A share of the way from `begin` over the points to `out`, into `out`. */
  onJoined(begin, points, out, share) {
    const n = points.length, endX = out[0], endY = out[1];
    const first = Math.hypot(points[0] - begin[0], points[1] - begin[1]);
    const last = Math.hypot(endX - points[n - 2], endY - points[n - 1]);
    const middle = lengthOf(points);
    let far = share * (first + middle + last);
    if (far <= first && first > 0) {
      out[0] = begin[0] + (points[0] - begin[0]) * far / first;
      out[1] = begin[1] + (points[1] - begin[1]) * far / first;
      return out;
    }
    far -= first;
    if (far <= middle) return onWay(points, far, out);
    far -= middle;
    out[0] = points[n - 2] + (endX - points[n - 2]) * far / last;
    out[1] = points[n - 1] + (endY - points[n - 1]) * far / last;
    return out;
  }
}

function lengthOf(points) {
  let sum = 0;
  for (let k = 2; k < points.length; k += 2) sum += Math.hypot(points[k] - points[k - 2], points[k + 1] - points[k - 1]);
  return sum;
}

function onWay(points, far, out) {
  for (let k = 2; k < points.length; k += 2) {
    const length = Math.hypot(points[k] - points[k - 2], points[k + 1] - points[k - 1]);
    if (far <= length && length > 0) {
      out[0] = points[k - 2] + (points[k] - points[k - 2]) * far / length;
      out[1] = points[k - 1] + (points[k + 1] - points[k - 1]) * far / length;
      return out;
    }
    far -= length;
  }
  out[0] = points[points.length - 2];
  out[1] = points[points.length - 1];
  return out;
}

/** How far a coordinate lies in the rim of a room: below 0 at its begin, above 0 at its end, 0 between. */
export function beyond(at, room, rim) {
  if (at < room * rim) return at - room * rim;
  return at > room * (1 - rim) ? at - room * (1 - rim) : 0;
}
