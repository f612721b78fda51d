/** What the views of the running plant have in common: words of states, times, lists that are only made anew when they change. */

import { el, fill } from "/static/dom.js";
import { number, spoken, t } from "/static/i18n.js";
import { me } from "/static/session.js";

/** Kinds of states, by which they are counted and drawn. */
export const STOPPED = ["down", "minor_stop", "waiting_crew", "waiting_parts", "waiting_operator", "maintenance"];
export const AT_WORK = ["working", "walking", "setup"];

/** working, stopped or waiting. */
export const kindOf = (name) => (AT_WORK.includes(name) ? "working" : STOPPED.includes(name) ? "stopped" : name === "off_shift" ? "off" : "waiting");

/** A state of a machine in words, with its sign. */
export function stateOf(about, code) {
  const one = about.states[code];
  return one === undefined ? { name: "unknown", title: t("watch.unknown"), sign: "?", colour: "#888" }
    : { ...one, title: one.title[spoken() === "zh" ? 1 : 0] };
}

/** The same by its name. */
export const stateNamed = (about, name) => stateOf(about, about.states.findIndex((one) => one.name === name));

/** How a line is, in a word with its sign: it stands (for so long that it counts), runs, waits for a while, or nobody knows. */
export function lineHow(one) {
  if (one.stands) return { kind: "stands", sign: "✕", word: t("watch.stands_short") };
  if (one.state === null) return { kind: "unknown", sign: "?", word: t("watch.unknown") };
  const kind = kindOf(one.state);
  if (kind === "working") return { kind: "runs", sign: "●", word: t("watch.runs") };
  return kind === "off" ? { kind: "off", sign: "–", word: t("watch.band.off") } : { kind: "halts", sign: "◐", word: t("watch.halts") };
}

/** The time of day of a time of the plant, such as "2026-01-05 06:12:03". */
export const clock = (text) => (text ? text.slice(11, 16) : "–");

/** The name of a shift; one that is named by its day has the day in the language of the page. */
export const shiftName = (name) => name.replace(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?= \d\d:\d\d$)/, (day) => t(`watch.day.${day.toLowerCase()}`));

/** Minutes and seconds for what lasts, as it is read on a wall. */
export function lasts(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return t("watch.lasts_s", { s: whole });
  if (whole < 3600) return t("watch.lasts_min", { m: Math.floor(whole / 60) });
  return t("watch.lasts_h", { h: Math.floor(whole / 3600), m: String(Math.floor(whole / 60) % 60).padStart(2, "0") });
}

/** An age in seconds: to the tenth where it is young. */
export const age = (seconds) => (seconds === null ? "–" : seconds < 9.95 ? `${Math.max(0, seconds).toFixed(1)} s` : lasts(seconds));

/** A share in per cent. */
export const percent = (share, digits = 0) => (share === null || share === undefined ? "–" : `${(100 * share).toFixed(digits)} %`);

/** Make what an element holds anew where its value has changed; what had the focus in it has it again. */
export function renew(where, value, make) {
  const key = `${spoken()} ${JSON.stringify(value)}`;
  if (where.dataset.shown === key) return;
  where.dataset.shown = key;
  const held = where.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const scroll = where.querySelector(".scroll")?.scrollTop ?? 0;
  fill(where, make());
  if (scroll) where.querySelector(".scroll").scrollTop = scroll;
  if (held) where.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

/** A tile: what, how much, and a word about it. */
export const tile = (name, value, more = null, kind = "") => el("div" + (kind ? `.${kind}` : ""), {}, el("dt", {}, name), el("dd", {}, value, more ? el("small", {}, more) : null));

/** The alarm in words: its rule and its machine. */
export const alarmName = (one) => `${t(`watch.rule.${one.rule.replaceAll(" ", "_")}`)} · ${one.source}`;

export const alarmState = (state) => t(`watch.alarm.${state.replaceAll(" ", "_")}`);

/** Whether it is still to be acknowledged. */
export const isNew = (one) => ["unacknowledged", "returned unacknowledged", "latched unacknowledged"].includes(one.state);

const URGENT = { high: 0, medium: 1, low: 2 };

/** Those that nobody has seen first, then the most urgent, then the newest. */
export const inOrder = (alarms) => [...alarms].sort((a, b) => isNew(b) - isNew(a) || URGENT[a.priority] - URGENT[b.priority] || a.for_s - b.for_s);

/** Whether the one who looks may acknowledge and shelve here. */
export const mayAct = (about) => ["acknowledge", "admin"].includes(me().role) && !me().read_only && about.plan?.acts === true;
