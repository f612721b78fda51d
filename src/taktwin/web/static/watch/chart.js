/** A chart of areas and lines over time, as SVG; what it shows stands in a table beside it. */

const SPACE = "http://www.w3.org/2000/svg";
const WIDE = 900;
const HIGH = 320;
const LEFT = 56;
const RIGHT = 16;
const TOP = 14;
const BOTTOM = 30;

function svg(tag, given = {}, ...inside) {
  const made = document.createElementNS(SPACE, tag);
  for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
  made.append(...inside);
  return made;
}

/** Steps of a scale, four to eight of them. */
function steps(low, high) {
  const rough = (high - low || 1) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + 1e-9; at += step) found.push(at);
  return found;
}

/** The chart; `areas` and `lines` have points [x, y] and a kind, which its style names. */
export function chart({ label, x, y, say, areas = [], lines = [] }) {
  const right = (at) => LEFT + (at - x[0]) / (x[1] - x[0] || 1) * (WIDE - LEFT - RIGHT);
  const down = (at) => HIGH - BOTTOM - (at - y[0]) / (y[1] - y[0] || 1) * (HIGH - TOP - BOTTOM);
  const path = (points) => points.map(([a, b]) => `${right(a).toFixed(1)},${down(b).toFixed(1)}`).join(" ");
  const parts = steps(...y).map((at) => [svg("line", { class: "grid", x1: LEFT, x2: WIDE - RIGHT, y1: down(at), y2: down(at) }), svg("text", { class: "number", x: LEFT - 8, y: down(at) + 4 }, String(at))]);
  const ticks = 6;
  for (let k = 0; k <= ticks; k++) {
    const at = x[0] + (x[1] - x[0]) * k / ticks;
    parts.push([svg("text", { class: k === ticks ? "end" : "middle", x: right(at), y: HIGH - 8 }, say(at))]);
  }
  for (const one of areas) parts.push([svg("polygon", { class: one.kind, points: `${path(one.low)} ${path([...one.high].reverse())}` })]);
  for (const one of lines) {
    parts.push([svg("polyline", { class: one.kind, points: path(one.points) })]);
    if (one.name) parts.push([svg("text", { class: `${one.kind} name`, x: LEFT + 6, y: down(one.points[0][1]) - 5 }, one.name)]);
  }
  return svg("svg", { class: "chart", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label }, ...parts.flat());
}
