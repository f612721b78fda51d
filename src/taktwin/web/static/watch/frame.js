/** The frame of all views of the running plant: its tabs, how old what is shown is, and what there is where no plant runs. */

import { drop } from "/static/api.js";
import { el, fill } from "/static/dom.js";
import { both, t } from "/static/i18n.js";
import { say } from "/static/notes.js";
import { may } from "/static/session.js";
import { ages, listen, state } from "/static/watch/feed.js";
import { age } from "/static/watch/parts.js";
import { startForm } from "/static/watch/start.js";
import { dress } from "/static/watch/dress.js";

export const TABS = ["plant", "alarms", "states", "shifts", "ahead", "trust", "energy"];
const STALE_S = 10;

const SIGNS = { running: "●", ended: "■", waiting: "◐", starting: "◐", failed: "✕", lost: "✕", stale: "◐" };

/** In which state all of it is: running, lost (no connection), stale (no news), or what the server says. */
export function condition(now = state(), at = ages()) {
  if (!now.connected) return now.told === null && at.word === null ? "starting" : "lost";
  if (now.told.state === "running" && at.news !== null && at.news > STALE_S) return "stale";
  return now.told.state;
}

/** The line with the plant's time and the age of what is shown; `update` brings it up to date. */
export function strip() {
  const sign = el("span.sign", { "aria-hidden": "true" });
  const word = el("strong", { role: "status" });
  const time = el("span.clock");
  const old = el("span");
  const server = el("span.soft");
  const plan = el("span.badge");
  const ending = el("button", { type: "button", hidden: true, on: { click: end } }, t("watch.end_demo"));
  let sure = 0;

  async function end() {
    if (performance.now() - sure > 4000) {
      sure = performance.now();
      ending.textContent = t("watch.end_sure");
      setTimeout(() => { ending.textContent = t("watch.end_demo"); }, 4000);
      return;
    }
    try {
      await drop("/api/watch");
    } catch (failure) {
      say(failure.message);
    }
  }

  const trouble = el("p.note.warn", { hidden: true, role: "status" });
  const made = el("div.strip", {}, el("span.how", {}, sign, " ", word), plan, time, old, server, ending);
  return {
    element: el("div", {}, made, trouble),
    update() {
      const now = state();
      const at = ages();
      const how = condition(now, at);
      made.className = `strip ${how}`;
      set(sign, SIGNS[how] ?? "○");
      set(word, t(`watch.state.${how}`));
      const what = now.about?.plan;
      set(plan, what ? `${what.model} · ${t(`watch.kind.${what.kind}`, { n: what.speed })}` : "");
      plan.hidden = !what;
      ending.hidden = !(what?.kind === "demo" && may());
      set(time, now.told?.now ? t("watch.plant_time", { time: now.told.now.time.slice(0, 16) }) : "");
      set(old, now.told?.now ? t("watch.age", { age: age(at.news) }) : "");
      set(server, at.server ? t("watch.server_time", { time: at.server.toLocaleTimeString(document.documentElement.lang, { hour12: false }) }) : "");
      const why = now.told?.trouble;
      trouble.hidden = !why;
      set(trouble, why ? [both(why.message), both(why.remedy)].filter(Boolean).join(" – ") : "");
    },
  };
}

function set(where, text) {
  if (where.textContent !== text) where.textContent = text;
}

/**
 * Show a view of the running plant.
 * @param {HTMLElement} main
 * @param {string} tab one of TABS
 * @param {(place: HTMLElement, about: Object) => {draw: Function, end?: Function}} make what draws it, made anew for each plant
 */
export async function shown(main, tab, make) {
  await dress();
  const top = strip();
  const place = el("div.watch");
  const tabs = el("nav.tabs", { "aria-label": t("watch.tabs") }, TABS.map((one) => el("a", {
    href: one === "plant" ? "#/watch" : `#/watch/${one}`, "aria-current": one === tab ? "page" : null,
  }, t(`watch.tab.${one}`))), el("a.aside", { href: "#/andon" }, t("watch.tab.andon")));
  fill(main, el("h1", {}, t(`watch.title.${tab}`)), tabs, top.element, place);
  let view = null;
  let generation = null;

  function draw(now) {
    top.update();
    if (now.told === null) return;
    const key = now.told.now === null ? `${now.told.state}` : `plant ${now.about.generation}`;
    if (key !== generation) {
      generation = key;
      view?.end?.();
      view = null;
      fill(place);
      delete place.dataset.shown;
      if (now.told.now !== null) view = make(place, now.about);
      else if (now.told.state === "none" || now.told.state === "failed") startForm(place);
      else fill(place, el("p.waiting", {}, t("watch.begins")));
    }
    view?.draw(now.told.now, now);
  }

  const over = listen(draw);
  const ticking = setInterval(() => top.update(), 1000);
  top.update();
  return () => {
    over();
    clearInterval(ticking);
    view?.end?.();
  };
}
