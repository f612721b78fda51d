/** The page begins here: texts, who is asking, the head, and the view of the address. */

import { el, fill } from "/static/dom.js";
import * as i18n from "/static/i18n.js";
import * as router from "/static/router.js";
import * as session from "/static/session.js";
import { follow } from "/static/live.js";

const { t, LANGUAGES } = i18n;
const main = document.getElementById("main");
const head = document.getElementById("head");

function languages() {
  return Object.entries(LANGUAGES).map(([one, name]) => el("button", {
    type: "button", lang: one, "aria-pressed": String(one === i18n.spoken()),
    on: { click: () => { if (one !== i18n.spoken() && router.free()) { i18n.speak(one); show(true); } } },
  }, name));
}

function headline() {
  document.getElementById("skip").textContent = t("skip");
  const me = session.me();
  const links = [["#/", "nav.home"], ["#/form", "nav.forms"], ["#/jobs", "nav.jobs"], ["#/watch", "nav.watch"], ["#/compare", "nav.compare"]];
  fill(head,
    el("a.brand", { href: "#/" }, "Taktwin"),
    me.name ? el("nav", { "aria-label": t("nav.label") }, links.map(([href, key]) => el("a", { href }, t(key)))) : null,
    el("div.who", {},
      me.name ? el("span.folder", { title: t("head.folder") }, me.folder) : null,
      me.read_only ? el("span.badge", {}, t("head.read_only")) : null,
      me.tokens && me.name ? el("span", {}, t("head.who", { name: me.name, role: t(`role.${me.role}`) })) : null,
      me.tokens && me.name ? el("button", { type: "button", on: { click: async () => { if (router.free()) { await session.leave(); show(); } } } }, t("head.leave")) : null,
      el("span.languages", { role: "group", "aria-label": t("head.languages") }, languages())));
}

async function show(quiet = false) {
  headline();
  if (!session.me().name) {
    (await import("/static/views/door.js")).show(main, () => { show(); follow(); });
    return;
  }
  await (show.begun ? router.route(main, quiet) : router.begin(main));
  show.begun = true;
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("taktwin-stranger", async () => {
  if (!session.me().name) return;
  await session.ask();
  if (!session.me().name) show();
});
await i18n.begin();
await session.ask();
await show();
if (session.me().name) follow();
