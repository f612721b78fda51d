/** The alarms: those that somebody has to look at, those on the shelf, and what happened to all of them. */

import { get, post } from "/static/api.js";
import { el, fill, fresh, table } from "/static/dom.js";
import { t } from "/static/i18n.js";
import { error, say } from "/static/notes.js";
import { alarmName, alarmState, clock, inOrder, isNew, lasts, mayAct, renew } from "/static/watch/parts.js";
import { Rows } from "/static/watch/rows.js";

const PRIORITY_SIGN = { high: "▲▲▲", medium: "▲▲", low: "▲" };
const SHELF_MIN = [15, 60, 240, 480, 1440];

function priority(one) {
  return el("span", { class: `priority ${one.priority}` }, el("span", { "aria-hidden": "true" }, `${PRIORITY_SIGN[one.priority]} `), t(`watch.priority.${one.priority}`));
}

/** What draws it. */
export function alarmsView(place, about) {
  const acts = mayAct(about);
  const listed = el("div");
  const asked = el("div");
  const shelf = el("div");
  const past = el("div");
  const words = el("input", { type: "search", id: "watch-history" });
  const file = el("a.button", { href: "/api/watch/history.csv", download: "" }, t("watch.history_file"));
  fill(place, asked, listed, shelf, el("h2", {}, t("watch.history")),
    el("form.row", { role: "search", on: { submit: (event) => { event.preventDefault(); history(); } } },
      el("label", { for: "watch-history" }, t("watch.history_filter")), words, el("button", { type: "submit" }, t("watch.show")), file), past);
  if (!acts) place.prepend(el("p.soft", {}, about.plan.acts ? t("watch.look_only") : t("watch.other_book")));
  let askedAt = -Infinity;

  async function history() {
    askedAt = performance.now();
    const query = new URLSearchParams({ q: words.value.trim() });
    file.href = `/api/watch/history.csv?${query}`;
    try {
      const found = await get(`/api/watch/history?${query}`);
      renew(past, found, () => (found.lines ? table(t("watch.history_caption", { n: found.history.length, of: found.lines }),
        ["time", "alarm", "priority", "action", "became", "who", "why"].map((one) => t(`watch.col.${one}`)),
        found.history.map((one) => [one.time, alarmName(one), t(`watch.priority.${one.priority}`), t(`watch.action.${one.action.replaceAll(" ", "_")}`), alarmState(one.after), one.who === "system" ? t("watch.system") : one.who, one.who === "system" ? "" : one.why])) : el("p.soft", {}, t("watch.no_history"))));
    } catch (failure) {
      fill(past, error(failure));
      delete past.dataset.shown;
    }
  }

  async function act(action, given) {
    try {
      const done = await post(`/api/alarms/${action}`, given);
      say(t("watch.done", { alarm: given.alarm, state: alarmState(done.state) }));
      fill(asked);
      history();
    } catch (failure) {
      fill(asked, error(failure));
      asked.scrollIntoView({ block: "nearest" });
    }
  }

  function ask(one) {
    const why = el("input", { type: "text", required: true, maxlength: "300", id: fresh("why") });
    const long = el("select", { id: fresh("long") }, SHELF_MIN.map((min) => el("option", { value: min, selected: min === 60 }, lasts(60 * min))));
    fill(asked, el("form.note", { "aria-label": t("watch.shelve_title", { alarm: alarmName(one) }), on: {
      submit: (event) => {
        event.preventDefault();
        act("shelve", { alarm: one.alarm, why: why.value.trim(), minutes: Number(long.value) });
      },
      keydown: (event) => { if (event.key === "Escape") fill(asked); },
    } }, el("p", {}, el("strong", {}, t("watch.shelve_title", { alarm: alarmName(one) }))),
    el("div.row", {}, el("label", { for: long.id }, t("watch.shelve_for")), long, el("label", { for: why.id }, t("watch.shelve_why")), why,
      el("button.main", { type: "submit" }, t("watch.shelve")), el("button", { type: "button", on: { click: () => fill(asked) } }, t("watch.cancel")))));
    why.focus();
  }

  const button = (key, done) => el("button", { type: "button", on: { click: done } }, t(key));

  function buttons(one) {
    return el("span.row", {}, isNew(one) ? button("watch.acknowledge", () => act("acknowledge", { alarm: one.alarm })) : null,
      one.state === "latched acknowledged" ? button("watch.reset", () => act("reset", { alarm: one.alarm })) : null,
      button("watch.shelve_it", () => ask(one)));
  }

  const current = new Rows(["alarm", "priority", "state", "since", "for", ...(acts ? ["act"] : [])].map((one) => t(`watch.col.${one}`)), [4]);
  const resting = new Rows(["alarm", "active", "until", "who", "why", ...(acts ? ["act"] : [])].map((one) => t(`watch.col.${one}`)));
  const none = el("p.note.good", {}, t("watch.no_alarms"));
  const empty = el("p.soft", {}, t("watch.shelf_empty"));
  fill(listed, none, current.element);
  fill(shelf, empty, resting.element);

  return {
    draw(now) {
      none.hidden = now.alarms.length > 0;
      current.element.hidden = !none.hidden;
      empty.hidden = now.shelved.length > 0;
      resting.element.hidden = !empty.hidden;
      current.show(t("watch.alarms_caption", { n: now.alarms.length, new: now.alarms.filter(isNew).length }), inOrder(now.alarms).map((one) => ({ key: one.alarm, cells: [
        { key: `${isNew(one)}`, made: () => el("span", { class: isNew(one) ? "new" : "" }, alarmName(one)) }, { key: one.priority, made: () => priority(one) },
        `${isNew(one) ? "● " : "○ "}${alarmState(one.state)}`, clock(one.since), { value: lasts(one.for_s), number: true },
        ...(acts ? [{ key: one.state, made: () => buttons(one) }] : [])] })));
      resting.show(t("watch.shelf_caption"), now.shelved.map((one) => ({ key: one.alarm, cells: [
        alarmName(one), one.active ? t("watch.yes") : t("watch.no"), one.until ?? t("watch.until_restored"), one.who, one.why,
        ...(acts ? [{ key: one.state, made: () => button("watch.unshelve", () => act("unshelve", { alarm: one.alarm })) }] : [])] })));
      if (performance.now() - askedAt > 10_000) history();
    },
  };
}
