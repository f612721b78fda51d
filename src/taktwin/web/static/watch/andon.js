/** The andon wall: for a screen in the hall, to be read from five metres, with nobody at it. */

import { el, fill } from "/static/dom.js";
import { both, number, t } from "/static/i18n.js";
import { dress } from "/static/watch/dress.js";
import { ages, listen, state } from "/static/watch/feed.js";
import { condition } from "/static/watch/frame.js";
import { age, alarmName, clock, inOrder, isNew, lasts, lineHow, percent, renew } from "/static/watch/parts.js";

const MOST_LINES = 6;
const MOST_ALARMS = 3;

function big(name, value, more, kind = "") {
  return el(`div.big${kind ? `.${kind}` : ""}`, {}, el("span.name", {}, name), el("span.value", {}, value), more ? el("span.more", {}, more) : null);
}

function numbers(now) {
  const { shift, forecast } = now;
  const chance = forecast?.target?.chance ?? null;
  return [
    big(t("watch.made"), number(shift.made), shift.target === null ? `${clock(shift.begin)}–${clock(shift.end)}` : t("watch.of_target", { n: number(shift.target) })),
    forecast ? big(t("watch.will_make"), number(forecast.shift.p50), chance === null ? `${number(forecast.shift.p05)}–${number(forecast.shift.p95)}` : t("watch.chance", { chance: percent(chance) }), chance !== null && chance < 0.5 ? "warn" : "") : null,
    big(t("watch.stopped_total"), String(Math.round(shift.stopped_min)), t("watch.stops_n", { n: shift.line_stops })),
  ].filter(Boolean);
}

/** Lines that stand first, the longest first; of many that run, the number. */
function lines(now) {
  const inTurn = [...now.lines].sort((a, b) => (b.for_s ?? -1) - (a.for_s ?? -1));
  const shown = inTurn.slice(0, MOST_LINES);
  const rest = inTurn.length - shown.length;
  return [...shown.map((one) => [one, lineHow(one)]).map(([one, how]) => el(`div.line.${how.kind}`, {},
    el("span.sign", { "aria-hidden": "true" }, how.sign),
    el("span.name", {}, one.line.split(".").at(-1)),
    el("span.how", {}, one.stands ? `${how.word} ${lasts(one.for_s)}` : how.word),
    one.stands ? el("span.why", {}, one.cause ? both(one.cause.told) : t("watch.no_cause")) : null)),
  rest > 0 ? el("div.line.rest", {}, t("watch.lines_more", { n: rest })) : null].filter(Boolean);
}

function alarms(now) {
  const unseen = inOrder(now.alarms.filter(isNew));
  if (!unseen.length) return [el("div.none", {}, `✓ ${t("watch.no_new_alarms")}`)];
  return [el("div.count", {}, t("watch.new_alarms", { n: unseen.length })), ...unseen.slice(0, MOST_ALARMS).map((one) => el("div.alarm", {}, el("span", {}, `▲ ${alarmName(one)}`), el("span.how", {}, lasts(one.for_s))))];
}

/** Show it. */
export async function show(main) {
  await dress();
  document.body.classList.add("kiosk");
  const plant = el("span.plant");
  const how = el("span.how", { role: "status" });
  const old = el("span.old");
  const hour = el("span.hour");
  const top = el("div.top", {}, plant, how, old, hour);
  const one = el("section.numbers", { "aria-label": t("watch.wall_shift") });
  const two = el("section.lines", { "aria-label": t("watch.wall_lines") });
  const three = el("section.alarms", { "aria-label": t("watch.wall_alarms") });
  const wall = el("div.andon", {}, el("h1.hidden", {}, t("watch.tab.andon")), top, one, two, three, el("a.leave", { href: "#/watch" }, t("watch.leave_wall")));
  fill(main, wall);

  function age_() {
    const at = ages();
    const now = state();
    const found = condition(now, at);
    wall.className = `andon ${found}`;
    const said = t(`watch.state.${found}`);
    if (how.textContent !== said) how.textContent = said;
    old.textContent = now.told?.now ? t("watch.age", { age: age(at.news) }) : "";
  }

  function draw(now) {
    age_();
    plant.textContent = now.about?.plan?.model ?? "Taktwin";
    const found = now.told?.now;
    if (!found) {
      renew(one, now.told?.state ?? "", () => el("p", {}, now.told?.state === "none" ? t("watch.none") : t("watch.begins")));
      fill(two);
      fill(three);
      delete two.dataset.shown;
      delete three.dataset.shown;
      return;
    }
    hour.textContent = clock(found.time);
    renew(one, [found.shift, found.forecast?.shift, found.forecast?.target], () => numbers(found));
    renew(two, found.lines.map((each) => [each.line, each.state, each.stands, lasts(each.for_s), each.cause?.told]), () => lines(found));
    renew(three, found.alarms.map((each) => [each.alarm, each.state, lasts(each.for_s)]), () => alarms(found));
  }

  const over = listen(draw);
  const ticking = setInterval(age_, 1000);
  age_();
  return () => {
    over();
    clearInterval(ticking);
    document.body.classList.remove("kiosk");
  };
}
