/** The shifts in numbers, what stopped the lines, the KPIs of each machine, and by which map states became times. */

import { get } from "/static/api.js";
import { el, fill, table } from "/static/dom.js";
import { both, bracketed, listed, number, t } from "/static/i18n.js";
import { error } from "/static/notes.js";
import { clock, lasts, percent, renew, shiftName, stateNamed } from "/static/watch/parts.js";

const AGAIN_MS = 20_000;

/** What draws it. */
export function shiftsView(place, about) {
  const listed = el("div");
  const causes = el("div");
  const machines = el("div");
  const choose = el("select", { id: "watch-shift", on: { change: () => show(true) } });
  const map = el("div");
  fill(place, listed, el("div.row.spaced", {}, el("label", { for: "watch-shift" }, t("watch.shift")), choose), causes, machines, map);
  let askedAt = -Infinity;
  let found = null;

  const named = (one) => `${one.name ? `${shiftName(one.name)} · ` : ""}${one.begin.slice(5, 16)}–${clock(one.end)}${one.goes_on ? bracketed(t("watch.goes_on")) : ""}`;

  async function ask() {
    askedAt = performance.now();
    try {
      found = await get("/api/watch/shifts");
      await show();
    } catch (failure) {
      if (found === null) fill(listed, error(failure));
    }
  }

  async function show() {
    renew(listed, found.shifts, () => table(t("watch.shifts_caption"), ["shift", "made", "line_stops", "stopped_min", "alarms", "per_hour", "seen_after"].map((one) => t(`watch.col.${one}`)),
      found.shifts.map((one) => [named(one), { value: number(one.made), number: true }, { value: one.line_stops, number: true }, { value: number(one.stopped_min, 3), number: true },
        { value: one.alarms, number: true }, { value: number(one.alarms_per_hour, 2), number: true }, { value: one.acknowledged_s === null ? "–" : lasts(one.acknowledged_s), number: true }])));
    const held = choose.value;
    if (document.activeElement !== choose) {
      fill(choose, found.shifts.map((one) => el("option", { value: one.begin_s }, named(one))));
      if (found.shifts.some((one) => String(one.begin_s) === held)) choose.value = held;
    }
    const shift = found.shifts.find((one) => String(one.begin_s) === choose.value);
    if (!shift) return;
    renew(causes, shift.causes, () => (shift.causes.length ? table(t("watch.causes_caption"), ["cause", "stops", "minutes"].map((one) => t(`watch.col.${one}`)),
      shift.causes.map((one) => [one.cause ? both(one.cause) : t("watch.no_cause"), { value: one.stops, number: true }, { value: number(one.minutes, 3), number: true }])) : el("p.soft", {}, t("watch.no_stops"))));
    const told = (await get(`/api/watch/machines?begin=${shift.begin_s}`)).machines;
    renew(machines, told, () => table(t("watch.kpis_caption", { shift: named(shift), map: found.map.name }),
      [t("watch.machine"), ...found.kpis.map((one) => t(`watch.kpi.${one}`)), t("watch.col.failures")],
      told.map((one) => [one.machine, ...one.kpis.map((value) => ({ value: percent(value, 1), number: true })), { value: number(one.failures), number: true }]), "kpis"));
    renew(map, found.map, () => el("details.more.wide", { open: true }, el("summary", {}, t("watch.map_title", { map: found.map.name })), el("p", {}, t("watch.map_about")),
      table(t("watch.map_caption"), [t("watch.col.part"), t("watch.col.states")], Object.entries(found.map.parts).map(([part, states]) => [`${part} · ${t(`watch.part.${part.toLowerCase()}`)}`, listed(states.map((one) => stateNamed(about, one).title))])),
      table(t("watch.formulas"), [t("watch.col.kpi"), t("watch.col.formula")], found.kpis.map((one) => [t(`watch.kpi.${one}`), el("code", {}, found.formulas[one])]))));
  }

  return { draw() { if (performance.now() - askedAt > AGAIN_MS) ask(); } };
}
