/** The plant as it runs: what the shift has made, the moving plant, lines that stand and why, vehicles and trucks. */

import { el, fill, table } from "/static/dom.js";
import { both, listed, number, spoken, t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { mountFed } from "/static/scene/mount.js";
import { watchFrames } from "/static/watch/feed.js";
import { clock, isNew, kindOf, lasts, lineHow, percent, renew, shiftName, stateNamed, tile } from "/static/watch/parts.js";

/** The tiles of the shift and of the plant now. */
export function tilesOf(now, about) {
  const { shift, forecast } = now;
  const states = Object.entries(now.machines.states);
  const many = (kind) => states.filter(([name]) => kindOf(name) === kind).reduce((sum, [, n]) => sum + n, 0);
  const standing = now.lines.filter((one) => one.stands).length;
  const unseen = now.alarms.filter(isNew).length;
  const chance = forecast?.target?.chance ?? null;
  return [
    tile(t("watch.made"), number(shift.made), [shiftName(shift.name), `${clock(shift.begin)}–${clock(shift.end)}`, shift.target === null ? "" : t("watch.of_target", { n: shift.target })].filter(Boolean).join(" · ")),
    forecast ? tile(t("watch.will_make"), `${number(forecast.shift.p50)}`, t("watch.range", { low: number(forecast.shift.p05), high: number(forecast.shift.p95) }) + (chance === null ? "" : ` · ${t("watch.chance", { chance: percent(chance) })}`)) : null,
    tile(t("watch.machines"), `${many("working")} / ${about.machines.length}`, t("watch.stopped_n", { n: many("stopped") })),
    tile(t("watch.lines"), standing ? t("watch.lines_stand", { n: standing }) : t("watch.lines_run"), t("watch.line_stops", { n: shift.line_stops, min: number(shift.stopped_min, 3) }), standing ? "bad" : ""),
    tile(t("watch.alarms"), number(unseen), t("watch.alarms_all", { n: now.alarms.length }), unseen ? "bad" : ""),
    tile(t("watch.jobs"), number(now.jobs), t("watch.finished", { n: now.finished })),
  ].filter(Boolean);
}

function condition(one) {
  const how = lineHow(one);
  return el("span", { class: how.kind }, `${how.sign} ${how.word}${one.stands ? ` ${lasts(one.for_s)}` : ""}`);
}

/** The table of the ends of the lines. */
export function lineTable(now, about) {
  const rows = now.lines.map((one) => {
    const state = one.state === null ? { title: t("watch.unknown"), sign: "?" } : stateNamed(about, one.state);
    return [one.line, condition(one),
      `${state.sign} ${state.title}`, one.place, one.cause ? both(one.cause.told) : "", one.cause ? one.cause.chain.slice(0, 6).join(" ← ") : ""];
  });
  return table(t("watch.lines_caption"), ["line", "condition", "state", "last", "cause", "chain"].map((one) => t(`watch.col.${one}`)), rows);
}

function transport(now, about) {
  const parts = [];
  if (now.fleets.length) {
    const rows = now.fleets.map((one) => {
      const counts = new Map();
      for (const vehicle of one.vehicles) counts.set(vehicle.state, (counts.get(vehicle.state) ?? 0) + 1);
      const down = one.vehicles.filter((vehicle) => kindOf(vehicle.state) === "stopped").map((vehicle) => vehicle.name);
      return [one.fleet, { value: one.vehicles.length, number: true }, listed([...counts].map(([state, n]) => { const said = stateNamed(about, state); return `${said.sign} ${said.title} ${n}`; })), listed(down)];
    });
    parts.push(table(t("watch.fleets"), ["fleet", "vehicles", "states", "stopped"].map((one) => t(`watch.col.${one}`)), rows));
  }
  if (now.trucks.length) {
    const rows = now.trucks.slice(0, 60).map((one) => [one.lane, clock(one.sent), { value: lasts(one.for_s), number: true }, listed(Object.entries(one.load).map(([part, n]) => `${part} ${number(n)}`))]);
    parts.push(table(t("watch.trucks", { n: now.trucks.length }), ["lane", "sent", "under_way", "load"].map((one) => t(`watch.col.${one}`)), rows));
  }
  return parts.length ? parts : [el("p.soft", {}, t("watch.no_transport"))];
}

/** What draws it. */
export function plantView(place, about) {
  const tiles = el("dl.tiles");
  const stage = el("div.stage");
  const lines = el("div");
  const moves = el("div");
  fill(place, tiles, stage, lines, el("details.more.wide", {}, el("summary", {}, t("watch.transport")), moves));
  let scene = null;
  let over = false;
  mountFed(stage, { base: "/api/watch/scene", feed: watchFrames, speed: about.plan.speed, language: spoken() }).then((made) => {
    if (over) made.destroy();
    else scene = made;
  }, (failure) => fill(stage, error(failure)));
  return {
    draw(now) {
      renew(tiles, [now.shift, now.forecast?.shift, now.machines.states, now.lines.length, now.alarms.map((one) => one.state), now.jobs, now.lines.map((one) => one.stands)], () => tilesOf(now, about));
      renew(lines, now.lines.map((one) => ({ ...one, for_s: one.for_s && Math.round(one.for_s / 60) })), () => lineTable(now, about));
      renew(moves, [now.fleets, now.trucks.map((one) => [one.lane, one.sent, Math.round(one.for_s / 60)])], () => transport(now, about));
    },
    end() {
      over = true;
      scene?.destroy();
    },
  };
}
