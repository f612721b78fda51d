// What stands: shops, boxes, ways, cells by the states of their machines, levels, names. Below the things that move.

const FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";
const CELL_NAMES = 46, NAMED_FROM = 40, CELL_SIGNS = 11, BOX_TITLES = 44, BOX_FACTS = 120; // px from which they are written
const LINES = new Set(["moving_line", "indexed_line"]);
const QUIET = new Set(["working", "starved", "off_shift", "brief_pause", "long_pause"]);

export class Base {
  constructor(canvas, scene, plane, language) {
    this.canvas = canvas; this.context = canvas.getContext("2d");
    this.still = document.createElement("canvas"); this.pen = this.still.getContext("2d");
    this.scene = scene; this.plane = plane; this.say = language === "zh" ? 1 : 0;
    this.states = scene.states;
    this.widths = new Map();
    this.inBox = scene.boxes.map(() => []);
    scene.places.forEach((place, i) => this.inBox[place.box].push(i));
    this.slotOf = new Map(scene.resources.map((one) => [one.id, one]));
    this.theme();
    this.seen = null;
  }

  /** Take the colours of the page, which may be light or dark. */
  theme() {
    const style = getComputedStyle(this.canvas);
    const colour = (name) => style.getPropertyValue(`--scene-${name}`).trim() || "#888888";
    this.colour = Object.fromEntries(
      ["ground", "plant", "shop", "box", "line", "ink", "muted", "cell", "level", "working", "halo"].map((n) => [n, colour(n)]),
    );
    this.dark = colour("dark") === "1";
    this.fills = this.states.map((one) => (one.name === "working" ? this.colour.working
      : one.name === "off_shift" || one.name === "starved" ? this.colour.cell : one.colour));
    this.seen = null;
  }

  resize(width, height, ratio) {
    this.ratio = ratio;
    for (const one of [this.canvas, this.still]) {
      one.width = Math.max(1, Math.round(width * ratio)); one.height = Math.max(1, Math.round(height * ratio));
    }
    this.width = width; this.height = height; this.seen = null;
  }

  /** Draw the plant as it is at the time that `chunk` is at; `counts` are the jobs in each place, `most` the highest levels. */
  draw(view, chunk, counts, most) {
    const key = `${view.x} ${view.y} ${view.scale}`;
    if (key !== this.seen) {
      this.drawStill(view);
      this.seen = key;
    }
    const c = this.context;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.drawImage(this.still, 0, 0);
    this.place(c, view);
    for (let box = 0; box < this.scene.boxes.length; box++) {
      const at = this.scene.boxes[box];
      if (!this.visible(at, view)) continue;
      this.cells(c, box, view, chunk, counts, most);
    }
  }

  place(c, view) {
    const scale = view.scale * this.ratio;
    c.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
  }

  visible(at, view) {
    return at.x + at.w >= view.x && at.y + at.h >= view.y
      && at.x <= view.x + this.width / view.scale && at.y <= view.y + this.height / view.scale;
  }

  drawStill(view) {
    const c = this.pen, { scene, colour } = this, px = 1 / view.scale;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = colour.ground;
    c.fillRect(0, 0, this.still.width, this.still.height);
    this.place(c, view);
    for (const one of scene.plants) this.panel(c, one, colour.plant, px * 1.4);
    for (const one of [...scene.frames, ...scene.maps]) this.panel(c, one, colour.shop, px);
    c.lineJoin = "round";
    for (const edge of scene.edges) {
      const link = scene.links[edge.kind];
      this.way(c, scene.ways[edge.way], this.dark ? colour.line : link.colour, Math.max(link.width * 0.8, px * 0.7),
        link.dashed ? [4, 3] : [], 0.55);
    }
    this.maps(c, px);
    for (const box of scene.boxes) this.panel(c, box, colour.box, px, 4);
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    for (const one of scene.plants) this.title(c, one, view, 14, 12, 600);
    for (const one of [...scene.frames, ...scene.maps]) this.title(c, one, view, 12, 8, 600);
    for (const box of scene.boxes) this.boxTitle(c, box, view);
  }

  panel(c, at, fill, line, radius = 6) {
    c.beginPath(); c.roundRect(at.x, at.y, at.w, at.h, radius);
    c.fillStyle = fill; c.fill();
    c.strokeStyle = this.colour.line; c.lineWidth = line; c.stroke();
  }

  way(c, flat, colour, width, dashes, alpha) {
    c.beginPath(); c.moveTo(flat[0], flat[1]);
    for (let k = 2; k < flat.length; k += 2) c.lineTo(flat[k], flat[k + 1]);
    c.strokeStyle = colour; c.lineWidth = width; c.setLineDash(dashes); c.globalAlpha = alpha;
    c.stroke();
    c.setLineDash([]); c.globalAlpha = 1;
  }

  maps(c, px) {
    for (const map of this.scene.maps) {
      const at = new Map(map.points.map(([name, x, y]) => [name, [x, y]]));
      for (const [from, to] of map.edges) this.way(c, [...at.get(from), ...at.get(to)], this.colour.muted, 2, [], 0.6);
      for (const [, x, y, kind] of map.points) {
        c.beginPath(); c.arc(x, y, kind ? 4 : 2.4, 0, 7);
        c.fillStyle = kind ? this.colour.muted : this.colour.box; c.fill();
        c.strokeStyle = this.colour.muted; c.lineWidth = px; c.stroke();
      }
    }
  }

  title(c, at, view, size, inset, weight) {
    const wide = at.w * view.scale - 2 * inset;
    if (wide < 26 || !this.visible(at, view)) return;
    const x = Math.max((at.x - view.x) * view.scale, 0) + inset, y = Math.max((at.y - view.y) * view.scale, 0) + Math.min(17, 6 + 11 * view.scale * 1.4);
    const own = Math.min(size * 1.25, Math.max(9, size * Math.sqrt(view.scale) * 1.15));
    const title = Array.isArray(at.title) ? at.title[this.say] : at.name;
    this.text(c, title, x, y, own, wide, this.colour.ink, weight);
    if (view.scale > 1.1 && at.points) {
      for (const [name, px, py] of at.points) this.text(c, name, (px - view.x) * view.scale + 6, (py - view.y) * view.scale - 6, 10, 90, this.colour.muted);
    }
  }

  boxTitle(c, box, view) {
    const wide = box.w * view.scale;
    if (wide < BOX_TITLES || !this.visible(box, view)) return;
    const x = (box.x - view.x) * view.scale + 4, size = Math.max(8.5, Math.min(13, 11.5 * view.scale));
    const y = (box.y - view.y) * view.scale + Math.min(Math.max(size, 14 * Math.min(view.scale, 1.2)), 22 * view.scale - 1);
    const facts = wide > BOX_FACTS && box.facts[this.say] ? `  ${box.facts[this.say]}` : "";
    const title = box.title[this.say];
    const used = this.text(c, title, x, y, size, wide - 8, this.colour.ink, 600);
    if (facts && wide - used > 60) this.text(c, facts, x + used, y, size * 0.92, wide - used - 10, this.colour.muted);
  }

  /** The cells of a box: states of machines, levels, counts; and at its foot the states of all of them. */
  cells(c, box, view, chunk, counts, most) {
    const scale = view.scale, places = this.scene.places, at = this.scene.boxes[box];
    const shares = new Uint32Array(this.states.length);
    const texts = [];
    let machines = 0, inside = 0;
    for (const i of this.inBox[box]) {
      const place = places[i], own = place.resources;
      inside += counts[i];
      if (own.length) {
        const { columns, rows } = this.servers(i, own.length), wide = place.w / columns, high = place.h / rows;
        own.forEach((id, k) => {
          const x = place.x + k % columns * wide, y = place.y + Math.floor(k / columns) * high;
          const state = chunk === null ? 2 : chunk.state[id];
          shares[state]++; machines++;
          c.fillStyle = this.fills[state];
          c.globalAlpha = QUIET.has(this.states[state].name) ? 0.9 : 0.75;
          c.fillRect(x + 0.5, y + 0.5, wide - 1, high - 1);
          c.globalAlpha = 1;
          if (Math.min(wide, high) * scale >= CELL_SIGNS && this.states[state].sign) {
            texts.push([this.states[state].sign, x + wide - 1, y + 1, QUIET.has(this.states[state].name) ? "quiet" : "sign"]);
          }
        });
      } else if (place.kind === "zone") {
        c.strokeStyle = this.colour.line; c.lineWidth = 0.7;
        c.strokeRect(place.x, place.y, place.w, place.h);
      } else {
        const level = place.kind === "stock" ? (chunk === null ? NaN : chunk.level[i]) : counts[i];
        const room = place.capacity ?? most[i] ?? 0;
        const share = room > 0 && level > 0 ? Math.min(1, level / room) : 0;
        c.fillStyle = this.colour.cell;
        c.fillRect(place.x + 0.5, place.y + 0.5, place.w - 1, place.h - 1);
        c.fillStyle = this.colour.level; c.globalAlpha = place.kind === "stock" ? 0.42 : 0.25;
        c.fillRect(place.x + 0.5, place.y + 0.5 + (place.h - 1) * (1 - share), place.w - 1, (place.h - 1) * share);
        c.globalAlpha = 1;
        if (place.w * scale >= CELL_NAMES && Number.isFinite(level) && (place.kind === "stock" || this.inBox[box].length > 1)) {
          texts.push([level >= 1000 ? Math.round(level).toLocaleString("en") : String(Math.round(level * 10) / 10), place.x + place.w - 1.5, place.y + 1, "count"]);
        }
      }
      if (place.w * scale >= CELL_NAMES && this.inBox[box].length > 1 && !LINES.has(place.kind) && place.h * scale >= NAMED_FROM) {
        texts.push([place.name, place.x + 1.5, place.y + place.h - 1.5, "name", place.w]);
      }
    }
    if (at.w * scale > 30) this.foot(c, at, view, shares, machines, inside);
    if (texts.length) this.write(c, texts, view);
  }

  /** How the machines of a place stand: where their jobs do, if each has one. */
  servers(i, count) {
    const { slots, columns, rows } = this.plane;
    return slots[i] === count ? { columns: columns[i], rows: rows[i] } : { columns: 1, rows: count };
  }

  foot(c, at, view, shares, machines, inside) {
    const y = at.y + at.h - 13, wide = at.w - 10;
    let x = at.x + 5, signs = "";
    if (machines) {
      shares.forEach((n, state) => {
        if (!n) return;
        c.fillStyle = this.fills[state];
        c.fillRect(x, y + 7, wide * n / machines, 3);
        x += wide * n / machines;
        if (!QUIET.has(this.states[state].name)) signs += ` ${this.states[state].sign}${n > 1 ? n : ""}`;
      });
    }
    const said = `${view.scale > 0.5 && inside ? inside : ""}${signs ? `  ${signs.trim()}` : ""}`.trim();
    if (said && at.w * view.scale >= BOX_TITLES) {
      c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      const size = Math.max(8.5, Math.min(11, 9.5 * view.scale));
      this.text(c, said, (at.x - view.x) * view.scale + 4, (y - view.y) * view.scale + 4, size, at.w * view.scale - 8, this.colour.ink, 600);
      this.place(c, view);
    }
  }

  write(c, texts, view) {
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    for (const [said, x, y, what, wide] of texts) {
      const left = (x - view.x) * view.scale, top = (y - view.y) * view.scale;
      if (what === "name") this.text(c, said, left, top - 1, 10, wide * view.scale - 4, this.colour.ink);
      else {
        c.textAlign = "right"; c.textBaseline = "top";
        this.text(c, said, left, top, what === "sign" ? 11 : 9.5, 200, what === "quiet" ? this.colour.muted : this.colour.ink, what === "quiet" ? 400 : 700);
        c.textAlign = "left"; c.textBaseline = "alphabetic";
      }
    }
    this.place(c, view);
  }

  /** A text cut to its room; gives its width. */
  text(c, said, x, y, size, room, colour, weight = 400) {
    c.font = `${weight} ${size.toFixed(1)}px ${FONT}`;
    const key = `${said}\n${c.font}\n${Math.floor(room)}`;
    let fitted = this.widths.get(key);
    if (fitted === undefined) {
      fitted = fit(c, said, room);
      if (this.widths.size > 5000) this.widths.clear();
      this.widths.set(key, fitted);
    }
    c.fillStyle = colour;
    if (fitted[0]) c.fillText(fitted[0], x, y);
    return fitted[1];
  }
}

function fit(c, said, room) {
  let wide = c.measureText(said).width;
  if (wide <= room) return [said, wide];
  let low = 0, high = said.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (c.measureText(`${said.slice(0, middle)}…`).width <= room) low = middle; else high = middle - 1;
  }
  wide = low ? c.measureText(`${said.slice(0, low)}…`).width : 0;
  return low > 1 ? [`${said.slice(0, low)}…`, wide] : ["", 0];
}
