/** Each machine over the last hours: a band of its states minute by minute, and the same in numbers beside it. */

import { get } from "/static/api.js";
import { el, fill, table } from "/static/dom.js";
import { both, number, t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { clock, kindOf, percent, renew, stateOf } from "/static/watch/parts.js";

const HOURS = [1, 4, 8, 24];
const AGAIN_MS = 20_000;
/** Working is a low band, waiting a middle one, what has stopped fills it: so it is told without colours. */
const HEIGHT = { working: 0.35, waiting: 0.6, stopped: 1, off: 0.15 };
const HIGH = 16;
const WIDE = 480;

function band(about, row, shifts, minutes) {
  const canvas = el("canvas", { width: WIDE, height: HIGH, "aria-hidden": "true" });
  const pen = canvas.getContext("2d");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  for (let from = 0; from < row.length;) {
    let to = from;
    while (to < row.length && row[to] === row[from]) to += 1;
    if (row[from] !== "?") {
      const state = stateOf(about, row.charCodeAt(from) - 97);
      const high = HIGH * HEIGHT[kindOf(state.name)];
      pen.fillStyle = state.name === "working" ? (dark ? "#4f7fa6" : "#9db9d2") : state.colour;
      pen.fillRect(from / minutes * WIDE, HIGH - high, Math.max(1, (to - from) / minutes * WIDE), high);
    }
    from = to;
  }
  pen.fillStyle = dark ? "#e6ecef" : "#16242c";
  for (const shift of shifts) if (shift.begin_min > 0) pen.fillRect(Math.round(shift.begin_min / minutes * WIDE), 0, 1, HIGH);
  return canvas;
}

function shares(about, row) {
  const sums = { working: 0, waiting: 0, stopped: 0, off: 0 };
  let known = 0;
  let stops = 0;
  let before = "";
  for (const letter of row) {
    if (letter === "?") { before = ""; continue; }
    const kind = kindOf(about.states[letter.charCodeAt(0) - 97].name);
    if (kind === "stopped" && before !== "stopped") stops += 1;
    before = kind;
    sums[kind] += 1;
    known += 1;
  }
  return { ...sums, known, stops };
}

/** What draws it. */
export function statesView(place, about) {
  const bands = el("div");
  const stops = el("div");
  const hours = el("select", { id: "watch-hours", on: { change: () => ask() } }, HOURS.map((one) => el("option", { value: one, selected: one === 4 }, t("time.hours", { n: one }))));
  const line = el("select", { id: "watch-line", on: { change: () => show() } }, el("option", { value: "" }, t("watch.all_lines")),
    [...new Set(about.machines.map((one) => one.line))].filter(Boolean).map((one) => el("option", { value: one }, one)));
  const words = el("input", { type: "search", id: "watch-machine", on: { input: () => show() } });
  const legend = el("p.legend", {}, ["working", "waiting", "stopped", "off"].map((one) => el("span", {}, el("span", { class: `mark ${one}`, "aria-hidden": "true" }), t(`watch.band.${one}`))), el("span", {}, t("watch.band.unknown")));
  fill(place, el("div.row", {}, el("label", { for: "watch-hours" }, t("watch.hours")), hours, el("label", { for: "watch-line" }, t("watch.col.line")), line,
    el("label", { for: "watch-machine" }, t("watch.machine")), words), legend, bands, el("h2", {}, t("watch.stops_title")), stops);
  let found = null;
  let now = null;
  let askedAt = -Infinity;

  async function ask() {
    askedAt = performance.now();
    try {
      found = await get(`/api/watch/timeline?hours=${hours.value}`);
      show();
    } catch (failure) {
      if (found === null) fill(bands, error(failure));
    }
  }

  function row(machine, k) {
    const states = found.rows[machine.name];
    const sums = shares(about, states);
    const state = stateOf(about, now.state_of[k]);
    const share = (one) => ({ value: percent(sums.known ? sums[one] / sums.known : null), number: true });
    return [machine.name, machine.line, `${state.sign} ${state.title}`, band(about, states, found.shifts, found.minutes), share("working"), share("waiting"), share("stopped"), { value: sums.stops, number: true }];
  }

  function show() {
    if (found === null || now === null) return;
    const asked = words.value.trim().toLowerCase();
    const wanted = about.machines.map((one, k) => [one, k]).filter(([one]) => (!line.value || one.line === line.value) && one.name.toLowerCase().includes(asked));
    const axis = el("span.axis", {}, el("span", {}, clock(found.begin)), el("span", {}, clock(found.end)));
    renew(bands, [found.end, hours.value, line.value, asked, wanted.map(([, k]) => now.state_of[k])], () => table(t("watch.states_caption", { n: wanted.length, begin: found.begin.slice(0, 16), end: found.end.slice(0, 16) }),
      [t("watch.machine"), t("watch.col.line"), t("watch.col.now"), axis, t("watch.band.working"), t("watch.band.waiting"), t("watch.band.stopped"), t("watch.col.stops")],
      wanted.map(([one, k]) => row(one, k)), "bands"));
    renew(stops, found.stops, () => (found.stops.length ? table(t("watch.stops_caption"), ["line", "begin", "minutes", "cause"].map((one) => t(`watch.col.${one}`)),
      found.stops.slice(0, 100).map((one) => [one.line, one.begin.slice(0, 16), { value: `${number(one.minutes, 3)}${one.goes_on ? "+" : ""}`, number: true }, one.cause ? both(one.cause) : t("watch.no_cause")])) : el("p.soft", {}, t("watch.no_stops"))));
  }

  return {
    draw(told) {
      const first = now === null;
      now = told;
      if (first || performance.now() - askedAt > AGAIN_MS) ask();
      else if (!bands.contains(document.activeElement)) show();
    },
  };
}
